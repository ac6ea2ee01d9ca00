"""What is a viewer's own."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Float, ForeignKey, Index, Integer, Table, Text

from prism_media.database.tables.base import metadata

profiles = Table(
    "profiles",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("age_limit", Integer, nullable=True),  # years; null: everything
    Column("pin_hash", Text, nullable=True),
    Column("pin_failures", Integer, nullable=False, server_default="0"),  # wrong ones in a row
    Column("pin_failed_at", Integer, nullable=True),
    Column("colour", Text, nullable=False, server_default=""),
    Column("created_at", Integer, nullable=False, server_default="0"),
)

favourites = Table(
    "favourites",
    metadata,
    Column("profile", Text, ForeignKey("profiles.id", ondelete="CASCADE"), primary_key=True),
    Column("channel_id", Text, primary_key=True),
    Column("added_at", Integer, nullable=False),
    Column("folder", Text, nullable=False, server_default=""),
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

preferences = Table(
    "preferences",
    metadata,
    Column("profile", Text, ForeignKey("profiles.id", ondelete="CASCADE"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("value", JSON, nullable=False),
    Column("changed_at", Integer, nullable=False),
)

positions = Table(
    "positions",
    metadata,
    Column("profile", Text, ForeignKey("profiles.id", ondelete="CASCADE"), primary_key=True),
    Column("item_id", Text, primary_key=True),  # a channel's, film's, episode's or recording's id
    Column("title", Text, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("duration_seconds", Float, nullable=True),
    Column("updated_at", Integer, nullable=False),
)
