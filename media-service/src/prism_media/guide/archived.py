"""What the guide says of programmes that are over: under which name an archive keeps one, and when it ended."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from prism_media.database.tables import channels, programmes
from prism_media.guide.times import LONGEST_SECONDS


class ArchivedProgrammes:
    """Reads the guide for catch-up. Safe to share between tasks; times are Unix seconds, as the channel shows them."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def kept_as(self, channel_id: str, at: int) -> str:
        """The `catchup-id` of what a channel showed at a time; empty where the guide has none."""
        return str(await self._told(channel_id, at, programmes.c.catchup_id) or "")

    async def stop_of(self, channel_id: str, start: int) -> int | None:
        """When what began then ended; none where the guide has it no more."""
        stop = await self._told(channel_id, start, programmes.c.stop + channels.c.shift_seconds)
        return None if stop is None else int(stop)

    async def _told(self, channel_id: str, at: int, column: Any) -> Any:
        shown = at - channels.c.shift_seconds
        query = (
            select(column)
            .join(channels, channels.c.guide_channel == programmes.c.guide_channel)
            .where(channels.c.id == channel_id, programmes.c.start <= shown, programmes.c.stop > shown)
            .where(programmes.c.start > shown - LONGEST_SECONDS)
            .order_by(programmes.c.start.desc(), programmes.c.id)
        )
        async with self._engine.connect() as connection:
            return await connection.scalar(query.limit(1))
