"""Viewers' data in the database. Times are Unix seconds."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table, and_, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from prism_media.database.dialect import upsert
from prism_media.database.tables import favourites, history, memories, positions, preferences, reminders

Row = dict[str, Any]

MOST_POSITIONS = 1000
"""Places where things were left that are kept for a profile, the latest ones."""
GAP_SECONDS = 120
"""Two stretches of one programme with no more between them are one: a reload, a lost connection, a look elsewhere."""


class ViewerStore:
    """Reads and writes one profile's rows at a time; another profile's are never seen."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def favourites(self, profile: str) -> dict[str, str]:
        """Folders by the ids of favourite channels; a channel that is in none has an empty one."""
        query = select(favourites.c.channel_id, favourites.c.folder).where(favourites.c.profile == profile)
        async with self._engine.connect() as connection:
            return {row[0]: row[1] for row in await connection.execute(query)}

    async def add_favourite(self, profile: str, channel_id: str, at: int, folder: str | None = None) -> str:
        """Add a favourite, or move it to a folder; with none given it stays where it is. Returns its folder."""
        statement = upsert(favourites).values(profile=profile, channel_id=channel_id, added_at=at, folder=folder or "")
        if folder is None:
            statement = statement.on_conflict_do_nothing()
        else:
            statement = statement.on_conflict_do_update(
                index_elements=["profile", "channel_id"], set_={"folder": folder}
            )
        mine = (favourites.c.profile == profile) & (favourites.c.channel_id == channel_id)
        async with self._engine.begin() as connection:
            await connection.execute(statement)
            return str(await connection.scalar(select(favourites.c.folder).where(mine)))

    async def remove_favourite(self, profile: str, channel_id: str) -> None:
        """Remove a favourite; one that is none is no error."""
        mine = (favourites.c.profile == profile) & (favourites.c.channel_id == channel_id)
        async with self._engine.begin() as connection:
            await connection.execute(delete(favourites).where(mine))

    async def add_history(self, profile: str, values: Row) -> int:
        """Remember a stretch of watching; returns its id. One that goes on where it was left is made longer."""
        start, stop = values["started_at"], values["started_at"] + values["seconds"]
        same = and_(
            history.c.profile == profile,
            history.c.channel_id == values["channel_id"],
            history.c.programme.is_not_distinct_from(values["programme"]),
            history.c.started_at <= stop,
            history.c.started_at + history.c.seconds >= start - GAP_SECONDS,
        )
        query = select(history).where(same).order_by(history.c.started_at.desc()).limit(1)
        async with self._engine.begin() as connection:
            before = (await connection.execute(query)).mappings().first()
            if before is None:
                done = await connection.execute(insert(history).values(profile=profile, **values))
                return _key(done.inserted_primary_key)
            longer = max(before["seconds"], stop - before["started_at"])
            await connection.execute(update(history).where(history.c.id == before["id"]).values(seconds=longer))
            return int(before["id"])

    async def recent_history(self, profile: str, limit: int) -> list[Row]:
        """What was watched, the latest first."""
        return await self._list(history, profile, history.c.started_at.desc(), limit)

    async def history_entry(self, profile: str, entry_id: int) -> Row | None:
        """One stretch of watching."""
        query = select(history).where(history.c.profile == profile, history.c.id == entry_id)
        async with self._engine.connect() as connection:
            row = (await connection.execute(query)).mappings().first()
        return dict(row) if row else None

    async def remove_history(self, profile: str, entry_id: int) -> bool:
        """Forget one stretch of watching; says whether there was one."""
        return await self._remove(history, profile, entry_id)

    async def clear_history(self, profile: str) -> None:
        """Forget all that was watched."""
        async with self._engine.begin() as connection:
            await connection.execute(delete(history).where(history.c.profile == profile))

    async def set_position(self, profile: str, item_id: str, values: Row) -> None:
        """Keep where something was left."""
        statement = upsert(positions).values(profile=profile, item_id=item_id, **values)
        statement = statement.on_conflict_do_update(index_elements=["profile", "item_id"], set_=values)
        mine = positions.c.profile == profile
        latest = select(positions.c.item_id).where(mine).order_by(positions.c.updated_at.desc())
        async with self._engine.begin() as connection:
            await connection.execute(statement)
            await connection.execute(
                delete(positions).where(mine, positions.c.item_id.in_(latest.offset(MOST_POSITIONS)))
            )

    async def positions(self, profile: str, limit: int) -> list[Row]:
        """Where things were left, the latest first."""
        query = select(positions).where(positions.c.profile == profile)
        async with self._engine.connect() as connection:
            rows = await connection.execute(query.order_by(positions.c.updated_at.desc()).limit(limit))
            return [dict(row) for row in rows.mappings()]

    async def remove_position(self, profile: str, item_id: str) -> None:
        """Forget where something was left; nothing to forget is no error."""
        mine = (positions.c.profile == profile) & (positions.c.item_id == item_id)
        async with self._engine.begin() as connection:
            await connection.execute(delete(positions).where(mine))

    async def preferences(self, profile: str) -> list[Row]:
        """Every preference, by name."""
        query = select(preferences).where(preferences.c.profile == profile).order_by(preferences.c.name)
        async with self._engine.connect() as connection:
            return [dict(row) for row in (await connection.execute(query)).mappings()]

    async def set_preference(self, profile: str, name: str, value: Any, at: int) -> None:
        """Keep a preference."""
        values = {"value": value, "changed_at": at}
        statement = upsert(preferences).values(profile=profile, name=name, **values)
        statement = statement.on_conflict_do_update(index_elements=["profile", "name"], set_=values)
        async with self._engine.begin() as connection:
            await connection.execute(statement)

    async def remove_preference(self, profile: str, name: str) -> None:
        """Forget a preference; nothing to forget is no error."""
        mine = (preferences.c.profile == profile) & (preferences.c.name == name)
        async with self._engine.begin() as connection:
            await connection.execute(delete(preferences).where(mine))

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

    async def reminders_due(self, before: int) -> list[Row]:
        """Everybody's reminders whose time, less their lead, has come before that moment; the soonest first."""
        due = reminders.c.due_at - reminders.c.lead_seconds
        query = select(reminders).where(due <= before).order_by(due, reminders.c.id)
        async with self._engine.connect() as connection:
            return [dict(row) for row in (await connection.execute(query)).mappings()]

    async def take_reminder(self, reminder_id: int) -> bool:
        """Remove anybody's reminder that is told now; false where somebody else took it."""
        async with self._engine.begin() as connection:
            done = await connection.execute(delete(reminders).where(reminders.c.id == reminder_id))
        return bool(done.rowcount)

    async def _add(self, table: Table, profile: str, values: Row) -> int:
        async with self._engine.begin() as connection:
            done = await connection.execute(insert(table).values(profile=profile, **values))
        return _key(done.inserted_primary_key)

    async def _list(self, table: Table, profile: str, order: Any, limit: int) -> list[Row]:
        query = select(table).where(table.c.profile == profile).order_by(order, table.c.id.desc()).limit(limit)
        async with self._engine.connect() as connection:
            return [dict(row) for row in (await connection.execute(query)).mappings()]

    async def _remove(self, table: Table, profile: str, row_id: int) -> bool:
        mine = (table.c.profile == profile) & (table.c.id == row_id)
        async with self._engine.begin() as connection:
            done = await connection.execute(delete(table).where(mine))
        return bool(done.rowcount)


def _key(inserted: Any) -> int:
    assert inserted is not None, "every table here has a numbered key"
    return int(inserted[0])
