"""One contract for every bus: what services may rely on, in memory and on a real Redis."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from prism_core.bus import Backlog, Bus, RedisBus, names
from prism_core.bus.base import Mailbox, Message
from prism_core.errors import BusUnavailable
from prism_core.events import BotLlmText, Keyframes, Remark
from prism_core.testing import running_redis

HANG_SECONDS = 60.0


@asynccontextmanager
async def open_bus(url: str) -> AsyncIterator[RedisBus]:
    made = RedisBus(url, patience_seconds=HANG_SECONDS)
    await made.start()
    try:
        yield made
    finally:
        await made.close()


async def take(subscription: AsyncIterator[Message], count: int) -> list[Message]:
    async with asyncio.timeout(HANG_SECONDS):
        return [await anext(subscription) for _ in range(count)]


async def test_everybody_who_listens_hears_news_in_order(bus: Bus) -> None:
    async with bus.subscribe("prism:session:a") as one, bus.subscribe("prism:session:a") as two:
        for n in range(20):
            await bus.publish("prism:session:a", BotLlmText(text=str(n)), bytes([n]))
        for subscription in (one, two):
            messages = await take(aiter(subscription), 20)
            assert [m.payload for m in messages] == [bytes([n]) for n in range(20)]
            assert messages[7].event == BotLlmText(text="7")


async def test_what_was_said_before_one_listened_is_not_heard(bus: Bus) -> None:
    await bus.publish("prism:session:b", BotLlmText(text="early"))
    async with bus.subscribe("prism:session:b") as subscription:
        await bus.publish("prism:session:b", BotLlmText(text="late"))
        [message] = await take(aiter(subscription), 1)
    assert message.event == BotLlmText(text="late")


async def test_a_channel_can_be_added_and_left_while_listening(bus: Bus) -> None:
    async with bus.subscribe("prism:session:c") as subscription:
        await subscription.add("prism:channel:one")
        messages = aiter(subscription)
        await bus.publish("prism:channel:one", BotLlmText(text="one"))
        heard = [m.event for m in await take(messages, 1)]
        await subscription.remove("prism:channel:one")
        await bus.publish("prism:channel:one", BotLlmText(text="lost"))
        await bus.publish("prism:session:c", BotLlmText(text="still here"))
        heard += [m.event for m in await take(messages, 1)]
    assert heard == [BotLlmText(text="one"), BotLlmText(text="still here")]


async def test_a_payload_travels_byte_for_byte(bus: Bus) -> None:
    payload = bytes(range(256)) * 200 + b"\n\n"
    async with bus.subscribe("prism:session:d") as subscription:
        await bus.publish("prism:session:d", BotLlmText(text="ünïcode \n line"), payload)
        [message] = await take(aiter(subscription), 1)
    assert message.payload == payload
    assert message.event == BotLlmText(text="ünïcode \n line")


async def test_work_goes_to_one_worker_only(bus: Bus) -> None:
    for n in range(6):
        await bus.enqueue("prism:work:test", str(n).encode())

    async def worker(name: str) -> list[bytes]:
        taken = []
        while (frame := await bus.claim("prism:work:test", "group", name, 0.2)) is not None:
            taken.append(frame)
        return taken

    one, two = await asyncio.gather(worker("one"), worker("two"))
    assert sorted(one + two) == [str(n).encode() for n in range(6)]


async def test_a_claim_waits_for_work_and_gives_up(bus: Bus) -> None:
    claim = asyncio.create_task(bus.claim("prism:work:later", "group", "one", 20.0))
    await asyncio.sleep(0.1)
    await bus.enqueue("prism:work:later", b"frame")
    assert await claim == b"frame"
    assert await bus.claim("prism:work:later", "group", "one", 0.05) is None


async def test_what_nobody_has_claimed_is_counted_with_its_age(bus: Bus) -> None:
    assert await bus.backlog("prism:work:lag") == Backlog(0, 0.0)
    for _ in range(2):
        await bus.enqueue("prism:work:lag", b"frame")
    await asyncio.sleep(0.05)
    found = await bus.backlog("prism:work:lag")
    assert found.waiting == 2
    assert found.oldest_seconds >= 0.04
    await bus.claim("prism:work:lag", "group", "one", 0.2)
    assert (await bus.backlog("prism:work:lag")).waiting == 1


async def test_a_stream_keeps_the_newest_work_only(bus: Bus) -> None:
    for n in range(names.STREAM_LENGTH + 10):
        await bus.enqueue("prism:work:flood", str(n).encode())
    assert await bus.claim("prism:work:flood", "group", "one", 0.2) == b"10"


async def test_keys_live_as_long_as_they_were_given(bus: Bus) -> None:
    for key in ("prism:state:x", "prism:state:y"):
        await bus.set(key, b"value", HANG_SECONDS)
    assert await bus.get("prism:state:x") == b"value"
    assert await bus.keys("prism:state:") == ("prism:state:x", "prism:state:y")
    await bus.set("prism:state:x", b"value", 0.05)
    async with asyncio.timeout(HANG_SECONDS):
        while await bus.get("prism:state:x") is not None:
            await asyncio.sleep(0.02)
    assert await bus.keys("prism:state:") == ("prism:state:y",)
    await bus.delete("prism:state:y")
    assert await bus.get("prism:state:y") is None


async def test_a_lease_has_one_holder_until_it_is_released_or_runs_out(bus: Bus) -> None:
    key = names.lease("test")
    assert await bus.acquire(key, "one", HANG_SECONDS)
    assert await bus.acquire(key, "one", HANG_SECONDS)
    assert not await bus.acquire(key, "two", HANG_SECONDS)
    await bus.release(key, "two")
    assert not await bus.acquire(key, "two", HANG_SECONDS)
    await bus.release(key, "one")
    assert await bus.acquire(key, "two", 0.05)
    async with asyncio.timeout(HANG_SECONDS):
        while not await bus.acquire(key, "one", HANG_SECONDS):
            await asyncio.sleep(0.02)


async def test_an_absent_redis_is_a_clear_error() -> None:
    bus = RedisBus("redis://127.0.0.1:1/0")
    await bus.start()
    with pytest.raises(BusUnavailable, match="REDIS_URL"):
        await bus.ping()
    await bus.close()


async def test_subscriptions_and_groups_survive_a_restart_of_redis_without_its_data() -> None:
    with running_redis() as first:
        port = int(first.url.rsplit(":", 1)[1].split("/")[0])
        async with open_bus(first.url) as bus, bus.subscribe("prism:session:e") as subscription:
            assert await bus.claim("prism:work:e", "group", "one", 0.05) is None
            first.process.kill()
            first.process.wait()
            with running_redis(port):
                await bus.enqueue("prism:work:e", b"frame")
                claimed = [await bus.claim("prism:work:e", "group", "one", 0.2) for _ in range(3)]
                assert b"frame" in claimed
                heard = asyncio.create_task(take(aiter(subscription), 1))
                async with asyncio.timeout(HANG_SECONDS):
                    while not heard.done():
                        await bus.publish("prism:session:e", BotLlmText(text="back"))
                        await asyncio.wait([heard], timeout=0.1)
                assert heard.result()[0].event == BotLlmText(text="back")


def test_a_full_mailbox_drops_keyframes_before_speech() -> None:
    mailbox = Mailbox(limit=3)
    speech = [Message("c", BotLlmText(text=str(n))) for n in range(3)]
    keyframes = Message("c", Keyframes(channel_id="c", keyframes=()))
    mailbox.put(speech[0])
    mailbox.put(keyframes)
    mailbox.put(speech[1])
    mailbox.put(speech[2])
    assert [mailbox.take() for _ in range(3)] == speech
    assert mailbox.dropped == 1


def test_a_mailbox_full_of_speech_drops_the_oldest() -> None:
    mailbox = Mailbox(limit=2)
    remarks = [Message("c", Remark(channel_id="c", text=str(n), reason="", urgency=0)) for n in range(3)]
    for message in remarks:
        mailbox.put(message)
    assert mailbox.take() is remarks[1]
