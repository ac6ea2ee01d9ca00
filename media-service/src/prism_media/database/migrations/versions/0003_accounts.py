"""Accounts, where they are signed in, their tokens, and what is theirs."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

Whole = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _text(name: str, default: str | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default=default)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, Whole, nullable=False)


def _account() -> sa.Column[str]:
    return sa.Column("account", sa.Text, sa.ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False)


def upgrade() -> None:
    """Make the tables; profiles belong to nobody until there is an administrator."""
    op.create_table(
        "accounts",
        sa.Column("id", sa.Text, primary_key=True),
        _text("name"),
        sa.Column("folded", sa.Text, nullable=False, unique=True),
        _text("role"),
        sa.Column("age_limit", Whole),
        sa.Column("password_hash", sa.Text),
        sa.Column("disabled", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("issuer", sa.Text),
        sa.Column("subject", sa.Text),
        _whole("created_at"),
        sa.Column("signed_in_at", Whole),
        sa.UniqueConstraint("issuer", "subject", name="uq_accounts_subject"),
    )
    op.create_table(
        "sign_ins",
        sa.Column("id", sa.Text, primary_key=True),
        _account(),
        *(_whole(name) for name in ("generation", "began_at", "rotated_at")),
        _text("browser", ""),
    )
    op.create_index("ix_sign_ins_account", "sign_ins", ["account"])
    op.create_table(
        "personal_tokens",
        sa.Column("id", sa.Text, primary_key=True),
        _account(),
        _text("name"),
        sa.Column("scopes", sa.JSON, nullable=False),
        sa.Column("token_hash", sa.Text, nullable=False, unique=True),
        _whole("created_at"),
        sa.Column("expires_at", Whole),
        sa.Column("used_at", Whole),
    )
    op.create_index("ix_personal_tokens_account", "personal_tokens", ["account"])
    op.create_table(
        "sign_in_tries",
        sa.Column("key", sa.Text, primary_key=True),
        _whole("failures"),
        _whole("failed_at"),
    )
    op.create_index("ix_sign_in_tries_failed_at", "sign_in_tries", ["failed_at"])
    # Without a foreign key: SQLite would copy the table for it, and lose what refers to profiles while it does.
    op.add_column("profiles", sa.Column("account", sa.Text))
    op.create_index("ix_profiles_account", "profiles", ["account"])


def downgrade() -> None:
    """Forget every account; what was theirs is the household's."""
    op.drop_index("ix_profiles_account", "profiles")
    op.drop_column("profiles", "account")
    for name in ("sign_in_tries", "personal_tokens", "sign_ins", "accounts"):
        op.drop_table(name)
