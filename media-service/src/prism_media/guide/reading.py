"""Reads programmes from the database.

Rows are programmes as mappings, with the `channel_id` and `channel_row` of ours that shows them, times as that channel
shows them (its shift and its guide's added), and `catchup_seconds`, how far back it can be watched.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy.ext.asyncio import AsyncConnection

from prism_media.database.fetching import Record, fetched, numbers
from prism_media.guide.places import Place
from prism_media.guide.times import LONGEST_SECONDS

Row = dict[str, Any]

_JSON = ("categories", "people")
_OWN = (
    "id", "guide_channel", "start", "stop", "title", "subtitle", "description", "categories", "people", "season",
    "episode", "age", "icon", "is_new", "catchup_id",
)  # fmt: skip
# As text: a page has thousands of lists, most of them the same few, and none is looked into here.
PROGRAMMES = f"SELECT {', '.join(f'CAST({name} AS TEXT)' if name in _JSON else name for name in _OWN)} FROM programmes"
"""Selects programmes; each record is told by `told`."""
ID, GUIDE_CHANNEL, START, STOP = range(4)
"""Where these stand in a record."""


@dataclass(frozen=True, slots=True)
class Window:
    """Programmes that touch the time from `start` to `stop` (Unix seconds); every channel where none are named."""

    start: int
    stop: int
    channels: tuple[str, ...] = ()
    group: str | None = None
    age_limit: int | None = None


Shown = tuple[int, int, int, Record, Place]
"""What windows are ordered by and cursors name (start as it is shown, id, row of the channel); record; its channel."""


async def now_and_next_of(
    connection: AsyncConnection, shows: Sequence[Place], at: int
) -> dict[str, tuple[Row | None, Row | None]]:
    """What is on now and next on these channels."""
    if not shows:
        return {}
    edges = await fetched(connection, _edges(shows, at))
    wanted = sorted({number for edge in edges for number in edge[1:] if number is not None})
    records = await fetched(connection, f"{PROGRAMMES} WHERE id IN {numbers(wanted)}")
    found = {record[ID]: record for record in records}
    answer: dict[str, tuple[Row | None, Row | None]] = {}
    for n, running, coming in edges:
        show, current, following = shows[n], found.get(running), found.get(coming)
        is_on = current is not None and current[STOP] + show.shift > at
        on = told(current, show) if current is not None and is_on else None
        answer[show.id] = on, told(following, show) if following is not None else None
    return answer


def _edges(shows: Sequence[Place], at: int) -> str:
    """Selects the last programme begun and the first to come for each of `shows`, by its place among them."""
    asked = ",".join(f"({n},{show.guide_channel},{at - show.shift})" for n, show in enumerate(shows))
    mine = "SELECT id FROM programmes WHERE guide_channel = asked.channel AND"
    return (
        f"WITH asked(n, channel, at) AS (VALUES {asked}) "
        f"SELECT n, ({mine} start <= asked.at ORDER BY start DESC LIMIT 1), "
        f"({mine} start > asked.at ORDER BY start LIMIT 1) FROM asked ORDER BY n"
    )


def told(record: Record, place: Place) -> Row:
    """A programme as a channel of ours shows it."""
    row = dict(zip(_OWN, record, strict=True))
    row["start"] += place.shift
    row["stop"] += place.shift
    for name in _JSON:
        row[name] = orjson.loads(row[name]) if row[name] != "[]" else []
    row["channel_id"], row["channel_row"], row["rank"] = place.id, place.row, place.rank
    row["catchup_seconds"] = place.catchup_seconds
    return row


async def programmes_of(
    connection: AsyncConnection, window: Window, shows: Iterable[Place], after: tuple[int, ...] | None, limit: int
) -> list[Shown]:
    """Up to `limit` programmes on these channels in their order, from after that place on."""
    shown: list[Shown] = []
    for shift, by_guide in _by_shift(shows).items():
        for record in await fetched(connection, _window(window, shift, by_guide.keys(), after, limit)):
            start, number = record[START] + shift, record[ID]
            shown += [(start, number, place.row, record, place) for place in by_guide[record[GUIDE_CHANNEL]]]
    shown.sort(key=lambda one: one[:3])
    if after is not None:
        shown = [one for one in shown if one[:3] > after]
    return shown[:limit]


def _by_shift(shows: Iterable[Place]) -> dict[int, dict[int, list[Place]]]:
    """Channels by their shift, then by the guide channel that tells them."""
    grouped: dict[int, dict[int, list[Place]]] = {}
    for show in shows:
        grouped.setdefault(show.shift, {}).setdefault(show.guide_channel, []).append(show)
    return grouped


def _window(
    window: Window, shift: int, guide_channels: Iterable[int], after: tuple[int, ...] | None, limit: int
) -> str:
    """Selects programmes of `guide_channels` in a window of channels that are all shifted by `shift`."""
    start, stop = window.start - shift, window.stop - shift
    behind = f"AND (start, id) >= ({after[0] - shift}, {after[1]})" if after is not None else ""
    # All from the index, so that of the tens of thousands that run in a day only a page is read; two-sided, so that
    # the index on start is used: nothing is longer than LONGEST_SECONDS.
    page = (
        f"SELECT id FROM programmes WHERE guide_channel IN {numbers(guide_channels)} AND start < {stop} "
        f"AND start > {start - LONGEST_SECONDS} AND stop > {start} {behind} ORDER BY start, id LIMIT {limit + 1}"
    )
    return f"{PROGRAMMES} WHERE id IN ({page}) ORDER BY start, id"
