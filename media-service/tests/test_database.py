"""The schema, what is said in two dialects, and a server that is not there."""

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, MetaData, func, insert, inspect, select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from prism_core.errors import BadInput, Unavailable
from prism_media.app import create_app
from prism_media.database.dialect import insert_rows, json_text, upsert
from prism_media.database.engine import database_url, migrate, migrate_back, open_engine
from prism_media.database.tables import channels, metadata, playlists, preferences, recordings
from prism_media.database.testing import PostgresServer, postgres_server
from prism_media.database.text import add_text, matching, rebuild_text, remove_text
from prism_media.settings import Settings

Row = dict[str, Any]

PLAYLIST: Row = {
    "id": "p", "name": "Mine", "kind": "m3u", "url": None, "attributes": {"a": "b"}, "skipped": [],
    "channel_count": 1, "imported_at": 1, "position": 200,
}  # fmt: skip
CHANNEL: Row = {
    "id": "c", "playlist_id": "p", "rank": 200 << 24, "name": "TVP Łódź", "norm": "tvp lodz", "number": 7,
    "groups": ";Żużel;", "logo": "", "kind": "tv", "url": "http://example.test/", "tvg_id": "", "headers": {},
    "catchup": None, "details": {"attributes": {"tvg-name": "Łódź"}}, "guide_channel": 1, "guide_match": "id",
}  # fmt: skip
FIRST: dict[str, Row] = {
    "playlists": PLAYLIST,
    "channels": {"row": 1, **CHANNEL},
    "guides": {
        "id": "g", "name": "Guide", "url": None, "current_import": 1, "channel_count": 1, "programme_count": 1,
        "matched_count": 1, "imported_at": 1, "truncated": False,
    },
    "guide_channels": {"id": 1, "import_id": 1, "xml_id": "x", "names": ["X"], "icon": ""},
    "programmes": {
        "id": 1, "guide_channel": 1, "import_id": 1, "start": 1, "stop": 2, "title": "Été à la plage",
        "subtitle": "", "description": "", "categories": ["Film"],
    },
    "favourites": {"profile": "default", "channel_id": "c", "added_at": 1},
    "history": {
        "id": 1, "profile": "default", "channel_id": "c", "programme": None, "started_at": 1, "seconds": 2.5,
    },
    "memories": {"id": 1, "profile": "default", "kind": "fact", "text": "likes tea", "added_at": 1},
    "reminders": {
        "id": 1, "profile": "default", "title": "News", "channel_id": "c", "due_at": 1, "lead_seconds": 0,
        "added_at": 1,
    },
}  # fmt: skip


@pytest.fixture(params=["sqlite", "postgresql"])
async def empty(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    if request.param == "sqlite":
        yield database_url(tmp_path)
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    async with server.empty_database() as url:
        yield url


@pytest.fixture
async def connection(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    async with engine.begin() as connection:
        yield connection


async def test_migrations_lead_to_exactly_the_tables_that_the_code_uses(engine: AsyncEngine) -> None:
    def differences(connection: Connection) -> list[Any]:
        context = MigrationContext.configure(connection, opts={"include_object": not_of_full_text})
        return list(compare_metadata(context, metadata))

    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
        assert await connection.scalar(text("SELECT name FROM profiles WHERE id = 'default'")) == "Default"


def not_of_full_text(thing: object, name: str | None, kind: str, reflected: bool, other: object) -> bool:
    return "_text" not in (name or "") and not (name or "").endswith("words")


async def test_what_the_first_schema_held_is_there_and_found_in_the_newest(empty: str) -> None:
    await migrate(empty, "0001")
    await write_first(empty)
    await migrate(empty)
    await migrate(empty)
    engine = open_engine(empty)
    async with engine.begin() as connection:
        await rebuild_text(connection, "channels_text")
        for name, row in FIRST.items():
            table = metadata.tables[name]
            stored = (await connection.execute(select(table))).mappings().all()
            assert [{column: one[column] for column in row} for one in stored] == [row], name
        assert await connection.scalar(select(channels.c.id).where(matching(channels.c.row, "channels_text", "zuz")))
    await engine.dispose()


async def write_first(url: str) -> None:
    engine = open_engine(url)
    async with engine.begin() as connection:
        first = MetaData()
        await connection.run_sync(first.reflect)
        for name, row in FIRST.items():
            await connection.execute(insert(first.tables[name]).values(row))
    await engine.dispose()


async def test_every_migration_can_be_undone_without_losing_what_was_there_before(empty: str) -> None:
    await migrate(empty, "0001")
    await write_first(empty)
    await migrate(empty)
    await migrate_back(empty, "0001")
    engine = open_engine(empty)
    async with engine.connect() as connection:
        assert await connection.scalar(text("SELECT name FROM channels")) == "TVP Łódź"
        assert await connection.scalar(text("SELECT seconds FROM history")) == 2.5
    await migrate_back(empty, "base")
    async with engine.connect() as connection:
        assert await connection.run_sync(lambda sync: inspect(sync).get_table_names()) == ["alembic_version"]
    await engine.dispose()


async def test_two_services_that_start_at_once_migrate_once(empty: str) -> None:
    script = "import asyncio, sys; from prism_media.database.engine import migrate; asyncio.run(migrate(sys.argv[1]))"
    running = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", script, empty, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
        )
        for _ in range(2)
    ]
    for process in running:
        said, _ = await process.communicate()
        assert process.returncode == 0, said.decode()


