"""Takes the file in: adds what is not there, changes nothing that is, all in one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, func, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from prism_media.backup.checking import is_file
from prism_media.backup.sections import CHANNELS, GUIDES, OWN, PLAYLISTS, PROFILES, SERIES, Section
from prism_media.catalogue.rows import RANK_STEP
from prism_media.database.dialect import insert_rows
from prism_media.database.tables import channels, playlists, profiles
from prism_media.database.text import rebuild_text
from prism_media.viewers.model import DEFAULT_NAME, DEFAULT_PROFILE

Row = dict[str, Any]

NEVER_READ = 1
"""When a source was last read that is to be read at once (Unix seconds; 0 would mean: as old as its rows)."""


@dataclass(slots=True)
class Restored:
    """What came of it, by section; `skipped` counts by (section, reason)."""

    added: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    skipped: Counter[tuple[str, str]] = field(default_factory=Counter)


async def restore(
    engine: AsyncEngine, document: dict[str, list[Row]], now: int, account: str | None = None
) -> Restored:
    """Take in what `read_document` gave; whatever goes wrong changes nothing.

    Profiles become `account`'s where somebody has signed in, and what belongs to those of others is passed over.
    """
    async with engine.begin() as connection:
        run = _Run(connection, document, now, account)
        await run.profiles()
        await run.playlists()
        await run.channels()
        await run.add(GUIDES, document[GUIDES.name], run.guide)
        for section in OWN:
            await run.add(section, document[section.name], run.own)
        await rebuild_text(connection, "channels_text")
    return run.restored


class _Run:
    """One import under way."""

    def __init__(
        self, connection: AsyncConnection, document: dict[str, list[Row]], now: int, account: str | None
    ) -> None:
        self._account = account
        self._connection = connection
        self._document = document
        self._now = now
        self._known_profiles: set[str] = set()
        self._moved: dict[str, Callable[[int], int]] = {}
        self.restored = Restored()

    async def add(self, section: Section, rows: list[Row], prepared: Callable[[Section, Row], Row | str]) -> None:
        """Add the rows that are not there; `prepared` gives each as it is kept, or why it is not."""
        there = {
            tuple(row) for row in await self._connection.execute(select(*(section.table.c[n] for n in section.same)))
        }
        new: list[Row] = []
        for row in rows:
            key = tuple(row[name] for name in section.same)
            kept: Row | str | None = None if key in there else prepared(section, row)
            if kept is None:
                self.restored.unchanged[section.name] += 1
            elif isinstance(kept, str):
                self.restored.skipped[section.name, kept] += 1
            else:
                there.add(key)
                new.append(kept)
        await insert_rows(self._connection, section.table, new)
        self.restored.added[section.name] += len(new)

    async def profiles(self) -> None:
        rows = self._document[PROFILES.name]
        await self._default_profile(next((row for row in rows if row["id"] == DEFAULT_PROFILE), None))
        names = {str(name).casefold() for (name,) in await self._connection.execute(select(profiles.c.name))}

        def prepared(_: Section, row: Row) -> Row:
            name, number = row["name"].strip(), 1
            while name.casefold() in names:
                number += 1
                name = f"{row['name'].strip()[:55]} {number}"
            names.add(name.casefold())
            return {**row, "name": name, "account": self._account}

        await self.add(PROFILES, rows, prepared)
        own = select(profiles.c.id).where(self._is_own())
        self._known_profiles = {row[0] for row in await self._connection.execute(own)}

    def _is_own(self) -> ColumnElement[bool]:
        return true() if self._account is None else profiles.c.account == self._account

    async def _default_profile(self, row: Row | None) -> None:
        """The default profile is always there; where nobody has made it theirs yet, it takes the file's values."""
        if row is None:
            return
        untouched = (profiles.c.id == DEFAULT_PROFILE) & (profiles.c.name == DEFAULT_NAME)
        fresh = untouched & profiles.c.pin_hash.is_(None) & (profiles.c.colour == "")
        values = {name: row[name] for name in ("name", "colour", "pin_hash")}
        await self._connection.execute(update(profiles).where(fresh & self._is_own()).values(values))

    async def playlists(self) -> None:
        last = await self._connection.scalar(select(func.max(playlists.c.position)))
        ranks = await self._connection.execute(
            select(channels.c.playlist_id, func.max(channels.c.rank)).group_by(channels.c.playlist_id)
        )
        highest = {row[0]: row[1] for row in ranks}
        position = last or 0

        def prepared(_: Section, row: Row) -> Row | str:
            nonlocal position
            if row["url"] is None and row["kind"] in {"xtream", "folder", "podcast"}:
                return "its address and password are not in the file; add it anew, or export with credentials"
            position += 1
            self._moved[row["id"]] = _to_place(position)
            read_again = NEVER_READ if row["url"] is not None and row["refresh_seconds"] is not None else None
            return {**row, "position": position, "skipped": [], "channel_count": 0, "checked_at": read_again}

        rows = sorted(self._document[PLAYLISTS.name], key=lambda row: row["position"])
        await self.add(PLAYLISTS, rows, prepared)
        for row in rows:
            if row["kind"] == "radio" and row["id"] not in self._moved and row["id"] in highest:
                self._moved[row["id"]] = _after(highest[row["id"]])

    async def channels(self) -> None:
        def prepared(_: Section, row: Row) -> Row | str:
            moved = self._moved.get(row["playlist_id"])
            if moved is None:
                return "their playlist is there already, or was skipped"
            return {**row, "rank": moved(row["rank"])}

        def playable(section: Section, row: Row) -> Row | str:
            by_hand = row["playlist_id"] not in self._read_again()
            if is_file(row["url"]):
                if by_hand:
                    return "they are files; import their folder again"
                # A file is opened only where its folder was looked through here, which it is once it is read again.
                return prepared(section, {**row, "url": "", "details": {}})
            if not row["url"] and by_hand:
                return "their address may hold credentials, which are not in the file"
            return prepared(section, row)

        await self.add(SERIES, self._document[SERIES.name], prepared)
        rows = sorted(self._document[CHANNELS.name], key=lambda row: row["rank"])
        await self.add(CHANNELS, rows, playable)
        counted = select(func.count()).where(channels.c.playlist_id == playlists.c.id).scalar_subquery()
        await self._connection.execute(
            update(playlists).where(playlists.c.id.in_(list(self._moved))).values(channel_count=counted)
        )

    def _read_again(self) -> set[str]:
        return {row["id"] for row in self._document[PLAYLISTS.name] if row["url"] and row["refresh_seconds"]}

    def guide(self, _: Section, row: Row) -> Row | str:
        """A guide's settings: it is read at once."""
        if row["url"] is None:
            return "was uploaded; upload it again"
        counts = {name: 0 for name in ("channel_count", "programme_count", "matched_count", "imported_at")}
        return {**row, **counts, "truncated": False}

    def own(self, section: Section, row: Row) -> Row | str:
        """What is a profile's own, where that is here."""
        if section.of_profiles and row["profile"] not in self._known_profiles:
            return "their profile is not here"
        if section.name == "reminders" and row["due_at"] <= self._now:
            return "their time has passed"
        return row


def _to_place(position: int) -> Callable[[int], int]:
    """Ranks of a playlist that comes to stand at `position`."""
    return lambda rank: position * RANK_STEP + rank % RANK_STEP


def _after(rank: int) -> Callable[[int], int]:
    """Ranks that follow `rank`, whatever they were."""
    last = rank

    def following(_: int) -> int:
        nonlocal last
        last += 1
        return last

    return following
