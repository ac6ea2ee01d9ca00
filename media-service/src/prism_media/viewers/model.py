"""A viewer's own, as the API gives and takes it."""

from __future__ import annotations

from typing import Literal

from pydantic import AwareDatetime, Field

from prism_core.model import Model
from prism_media.catalogue.model import Channel

DEFAULT_PROFILE = "default"
"""The profile of whoever has not signed in."""


class Favourites(Model):
    """Favourite channels, the latest first."""

    channels: list[Channel]


class Watched(Model):
    """A stretch of watching to remember."""

    channel_id: str = Field(max_length=200)
    programme: str | None = Field(default=None, max_length=500, description="Title of what was on.")
    started_at: AwareDatetime | None = Field(default=None, description="Default: now.")
    seconds: float = Field(default=0, ge=0, le=7 * 86400)


class HistoryEntry(Model):
    """A stretch of watching."""

    id: int
    channel_id: str
    channel: Channel | None = Field(description="Null where the channel is no longer in the catalogue.")
    programme: str | None
    started_at: AwareDatetime
    seconds: float


class History(Model):
    """What was watched, the latest first."""

    entries: list[HistoryEntry]


class NewMemory(Model):
    """Something that Lumen is to remember about a viewer."""

    text: str = Field(min_length=1, max_length=2000)
    kind: Literal["preference", "fact", "note"] = "note"


class Memory(NewMemory):
    """Something that Lumen remembers."""

    id: int
    added_at: AwareDatetime


class Memories(Model):
    """What Lumen remembers, the latest first."""

    memories: list[Memory]


class NewReminder(Model):
    """A reminder to keep."""

    title: str = Field(min_length=1, max_length=500)
    when: AwareDatetime = Field(description="Any zone; kept and given back as UTC.")
    channel_id: str | None = Field(default=None, max_length=200)
    lead_seconds: int = Field(default=0, ge=0, le=7 * 86400, description="How long before `when` to remind.")


class Reminder(NewReminder):
    """A reminder."""

    id: int
    added_at: AwareDatetime


class Reminders(Model):
    """Reminders, the soonest first."""

    reminders: list[Reminder]
