"""The catalogue in the database: playlists and their channels."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import and_, delete, func, insert, select, text
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.sql import ColumnElement, Select

from prism_media.database.tables import channels, favourites, guide_channels, playlists
from prism_media.database.text import matching

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PlaylistRow:
    """A playlist as it is stored; `url` may hold credentials."""

    id: str
    name: str
    kind: Literal["m3u", "demo"]
    url: str | None
    position: int
    imported_at: int


@dataclass(frozen=True, slots=True)
class ChannelFilter:
    """Which channels a list shows; what is `None` does not matter."""

    query: str | None = None
    group: str | None = None
    kind: str | None = None
    favourite: bool | None = None
    profile: str = "default"


class CatalogueStore:
    """Reads and writes playlists and channels. One instance a process; safe to share between tasks."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def position_of(self, playlist_id: str) -> int:
        """Where a playlist stands among the others; a new one comes last."""
        async with self._engine.connect() as connection:
            known = await connection.scalar(select(playlists.c.position).where(playlists.c.id == playlist_id))
            if known is not None:
                return int(known)
            last = await connection.scalar(select(func.max(playlists.c.position)))
            return (last or 0) + 1

    async def replace(
        self,
        playlist: PlaylistRow,
        batches: AsyncIterator[list[Row]],
        report: Callable[[], tuple[dict[str, str], list[dict[str, Any]]]],
    ) -> int:
        """Put `batches` of channel rows in the place of the playlist's channels, in one transaction.

        `report` is asked at the end for the playlist's attributes and its skipped lines. Whatever `batches` raises
        leaves the old channels as they were. Returns the number of channels.
        """
        count = 0
        async with self._engine.begin() as connection:
            values: Row = {
                "id": playlist.id, "name": playlist.name, "kind": playlist.kind, "url": playlist.url,
                "position": playlist.position, "imported_at": playlist.imported_at,
                "attributes": {}, "skipped": [], "channel_count": 0,
            }  # fmt: skip
            statement = upsert(playlists).values(values)
            await connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))
            await connection.execute(delete(channels).where(channels.c.playlist_id == playlist.id))
            async for batch in batches:
                await connection.execute(insert(channels), batch)
                count += len(batch)
            attributes, skipped = report()
            await connection.execute(
                playlists.update()
                .where(playlists.c.id == playlist.id)
                .values(attributes=attributes, skipped=skipped, channel_count=count)
            )
            await _rebuild_text(connection)
        return count

    async def playlist(self, playlist_id: str) -> PlaylistRow | None:
        """One playlist."""
        wanted = (playlists.c[name] for name in ("id", "name", "kind", "url", "position", "imported_at"))
        async with self._engine.connect() as connection:
            found = (await connection.execute(select(*wanted).where(playlists.c.id == playlist_id))).first()
        return PlaylistRow(*found) if found else None

    async def all_playlists(self) -> list[Row]:
        """Every playlist with the number of its skipped lines, in order."""
        columns = [column for column in playlists.c if column.name != "skipped"]
        counted = func.json_array_length(playlists.c.skipped).label("skipped")
        async with self._engine.connect() as connection:
            rows = await connection.execute(select(*columns, counted).order_by(playlists.c.position))
        return [dict(row) for row in rows.mappings()]

    async def remove(self, playlist_id: str) -> bool:
        """Remove a playlist and its channels; says whether there was one."""
        async with self._engine.begin() as connection:
            await connection.execute(delete(channels).where(channels.c.playlist_id == playlist_id))
            removed = await connection.execute(delete(playlists).where(playlists.c.id == playlist_id))
            await _rebuild_text(connection)
        return bool(removed.rowcount)

    async def page(self, wanted: ChannelFilter, after: int | None, limit: int) -> tuple[list[Row], int]:
        """Up to `limit` channels whose rank is above `after`, and how many fit in all."""
        conditions = _conditions(wanted)
        listed = _listed(wanted.profile).where(*conditions).order_by(channels.c.rank).limit(limit)
        if after is not None:
            listed = listed.where(channels.c.rank > after)
        counting = select(func.count()).select_from(_with_favourites(wanted.profile)).where(*conditions)
        async with self._engine.connect() as connection:
            rows = (await connection.execute(listed)).mappings().all()
            total = await connection.scalar(counting)
        return [dict(row) for row in rows], int(total or 0)

    async def channel(self, channel_id: str, profile: str = "default") -> Row | None:
        """One channel with everything stored about it, `favourite` and its guide's `xml_id`."""
        joined = _with_favourites(profile).outerjoin(guide_channels, guide_channels.c.id == channels.c.guide_channel)
        query = select(channels, _is_favourite(), guide_channels.c.xml_id).select_from(joined)
        async with self._engine.connect() as connection:
            row = (await connection.execute(query.where(channels.c.id == channel_id))).mappings().first()
        return dict(row) if row else None

    async def by_ids(self, ids: list[str], profile: str = "default") -> list[Row]:
        """The channels with these ids, in the order of the ids."""
        async with self._engine.connect() as connection:
            rows = await connection.execute(_listed(profile).where(channels.c.id.in_(ids)))
            found = {row["id"]: dict(row) for row in rows.mappings()}
        return [found[channel_id] for channel_id in ids if channel_id in found]

    async def stepped(self, channel_id: str, by: int, profile: str = "default") -> Row | None:
        """The channel `by` places further in order, around the end; `None` where `channel_id` is unknown."""
        async with self._engine.connect() as connection:
            rank = await connection.scalar(select(channels.c.rank).where(channels.c.id == channel_id))
            if rank is None:
                return None
            before = select(func.count()).select_from(channels).where(channels.c.rank < rank)
            place = await connection.scalar(before) or 0
            total = await connection.scalar(select(func.count()).select_from(channels)) or 1
            query = _listed(profile).order_by(channels.c.rank).offset((place + by) % total).limit(1)
            row = (await connection.execute(query)).mappings().first()
        return dict(row) if row else None

    async def group_texts(self) -> list[tuple[str, int]]:
        """Every distinct `groups` value and how many channels have it."""
        query = select(channels.c.groups, func.count()).group_by(channels.c.groups)
        async with self._engine.connect() as connection:
            return [(row[0], row[1]) for row in await connection.execute(query)]

    async def names(self) -> list[tuple[str, str, int | None]]:
        """(id, normalised name, number) of every channel, in order."""
        query = select(channels.c.id, channels.c.norm, channels.c.number).order_by(channels.c.rank)
        async with self._engine.connect() as connection:
            return [(row[0], row[1], row[2]) for row in await connection.execute(query)]


async def _rebuild_text(connection: Any) -> None:
    # Rebuilding 15,000 names takes 0.2 s, less than removing the old ones row by row.
    await connection.execute(text("INSERT INTO channels_text(channels_text) VALUES ('rebuild')"))


def _with_favourites(profile: str) -> Any:
    mine = and_(favourites.c.channel_id == channels.c.id, favourites.c.profile == profile)
    return channels.outerjoin(favourites, mine)


def _is_favourite() -> ColumnElement[bool]:
    return favourites.c.channel_id.is_not(None).label("favourite")


def _listed(profile: str) -> Select[Any]:
    shown = (channels.c[name] for name in ("id", "rank", "name", "number", "groups", "logo", "kind"))
    return select(*shown, _is_favourite()).select_from(_with_favourites(profile))


def _conditions(wanted: ChannelFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.query:
        conditions.append(matching(channels.c.row, "channels_text", wanted.query))
    if wanted.group:
        conditions.append(channels.c.groups.contains(f";{wanted.group};", autoescape=True))
    if wanted.kind:
        conditions.append(channels.c.kind == wanted.kind)
    if wanted.favourite is not None:
        there = favourites.c.channel_id.is_not(None)
        conditions.append(there if wanted.favourite else ~there)
    return conditions
