"""Who holds the connections that a subscription allows: one more would end them all at many providers.

A channel holds one as long as it is asked for. One that nobody watches any more gives way to the next, which waits for
that a moment, since a viewer who zaps says nothing on leaving. Recordings come before viewers.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass

from prism_core.errors import Unavailable
from prism_media.catalogue.health import Source

FOR_RECORDING: ContextVar[bool] = ContextVar("for_recording", default=False)
"""Set while a recording asks: it does so in this process."""
_USUAL_GAP_SECONDS = 3.0
_GAPS = 1.3
"""So many times the longest gap between requests, and a viewer is gone."""
_SHORTEST_SECONDS, _LONGEST_SECONDS = 2.0, 10.0
_RECORDING_SECONDS = 15.0
"""A recording asks every few seconds; where its source breaks off, it comes back within this."""
_LOOK_SECONDS = 0.1


class ConnectionsTaken(Unavailable):
    """Every connection that the subscription allows is in use."""

    kind = "connections-taken"


@dataclass(slots=True)
class _Holder:
    name: str
    asked: float
    recorded: float = float("-inf")
    gap: float = _USUAL_GAP_SECONDS

    def ask(self, now: float) -> None:
        # The longest gap counts, and is forgotten slowly: playlists come at times, segments all at once.
        self.gap, self.asked = max(0.95 * self.gap, now - self.asked), now
        if FOR_RECORDING.get():
            self.recorded = now

    def recording(self, now: float) -> bool:
        return now - self.recorded < _RECORDING_SECONDS

    def left(self, now: float) -> bool:
        patience = min(max(_GAPS * self.gap, _SHORTEST_SECONDS), _LONGEST_SECONDS)
        return not self.recording(now) and now - self.asked > patience


class Slots:
    """The connections of all subscriptions. For one event loop; `now` is never set back."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._accounts: dict[str, dict[str, _Holder]] = {}

    def touch(self, channel: str) -> None:
        """Somebody asked for something of a channel."""
        for holders in self._accounts.values():
            if channel in holders:
                holders[channel].ask(self._now())

    async def take(self, channel: str, source: Source) -> list[str]:
        """Hold a connection of the source's subscription for `channel`; the channels that lost theirs to it.

        Raises:
            ConnectionsTaken: all are in use; says by what.
        """
        most = limit_of(source)
        if most is None:
            return []
        holders = self._accounts.setdefault(source.playlist_id, {})
        lost: list[str] = []
        began = self._now()
        while channel not in holders and len(holders) >= most:
            if (loser := self._loser(holders)) is not None:
                del holders[loser]
                lost.append(loser)
                continue
            if all(holder.asked > began or holder.recording(began) for holder in holders.values()):
                raise _taken(most, holders, self._now())
            await asyncio.sleep(_LOOK_SECONDS)
        known = holders.setdefault(channel, _Holder("another channel" if source.adult else source.name, self._now()))
        known.ask(self._now())
        return lost

    def _loser(self, holders: dict[str, _Holder]) -> str | None:
        """Who gives way: who was left, and for a recording, any viewer."""
        now = self._now()
        idle = sorted((holder.asked, channel) for channel, holder in holders.items() if not holder.recording(now))
        return next((channel for _, channel in idle if FOR_RECORDING.get() or holders[channel].left(now)), None)


def limit_of(source: Source) -> int | None:
    """How many connections the source's subscription allows, where it says."""
    most = (source.account or {}).get("max_connections")
    return most if isinstance(most, int) and most > 0 else None


def _taken(most: int, holders: dict[str, _Holder], now: float) -> ConnectionsTaken:
    held = ", ".join(
        f"a recording of {holder.name}" if holder.recording(now) else holder.name for holder in holders.values()
    )
    allowed = "one connection" if most == 1 else f"{most} connections"
    recorded = any(holder.recording(now) for holder in holders.values())
    return ConnectionsTaken(
        f"the subscription allows {allowed}, in use by {held}; stop that, or choose a channel of another source",
        recording=recorded,
    )
