"""A count that goes up with each change of the catalogue, so that services which share it know when to read it anew."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncConnection

from prism_media.database.dialect import upsert
from prism_media.database.fetching import fetched
from prism_media.database.tables.catalogue import versions

_CATALOGUE = "catalogue"


async def count_change(connection: AsyncConnection) -> None:
    """Say that the catalogue is another one once this transaction is written."""
    first = upsert(versions).values(name=_CATALOGUE, value=1)
    next_one = {"value": versions.c.value + 1}
    await connection.execute(first.on_conflict_do_update(index_elements=["name"], set_=next_one))


async def version(connection: AsyncConnection) -> int:
    """Which version of the catalogue is there."""
    rows = await fetched(connection, f"SELECT value FROM {versions.name} WHERE name = :name", name=_CATALOGUE)
    return int(rows[0][0]) if rows else 0
