"""Which sources of a channel work: the order to try them in, and when one that failed is due another try."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from prism_media.catalogue.leading import LASTING_FAILURES, choose_lead
from prism_media.database.dialect import upsert
from prism_media.database.tables import channels, health, playlists

FIRST_REST_SECONDS = 30
"""How long a source rests after its first failure: about as long as a provider's restart."""
LONGEST_REST_SECONDS = 6 * 3600
_NOTED_SECONDS = 300
"""A source that works is noted this often at most: every segment that arrives says so."""


@dataclass(frozen=True, slots=True)
class Source:
    """One way to play a channel: a row of the catalogue with what its playlist says about fetching."""

    id: str
    """Id of the row, which may be the channel itself or one that is the same channel."""
    playlist_id: str
    name: str
    url: str
    headers: Mapping[str, str]
    catchup: Mapping[str, Any] | None = None
    details: Mapping[str, Any] | None = None
    groups: str = ""
    adult: bool = False
    user_agent: str | None = None
    """The playlist's own; a `User-Agent` among the headers comes before it."""
    timeout_seconds: float | None = None
    account: Mapping[str, Any] | None = None
    """What its provider says of the subscription."""
    failures: int = 0
    """In a row."""
    failed_at: int | None = None
    failure: str | None = None

    def rested_at(self) -> int:
        """When it is due another try, in Unix seconds; 0 where it does not fail."""
        return (self.failed_at or 0) + rest_seconds(self.failures) if self.failures else 0


def rest_seconds(failures: int) -> int:
    """How long a source rests after so many failures in a row: 30 s, doubled each time, 6 h at most."""
    return min(FIRST_REST_SECONDS << min(failures - 1, 20), LONGEST_REST_SECONDS) if failures > 0 else 0


def order(alternatives: Iterable[Source], now: float) -> list[Source]:
    """Those that may be tried in the order given, then those that rest, the first that is due first.

    None is left out: where all have failed, trying is better than giving up.
    """
    return sorted(alternatives, key=lambda source: rest if (rest := source.rested_at()) > now else 0)


class HealthStore:
    """Remembers what became of each source. One instance a process; safe to share between tasks."""

    def __init__(self, engine: AsyncEngine, now: Callable[[], float]) -> None:
        self._engine = engine
        self._now = now
        self.on_played: Callable[[str], None] = lambda channel_id: None
        """Called with the id of a source that gave a stream, about once a minute."""

    async def worked(self, channel_id: str) -> None:
        """A source gave a stream: whatever was wrong is forgotten."""
        self.on_played(channel_id)
        now = int(self._now())
        news = or_(health.c.failures > 0, health.c.worked_at.is_(None), health.c.worked_at < now - _NOTED_SECONDS)
        async with self._engine.connect() as connection:
            query = select(news, health.c.failures).where(health.c.channel_id == channel_id)
            known = (await connection.execute(query)).first()
        if known is None or known[0]:
            values = {"failures": 0, "failed_at": None, "failure": None, "worked_at": now}
            await self._note(channel_id, values, leads=known is not None and known[1] >= LASTING_FAILURES)

    async def failed(self, channel_id: str, kind: str) -> None:
        """A source gave none; `kind` is the problem's type, such as `upstream-timeout`."""
        failures = health.c.failures + 1
        await self._note(channel_id, {"failures": failures, "failed_at": int(self._now()), "failure": kind}, leads=True)

    async def sources(self, channel_id: str) -> list[Source]:
        """The ways to play a channel, best first: itself, then its alternatives, those that rest last.

        Empty where there is no such channel. Alternatives whose playlist or group is off are left out.
        """
        async with self._engine.connect() as connection:
            fold = await connection.scalar(select(channels.c.fold).where(channels.c.id == channel_id))
            if fold is None:
                return []
            same = channels.c.id == channel_id
            if fold:
                same = or_(same, (channels.c.fold == fold) & ~channels.c.hidden)
            query = _sources().where(same).order_by(channels.c.id != channel_id, ~channels.c.lead, channels.c.rank)
            rows = (await connection.execute(query)).mappings()
            return order([Source(**{**row, "failures": row["failures"] or 0}) for row in rows], self._now())

    async def _note(self, channel_id: str, values: dict[str, Any], *, leads: bool) -> None:
        """Keep what became of a source; `leads` where its channel may now be led by another, or by it again."""
        async with self._engine.begin() as connection:
            done = await connection.execute(update(health).where(health.c.channel_id == channel_id).values(values))
            if not done.rowcount:
                first = {**values, "failures": int("failure" in values and values["failure"] is not None)}
                # Another request may have noted the same source meanwhile.
                noted = upsert(health).values(channel_id=channel_id, **first)
                await connection.execute(noted.on_conflict_do_nothing())
            if leads:
                await choose_lead(connection, channel_id)


def _sources() -> Any:
    said = (
        channels.c[name] for name in ("id", "playlist_id", "name", "url", "headers", "catchup", "details", "groups")
    )
    joined = channels.join(playlists, playlists.c.id == channels.c.playlist_id).outerjoin(
        health, health.c.channel_id == channels.c.id
    )
    return select(
        *said,
        playlists.c.user_agent,
        playlists.c.timeout_seconds,
        playlists.c.account,
        health.c.failures,
        health.c.failed_at,
        health.c.failure,
    ).select_from(joined)
