"""`/api/guide`: what is on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Annotated

import orjson
from fastapi import APIRouter, Query, Response

from prism_core.errors import BadInput
from prism_media.cursors import cursor_of, place_of
from prism_media.guide.model import BriefByChannel, NowNextByChannel, ProgrammePage
from prism_media.guide.queries import CURSOR_LENGTH, GuideQueries, Row, Window
from prism_media.guide.shown import Asked, page_json, programme_json
from prism_media.moment import Moment
from prism_media.viewers.current import CurrentViewer

MAXIMUM_WINDOW = timedelta(days=14)
DEFAULT_WINDOW = timedelta(hours=6)
MAXIMUM_CHANNELS = 500

ChannelIds = Annotated[str | None, Query(max_length=20_000, description="Channel ids, separated by commas.")]
GroupName = Annotated[str | None, Query(max_length=500, description="Only channels of this group.")]
Cursor = Annotated[str | None, Query(max_length=200)]


def guide_router(queries: GuideQueries, now: Callable[[], float]) -> APIRouter:
    """The routes that answer what is on."""
    router = APIRouter(prefix="/api/guide", tags=["guide"])

    @router.get("/now", response_model=NowNextByChannel)
    async def now_and_next(
        viewer: CurrentViewer,
        channels: ChannelIds = None,
        group: GroupName = None,
        cursor: Cursor = None,
        limit: Annotated[int, Query(ge=1, le=1000, description="Most channels in the answer.")] = MAXIMUM_CHANNELS,
    ) -> Response:
        """What is on now and next, for the channels named, else for those that have a guide, a page at a time."""
        asked = Asked(int(now()), viewer.age_limit)
        ids = _ids(channels)
        after = place_of(cursor, 1)[0] if cursor else -1
        found = await queries.now_and_next(ids, asked.now, limit, group, after, viewer.age_limit)
        more = None
        if len(found) == limit and not ids:
            more = cursor_of(await queries.rank_of(next(reversed(found))))
        told = {channel: {"now": _json(on, asked), "next": _json(then, asked)} for channel, (on, then) in found.items()}
        return _answer(orjson.dumps({"channels": told, "next_cursor": more}))

    @router.get("/now/brief", response_model=BriefByChannel)
    async def everything_now(viewer: CurrentViewer) -> Response:
        """What is on now and next on every channel that has a guide, in few words and in one answer."""
        at = int(now())
        if viewer.age_limit is None:
            return _answer(await queries.board.brief_json(at))
        return _answer(await queries.board.brief_json_for(at, viewer.age_limit))

    @router.get("", response_model=ProgrammePage)
    async def window(
        viewer: CurrentViewer,
        start: Annotated[Moment | None, Query(alias="from", description="Default: now.")] = None,
        stop: Annotated[Moment | None, Query(alias="to", description="Default: 6 h later.")] = None,
        channels: ChannelIds = None,
        group: GroupName = None,
        q: Annotated[str | None, Query(max_length=200, description="Words; then from and to do not count.")] = None,
        cursor: Cursor = None,
        limit: Annotated[int, Query(ge=1, le=2000)] = 500,
    ) -> Response:
        """Programmes that touch a span of time of 14 days at most. With `q`, those that are found by it.

        They come by start where channels are named; else a hundred channels after the other, each hundred by start.
        """
        asked = Asked(int(now()), viewer.age_limit)
        if q is not None:
            found = await queries.search(q, asked.now, min(limit, 200), viewer.age_limit)
            return _answer(page_json(found, asked, None))
        since = start or datetime.fromtimestamp(asked.now, UTC)
        until = stop or since + DEFAULT_WINDOW
        if not since < until <= since + MAXIMUM_WINDOW:
            raise BadInput("to must be after from, by 14 days at most")
        after = place_of(cursor, CURSOR_LENGTH) if cursor else None
        span = int(since.timestamp()), int(until.timestamp())
        asked_for = Window(*span, _ids(channels), group, viewer.age_limit)
        return _answer(await queries.window_json(asked_for, after, limit, asked))

    return router


def _answer(content: bytes) -> Response:
    return Response(content, media_type="application/json")


def _json(row: Row | None, asked: Asked) -> dict[str, object] | None:
    return programme_json(row, asked) if row else None


def _ids(written: str | None) -> tuple[str, ...]:
    ids = tuple(part.strip() for part in (written or "").split(",") if part.strip())
    if len(ids) > MAXIMUM_CHANNELS:
        raise BadInput(f"{len(ids)} channels are more than the {MAXIMUM_CHANNELS} that one request may name")
    return ids
