"""Opens the database and brings it to its schema: SQLite in the data folder, or PostgreSQL where a setting says so."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

from prism_media.database import postgresql, sqlite
from prism_media.database.plain import is_sqlite

_MIGRATIONS = Path(__file__).parent / "migrations"

_one_migration = asyncio.Lock()
"""Alembic keeps what it is about in globals."""

CONNECTIONS = 10
"""Most connections at the same time; a request holds one for milliseconds."""


def database_url(data_dir: Path, configured: str = "") -> str:
    """The address that was `configured`, else that of the SQLite file in `data_dir`."""
    return configured.strip() or sqlite.url_of(data_dir / "media.db")


def open_engine(url: str, connections: int = CONNECTIONS) -> AsyncEngine:
    """Make the engine; nothing is opened until it is used. Dispose it when done.

    Statements raise `Unavailable` where a PostgreSQL server does not answer, with its host and the remedy.
    """
    if is_sqlite(url):
        return sqlite.open_engine(url, connections)
    return postgresql.open_engine(url, connections)


async def migrate(url: str, revision: str = "head") -> None:
    """Bring the database at `url` up to `revision`. Several services may do so at once: one works, the others wait.

    Raises:
        Unavailable: the server does not answer; the message names it and the setting.
    """
    await _run(url, command.upgrade, revision)


async def migrate_back(url: str, revision: str) -> None:
    """Bring the database at `url` down to `revision`; what later ones added is lost."""
    await _run(url, command.downgrade, revision)


async def _run(url: str, step: Callable[[Config, str], None], revision: str) -> None:
    engine = _open_for_migration(url)
    try:
        async with _one_migration, engine.connect() as connection:
            await connection.run_sync(_over, step, revision)
    finally:
        await engine.dispose()


def _over(connection: Connection, step: Callable[[Config, str], None], revision: str) -> None:
    config = Config()  # without an ini file: the package carries its own migrations
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    step(config, revision)


def _open_for_migration(url: str) -> AsyncEngine:
    """An engine for one connection that changes the schema."""
    return sqlite.open_for_migration(url) if is_sqlite(url) else postgresql.open_engine(url, 1)
