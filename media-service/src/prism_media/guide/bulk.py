"""Puts an import's rows into the database by the shortest way that each has, in transactions of well under a second.

Runs in threads or processes of its own, each with a connection of its own; readers and other writers go on meanwhile.
Neither SQLAlchemy nor, with SQLite, asyncpg is loaded for it.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from prism_media.database.plain import is_sqlite, sqlite_path
from prism_media.guide.items import GuideChannel
from prism_media.guide.rows import CHANNEL_COLUMNS, PROGRAMME_COLUMNS, Batch, Record, as_json, joined, programme_records

BUSY_SECONDS = 60

Turn = AbstractContextManager[Any]
"""Held while writing by one of several loaders that work on one import."""
Placed = tuple[int, int, int]
"""Id, start and stop of a programme that is in the database."""


class Target(Protocol):
    """A database that an import is written to; for one thread."""

    def channels(self, import_id: int, after: int) -> list[tuple[int, str, str, str]]:
        """Id, XMLTV id, names as JSON and icon of the import's channels with ids beyond `after`."""

    def write_channels(self, new: Sequence[Record], changed: Sequence[Record]) -> None:
        """Add channels, whose ids follow the largest there is, and set (names, icon) by id."""

    def write_programmes(self, records: Sequence[Record]) -> None:
        """Add programmes, all or none; their ids follow the largest there is."""

    def placed(self, channel: int) -> list[Placed]:
        """A channel's programmes by start."""

    def correct(self, gone: Sequence[int], stops: Sequence[tuple[int, int]]) -> None:
        """Remove programmes by id, and set (stop, id)."""

    def close(self) -> None:
        """Let go of the connection."""


def open_target(url: str) -> Target:
    """The database at `url`."""
    return SqliteTarget(sqlite_path(url)) if is_sqlite(url) else PostgresTarget(url)


class Loader:
    """Writes batches to a target, in turn with others that write the same import."""

    def __init__(self, target: Target, import_id: int, turn: Turn) -> None:
        self._target = target
        self._import_id = import_id
        self._turn = turn
        self._last_seen = 0
        self._declared: dict[str, GuideChannel] = {}
        self.numbers: dict[str, int] = {}
        """Ids of `guide_channels` rows, by XMLTV id."""

    def write(self, batch: Batch) -> None:
        """Add a batch."""
        if batch.channels or not batch.programmes.keys() <= self.numbers.keys():
            with self._turn:
                self._add_channels(batch)
        records = programme_records(batch.programmes, self.numbers, self._import_id)
        if records:
            with self._turn:
                self._target.write_programmes(records)

    def see_channels(self) -> None:
        """Learn of the channels that others added."""
        for number, xml_id, names, icon in self._target.channels(self._import_id, self._last_seen):
            self.numbers[xml_id] = self._last_seen = number
            self._declared[xml_id] = GuideChannel(xml_id, tuple(json.loads(names)), icon)

    def _add_channels(self, batch: Batch) -> None:
        self.see_channels()
        new: list[Record] = []
        changed: list[Record] = []
        # A channel that no <channel> declares is known by its id alone.
        for xml_id in dict.fromkeys((*batch.channels, *batch.programmes)):
            said = batch.channels.get(xml_id)
            if xml_id not in self.numbers:
                names, icon = (said.names, said.icon) if said else ((), "")
                new.append((self._import_id, xml_id, as_json(names), icon))
            elif said:
                both = self._declared[xml_id] = joined(self._declared.get(xml_id), said)
                changed.append((as_json(both.names), both.icon, self.numbers[xml_id]))
        self._target.write_channels(new, changed)
        self.see_channels()


def load(batches: Iterable[Batch], url: str, import_id: int, turn: Turn) -> int:
    """Write all `batches`; returns how many channels the import has then."""
    target = open_target(url)
    try:
        loader = Loader(target, import_id, turn)
        for batch in batches:
            loader.write(batch)
        loader.see_channels()
        return len(loader.numbers)
    finally:
        target.close()


