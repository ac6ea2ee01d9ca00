"""What is on now and next on every channel, held in memory: of 15,000 channels only those change whose programme ends.

It is read anew where the catalogue or the guides changed, and at least every five minutes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

import orjson
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from prism_media.database.text import words_of
from prism_media.guide.places import ADULT_AGE, Directory, Place, Places
from prism_media.guide.reading import Row, now_and_next_of
from prism_media.guide.shown import WITHHELD_TITLE, Asked, iso

LONGEST_SECONDS = 300
_AT_ONCE = 1000

Titled = tuple[int, int, str, Row, Place]
"""Start, rank, the title's words as they are searched, each after a space; the programme and its channel."""


@dataclass(slots=True)
class Tile:
    """One channel's now and next, until a time."""

    place: Place
    now: Row | None
    next: Row | None
    until: int
    json: bytes


class Board:
    """Keeps a `Tile` a channel. One a process; safe to share between tasks."""

    def __init__(self, engine: AsyncEngine, directory: Directory) -> None:
        self._engine = engine
        self._directory = directory
        self._tiles: dict[int, Tile] = {}
        self._places: Places | None = None
        self._read_at = 0
        self._soonest = 0
        self._one_at_a_time = asyncio.Lock()
        # Made of all tiles when somebody asks, and kept as long as none of them changes.
        self._brief: bytes | None = None
        self._titles: list[Titled] | None = None

    async def tiles(self, at: int) -> list[Tile]:
        """Every channel that a guide tells, by rank, as it stands at `at`."""
        async with self._one_at_a_time:
            await self._bring_to(at)
            return list(self._tiles.values())

    async def brief_json(self, at: int) -> bytes:
        """`BriefByChannel` of every channel."""
        async with self._one_at_a_time:
            await self._bring_to(at)
            if self._brief is None:
                self._brief = b'{"channels":{%b}}' % b",".join([tile.json for tile in self._tiles.values()])
            return self._brief

    async def brief_json_for(self, at: int, age_limit: int) -> bytes:
        """The same for a viewer of limited age: titles for older ones withheld, adult channels left out."""
        asked = Asked(at, age_limit)
        tiles = [tile for tile in await self.tiles(at) if tile.place.fits(None, age_limit)]
        told = {
            tile.place.id: {"now": _brief(tile.now, asked), "next": _brief(tile.next, asked)} for tile in tiles
        }  # fmt: skip
        return orjson.dumps({"channels": told})

    async def titles_with(self, words: Sequence[str], at: int, limit: int, age_limit: int | None) -> list[Row]:
        """Programmes on now or next whose titles have words that begin so, running ones first, by start."""
        async with self._one_at_a_time:
            await self._bring_to(at)
            if self._titles is None:
                # In a thread: after a change, 30,000 titles are cut into words, which takes a third of a second.
                self._titles = await asyncio.to_thread(_titles, list(self._tiles.values()))
            titles = self._titles
        first, *others = [f" {word}" for word in words]
        found: list[Row] = []
        for _, _, theirs, programme, place in titles:
            if first in theirs and all(other in theirs for other in others) and _may_see(programme, place, age_limit):
                found.append(programme)
                if len(found) == limit:
                    break
        return found

    async def _bring_to(self, at: int) -> None:
        async with self._engine.connect() as connection:
            places = await self._directory.places(connection)
            if places is not self._places or not 0 <= at - self._read_at < LONGEST_SECONDS:
                self._tiles = {}
                await self._read(connection, places.leads, at)
                self._places, self._read_at = places, at
            elif self._soonest <= at:
                await self._read(connection, [tile.place for tile in self._tiles.values() if tile.until <= at], at)

    async def _read(self, connection: AsyncConnection, shows: list[Place], at: int) -> None:
        self._brief = self._titles = None
        for first in range(0, len(shows), _AT_ONCE):
            some = shows[first : first + _AT_ONCE]
            told = await now_and_next_of(connection, some, at)
            for show in some:
                self._tiles[show.row] = _tile(show, *told[show.id])
        self._soonest = min((tile.until for tile in self._tiles.values()), default=1 << 40)


def _tile(place: Place, now: Row | None, following: Row | None) -> Tile:
    ends = [now["stop"]] if now else [following["start"]] if following else []
    if following:
        ends.append(following["start"])
    brief = orjson.dumps({place.id: {"now": _brief(now), "next": _brief(following)}})[1:-1]
    return Tile(place, now, following, min(ends, default=1 << 40), brief)


def _titles(tiles: Collection[Tile]) -> list[Titled]:
    """What runs, then what comes next, each by start and rank."""
    running = [_titled(tile.place, tile.now) for tile in tiles if tile.now]
    coming = [_titled(tile.place, tile.next) for tile in tiles if tile.next]
    by_start = itemgetter(0, 1)
    return sorted(running, key=by_start) + sorted(coming, key=by_start)


def _titled(place: Place, row: Row) -> Titled:
    return row["start"], place.rank, _spaced_words(row["title"]), row, place


@lru_cache(maxsize=32_768)
def _spaced_words(title: str) -> str:
    return "".join(f" {word}" for word in words_of(title))


def _brief(row: Row | None, asked: Asked | None = None) -> dict[str, str] | None:
    if row is None:
        return None
    title = WITHHELD_TITLE if asked and asked.withholds(row["age"]) else row["title"]
    key = f"{row['channel_id']}-{row['start']}"
    return {"id": key, "title": title, "start": iso(row["start"]), "stop": iso(row["stop"])}


def _may_see(programme: Row, place: Place, age_limit: int | None) -> bool:
    if age_limit is None:
        return True
    return (programme["age"] or 0) <= age_limit and not (place.adult and age_limit < ADULT_AGE)
