"""Sorts what arrives in a process to those of its tasks that listen; shared by both buses."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from prism_core.bus.base import Mailbox, Message

Confirm = Callable[[str], Awaitable[None]]


class LocalSubscription:
    """One task's view of some channels."""

    def __init__(self, hub: "Hub") -> None:
        self._hub = hub
        self._mailbox = Mailbox()
        self._arrived = asyncio.Event()
        self._closed = False
        self.channels: set[str] = set()

    async def add(self, channel: str) -> None:
        """Listens to one more channel; returns when that is confirmed."""
        await self._hub.join(channel, self)

    async def remove(self, channel: str) -> None:
        """Stops listening to `channel`."""
        await self._hub.part(channel, self)

    async def __aiter__(self) -> AsyncIterator[Message]:
        while True:
            while len(self._mailbox):
                yield self._mailbox.take()
            if self._closed:
                return
            self._arrived.clear()
            await self._arrived.wait()

    def deliver(self, message: Message) -> None:
        """Hands over `message`; never waits."""
        self._mailbox.put(message)
        self._arrived.set()

    def close(self) -> None:
        """Ends the iteration after what has arrived."""
        self._closed = True
        self._arrived.set()


class Hub:
    """Who listens to what. `opened` and `closed` are told of a channel's first listener and its last."""

    def __init__(self, opened: Confirm, closed: Confirm) -> None:
        self._opened = opened
        self._closed = closed
        self._listeners: dict[str, set[LocalSubscription]] = defaultdict(set)
        self._lock = asyncio.Lock()

    @property
    def channels(self) -> tuple[str, ...]:
        """Channels with at least one listener."""
        return tuple(self._listeners)

    async def join(self, channel: str, subscription: LocalSubscription) -> None:
        """Adds a listener; returns when its channel is confirmed."""
        async with self._lock:
            first = channel not in self._listeners
            self._listeners[channel].add(subscription)
            subscription.channels.add(channel)
            if first:
                try:
                    await self._opened(channel)
                except BaseException:
                    self._forget(channel, subscription)
                    raise

    async def part(self, channel: str, subscription: LocalSubscription) -> None:
        """Removes a listener."""
        async with self._lock:
            if channel in subscription.channels and self._forget(channel, subscription):
                await self._closed(channel)

    @asynccontextmanager
    async def subscribe(self, channels: tuple[str, ...]) -> AsyncIterator[LocalSubscription]:
        """A subscription to `channels` while the context is open; entered when every one is confirmed."""
        subscription = LocalSubscription(self)
        try:
            for channel in channels:
                await subscription.add(channel)
            yield subscription
        finally:
            for channel in tuple(subscription.channels):
                await subscription.remove(channel)
            subscription.close()

    def deliver(self, message: Message) -> None:
        """Hands `message` to everybody who listens to its channel."""
        for subscription in self._listeners.get(message.channel, ()):
            subscription.deliver(message)

    def close(self) -> None:
        """Ends every subscription."""
        for listeners in self._listeners.values():
            for subscription in listeners:
                subscription.close()

    def _forget(self, channel: str, subscription: LocalSubscription) -> bool:
        subscription.channels.discard(channel)
        self._listeners[channel].discard(subscription)
        if not self._listeners[channel]:
            del self._listeners[channel]
            return True
        return False
