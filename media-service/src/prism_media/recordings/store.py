"""Recordings and rules in the database. Times are Unix seconds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Join, Select, Table, case, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from prism_media.database.dialect import upsert
from prism_media.database.tables import channels, playlists, profiles, recording_rules, recordings
from prism_media.recordings.model import Recording, RecordingRule
from prism_media.recordings.planner import Booked, Rule
from prism_media.recordings.series import title_key
from prism_media.viewers.model import NOBODY

Row = dict[str, Any]
PENDING = ("scheduled", "recording")
_BOOKED = ("id", "channel_id", "title", "start", "stop", "state", "rule_id", "programme_id", "subtitle", "season",
           "episode")  # fmt: skip
_RULE = ("id", "profile", "title", "channel_id", "new_only", "keep")


class RecordingStore:
    """Reads and writes them. One instance a process; safe to share between tasks.

    Where an `account` is given, what is not its own profiles' is as if it were not there.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def add(self, values: Row) -> bool:
        """Add a recording; says whether it was not there yet."""
        async with self._engine.begin() as connection:
            done = await connection.execute(upsert(recordings).values(values).on_conflict_do_nothing())
        return bool(done.rowcount)

    async def get(self, recording_id: str, account: str | None = None) -> Row | None:
        """One recording."""
        mine = (recordings.c.id == recording_id) & _of(account, recordings)
        rows = await self._rows(select(recordings).where(mine))
        return rows[0] if rows else None

    async def listed(self, state: str | None, account: str | None = None) -> list[Row]:
        """Recordings in one state, or in all but cancelled: to come soonest first, then made latest first."""
        wanted = recordings.c.state == state if state else recordings.c.state != "cancelled"
        to_come = recordings.c.state.in_(PENDING)
        order = (
            to_come.desc(),
            case((to_come, recordings.c.start), else_=-recordings.c.start),
            recordings.c.id,
        )
        return await self._rows(select(recordings).where(wanted, _of(account, recordings)).order_by(*order))

    async def pending(self, account: str | None = None) -> list[Row]:
        """What is to be recorded or is being recorded, the soonest first."""
        query = select(recordings).where(recordings.c.state.in_(PENDING), _of(account, recordings))
        return await self._rows(query.order_by(recordings.c.start, recordings.c.created_at))

    async def booked(self) -> list[Booked]:
        """Every recording as the planner sees it, deleted ones of rules too."""
        query = select(*(recordings.c[name] for name in _BOOKED), profiles.c.account)
        return [Booked(**row) for row in await self._rows(query.select_from(_with_account(recordings)))]

    async def nobodys(self) -> list[str]:
        """Ids of the recordings whose account was removed."""
        return [row["id"] for row in await self._rows(select(recordings.c.id).where(recordings.c.profile == NOBODY))]

    async def forget(self, recording_id: str) -> None:
        """Leave nothing of a recording in the database."""
        async with self._engine.begin() as connection:
            await connection.execute(delete(recordings).where(recordings.c.id == recording_id))

    async def used_bytes(self) -> int:
        """What all recordings take together."""
        async with self._engine.connect() as connection:
            return int(await connection.scalar(select(func.sum(recordings.c.bytes))) or 0)

    async def taken(self) -> dict[str, tuple[int, float]]:
        """By channel, the bytes and the seconds of all that is recorded of it."""
        sums = (func.sum(recordings.c[name]) for name in ("bytes", "seconds"))
        made = select(recordings.c.channel_id, *sums).where(recordings.c.seconds > 0).group_by(recordings.c.channel_id)
        async with self._engine.connect() as connection:
            return {channel: (int(size), float(seconds)) for channel, size, seconds in await connection.execute(made)}

    async def change(self, recording_id: str, states: Iterable[str] = (), **values: Any) -> bool:
        """Change a recording that is in one of `states` (any where none are named); says whether it was."""
        statement = update(recordings).where(recordings.c.id == recording_id).values(values)
        if states:
            statement = statement.where(recordings.c.state.in_(tuple(states)))
        async with self._engine.begin() as connection:
            return bool((await connection.execute(statement)).rowcount)

    async def claim(self, recording_id: str, owner: str, now: int, until: int) -> bool:
        """Make `owner` the one process that records it, if no other is; its claim ends at `until`."""
        free = or_(
            recordings.c.claimed_by.is_(None),
            recordings.c.claimed_by == owner,
            recordings.c.claimed_until < now,
        )
        mine = (recordings.c.id == recording_id) & recordings.c.state.in_(PENDING) & free
        statement = update(recordings).where(mine)
        async with self._engine.begin() as connection:
            done = await connection.execute(statement.values(claimed_by=owner, claimed_until=until, state="recording"))
        return bool(done.rowcount)

    async def progress(self, recording_id: str, owner: str, **values: Any) -> bool:
        """Keep how far a recording is; says false where another than `owner` records it by now."""
        mine = (recordings.c.id == recording_id) & (recordings.c.claimed_by == owner)
        theirs = (recordings.c.id == recording_id) & (recordings.c.claimed_by != owner)
        async with self._engine.begin() as connection:
            if (await connection.execute(update(recordings).where(mine).values(values))).rowcount:
                return True
            return await connection.scalar(select(recordings.c.id).where(theirs)) is None

    async def connection_limit(self, channel_id: str) -> tuple[str, int] | None:
        """The source of a channel and how many connections it allows; none where it does not say."""
        query = select(playlists.c.id, playlists.c.account).join(channels, channels.c.playlist_id == playlists.c.id)
        async with self._engine.connect() as connection:
            row = (await connection.execute(query.where(channels.c.id == channel_id))).first()
        most = (row[1] or {}).get("max_connections") if row else None
        return (row[0], most) if row and isinstance(most, int) and most > 0 else None

    async def alternatives(self, channel_id: str) -> list[str]:
        """Ids of the channels that are the same as one, without itself."""
        fold = select(channels.c.fold).where(channels.c.id == channel_id).scalar_subquery()
        same = (channels.c.fold == fold) & (channels.c.fold != "") & (channels.c.id != channel_id)
        query = select(channels.c.id).where(same, ~channels.c.hidden).order_by(channels.c.rank).limit(8)
        async with self._engine.connect() as connection:
            return [row[0] for row in await connection.execute(query)]

    async def remove(self, recording_id: str) -> None:
        """Forget a recording; one of a rule stays as cancelled, so that the rule does not make it again."""
        mine = recordings.c.id == recording_id
        gone = {"state": "cancelled", "bytes": 0, "seconds": 0, "claimed_by": None, "claimed_until": None}
        async with self._engine.begin() as connection:
            await connection.execute(delete(recordings).where(mine, recordings.c.rule_id.is_(None)))
            await connection.execute(update(recordings).where(mine).values(gone))

    async def add_rule(self, values: Row) -> None:
        """Keep a rule."""
        async with self._engine.begin() as connection:
            await connection.execute(insert(recording_rules).values(norm=title_key(values["title"]), **values))

    async def rule_rows(self, account: str | None = None) -> list[Row]:
        """Rules, in the order in which they were made."""
        mine = select(recording_rules).where(_of(account, recording_rules))
        return await self._rows(mine.order_by(recording_rules.c.created_at, recording_rules.c.id))

    async def rules(self) -> list[Rule]:
        """Every rule as the planner sees it."""
        query = select(*(recording_rules.c[name] for name in _RULE), profiles.c.account)
        order = (recording_rules.c.created_at, recording_rules.c.id)
        found = await self._rows(query.select_from(_with_account(recording_rules)).order_by(*order))
        return [Rule(**row) for row in found]

    async def remove_rule(self, rule_id: str) -> bool:
        """Remove a rule and what it had planned; what was recorded stays. Says whether there was one."""
        of_it = recordings.c.rule_id == rule_id
        not_made = of_it & recordings.c.state.in_(("scheduled", "cancelled"))
        async with self._engine.begin() as connection:
            done = await connection.execute(delete(recording_rules).where(recording_rules.c.id == rule_id))
            await connection.execute(delete(recordings).where(not_made))
            await connection.execute(update(recordings).where(of_it).values(rule_id=None))
        return bool(done.rowcount)

    async def _rows(self, query: Select[Any]) -> list[Row]:
        async with self._engine.connect() as connection:
            return [dict(row) for row in (await connection.execute(query)).mappings()]


def _of(account: str | None, table: Table) -> ColumnElement[bool]:
    if account is None:
        return table.c.profile != NOBODY
    return table.c.profile.in_(select(profiles.c.id).where(profiles.c.account == account))


def _with_account(table: Table) -> Join:
    return table.outerjoin(profiles, profiles.c.id == table.c.profile)


def recording_of(row: Mapping[str, Any], warning: str | None = None) -> Recording:
    """A recording as the API gives it."""
    told = {"start", "stop", "created_at", "warning"}
    kept = {name: row[name] for name in Recording.model_fields if name not in told}
    for name in ("subtitle", "description", "icon"):
        kept[name] = row[name] or None
    for name in ("start", "stop", "created_at"):
        kept[name] = datetime.fromtimestamp(row[name], UTC)
    return Recording(**kept, warning=warning)


def rule_of(row: Mapping[str, Any]) -> RecordingRule:
    """A rule as the API gives it."""
    kept = {name: row[name] for name in ("id", "profile", "title", "channel_id", "new_only", "keep")}
    return RecordingRule(**kept, created_at=datetime.fromtimestamp(row["created_at"], UTC))
