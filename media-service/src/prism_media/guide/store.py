"""The guides in the database: what was imported and what is asked of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from sqlalchemy import BigInteger, Integer, cast, delete, func, literal, select, text, update
from sqlalchemy import insert as plain_insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from prism_media.database.dialect import analyse, is_postgresql, upsert
from prism_media.database.plain import is_sqlite, sqlite_path
from prism_media.database.tables import channels, guide_channels, guides, programmes
from prism_media.guide.links import relink
from prism_media.guide.text import build_text, text_table, word_table

KEPT_SECONDS = 7 * 86_400
"""How long past programmes are kept for catch-up; providers hold as much or less."""
_REMOVED_AT_ONCE = 60
"""Channels whose programmes are removed in one transaction; a week of one has about 250."""


class GuideStore:
    """Writes guides and links them to the catalogue.

    An import is written beside the current one (`bulk.py`), so that viewers can be served and favourites saved
    meanwhile; `publish` then swaps them in one transaction.
    """

    def __init__(self, engine: AsyncEngine, url: str) -> None:
        self._engine = engine
        self.url = url
        """The database's address, password included, for loaders with a connection of their own."""

    async def next_import(self) -> int:
        """Return the number of a new import."""
        imports = (guides.c.current_import, guide_channels.c.import_id)
        async with self._engine.connect() as connection:
            return max([await connection.scalar(select(func.max(column))) or 0 for column in imports]) + 1

    async def publish(self, guide: dict[str, Any]) -> int:
        """Make an import the guide's current one and match all channels again; returns how many it tells.

        `guide` has the values of the `guides` row that the import sets; what a viewer set stays. Past programmes that
        the new import does not have any more are carried over from the one before.
        """
        async with self._engine.begin() as connection:
            await analyse(connection, guide_channels, programmes)
            before = await connection.scalar(select(guides.c.current_import).where(guides.c.id == guide["id"]))
            if before is not None:
                await _carry_over(connection, before, guide["current_import"], guide["imported_at"])
            statement = upsert(guides).values(**guide, matched_count=0)
            await connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=guide))
            matched = await relink(connection)
        return matched.get(guide["id"], 0)

    async def relink(self) -> None:
        """Match all channels again, after the catalogue or what was chosen changed."""
        async with self._engine.begin() as connection:
            await relink(connection)

    async def change(self, guide_id: str, values: dict[str, Any]) -> dict[str, Any] | None:
        """Set columns of a guide and match again; returns the guide, `None` where there is none."""
        async with self._engine.begin() as connection:
            if values:
                await connection.execute(update(guides).where(guides.c.id == guide_id).values(values))
                await relink(connection)
        return await self.guide(guide_id)

    async def note(self, guide_id: str, **values: Any) -> None:
        """Set columns that change nothing about what is told."""
        async with self._engine.begin() as connection:
            await connection.execute(update(guides).where(guides.c.id == guide_id).values(values))

    async def discard(self, import_id: int) -> None:
        """Remove an import that was not published."""
        await self._remove_import(import_id)

    async def remove(self, guide_id: str) -> bool:
        """Remove a guide; says whether there was one."""
        async with self._engine.begin() as connection:
            removed = await connection.execute(delete(guides).where(guides.c.id == guide_id))
            await relink(connection)
        await self.sweep()
        return bool(removed.rowcount)

    async def guide(self, guide_id: str) -> dict[str, Any] | None:
        """One `guides` row."""
        async with self._engine.connect() as connection:
            row = (await connection.execute(select(guides).where(guides.c.id == guide_id))).mappings().first()
        return dict(row) if row else None

    async def all_guides(self) -> list[dict[str, Any]]:
        """Every `guides` row, in the order in which they are consulted."""
        async with self._engine.connect() as connection:
            rows = await connection.execute(select(guides).order_by(guides.c.priority.desc(), guides.c.imported_at))
            return [dict(row) for row in rows.mappings()]

    async def unmatched(self, import_id: int, limit: int) -> list[str]:
        """XMLTV ids of an import that tell no channel of ours."""
        linked = select(channels.c.guide_channel).where(channels.c.guide_channel.is_not(None))
        query = (
            select(guide_channels.c.xml_id)
            .where(guide_channels.c.import_id == import_id, guide_channels.c.id.not_in(linked))
            .limit(limit)
        )
        async with self._engine.connect() as connection:
            return [row[0] for row in await connection.execute(query)]

    async def sweep(self) -> None:
        """Remove the imports that no guide has any more: replaced ones, and those a crash left half-written."""
        current = select(guides.c.current_import).where(guides.c.current_import.is_not(None))
        query = select(guide_channels.c.import_id).distinct().where(guide_channels.c.import_id.not_in(current))
        async with self._engine.connect() as connection:
            stale = [row[0] for row in await connection.execute(query)]
        for import_id in stale:
            await self._remove_import(import_id)

    async def index(self, now: int, closing: Callable[[], bool]) -> None:
        """Index for the search what is shown and is not indexed yet. PostgreSQL does so by itself.

        It is left off soon after `closing` says so, and begun anew the next time.
        """
        if not is_sqlite(self.url):
            return
        stale = guides.c.current_import.is_distinct_from(guides.c.text_import) & guides.c.current_import.is_not(None)
        async with self._engine.connect() as connection:
            wanted = (await connection.execute(select(guides.c.id, guides.c.current_import).where(stale))).all()
        for guide_id, import_id in wanted:
            if await asyncio.to_thread(build_text, sqlite_path(self.url), import_id, now, closing):
                await self.note(guide_id, text_import=import_id)

    async def _remove_import(self, import_id: int) -> None:
        mine = guide_channels.c.import_id == import_id
        async with self._engine.begin() as connection:
            if not is_postgresql(connection):
                for table in (text_table(import_id), word_table(import_id)):
                    await connection.execute(text(f"DROP TABLE IF EXISTS {table}"))
        some = select(guide_channels.c.id).where(mine).order_by(guide_channels.c.id).limit(_REMOVED_AT_ONCE)
        while True:
            # In short transactions: whoever saves a favourite waits for one of them.
            async with self._engine.begin() as connection:
                ids = list(await connection.scalars(some))
                if not ids:
                    return
                await connection.execute(delete(programmes).where(programmes.c.guide_channel.in_(ids)))
                await connection.execute(delete(guide_channels).where(guide_channels.c.id.in_(ids)))


