"""The three traces of the architecture through a real fleet: a voice turn, an agent's command, a keyframe."""

import asyncio
import re
import statistics
import time
from array import array
from datetime import datetime
from typing import Any

import httpx
import numpy as np
from mcp import Client

from prism_core.audio import MICROPHONE_RATE, read_wav
from prism_core.events import PlaybackState
from prism_gateway.testing import SocketBrowser, connected

from .conftest import Fleet

SILENCE = bytes(MICROPHONE_RATE * 2)
"""A second of it."""


def spoken(fleet: Fleet, text: str) -> bytes:
    """`text` in Lumen's own voice, as a microphone hears it: mono int16 at 16 kHz."""
    answer = httpx.post(
        f"{fleet.url}/v1/audio/speech",
        json={"model": "tts-1", "input": text, "voice": "lumen", "response_format": "wav"},
        timeout=30,
    )
    answer.raise_for_status()
    sound = read_wav(answer.content)
    samples = np.frombuffer(sound.samples, np.int16).astype(np.float32)
    count = round(len(samples) * MICROPHONE_RATE / sound.sample_rate)
    heard = np.interp(np.linspace(0, len(samples) - 1, count), np.arange(len(samples)), samples)
    return SILENCE + heard.astype(np.int16).tobytes() + SILENCE + SILENCE


async def test_a_voice_turn(fleet: Fleet) -> None:
    """Microphone → endpointing → transcript → command → spoken acknowledgement with visemes on its clock."""
    microphone = await asyncio.to_thread(spoken, fleet, "mute the sound")
    async with connected(fleet.socket_url) as browser:
        browser.state = PlaybackState(playing=True, channel_id="demo-clock", channel_name="Prism Clock")
        await browser.report()
        await browser.say(microphone, 0.02)
        await browser.until("bot-stopped-speaking", seconds=10)
        transcript = await browser.until("user-transcription")
        output = await browser.until("bot-output")
    assert transcript["data"]["text"] == "mute the sound"
    assert [command["command"] for command in browser.done] == [{"name": "tv.mute", "slots": {"on": True}}]
    assert output["data"] == {"text": "Muted.", "spoken": True}
    assert_mouth_follows_sound(browser)


def assert_mouth_follows_sound(browser: SocketBrowser) -> None:
    """The speech is audible, gapless on its clock, and every mouth shape lies within it."""
    clock = 0.0
    for header, samples in browser.voice:
        assert abs(header["start"] - clock) < 1e-3
        clock += len(samples) / 2 / header["sample_rate"]
    loudest = max(max(map(abs, array("h", samples))) for _, samples in browser.voice)
    assert loudest > 3000
    cues = [
        cue
        for message in browser.messages
        if message["data"].get("type") == "avatar.visemes"
        for cue in message["data"]["cues"]
    ]
    assert {cue["viseme"] for cue in cues} >= {"PP", "U"}, "the mouth closes for m and rounds for u"
    assert all(cue["start"] >= 0 and cue["start"] + cue["duration"] <= clock + 0.1 for cue in cues)


async def test_an_agents_command(fleet: Fleet) -> None:
    """MCP through the gateway → the browser does it → the tool answers with what really happened."""
    change = {"action": "tv.channel", "channel": "Prism Stories"}
    async with Client(f"{fleet.url}/mcp/control") as agent:
        tools = [tool.name for tool in (await agent.list_tools()).tools]
        alone = await agent.call_tool("control_media_player", change)
        async with connected(fleet.socket_url) as browser:
            browser.state = PlaybackState(playing=True, channel_id="demo-beat", channel_name="Prism Beat")
            await browser.report()
            await asyncio.sleep(0.3)
            done = await agent.call_tool("control_media_player", change)
            state = (await agent.call_tool("get_player_state", {})).structured_content
    assert tools == ["get_player_state", "query_available_channels", "control_media_player"]
    assert alone.is_error
    assert "no browser is connected" in alone.content[0].text  # type: ignore[union-attr]
    assert browser.done[0]["target"]["channel_id"] == "demo-stories"
    assert done.structured_content is not None
    assert done.structured_content["ok"] is True
    assert done.structured_content["state"]["channel_name"] == "Prism Stories"
    assert state is not None
    assert state["players"][0]["state"]["channel_id"] == "demo-beat"


async def live_edge(client: httpx.AsyncClient, channel: str) -> float:
    """Programme time, in Unix seconds, at which the channel's live playlist ends."""
    master = (await client.get(f"/api/relay/{channel}/index.m3u8")).text
    variant = next(line for line in master.splitlines() if line and not line.startswith("#"))
    playlist = (await client.get(f"/api/relay/{channel}/{variant}" if "/" not in variant else variant)).text
    edge = 0.0
    for tag, value in re.findall(r"#(EXT-X-PROGRAM-DATE-TIME|EXTINF):([^,\n]+)", playlist):
        if tag == "EXTINF":
            edge += float(value)
        else:
            edge = datetime.fromisoformat(value.replace("Z", "+00:00")).timestamp()
    return edge


async def test_keyframes(fleet: Fleet) -> None:
    """Someone watches music → its beats are found ahead of the viewer → keyframes arrive before they are due."""
    leads: list[float] = []
    beats: list[float] = []
    async with connected(fleet.socket_url) as browser, httpx.AsyncClient(base_url=fleet.url, timeout=30) as client:
        browser.state = PlaybackState(playing=True, channel_id="demo-beat", channel_name="Prism Beat")
        await browser.report()
        await live_edge(client, "demo-beat")  # Waits until the channel is there.
        seen = 0
        until = time.monotonic() + 60
        while len(leads) < 6 and time.monotonic() < until:
            await browser.report()
            await asyncio.sleep(1)
            for data in keyframes_after(browser, seen):
                seen += 1
                if data["tempo"] and data["keyframes"]:
                    # A player holds three segments of 2 s behind the live edge (RFC 8216 §6.3.3).
                    viewer = await live_edge(client, "demo-beat") - 6.0
                    leads.append(data["keyframes"][0]["timestamp"] - viewer)
                    beats += data["beats"]
                    assert 114 < data["tempo"] < 126
    assert len(leads) >= 6, "keyframes with a tempo arrive while music is watched"
    assert statistics.median(leads) > 0.5
    off_beat = [abs((beat + 0.25) % 0.5 - 0.25) for beat in beats]  # The channel's beats lie on half seconds.
    assert statistics.median(off_beat) < 0.03


def keyframes_after(browser: SocketBrowser, seen: int) -> list[dict[str, Any]]:
    found = [m["data"] for m in browser.messages if m["data"].get("type") == "avatar.keyframes"]
    return found[seen:]
