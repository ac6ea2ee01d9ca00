"""`/api/favourites`, `/api/history`, `/api/memories` and `/api/reminders`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from prism_core.errors import NotFound
from prism_media.catalogue.model import Channel
from prism_media.catalogue.rows import channel_of
from prism_media.catalogue.store import CatalogueStore
from prism_media.viewers.model import (
    DEFAULT_PROFILE,
    Favourites,
    History,
    HistoryEntry,
    Memories,
    Memory,
    NewMemory,
    NewReminder,
    Reminder,
    Reminders,
    Watched,
)
from prism_media.viewers.store import ViewerStore

Limit = Annotated[int, Query(ge=1, le=500)]


def viewers_router(store: ViewerStore, catalogue: CatalogueStore, now: Callable[[], float]) -> APIRouter:
    """The routes of a viewer's own data, for the default profile."""
    router = APIRouter(prefix="/api")
    for part in (_favourites, _history, _memories, _reminders):
        router.include_router(part(store, catalogue, now))
    return router


def _favourites(store: ViewerStore, catalogue: CatalogueStore, now: Callable[[], float]) -> APIRouter:
    router = APIRouter(prefix="/favourites", tags=["favourites"])

    @router.get("")
    async def list_favourites() -> Favourites:
        """Favourite channels, the latest first; those no longer in the catalogue are left out, not forgotten."""
        rows = await catalogue.by_ids(await store.favourite_ids(DEFAULT_PROFILE))
        return Favourites(channels=[channel_of(row) for row in rows])

    @router.put("/{channel_id}")
    async def add_favourite(channel_id: str) -> Channel:
        """Make a channel a favourite."""
        if await catalogue.channel(channel_id) is None:
            raise NotFound(f"no channel {channel_id!r}")
        await store.add_favourite(DEFAULT_PROFILE, channel_id, int(now()))
        row = await catalogue.channel(channel_id)
        assert row is not None
        return channel_of(row)

    @router.delete("/{channel_id}", status_code=204)
    async def remove_favourite(channel_id: str) -> Response:
        """Make a channel no favourite; one that is none is no error."""
        await store.remove_favourite(DEFAULT_PROFILE, channel_id)
        return Response(status_code=204)

    return router


def _history(store: ViewerStore, catalogue: CatalogueStore, now: Callable[[], float]) -> APIRouter:
    router = APIRouter(prefix="/history", tags=["history"])

    async def entries(rows: list[dict[str, Any]]) -> list[HistoryEntry]:
        ids = list({row["channel_id"] for row in rows})
        known = {row["id"]: channel_of(row) for row in await catalogue.by_ids(ids)}
        return [
            HistoryEntry(
                id=row["id"],
                channel_id=row["channel_id"],
                channel=known.get(row["channel_id"]),
                programme=row["programme"],
                started_at=_utc(row["started_at"]),
                seconds=row["seconds"],
            )
            for row in rows
        ]

    @router.post("", status_code=201)
    async def add_history(watched: Watched) -> HistoryEntry:
        """Remember what was watched."""
        started = watched.started_at.timestamp() if watched.started_at else now()
        values = {
            "channel_id": watched.channel_id,
            "programme": watched.programme,
            "started_at": int(started),
            "seconds": watched.seconds,
        }
        new_id = await store.add_history(DEFAULT_PROFILE, values)
        return (await entries([{"id": new_id, **values}]))[0]

    @router.get("")
    async def list_history(limit: Limit = 50) -> History:
        """What was watched, the latest first."""
        return History(entries=await entries(await store.recent_history(DEFAULT_PROFILE, limit)))

    return router


def _memories(store: ViewerStore, _catalogue: CatalogueStore, now: Callable[[], float]) -> APIRouter:
    router = APIRouter(prefix="/memories", tags=["memories"])

    @router.get("")
    async def list_memories(limit: Limit = 100) -> Memories:
        """What Lumen remembers about the viewer, the latest first."""
        rows = await store.recent_memories(DEFAULT_PROFILE, limit)
        return Memories(memories=[_memory(row) for row in rows])

    @router.post("", status_code=201)
    async def add_memory(memory: NewMemory) -> Memory:
        """Remember something."""
        values = {"kind": memory.kind, "text": memory.text, "added_at": int(now())}
        return _memory({"id": await store.add_memory(DEFAULT_PROFILE, values), **values})

    @router.delete("/{memory_id}", status_code=204)
    async def remove_memory(memory_id: int) -> Response:
        """Forget something."""
        if not await store.remove_memory(DEFAULT_PROFILE, memory_id):
            raise NotFound(f"no memory {memory_id}")
        return Response(status_code=204)

    return router


def _reminders(store: ViewerStore, _catalogue: CatalogueStore, now: Callable[[], float]) -> APIRouter:
    router = APIRouter(prefix="/reminders", tags=["reminders"])

    @router.get("")
    async def list_reminders(limit: Limit = 100) -> Reminders:
        """Reminders, the soonest first."""
        rows = await store.soonest_reminders(DEFAULT_PROFILE, limit)
        return Reminders(reminders=[_reminder(row) for row in rows])

    @router.post("", status_code=201)
    async def add_reminder(reminder: NewReminder) -> Reminder:
        """Keep a reminder."""
        values = {
            "title": reminder.title,
            "channel_id": reminder.channel_id,
            "due_at": int(reminder.when.timestamp()),
            "lead_seconds": reminder.lead_seconds,
            "added_at": int(now()),
        }
        return _reminder({"id": await store.add_reminder(DEFAULT_PROFILE, values), **values})

    @router.delete("/{reminder_id}", status_code=204)
    async def remove_reminder(reminder_id: int) -> Response:
        """Cancel a reminder."""
        if not await store.remove_reminder(DEFAULT_PROFILE, reminder_id):
            raise NotFound(f"no reminder {reminder_id}")
        return Response(status_code=204)

    return router


def _utc(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _memory(row: dict[str, Any]) -> Memory:
    return Memory(id=row["id"], kind=row["kind"], text=row["text"], added_at=_utc(row["added_at"]))


def _reminder(row: dict[str, Any]) -> Reminder:
    return Reminder(
        id=row["id"],
        title=row["title"],
        channel_id=row["channel_id"],
        when=_utc(row["due_at"]),
        lead_seconds=row["lead_seconds"],
        added_at=_utc(row["added_at"]),
    )
