"""What agents see of a browser, and when."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from prism_core.bus import MemoryBus, Subscription, names
from prism_core.events import PlaybackState
from prism_gateway.sessions.relay import Relay

STATE = PlaybackState(playing=True, channel_id="demo-beat")


class SlowToListen:
    """A bus where nobody hears anything before `heard` is set."""

    def __init__(self) -> None:
        self._inner = MemoryBus()
        self.heard = asyncio.Event()
        self.publish, self.set, self.get, self.delete = (
            self._inner.publish, self._inner.set, self._inner.get, self._inner.delete,
        )  # fmt: skip

    @asynccontextmanager
    async def subscribe(self, *channels: str) -> AsyncIterator[Subscription]:
        await self.heard.wait()
        async with self._inner.subscribe(*channels) as subscription:
            yield subscription


async def nothing(_: object) -> None:
    """Takes it."""


async def test_a_browser_is_seen_once_commands_to_it_are_heard_and_no_longer_when_it_left() -> None:
    bus = SlowToListen()
    relay = Relay(
        bus,  # type: ignore[arg-type]
        "one",
        on_command=lambda _: None,
        on_news=lambda _: None,
        on_remark=nothing,
        on_reminder=lambda _: None,
    )
    relaying = asyncio.create_task(relay.run())
    await relay.watch(STATE)
    assert await bus.get(names.state("one")) is None
    bus.heard.set()
    async with asyncio.timeout(60):
        while await bus.get(names.state("one")) is None:
            await asyncio.sleep(0.01)
    await relay.leave()
    assert await bus.get(names.state("one")) is None
    relaying.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await relaying
