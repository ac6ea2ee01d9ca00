"""Recordings and the rules that make them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, Index, Integer, Table, Text, false

from prism_media.database.tables.base import metadata

recordings = Table(
    "recordings",
    metadata,
    Column("id", Text, primary_key=True),
    Column("profile", Text, nullable=False),
    Column("rule_id", Text, nullable=True),
    Column("channel_id", Text, nullable=False),
    Column("channel_name", Text, nullable=False),  # as it was called then: channels go, recordings stay
    Column("title", Text, nullable=False),
    Column("subtitle", Text, nullable=False, server_default=""),
    Column("description", Text, nullable=False, server_default=""),
    Column("season", Integer, nullable=True),
    Column("episode", Integer, nullable=True),
    Column("age", Integer, nullable=True),
    Column("icon", Text, nullable=False, server_default=""),
    Column("programme_id", Text, nullable=True),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("state", Text, nullable=False),  # "scheduled", "recording", "finished", "failed" or "cancelled"
    Column("failure", Text, nullable=True),
    Column("bytes", Integer, nullable=False, server_default="0"),
    Column("seconds", Float, nullable=False, server_default="0"),
    Column("created_at", Integer, nullable=False),
    Index("ix_recordings_state", "state", "start"),
    Index("ix_recordings_rule", "rule_id"),
)

recording_rules = Table(
    "recording_rules",
    metadata,
    Column("id", Text, primary_key=True),
    Column("profile", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("norm", Text, nullable=False),
    Column("channel_id", Text, nullable=True),  # null: any channel
    Column("new_only", Boolean, nullable=False, server_default=false()),
    Column("keep", Integer, nullable=True),  # how many to keep; null: all
    Column("created_at", Integer, nullable=False),
)
