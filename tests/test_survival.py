"""What a viewer notices when a part dies: each service is killed while a channel plays and a reply is spoken."""

import asyncio
import re
import time
from urllib.parse import urljoin

import httpx
import pytest

from prism_core.events import PlaybackState
from prism_gateway.testing import connected

from .conftest import Fleet

HANG_SECONDS = 120.0
"""What takes longer does not come back; how soon it does depends on the machine."""


async def next_segment(client: httpx.AsyncClient, channel: str) -> bytes:
    """The newest segment, asked for again as a player does."""
    until = time.monotonic() + HANG_SECONDS
    while True:
        try:
            where = f"/api/relay/{channel}/index.m3u8"
            while True:
                answer = await client.get(where)
                answer.raise_for_status()
                last = [line for line in answer.text.splitlines() if line and not line.startswith("#")][-1]
                where = urljoin(str(answer.url), last)
                if not re.search(r"\.m3u8(\?|$)", last):
                    segment = await client.get(where)
                    segment.raise_for_status()
                    return segment.content
        except httpx.HTTPError:
            if time.monotonic() > until:
                raise
            await asyncio.sleep(0.2)


@pytest.mark.parametrize("service", ["stt", "tts", "llm", "companion", "media", "mcp-control", "gateway"])
async def test_a_killed_service_comes_back_while_the_picture_goes_on(fleet: Fleet, service: str) -> None:
    async with httpx.AsyncClient(base_url=fleet.url, timeout=60) as client:
        await next_segment(client, "demo-clock")
        before = fleet.kill(service)
        for _ in range(4):
            assert len(await next_segment(client, "demo-clock")) > 10_000
            await asyncio.sleep(0.5)
    await asyncio.to_thread(fleet.wait_other, service, before, HANG_SECONDS)


async def test_a_reply_is_finished_although_its_voice_is_killed(fleet: Fleet) -> None:
    async with connected(fleet.socket_url) as browser:
        browser.state = PlaybackState(playing=True, channel_id="demo-clock", channel_name="Prism Clock")
        await browser.report()
        await browser.type("what can you do")
        await browser.until("bot-started-speaking")
        before = fleet.kill("tts")
        await browser.until("metrics", seconds=90)
        outputs = [m["data"] for m in browser.messages if m["type"] == "bot-output"]
    await asyncio.to_thread(fleet.wait_other, "tts", before, HANG_SECONDS)
    assert outputs, "the reply is shown"
    sentences = [m["data"]["text"] for m in browser.messages if m["type"] == "bot-llm-text"]
    assert [output["text"] for output in outputs] == sentences, "every sentence is said or shown"


async def test_a_turn_whose_gateway_is_killed_is_owned_up_to(fleet: Fleet) -> None:
    async with connected(fleet.socket_url) as browser:
        session = (await browser.until("bot-ready"))["data"]["session"]
        await browser.type("what can you do")
        await browser.until("bot-started-speaking")
        before = fleet.kill("gateway")
    await asyncio.to_thread(fleet.wait_other, "gateway", before, HANG_SECONDS)
    async with connected(fleet.socket_url, session) as browser:
        ready = await browser.until("bot-ready")
        sorry = await browser.until("bot-output")
    assert ready["data"]["resumed"] is True
    assert sorry["data"]["text"] == "Sorry, I was cut off. Please ask me again."
