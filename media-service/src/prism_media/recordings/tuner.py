"""Tunes to a channel the way a viewer does: through the relay's own HLS.

So a viewer and a recording of one channel share one connection upstream, and whatever the relay can play (other
alternatives, conversion, the demo channels) can be recorded. The requests never leave the process; nobody's age limit
holds for them, since whoever asked for the recording was asked theirs.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote, urlencode

import httpx
from fastapi import APIRouter, FastAPI

from prism_core import problems
from prism_core.errors import ErrorInfo, PrismError, UpstreamFailed, error_from
from prism_media.relay.conversion.errors import CodecNotPlayable
from prism_media.relay.slots import FOR_RECORDING
from prism_media.upstream.errors import UpstreamIncomplete, UpstreamTimeout
from prism_media.viewers.current import Viewer
from prism_media.viewers.model import DEFAULT_PROFILE

_KEPT = "hevc,av1,vp9,ac3,ec3,opus,flac"
"""Codecs that are recorded as they come, though not every browser plays them."""
_SECONDS = 40.0
"""Longest wait for an answer; the relay gives up on its own before that."""


@dataclass(frozen=True, slots=True)
class Tuned:
    """What came, and the address that relative addresses in it are meant from."""

    data: bytes
    url: str

    @property
    def text(self) -> str:
        """It as text."""
        return self.data.decode("utf-8", errors="replace")


class Tuner(Protocol):
    """Gives a channel's playlists and segments."""

    async def index(self, channel: str, source: str | None, *, together: bool = False) -> Tuned:
        """The channel's first playlist, from one of its alternatives where `source` names it. Raises `PrismError`.

        `together`: with picture and sound in one playlist, whatever the source has.
        """
        ...

    async def get(self, url: str, offset: int | None = None, length: int | None = None) -> Tuned:
        """What an address in a playlist stands for, or `length` bytes of it. Raises `PrismError`."""
        ...


class _Everyone:
    """The identity behind requests of our own."""

    async def viewer(self, _cookie: str | None) -> Viewer:
        return Viewer(DEFAULT_PROFILE)


class RelayTuner:
    """The tuner over the relay's routes. Call `close` when done."""

    def __init__(self, routers: Callable[[], list[APIRouter]]) -> None:
        self._routers = routers
        self._client: httpx.AsyncClient | None = None

    async def close(self) -> None:
        """Let go of the routes."""
        if self._client is not None:
            await self._client.aclose()

    async def index(self, channel: str, source: str | None, *, together: bool = False) -> Tuned:
        """The channel's first playlist: its codecs as they are, converted only where there is no other way."""
        query = {"can": _KEPT, **({"source": source} if source else {}), **({"together": "1"} if together else {})}
        path = f"/api/relay/{quote(channel, safe='')}/index.m3u8"
        try:
            return await self.get(f"{path}?{urlencode(query)}")
        except CodecNotPlayable:
            return await self.get(f"{path}?{urlencode({**query, 'convert': 'auto'})}")

    async def get(self, url: str, offset: int | None = None, length: int | None = None) -> Tuned:
        """What an address of ours stands for."""
        part = {} if offset is None or length is None else {"Range": f"bytes={offset}-{offset + length - 1}"}
        FOR_RECORDING.set(True)  # in the recording's own task
        try:
            async with asyncio.timeout(_SECONDS):
                answer = await self._open().get(url, headers=part)
        except TimeoutError:
            raise UpstreamTimeout("the channel did not answer in time") from None
        except AssertionError:
            # The transport's own check that an answer ends: the relay leaves one unfinished where a segment broke off.
            raise UpstreamIncomplete("a segment broke off before its end") from None
        if answer.is_error:
            raise _error(answer)
        data = answer.content
        if part and answer.status_code == httpx.codes.OK and offset is not None and length is not None:
            data = data[offset : offset + length]  # the source knows no ranges and sent all of it
        return Tuned(data, answer.url.raw_path.decode())

    def _open(self) -> httpx.AsyncClient:
        if self._client is None:
            application = FastAPI()
            application.state.identity = _Everyone()
            for router in self._routers():
                application.include_router(router)
            problems.install(application)
            transport = httpx.ASGITransport(app=application, raise_app_exceptions=False)
            self._client = httpx.AsyncClient(transport=transport, base_url="http://relay", follow_redirects=True)
        return self._client


def _error(answer: httpx.Response) -> PrismError:
    try:
        body = answer.json()
        return error_from(ErrorInfo(kind=str(body["type"]).removeprefix(problems.TYPE_PREFIX), message=body["detail"]))
    except (ValueError, KeyError, TypeError):
        return UpstreamFailed(f"the relay answered {answer.status_code}")
