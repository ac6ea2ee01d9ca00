"""What is in the file: by section the table, the columns that travel, and what tells two rows from each other.

What can be had again stays out: the channels of a source that is read again by itself, but for those that somebody
chose something of; the programmes of guides; and what a column says of this machine alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Column, Table

from prism_media.database import tables

VERSION = 1
"""Of the format; a file says it as `prism_export`."""


@dataclass(frozen=True, slots=True)
class Section:
    """One list of the file.

    Attributes:
        name: what the file calls it.
        table: where its rows lie.
        same: columns in which two rows agree that are the same thing.
        stays: columns that do not travel.
    """

    name: str
    table: Table
    same: tuple[str, ...]
    stays: frozenset[str] = frozenset()

    @property
    def columns(self) -> list[Column[object]]:
        """The columns that travel."""
        return [column for column in self.table.c if column.name not in self.stays]

    @property
    def of_profiles(self) -> bool:
        """Whether each row is some profile's own."""
        return "profile" in self.table.c


_FETCHED = frozenset({"etag", "last_modified", "checked_at", "failure"})

PROFILES = Section("profiles", tables.profiles, ("id",), frozenset({"pin_failures", "pin_failed_at", "account"}))
PLAYLISTS = Section("playlists", tables.playlists, ("id",), _FETCHED | {"skipped", "account", "channel_count"})
SERIES = Section("series", tables.series, ("id",))
CHANNELS = Section(
    "channels", tables.channels, ("id",), frozenset({"row", "guide_channel", "guide_match", "guide_score", "lead"})
)
GUIDES = Section(
    "guides",
    tables.guides,
    ("id",),
    _FETCHED | {"current_import", "channel_count", "programme_count", "matched_count", "imported_at", "truncated"},
)
OWN = (
    Section("guide_overrides", tables.guide_overrides, ("channel_id",)),
    Section("favourites", tables.favourites, ("profile", "channel_id")),
    Section("history", tables.history, ("profile", "channel_id", "started_at"), frozenset({"id"})),
    Section("resume", tables.positions, ("profile", "item_id")),
    Section("preferences", tables.preferences, ("profile", "name")),
    Section("memories", tables.memories, ("profile", "text"), frozenset({"id"})),
    Section("reminders", tables.reminders, ("profile", "title", "due_at", "lead_seconds"), frozenset({"id"})),
    Section("recording_rules", tables.recording_rules, ("id",)),
)
SECTIONS = (PROFILES, PLAYLISTS, SERIES, CHANNELS, GUIDES, *OWN)
"""In the order in which they are taken in: what others refer to comes first."""
