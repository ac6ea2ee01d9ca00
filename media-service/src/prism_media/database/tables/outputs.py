"""Who may use Prism as the source of another player."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table, Text

from prism_media.database.tables.base import Whole, metadata

outputs = Table(
    "outputs",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("profile", Text, ForeignKey("profiles.id", ondelete="CASCADE"), nullable=False),
    Column("token_hash", Text, nullable=False, unique=True),  # SHA-256: the token itself is shown once
    Column("created_at", Whole, nullable=False),
    Column("used_at", Whole, nullable=True),
)
