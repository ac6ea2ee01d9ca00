"""Sources in the database: their settings, and the rows they bring."""

from __future__ import annotations

from contextlib import AsyncExitStack
from typing import Any

from sqlalchemy import and_, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.sql import ColumnElement

from prism_media.catalogue.keys import short_id
from prism_media.catalogue.renewal import refuse_shrinking
from prism_media.catalogue.rows import RANK_STEP
from prism_media.catalogue.versions import count_change
from prism_media.database.dialect import analyse, insert_rows
from prism_media.database.tables import channels, guides, playlists, series
from prism_media.database.text import add_text, remove_text
from prism_media.sources.content import Content
from prism_media.sources.pointers import pass_on
from prism_media.sources.replacing import Spool, replace_rows, spooled
from prism_media.sources.source import COLUMNS, Source, source_of

Row = dict[str, Any]
EPISODES_FROM = 1 << 23
"""Place within a source's ranks where episodes start that were asked for one series at a time."""


class SourceStore:
    """Reads and writes sources. One instance a process; safe to share between tasks."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def source(self, source_id: str) -> Source | None:
        """One source."""
        wanted = select(*(playlists.c[name] for name in COLUMNS)).where(playlists.c.id == source_id)
        async with self._engine.connect() as connection:
            row = (await connection.execute(wanted)).mappings().first()
        return source_of(dict(row)) if row else None

    async def sources(self) -> list[Source]:
        """Every source, in order."""
        wanted = select(*(playlists.c[name] for name in COLUMNS)).order_by(playlists.c.position)
        async with self._engine.connect() as connection:
            return [source_of(dict(row)) for row in (await connection.execute(wanted)).mappings()]

    async def skipped(self, source_id: str) -> list[Row]:
        """What of a source gave nothing, with line and reason."""
        async with self._engine.connect() as connection:
            found = await connection.scalar(select(playlists.c.skipped).where(playlists.c.id == source_id))
        return list(found or ())

    async def counts(self) -> dict[str, Row]:
        """By source: `channels` (television and radio), `movies`, `series` and `skipped`."""
        counted: dict[str, Row] = {}
        by_kind = select(channels.c.playlist_id, channels.c.kind, func.count()).group_by(
            channels.c.playlist_id, channels.c.kind
        )
        listed = select(series.c.playlist_id, func.count()).group_by(series.c.playlist_id)
        async with self._engine.connect() as connection:
            for source_id, skipped in await connection.execute(select(playlists.c.id, playlists.c.skipped)):
                counted[source_id] = {"channels": 0, "movies": 0, "series": 0, "skipped": len(skipped or ())}
            for source_id, kind, count in await connection.execute(by_kind):
                name = {"movie": "movies", "tv": "channels", "radio": "channels"}.get(kind)
                if name:
                    counted[source_id][name] += count
            for source_id, count in await connection.execute(listed):
                counted[source_id]["series"] += count
        return counted

    async def next_position(self) -> int:
        """Where a new source stands: last."""
        async with self._engine.connect() as connection:
            return int(await connection.scalar(select(func.max(playlists.c.position))) or 0) + 1

    async def add(self, source: Source) -> None:
        """Add a source that has no rows yet."""
        values = {name: getattr(source, name) for name in COLUMNS}
        values |= {"groups_off": list(source.groups_off), "attributes": {}, "skipped": [], "channel_count": 0}
        async with self._engine.begin() as connection:
            await connection.execute(insert(playlists).values(values))

    async def change(self, source_id: str, values: Row) -> None:
        """Set columns of a source."""
        if values:
            async with self._engine.begin() as connection:
                await connection.execute(update(playlists).where(playlists.c.id == source_id).values(values))

    async def replace(self, source: Source, content: Content, now: int, *, force: bool = False) -> None:
        """Put `content` in the place of what the source had, once all of it has come; before, nothing changes.

        Raises:
            ShrunkPlaylist: an account has hardly anything of what it had, which only `force` takes.
        """
        mine = channels.c.playlist_id == source.id
        theirs = series.c.playlist_id == source.id
        async with AsyncExitStack() as files:
            listed = await files.enter_async_context(spooled(content.channels))
            shows = await files.enter_async_context(spooled(content.series)) if content.series is not None else None
            if source.kind == "xtream" and not force:
                await self._refuse_shrinking(source, content, listed, shows)
            await replace_rows(self._engine, channels, and_(mine, channels.c.kind.in_(content.kinds)), listed)
            if shows is not None:
                known = await self._listed_at(theirs)
                await replace_rows(self._engine, series, theirs, shows, known)
                await self._remove_orphans(source.id)
        values: Row = {
            "skipped": content.report.skipped,
            "imported_at": now,
            "etag": content.etag,
            "last_modified": content.last_modified,
        }
        if content.account is not None:
            values["account"] = content.account
        async with self._engine.begin() as connection:
            await connection.execute(update(playlists).where(playlists.c.id == source.id).values(values))
            await _count(connection, source.id)
            await analyse(connection, channels)

    async def _refuse_shrinking(self, source: Source, content: Content, listed: Spool, shows: Spool | None) -> None:
        """Check each of the account's lists by itself."""
        had = (await self.counts())[source.id]
        count = listed.counts
        lists = [
            ("channels", "tv", count.get("tv", 0) + count.get("radio", 0)),
            ("movies", "movie", count.get("movie", 0)),
        ]
        for name, kind, now_there in lists:
            if kind in content.kinds:
                refuse_shrinking(had[name], now_there, cut_short=False, what=name)
        if shows is not None:
            refuse_shrinking(had["series"], len(shows.ids), cut_short=False, what="series")

    async def _listed_at(self, theirs: ColumnElement[bool]) -> dict[str, Row]:
        """When the episodes of each series were asked for: a new list does not know."""
        query = select(series.c.id, series.c.listed_at).where(theirs)
        async with self._engine.connect() as connection:
            return {row[0]: {"listed_at": row[1]} for row in await connection.execute(query)}

    async def _remove_orphans(self, source_id: str) -> None:
        """Remove the episodes of series that are gone."""
        known = select(series.c.id).where(series.c.playlist_id == source_id)
        of_series = and_(channels.c.series_id.is_not(None), channels.c.series_id.not_in(known))
        gone = and_(channels.c.playlist_id == source_id, of_series)
        async with self._engine.begin() as connection:
            await remove_text(connection, "channels_text", gone)
            await connection.execute(delete(channels).where(gone))

    async def one_series(self, series_id: str) -> Row | None:
        """One `series` row."""
        async with self._engine.connect() as connection:
            row = (await connection.execute(select(series).where(series.c.id == series_id))).mappings().first()
        return dict(row) if row else None

    async def next_rank(self, source: Source) -> int:
        """Where the next channel of a source stands."""
        async with self._engine.connect() as connection:
            last = await connection.scalar(select(func.max(channels.c.rank)).where(channels.c.playlist_id == source.id))
        return int(last) + 1 if last is not None else source.position * RANK_STEP

    async def next_episode_rank(self, source: Source) -> int:
        """Where the next episode of a source stands that is asked for by itself."""
        mine = and_(channels.c.playlist_id == source.id, channels.c.kind == "episode")
        async with self._engine.connect() as connection:
            last = await connection.scalar(select(func.max(channels.c.rank)).where(mine))
        return max(int(last or 0) + 1, source.position * RANK_STEP + EPISODES_FROM)

    async def replace_episodes(self, series_id: str, rows: list[Row], now: int) -> None:
        """Put `rows` in the place of a series' episodes."""
        mine = channels.c.series_id == series_id
        async with self._engine.begin() as connection:
            await remove_text(connection, "channels_text", mine)
            await connection.execute(delete(channels).where(mine))
            await insert_rows(connection, channels, rows)
            await add_text(connection, "channels_text", mine)
            await connection.execute(update(series).where(series.c.id == series_id).values(listed_at=now))

    async def put_channel(self, row: Row) -> None:
        """Add one channel, in the place of the one with its id."""
        same = channels.c.id == row["id"]
        async with self._engine.begin() as connection:
            await remove_text(connection, "channels_text", same)
            await connection.execute(delete(channels).where(same))
            await connection.execute(insert(channels).values(row))
            await add_text(connection, "channels_text", same)
            await _count(connection, row["playlist_id"])

    async def remove_channel(self, source_id: str, channel_id: str) -> bool:
        """Remove one channel of a source; says whether there was one."""
        same = and_(channels.c.id == channel_id, channels.c.playlist_id == source_id)
        async with self._engine.begin() as connection:
            await remove_text(connection, "channels_text", same)
            removed = await connection.execute(delete(channels).where(same))
            await _count(connection, source_id)
        return bool(removed.rowcount)

    async def channel_ids(self, source_id: str) -> set[str]:
        """Ids of a source's channels."""
        async with self._engine.connect() as connection:
            rows = await connection.execute(select(channels.c.id).where(channels.c.playlist_id == source_id))
            return {row[0] for row in rows}

    async def station(self, source_id: str, channel_id: str) -> str | None:
        """The directory's id of the station that a channel of this source is; none for any other channel."""
        same = and_(channels.c.id == channel_id, channels.c.playlist_id == source_id)
        async with self._engine.connect() as connection:
            details = await connection.scalar(select(channels.c.details).where(same))
        return details.get("uuid") if details else None

    async def group_texts(self, source_id: str) -> dict[str, int]:
        """Every distinct `groups` text of a source's channels and series, and how many have it."""
        counted: dict[str, int] = {}
        async with self._engine.connect() as connection:
            for table in (channels, series):
                query = select(table.c.groups, func.count()).where(table.c.playlist_id == source_id)
                for text, count in await connection.execute(query.group_by(table.c.groups)):
                    counted[text] = counted.get(text, 0) + count
        return counted

    async def reorder(self, ids: list[str]) -> None:
        """Give the sources these places, and their channels and series the ranks that follow from them."""
        async with self._engine.begin() as connection:
            await count_change(connection)
            rows = await connection.execute(select(playlists.c.id, playlists.c.position))
            places = {row[0]: row[1] for row in rows}
            # The demo channels may be gone: their place is kept for them.
            for place, source_id in enumerate(ids, 0 if ids[:1] == ["demo"] else 1):
                by = (place - places[source_id]) * RANK_STEP
                if by:
                    where = playlists.c.id == source_id
                    await connection.execute(update(playlists).where(where).values(position=place))
                    for table in (channels, series):
                        moved = update(table).where(table.c.playlist_id == source_id)
                        await connection.execute(moved.values(rank=table.c.rank + by))

    async def point_to_guides(self, source: Source, urls: list[str], now: int) -> list[str]:
        """Note the guides that a source points to, to be read by the schedule; returns the ids of those it had before.

        A guide that somebody added by hand stays theirs.
        """
        wanted = {short_id("guide", url): url for url in urls}
        theirs = guides.c.playlist_id == source.id
        async with self._engine.begin() as connection:
            rows = await connection.execute(select(guides.c.id).where(or_(guides.c.id.in_(wanted), theirs)))
            known = {row[0] for row in rows}
            for guide_id, url in wanted.items():
                if guide_id not in known:
                    await connection.execute(insert(guides).values(_guide_row(guide_id, url, source, now)))
            gone = await connection.scalars(select(guides.c.id).where(theirs, guides.c.id.not_in(wanted)))
            return await pass_on(connection, source.id, gone.all())

    async def pass_on_guides(self, source_id: str) -> list[str]:
        """Let others that point to a source's guides have them; returns those that are to go with it."""
        async with self._engine.begin() as connection:
            mine = await connection.scalars(select(guides.c.id).where(guides.c.playlist_id == source_id))
            return await pass_on(connection, source_id, mine.all())

    async def all_guides(self) -> list[Row]:
        """What the schedule needs to know of each guide that has an address."""
        names = ("id", "refresh_seconds", "checked_at", "enabled", "failure")
        query = select(*(guides.c[name] for name in names)).where(guides.c.url.is_not(None))
        async with self._engine.connect() as connection:
            return [dict(row) for row in (await connection.execute(query)).mappings()]

    async def guide_checked(self, guide_id: str, now: int, failure: str | None) -> None:
        """Note what came of reading a guide."""
        values = {"checked_at": now, "failure": failure}
        async with self._engine.begin() as connection:
            await connection.execute(update(guides).where(guides.c.id == guide_id).values(values))


async def _count(connection: AsyncConnection, source_id: str) -> None:
    await count_change(connection)
    counted = select(func.count()).select_from(channels).where(channels.c.playlist_id == source_id).scalar_subquery()
    await connection.execute(update(playlists).where(playlists.c.id == source_id).values(channel_count=counted))


def _guide_row(guide_id: str, url: str, source: Source, now: int) -> Row:
    return {
        "id": guide_id,
        "name": source.name,
        "url": url,
        "channel_count": 0,
        "programme_count": 0,
        "matched_count": 0,
        "imported_at": now,
        "truncated": False,
        "playlist_id": source.id,
        "refresh_seconds": source.refresh_seconds or 86_400,
        "timeout_seconds": source.timeout_seconds,
        "user_agent": source.user_agent,
    }
