"""Questions to the guide: what is on, what comes, what is called so."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from prism_media.cursors import cursor_of
from prism_media.database.tables import channels
from prism_media.database.text import words_of
from prism_media.guide.board import Board
from prism_media.guide.reading import (
    Row,
    Shown,
    Window,
    by_shift,
    now_and_next_of,
    place_in_order,
    places,
    told,
    window_query,
)
from prism_media.guide.search import SHORTEST, found_by
from prism_media.guide.shown import Asked, records_json

__all__ = ["GuideQueries", "Row", "Window"]


class GuideQueries:
    """Reads the guide. Safe to share between tasks."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self.board = Board(engine)

    async def window(self, window: Window, after: tuple[int, ...] | None, limit: int) -> list[Row]:
        """Up to `limit` programmes by (start, id, channel row), from after that place on."""
        return [told(record, place) for record, place in await self._shown(window, after, limit)]

    async def window_json(self, window: Window, after: tuple[int, ...] | None, limit: int, asked: Asked) -> bytes:
        """The same as a `ProgrammePage`."""
        shown = await self._shown(window, after, limit)
        more = cursor_of(*place_in_order(shown[-1])) if len(shown) == limit else None
        return records_json(shown, asked, more)

    async def _shown(self, window: Window, after: tuple[int, ...] | None, limit: int) -> list[Shown]:
        async with self._engine.connect() as connection:
            shows = await places(connection, window.channels, window.group, window.age_limit)
            shown: list[Shown] = []
            for shift, by_guide in by_shift(shows).items():
                found = await connection.execute(window_query(window, shift, list(by_guide), after, limit))
                shown += [(record, place) for record in found for place in by_guide[record.guide_channel]]
        shown.sort(key=place_in_order)
        if after is not None:
            shown = [one for one in shown if place_in_order(one) > after]
        return shown[:limit]

    async def now_and_next(
        self, ids: tuple[str, ...], at: int, limit: int, group: str | None = None, after: int = -1,
        age_limit: int | None = None,
    ) -> dict[str, tuple[Row | None, Row | None]]:  # fmt: skip
        """What is on at a time and what follows, for the channels named, or for those that have a guide, by rank."""
        async with self._engine.connect() as connection:
            shows = await places(connection, ids, group, age_limit, after=after, limit=limit, every=bool(ids))
            return await now_and_next_of(connection, shows, at)

    async def rank_of(self, channel_id: str) -> int:
        """Where a channel stands among the others; -1 for one that is gone."""
        async with self._engine.connect() as connection:
            rank = await connection.scalar(select(channels.c.rank).where(channels.c.id == channel_id))
        return -1 if rank is None else int(rank)

    async def search(self, typed: str, after: int, limit: int, age_limit: int | None = None) -> list[Row]:
        """Programmes that run at `after` or later and have these words, titles first; none for older viewers."""
        words = words_of(typed)
        if not words:
            return []
        if max(len(word) for word in words) < SHORTEST:
            return await self.board.titles_with(words, after, limit, age_limit)
        async with self._engine.connect() as connection:
            return await found_by(connection, typed, after, limit, age_limit)
