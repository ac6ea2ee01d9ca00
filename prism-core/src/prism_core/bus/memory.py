"""The bus inside one process: for tests, with the same promises as the one over Redis."""

import asyncio
import time
from collections import defaultdict, deque
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from prism_core import codec
from prism_core.bus import names
from prism_core.bus.base import Backlog, Message
from prism_core.bus.hub import Hub, LocalSubscription
from prism_core.events import Event, decode


async def _nothing(_channel: str) -> None:
    """Confirms at once: there is no server to ask."""


class MemoryBus:
    """A whole bus in memory. `clock` gives seconds for the keys' times to live."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._hub = Hub(_nothing, _nothing)
        self._streams: dict[str, deque[tuple[bytes, float]]] = defaultdict(lambda: deque(maxlen=names.STREAM_LENGTH))
        self._work_arrived = asyncio.Condition()
        self._values: dict[str, tuple[bytes, float]] = {}

    async def start(self) -> None:
        """Nothing to connect."""

    async def close(self) -> None:
        """Ends every subscription."""
        self._hub.close()

    async def ping(self) -> None:
        """Always there."""

    async def publish(self, channel: str, event: Event, payload: bytes = b"") -> None:
        """Tells everybody who listens to `channel` now, by way of the wire form."""
        header, payload = codec.decode(codec.encode(event.model_dump_json().encode(), payload))
        self._hub.deliver(Message(channel, decode(header), payload))

    def subscribe(self, *channels: str) -> AbstractAsyncContextManager[LocalSubscription]:
        """Listens while the context is open."""
        return self._hub.subscribe(channels)

    async def enqueue(self, stream: str, frame: bytes) -> None:
        """Leaves work for one worker."""
        async with self._work_arrived:
            self._streams[stream].append((frame, self._clock()))
            self._work_arrived.notify_all()

    async def claim(self, stream: str, group: str, consumer: str, wait_seconds: float) -> bytes | None:
        """Takes the next piece of work; none if none came in time."""
        try:
            async with asyncio.timeout(wait_seconds), self._work_arrived:
                await self._work_arrived.wait_for(lambda: bool(self._streams[stream]))
                return self._streams[stream].popleft()[0]
        except TimeoutError:
            return None

    async def backlog(self, stream: str) -> Backlog:
        """What waits in `stream` for a worker."""
        waiting = self._streams[stream]
        return Backlog(len(waiting), self._clock() - waiting[0][1] if waiting else 0.0)

    async def get(self, key: str) -> bytes | None:
        """Value of `key`, none if its time is over."""
        found = self._values.get(key)
        if found is None or found[1] <= self._clock():
            self._values.pop(key, None)
            return None
        return found[0]

    async def set(self, key: str, value: bytes, ttl_seconds: float) -> None:
        """Sets `key` for `ttl_seconds`."""
        self._values[key] = (value, self._clock() + ttl_seconds)

    async def delete(self, key: str) -> None:
        """Removes `key` if it exists."""
        self._values.pop(key, None)

    async def keys(self, prefix: str) -> tuple[str, ...]:
        """Names of the living keys that begin with `prefix`, sorted."""
        now = self._clock()
        return tuple(sorted(k for k, (_, until) in self._values.items() if k.startswith(prefix) and until > now))

    async def acquire(self, key: str, owner: str, ttl_seconds: float) -> bool:
        """Takes or renews a lease."""
        holder = await self.get(key)
        if holder not in (None, owner.encode()):
            return False
        await self.set(key, owner.encode(), ttl_seconds)
        return True

    async def release(self, key: str, owner: str) -> None:
        """Gives a lease back."""
        if await self.get(key) == owner.encode():
            await self.delete(key)
