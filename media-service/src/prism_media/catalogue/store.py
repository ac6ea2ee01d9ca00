"""The catalogue in the database: playlists and their channels."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import and_, delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.sql import Select

from prism_media.catalogue.listing import (
    ZAPPED,
    ChannelFilter,
    Place,
    alternatives,
    count_query,
    is_favourite,
    listed,
    page_query,
    shown_to_all,
    with_favourites,
)
from prism_media.catalogue.renewal import refold, refuse_shrinking, replace_channels
from prism_media.catalogue.resolve import Names
from prism_media.catalogue.versions import version
from prism_media.database.dialect import insert_rows, upsert
from prism_media.database.tables import channels, guide_channels, health, playlists, series
from prism_media.database.text import rebuild_text

__all__ = ["CatalogueStore", "ChannelFilter", "PlaylistRow", "Report"]

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


@dataclass(slots=True)
class Report:
    """What an import tells beside the channels."""

    attributes: dict[str, str] = field(default_factory=dict)
    skipped: list[Row] = field(default_factory=list)
    series: list[Row] = field(default_factory=list)
    cut_short: bool = False
    """The list ended in the middle of an entry."""


class CatalogueStore:
    """Reads and writes playlists and channels. One instance a process; safe to share between tasks."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._names: dict[bool, tuple[int, Names]] = {}
        self._preparing = asyncio.Lock()

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
        report: Callable[[], Report],
        *,
        force: bool = False,
    ) -> int:
        """Put `batches` of channel rows in the place of the playlist's channels, in one transaction.

        All batches are read before anything is written, so that whatever they raise leaves the old channels as they
        were, and other writers do not wait for the reading. Rows whose `id` is empty get the id of the channel that
        they were before; `kept` ones stay as they are. `report` is asked at the end. Returns the number of channels.

        Raises:
            ShrunkPlaylist: hardly anything of the old list is left, and it was not to be taken by `force`.
            Conflict: channels that were to be kept are gone since.
        """
        rows = [row async for batch in batches for row in batch]
        said = report()
        values: Row = {
            "id": playlist.id, "name": playlist.name, "kind": playlist.kind, "url": playlist.url,
            "position": playlist.position, "imported_at": playlist.imported_at,
            "attributes": said.attributes, "skipped": said.skipped, "channel_count": len(rows),
        }  # fmt: skip
        async with self._engine.begin() as connection:
            if not force:
                mine = channels.c.playlist_id == playlist.id
                had = await connection.scalar(select(func.count()).select_from(channels).where(mine))
                refuse_shrinking(had or 0, len(rows), cut_short=said.cut_short)
            statement = upsert(playlists).values(values)
            await connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))
            await replace_channels(connection, playlist.id, rows, playlist.imported_at)
            await _replace_series(connection, playlist.id, said.series)
        return len(rows)

    async def told(self, playlist_id: str) -> dict[int, list[str]]:
        """By the fingerprint of what a playlist's channels were read from, their ids, the last one first."""
        query = select(channels.c.told, channels.c.id).where(channels.c.playlist_id == playlist_id)
        found: dict[int, list[str]] = {}
        async with self._engine.connect() as connection:
            for told, channel_id in await connection.execute(query.order_by(channels.c.rank.desc())):
                if told is not None:
                    found.setdefault(told, []).append(channel_id)
        return found

    async def refold(self) -> None:
        """Find duplicates again, after playlists or their settings changed."""
        async with self._engine.begin() as connection:
            await refold(connection)

    async def playlist(self, playlist_id: str) -> PlaylistRow | None:
        """One playlist."""
        wanted = (playlists.c[name] for name in ("id", "name", "kind", "url", "position", "imported_at"))
        async with self._engine.connect() as connection:
            found = (await connection.execute(select(*wanted).where(playlists.c.id == playlist_id))).first()
        return PlaylistRow(*found) if found else None

    async def remove(self, playlist_id: str) -> bool:
        """Remove a playlist and its channels; says whether there was one."""
        async with self._engine.begin() as connection:
            await connection.execute(delete(channels).where(channels.c.playlist_id == playlist_id))
            removed = await connection.execute(delete(playlists).where(playlists.c.id == playlist_id))
            await refold(connection)
            await rebuild_text(connection, "channels_text")
        return bool(removed.rowcount)

    async def page(self, wanted: ChannelFilter, after: Place | None, limit: int) -> tuple[list[Row], int]:
        """Up to `limit` channels behind `after`, each with its `fit`, and how many fit in all."""
        async with self._engine.connect() as connection:
            rows = (await connection.execute(page_query(wanted, after, limit))).mappings().all()
            total = await connection.scalar(count_query(wanted))
        return [dict(row) for row in rows], int(total or 0)

    async def first(self, wanted: ChannelFilter, limit: int) -> list[Row]:
        """The first of those channels, for whoever does not ask how many there are."""
        async with self._engine.connect() as connection:
            rows = await connection.execute(page_query(wanted, None, limit))
            return [dict(row) for row in rows.mappings()]

    async def channel(self, channel_id: str, profile: str = "default") -> Row | None:
        """One channel with everything stored about it: its health, `favourite` and its guide's `xml_id`."""
        joined = (
            with_favourites(profile)
            .outerjoin(guide_channels, guide_channels.c.id == channels.c.guide_channel)
            .outerjoin(health, health.c.channel_id == channels.c.id)
        )
        known = (health.c[name] for name in ("failures", "failure", "failed_at", "worked_at"))
        said: Any = (is_favourite(), alternatives(), guide_channels.c.xml_id, *known)
        query = select(*channels.c, *said).select_from(joined).where(channels.c.id == channel_id)
        async with self._engine.connect() as connection:
            row = (await connection.execute(query)).mappings().first()
        return dict(row) if row else None

    async def by_ids(self, ids: list[str], profile: str = "default") -> list[Row]:
        """The channels with these ids, in the order of the ids, whether or not they lead."""
        async with self._engine.connect() as connection:
            rows = await connection.execute(listed(profile).where(channels.c.id.in_(ids)))
            found = {row["id"]: dict(row) for row in rows.mappings()}
        return [found[channel_id] for channel_id in ids if channel_id in found]

    async def stepped(self, channel_id: str, by: int, profile: str = "default", *, adult: bool = True) -> Row | None:
        """The channel `by` places further in the plain list, around the end; `None` where `channel_id` is unknown.

        From a channel that is not in the list, such as a film or another's duplicate, it goes on from where it stands.
        """
        shown = shown_to_all(adult=adult)
        counted = select(func.count()).select_from(channels).where(*shown)
        async with self._engine.connect() as connection:
            rank = await connection.scalar(_rank_in_list(channel_id))
            if rank is None:
                return None
            before = await connection.scalar(counted.where(channels.c.rank < rank)) or 0
            is_there = await connection.scalar(counted.where(channels.c.rank == rank))
            total = await connection.scalar(counted) or 1
            place = before + by - (0 if is_there or by <= 0 else 1)
            query = listed(profile).where(*shown).order_by(channels.c.rank).offset(place % total).limit(1)
            row = (await connection.execute(query)).mappings().first()
        return dict(row) if row else None

    async def group_texts(self, kind: str | None = None, *, adult: bool = True) -> list[tuple[str, int]]:
        """Every distinct `groups` value of the plain list, or of one kind, and how many channels have it."""
        shown = shown_to_all(adult=adult, kinds=(kind,) if kind else ZAPPED)
        query = select(channels.c.groups, func.count()).where(*shown).group_by(channels.c.groups)
        async with self._engine.connect() as connection:
            return [(row[0], row[1]) for row in await connection.execute(query)]

    async def names(self, *, adult: bool = True) -> Names:
        """The names of every channel in the list, also those of its duplicates; prepared once for each catalogue."""
        async with self._engine.connect() as connection:
            known = self._names.get(adult)
            if known is not None and known[0] == (there := await version(connection)):
                return known[1]
        async with self._preparing:
            async with self._engine.connect() as connection:
                there = await version(connection)
                known = self._names.get(adult)
                if known is not None and known[0] == there:
                    return known[1]
                rows = (await connection.execute(_named(adult=adult))).all()
            names = await asyncio.to_thread(_prepared, rows)
            self._names[adult] = (there, names)
        return names


def _named(*, adult: bool) -> Select[Any]:
    columns = ("id", "norm", "number", "fold", "lead")
    query = select(*(channels.c[name] for name in columns)).order_by(channels.c.rank)
    query = query.where(~channels.c.hidden, channels.c.kind.in_(ZAPPED))
    return query if adult else query.where(~channels.c.adult)


def _prepared(rows: Sequence[Any]) -> Names:
    """Each row's name for the channel that leads it."""
    leads = {row.fold: row.id for row in rows if row.lead}
    return Names((row.id if row.lead else leads.get(row.fold, row.id), row.norm, row.number) for row in rows)


def _rank_in_list(channel_id: str) -> Select[Any]:
    """The rank of a channel, or of the one that leads it."""
    lead = channels.alias("lead")
    leads = and_(lead.c.fold == channels.c.fold, channels.c.fold != "", lead.c.lead)
    rank = func.coalesce(lead.c.rank, channels.c.rank)
    return select(rank).select_from(channels.outerjoin(lead, leads)).where(channels.c.id == channel_id)


async def _replace_series(connection: AsyncConnection, playlist_id: str, rows: list[Row]) -> None:
    await connection.execute(delete(series).where(series.c.playlist_id == playlist_id))
    await insert_rows(connection, series, rows)