async def add_channel(connection: AsyncConnection, **values: object) -> None:
    await connection.execute(insert(playlists).values(PLAYLIST))
    await insert_rows(connection, channels, [{**CHANNEL, **values}])
    await rebuild_text(connection, "channels_text")


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("TVP Łódź", "TVP"), ("Żużel", "zuz"), ("Été", "ete"), ("МОСКВА 24", "москв"), ("ΑΘΗΝΑ", "αθην"),
        ("rock'n'roll", "rock'n'r"), ("24/7 Films", "24 7"), ("24/7 Films", "24/7"), ("Canal+ Sport", "canal+"),
        ("BBC Radio 4 (Wales)", "wales radio"), ("हिन्दी समाचार", "हिन्दी"), ("C++ & co_op", "co_op"),
    ],
)  # fmt: skip
async def test_a_name_is_found_by_the_beginnings_of_its_words(
    connection: AsyncConnection, name: str, typed: str
) -> None:
    await add_channel(connection, name=name, norm="", groups="")
    assert await connection.scalar(select(channels.c.id).where(matching(channels.c.row, "channels_text", typed)))


@pytest.mark.parametrize("typed", ["", "  ", '"', "'", "NOT", "lodz OR x", "tvp:*|x", "\\", "(", "-", "x" * 3000, "%"])
async def test_what_is_typed_never_fails_and_finds_nothing_that_lacks_a_word(
    connection: AsyncConnection, typed: str
) -> None:
    await add_channel(connection)
    found = select(channels.c.id).where(matching(channels.c.row, "channels_text", typed))
    assert await connection.scalar(found) is None


async def test_rows_are_found_while_they_are_indexed(connection: AsyncConnection) -> None:
    found = select(channels.c.id).where(matching(channels.c.row, "channels_text", "renamed"))
    await add_channel(connection)
    mine = channels.c.id == "c"
    await remove_text(connection, "channels_text", mine)
    await connection.execute(channels.update().where(mine).values(name="Renamed"))
    await add_text(connection, "channels_text", mine)
    assert await connection.scalar(found) == "c"
    await remove_text(connection, "channels_text", mine)
    await connection.execute(channels.delete().where(mine))
    assert await connection.scalar(found) is None


async def test_many_rows_come_back_as_they_were_with_defaults_and_nulls(connection: AsyncConnection) -> None:
    await connection.execute(insert(playlists).values(PLAYLIST))
    rows = [{**CHANNEL, "id": f"c{number}", "rank": (200 << 24) + number} for number in range(2000)]
    await insert_rows(connection, channels, rows)
    stored = (await connection.execute(select(channels).order_by(channels.c.rank))).mappings().all()
    assert [{name: row[name] for name in CHANNEL} for row in stored] == rows
    assert (stored[0]["lead"], stored[0]["hidden"], stored[0]["fold"]) == (True, False, "")
    assert await connection.scalar(select(func.count()).where(channels.c.catchup.is_(None))) == 2000


async def test_an_upsert_writes_over_what_is_there(connection: AsyncConnection) -> None:
    for value in ({"a": 1}, {"a": "ż"}):
        row = {"profile": "default", "name": "sound", "value": value, "changed_at": 1}
        statement = upsert(preferences).values(row)
        excluded = {"value": statement.excluded.value}
        await connection.execute(statement.on_conflict_do_update(index_elements=["profile", "name"], set_=excluded))
    assert await connection.scalar(select(preferences.c.value)) == {"a": "ż"}


