"""Puts an import's rows into the database by the shortest way that each has, in transactions of well under a second.

Runs in a thread or a process of its own, with a connection of its own; readers and other writers go on meanwhile.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterable
from typing import Any, Protocol

import asyncpg
from sqlalchemy.engine import make_url

from prism_media.database import sqlite
from prism_media.guide.rows import CHANNEL_COLUMNS, PROGRAMME_COLUMNS, Batch
from prism_media.guide.text import create_text, fill_text

BUSY_SECONDS = 60
COMMITTED = 24_000
"""Programmes in a transaction: FTS5 writes a segment at each end of one, and whoever saves a favourite waits for it."""


class Loader(Protocol):
    """Where an import is written to; for one thread."""

    def write(self, batch: Batch) -> None:
        """Add rows, all or none."""

    def finish(self) -> None:
        """Keep what was written."""

    def close(self) -> None:
        """Let go of the connection."""


def open_loader(url: str, import_id: int) -> Loader:
    """The loader for the database at `url`."""
    if sqlite.is_url(url):
        return SqliteLoader(make_url(url).database or "", import_id)
    return PostgresLoader(url)


def load(batches: Iterable[Batch], url: str, import_id: int) -> None:
    """Write all `batches`."""
    loader = open_loader(url, import_id)
    try:
        for batch in batches:
            loader.write(batch)
        loader.finish()
    finally:
        loader.close()


class SqliteLoader:
    """Prepared INSERTs on a bare connection: SQLAlchemy would take three times as long."""

    def __init__(self, path: str, import_id: int) -> None:
        self._import_id = import_id
        self._uncommitted = 0
        self._connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        # The write-ahead log is synced at checkpoints; 32 MiB hold the inner pages of all indices.
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "cache_size=-32000", "temp_store=MEMORY"):
            self._connection.execute(f"PRAGMA {pragma}")
        create_text(self._connection, import_id)

    def write(self, batch: Batch) -> None:
        """Add rows, all or none."""
        connection = self._connection
        if not connection.in_transaction:
            connection.execute("BEGIN IMMEDIATE")
        try:
            connection.executemany(_insert("guide_channels", CHANNEL_COLUMNS), batch.channels)
            connection.executemany(_insert("programmes", PROGRAMME_COLUMNS), batch.programmes)
            fill_text(connection, self._import_id, batch.programmes)
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        self._uncommitted += len(batch.programmes)
        if self._uncommitted >= COMMITTED:
            self._commit()

    def finish(self) -> None:
        """Keep what was written."""
        self._commit()

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def _commit(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("COMMIT")
        self._uncommitted = 0


def _insert(table: str, columns: tuple[str, ...]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


class PostgresLoader:
    """COPY on a connection of its own; its words are a generated column."""

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self._runner = asyncio.Runner()
        try:
            self._connection: Any = self._runner.run(self._connect())
        except BaseException:
            self._runner.close()
            raise

    async def _connect(self) -> Any:

        return await asyncpg.connect(self._dsn)

    def write(self, batch: Batch) -> None:
        """Add rows, all or none."""
        self._runner.run(self._write(batch))

    async def _write(self, batch: Batch) -> None:
        async with self._connection.transaction():
            for table, columns, records in (
                ("guide_channels", CHANNEL_COLUMNS, batch.channels),
                ("programmes", PROGRAMME_COLUMNS, batch.programmes),
            ):
                await self._connection.copy_records_to_table(table, records=records, columns=columns)

    def finish(self) -> None:
        """Everything has been kept already."""

    def close(self) -> None:
        """Let go of the connection."""
        self._runner.run(self._connection.close())
        self._runner.close()
