"""Sources with settings, films and series, duplicates, richer guides, profiles, recordings and outputs."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

Whole = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _text(name: str, default: str | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default=default)


def _whole(name: str, default: str | None = None) -> sa.Column[int]:
    return sa.Column(name, Whole, nullable=False, server_default=default)


def _flag(name: str, default: bool) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, nullable=False, server_default=sa.true() if default else sa.false())


def _added() -> dict[str, list[sa.Column[Any]]]:
    fetched = ("refresh_seconds", Whole), ("timeout_seconds", sa.Float), ("user_agent", sa.Text)
    checked = ("checked_at", Whole), ("failure", sa.Text), ("etag", sa.Text), ("last_modified", sa.Text)
    return {
        "playlists": [
            _flag("enabled", True),
            *(sa.Column(name, kind) for name, kind in (*fetched, *checked)),
            sa.Column("groups_off", sa.JSON, nullable=False, server_default="[]"),
            sa.Column("credentials", sa.JSON),
            sa.Column("account", sa.JSON),
        ],
        "channels": [
            sa.Column("guide_score", sa.Float),
            _whole("shift_seconds", "0"),
            _text("fold", ""),
            _flag("hidden", False),
            _flag("lead", True),
            _flag("adult", False),
            sa.Column("series_id", sa.Text),
            *(sa.Column(name, Whole) for name in ("season", "episode", "year", "added_at")),
        ],
        "guides": [
            sa.Column("playlist_id", sa.Text),
            _flag("enabled", True),
            _whole("priority", "0"),
            _whole("shift_seconds", "0"),
            sa.Column("text_import", Whole),
            *(sa.Column(name, kind) for name, kind in (*fetched, *checked)),
        ],
        "programmes": [
            sa.Column("people", sa.JSON, nullable=False, server_default="[]"),
            *(sa.Column(name, Whole) for name in ("season", "episode", "age")),
            _text("icon", ""),
            _flag("is_new", False),
            sa.Column("catchup_id", sa.Text),
        ],
        "profiles": [
            sa.Column("age_limit", Whole),
            sa.Column("pin_hash", sa.Text),
            _whole("pin_failures", "0"),
            sa.Column("pin_failed_at", Whole),
            _text("colour", ""),
            _whole("created_at", "0"),
        ],
        "favourites": [_text("folder", "")],
    }


_INDICES = (
    ("ix_channels_listed", "channels", ["lead", "kind", "rank"]),
    ("ix_channels_fold", "channels", ["fold"]),
    ("ix_channels_series", "channels", ["series_id", "season", "episode"]),
)
_LONGEST_SECONDS = 12 * 3600
"""No imported programme is longer; the first schema's could be."""
_PROGRAMMES_TEXT = (
    "CREATE VIRTUAL TABLE programmes_text USING fts5(title, subtitle, description, content='programmes', "
    "content_rowid='id', tokenize='unicode61 remove_diacritics 2')"
)


def upgrade() -> None:
    """Add the columns and tables; what is there keeps its place. SQLite's guides are indexed by the service later."""
    for table, columns in _added().items():
        for column in columns:
            op.add_column(table, column)
    for name, table, indexed in _INDICES:
        op.create_index(name, table, indexed)
    _series()
    _guide_overrides()
    _viewers()
    _recordings()
    _agreed()
    _index_when("guide_channel", "start", "stop")
    op.drop_index("ix_programmes_import", "programmes")
    # Windows and the search look back no further for what may still run.
    op.execute(f"UPDATE programmes SET stop = start + {_LONGEST_SECONDS} WHERE stop - start > {_LONGEST_SECONDS}")
    if op.get_context().dialect.name == "postgresql":
        _words_of_programmes("title, subtitle, description, categories, people")
    else:
        op.execute("DROP TABLE programmes_text")


def downgrade() -> None:
    """Back to the first schema."""
    _index_when("guide_channel", "start")
    op.create_index("ix_programmes_import", "programmes", ["import_id"])
    if op.get_context().dialect.name == "postgresql":
        _words_of_programmes("title, subtitle, description")
    else:
        op.execute(_PROGRAMMES_TEXT)
        op.execute("INSERT INTO programmes_text(programmes_text) VALUES ('rebuild')")
    for table in (
        "claims", "versions", "vanished",
        "outputs", "recording_rules", "recordings", "positions", "preferences", "guide_overrides", "health", "series",
    ):  # fmt: skip
        op.drop_table(table)
    for name, table, _ in _INDICES:
        op.drop_index(name, table)
    for table, columns in _added().items():
        for column in columns:
            op.drop_column(table, column.name)


def _index_when(*columns: str) -> None:
    op.drop_index("ix_programmes_when", "programmes")
    op.create_index("ix_programmes_when", "programmes", [*columns])


