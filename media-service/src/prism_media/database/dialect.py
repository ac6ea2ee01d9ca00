"""What SQLite and PostgreSQL say differently, said once: stores are written against this and SQLAlchemy's core.

Integers are `Whole` (tables/base.py): PostgreSQL's own `integer` ends at 2³¹, below a recording's size and a
channel's rank. Full text is in `text.py`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any

import asyncpg
from sqlalchemy import JSON, Column, String, Table, literal_column, text
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql import ColumnElement
from sqlalchemy.sql.functions import FunctionElement

from prism_core.errors import BadInput, Unavailable
from prism_media.database.plain import dump_json


def upsert(table: Table) -> Insert:
    """An INSERT that has `on_conflict_do_update` and `on_conflict_do_nothing`.

    It is PostgreSQL's; SQLite took the clause from there, and SQLAlchemy compiles it for both.
    """
    return insert(table)


def is_postgresql(connection: AsyncConnection) -> bool:
    """Whether `connection` leads to PostgreSQL, for the few places that need two ways."""
    return connection.dialect.name == "postgresql"


class json_text(FunctionElement[str]):  # reads as the SQL function it becomes
    """The text at a path of names in a JSON column, NULL where there is none: `json_text(c.details, "a", "b")`."""

    type = String()
    inherit_cache = True
    name = "json_text"

    def __init__(self, column: Column[Any], *path: str) -> None:
        quoted = [json.dumps(name, ensure_ascii=False).replace("'", "''") for name in path]
        of_sqlite: ColumnElement[str] = literal_column(f"'$.{'.'.join(quoted)}'")
        of_postgresql: ColumnElement[str] = literal_column(f"'{{{','.join(quoted)}}}'")
        super().__init__(column, of_sqlite, of_postgresql)


@compiles(json_text)
def _json_text(element: json_text, compiler: Any, **options: Any) -> str:
    column, path, _ = (compiler.process(clause, **options) for clause in element.clauses)
    return f"json_extract({column}, {path})"


@compiles(json_text, "postgresql")
def _json_text_postgresql(element: json_text, compiler: Any, **options: Any) -> str:
    column, _, path = (compiler.process(clause, **options) for clause in element.clauses)
    return f"({column} #>> {path})"


async def insert_rows(connection: AsyncConnection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert many rows that have the same columns, without SQLAlchemy's work on each value.

    Columns that are left out get the database's defaults, so they must have one or be nullable. PostgreSQL takes
    them by COPY. The caller's transaction holds them.
    """
    if not rows:
        return
    names = list(rows[0])
    records = _records(table, names, rows)
    if is_postgresql(connection):
        driver = (await connection.get_raw_connection()).driver_connection
        assert driver is not None, "a connection in use has its driver's"
        await connection.exec_driver_sql("SELECT 1")  # begins the transaction, which the dialect leaves to first use
        try:
            await driver.copy_records_to_table(table.name, records=records, columns=names)
        except asyncpg.CharacterNotInRepertoireError as error:
            raise BadInput("a text holds the character U+0000, which cannot be stored; leave it out") from error
        except (asyncpg.PostgresConnectionError, asyncpg.InterfaceError, OSError) as error:
            raise Unavailable("the database closed the connection; try again") from error
        return
    marks = ", ".join("?" * len(names))
    columns = ", ".join(f'"{name}"' for name in names)
    await connection.exec_driver_sql(f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})', records)


async def analyse(connection: AsyncConnection, *tables: Table) -> None:
    """Let PostgreSQL's planner know these tables as they are now: it would otherwise look only minutes later.

    SQLite plans by the indices alone, which the queries here are written for.
    """
    if is_postgresql(connection):
        for table in tables:
            await connection.execute(text(f"ANALYZE {table.name}"))


def _records(table: Table, names: list[str], rows: Sequence[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
    values = itemgetter(*names) if len(names) > 1 else lambda row: (row[names[0]],)
    as_json: list[tuple[int, Callable[[Any], Any]]] = [
        (place, _dump_or_null if table.c[name].nullable else dump_json)
        for place, name in enumerate(names)
        if isinstance(table.c[name].type, JSON)
    ]
    if not as_json:
        return [values(row) for row in rows]
    records = []
    for row in rows:
        record = list(values(row))
        for place, dump in as_json:
            record[place] = dump(record[place])
        records.append(tuple(record))
    return records


def _dump_or_null(value: Any) -> str | None:
    return None if value is None else dump_json(value)
