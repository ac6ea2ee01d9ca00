"""The guide and the catalogue as recordings ask them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from prism_core.errors import NotFound
from prism_media.catalogue.store import CatalogueStore
from prism_media.guide.queries import GuideQueries, Window
from prism_media.guide.times import began
from prism_media.recordings.planner import MOVES_SECONDS, Booked, Broadcast, Rule
from prism_media.viewers.current import ADULT_AGE

_AND = re.compile(r"\band\b|&", re.IGNORECASE)
"""Written either way in guides, so it is not searched for."""
_FOUND = 500
"""Most programmes of a rule's title that are looked at: weeks of a daily series on several channels."""


class Guide(Protocol):
    """What is on, for recordings."""

    async def channel(self, channel_id: str) -> Mapping[str, Any]:
        """A channel's row.

        Raises:
            NotFound: there is none.
        """
        ...

    async def on_at(self, channel_id: str, at: int) -> Broadcast | None:
        """What a channel shows at a time."""
        ...

    async def programme(self, programme_id: str) -> Broadcast:
        """A programme by its id.

        Raises:
            NotFound: the guide has it no more.
        """
        ...

    async def in_question(self, rules: Iterable[Rule], booked: Iterable[Booked], now: int) -> list[Broadcast]:
        """What the planner needs to know: programmes of the rules' titles, and what is around booked programmes."""
        ...


class CatalogueGuide:
    """The guide over the stores of the service."""

    def __init__(self, catalogue: CatalogueStore, queries: GuideQueries) -> None:
        self._catalogue = catalogue
        self._queries = queries

    async def channel(self, channel_id: str) -> Mapping[str, Any]:
        """A channel's row."""
        row = await self._catalogue.channel(channel_id)
        if row is None:
            raise NotFound(f"no channel {channel_id!r}")
        return row

    async def on_at(self, channel_id: str, at: int) -> Broadcast | None:
        """What a channel shows at a time."""
        rows = await self._queries.window(Window(at, at + 1, (channel_id,)), None, 5)
        found = await self._broadcasts(rows)
        return max(found, key=lambda one: one.start, default=None)

    async def programme(self, programme_id: str) -> Broadcast:
        """A programme by its id, which is its channel's and its start."""
        channel_id, start = programme_id.rpartition("-")[0], began(programme_id)
        if channel_id and start is not None:
            at = int(start.timestamp())
            rows = await self._queries.window(Window(at, at + 1, (channel_id,)), None, 20)
            for found in await self._broadcasts(rows):
                if found.programme_id == programme_id:
                    return found
        raise NotFound("the guide has no such programme (any more); look it up again")

    async def in_question(self, rules: Iterable[Rule], booked: Iterable[Booked], now: int) -> list[Broadcast]:
        """Programmes of the rules' titles, and what is around booked programmes."""
        rows: dict[tuple[str, int], Mapping[str, Any]] = {}
        for title in {rule.title for rule in rules}:
            for row in await self._queries.search(_AND.sub(" ", title), now, _FOUND):
                rows[row["channel_id"], row["start"]] = row
        for one in booked:
            if one.programme_id is None or one.state not in {"scheduled", "recording"}:
                continue
            window = Window(one.start - MOVES_SECONDS, one.stop + MOVES_SECONDS, (one.channel_id,))
            for row in await self._queries.window(window, None, _FOUND):
                rows[row["channel_id"], row["start"]] = row
        return await self._broadcasts(rows.values())

    async def _broadcasts(self, rows: Iterable[Mapping[str, Any]]) -> list[Broadcast]:
        rows = list(rows)
        known: dict[str, Mapping[str, Any] | None] = {}
        for channel_id in {row["channel_id"] for row in rows}:
            known[channel_id] = await self._catalogue.channel(channel_id)
        return [_broadcast(row, channel) for row in rows if (channel := known[row["channel_id"]]) is not None]


def age_of(channel: Mapping[str, Any], programme_age: int | None) -> int | None:
    """The age that a recording is for: its programme's, and an adult channel's whatever it shows."""
    return max(programme_age or 0, ADULT_AGE) if channel.get("adult") else programme_age


def _broadcast(row: Mapping[str, Any], channel: Mapping[str, Any]) -> Broadcast:
    return Broadcast(
        programme_id=f"{row['channel_id']}-{row['start']}",
        channel_id=row["channel_id"],
        channel_name=channel["name"],
        title=row["title"],
        start=row["start"],
        stop=row["stop"],
        subtitle=row["subtitle"] or "",
        description=row["description"] or "",
        season=row["season"],
        episode=row["episode"],
        age=age_of(channel, row["age"]),
        icon=row["icon"] or "",
        is_new=bool(row["is_new"]),
    )