class SqliteTarget:
    """Prepared INSERTs on a bare connection: SQLAlchemy would take three times as long."""

    def __init__(self, path: str) -> None:
        self._connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        # Pages of the log: a checkpoint, which waits for the disk, every 32 MiB. 16 MiB hold the indices' inner pages.
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "wal_autocheckpoint=8000", "cache_size=-16000"):
            self._connection.execute(f"PRAGMA {pragma}")

    def channels(self, import_id: int, after: int) -> list[tuple[int, str, str, str]]:
        """Id, XMLTV id, names as JSON and icon of the import's channels with ids beyond `after`."""
        query = "SELECT id, xml_id, names, icon FROM guide_channels WHERE import_id = ? AND id > ? ORDER BY id"
        return self._connection.execute(query, (import_id, after)).fetchall()

    def write_channels(self, new: Sequence[Record], changed: Sequence[Record]) -> None:
        """Add channels, and set (names, icon) by id."""
        self._write(
            (_insert("guide_channels", CHANNEL_COLUMNS[1:]), new),
            ("UPDATE guide_channels SET names = ?, icon = ? WHERE id = ?", changed),
        )

    def write_programmes(self, records: Sequence[Record]) -> None:
        """Add programmes, all or none."""
        self._write((_insert("programmes", PROGRAMME_COLUMNS[1:]), records))

    def placed(self, channel: int) -> list[Placed]:
        """A channel's programmes by start."""
        query = "SELECT id, start, stop FROM programmes WHERE guide_channel = ? ORDER BY start, id"
        return self._connection.execute(query, (channel,)).fetchall()

    def correct(self, gone: Sequence[int], stops: Sequence[tuple[int, int]]) -> None:
        """Remove programmes by id, and set (stop, id)."""
        self._write(
            ("DELETE FROM programmes WHERE id = ?", [(one,) for one in gone]),
            ("UPDATE programmes SET stop = ? WHERE id = ?", stops),
        )

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def _write(self, *statements: tuple[str, Sequence[Record]]) -> None:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            for statement, records in statements:
                self._connection.executemany(statement, records)
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")


def _insert(table: str, columns: tuple[str, ...]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


class PostgresTarget:
    """COPY on a connection of its own."""

    def __init__(self, dsn: str) -> None:
        self._runner = asyncio.Runner()
        try:
            self._connection: Any = self._runner.run(_connected(dsn))
        except BaseException:
            self._runner.close()
            raise

    def channels(self, import_id: int, after: int) -> list[tuple[int, str, str, str]]:
        """Id, XMLTV id, names as JSON and icon of the import's channels with ids beyond `after`."""
        query = "SELECT id, xml_id, names::text, icon FROM guide_channels WHERE import_id = $1 AND id > $2 ORDER BY id"
        return [tuple(row) for row in self._runner.run(self._connection.fetch(query, import_id, after))]

    def write_channels(self, new: Sequence[Record], changed: Sequence[Record]) -> None:
        """Add channels, and set (names, icon) by id."""
        self._runner.run(self._copy("guide_channels", CHANNEL_COLUMNS, new))
        statement = "UPDATE guide_channels SET names = $1::json, icon = $2 WHERE id = $3"
        self._runner.run(self._connection.executemany(statement, changed))

    def write_programmes(self, records: Sequence[Record]) -> None:
        """Add programmes, all or none."""
        self._runner.run(self._copy("programmes", PROGRAMME_COLUMNS, records))

    def placed(self, channel: int) -> list[Placed]:
        """A channel's programmes by start."""
        query = "SELECT id, start, stop FROM programmes WHERE guide_channel = $1 ORDER BY start, id"
        return [tuple(row) for row in self._runner.run(self._connection.fetch(query, channel))]

    def correct(self, gone: Sequence[int], stops: Sequence[tuple[int, int]]) -> None:
        """Remove programmes by id, and set (stop, id)."""
        delete = self._connection.execute("DELETE FROM programmes WHERE id = ANY($1)", list(gone))
        self._runner.run(delete)
        self._runner.run(self._connection.executemany("UPDATE programmes SET stop = $1 WHERE id = $2", stops))

    def close(self) -> None:
        """Let go of the connection."""
        self._runner.run(self._connection.close())
        self._runner.close()

    async def _copy(self, table: str, columns: tuple[str, ...], records: Sequence[Record]) -> None:
        async with self._connection.transaction():
            last = await self._connection.fetchval(f"SELECT coalesce(max(id), 0) FROM {table}")
            numbered = [(last + n, *record) for n, record in enumerate(records, 1)]
            await self._connection.copy_records_to_table(table, records=numbered, columns=columns)


async def _connected(dsn: str) -> Any:
    import asyncpg  # only where it is used: it is a third of what an import into SQLite loads

    return await asyncpg.connect(dsn)
