"""`/api/history` and `/api/resume`: what was watched, and where it was left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Response

from prism_core.errors import NotFound
from prism_media.catalogue.model import Channel
from prism_media.catalogue.rows import channel_of
from prism_media.catalogue.store import CatalogueStore
from prism_media.digits import RowId
from prism_media.guide.queries import GuideQueries
from prism_media.viewers.current import OwnViewer, Viewer
from prism_media.viewers.model import History, HistoryEntry, Place, Resume, Resumes, Watched
from prism_media.viewers.store import Row, ViewerStore

Limit = Annotated[int, Query(ge=1, le=500)]


def history_router(
    store: ViewerStore, catalogue: CatalogueStore, guide: GuideQueries, now: Callable[[], float]
) -> APIRouter:
    """The routes of what was watched."""
    router = APIRouter(prefix="/api/history", tags=["history"])

    async def entries(viewer: Viewer, rows: list[Row]) -> list[HistoryEntry]:
        known = await _channels(catalogue, viewer, [row["channel_id"] for row in rows])
        return [_entry(row, known.get(row["channel_id"])) for row in rows]

    @router.post("", status_code=201)
    async def add_history(watched: Watched, viewer: OwnViewer) -> HistoryEntry:
        """Remember what was watched. A stretch that goes on where an earlier one was left is made longer."""
        values = await _stretch(guide, watched, now())
        row = await store.history_entry(viewer.profile, await store.add_history(viewer.profile, values))
        if row is None:
            raise NotFound("the history was cleared meanwhile")
        return (await entries(viewer, [row]))[0]

    @router.get("")
    async def list_history(viewer: OwnViewer, limit: Limit = 50) -> History:
        """What was watched, the latest first."""
        return History(entries=await entries(viewer, await store.recent_history(viewer.profile, limit)))

    @router.delete("", status_code=204)
    async def clear_history(viewer: OwnViewer) -> Response:
        """Forget all that was watched."""
        await store.clear_history(viewer.profile)
        return Response(status_code=204)

    @router.delete("/{entry_id}", status_code=204)
    async def remove_history(entry_id: RowId, viewer: OwnViewer) -> Response:
        """Forget one stretch of watching."""
        if not await store.remove_history(viewer.profile, entry_id):
            raise NotFound(f"no history entry {entry_id}")
        return Response(status_code=204)

    return router


def resume_router(store: ViewerStore, catalogue: CatalogueStore, now: Callable[[], float]) -> APIRouter:
    """The routes of where things were left."""
    router = APIRouter(prefix="/api/resume", tags=["history"])

    @router.get("")
    async def list_resume(viewer: OwnViewer, limit: Limit = 50) -> Resumes:
        """What was begun and not finished, the latest first."""
        rows = await store.positions(viewer.profile, limit)
        known = await _channels(catalogue, viewer, [row["item_id"] for row in rows])
        return Resumes(items=[_resume(row, known.get(row["item_id"])) for row in rows])

    @router.put("/{item_id}", status_code=204)
    async def set_resume(item_id: str, place: Place, viewer: OwnViewer) -> Response:
        """Keep where a film, an episode or a recording was left; at 95 % it is finished, and forgotten here."""
        if place.finished:
            await store.remove_position(viewer.profile, item_id)
        else:
            await store.set_position(viewer.profile, item_id, {**place.model_dump(), "updated_at": int(now())})
        return Response(status_code=204)

    @router.delete("/{item_id}", status_code=204)
    async def remove_resume(item_id: str, viewer: OwnViewer) -> Response:
        """Forget where something was left."""
        await store.remove_position(viewer.profile, item_id)
        return Response(status_code=204)

    return router


async def _channels(catalogue: CatalogueStore, viewer: Viewer, ids: list[str]) -> dict[str, Channel]:
    rows = await catalogue.by_ids(list(dict.fromkeys(ids)), viewer.profile)
    return {row["id"]: channel_of(row) for row in rows if viewer.may_watch(row)}


async def _stretch(guide: GuideQueries, watched: Watched, now: float) -> Row:
    """The stretch to keep. Where the guide tells the title, it begins with the programme at the earliest."""
    start = watched.started_at.timestamp() if watched.started_at else now
    programme, seconds = watched.programme, watched.seconds
    if programme is None and watched.position is not None:
        at = watched.position.timestamp()
        shown = await guide.now_and_next((watched.channel_id,), int(at), 1)
        on, _ = shown.get(watched.channel_id, (None, None))
        if on is not None:
            programme, seconds = on["title"], min(seconds, at - on["start"])
    return {
        "channel_id": watched.channel_id,
        "programme": programme,
        "started_at": int(start + watched.seconds - seconds),
        "seconds": seconds,
    }


def _entry(row: Row, channel: Channel | None) -> HistoryEntry:
    return HistoryEntry(
        id=row["id"],
        channel_id=row["channel_id"],
        channel=channel,
        programme=row["programme"],
        started_at=datetime.fromtimestamp(row["started_at"], UTC),
        seconds=row["seconds"],
    )


def _resume(row: Row, channel: Channel | None) -> Resume:
    return Resume(
        item_id=row["item_id"],
        title=row["title"],
        seconds=row["seconds"],
        duration_seconds=row["duration_seconds"],
        updated_at=datetime.fromtimestamp(row["updated_at"], UTC),
        channel=channel,
    )
