"""What a channel was read from, by which a list that is read again is compared with the one before."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; channels that have nothing in it are read again."""
    op.add_column("channels", sa.Column("told", sa.BigInteger().with_variant(sa.Integer(), "sqlite")))


def downgrade() -> None:
    """Take it away again."""
    op.drop_column("channels", "told")
