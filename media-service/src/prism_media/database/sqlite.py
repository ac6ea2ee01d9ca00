"""SQLite in write-ahead mode: readers never wait for an import, nor an import for them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, NullPool, event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from prism_media.database.plain import SQLITE_SCHEME, dump_json

BUSY_SECONDS = 15
"""How long a writer waits for another: imports write in batches that each take well under a second."""

_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=NORMAL",  # with WAL: a power cut may lose the last writes, never the database
    "foreign_keys=ON",
    "cache_size=-16000",  # KiB for each connection
    "mmap_size=268435456",  # bytes: lists are read from the system's cache, without a copy for each connection
    "journal_size_limit=67108864",  # bytes that the log is cut back to after an import made it long
    "temp_store=MEMORY",
)


def url_of(path: Path) -> str:
    """SQLAlchemy's address of a database file."""
    return f"{SQLITE_SCHEME}{path.resolve()}"


def open_engine(url: str, connections: int) -> AsyncEngine:
    """An engine with foreign keys, whose writers wait for each other from their first write on."""
    # IMMEDIATE: a transaction that only later becomes a writer's would fail at once where another wrote meanwhile.
    arguments = {"timeout": BUSY_SECONDS, "isolation_level": "IMMEDIATE"}
    engine = create_async_engine(
        url,
        connect_args=arguments,
        pool_size=connections,
        json_serializer=dump_json,
        hide_parameters=True,  # addresses of channels are among them
    )

    @event.listens_for(engine.sync_engine, "connect")
    def configure(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        for pragma in _PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine


def open_for_migration(url: str) -> AsyncEngine:
    """An engine without foreign keys, which a rebuilt table would trip over, that starts every transaction itself.

    Creates the file's folder: Python's driver begins no transaction for a change of the schema.
    """
    Path(url.removeprefix(SQLITE_SCHEME)).parent.mkdir(parents=True, exist_ok=True)
    arguments = {"timeout": BUSY_SECONDS, "isolation_level": None}
    engine = create_async_engine(url, connect_args=arguments, poolclass=NullPool)

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
