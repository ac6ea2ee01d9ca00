"""Which channels this replica follows: those that somebody watches and no other replica holds."""

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
        kept = {channel for channel in self.held & watched if await self._take(channel)}
        for channel in sorted(watched - self.held):
            if len(kept) >= self._limit:
                break
            if await self._take(channel):
                kept.add(channel)
        left, self.held = self.held - kept, frozenset(kept)
        await self._release(left)
        return self.held

    async def release_all(self) -> None:
        """Gives every lease back, so that another replica need not wait for them to run out."""
        held, self.held = self.held, frozenset()
        await self._release(held)

    async def _take(self, channel: str) -> bool:
        return await self._bus.acquire(lease_name(channel), self._owner, self._ttl)

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
