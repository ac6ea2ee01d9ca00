"""Every test that takes `database`, `engine` or `client` runs twice: on SQLite and on a real PostgreSQL.

`database` is the address of a new database with the schema, for `running_service(folder, database_url=database)`;
`engine` is an engine on it, for stores; `client` is the whole service over it. `provider` is where people sign in.
"""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from prism_media.accounts.oidc.testing import Strict, providing
from prism_media.database.engine import database_url, migrate, open_engine
from prism_media.database.testing import PostgresServer, postgres_server
from prism_media.testing import running_service


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    with postgres_server() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    if request.param == "sqlite":
        await migrate(database_url(tmp_path))
        yield database_url(tmp_path)
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    async with server.database() as url:
        yield url


@pytest.fixture
async def engine(database: str) -> AsyncIterator[AsyncEngine]:
    engine = open_engine(database)
    yield engine
    await engine.dispose()


@pytest.fixture
async def client(tmp_path: Path, database: str) -> AsyncIterator[httpx.AsyncClient]:
    async with running_service(tmp_path, database_url=database) as client:
        yield client


@pytest.fixture
async def provider() -> AsyncIterator[Strict]:
    async with providing() as provider:
        yield provider
