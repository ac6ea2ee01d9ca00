"""`/api/memories`, `/api/reminders` and `/api/preferences`: what Lumen and the page are to remember of a viewer."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response

from prism_core.errors import Conflict, NotFound, TooLarge
from prism_media.digits import RowId
from prism_media.viewers.current import OwnViewer
from prism_media.viewers.model import (
    DueReminder,
    DueReminders,
    Memories,
    Memory,
    NewMemory,
    NewReminder,
    Preference,
    Preferences,
    PreferenceValue,
    Reminder,
    Reminders,
)
from prism_media.viewers.store import ViewerStore

LARGEST_PREFERENCE = 16 * 1024
MOST_PREFERENCES = 200

Limit = Annotated[int, Query(ge=1, le=500)]
Name = Annotated[str, Path(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]


def memories_router(store: ViewerStore, now: Callable[[], float]) -> APIRouter:
    """The routes of what Lumen remembers."""
    router = APIRouter(prefix="/api/memories", tags=["memories"])

    @router.get("")
    async def list_memories(viewer: OwnViewer, limit: Limit = 100) -> Memories:
        """What Lumen remembers about the viewer, the latest first."""
        rows = await store.recent_memories(viewer.profile, limit)
        return Memories(memories=[_memory(row) for row in rows])

    @router.post("", status_code=201)
    async def add_memory(memory: NewMemory, viewer: OwnViewer) -> Memory:
        """Remember something."""
        values = {"kind": memory.kind, "text": memory.text, "added_at": int(now())}
        return _memory({"id": await store.add_memory(viewer.profile, values), **values})

    @router.delete("/{memory_id}", status_code=204)
    async def remove_memory(memory_id: RowId, viewer: OwnViewer) -> Response:
        """Forget something."""
        if not await store.remove_memory(viewer.profile, memory_id):
            raise NotFound(f"no memory {memory_id}")
        return Response(status_code=204)

    return router


def reminders_router(store: ViewerStore, now: Callable[[], float]) -> APIRouter:
    """The routes of reminders."""
    router = APIRouter(prefix="/api/reminders", tags=["reminders"])

    @router.get("")
    async def list_reminders(viewer: OwnViewer, limit: Limit = 100) -> Reminders:
        """Reminders, the soonest first."""
        rows = await store.soonest_reminders(viewer.profile, limit)
        return Reminders(reminders=[_reminder(row) for row in rows])

    @router.post("", status_code=201)
    async def add_reminder(reminder: NewReminder, viewer: OwnViewer) -> Reminder:
        """Keep a reminder."""
        values = {
            "title": reminder.title,
            "channel_id": reminder.channel_id,
            "due_at": int(reminder.when.timestamp()),
            "lead_seconds": reminder.lead_seconds,
            "added_at": int(now()),
        }
        return _reminder({"id": await store.add_reminder(viewer.profile, values), **values})

    @router.delete("/{reminder_id}", status_code=204)
    async def remove_reminder(reminder_id: RowId, viewer: OwnViewer) -> Response:
        """Cancel a reminder."""
        if not await store.remove_reminder(viewer.profile, reminder_id):
            raise NotFound(f"no reminder {reminder_id}")
        return Response(status_code=204)

    return router


def preferences_router(store: ViewerStore, now: Callable[[], float]) -> APIRouter:
    """The routes of preferences: the page's own settings, which follow the viewer from device to device."""
    router = APIRouter(prefix="/api/preferences", tags=["preferences"])

    @router.get("")
    async def list_preferences(viewer: OwnViewer) -> Preferences:
        """Every preference of the profile."""
        return Preferences(preferences={row["name"]: row["value"] for row in await store.preferences(viewer.profile)})

    @router.get("/{name}")
    async def one_preference(name: Name, viewer: OwnViewer) -> Preference:
        """One preference."""
        for row in await store.preferences(viewer.profile):
            if row["name"] == name:
                return Preference(name=name, value=row["value"], changed_at=_utc(row["changed_at"]))
        raise NotFound(f"no preference {name!r}")

    @router.put("/{name}")
    async def set_preference(name: Name, preference: PreferenceValue, viewer: OwnViewer) -> Preference:
        """Keep a preference."""
        size = len(json.dumps(preference.value, ensure_ascii=False).encode())
        if size > LARGEST_PREFERENCE:
            raise TooLarge(f"the value has {size} bytes; a preference holds {LARGEST_PREFERENCE} at most")
        names = {row["name"] for row in await store.preferences(viewer.profile)}
        if name not in names and len(names) >= MOST_PREFERENCES:
            raise Conflict(f"there are {MOST_PREFERENCES} preferences already; remove one first")
        at = int(now())
        await store.set_preference(viewer.profile, name, preference.value, at)
        return Preference(name=name, value=preference.value, changed_at=_utc(at))

    @router.delete("/{name}", status_code=204)
    async def remove_preference(name: Name, viewer: OwnViewer) -> Response:
        """Forget a preference; one that is not kept is no error."""
        await store.remove_preference(viewer.profile, name)
        return Response(status_code=204)

    return router


def due_router(store: ViewerStore, now: Callable[[], float]) -> APIRouter:
    """What only the fleet itself may ask: the gateway passes no path below `/internal` on."""
    router = APIRouter(prefix="/internal/reminders", include_in_schema=False)

    @router.get("")
    async def due() -> DueReminders:
        """Everybody's reminders whose time has come."""
        rows = await store.reminders_due(int(now()))
        return DueReminders(
            reminders=[DueReminder(**_reminder(row).model_dump(), profile=row["profile"]) for row in rows]
        )

    @router.delete("/{reminder_id}", status_code=204)
    async def take(reminder_id: RowId) -> Response:
        """Take a reminder to tell it; 404 where another has taken it."""
        if not await store.take_reminder(reminder_id):
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
