"""The demo channels below `/api/relay`: playlists from the clock, segments from the shelf."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response
from fastapi.responses import FileResponse

from prism_core.errors import NotFound, Unavailable
from prism_media.demo.channels import ARCHIVE_DAYS, DEMO_CHANNELS, DemoChannel
from prism_media.demo.live import (
    caption_segment,
    end_playlist,
    live_playlist,
    live_window,
    master_playlist,
    past_window,
)
from prism_media.demo.plan import Plan, Shelf
from prism_media.demo.preparer import Preparer
from prism_media.moment import Moment
from prism_media.relay.catchup import within

HLS = "application/vnd.apple.mpegurl"
LONGEST_PAST = timedelta(hours=6)
_FRESH = {"Cache-Control": "max-age=1"}
_LASTING = {"Cache-Control": "max-age=3600"}


class Past:
    """The past programme that is asked for, or none: then the channel as it is now is meant."""

    def __init__(
        self,
        start: Annotated[Moment | None, Query()] = None,
        stop: Annotated[Moment | None, Query()] = None,
    ) -> None:
        self.start = start
        self.stop = stop or (start + LONGEST_PAST if start else None)

    def playlist(self, plan: Plan, address: Callable[[int], str], now: float) -> str | None:
        """Its media playlist, which grows while it is on; none where the channel as it is is meant.

        Raises:
            OutsideArchive: it has not begun, or is longer ago than the archive goes.
        """
        if self.start is None or self.stop is None:
            return None
        within(self.start, self.stop, datetime.fromtimestamp(now, UTC), ARCHIVE_DAYS)
        stop = min(self.stop, self.start + LONGEST_PAST).timestamp()
        # The guide tells what was on before the channel was made, too.
        plan = plan.since(self.start.timestamp())
        window = past_window(plan, self.start.timestamp(), stop, now)
        playlist = live_playlist(plan, window, address, past=True)
        return end_playlist(playlist) if now >= stop else playlist

    @property
    def asked(self) -> dict[str, str]:
        """As it is asked for."""
        if self.start is None or self.stop is None:
            return {}
        return {"start": self.start.isoformat(), "stop": self.stop.isoformat()}


AskedPast = Annotated[Past, Depends(Past)]


def demo_router(preparer: Preparer, now: Callable[[], float]) -> APIRouter:
    """The routes of every demo channel."""
    router = APIRouter(prefix="/api/relay", tags=["relay"])
    for channel in DEMO_CHANNELS:
        router.include_router(_channel_router(channel, preparer, now), prefix=f"/{channel.id}", include_in_schema=False)
    return router


def _channel_router(channel: DemoChannel, preparer: Preparer, now: Callable[[], float]) -> APIRouter:
    router = APIRouter()

    async def window() -> tuple[Plan, Shelf, range]:
        shelf = await preparer.ready(channel)
        plan = shelf.plan()
        assert plan is not None, "a shelf with segments has a plan"
        shown = live_window(plan, shelf.available(), now())
        if not shown:
            raise Unavailable(f"{channel.making}; it starts in a moment")
        return plan, shelf, shown

    async def media(past: Past, folder: str, ending: str) -> Response:
        plan, _, shown = await window()

        def address(number: int) -> str:
            return f"{folder}/{plan.epoch}/{number % plan.segments}.{ending}"

        body = past.playlist(plan, address, now()) or live_playlist(plan, shown, address)
        return Response(body, media_type=HLS, headers=_FRESH)

    @router.get("/index.m3u8")
    async def index(past: AskedPast) -> Response:
        plan, _, _ = await window()
        past.playlist(plan, str, now())
        body = master_playlist(captions=bool(plan.captions), asked=past.asked)
        return Response(body, media_type=HLS, headers=_FRESH)

    @router.get("/video.m3u8")
    async def video(past: AskedPast) -> Response:
        # The epoch is in the path, so that a loop made anew is not mixed with what a browser keeps of the old one.
        return await media(past, "loop", "ts")

    @router.get("/captions.m3u8")
    async def captions(past: AskedPast) -> Response:
        return await media(past, "captions", "vtt")

    @router.get("/captions/{epoch}/{number}.vtt")
    async def caption(epoch: int, number: int) -> Response:
        plan, _, _ = await window()
        if epoch != plan.epoch or not 0 <= number < plan.segments:
            raise NotFound("no such captions")
        return Response(caption_segment(plan, number), media_type="text/vtt", headers=_LASTING)

    @router.get("/loop/{epoch}/{number}.ts")
    async def segment(epoch: int, number: int) -> Response:
        plan, shelf, _ = await window()
        if epoch != plan.epoch or not 0 <= number < shelf.available():
            raise NotFound("no such segment")
        return FileResponse(shelf.segment(number), media_type="video/mp2t", headers=_LASTING)

    return router