async def test_a_path_in_json_gives_text_or_null(connection: AsyncConnection) -> None:
    await add_channel(connection)
    there = json_text(channels.c.details, "attributes", "tvg-name")
    missing = json_text(channels.c.details, "attributes", 'tvg\'s "id"')
    assert (await connection.execute(select(there, missing))).one() == ("Łódź", None)


async def test_numbers_beyond_32_bits_are_kept(connection: AsyncConnection) -> None:
    values = {
        "id": "r", "profile": "default", "channel_id": "c", "channel_name": "C", "title": "T", "start": 1,
        "stop": 1 << 33, "state": "finished", "bytes": 5 << 30, "created_at": 1,
    }  # fmt: skip
    await connection.execute(insert(recordings).values(values))
    assert await connection.scalar(select(recordings.c.bytes)) == 5 << 30


async def test_a_long_reader_does_not_hold_up_a_writer(engine: AsyncEngine) -> None:
    async with engine.connect() as reader:
        before = await reader.stream(select(playlists))
        async with asyncio.timeout(60), engine.begin() as writer:
            await writer.execute(insert(playlists).values(PLAYLIST))
        assert [row async for row in before] == []


WRONG = {
    "postgresql://me:hidden@127.0.0.1:1/prism": "the database at 127.0.0.1:1 does not answer; PRISM_DATABASE_URL",
    "mysql://me:hidden@db.test/prism": "PRISM_DATABASE_URL is no address of a PostgreSQL database",
    "postgresql://me:hid/den@db.test/prism": "PRISM_DATABASE_URL is no address of a PostgreSQL database",
}


@pytest.mark.parametrize("url", WRONG)
async def test_a_service_without_its_database_lives_and_says_what_to_set(url: str, tmp_path: Path) -> None:
    settings = Settings.model_validate({"data_dir": tmp_path, "demo_prepare": False, "database_url": url})
    assert "hid" not in repr(settings)
    service = create_app(settings)
    async with service.app.router.lifespan_context(service.app), asyncio.timeout(30):
        while (status := await service.status()).reason == "starting":
            await asyncio.sleep(0.01)
        assert not status.ready
        assert status.reason.startswith(WRONG[url])
        assert "hid" not in status.reason


async def test_a_refused_password_is_named_and_not_told(postgres: PostgresServer) -> None:
    url = postgres.url("postgres").replace("://prism:", "://prism:wrong")
    with pytest.raises(Unavailable, match="refuses the user or the password in PRISM_DATABASE_URL") as caught:
        await migrate(url)
    assert "wrong" not in str(caught.value)


async def test_work_goes_on_after_the_server_was_away() -> None:
    with postgres_server() as server:
        engine = open_engine(server.url("postgres"))
        async with engine.connect() as connection:
            await connection.execute(text("SELECT 1"))
        server.stop()
        with pytest.raises(Unavailable, match="does not answer"):
            async with engine.connect():
                pass
        server.start()
        async with engine.connect() as connection:
            assert await connection.scalar(text("SELECT 1")) == 1
        await engine.dispose()


async def test_a_connection_that_breaks_in_use_is_a_fault_that_passes(postgres: PostgresServer) -> None:
    engine = open_engine(postgres.url("postgres"))
    with pytest.raises(Unavailable, match="closed the connection"):
        async with engine.connect() as connection:
            await connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    async with engine.connect() as connection:
        assert await connection.scalar(text("SELECT 1")) == 1
    await engine.dispose()


async def test_a_statement_without_end_is_ended(postgres: PostgresServer) -> None:
    engine = open_engine(postgres.url("postgres"))
    async with engine.connect() as connection:
        await connection.execute(text("SET statement_timeout = 20"))
        with pytest.raises(Unavailable, match="took longer than"):
            await connection.execute(text("SELECT pg_sleep(60)"))
    await engine.dispose()


@pytest.mark.parametrize("at_once", [False, True])
async def test_a_character_that_postgresql_cannot_hold_is_the_senders_fault(
    postgres: PostgresServer, at_once: bool
) -> None:
    async def write(connection: AsyncConnection) -> None:
        row = {**PLAYLIST, "name": "a\0b"}
        await (insert_rows(connection, playlists, [row]) if at_once else connection.execute(insert(playlists), row))

    async with postgres.database() as url:
        engine = open_engine(url)
        async with engine.connect() as connection:
            with pytest.raises(BadInput, match=r"U\+0000"):
                await write(connection)
        await engine.dispose()
