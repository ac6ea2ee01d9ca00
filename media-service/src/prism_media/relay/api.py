"""`/api/relay`: a channel as HLS from our own address."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Header, Query, Request, Response

from prism_core.errors import BadInput
from prism_media.guide.times import began
from prism_media.relay.answers import FRESH, playlist_answer, segment_answer
from prism_media.relay.conversion import Wanted
from prism_media.relay.manifests import Directives
from prism_media.relay.relay import Relay, Wish
from prism_media.viewers.current import AgeRestricted, CurrentViewer

_BOTH = ["GET", "HEAD"]
Tag = Annotated[str | None, Header(alias="If-None-Match")]


def _directives(
    msn: Annotated[int | None, Query(alias="_HLS_msn", ge=0)] = None,
    part: Annotated[int | None, Query(alias="_HLS_part", ge=0)] = None,
    skip: Annotated[Literal["YES", "v2"] | None, Query(alias="_HLS_skip")] = None,
) -> Directives:
    return Directives(msn, part, skip)


Asked = Annotated[Directives, Depends(_directives)]


def codecs_in(can: str) -> frozenset[str]:
    """What a `can` parameter names."""
    return frozenset(filter(None, can.lower().replace(" ", "").split(",")))


def relay_router(relay: Relay) -> APIRouter:
    """The routes of the relay."""
    router = APIRouter(prefix="/api/relay", tags=["relay"])

    @router.api_route("/{channel_id}/index.m3u8", methods=_BOTH, response_class=Response)
    async def index(
        channel_id: str,
        viewer: CurrentViewer,
        convert: Literal["auto", "never"] = "never",
        can: str = "",
        start: datetime | None = None,
        stop: datetime | None = None,
        programme_id: str | None = None,
        source: str | None = None,
        together: bool = False,
        *,
        asked: Asked,
        known: Tag = None,
    ) -> Response:
        """The channel as HLS; every address in it is ours, sealed and short-lived.

        Sources that fail are passed over for the channel's alternatives; `source` names one. `convert=auto` transcodes
        what browsers do not play and `can` (such as `hevc,ac3`) does not name. `together`: picture and sound in one
        playlist, though the source has two. `start` and `stop`, or the guide's `programme_id`: from the archive.
        Upstream errors come as problems with a type of their own (`upstream-refused`, `upstream-timeout`,
        `sources-failed`, …).
        """
        if not viewer.sees_adult and await relay.is_adult(channel_id):
            raise AgeRestricted("this channel is for adults; switch to the profile of one to watch it")
        if any(at is not None and at.tzinfo is None for at in (start, stop)):
            raise BadInput("start and stop need a time zone, such as 2026-01-31T20:00:00Z")
        if programme_id is not None:
            start = began(programme_id)
            if start is None:
                raise BadInput("programme_id has to be one of the guide's")
            stop = await relay.stop_of(channel_id, start)
        wanted = Wanted(codecs_in(can), convert == "auto", together)
        return playlist_answer(await relay.index(channel_id, Wish(wanted, source, start, stop), asked), known)

    @router.api_route("/{channel_id}/playlist/{name}.m3u8", methods=_BOTH, response_class=Response)
    async def playlist(
        channel_id: str,
        name: str,
        asked: Asked,
        known: Tag = None,
    ) -> Response:
        """A rendition's playlist, by an address that the index gave; low-latency directives are passed on."""
        return playlist_answer(await relay.playlist(channel_id, name, asked), known)

    @router.get("/{channel_id}/assets/{name}.json", response_class=Response)
    async def assets(channel_id: str, name: str, request: Request) -> Response:
        """A list of interstitials, by an address that a playlist gave."""
        body = await relay.assets(channel_id, name, request.url.query)
        return Response(body, media_type="application/json", headers=FRESH)

    @router.api_route("/{channel_id}/segment/{name}", methods=_BOTH, response_class=Response)
    async def segment(
        channel_id: str, name: str, byte_range: Annotated[str | None, Header(alias="Range")] = None
    ) -> Response:
        """A segment, key or initialisation section, or a part of one, by an address that a playlist gave."""
        return await segment_answer(relay, channel_id, name, byte_range)

    return router
