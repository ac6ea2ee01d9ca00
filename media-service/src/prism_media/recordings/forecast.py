"""Says beforehand which recordings there is no room for to their end.

What a recording takes is what a second of its channel took so far, of this recording or of earlier ones; where nothing
was recorded of the channel, what a second of the others took. Where nothing was recorded at all, nothing is said until
the recording has begun.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from prism_media.recordings.clock import RecordingClock
from prism_media.recordings.storage import Storage, spoken
from prism_media.recordings.store import RecordingStore

Row = Mapping[str, Any]
Taken = Mapping[str, tuple[int, float]]
"""By channel, the bytes and the seconds of all that was recorded of it."""


class Forecast:
    """Looks ahead over everything that is to be recorded: the room is everybody's."""

    def __init__(
        self, store: RecordingStore, clock: RecordingClock, storage: Storage, now: Callable[[], float]
    ) -> None:
        self._store = store
        self._clock = clock
        self._storage = storage
        self._now = now

    async def warnings(self) -> dict[str, str]:
        """By the id of a recording, what is to be said of its room; nothing where it is enough or nobody knows."""
        pending = await self._store.pending()
        if not pending:
            return {}
        room, remedy = self._storage.left()
        short = shortages(pending, await self._taken(pending), room, self._now())
        return {name: f"{said}: {remedy}" for name, said in short.items()}

    async def knows(self, row: Row) -> bool:
        """Whether it is known what a second of a recording takes."""
        return row["channel_id"] in await self._taken([row])

    async def _taken(self, pending: Iterable[Row]) -> Taken:
        # What is made now is in the database some seconds later.
        made = self._clock.made()
        now = {row["channel_id"]: made[row["id"]] for row in pending if row["id"] in made}
        return now | await self._store.taken()


def shortages(pending: Iterable[Row], taken: Taken, room: int, now: float) -> dict[str, str]:
    """What each recording lacks, of those in the order of their start; the earlier ones take their room first.

    Args:
        pending: what is recorded or will be.
        taken: of what was recorded so far.
        room: bytes.
        now: Unix seconds.
    """
    known = {channel: size / seconds for channel, (size, seconds) in taken.items()}
    all_seconds = sum(seconds for _, seconds in taken.values())
    usual = sum(size for size, _ in taken.values()) / all_seconds if all_seconds else 0.0
    short: dict[str, str] = {}
    left = float(room)
    for row in pending:
        rate = known.get(row["channel_id"], usual)
        need = rate * max(0.0, row["stop"] - max(row["start"], now))
        if need > left:
            short[row["id"]] = _said(need, left, rate)
        left = max(0.0, left - need)
    return short


def _said(need: float, left: float, rate: float) -> str:
    minutes, seconds = divmod(int(left / rate), 60)
    lasting = f"{minutes} min" if minutes else f"{seconds} s"
    return f"it needs about {spoken(need)}, and there is room for {spoken(left)}, about {lasting} of it"
