"""The channels of ours that guides tell, held in memory: they change seldom, and every question is about some of them.

They are read anew once the catalogue is another one, or what tells them is.
"""

from __future__ import annotations

import asyncio
import sys
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

import orjson
from sqlalchemy.ext.asyncio import AsyncConnection

from prism_media.catalogue.versions import version
from prism_media.database.fetching import Record, fetched
from prism_media.guide.shown import catchup_seconds

ADULT_AGE = 18
_LISTED = (
    'SELECT "row", id, guide_channel, shift_seconds, CAST(catchup AS TEXT), "rank", lead, adult, "groups" '
    'FROM channels WHERE guide_channel IS NOT NULL ORDER BY "rank"'
)


class Place(NamedTuple):
    """A channel of ours that a guide tells."""

    row: int
    id: str
    guide_channel: int
    shift: int
    catchup_seconds: float
    rank: int
    lead: bool = True
    adult: bool = False
    groups: str = ""

    def fits(self, group: str | None, age_limit: int | None) -> bool:
        """Whether it is in the group asked for, and for whoever asks."""
        if self.adult and age_limit is not None and age_limit < ADULT_AGE:
            return False
        return not group or f";{group};" in self.groups


class Places:
    """All of them as they were at one time."""

    def __init__(self, listed: Iterable[Place]) -> None:
        """Take them by rank."""
        self._by_id: dict[str, Place] = {}
        self._by_guide: dict[int, list[Place]] = {}
        self.leads: list[Place] = []
        """Those in lists, by rank."""
        for place in listed:
            self._by_id[place.id] = place
            if place.lead:
                self.leads.append(place)
                self._by_guide.setdefault(place.guide_channel, []).append(place)
        self._ranks = [place.rank for place in self.leads]
        self.longest_shift = max((place.shift for place in self.leads), default=0)

    def named(self, ids: Iterable[str], group: str | None, age_limit: int | None) -> list[Place]:
        """Those with these ids, by rank, whether or not they lead."""
        found = (self._by_id.get(name) for name in dict.fromkeys(ids))
        return sorted((one for one in found if one and one.fits(group, age_limit)), key=lambda place: place.rank)

    def listed(self, group: str | None, age_limit: int | None, after: int, limit: int | None) -> list[Place]:
        """Those in lists from after a rank on, by rank."""
        behind = islice(self.leads, bisect_right(self._ranks, after), None)
        return list(islice((place for place in behind if place.fits(group, age_limit)), limit))

    def showing(self, guide_channel: int, age_limit: int | None) -> list[Place]:
        """Those in lists that a guide's channel tells."""
        return [place for place in self._by_guide.get(guide_channel, ()) if place.fits(None, age_limit)]


class Directory:
    """Knows the places there are now. One a process; safe to share between tasks."""

    def __init__(self) -> None:
        self._places = Places(())
        self._version: int | None = None
        self._one_at_a_time = asyncio.Lock()

    async def places(self, connection: AsyncConnection) -> Places:
        """The places there are; the same object as long as none has changed."""
        if await version(connection) != self._version:
            async with self._one_at_a_time:
                there = await version(connection)
                if there != self._version:
                    self._places = Places(map(_place, await fetched(connection, _LISTED)))
                    self._version = there
        return self._places


def _place(row: Record) -> Place:
    number, name, guide_channel, shift, catchup, rank, lead, adult, groups = row
    days = _catchup_seconds(catchup)
    return Place(number, name, guide_channel, shift, days, rank, bool(lead), bool(adult), sys.intern(groups))


@lru_cache(maxsize=1024)
def _catchup_seconds(written: str | None) -> float:
    return catchup_seconds(orjson.loads(written) if written else None)