def _words_of_programmes(columns: str) -> None:
    words = " || ' ' || ".join(f"{name}::text" for name in columns.split(", "))
    op.execute("ALTER TABLE programmes DROP COLUMN words")
    op.execute(
        "ALTER TABLE programmes ADD COLUMN words tsvector "
        f"GENERATED ALWAYS AS (to_tsvector('simple', prism_words({words}))) STORED"
    )
    op.execute("CREATE INDEX ix_programmes_words ON programmes USING gin (words)")


def _series() -> None:
    op.create_table(
        "series",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("playlist_id", sa.Text, sa.ForeignKey("playlists.id", ondelete="CASCADE"), nullable=False),
        _whole("rank"), _text("name"), _text("norm"), _text("groups"), _text("logo"), _text("provider_id"),
        sa.Column("year", Whole),
        _flag("adult", False),
        sa.Column("details", sa.JSON, nullable=False),
        sa.Column("listed_at", Whole),
    )  # fmt: skip
    op.create_index("ix_series_rank", "series", ["rank"])
    op.create_index("ix_series_playlist", "series", ["playlist_id"])
    op.create_table(
        "health",
        sa.Column("channel_id", sa.Text, primary_key=True),
        _whole("failures"),
        sa.Column("failed_at", Whole),
        sa.Column("failure", sa.Text),
        sa.Column("worked_at", Whole),
    )


def _guide_overrides() -> None:
    op.create_table(
        "guide_overrides",
        sa.Column("channel_id", sa.Text, primary_key=True),
        sa.Column("xml_id", sa.Text),
        sa.Column("guide_id", sa.Text),
        sa.Column("shift_seconds", Whole),
    )


def _profile(*, primary_key: bool = False) -> sa.Column[str]:
    owner = sa.ForeignKey("profiles.id", ondelete="CASCADE")
    return sa.Column("profile", sa.Text, owner, nullable=False, primary_key=primary_key)


def _viewers() -> None:
    op.create_table(
        "preferences",
        _profile(primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.JSON, nullable=False),
        _whole("changed_at"),
    )
    op.create_table(
        "positions",
        _profile(primary_key=True),
        sa.Column("item_id", sa.Text, primary_key=True),
        _text("title"),
        sa.Column("seconds", sa.Float, nullable=False),
        sa.Column("duration_seconds", sa.Float),
        _whole("updated_at"),
    )
    op.create_table(
        "outputs",
        sa.Column("id", sa.Text, primary_key=True),
        _text("name"),
        _profile(),
        sa.Column("token_hash", sa.Text, nullable=False, unique=True),
        _whole("created_at"),
        sa.Column("used_at", Whole),
    )


def _recordings() -> None:
    op.create_table(
        "recordings",
        sa.Column("id", sa.Text, primary_key=True),
        _text("profile"),
        sa.Column("rule_id", sa.Text),
        _text("channel_id"), _text("channel_name"), _text("title"), _text("subtitle", ""), _text("description", ""),
        *(sa.Column(name, Whole) for name in ("season", "episode", "age")),
        _text("icon", ""),
        sa.Column("programme_id", sa.Text),
        _whole("start"), _whole("stop"), _text("state"),
        sa.Column("failure", sa.Text),
        _whole("bytes", "0"),
        sa.Column("seconds", sa.Float, nullable=False, server_default="0"),
        _whole("gaps", "0"), _whole("created_at"),
        sa.Column("claimed_by", sa.Text),
        sa.Column("claimed_until", Whole),
    )  # fmt: skip
    op.create_index("ix_recordings_state", "recordings", ["state", "start"])
    op.create_index("ix_recordings_rule", "recordings", ["rule_id"])
    op.create_table(
        "recording_rules",
        sa.Column("id", sa.Text, primary_key=True),
        _text("profile"), _text("title"), _text("norm"),
        sa.Column("channel_id", sa.Text),
        _flag("new_only", False),
        sa.Column("keep", Whole),
        _whole("created_at"),
    )  # fmt: skip


def _agreed() -> None:
    op.create_table(
        "vanished",
        sa.Column("channel_id", sa.Text, primary_key=True),
        sa.Column("playlist_id", sa.Text, sa.ForeignKey("playlists.id", ondelete="CASCADE"), nullable=False),
        _text("norm"), _text("url"), _text("tvg_id"), _text("groups"),
        _whole("vanished_at"),
    )  # fmt: skip
    op.create_index("ix_vanished_playlist", "vanished", ["playlist_id"])
    op.create_table("versions", sa.Column("name", sa.Text, primary_key=True), _whole("value"))
    op.create_table("claims", sa.Column("name", sa.Text, primary_key=True), _text("holder"), _whole("until"))
