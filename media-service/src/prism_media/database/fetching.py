"""Reads many rows by the shortest way: SQLAlchemy's work on each takes longer than SQLite's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from prism_media.database.dialect import is_postgresql

Record = Sequence[Any]
"""A row's values as the driver gives them: what each of them is, is for whoever asked to know."""


async def fetched(connection: AsyncConnection, statement: str, **values: Any) -> Sequence[Record]:
    """All rows of a SELECT that both databases know, with its `values` written as `:name`."""
    if is_postgresql(connection):
        return (await connection.execute(text(statement), values)).all()
    driver = (await connection.get_raw_connection()).driver_connection
    assert driver is not None, "a connection in use has its driver's"
    # One way to the driver's thread and back, where a cursor of SQLAlchemy's goes four times.
    rows: Sequence[Record] = await driver.execute_fetchall(statement, values)
    return rows


def numbers(values: Iterable[int]) -> str:
    """A list for `IN`, of numbers of ours written as they are: thousands of parameters would take longer."""
    return f"({','.join(map(str, values)) or 'NULL'})"
