"""Series and podcasts in lists, and one with its episodes."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, func, not_, or_, select, true
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from prism_media.catalogue.listing import listed
from prism_media.catalogue.names import normalise
from prism_media.catalogue.rows import split_groups
from prism_media.database.tables import channels, playlists, series

Row = dict[str, Any]


class SeriesStore:
    """Reads series. Those of sources and groups that are off are not there."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def page(
        self, query: str, group: str, after: tuple[int, str] | None, limit: int, *, adult: bool
    ) -> tuple[list[Row], int]:
        """Up to `limit` series behind a place (rank, id), and how many fit in all."""
        conditions = _named(query, adult=adult)
        if group:
            conditions.append(series.c.groups.contains(f";{group};", autoescape=True))
        async with self._engine.connect() as connection:
            conditions += await _shown(connection)
            total = await connection.scalar(select(func.count()).select_from(series).where(*conditions))
            if after is not None:
                same = and_(series.c.rank == after[0], series.c.id > after[1])
                conditions.append(or_(series.c.rank > after[0], same))
            wanted = select(series).where(*conditions).order_by(series.c.rank, series.c.id).limit(limit)
            return [dict(row) for row in (await connection.execute(wanted)).mappings()], int(total or 0)

    async def first(self, query: str, limit: int, *, adult: bool) -> list[Row]:
        """The first series with these words, for whoever does not ask how many there are."""
        wanted = select(series).order_by(series.c.rank, series.c.id).limit(limit)
        async with self._engine.connect() as connection:
            conditions = _named(query, adult=adult) + await _shown(connection)
            return [dict(row) for row in (await connection.execute(wanted.where(*conditions))).mappings()]

    async def one(self, series_id: str, *, adult: bool) -> Row | None:
        """One series."""
        conditions = [series.c.id == series_id] if adult else [series.c.id == series_id, ~series.c.adult]
        async with self._engine.connect() as connection:
            row = (await connection.execute(select(series).where(*conditions))).mappings().first()
        return dict(row) if row else None

    async def episodes(self, series_id: str, profile: str) -> list[Row]:
        """Its episodes in order, each as lists need it with season, episode and details."""
        more = (channels.c.season, channels.c.episode, channels.c.details)
        wanted = listed(profile).add_columns(*more).where(channels.c.series_id == series_id, ~channels.c.hidden)
        async with self._engine.connect() as connection:
            ordered = wanted.order_by(channels.c.season, channels.c.episode, channels.c.rank)
            return [dict(row) for row in (await connection.execute(ordered)).mappings()]


def _named(query: str, *, adult: bool) -> list[ColumnElement[bool]]:
    words = [series.c.norm.contains(word, autoescape=True) for word in normalise(query).split()]
    return words if adult else [*words, ~series.c.adult]


async def _shown(connection: AsyncConnection) -> list[ColumnElement[bool]]:
    """That the source is on, and not every group of the series is off."""
    conditions: list[ColumnElement[bool]] = []
    settings = select(playlists.c.id, playlists.c.enabled, playlists.c.groups_off)
    for source_id, enabled, off in (await connection.execute(settings)).all():
        mine = series.c.playlist_id == source_id
        if not enabled:
            conditions.append(not_(mine))
        elif off:
            texts = await connection.scalars(select(series.c.groups).where(mine).distinct())
            hidden = [text for text in texts if set(split_groups(text) or [""]) <= set(off)]
            conditions.append(not_(and_(mine, series.c.groups.in_(hidden))))
    return conditions or [true()]
