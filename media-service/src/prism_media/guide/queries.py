"""Questions to the guide: what is on, what comes, what is called so."""

from __future__ import annotations

from itertools import islice
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncEngine

from prism_media.cursors import cursor_of
from prism_media.database.tables import channels
from prism_media.database.text import words_of
from prism_media.guide.board import Board
from prism_media.guide.places import ADULT_AGE, Directory
from prism_media.guide.reading import Row, Shown, Window, now_and_next_of, programmes_of, told
from prism_media.guide.search import SHORTEST, Sought, found_by
from prism_media.guide.shown import Asked, records_json

__all__ = ["GuideQueries", "Row", "Window"]

CHANNELS_TOGETHER = 100
"""Channels of an unnamed many whose programmes are told in the order of time; six hours of them fill a page."""
CURSOR_LENGTH = 4
Cursor = tuple[int, ...]
"""The rank after which the channels begin, then a programme's start, id and channel row."""


class GuideQueries:
    """Reads the guide. Safe to share between tasks."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._directory = Directory()
        self.board = Board(engine, self._directory)

    async def window(self, window: Window, after: Cursor | None, limit: int) -> list[Row]:
        """Up to `limit` programmes, from after that place on; see `window_json`."""
        shown, _ = await self._shown(window, after, limit)
        return [told(record, place) for *_, record, place in shown]

    async def window_json(self, window: Window, after: Cursor | None, limit: int, asked: Asked) -> bytes:
        """The same as a `ProgrammePage`: by start where channels are named, else a hundred channels after the other.

        So a page reads no more channels than it has room for, of however many there are.
        """
        shown, more = await self._shown(window, after, limit)
        return records_json(shown, asked, cursor_of(*more) if more else None)

    async def _shown(self, window: Window, after: Cursor | None, limit: int) -> tuple[list[Shown], Cursor | None]:
        rank, place = (after[0], after[1:]) if after else (-1, None)
        group, age_limit = window.group, window.age_limit
        page: list[Shown] = []
        async with self._engine.connect() as connection:
            places = await self._directory.places(connection)
            while True:
                if window.channels:
                    shows = places.named(window.channels, group, age_limit)
                else:
                    shows = places.listed(group, age_limit, rank, CHANNELS_TOGETHER)
                page += await programmes_of(connection, window, shows, place, limit - len(page))
                if len(page) == limit:
                    return page, (rank, *page[-1][:3])
                if window.channels or len(shows) < CHANNELS_TOGETHER:
                    return page, None
                rank, place = shows[-1].rank, None

    async def now_and_next(
        self, ids: tuple[str, ...], at: int, limit: int, group: str | None = None, after: int = -1,
        age_limit: int | None = None,
    ) -> dict[str, tuple[Row | None, Row | None]]:  # fmt: skip
        """What is on at a time and what follows, for the channels named, or for those that have a guide, by rank."""
        if not ids:
            tiles = await self.board.tiles(at)
            meant = (tile for tile in tiles if tile.place.rank > after and tile.place.fits(group, age_limit))
            return {tile.place.id: (tile.now, tile.next) for tile in islice(meant, limit)}
        async with self._engine.connect() as connection:
            places = await self._directory.places(connection)
            existing = _existing(ids, group, age_limit).order_by(channels.c.rank).limit(limit)
            there = (await connection.scalars(existing)).all()
            found = await now_and_next_of(connection, places.named(ids, group, age_limit), at)
            return {name: found.get(name, (None, None)) for name in there}

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
            places = await self._directory.places(connection)
            return await found_by(connection, typed, Sought(places, after, limit, age_limit))


def _existing(ids: tuple[str, ...], group: str | None, age_limit: int | None) -> Select[Any]:
    """The ids of those that there are, whether or not a guide tells them."""
    query = select(channels.c.id).where(channels.c.id.in_(ids))
    if group:
        query = query.where(channels.c.groups.contains(f";{group};", autoescape=True))
    return query if age_limit is None or age_limit >= ADULT_AGE else query.where(~channels.c.adult)
