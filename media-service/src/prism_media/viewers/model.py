"""A viewer's own, as the API gives and takes it."""

from __future__ import annotations

from typing import Literal

from pydantic import AwareDatetime, Field, JsonValue

from prism_core.model import Model
from prism_media.catalogue.model import Channel
from prism_media.moment import Moment

DEFAULT_PROFILE = "default"
"""The household's own profile: nobody's in particular until it has a PIN or there are accounts."""
NOBODY = ""
"""The profile of the recordings of an account that was removed, until their files are."""
DEFAULT_NAME = "Default"
"""How it is called until somebody renames it."""
FINISHED = 0.95
"""Share of a film after which only credits follow."""


class FavouriteChannel(Channel):
    """A favourite channel."""

    folder: str = Field(description="Empty where it is in none.")


class Favourites(Model):
    """Favourite channels by folder, those in none first, and by name."""

    channels: list[FavouriteChannel]
    folders: list[str] = Field(description="The folders that have channels, by name.")


class FavouriteSettings(Model):
    """How a channel is a favourite."""

    folder: str | None = Field(default=None, max_length=100, description="Empty: in none. Null: where it is.")


class Watched(Model):
    """A stretch of watching to remember."""

    channel_id: str = Field(max_length=200)
    programme: str | None = Field(default=None, max_length=500, description="Title of what was on.")
    position: Moment | None = Field(
        default=None, description="Programme time of the picture, by which the guide tells the title if none is given."
    )
    started_at: Moment | None = Field(default=None, description="Default: now.")
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


class Place(Model):
    """Where a film, an episode or a recording was left."""

    seconds: float = Field(ge=0, le=1e6)
    duration_seconds: float | None = Field(default=None, gt=0, le=1e6)
    title: str = Field(default="", max_length=500)

    @property
    def finished(self) -> bool:
        """Whether nothing but the credits is left."""
        return self.duration_seconds is not None and self.seconds >= FINISHED * self.duration_seconds


class Resume(Place):
    """Something to go on with."""

    item_id: str
    updated_at: AwareDatetime
    channel: Channel | None = Field(description="The film or episode; null for a recording and for what is gone.")


class Resumes(Model):
    """What was begun and not finished, the latest first."""

    items: list[Resume]


class PreferenceValue(Model):
    """Any JSON, up to 16 KiB."""

    value: JsonValue


class Preference(PreferenceValue):
    """A preference."""

    name: str
    changed_at: AwareDatetime


class Preferences(Model):
    """Every preference of the profile, by name."""

    preferences: dict[str, JsonValue]


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
    when: Moment = Field(description="Any zone; kept and given back as UTC.")
    channel_id: str | None = Field(default=None, max_length=200)
    lead_seconds: int = Field(default=0, ge=0, le=7 * 86400, description="How long before `when` to remind.")


class Reminder(NewReminder):
    """A reminder."""

    id: int
    added_at: AwareDatetime


class Reminders(Model):
    """Reminders, the soonest first."""

    reminders: list[Reminder]


class DueReminder(Reminder):
    """A reminder to tell."""

    profile: str


class DueReminders(Model):
    """Everybody's reminders whose time has come, the soonest first."""

    reminders: list[DueReminder]
