"""The tables, a module for each domain. Times are whole seconds since 1970 UTC; lists and maps are JSON text.

Favourites, history, memories, reminders and recordings name channels by their id without a foreign key: a refresh that
drops a channel for a day must not take a viewer's favourite with it.
"""

from prism_media.database.tables.accounts import accounts, personal_tokens, sign_in_tries, sign_ins
from prism_media.database.tables.base import metadata
from prism_media.database.tables.catalogue import channels, health, playlists, series
from prism_media.database.tables.guide import guide_channels, guide_overrides, guides, programmes
from prism_media.database.tables.outputs import outputs
from prism_media.database.tables.recordings import recording_rules, recordings
from prism_media.database.tables.viewers import (
    favourites,
    history,
    memories,
    positions,
    preferences,
    profiles,
    reminders,
)

__all__ = [
    "accounts",
    "channels",
    "favourites",
    "guide_channels",
    "guide_overrides",
    "guides",
    "health",
    "history",
    "memories",
    "metadata",
    "outputs",
    "personal_tokens",
    "playlists",
    "positions",
    "preferences",
    "profiles",
    "programmes",
    "recording_rules",
    "recordings",
    "reminders",
    "series",
    "sign_in_tries",
    "sign_ins",
]
