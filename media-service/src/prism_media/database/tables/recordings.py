"""Recordings and the rules that make them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, Index, Table, Text, false

from prism_media.database.tables.base import Whole, metadata

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
    Column("season", Whole, nullable=True),
    Column("episode", Whole, nullable=True),
    Column("age", Whole, nullable=True),
    Column("icon", Text, nullable=False, server_default=""),
    Column("programme_id", Text, nullable=True),
    Column("start", Whole, nullable=False),
    Column("stop", Whole, nullable=False),
    Column("state", Text, nullable=False),  # "scheduled", "recording", "finished", "failed" or "cancelled"
    Column("failure", Text, nullable=True),
    Column("bytes", Whole, nullable=False, server_default="0"),
    Column("seconds", Float, nullable=False, server_default="0"),
    Column("gaps", Whole, nullable=False, server_default="0"),  # how often something of it is missing
    Column("created_at", Whole, nullable=False),
    Column("claimed_by", Text, nullable=True),  # the process that records it
    Column("claimed_until", Whole, nullable=True),  # from then on another may go on with it
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
    Column("keep", Whole, nullable=True),  # how many to keep; null: all
    Column("created_at", Whole, nullable=False),
)
