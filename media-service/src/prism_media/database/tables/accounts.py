"""Who may use this Prism, and by what they are known."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Table, Text, UniqueConstraint, false

from prism_media.database.tables.base import Whole, metadata

accounts = Table(
    "accounts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, unique=True),  # the name without case, by which they sign in
    Column("role", Text, nullable=False),  # admin, viewer, child
    Column("age_limit", Whole, nullable=True),  # years, for a child
    Column("password_hash", Text, nullable=True),  # null: signs in at a provider only
    Column("disabled", Boolean, nullable=False, server_default=false()),
    Column("issuer", Text, nullable=True),  # of the provider that knows them as `subject`
    Column("subject", Text, nullable=True),
    Column("created_at", Whole, nullable=False),
    Column("signed_in_at", Whole, nullable=True),
    UniqueConstraint("issuer", "subject", name="uq_accounts_subject"),
)

sign_ins = Table(
    "sign_ins",
    metadata,
    Column("id", Text, primary_key=True),
    Column("account", Text, ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False),
    Column("generation", Whole, nullable=False),  # of the refresh token that holds now
    Column("began_at", Whole, nullable=False),
    Column("rotated_at", Whole, nullable=False),
    Column("browser", Text, nullable=False, server_default=""),
    Index("ix_sign_ins_account", "account"),
)

personal_tokens = Table(
    "personal_tokens",
    metadata,
    Column("id", Text, primary_key=True),
    Column("account", Text, ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False),
    Column("name", Text, nullable=False),
    Column("scopes", JSON, nullable=False),
    Column("token_hash", Text, nullable=False, unique=True),  # SHA-256: the token itself is shown once
    Column("created_at", Whole, nullable=False),
    Column("expires_at", Whole, nullable=True),
    Column("used_at", Whole, nullable=True),
    Index("ix_personal_tokens_account", "account"),
)

sign_in_tries = Table(
    "sign_in_tries",
    metadata,
    Column("key", Text, primary_key=True),  # SHA-256 of who is tried, or who tries
    Column("failures", Whole, nullable=False),
    Column("failed_at", Whole, nullable=False),
    Index("ix_sign_in_tries_failed_at", "failed_at"),
)
