"""The first schema: catalogue, guide and viewers' data, with full-text search.

Written out rather than derived from `tables.py`: a migration must stay what it was when the tables change.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

Whole = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create every table, the search indexes and the default profile."""
    _catalogue()
    _guide()
    _viewers()
    if op.get_context().dialect.name == "postgresql":
        _words_of_postgresql()
    else:
        _words_of_sqlite()
    op.execute("INSERT INTO profiles (id, name) VALUES ('default', 'Default')")


def downgrade() -> None:
    """Remove everything."""
    on_postgresql = op.get_context().dialect.name == "postgresql"
    for table in (
        *(() if on_postgresql else ("programmes_text", "channels_text")),
        "reminders", "memories", "history", "favourites", "profiles",
        "programmes", "guide_channels", "guides", "channels", "playlists",
    ):  # fmt: skip
        op.drop_table(table)
    if on_postgresql:
        op.execute("DROP FUNCTION prism_words")


def _words_of_sqlite() -> None:
    op.execute(
        "CREATE VIRTUAL TABLE channels_text USING fts5(name, norm, groups, content='channels', content_rowid='row', "
        "tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
    )
    op.execute(
        "CREATE VIRTUAL TABLE programmes_text USING fts5(title, subtitle, description, content='programmes', "
        "content_rowid='id', tokenize='unicode61 remove_diacritics 2')"
    )


def _words_of_postgresql() -> None:
    """Columns that PostgreSQL fills itself, from folded text: its `unaccent` is not installed everywhere."""
    op.execute(_PRISM_WORDS.format(collation=_collation()))
    for table, words in (
        ("channels", "name || ' ' || norm || ' ' || groups"),
        ("programmes", "title || ' ' || subtitle || ' ' || description"),
    ):
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN words tsvector "
            f"GENERATED ALWAYS AS (to_tsvector('simple', prism_words({words}))) STORED"
        )
        op.execute(f"CREATE INDEX ix_{table}_words ON {table} USING gin (words)")


# Decomposed, without accents, in small letters, nothing but spaces between words: as `database/text.py` asks for
# them. A description beyond 100,000 letters would come near the megabyte that a tsvector may have.
_PRISM_WORDS = r"""
CREATE FUNCTION prism_words(said text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT regexp_replace(
    lower(regexp_replace(normalize(left(said, 100000), NFKD), '[\u0300-\u036f]+', '', 'g') {collation}),
    '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u303f]+', ' ', 'g')
$$
"""


def _collation() -> str:
    """One that knows the small letters of every script, whatever the database's own; which there is, differs."""
    known = ["pg_c_utf8", "und-x-icu", "C.utf8", "C.UTF-8", "en_US.utf8", "en_US.UTF-8"]
    query = sa.text(
        "SELECT collname FROM pg_collation WHERE collname = ANY(:known) "
        "AND collencoding IN (-1, pg_char_to_encoding('UTF8'))"
    )
    there = {row[0] for row in op.get_bind().execute(query, {"known": known})}
    return next((f'COLLATE "{name}"' for name in known if name in there), "")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, Whole, nullable=False)


def _catalogue() -> None:
    op.create_table(
        "playlists",
        sa.Column("id", sa.Text, primary_key=True),
        _text("name"), _text("kind"),
        sa.Column("url", sa.Text),
        sa.Column("attributes", sa.JSON, nullable=False),
        sa.Column("skipped", sa.JSON, nullable=False),
        _whole("channel_count"), _whole("imported_at"), _whole("position"),
    )  # fmt: skip
    op.create_table(
        "channels",
        sa.Column("row", Whole, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("playlist_id", sa.Text, sa.ForeignKey("playlists.id", ondelete="CASCADE"), nullable=False),
        _whole("rank"), _text("name"), _text("norm"),
        sa.Column("number", Whole),
        _text("groups"), _text("logo"), _text("kind"), _text("url"), _text("tvg_id"),
        sa.Column("headers", sa.JSON, nullable=False),
        sa.Column("catchup", sa.JSON),
        sa.Column("details", sa.JSON, nullable=False),
        sa.Column("guide_channel", Whole),
        sa.Column("guide_match", sa.Text),
    )  # fmt: skip
    op.create_index("ix_channels_rank", "channels", ["rank"])
    op.create_index("ix_channels_number", "channels", ["number"])
    op.create_index("ix_channels_norm", "channels", ["norm"])
    op.create_index("ix_channels_playlist", "channels", ["playlist_id"])
    op.create_index("ix_channels_guide", "channels", ["guide_channel"])


def _guide() -> None:
    op.create_table(
        "guides",
        sa.Column("id", sa.Text, primary_key=True),
        _text("name"),
        sa.Column("url", sa.Text),
        sa.Column("current_import", Whole),
        _whole("channel_count"), _whole("programme_count"), _whole("matched_count"), _whole("imported_at"),
        sa.Column("truncated", sa.Boolean, nullable=False),
    )  # fmt: skip
    op.create_table(
        "guide_channels",
        sa.Column("id", Whole, primary_key=True),
        _whole("import_id"), _text("xml_id"),
        sa.Column("names", sa.JSON, nullable=False),
        _text("icon"),
    )  # fmt: skip
    op.create_index("ix_guide_channels_import", "guide_channels", ["import_id"])
    op.create_table(
        "programmes",
        sa.Column("id", Whole, primary_key=True),
        _whole("guide_channel"), _whole("import_id"), _whole("start"), _whole("stop"),
        _text("title"), _text("subtitle"), _text("description"),
        sa.Column("categories", sa.JSON, nullable=False),
    )  # fmt: skip
    op.create_index("ix_programmes_when", "programmes", ["guide_channel", "start"])
    op.create_index("ix_programmes_import", "programmes", ["import_id"])


def _viewers() -> None:
    op.create_table("profiles", sa.Column("id", sa.Text, primary_key=True), _text("name"))

    def profile(primary_key: bool = False) -> sa.Column[str]:
        owner = sa.ForeignKey("profiles.id", ondelete="CASCADE")
        return sa.Column("profile", sa.Text, owner, nullable=False, primary_key=primary_key)

    op.create_table(
        "favourites",
        profile(primary_key=True),
        sa.Column("channel_id", sa.Text, primary_key=True),
        _whole("added_at"),
    )
    op.create_table(
        "history",
        sa.Column("id", Whole, primary_key=True),
        profile(),
        _text("channel_id"),
        sa.Column("programme", sa.Text),
        _whole("started_at"),
        sa.Column("seconds", sa.Float, nullable=False),
    )
    op.create_index("ix_history_recent", "history", ["profile", "started_at"])
    op.create_table(
        "memories",
        sa.Column("id", Whole, primary_key=True),
        profile(),
        _text("kind"), _text("text"), _whole("added_at"),
    )  # fmt: skip
    op.create_index("ix_memories_profile", "memories", ["profile", "added_at"])
    op.create_table(
        "reminders",
        sa.Column("id", Whole, primary_key=True),
        profile(),
        _text("title"),
        sa.Column("channel_id", sa.Text),
        _whole("due_at"), _whole("lead_seconds"), _whole("added_at"),
    )  # fmt: skip
    op.create_index("ix_reminders_due", "reminders", ["due_at"])
