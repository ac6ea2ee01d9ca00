"""What is a viewer's own."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Float, ForeignKey, Index, Table, Text

from prism_media.database.tables.base import Whole, metadata

profiles = Table(
    "profiles",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("age_limit", Whole, nullable=True),  # years; null: everything
    Column("pin_hash", Text, nullable=True),
    Column("pin_failures", Whole, nullable=False, server_default="0"),  # wrong ones in a row
    Column("pin_failed_at", Whole, nullable=True),
    Column("colour", Text, nullable=False, server_default=""),
    Column("created_at", Whole, nullable=False, server_default="0"),
    Column("account", Text, nullable=True),  # whose it is; null: the household's
    Index("ix_profiles_account", "account"),
)

favourites = Table(
    "favourites",
    metadata,
    Column("profile", Text, ForeignKey("profiles.id", ondelete="CASCADE"), primary_key=True),
    Column("channel_id", Text, primary_key=True),
    Column("added_at", Whole, nullable=False),
    Column("folder", Text, nullable=False, server_default=""),
)

history = Table(
    "history",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("profile", Text, ForeignKey("profiles.id", ondelete="CASCADE"), nullable=False),
    Column("channel_id", Text, nullable=False),
    Column("programme", Text, nullable=True),
    Column("started_at", Whole, nullable=False),
    Column("seconds", Float, nullable=False),
    Index("ix_history_recent", "profile", "started_at"),
)

memories = Table(
    "memories",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("profile", Text, ForeignKey("profiles.id", ondelete="CASCADE"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("added_at", Whole, nullable=False),
    Index("ix_memories_profile", "profile", "added_at"),
)

reminders = Table(
    "reminders",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("profile", Text, ForeignKey("profiles.id", ondelete="CASCADE"), nullable=False),
    Column("title", Text, nullable=False),
    Column("channel_id", Text, nullable=True),
    Column("due_at", Whole, nullable=False),
    Column("lead_seconds", Whole, nullable=False),
    Column("added_at", Whole, nullable=False),
    Index("ix_reminders_due", "due_at"),
)

preferences = Table(
    "preferences",
    metadata,
    Column("profile", Text, ForeignKey("profiles.id", ondelete="CASCADE"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("value", JSON, nullable=False),
    Column("changed_at", Whole, nullable=False),
)

positions = Table(
    "positions",
    metadata,
    Column("profile", Text, ForeignKey("profiles.id", ondelete="CASCADE"), primary_key=True),
    Column("item_id", Text, primary_key=True),  # a channel's, film's, episode's or recording's id
    Column("title", Text, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("duration_seconds", Float, nullable=True),
    Column("updated_at", Whole, nullable=False),
)
