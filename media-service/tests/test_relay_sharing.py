"""Many viewers of one channel: each thing is fetched once, and nobody waits for or suffers from another."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from prism_media.relay.download import Download, Head
from prism_media.relay.shelf import Shelf
from prism_media.relay.testing import Stage, relaying
from prism_media.upstream.errors import UpstreamIncomplete
from prism_media.upstream.testing import LIVE, SEGMENT, broken, misbehaving, whole


@asynccontextmanager
async def gated() -> AsyncIterator[tuple[asyncio.Event, list[str], Stage]]:
    """The relay of channel `c`, whose segment stops half-way until the event is set, and what was asked upstream."""
    gate = asyncio.Event()
    seen: list[str] = []
    files = {"/m.m3u8": whole(LIVE), "/seg.ts": broken(ranges=False, gate=gate)}
    async with misbehaving(files, seen) as base, relaying() as stage:
        stage.sources.add("c", f"{base}/m.m3u8")
        yield gate, seen, stage


async def test_a_viewer_who_comes_late_gets_at_once_what_has_arrived() -> None:
    async with gated() as (gate, seen, stage):
        segment = await stage.first_segment("c")
        async with stage.client.stream("GET", segment) as early:
            parts = early.aiter_bytes()
            first = await anext(parts)
            async with stage.client.stream("GET", segment) as late:
                late_parts = late.aiter_bytes()
                assert (await anext(late_parts))[:100] == first[:100] == SEGMENT[:100]
                gate.set()
                rest = b"".join([part async for part in late_parts])
        assert rest.endswith(SEGMENT[-100:])
    assert seen.count("/seg.ts") == 1


async def test_a_viewer_who_leaves_takes_nothing_from_the_others() -> None:
    async with gated() as (gate, seen, stage):
        segment = await stage.first_segment("c")
        async with stage.client.stream("GET", segment) as leaving:
            await anext(leaving.aiter_bytes())
        staying = asyncio.create_task(stage.client.get(segment))
        gate.set()
        assert (await staying).content == SEGMENT
    assert seen.count("/seg.ts") == 1


async def plainly(port: int, path: str, gate: asyncio.Event | None = None) -> bytes:
    """The body at `path`, with as little work as 200 clients in one process need; opens `gate` when it begins."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    assert b" 200 " in head
    body = await reader.read(1)
    if gate is not None:
        gate.set()
    body += await reader.read()
    writer.close()
    return body


async def test_two_hundred_viewers_of_one_channel_cost_one_fetch_of_each_thing() -> None:
    async with gated() as (gate, seen, stage):
        port = stage.client.base_url.port
        assert port is not None

        async def watch() -> int:
            index = (await plainly(port, "/api/relay/c/index.m3u8")).decode()
            segment = next(line for line in index.splitlines() if line[:1] not in {"", "#"})
            return len(await plainly(port, segment, gate))

        async with asyncio.TaskGroup() as group:
            viewers = [group.create_task(watch()) for _ in range(200)]
        assert {viewer.result() for viewer in viewers} == {len(SEGMENT)}
    assert seen.count("/seg.ts") == 1
    assert seen.count("/m.m3u8") < 20


async def test_slow_viewers_are_cut_off_rather_than_kept_in_memory() -> None:
    shelf = Shelf(lambda: 0.0, capacity=100)

    async def fetch(download: Download) -> None:
        download.begin(Head("video/mp2t", 60))
        download.add(b"x" * 60)
        download.finish()

    async with shelf.reading("a", fetch) as slow:
        await slow.head()
        async with shelf.reading("b", fetch) as quick:
            assert await quick.body() == b"x" * 60
        with pytest.raises(UpstreamIncomplete, match="too slowly"):
            await slow.body()
    async with shelf.reading("a", fetch) as again:
        assert len(await again.body()) == 60
    await shelf.close()
