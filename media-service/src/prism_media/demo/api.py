"""The demo channels below `/api/relay`: playlists from the clock, segments from the shelf."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Response
from fastapi.responses import FileResponse

from prism_core.errors import NotFound, Unavailable
from prism_media.demo.channels import DEMO_CHANNELS, DemoChannel
from prism_media.demo.live import caption_segment, live_playlist, live_window, master_playlist
from prism_media.demo.plan import Plan, Shelf
from prism_media.demo.preparer import Preparer

HLS = "application/vnd.apple.mpegurl"
_FRESH = {"Cache-Control": "max-age=1"}
_LASTING = {"Cache-Control": "max-age=3600"}


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

    @router.get("/index.m3u8")
    async def index() -> Response:
        plan, _, _ = await window()
        return Response(master_playlist(captions=bool(plan.captions)), media_type=HLS, headers=_FRESH)

    @router.get("/video.m3u8")
    async def video() -> Response:
        plan, _, shown = await window()
        # The epoch is in the path, so that a loop made anew is not mixed with what a browser keeps of the old one.
        body = live_playlist(plan, shown, lambda number: f"loop/{plan.epoch}/{number % plan.segments}.ts")
        return Response(body, media_type=HLS, headers=_FRESH)

    @router.get("/captions.m3u8")
    async def captions() -> Response:
        plan, _, shown = await window()
        body = live_playlist(plan, shown, lambda number: f"captions/{plan.epoch}/{number % plan.segments}.vtt")
        return Response(body, media_type=HLS, headers=_FRESH)

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
