"""Puts a new list in the place of an old one a batch at a time, so that nobody who writes waits long for it.

What a source sends is put down in a temporary file first: a list that breaks off changes nothing, and 150,000 films
do not have to be in memory. Then only what is another than before is written.
"""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import IO, Any

from sqlalchemy import Table, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.sql import ColumnElement

from prism_media.catalogue.importer import batches
from prism_media.database.dialect import insert_rows
from prism_media.database.tables import channels
from prism_media.database.text import add_text, remove_text

Row = dict[str, Any]
AT_ONCE = 1000
"""Rows that are written in one transaction: some tenths of a second on a small machine."""
_KEPT = ("guide_channel", "guide_match", "guide_score", "shift_seconds", "fold", "lead", "hidden")
"""Columns of a channel that are not its source's to say."""
_MEMORY = 16 << 20


class Spool:
    """Rows on their way into the database; `counts` says how many there are of each kind."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.counts: dict[str, int] = {}
        self.ids: set[str] = set()

    async def fill(self, rows: Iterator[Row]) -> None:
        """Take all of `rows`, which are made in a thread; of those with one id the first."""
        async for batch in batches(rows, AT_ONCE):
            new = [row for row in {row["id"]: row for row in reversed(batch)}.values() if row["id"] not in self.ids]
            self.ids.update(row["id"] for row in new)
            for row in new:
                kind = row.get("kind", "series")
                self.counts[kind] = self.counts.get(kind, 0) + 1
            pickle.dump(new[::-1], self._file, pickle.HIGHEST_PROTOCOL)

    def batches(self) -> Iterator[list[Row]]:
        """The rows again, in order."""
        self._file.seek(0)
        while True:
            try:
                batch: list[Row] = pickle.load(self._file)
            except EOFError:
                return
            if batch:
                yield batch


@asynccontextmanager
async def spooled(rows: Iterator[Row]) -> AsyncIterator[Spool]:
    """`rows` put down, whatever they raise raised."""
    with tempfile.SpooledTemporaryFile(max_size=_MEMORY) as file:
        spool = Spool(file)
        await spool.fill(rows)
        yield spool


async def replace_rows(
    engine: AsyncEngine,
    table: Table,
    mine: ColumnElement[bool],
    spool: Spool,
    known: Mapping[str, Row] | None = None,
) -> None:
    """Make the rows of `table` that are `mine` those of `spool`; every transaction is a short one.

    `known` are values by id for what a row leaves open.
    """
    for batch in spool.batches():
        for row in batch:
            row.update({name: value for name, value in (known or {}).get(row["id"], {}).items() if row[name] is None})
        async with engine.begin() as connection:
            await _put(connection, table, batch)
    async with engine.connect() as connection:
        there = (await connection.scalars(select(table.c.id).where(mine))).all()
    gone = [name for name in there if name not in spool.ids]
    for place in range(0, len(gone), AT_ONCE):
        async with engine.begin() as connection:
            await _remove(connection, table, gone[place : place + AT_ONCE])


async def _put(connection: AsyncConnection, table: Table, batch: list[Row]) -> None:
    names = list(batch[0])
    kept = _KEPT if table is channels else ()
    wanted = select(*(table.c[name] for name in (*names, *kept))).where(table.c.id.in_([row["id"] for row in batch]))
    before = {row["id"]: row for row in (await connection.execute(wanted)).mappings()}
    changed = [row for row in batch if not _same(row, before.get(row["id"]))]
    if not changed:
        return
    defaults: Row = {"shift_seconds": 0, "fold": "", "lead": True, "hidden": False}
    for row in changed:
        there = before.get(row["id"])
        row.update({name: there[name] if there else defaults.get(name) for name in kept})
    ids = [row["id"] for row in changed]
    await _remove(connection, table, [name for name in ids if name in before])
    await insert_rows(connection, table, changed)
    if table is channels:
        await add_text(connection, "channels_text", channels.c.id.in_(ids))


def _same(row: Row, before: Any) -> bool:
    return before is not None and all(before[name] == value for name, value in row.items())


async def _remove(connection: AsyncConnection, table: Table, ids: Sequence[str]) -> None:
    if not ids:
        return
    if table is channels:
        await remove_text(connection, "channels_text", channels.c.id.in_(ids))
    await connection.execute(delete(table).where(table.c.id.in_(ids)))
