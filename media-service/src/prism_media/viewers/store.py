"""Viewers' data in the database. Times are Unix seconds."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.ext.asyncio import AsyncEngine

from prism_media.database.tables import favourites, history, memories, reminders

Row = dict[str, Any]


class ViewerStore:
    """Reads and writes one profile's rows at a time; another profile's are never seen."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def favourite_ids(self, profile: str) -> list[str]:
        """Ids of favourite channels, the latest first."""
        query = (
            select(favourites.c.channel_id)
            .where(favourites.c.profile == profile)
            .order_by(favourites.c.added_at.desc(), favourites.c.channel_id)
        )
        async with self._engine.connect() as connection:
            return [row[0] for row in await connection.execute(query)]

    async def add_favourite(self, profile: str, channel_id: str, at: int) -> None:
        """Add a favourite; adding it again changes nothing."""
        statement = upsert(favourites).values(profile=profile, channel_id=channel_id, added_at=at)
        async with self._engine.begin() as connection:
            await connection.execute(statement.on_conflict_do_nothing())

    async def remove_favourite(self, profile: str, channel_id: str) -> None:
        """Remove a favourite; one that is none is no error."""
        mine = (favourites.c.profile == profile) & (favourites.c.channel_id == channel_id)
        async with self._engine.begin() as connection:
            await connection.execute(delete(favourites).where(mine))

    async def add_history(self, profile: str, values: Row) -> int:
        """Remember a stretch of watching; returns its id."""
        return await self._add(history, profile, values)

    async def recent_history(self, profile: str, limit: int) -> list[Row]:
        """What was watched, the latest first."""
        return await self._list(history, profile, history.c.started_at.desc(), limit)

    async def add_memory(self, profile: str, values: Row) -> int:
        """Keep a memory; returns its id."""
        return await self._add(memories, profile, values)

    async def recent_memories(self, profile: str, limit: int) -> list[Row]:
        """Memories, the latest first."""
        return await self._list(memories, profile, memories.c.id.desc(), limit)

    async def remove_memory(self, profile: str, memory_id: int) -> bool:
        """Forget; says whether there was such a memory."""
        return await self._remove(memories, profile, memory_id)

    async def add_reminder(self, profile: str, values: Row) -> int:
        """Keep a reminder; returns its id."""
        return await self._add(reminders, profile, values)

    async def soonest_reminders(self, profile: str, limit: int) -> list[Row]:
        """Reminders, the soonest first."""
        return await self._list(reminders, profile, reminders.c.due_at, limit)

    async def remove_reminder(self, profile: str, reminder_id: int) -> bool:
        """Cancel; says whether there was such a reminder."""
        return await self._remove(reminders, profile, reminder_id)

    async def _add(self, table: Table, profile: str, values: Row) -> int:
        async with self._engine.begin() as connection:
            done = await connection.execute(insert(table).values(profile=profile, **values))
        key = done.inserted_primary_key
        assert key is not None, "every table here has a numbered key"
        return int(key[0])

    async def _list(self, table: Table, profile: str, order: Any, limit: int) -> list[Row]:
        query = select(table).where(table.c.profile == profile).order_by(order, table.c.id.desc()).limit(limit)
        async with self._engine.connect() as connection:
            return [dict(row) for row in (await connection.execute(query)).mappings()]

    async def _remove(self, table: Table, profile: str, row_id: int) -> bool:
        mine = (table.c.profile == profile) & (table.c.id == row_id)
        async with self._engine.begin() as connection:
            done = await connection.execute(delete(table).where(mine))
        return bool(done.rowcount)
