"""Writes the file, row by row, so that a large one is never in memory as a whole."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, union
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from prism_media.backup.credentials import may_hold_credentials, without_secrets
from prism_media.backup.sections import CHANNELS, GUIDES, PLAYLISTS, PROFILES, SECTIONS, SERIES, VERSION, Section
from prism_media.database.tables import (
    channels,
    favourites,
    guide_overrides,
    guides,
    history,
    playlists,
    positions,
    recording_rules,
    reminders,
    series,
)

Row = dict[str, Any]


@dataclass(slots=True)
class Export:
    """One export.

    Attributes:
        profiles: ids of those whose own things go along.
        credentials: whether passwords, tokens and PINs do.
        left_out: by reason, how many rows stayed behind; complete at the end.
    """

    engine: AsyncEngine
    profiles: list[str]
    credentials: bool
    left_out: Counter[str] = field(default_factory=Counter)

    async def chunks(self, now: float) -> AsyncIterator[str]:
        """The file in pieces."""
        at = datetime.fromtimestamp(now, UTC).isoformat()
        head = {"prism_export": VERSION, "exported_at": at, "credentials": self.credentials}
        yield json.dumps(head)[:-1]
        async with self.engine.connect() as connection:
            for section in SECTIONS:
                yield f",\n{json.dumps(section.name)}: ["
                between = "\n"
                async for row in self._rows(connection, section):
                    yield between + json.dumps(row, ensure_ascii=False)
                    between = ",\n"
                yield "]"
        left = [{"what": what, "count": count} for what, count in sorted(self.left_out.items()) if count]
        yield f',\n"left_out": {json.dumps(left)}}}\n'

    async def _rows(self, connection: AsyncConnection, section: Section) -> AsyncIterator[Row]:
        order = [section.table.c[name] for name in section.same]
        query = select(*section.columns).where(self._wanted(section)).order_by(*order)
        async with connection.stream(query) as found:
            async for row in found.mappings():
                shown = dict(row) if self.credentials else self._without_credentials(section, dict(row))
                if shown is not None:
                    yield shown

    def _wanted(self, section: Section) -> ColumnElement[bool]:
        if section is PROFILES:
            return section.table.c.id.in_(self.profiles)
        if section.of_profiles:
            return section.table.c.profile.in_(self.profiles)
        if section is PLAYLISTS:
            return playlists.c.kind != "demo"
        if section is SERIES:
            return series.c.playlist_id.in_(_kept_whole())
        if section is GUIDES:
            return guides.c.id != "demo"
        if section is CHANNELS:
            theirs = channels.c.playlist_id != "demo"
            chosen = channels.c.id.in_(_chosen(self.profiles))
            return and_(theirs, or_(channels.c.playlist_id.in_(_kept_whole()), chosen))
        return section.table.c.channel_id.is_not(None)

    def _without_credentials(self, section: Section, row: Row) -> Row | None:
        if section is PROFILES and row["pin_hash"] is not None:
            self.left_out["PINs of profiles"] += 1
            return {**row, "pin_hash": None}
        if section is PLAYLISTS:
            return self._playlist(row)
        if section is GUIDES and row["url"] and may_hold_credentials(row["url"]):
            self.left_out["guides whose address may hold credentials"] += 1
            return None
        if section is CHANNELS:
            return self._channel(row)
        return row

    def _playlist(self, row: Row) -> Row:
        """A playlist without what it is read with, which then must be given anew."""
        if row["credentials"] or (row["kind"] != "folder" and row["url"] and may_hold_credentials(row["url"])):
            self.left_out["addresses and passwords of playlists"] += 1
            return {**row, "url": None, "credentials": None}
        return row

    def _channel(self, row: Row) -> Row:
        """A channel without its address, where that may hold credentials; the details repeat the playlist's text."""
        secret = may_hold_credentials(row["url"])
        self.left_out["addresses of channels"] += secret
        details = {} if secret else row["details"]
        headers, kept = row["headers"] or {}, without_secrets(row["headers"] or {})
        self.left_out["headers of channels"] += len(kept) < len(headers)
        catchup = None if secret else row["catchup"]
        return {**row, "url": "" if secret else row["url"], "headers": kept, "details": details, "catchup": catchup}


def _kept_whole() -> Any:
    """Ids of the playlists that nothing reads again by itself."""
    by_hand = or_(playlists.c.url.is_(None), playlists.c.refresh_seconds.is_(None))
    return select(playlists.c.id).where(playlists.c.kind != "demo", by_hand)


def _chosen(theirs: list[str]) -> Any:
    """Ids of the channels that somebody chose something of: a new list gives those their ids back."""
    tables = (favourites, history, recording_rules, reminders)
    own = [(table.c.profile, table.c.channel_id) for table in tables]
    own.append((positions.c.profile, positions.c.item_id))
    everybodys = select(guide_overrides.c.channel_id)
    chosen = (select(column).where(profile.in_(theirs), column.is_not(None)) for profile, column in own)
    return union(everybodys, *chosen)
