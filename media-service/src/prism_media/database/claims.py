"""What only one of several services is to do: whoever holds the claim does it, until it runs out."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import false, or_, update
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.sql import ColumnElement

from prism_media.database.dialect import upsert
from prism_media.database.tables.catalogue import claims


class Claims:
    """Takes claims in the name of one process. Safe to share between tasks."""

    def __init__(self, engine: AsyncEngine, holder: str, now: Callable[[], float]) -> None:
        self._engine = engine
        self._holder = holder
        self._now = now

    async def take(self, name: str, seconds: float) -> bool:
        """Hold `name` for so long, if nobody else does; who holds it already holds it for longer."""
        return await self._take(name, seconds, claims.c.holder == self._holder)

    async def take_once(self, name: str, seconds: float) -> bool:
        """The same for what is to be done once in a while: nobody has it again before, not even the holder."""
        return await self._take(name, seconds, false())

    async def _take(self, name: str, seconds: float, mine: ColumnElement[bool]) -> bool:
        now = int(self._now())
        values = {"holder": self._holder, "until": now + int(seconds)}
        free = or_(mine, claims.c.until <= now)
        async with self._engine.begin() as connection:
            if (await connection.execute(update(claims).where(claims.c.name == name, free).values(values))).rowcount:
                return True
            first = upsert(claims).values(name=name, **values).on_conflict_do_nothing()
            return bool((await connection.execute(first)).rowcount)

    async def give_back(self, name: str) -> None:
        """Let another have it at once."""
        mine = (claims.c.name == name) & (claims.c.holder == self._holder)
        async with self._engine.begin() as connection:
            await connection.execute(update(claims).where(mine).values(until=0))
