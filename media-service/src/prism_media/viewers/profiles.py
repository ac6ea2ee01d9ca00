"""Profiles in the database."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from prism_media.database.tables import profiles, recording_rules, recordings
from prism_media.viewers.model import DEFAULT_PROFILE, NOBODY

Row = dict[str, Any]


class ProfileStore:
    """Reads and writes `profiles` rows."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def all(self) -> list[Row]:
        """Every profile, the default one first, then the oldest."""
        order = (profiles.c.id != DEFAULT_PROFILE, profiles.c.created_at, profiles.c.id)
        async with self._engine.connect() as connection:
            return [dict(row) for row in (await connection.execute(select(profiles).order_by(*order))).mappings()]

    async def one(self, profile_id: str) -> Row | None:
        """One profile."""
        query = select(profiles).where(profiles.c.id == profile_id)
        async with self._engine.connect() as connection:
            row = (await connection.execute(query)).mappings().first()
        return dict(row) if row else None

    async def add(self, row: Row) -> None:
        """Add a profile."""
        async with self._engine.begin() as connection:
            await connection.execute(insert(profiles).values(row))

    async def change(self, profile_id: str, values: Row) -> None:
        """Change some columns of a profile."""
        async with self._engine.begin() as connection:
            await connection.execute(update(profiles).where(profiles.c.id == profile_id).values(values))

    async def count_try(self, profile_id: str, failures: int, at: int) -> bool:
        """Count a wrong PIN on top of `failures`; false where somebody else counted one meanwhile."""
        seen = (profiles.c.id == profile_id) & (profiles.c.pin_failures == failures)
        counted = update(profiles).where(seen).values(pin_failures=failures + 1, pin_failed_at=at)
        async with self._engine.begin() as connection:
            return bool((await connection.execute(counted)).rowcount)

    async def remove(self, profile_id: str) -> None:
        """Remove a profile and all that is its own; recordings stay, as those of its account's first profile."""
        rows = await self.all()
        account = next((one["account"] for one in rows if one["id"] == profile_id), None)
        heirs = [one["id"] for one in rows if one["account"] == account and one["id"] != profile_id]
        async with self._engine.begin() as connection:
            await connection.execute(delete(recording_rules).where(recording_rules.c.profile == profile_id))
            mine = update(recordings).where(recordings.c.profile == profile_id)
            await connection.execute(mine.values(profile=heirs[0] if heirs else NOBODY))
            # The other tables refer to it and cascade.
            await connection.execute(delete(profiles).where(profiles.c.id == profile_id))
