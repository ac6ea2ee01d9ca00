"""What an output shows of the catalogue, and the numbers by which other players know it."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Iterable
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from prism_core.errors import NotFound
from prism_media.catalogue.rows import split_groups
from prism_media.database.tables import channels, programmes, series
from prism_media.viewers.current import AgeRestricted, Viewer

Row = dict[str, Any]
Part = Literal["live", "movie", "episode"]
KINDS: dict[Part, tuple[str, ...]] = {"live": ("tv", "radio"), "movie": ("movie",), "episode": ("episode",)}
PAGE = 1000


class Numbers:
    """Ids as numbers of 31 bits: always the same one for an id, but where two collide, for the second of the two."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._ids: dict[int, str] = {}
        for name in sorted(ids):
            number = _number(name)
            while number in self._ids:
                number = number % 0x7FFFFFFF + 1
            self._ids[number] = name
        self._numbers = {name: number for number, name in self._ids.items()}

    def of(self, name: str) -> int:
        """The number of an id."""
        return self._numbers[name] if name in self._numbers else _number(name)

    def name(self, number: int) -> str | None:
        """The id of a number."""
        return self._ids.get(number)


class Shelf:
    """Reads the catalogue and its guide for outputs."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._known: dict[str, tuple[object, Numbers]] = {}

    async def numbers(self, of: Literal["channels", "series"] = "channels") -> Numbers:
        """The numbers of all channels (films and episodes are among them), or of all series."""
        table = channels if of == "channels" else series
        mark = (func.count(), func.max(table.c.row)) if of == "channels" else (func.count(), func.max(table.c.rank))
        async with self._engine.connect() as connection:
            state = tuple((await connection.execute(select(*mark).select_from(table))).one())
            if of not in self._known or self._known[of][0] != state:
                ids = [row[0] for row in await connection.execute(select(table.c.id))]
                self._known[of] = (state, Numbers(ids))
        return self._known[of][1]

    async def rows(self, part: Part, viewer: Viewer, group: str | None = None) -> AsyncIterator[list[Row]]:
        """The channels, films or episodes that a viewer may see, in order, a page at a time."""
        after = -1
        while True:
            query = _visible(part, viewer, group).where(channels.c.rank > after).order_by(channels.c.rank).limit(PAGE)
            async with self._engine.connect() as connection:
                page = [dict(row) for row in (await connection.execute(query)).mappings()]
            if page:
                yield page
            if len(page) < PAGE:
                return
            after = page[-1]["rank"]

    async def groups(self, part: Part | Literal["series"], viewer: Viewer) -> list[str]:
        """The first groups of what a viewer may see, in order; empty for what has none."""
        table = series if part == "series" else channels
        conditions = _series_conditions(viewer, None) if part == "series" else _conditions(part, viewer, None)
        query = select(table.c.groups, func.min(table.c.rank)).where(*conditions).group_by(table.c.groups)
        async with self._engine.connect() as connection:
            rows = sorted(await connection.execute(query), key=lambda row: row[1])
        return list(dict.fromkeys(first_group(row[0]) for row in rows))

    async def channel(self, channel_id: str, viewer: Viewer, at: float | None = None) -> Row:
        """One channel, film or episode; `at` (Unix seconds) where what it shows then is to be played.

        Raises:
            NotFound: there is none that this viewer may see.
            AgeRestricted: what it shows then is for older viewers.
        """
        async with self._engine.connect() as connection:
            query = select(channels).where(channels.c.id == channel_id)
            row = (await connection.execute(query)).mappings().first()
        if row is None or (row["adult"] and not viewer.sees_adult):
            raise NotFound("no such channel")
        if at is not None and viewer.age_limit is not None:
            await self._refuse_younger(dict(row), viewer.age_limit, at)
        return dict(row)

    async def _refuse_younger(self, row: Row, age_limit: int, at: float) -> None:
        told = int(at) - row["shift_seconds"]
        on = (programmes.c.guide_channel == row["guide_channel"]) & (programmes.c.start <= told)
        query = select(programmes.c.age).where(on, programmes.c.stop > told, programmes.c.age > age_limit)
        async with self._engine.connect() as connection:
            age = (await connection.execute(query.limit(1))).scalar()
        if age is not None:
            raise AgeRestricted(f"this programme is for ages {age} and over; choose another one")

    async def series(self, viewer: Viewer, group: str | None = None) -> list[Row]:
        """The series that a viewer may see, in order."""
        query = select(series).where(*_series_conditions(viewer, group)).order_by(series.c.rank)
        async with self._engine.connect() as connection:
            return [dict(row) for row in (await connection.execute(query)).mappings()]

    async def one_series(self, series_id: str, viewer: Viewer) -> tuple[Row, list[Row]]:
        """A series and its episodes in order."""
        async with self._engine.connect() as connection:
            row = (await connection.execute(select(series).where(series.c.id == series_id))).mappings().first()
            if row is None or (row["adult"] and not viewer.sees_adult):
                raise NotFound("no such series")
            mine = select(channels).where(channels.c.series_id == series_id)
            ordered = mine.order_by(channels.c.season, channels.c.episode, channels.c.rank)
            return dict(row), [dict(one) for one in (await connection.execute(ordered)).mappings()]

    async def programmes(self, rows: list[Row], since: int, until: int, viewer: Viewer) -> dict[int, list[Row]]:
        """By guide channel, the programmes of these channels within a time."""
        wanted = {row["guide_channel"] for row in rows if row["guide_channel"] is not None}
        query = select(programmes).where(
            programmes.c.guide_channel.in_(wanted), programmes.c.stop > since, programmes.c.start < until
        )
        found: dict[int, list[Row]] = {}
        async with self._engine.connect() as connection:
            ordered = query.order_by(programmes.c.guide_channel, programmes.c.start)
            for row in (await connection.execute(ordered)).mappings():
                if viewer.may_see(row["age"]):
                    found.setdefault(row["guide_channel"], []).append(dict(row))
        return found


def first_group(joined: str) -> str:
    """The first of a row's groups; empty for none."""
    return next(iter(split_groups(joined)), "")


def group_number(name: str) -> int:
    """The number of a group."""
    return _number(f"group {name}")


def _number(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=4).digest()) % 0x7FFFFFFF + 1


def _conditions(part: Part, viewer: Viewer, group: str | None) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [channels.c.kind.in_(KINDS[part]), channels.c.lead, ~channels.c.hidden]
    if not viewer.sees_adult:
        conditions.append(~channels.c.adult)
    if group is not None:
        # The first group alone: in other players a channel has one.
        starts = channels.c.groups.startswith(f";{group};", autoescape=True)
        conditions.append(starts if group else channels.c.groups == "")
    return conditions


def _visible(part: Part, viewer: Viewer, group: str | None) -> Select[Any]:
    return select(channels).where(*_conditions(part, viewer, group))


def _series_conditions(viewer: Viewer, group: str | None) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [] if viewer.sees_adult else [~series.c.adult]
    if group is not None:
        starts = series.c.groups.startswith(f";{group};", autoescape=True)
        conditions.append(starts if group else series.c.groups == "")
    return conditions
