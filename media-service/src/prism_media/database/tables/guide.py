"""Guides, their channels and programmes."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Float, Index, Table, Text, false, true

from prism_media.database.tables.base import Whole, metadata

guides = Table(
    "guides",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("url", Text, nullable=True),
    Column("current_import", Whole, nullable=True),  # rows of other imports are being written or removed
    Column("text_import", Whole, nullable=True),  # SQLite: the import whose full-text index is whole
    Column("channel_count", Whole, nullable=False),
    Column("programme_count", Whole, nullable=False),
    Column("matched_count", Whole, nullable=False),
    Column("imported_at", Whole, nullable=False),
    Column("truncated", Boolean, nullable=False),
    Column("playlist_id", Text, nullable=True),  # the playlist that pointed to it, with which it goes
    Column("enabled", Boolean, nullable=False, server_default=true()),
    Column("priority", Whole, nullable=False, server_default="0"),  # higher wins where two tell one channel
    Column("shift_seconds", Whole, nullable=False, server_default="0"),  # added to all its times
    Column("refresh_seconds", Whole, nullable=True),
    Column("timeout_seconds", Float, nullable=True),
    Column("user_agent", Text, nullable=True),
    Column("checked_at", Whole, nullable=True),
    Column("failure", Text, nullable=True),
    Column("etag", Text, nullable=True),
    Column("last_modified", Text, nullable=True),
)

guide_channels = Table(
    "guide_channels",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("import_id", Whole, nullable=False),
    Column("xml_id", Text, nullable=False),
    Column("names", JSON, nullable=False),
    Column("icon", Text, nullable=False),
    Index("ix_guide_channels_import", "import_id"),
)

programmes = Table(
    "programmes",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("guide_channel", Whole, nullable=False),
    Column("import_id", Whole, nullable=False),
    Column("start", Whole, nullable=False),
    Column("stop", Whole, nullable=False),
    Column("title", Text, nullable=False),
    Column("subtitle", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("categories", JSON, nullable=False),
    Column("people", JSON, nullable=False, server_default="[]"),  # names of those who act, direct, present …
    Column("season", Whole, nullable=True),  # from 1
    Column("episode", Whole, nullable=True),  # from 1
    Column("age", Whole, nullable=True),  # youngest age it is for, where the guide says
    Column("icon", Text, nullable=False, server_default=""),
    Column("is_new", Boolean, nullable=False, server_default=false()),
    Column("catchup_id", Text, nullable=True),
    Index("ix_programmes_when", "guide_channel", "start", "stop"),
)

guide_overrides = Table(
    "guide_overrides",
    metadata,
    Column("channel_id", Text, primary_key=True),
    Column("xml_id", Text, nullable=True),  # the guide's channel that was chosen; "" for none at all
    Column("guide_id", Text, nullable=True),  # of this guide; null: of whichever has it
    Column("shift_seconds", Whole, nullable=True),
)
