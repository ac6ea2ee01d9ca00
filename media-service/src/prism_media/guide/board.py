"""What is on now and next on every channel, held in memory: of 15,000 channels only those change whose programme ends.

It is read anew where the catalogue or the guides changed, and at least every five minutes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import orjson
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from prism_media.database.tables import channels, guide_overrides, guides, playlists
from prism_media.database.text import words_of
from prism_media.guide.reading import ADULT_AGE, Place, Row, now_and_next_of, places
from prism_media.guide.shown import WITHHELD_TITLE, Asked, iso

LONGEST_SECONDS = 300
_AT_ONCE = 1000


@dataclass(slots=True)
class Tile:
    """One channel's now and next, until a time."""

    place: Place
    adult: bool
    now: Row | None
    next: Row | None
    until: int
    words: tuple[str, str]
    """Words of both titles as they are searched, each after a space."""
    json: bytes


class Board:
    """Keeps a `Tile` a channel. One a process; safe to share between tasks."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._tiles: dict[int, Tile] = {}
        self._seen: object = None
        self._read_at = 0
        self._soonest = 0
        self._one_at_a_time = asyncio.Lock()

    async def tiles(self, at: int) -> list[Tile]:
        """Every channel that a guide tells, by rank, as it stands at `at`."""
        async with self._one_at_a_time, self._engine.connect() as connection:
            seen = await _fingerprint(connection)
            if seen != self._seen or not 0 <= at - self._read_at < LONGEST_SECONDS:
                await self._read_all(connection, at)
                self._seen, self._read_at = seen, at
            else:
                await self._renew(connection, at)
            return list(self._tiles.values())

    async def brief_json(self, at: int) -> bytes:
        """`BriefByChannel` of every channel."""
        tiles = await self.tiles(at)
        return b'{"channels":{' + b",".join([tile.json for tile in tiles]) + b"}}"

    async def brief_json_for(self, at: int, age_limit: int) -> bytes:
        """The same for a viewer of limited age: titles for older ones withheld, adult channels left out."""
        asked = Asked(at, age_limit)
        tiles = [tile for tile in await self.tiles(at) if not (tile.adult and age_limit < ADULT_AGE)]
        told = {
            tile.place.id: {"now": _brief(tile.now, asked), "next": _brief(tile.next, asked)} for tile in tiles
        }  # fmt: skip
        return orjson.dumps({"channels": told})

    async def titles_with(self, words: list[str], at: int, limit: int, age_limit: int | None) -> list[Row]:
        """Programmes on now or next whose titles have words that begin so, running ones first, by start."""
        beginnings = [f" {word}" for word in words]
        first = beginnings[0]
        found: list[Row] = []
        for tile in [one for one in await self.tiles(at) if first in one.words[0] or first in one.words[1]]:
            for programme, theirs in ((tile.now, tile.words[0]), (tile.next, tile.words[1])):
                if _fits(theirs, beginnings) and programme and _may_see(programme, tile, age_limit):
                    found.append(programme)
        found.sort(key=lambda row: (row["start"] > at, row["start"], row["rank"]))
        return found[:limit]

    async def _renew(self, connection: AsyncConnection, at: int) -> None:
        if self._soonest <= at:
            await self._read(connection, [tile.place for tile in self._tiles.values() if tile.until <= at], at)
            self._soonest = min((tile.until for tile in self._tiles.values()), default=1 << 40)

    async def _read_all(self, connection: AsyncConnection, at: int) -> None:
        self._tiles = {}
        adults = set(await connection.scalars(select(channels.c.row).where(channels.c.adult)))
        await self._read(connection, await places(connection), at, lambda row: row in adults)
        self._soonest = 0

    async def _read(
        self, connection: AsyncConnection, shows: list[Place], at: int, adult: Callable[[int], bool] | None = None
    ) -> None:
        adult = adult or (lambda row: self._tiles[row].adult)
        for first in range(0, len(shows), _AT_ONCE):
            some = shows[first : first + _AT_ONCE]
            told = await now_and_next_of(connection, some, at)
            for show in some:
                self._tiles[show.row] = _tile(show, adult(show.row), *told[show.id])


def _tile(place: Place, adult: bool, now: Row | None, following: Row | None) -> Tile:
    ends = [now["stop"]] if now else [following["start"]] if following else []
    if following:
        ends.append(following["start"])
    brief = orjson.dumps({place.id: {"now": _brief(now), "next": _brief(following)}})[1:-1]
    return Tile(
        place, adult, now, following, min(ends, default=1 << 40), (_spaced(now), _spaced(following)), brief
    )  # fmt: skip


@lru_cache(maxsize=32_768)
def _spaced_words(title: str) -> str:
    return "".join(f" {word}" for word in words_of(title))


def _spaced(row: Row | None) -> str:
    return _spaced_words(row["title"]) if row else ""


def _brief(row: Row | None, asked: Asked | None = None) -> dict[str, str] | None:
    if row is None:
        return None
    title = WITHHELD_TITLE if asked and asked.withholds(row["age"]) else row["title"]
    key = f"{row['channel_id']}-{row['start']}"
    return {"id": key, "title": title, "start": iso(row["start"]), "stop": iso(row["stop"])}


def _fits(theirs: str, beginnings: list[str]) -> bool:
    return all(beginning in theirs for beginning in beginnings)


def _may_see(programme: Row, tile: Tile, age_limit: int | None) -> bool:
    if age_limit is None:
        return True
    return (programme["age"] or 0) <= age_limit and not (tile.adult and age_limit < ADULT_AGE)


async def _fingerprint(connection: AsyncConnection) -> object:
    """What differs once the catalogue, the guides or a choice by hand has changed."""
    of_guides = select(
        guides.c.id, guides.c.current_import, guides.c.enabled, guides.c.matched_count, guides.c.shift_seconds,
        guides.c.priority,
    )  # fmt: skip
    of_lists = select(playlists.c.id, playlists.c.imported_at, playlists.c.enabled, playlists.c.channel_count)
    of_choices = select(guide_overrides)
    return [tuple(row) for query in (of_guides, of_lists, of_choices) for row in await connection.execute(query)]