async def _carry_over(connection: AsyncConnection, before: int, after: int, now: int) -> None:
    """Copy what is over from import `before` to `after` where that has begun later on the same channel."""
    old, new = guide_channels.alias("old"), guide_channels.alias("new")
    begins = select(func.min(programmes.c.start)).where(programmes.c.guide_channel == new.c.id).correlate(new)
    begin = func.coalesce(begins.scalar_subquery(), now)
    copied = [column for column in programmes.c if column.name not in {"id", "guide_channel", "import_id", "stop"}]
    last_id = await connection.scalar(select(func.max(programmes.c.id))) or 0
    number = cast(func.row_number().over(order_by=programmes.c.id), BigInteger)
    rows = (
        select(literal(last_id, Integer) + number, new.c.id, literal(after, Integer), programmes.c.stop, *copied)
        .select_from(old.join(new, new.c.xml_id == old.c.xml_id))
        .join(programmes, programmes.c.guide_channel == old.c.id)
        .where(
            old.c.import_id == before,
            new.c.import_id == after,
            programmes.c.stop > now - KEPT_SECONDS,
            programmes.c.stop <= begin,
        )
    )
    names = ["id", "guide_channel", "import_id", "stop", *(column.name for column in copied)]
    await connection.execute(plain_insert(programmes).from_select(names, rows))
