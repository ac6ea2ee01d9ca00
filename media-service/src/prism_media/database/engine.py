"""Opens the database: SQLite in write-ahead mode, so that readers never wait for an import."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

BUSY_SECONDS = 15
"""How long a writer waits for another: imports write in batches that each take well under a second."""

_MIGRATIONS = Path(__file__).parent / "migrations"


def database_url(data_dir: Path) -> str:
    """SQLAlchemy's address of the database file in `data_dir`."""
    return f"sqlite+aiosqlite:///{(data_dir / 'media.db').resolve()}"


def open_engine(url: str) -> AsyncEngine:
    """Make the engine; nothing is opened until it is used. Dispose it when done."""
    engine = create_async_engine(url, connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine.sync_engine, "connect")
    def configure(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "cache_size=-16000"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine


async def migrate(url: str, revision: str = "head") -> None:
    """Bring the database at `url` to `revision`, creating its folder and file where needed."""
    path = Path(url.removeprefix("sqlite+aiosqlite:///"))
    path.parent.mkdir(parents=True, exist_ok=True)
    await asyncio.to_thread(command.upgrade, alembic_config(url), revision)


def alembic_config(url: str) -> Config:
    """Alembic's configuration without an ini file: the package carries its own migrations."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    # Alembic reads options through ConfigParser, to which % is special.
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config
