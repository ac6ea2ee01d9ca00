"""Answers the relay's busiest paths before the router: finding a route costs more than a segment that is there.

What leads here is a sealed name, so there is nobody to ask about: whoever has it may watch.
"""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from prism_core.errors import PrismError
from prism_core.problems import problem
from prism_media.relay.answers import playlist_answer, segment_answer
from prism_media.relay.relay import Relay


@dataclass(frozen=True, slots=True)
class _Route:
    """What metrics know a request by."""

    path: str


_ROUTES = {kind: _Route(f"/api/relay/{{channel_id}}/{kind}/{{name}}") for kind in ("segment", "playlist")}


def take_shortcut(app: FastAPI, relay: Relay) -> None:
    """Let `app` answer segments and plain playlists of `relay` without its router, inside its other middleware."""
    app.user_middleware.append(Middleware(_Shortcut, relay=relay))


class _Shortcut:
    def __init__(self, app: ASGIApp, relay: Relay) -> None:
        self._app = app
        self._relay = relay

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        parts = scope["path"].split("/") if scope["type"] == "http" and scope["method"] in {"GET", "HEAD"} else []
        # "", "api", "relay", channel, kind, name
        if len(parts) != 6 or parts[1:3] != ["api", "relay"] or parts[4] not in _ROUTES or scope["query_string"]:
            await self._app(scope, receive, send)
            return
        scope["route"] = _ROUTES[parts[4]]
        answer = await self._answer(parts[3], parts[4], parts[5], dict(scope["headers"]))
        await answer(scope, receive, send)

    async def _answer(self, channel: str, kind: str, name: str, headers: dict[bytes, bytes]) -> Response:
        try:
            if kind == "segment":
                asked = headers.get(b"range")
                return await segment_answer(self._relay, channel, name, asked.decode("latin-1") if asked else None)
            known = headers.get(b"if-none-match", b"").decode("latin-1")
            return playlist_answer(await self._relay.playlist(channel, name.removesuffix(".m3u8")), known)
        except PrismError as error:
            return problem(error.status, error.kind, error.message, details=error.details)
