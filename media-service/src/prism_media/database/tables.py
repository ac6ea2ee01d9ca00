"""The tables. Times are whole seconds since 1970 UTC; lists and maps are JSON text.

Favourites, history, memories and reminders name channels by their id without a foreign key: a refresh that drops a
channel for a day must not take a viewer's favourite with it.
"""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, Table, Text

metadata = MetaData()

playlists = Table(
    "playlists",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),  # "m3u" or "demo"
    Column("url", Text, nullable=True),  # may hold credentials: never shown, never logged
    Column("attributes", JSON, nullable=False),
    Column("skipped", JSON, nullable=False),
    Column("channel_count", Integer, nullable=False),
    Column("imported_at", Integer, nullable=False),
    Column("position", Integer, nullable=False),  # order among playlists; the demo channels come first
)

channels = Table(
    "channels",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("playlist_id", Text, ForeignKey("playlists.id", ondelete="CASCADE"), nullable=False),
    Column("rank", Integer, nullable=False),  # order over all playlists: playlist position * 2**24 + place in it
    Column("name", Text, nullable=False),
    Column("norm", Text, nullable=False),  # the name as it is matched
    Column("number", Integer, nullable=True),
    Column("groups", Text, nullable=False),  # ";News;Sports;", so that one is found as ";News;"
    Column("logo", Text, nullable=False),
    Column("kind", Text, nullable=False),  # "tv" or "radio"
    Column("url", Text, nullable=False),
    Column("tvg_id", Text, nullable=False),
    Column("headers", JSON, nullable=False),
    Column("catchup", JSON, nullable=True),
    Column("details", JSON, nullable=False),  # attributes, options and properties as written
    Column("guide_channel", Integer, nullable=True),  # the guide_channels row that tells its programmes
    Column("guide_match", Text, nullable=True),  # how it was matched: "id", "name" or "built-in"
    Index("ix_channels_rank", "rank"),
    Index("ix_channels_number", "number"),
    Index("ix_channels_norm", "norm"),
    Index("ix_channels_playlist", "playlist_id"),
    Index("ix_channels_guide", "guide_channel"),
)

guides = Table(
    "guides",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("url", Text, nullable=True),
    Column("current_import", Integer, nullable=True),  # rows of other imports are being written or removed
    Column("channel_count", Integer, nullable=False),
    Column("programme_count", Integer, nullable=False),
    Column("matched_count", Integer, nullable=False),
    Column("imported_at", Integer, nullable=False),
    Column("truncated", Boolean, nullable=False),
)

guide_channels = Table(
    "guide_channels",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("import_id", Integer, nullable=False),
    Column("xml_id", Text, nullable=False),
    Column("names", JSON, nullable=False),
    Column("icon", Text, nullable=False),
    Index("ix_guide_channels_import", "import_id"),
)

programmes = Table(
    "programmes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("guide_channel", Integer, nullable=False),
    Column("import_id", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("subtitle", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("categories", JSON, nullable=False),
    Index("ix_programmes_when", "guide_channel", "start"),
    Index("ix_programmes_import", "import_id"),
)

profiles = Table(
    "profiles",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
)

favourites = Table(
    "favourites",
    metadata,
    Column("profile", Text, ForeignKey("profiles.id", ondelete="CASCADE"), primary_key=True),
    Column("channel_id", Text, primary_key=True),
    Column("added_at", Integer, nullable=False),
)

history = Table(
    "history",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("profile", Text, ForeignKey("profiles.id", ondelete="CASCADE"), nullable=False),
    Column("channel_id", Text, nullable=False),
    Column("programme", Text, nullable=True),
    Column("started_at", Integer, nullable=False),
    Column("seconds", Float, nullable=False),
    Index("ix_history_recent", "profile", "started_at"),
)

memories = Table(
    "memories",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("profile", Text, ForeignKey("profiles.id", ondelete="CASCADE"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("added_at", Integer, nullable=False),
    Index("ix_memories_profile", "profile", "added_at"),
)

reminders = Table(
    "reminders",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("profile", Text, ForeignKey("profiles.id", ondelete="CASCADE"), nullable=False),
    Column("title", Text, nullable=False),
    Column("channel_id", Text, nullable=True),
    Column("due_at", Integer, nullable=False),
    Column("lead_seconds", Integer, nullable=False),
    Column("added_at", Integer, nullable=False),
    Index("ix_reminders_due", "due_at"),
)

FULL_TEXT = {
    "channels_text": ("channels", "row", ("name", "norm", "groups")),
    "programmes_text": ("programmes", "id", ("title", "subtitle", "description")),
}
"""FTS5 tables with external content: name → (content table, its key, columns). SQLite alone knows them."""
