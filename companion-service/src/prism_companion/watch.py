"""Keeps one running analysis a channel: starts those whose lease is ours, stops the others, restarts failures."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable

from prism_companion.lease import ChannelLeases
from prism_core.errors import BusUnavailable, PrismError

log = logging.getLogger(__name__)

STEP_SECONDS = 1.0
RETRY_SECONDS = 3.0
"""How long a channel that failed rests: a stream that is away must not be hammered."""

Follow = Callable[[str], Awaitable[None]]
"""Follows one channel until it is cancelled or its stream ends."""


class Watch:
    """What is watched, followed. `clock` gives seconds; `follow` does the work of one channel."""

    def __init__(self, leases: ChannelLeases, follow: Follow, clock: Callable[[], float]) -> None:
        self._leases, self._follow, self._clock = leases, follow, clock
        self._running: dict[str, asyncio.Task[None]] = {}
        self._rest_until: dict[str, float] = {}
        self._bus_lost = False

    @property
    def channels(self) -> tuple[str, ...]:
        """Channels that are followed now, sorted."""
        return tuple(sorted(channel for channel, task in self._running.items() if not task.done()))

    async def run(self) -> None:
        """Steps until cancelled, then stops every channel and gives its lease back."""
        try:
            while True:
                await self.step()
                await asyncio.sleep(STEP_SECONDS)
        finally:
            await self.close()

    async def step(self) -> None:
        """Bring what runs in line with the leases, once. While Redis is away, what runs goes on."""
        try:
            held = await self._leases.reconcile()
            self._tell_bus(lost=False)
        except BusUnavailable:
            held = self._leases.held
            self._tell_bus(lost=True)
        await self._stop([channel for channel in self._running if channel not in held])
        self._reap()
        for channel in held - self._running.keys():
            if self._rest_until.get(channel, 0.0) <= self._clock():
                self._running[channel] = asyncio.create_task(self._guarded(channel), name=f"follow {channel}")
                log.info("following channel", extra={"channel": channel})

    async def close(self) -> None:
        """Stop everything; the leases are free for others at once."""
        await self._stop(list(self._running))
        with contextlib.suppress(BusUnavailable):
            await self._leases.release_all()

    async def _guarded(self, channel: str) -> None:
        try:
            await self._follow(channel)
            log.info("channel ended", extra={"channel": channel})
        except PrismError as error:
            log.warning("channel not followed", extra={"channel": channel, "reason": error.message})
        except Exception:  # The top of a task: one channel's fault must not stop the others.
            log.exception("channel's analysis crashed", extra={"channel": channel})

    def _reap(self) -> None:
        for channel in [channel for channel, task in self._running.items() if task.done()]:
            del self._running[channel]
            self._rest_until[channel] = self._clock() + RETRY_SECONDS

    async def _stop(self, channels: list[str]) -> None:
        tasks = [self._running.pop(channel) for channel in channels]
        for task in tasks:
            task.cancel()
        for channel, task in zip(channels, tasks, strict=True):
            with contextlib.suppress(asyncio.CancelledError):
                await task
            self._rest_until.pop(channel, None)
            log.info("channel left", extra={"channel": channel})

    def _tell_bus(self, *, lost: bool) -> None:
        if lost != self._bus_lost:
            self._bus_lost = lost
            log.warning("Redis does not answer" if lost else "Redis answers again")
