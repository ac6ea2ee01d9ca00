"""Reads programmes from the database.

Rows are programmes as mappings, with the `channel_id` and `channel_row` of ours that shows them, times as that channel
shows them (its shift and its guide's added), and `catchup_seconds`, how far back it can be watched.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import orjson
from sqlalchemy import Column, ColumnElement, Select, Text, cast, literal_column, select, tuple_
from sqlalchemy import Row as Record
from sqlalchemy.ext.asyncio import AsyncConnection

from prism_media.database.tables import channels, programmes
from prism_media.guide.shown import catchup_seconds
from prism_media.guide.times import LONGEST_SECONDS

Row = dict[str, Any]
ADULT_AGE = 18

_JSON = ("categories", "people")
_OWN = (
    "id", "guide_channel", "start", "stop", "title", "subtitle", "description", "categories", "people", "season",
    "episode", "age", "icon", "is_new", "catchup_id",
)  # fmt: skip
# As text: a page has thousands of lists, most of them the same few, and none is looked into here.
COLUMNS = [cast(programmes.c[name], Text).label(name) if name in _JSON else programmes.c[name] for name in _OWN]

_PLACE: list[ColumnElement[Any]] = [
    *(channels.c[name] for name in ("row", "id", "guide_channel", "shift_seconds")),
    cast(channels.c.catchup, Text),
    channels.c.rank,
]


@dataclass(frozen=True, slots=True)
class Window:
    """Programmes that touch the time from `start` to `stop` (Unix seconds); every channel where none are named."""

    start: int
    stop: int
    channels: tuple[str, ...] = ()
    group: str | None = None
    age_limit: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A channel of ours that a guide tells."""

    row: int
    id: str
    guide_channel: int
    shift: int
    catchup_seconds: float
    rank: int


Shown = tuple[Record[Any], Place]
"""A programme with `COLUMNS`, and a channel of ours that shows it."""


async def places(
    connection: AsyncConnection, ids: tuple[str, ...] = (), group: str | None = None, age_limit: int | None = None, *,
    after: int = -1, limit: int | None = None, every: bool = False,
) -> list[Place]:  # fmt: skip
    """The channels meant that a guide tells, by rank; with `every`, those too that none tells."""
    query = select(*_PLACE).where(*_meant(ids, group, age_limit), channels.c.rank > after).order_by(channels.c.rank)
    if not every:
        query = query.where(channels.c.guide_channel.is_not(None))
    rows = await connection.execute(query.limit(limit))
    return [Place(row[0], row[1], row[2] or 0, row[3], _catchup_seconds(row[4]), row[5]) for row in rows]


async def showing(
    connection: AsyncConnection, guide_channels: set[int], age_limit: int | None
) -> dict[int, list[Place]]:
    """The channels of ours in lists, by the guide channel that tells them."""
    told_by = among(channels.c.guide_channel, sorted(guide_channels))
    shows: dict[int, list[Place]] = {}
    for row in await connection.execute(select(*_PLACE).where(told_by, *_meant((), None, age_limit))):
        place = Place(row[0], row[1], row[2], row[3], _catchup_seconds(row[4]), row[5])
        shows.setdefault(place.guide_channel, []).append(place)
    return shows


def among(column: Column[int], numbers: Iterable[int]) -> ColumnElement[bool]:
    """The condition that a column is one of these numbers of ours, written as they are.

    Thousands of parameters would take longer than the answer, and sixty still most of a search's time.
    """
    written: ColumnElement[int] = literal_column(f"({','.join(map(str, numbers)) or 'NULL'})")
    return column.op("IN", is_comparison=True)(written)


@lru_cache(maxsize=1024)
def _catchup_seconds(written: str | None) -> float:
    return catchup_seconds(orjson.loads(written) if written else None)


def _meant(ids: tuple[str, ...], group: str | None, age_limit: int | None) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [channels.c.id.in_(ids) if ids else channels.c.lead]
    if group:
        conditions.append(channels.c.groups.contains(f";{group};", autoescape=True))
    if age_limit is not None and age_limit < ADULT_AGE:
        conditions.append(~channels.c.adult)
    return conditions


