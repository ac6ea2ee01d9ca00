"""Where the counts are: in Redis for all gateways together, in this process while Redis is away."""

import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Final, Protocol

import redis.asyncio as aioredis
from redis import exceptions
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from prism_gateway.edge.limits.policy import Policy
from prism_gateway.edge.limits.window import Seen, Window
from prism_gateway.metrics import LIMITS_LOCAL

log = logging.getLogger(__name__)

PATIENCE_SECONDS: Final = 0.1
"""A limit must not become the delay that it guards against."""
AWAY_SECONDS: Final = 2.0
"""Pause after a failure before Redis is asked again."""
MOST_KEYS: Final = 50_000
PREFIX: Final = "prism:limit:"
FAILED: Final = (exceptions.RedisError, OSError, TimeoutError)

# One hash a key, by Redis's own clock, so that gateways whose clocks differ agree.
_TAKE = """
local time = redis.call('TIME')
local size = tonumber(ARGV[2]) * 1000
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local number = math.floor(now / size)
local into = (now % size) / size
local kept = redis.call('HMGET', KEYS[1], 'n', 'c', 'p')
local at, current, previous = tonumber(kept[1]) or 0, tonumber(kept[2]) or 0, tonumber(kept[3]) or 0
if at ~= number then
  if at == number - 1 then previous = current else previous = 0 end
  current = 0
end
local free = math.max(0, math.floor(tonumber(ARGV[1]) - current - previous * (1 - into)))
local granted = math.min(tonumber(ARGV[3]), free)
if granted > 0 then
  current = current + granted
  redis.call('HSET', KEYS[1], 'n', number, 'c', current, 'p', previous)
  redis.call('PEXPIRE', KEYS[1], 2 * size)
end
return {granted, current, previous, tostring(into)}
"""


class Counters(Protocol):
    """Counts requests by key."""

    async def take(self, key: str, policy: Policy, want: int) -> tuple[int, Seen]:
        """Counts up to `want` requests; gives how many `policy` grants, and the counts after them."""
        ...

    async def close(self) -> None:
        """Disconnects."""
        ...


class LocalCounters:
    """Counts of this process alone; the keys that were not asked about for longest are forgotten first."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._windows: OrderedDict[str, Window] = OrderedDict()

    async def take(self, key: str, policy: Policy, want: int) -> tuple[int, Seen]:
        """See `Counters`."""
        window = self._windows.setdefault(key, Window())
        self._windows.move_to_end(key)
        if len(self._windows) > MOST_KEYS:
            self._windows.popitem(last=False)
        return window.take(want, policy.amount, policy.seconds, self._clock())

    async def close(self) -> None:
        """Nothing to disconnect."""


class RedisCounters:
    """Counts of all gateways. While Redis is away each gateway counts for itself: viewers go on, within the limits."""

    def __init__(
        self, url: str, clock: Callable[[], float] = time.monotonic, patience_seconds: float = PATIENCE_SECONDS
    ) -> None:
        self._redis: Any = aioredis.Redis.from_url(
            url,
            protocol=2,
            socket_timeout=patience_seconds,
            socket_connect_timeout=patience_seconds,
            retry=Retry(NoBackoff(), 0),
        )
        self._script: Any = self._redis.register_script(_TAKE)
        self._clock = clock
        self._local = LocalCounters(clock)
        self._away_until = 0.0
        self._away = False

    async def take(self, key: str, policy: Policy, want: int) -> tuple[int, Seen]:
        """See `Counters`."""
        if self._clock() < self._away_until:
            return await self._local.take(key, policy, want)
        try:
            granted, current, previous, into = await self._script(
                keys=(PREFIX + key,), args=(policy.amount, policy.seconds, want)
            )
        except FAILED:
            self._failed()
            return await self._local.take(key, policy, want)
        if self._away:
            self._away = False
            LIMITS_LOCAL.set(0)
            log.info("limits are counted for the fleet again")
        return granted, Seen(current, previous, float(into))

    def _failed(self) -> None:
        self._away_until = self._clock() + AWAY_SECONDS
        if not self._away:
            self._away = True
            LIMITS_LOCAL.set(1)
            log.warning("limits are counted by this gateway alone, since Redis does not answer")

    async def close(self) -> None:
        """See `Counters`."""
        await self._redis.aclose()
