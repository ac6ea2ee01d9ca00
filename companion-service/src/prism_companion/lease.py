"""Which channels this replica follows: those that somebody watches and no other replica holds."""

import asyncio
import uuid
from collections.abc import Iterable

from prism_core.bus import Bus, names


class ChannelLeases:
    """Leases `prism:lease:companion:{channel}`, taken, renewed and given back; one task uses it.

    Call `reconcile` at least three times within `ttl_seconds`.
    """

    def __init__(self, bus: Bus, ttl_seconds: float, limit: int, owner: str = "") -> None:
        self._bus, self._ttl, self._limit = bus, ttl_seconds, limit
        self._owner = owner or uuid.uuid4().hex
        self.held: frozenset[str] = frozenset()

    async def reconcile(self) -> frozenset[str]:
        """The channels that are ours now, after taking what is free, renewing and leaving what nobody watches.

        Raises:
            BusUnavailable: Redis does not answer; `held` stays as it was, since nobody else can take it either.
        """
        watched = await watched_channels(self._bus)
        kept = await self._taken(self.held & watched)
        others = sorted(watched - self.held)
        while others and len(kept) < self._limit:
            asked, others = others[: self._limit - len(kept)], others[self._limit - len(kept) :]
            kept |= await self._taken(asked)
        left, self.held = self.held - kept, frozenset(kept)
        await self._release(left)
        return self.held

    async def release_all(self) -> None:
        """Gives every lease back, so that another replica need not wait for them to run out."""
        held, self.held = self.held, frozenset()
        await self._release(held)

    async def _taken(self, channels: Iterable[str]) -> set[str]:
        """Those whose lease is ours now; asked for all at once, lest the first runs out until the last is renewed."""
        asked = list(channels)
        answers = await asyncio.gather(*(self._bus.acquire(lease_name(each), self._owner, self._ttl) for each in asked))
        return {channel for channel, taken in zip(asked, answers, strict=True) if taken}

    async def _release(self, channels: Iterable[str]) -> None:
        for channel in channels:
            await self._bus.release(lease_name(channel), self._owner)


def lease_name(channel: str) -> str:
    """The key of a channel's lease."""
    return names.lease(f"companion:{channel}")


async def watched_channels(bus: Bus) -> frozenset[str]:
    """Channels that some browser shows now."""
    keys = await bus.keys(names.WATCHING_PREFIX)
    return frozenset(key.removeprefix(names.WATCHING_PREFIX) for key in keys)
