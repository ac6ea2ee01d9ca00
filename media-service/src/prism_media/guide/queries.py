"""Questions to the guide: what is on, what comes, what is called so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select, tuple_
from sqlalchemy.ext.asyncio import AsyncEngine

from prism_media.database.tables import channels, programmes
from prism_media.database.text import matching
from prism_media.guide.times import LONGEST_SECONDS

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Window:
    """Programmes that touch the time from `start` to `stop` (Unix seconds); every channel where none are named."""

    start: int
    stop: int
    channels: tuple[str, ...] = ()


class GuideQueries:
    """Reads the guide. Rows are programmes with the `channel_id` of ours that shows them."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def now_and_next(self, ids: tuple[str, ...], at: int, limit: int) -> dict[str, tuple[Row | None, Row | None]]:
        """What is on at a time and what follows, for the channels named, or for those that have a guide."""
        query = select(channels.c.id, _current(at), _following(at)).order_by(channels.c.rank).limit(limit)
        query = query.where(channels.c.id.in_(ids) if ids else channels.c.guide_channel.is_not(None))
        async with self._engine.connect() as connection:
            places = [(row[0], row[1], row[2]) for row in await connection.execute(query)]
            wanted = {number for _, *pair in places for number in pair if number is not None}
            rows = await connection.execute(select(programmes).where(programmes.c.id.in_(wanted)))
            found = {row["id"]: dict(row) for row in rows.mappings()}
        answer: dict[str, tuple[Row | None, Row | None]] = {}
        for channel_id, current, following in places:
            now = found.get(current)
            on_air = now if now and now["stop"] > at else None
            answer[channel_id] = (_shown(on_air, channel_id), _shown(found.get(following), channel_id))
        return answer

    async def window(self, window: Window, after: tuple[int, ...] | None, limit: int) -> list[Row]:
        """Up to `limit` programmes by (start, id, channel row), from after that place on."""
        query = _joined().where(
            programmes.c.start < window.stop,
            # Two-sided, so that the index on start is used: nothing is longer than LONGEST_SECONDS.
            programmes.c.start > window.start - LONGEST_SECONDS,
            programmes.c.stop > window.start,
        )
        if window.channels:
            query = query.where(channels.c.id.in_(window.channels))
        place = (programmes.c.start, programmes.c.id, channels.c.row)
        if after is not None:
            query = query.where(tuple_(*place) > tuple_(*after))
        return await self._rows(query.order_by(*place).limit(limit))

    async def search(self, typed: str, after: int, limit: int) -> list[Row]:
        """Programmes that run at `after` or later and have these words, soonest first."""
        found = matching(programmes.c.id, "programmes_text", typed)
        query = _joined().where(found, programmes.c.stop > after)
        return await self._rows(query.order_by(programmes.c.start, channels.c.rank).limit(limit))

    async def _rows(self, query: Select[Any]) -> list[Row]:
        async with self._engine.connect() as connection:
            return [dict(row) for row in (await connection.execute(query)).mappings()]


def _joined() -> Select[Any]:
    joined = channels.join(programmes, programmes.c.guide_channel == channels.c.guide_channel)
    return select(programmes, channels.c.id.label("channel_id"), channels.c.row.label("channel_row")).select_from(
        joined
    )


def _current(at: int) -> Any:
    mine = programmes.c.guide_channel == channels.c.guide_channel
    latest = select(programmes.c.id).where(mine, programmes.c.start <= at)
    return latest.order_by(programmes.c.start.desc()).limit(1).scalar_subquery()


def _following(at: int) -> Any:
    mine = programmes.c.guide_channel == channels.c.guide_channel
    soonest = select(programmes.c.id).where(mine, programmes.c.start > at)
    return soonest.order_by(programmes.c.start).limit(1).scalar_subquery()


def _shown(row: Row | None, channel_id: str) -> Row | None:
    return {**row, "channel_id": channel_id} if row else None
