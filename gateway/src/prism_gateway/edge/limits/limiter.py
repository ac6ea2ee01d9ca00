"""Decides, mostly without asking anybody: from permissions taken in advance, and from refusals that still hold."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NamedTuple

from prism_gateway.edge.limits.counters import MOST_KEYS, Counters
from prism_gateway.edge.limits.policy import Policy

LEASE_SECONDS: Final = 2.0
"""Permissions that are not used by then are lost; they were counted."""
LARGEST_LEASE: Final = 256
LEAST_AHEAD: Final = 8
"""Leases from this size on are renewed when half of them is spent."""
SHARE: Final = 50
"""A lease is at most this part of the whole: what several gateways hold back must not be noticed."""


@dataclass(slots=True)
class Lease:
    """What is known about one key.

    Attributes:
        left: permissions in hand.
        until: when they are lost.
        size: how many were taken last; doubles with demand: a visitor takes one, a busy device asks seldom.
        remaining: what the fleet had left when it was last asked.
        reset: when it may have more, and before which nothing is granted if `refused`.
        refused: nothing was left.
        asking: the question that is under way.
    """

    left: int = 0
    until: float = 0.0
    size: int = 0
    remaining: int = 0
    reset: float = 0.0
    refused: bool = False
    asking: asyncio.Task[None] | None = None


class Verdict(NamedTuple):
    """Whether a request may go on, how many more may, and in how many seconds there will be more."""

    allowed: bool
    remaining: int
    seconds: float


class Limiter:
    """Verdicts on requests by key. `clock` gives seconds, monotonic."""

    def __init__(self, counters: Counters, clock: Callable[[], float] = time.monotonic) -> None:
        self._counters = counters
        self._clock = clock
        self._leases: OrderedDict[str, Lease] = OrderedDict()

    def at_once(self, key: str, policy: Policy) -> Verdict | None:
        """The verdict if it needs nobody's help: an over-spent key is refused by one look into a dictionary."""
        lease = self._leases.get(key)
        if lease is None:
            return None
        now = self._clock()
        if lease.left > 0 and now < lease.until:
            lease.left -= 1
            if lease.left * 2 < lease.size and lease.asking is None and not lease.refused and lease.size >= LEAST_AHEAD:
                self._ask(lease, key, policy)  # So that nobody has to wait when the last one is spent.
            return Verdict(True, lease.remaining + lease.left, max(0.0, lease.reset - now))
        if lease.refused and now < lease.reset:
            return Verdict(False, 0, lease.reset - now)
        return None

    async def verdict(self, key: str, policy: Policy) -> Verdict:
        """The verdict on one more request of `key`."""
        while (found := self.at_once(key, policy)) is None:
            lease = self._leases.setdefault(key, Lease())
            self._leases.move_to_end(key)
            self._forget_the_oldest()
            # Shielded: a client that leaves must not take the answer from the others who wait for it.
            await asyncio.shield(lease.asking or self._ask(lease, key, policy))
        return found

    def _ask(self, lease: Lease, key: str, policy: Policy) -> asyncio.Task[None]:
        lease.asking = asyncio.create_task(self._renew(lease, key, policy), name="lease")
        return lease.asking

    async def _renew(self, lease: Lease, key: str, policy: Policy) -> None:
        in_demand = self._clock() < lease.until
        largest = max(1, min(LARGEST_LEASE, policy.amount // SHARE))
        want = max(1, min(largest, 2 * lease.size) - lease.left) if in_demand else 1
        try:
            granted, seen = await self._counters.take(key, policy, want)
            now = self._clock()
            lease.left = granted + (lease.left if now < lease.until else 0)
            lease.size = max(granted, lease.left)
            lease.until = now + LEASE_SECONDS
            lease.remaining = seen.free(policy.amount)
            lease.refused = granted == 0
            wait = seen.wait(policy.amount, policy.seconds)
            lease.reset = now + (wait if lease.refused else (1 - seen.into) * policy.seconds)
        finally:
            lease.asking = None

    def _forget_the_oldest(self) -> None:
        while len(self._leases) > MOST_KEYS:
            self._leases.popitem(last=False)

    async def close(self) -> None:
        """Disconnects."""
        await self._counters.close()
