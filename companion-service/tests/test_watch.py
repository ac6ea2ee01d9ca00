import asyncio

from prism_companion.lease import ChannelLeases
from prism_companion.watch import Watch
from prism_core.bus import MemoryBus, names
from prism_core.testing import VirtualClock


async def forever(_channel: str) -> None:
    await asyncio.Event().wait()


async def test_one_replica_follows_a_channel_and_another_takes_over_within_ten_seconds() -> None:
    clock = VirtualClock()
    bus = MemoryBus(clock)
    await bus.set(names.watching("beat"), b"1", 60.0)
    first, second = (Watch(ChannelLeases(bus, 6.0, 16), forever, clock) for _ in range(2))
    await first.step()
    await second.step()
    assert (first.channels, second.channels) == (("beat",), ())
    for _ in range(10):  # The first one is dead: it steps no more.
        clock.advance(1.0)
        await second.step()
    assert second.channels == ("beat",)
    await first.close()
    await second.close()


async def test_a_channel_nobody_watches_is_left() -> None:
    clock = VirtualClock()
    bus = MemoryBus(clock)
    await bus.set(names.watching("beat"), b"1", 5.0)
    watch = Watch(ChannelLeases(bus, 6.0, 16), forever, clock)
    await watch.step()
    assert watch.channels == ("beat",)
    clock.advance(5.5)
    await watch.step()
    assert watch.channels == ()
    assert await bus.get(names.lease("companion:beat")) is None


async def test_a_channel_that_fails_is_tried_again_after_a_rest() -> None:
    clock = VirtualClock()
    bus = MemoryBus(clock)
    await bus.set(names.watching("beat"), b"1", 60.0)
    tries: list[float] = []

    async def fails(_channel: str) -> None:
        tries.append(clock())

    watch = Watch(ChannelLeases(bus, 30.0, 16), fails, clock)
    for _ in range(6):
        await watch.step()
        await asyncio.sleep(0)
        clock.advance(1.0)
    assert len(tries) == 2
    await watch.close()


async def test_leases_are_renewed_all_at_once_so_that_none_runs_out_while_redis_is_slow() -> None:
    class SlowBus(MemoryBus):
        """Answers once it was asked for all three leases."""

        def __init__(self) -> None:
            super().__init__()
            self._asked = asyncio.Barrier(3)

        async def acquire(self, key: str, owner: str, ttl_seconds: float) -> bool:
            await self._asked.wait()
            return await super().acquire(key, owner, ttl_seconds)

    bus = SlowBus()
    for channel in ("beat", "clock", "stories"):
        await bus.set(names.watching(channel), b"1", 60.0)
    leases = ChannelLeases(bus, 30.0, 3)
    async with asyncio.timeout(60):
        assert await leases.reconcile() == await leases.reconcile() == {"beat", "clock", "stories"}
