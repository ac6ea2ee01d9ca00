"""The guide in the database: what was imported, and which guide channel belongs to which of ours."""

from __future__ import annotations

import asyncio
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, text, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from prism_media.database.tables import channels, guide_channels, guides, programmes
from prism_media.guide.matching import GuideCandidate, Matched, OurChannel, match
from prism_media.guide.rows import Batch

_REMOVED_AT_ONCE = 20_000

_INDEX = text(
    "INSERT INTO programmes_text(rowid, title, subtitle, description, categories, people) "
    "SELECT id, title, subtitle, description, categories, people FROM programmes "
    "WHERE id > :after AND import_id = :import_id"
)
_UNINDEX = text(
    "INSERT INTO programmes_text(programmes_text, rowid, title, subtitle, description, categories, people) "
    "SELECT 'delete', id, title, subtitle, description, categories, people FROM programmes "
    "WHERE import_id = :import_id AND id <= :up_to"
)


class GuideStore:
    """Writes guides and links them to the catalogue.

    An import is written beside the current one in short transactions, so that viewers can be served and favourites
    saved meanwhile; `publish` then swaps them in one.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def next_import(self) -> tuple[int, int]:
        """Return (a new import's id, the id of its first guide channel)."""
        async with self._engine.connect() as connection:
            last_channel = await connection.scalar(select(func.max(guide_channels.c.id)))
            ids = [
                await connection.scalar(select(func.max(column)))
                for column in (guides.c.current_import, guide_channels.c.import_id, programmes.c.import_id)
            ]
        return max(number or 0 for number in ids) + 1, (last_channel or 0) + 1

    async def write(self, batch: Batch, import_id: int) -> None:
        """Add rows to an import that is not published yet."""
        async with self._engine.begin() as connection:
            if batch.channels:
                await connection.execute(insert(guide_channels), batch.channels)
            if batch.programmes:
                last = await connection.scalar(select(func.max(programmes.c.id))) or 0
                await connection.execute(insert(programmes), batch.programmes)
                await connection.execute(_INDEX, {"after": last, "import_id": import_id})

    async def publish(self, guide: dict[str, Any]) -> int:
        """Make an import the guide's current one and match all channels again; returns how many it tells.

        `guide` is the whole `guides` row but for `matched_count`.
        """
        async with self._engine.begin() as connection:
            statement = upsert(guides).values(**guide, matched_count=0)
            await connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=guide))
            matched = await _relink(connection)
        await self._sweep()
        return matched.get(guide["id"], 0)

    async def relink(self) -> None:
        """Match all channels again, after the catalogue changed."""
        async with self._engine.begin() as connection:
            await _relink(connection)

    async def discard(self, import_id: int) -> None:
        """Remove an import that was not published."""
        await self._remove_import(import_id)

    async def remove(self, guide_id: str) -> bool:
        """Remove a guide; says whether there was one."""
        async with self._engine.begin() as connection:
            removed = await connection.execute(delete(guides).where(guides.c.id == guide_id))
            await _relink(connection)
        await self._sweep()
        return bool(removed.rowcount)

    async def guide(self, guide_id: str) -> dict[str, Any] | None:
        """One `guides` row."""
        async with self._engine.connect() as connection:
            row = (await connection.execute(select(guides).where(guides.c.id == guide_id))).mappings().first()
        return dict(row) if row else None

    async def all_guides(self) -> list[dict[str, Any]]:
        """Every `guides` row."""
        async with self._engine.connect() as connection:
            rows = await connection.execute(select(guides).order_by(guides.c.imported_at))
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

    async def _sweep(self) -> None:
        """Remove the imports that no guide has any more: replaced ones, and those a crash left half-written."""
        current = select(guides.c.current_import).where(guides.c.current_import.is_not(None))
        query = select(guide_channels.c.import_id).distinct().where(guide_channels.c.import_id.not_in(current))
        async with self._engine.connect() as connection:
            stale = [row[0] for row in await connection.execute(query)]
        for import_id in stale:
            await self._remove_import(import_id)

    async def _remove_import(self, import_id: int) -> None:
        mine = programmes.c.import_id == import_id
        some = select(programmes.c.id).where(mine).order_by(programmes.c.id).limit(_REMOVED_AT_ONCE).subquery()
        while True:
            async with self._engine.begin() as connection:
                up_to = await connection.scalar(select(func.max(some.c.id)))
                if up_to is None:
                    await connection.execute(delete(guide_channels).where(guide_channels.c.import_id == import_id))
                    return
                await connection.execute(_UNINDEX, {"import_id": import_id, "up_to": up_to})
                await connection.execute(delete(programmes).where(mine, programmes.c.id <= up_to))


async def _relink(connection: AsyncConnection) -> dict[str, int]:
    """Match every channel; returns how many each guide tells."""
    candidates, owner = await _candidates(connection)
    tvg_name = func.coalesce(func.json_extract(channels.c.details, '$.attributes."tvg-name"'), "")
    query = select(channels.c.id, channels.c.tvg_id, tvg_name, channels.c.norm)
    ours = [OurChannel(*row) for row in await connection.execute(query)]
    found = await asyncio.to_thread(match, ours, candidates)
    await connection.execute(update(channels).values(guide_channel=None, guide_match=None))
    await _link(connection, found)
    counts: dict[str, int] = {}
    for matched in found:
        guide_id = owner[matched.guide_channel]
        counts[guide_id] = counts.get(guide_id, 0) + 1
    for (guide_id,) in (await connection.execute(select(guides.c.id))).all():
        values = {"matched_count": counts.get(guide_id, 0)}
        await connection.execute(update(guides).where(guides.c.id == guide_id).values(values))
    return counts


async def _candidates(connection: AsyncConnection) -> tuple[list[GuideCandidate], dict[int, str]]:
    query = (
        select(guide_channels.c.id, guide_channels.c.xml_id, guide_channels.c.names, guides.c.id)
        .join(guides, guides.c.current_import == guide_channels.c.import_id)
        .order_by(guides.c.imported_at, guide_channels.c.id)
    )
    rows = (await connection.execute(query)).all()
    candidates = [GuideCandidate(row[0], row[1], tuple(row[2])) for row in rows]
    return candidates, {row[0]: row[3] for row in rows}


async def _link(connection: AsyncConnection, found: list[Matched]) -> None:
    if not found:
        return
    statement = (
        update(channels)
        .where(channels.c.id == bindparam("channel"))
        .values(guide_channel=bindparam("found"), guide_match=bindparam("method"))
    )
    await connection.execute(
        statement,
        [{"channel": m.channel_id, "found": m.guide_channel, "method": m.method} for m in found],
    )
