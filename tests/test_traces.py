"""The three traces of the architecture through a real fleet: a voice turn, an agent's command, a keyframe."""

import asyncio
import re
import statistics
import time
from array import array
from datetime import datetime
from itertools import pairwise
from typing import Any
from urllib.parse import urljoin

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
        timeout=60,
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
        await browser.until("bot-stopped-speaking", seconds=60)
        output = await browser.until("bot-output")
    heard = [message["data"] for message in browser.messages if message["type"] == "user-transcription"]
    assert [re.sub(r"\W+", " ", one["text"]).strip().lower() for one in heard if one["final"]] == ["mute the sound"]
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
            async with asyncio.timeout(60):
                while not await players(agent):
                    await asyncio.sleep(0.1)
            done = await agent.call_tool("control_media_player", change)
            seen = await players(agent)
    assert tools == ["get_player_state", "query_available_channels", "control_media_player"]
    assert alone.is_error
    assert "no browser is connected" in alone.content[0].text  # type: ignore[union-attr]
    assert not done.is_error, done.content
    assert browser.done[0]["target"]["channel_id"] == "demo-stories"
    assert done.structured_content is not None
    assert done.structured_content["ok"] is True
    assert done.structured_content["state"]["channel_name"] == "Prism Stories"
    assert seen[0]["state"]["channel_id"] == "demo-beat"


async def players(agent: Client) -> list[dict[str, Any]]:
    """The browsers that an agent sees."""
    told = (await agent.call_tool("get_player_state", {})).structured_content
    assert told is not None
    return list(told["players"])


async def live_edge(client: httpx.AsyncClient, channel: str) -> float:
    """Programme time, in Unix seconds, at which the channel's live playlist ends."""
    where, text = f"/api/relay/{channel}/index.m3u8", ""
    for _ in range(2):  # The master playlist, then its only variant.
        answer = await client.get(where)
        answer.raise_for_status()
        text = answer.text
        where = urljoin(str(answer.url), next(line for line in text.splitlines() if line and line[0] != "#"))
    edge = 0.0
    for tag, value in re.findall(r"#(EXT-X-PROGRAM-DATE-TIME|EXTINF):([^,\n]+)", text):
        edge = datetime.fromisoformat(value).timestamp() if tag != "EXTINF" else edge + float(value)
    return edge


class Player:
    """A player three segments of 2 s behind the live edge (RFC 8216 §6.3.3): it plays on, and waits for the stream."""

    def __init__(self, client: httpx.AsyncClient, channel: str) -> None:
        self._client, self._channel = client, channel
        self._behind: list[tuple[float, float]] = []

    async def load(self) -> None:
        """Read the list, first to begin and then to know whether there is anything left to play."""
        asked = time.time()
        edge = await live_edge(self._client, self._channel)
        if self._behind:
            self._behind.append((asked, max(self._behind[-1][1], asked - edge)))
        else:
            # It begins when it has the list, which a busy machine may take seconds to answer with.
            self._behind.append((0.0, time.time() - (edge - 6.0)))

    def at(self, now: float) -> float:
        """Programme time on its screen at `now`."""
        return now - [behind for since, behind in self._behind if since <= now][-1]


async def test_keyframes(fleet: Fleet) -> None:
    """Someone watches music → its beats are found ahead of the viewer → keyframes arrive before they are due."""
    async with httpx.AsyncClient(base_url=fleet.url, timeout=60) as client, connected(fleet.socket_url) as browser:
        player = Player(client, "demo-beat")
        await player.load()
        browser.state = PlaybackState(playing=True, channel_id="demo-beat", channel_name="Prism Beat")
        until = time.monotonic() + 120
        while time.monotonic() < until:
            found = keyframes(browser)
            leads = [data["keyframes"][0]["timestamp"] - player.at(arrived) for arrived, data in found]
            if len(found) >= 8 and max(leads) >= 1.0:
                break
            await browser.report()
            await asyncio.sleep(1)
            await player.load()
    assert len(found) >= 8, "keyframes arrive while music is watched"
    assert max(leads) >= 1.0, f"they arrive a second before they are due, where the machine has the time: {leads}"
    goes_on = [
        after["keyframes"][0]["timestamp"] < before["keyframes"][-1]["timestamp"]
        for (_, before), (_, after) in pairwise(found)
    ]
    assert sum(goes_on) > len(goes_on) / 2, "one goes on from the other, but where the machine had no time for one"
    assert all(114 < data["tempo"] < 126 for _, data in found[2:])
    off_beat = [abs((beat + 0.25) % 0.5 - 0.25) for _, data in found for beat in data["beats"]]
    assert statistics.median(off_beat) < 0.03, "the channel's beats lie on half seconds"


def keyframes(browser: SocketBrowser) -> list[tuple[float, dict[str, Any]]]:
    """Every message of keyframes and when it arrived."""
    return [(m["arrived"], m["data"]) for m in browser.messages if m["data"].get("type") == "avatar.keyframes"]
