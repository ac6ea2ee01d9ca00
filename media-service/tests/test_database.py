from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text

from prism_media.database.engine import database_url, migrate, migrate_back
from prism_media.database.tables import metadata


async def test_migrations_lead_to_exactly_the_tables_that_the_code_uses(tmp_path: Path) -> None:
    url = database_url(tmp_path)
    await migrate(url)
    engine = create_engine(url.replace("+aiosqlite", ""))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": not_of_fts})
        assert compare_metadata(context, metadata) == []
        assert connection.scalar(text("SELECT name FROM profiles WHERE id = 'default'")) == "Default"
    engine.dispose()


def not_of_fts(thing: object, name: str | None, kind: str, reflected: bool, other: object) -> bool:
    return not (kind == "table" and "_text" in (name or ""))


async def test_migrating_twice_changes_nothing_and_keeps_what_is_there(tmp_path: Path) -> None:
    url = database_url(tmp_path)
    await migrate(url)
    engine = create_engine(url.replace("+aiosqlite", ""))
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO favourites (profile, channel_id, added_at) VALUES ('default', 'c', 1)"))
    await migrate(url)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM favourites")) == 1
    engine.dispose()


async def test_the_first_migration_can_be_undone(tmp_path: Path) -> None:
    url = database_url(tmp_path)
    await migrate(url)
    await migrate_back(url, "base")
    engine = create_engine(url.replace("+aiosqlite", ""))
    assert inspect(engine).get_table_names() == ["alembic_version"]
    engine.dispose()