async def now_and_next_of(
    connection: AsyncConnection, shows: list[Place], at: int
) -> dict[str, tuple[Row | None, Row | None]]:
    """What is on now and next on these channels."""
    query = select(channels.c.id, _current(at), _following(at)).where(
        among(channels.c.row, [show.row for show in shows])
    )
    numbers = {row[0]: (row[1], row[2]) for row in await connection.execute(query)}
    wanted = sorted({number for pair in numbers.values() for number in pair if number is not None})
    records = await connection.execute(select(*COLUMNS).where(among(programmes.c.id, wanted)))
    found = {record.id: record for record in records}
    answer: dict[str, tuple[Row | None, Row | None]] = {}
    for show in shows:
        current, following = (found.get(number) for number in numbers.get(show.id, (None, None)))
        on = told(current, show) if current else None
        answer[show.id] = on if on and on["stop"] > at else None, told(following, show) if following else None
    return answer


def told(record: Record[Any], place: Place) -> Row:
    """A programme as a channel of ours shows it."""
    row = dict(zip(_OWN, record, strict=False))
    row["start"] += place.shift
    row["stop"] += place.shift
    for name in _JSON:
        row[name] = orjson.loads(row[name]) if row[name] != "[]" else []
    row["channel_id"], row["channel_row"], row["rank"] = place.id, place.row, place.rank
    row["catchup_seconds"] = place.catchup_seconds
    return row


def place_in_order(shown: Shown) -> tuple[int, int, int]:
    """What windows are ordered by, and cursors name."""
    record, place = shown
    return record.start + place.shift, record.id, place.row


async def programmes_of(
    connection: AsyncConnection, window: Window, shows: list[Place], after: tuple[int, ...] | None, limit: int
) -> list[Shown]:
    """Up to `limit` programmes on these channels in the order of `place_in_order`, from after that place on."""
    shown: list[Shown] = []
    for shift, by_guide in _by_shift(shows).items():
        found = await connection.execute(_window_query(window, shift, list(by_guide), after, limit))
        shown += [(record, place) for record in found for place in by_guide[record.guide_channel]]
    shown.sort(key=place_in_order)
    if after is not None:
        shown = [one for one in shown if place_in_order(one) > after]
    return shown[:limit]


def _by_shift(shows: Iterable[Place]) -> dict[int, dict[int, list[Place]]]:
    """Channels by their shift, then by the guide channel that tells them."""
    grouped: dict[int, dict[int, list[Place]]] = {}
    for show in shows:
        grouped.setdefault(show.shift, {}).setdefault(show.guide_channel, []).append(show)
    return grouped


def _window_query(
    window: Window, shift: int, guide_channels: list[int], after: tuple[int, ...] | None, limit: int
) -> Select[Any]:
    """Programmes of `guide_channels` in a window of channels that are all shifted by `shift`."""
    # All from the index, so that of the tens of thousands that run in a day only a page is read.
    page = select(programmes.c.id).where(
        among(programmes.c.guide_channel, guide_channels),
        programmes.c.start < window.stop - shift,
        # Two-sided, so that the index on start is used: nothing is longer than LONGEST_SECONDS.
        programmes.c.start > window.start - shift - LONGEST_SECONDS,
        programmes.c.stop > window.start - shift,
    )
    if after is not None:
        page = page.where(tuple_(programmes.c.start, programmes.c.id) >= tuple_(after[0] - shift, after[1]))
    page = page.order_by(programmes.c.start, programmes.c.id).limit(limit + 1)
    return select(*COLUMNS).where(programmes.c.id.in_(page)).order_by(programmes.c.start, programmes.c.id)


def _current(at: int) -> Any:
    mine = programmes.c.guide_channel == channels.c.guide_channel
    begun = programmes.c.start <= at - channels.c.shift_seconds
    latest = select(programmes.c.id).where(mine, begun)
    return latest.order_by(programmes.c.start.desc()).limit(1).scalar_subquery()


def _following(at: int) -> Any:
    mine = programmes.c.guide_channel == channels.c.guide_channel
    to_come = programmes.c.start > at - channels.c.shift_seconds
    soonest = select(programmes.c.id).where(mine, to_come)
    return soonest.order_by(programmes.c.start).limit(1).scalar_subquery()
