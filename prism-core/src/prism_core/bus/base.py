"""The bus: news to all who listen, work to one, and keys that outlive a restart."""

from collections import deque
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol

from prism_core.events import Event

MAILBOX_LIMIT = 512
"""Messages a subscriber may lag behind before it loses some: seconds of the busiest session."""
EXPENDABLE = frozenset({"avatar.keyframes", "tv.caption"})
"""Dropped first when a subscriber lags: newer ones replace them, while speech cannot be replaced."""


@dataclass(frozen=True, slots=True)
class Message:
    """An event as it arrived on `channel`, with the bytes that came with it."""

    channel: str
    event: Event
    payload: bytes = b""


@dataclass(frozen=True, slots=True)
class Backlog:
    """Work that nobody has claimed: how much, and for how many seconds the oldest has been waiting."""

    waiting: int
    oldest_seconds: float


class Subscription(Protocol):
    """What arrives on some channels, from the moment it was confirmed."""

    def __aiter__(self) -> AsyncIterator[Message]:
        """Messages in order; ends when the subscription is left."""
        ...

    async def add(self, channel: str) -> None:
        """Listens to one more channel; returns when that is confirmed."""
        ...

    async def remove(self, channel: str) -> None:
        """Stops listening to `channel`."""
        ...


class Bus(Protocol):
    """One connection of a process to everything else. Safe to share by all its tasks.

    Every method raises `BusUnavailable` when Redis does not answer.
    """

    async def start(self) -> None:
        """Connects; may be called when Redis is not there yet, and then connects later."""
        ...

    async def close(self) -> None:
        """Leaves every subscription and disconnects."""
        ...

    async def ping(self) -> None:
        """Returns if the bus answers."""
        ...

    async def publish(self, channel: str, event: Event, payload: bytes = b"") -> None:
        """Tells everybody who listens to `channel` now; nobody has to."""
        ...

    def subscribe(self, *channels: str) -> AbstractAsyncContextManager[Subscription]:
        """Listens while the context is open; it is entered when every channel is confirmed."""
        ...

    async def enqueue(self, stream: str, frame: bytes) -> None:
        """Leaves work for one worker; the oldest is dropped beyond `names.STREAM_LENGTH`."""
        ...

    async def claim(self, stream: str, group: str, consumer: str, wait_seconds: float) -> bytes | None:
        """Takes the next piece of work, which nobody else then gets; none if none came in time."""
        ...

    async def backlog(self, stream: str) -> Backlog:
        """What waits in `stream` for a worker."""
        ...

    async def get(self, key: str) -> bytes | None:
        """Value of `key`, none if it does not exist or its time is over."""
        ...

    async def set(self, key: str, value: bytes, ttl_seconds: float) -> None:
        """Sets `key` for `ttl_seconds`."""
        ...

    async def delete(self, key: str) -> None:
        """Removes `key` if it exists."""
        ...

    async def keys(self, prefix: str) -> tuple[str, ...]:
        """Names of the living keys that begin with `prefix`, sorted."""
        ...

    async def acquire(self, key: str, owner: str, ttl_seconds: float) -> bool:
        """Takes or renews the lease `key` for `owner`; false while somebody else holds it."""
        ...

    async def release(self, key: str, owner: str) -> None:
        """Gives the lease back if `owner` holds it."""
        ...


class Mailbox:
    """Bounded queue between the bus and one subscriber; drops keyframes before speech."""

    def __init__(self, limit: int = MAILBOX_LIMIT) -> None:
        self._limit = limit
        self._messages: deque[Message] = deque()
        self.dropped = 0

    def __len__(self) -> int:
        return len(self._messages)

    def put(self, message: Message) -> None:
        """Adds `message`; when full, the oldest expendable one goes, else the oldest."""
        if len(self._messages) >= self._limit:
            self._drop()
        self._messages.append(message)

    def take(self) -> Message:
        """The oldest message.

        Raises:
            IndexError: there is none.
        """
        return self._messages.popleft()

    def _drop(self) -> None:
        self.dropped += 1
        for index, waiting in enumerate(self._messages):
            if waiting.event.type in EXPENDABLE:
                del self._messages[index]
                return
        self._messages.popleft()
