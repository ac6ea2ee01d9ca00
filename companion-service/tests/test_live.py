import asyncio
import itertools
import subprocess
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import aiohttp
import numpy as np
import pytest
from aiohttp import web

from prism_companion.app import _ways
from prism_companion.channel import Channel
from prism_companion.hls.source import Source
from prism_companion.settings import Settings
from prism_companion.testing.music import Music, band
from prism_companion.testing.streams import TEXT, teletext_rows, transport_stream
from prism_core.bus import MemoryBus, names
from prism_core.events import Caption, Event, Keyframes, Remark
from prism_core.ffmpeg import find_ffmpeg

STARTS_AT = 1_800_000_000.0
MASTER = """#EXTM3U
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="sound",DEFAULT=YES,URI="sound.m3u8"
#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="s",NAME="English",LANGUAGE="en",URI="captions.m3u8"
#EXT-X-STREAM-INF:BANDWIDTH=64000,AUDIO="a",SUBTITLES="s"
picture.m3u8
"""
CAPTIONS = """#EXTM3U
#EXT-X-TARGETDURATION:2
#EXT-X-MEDIA-SEQUENCE:4
#EXT-X-PROGRAM-DATE-TIME:2027-01-15T08:00:08.000Z
#EXTINF:2.0,
four.vtt
"""


@pytest.fixture(params=["fmp4", "mpegts"])
async def media_url(request: pytest.FixtureRequest, tmp_path: Path, wav: Callable[[Music], Path]) -> AsyncIterator[str]:
    """A media-service with one live channel: 16 s of music at 120 BPM in segments of 2 s."""
    command = [find_ffmpeg(), "-v", "error", "-i", str(wav(band(120.0, 16.0))), "-c:a", "aac", "-f", "hls"]
    options = ["-hls_time", "2", "-hls_list_size", "0", "-hls_segment_type", request.param, "sound.m3u8"]
    await asyncio.to_thread(subprocess.run, [*command, *options], cwd=tmp_path, check=True)
    text = (tmp_path / "sound.m3u8").read_text().replace("#EXT-X-ENDLIST\n", "")
    dated = text.replace("#EXTINF", "#EXT-X-PROGRAM-DATE-TIME:2027-01-15T08:00:00.000Z\n#EXTINF", 1)
    (tmp_path / "sound.m3u8").write_text(dated)
    (tmp_path / "index.m3u8").write_text(MASTER)
    (tmp_path / "captions.m3u8").write_text(CAPTIONS)
    (tmp_path / "four.vtt").write_text("WEBVTT\n\n00:08.500 --> 00:10.000\nSing with me\n")

    asked = itertools.count()

    async def channel(_request: web.Request) -> web.Response:
        later = next(asked) > 0 and (tmp_path / "later").exists()
        group = (tmp_path / "later").read_text() if later else "Music"
        return web.json_response({"id": "beat", "group": group, "kind": "tv"})

    application = web.Application()
    application.router.add_get("/api/channels/beat", channel)
    application.router.add_static("/api/relay/beat", tmp_path)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def collect(
    bus: MemoryBus, media_url: str, enough: Callable[[list[Event]], bool], **differently: Any
) -> list[Event]:
    """Follows the channel, `differently` where that is said, until what was published is enough."""
    found: list[Event] = []
    async with aiohttp.ClientSession() as session, bus.subscribe(names.channel("beat")) as news:
        settings = Settings(media_url=media_url, history_seconds=30.0)
        ways = replace(_ways(settings, bus, find_ffmpeg(), Source(session)), **differently)
        following = asyncio.create_task(Channel("beat", ways).follow())
        async with asyncio.timeout(60):
            async for message in news:
                found.append(message.event)
                if enough(found):
                    break
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)
    return found


async def test_a_live_channels_beats_are_on_the_programmes_clock(media_url: str) -> None:
    def enough(events: list[Event]) -> bool:
        last = events[-1]
        has_caption = any(isinstance(event, Caption) for event in events)
        return has_caption and isinstance(last, Keyframes) and last.keyframes[-1].timestamp > STARTS_AT + 16

    events = await collect(MemoryBus(), media_url, enough)
    last = next(event for event in reversed(events) if isinstance(event, Keyframes))
    phases = (np.array(last.beats) - STARTS_AT - 0.25 + 0.25) % 0.5 - 0.25
    assert len(phases) > 5
    assert np.abs(phases).max() < 0.07
    assert last.tempo == pytest.approx(120.0, abs=0.5)
    nods = [frame.timestamp for frame in last.keyframes if frame.head_bob > 0.1]
    assert nods == sorted(set(nods))
    assert max(last.beats) > STARTS_AT + 16
    caption = next(event for event in events if isinstance(event, Caption))
    assert caption.text == "Sing with me"


@pytest.mark.parametrize("media_url", ["mpegts"], indirect=True)
async def test_captions_in_the_stream_are_told_where_a_listed_rendition_does_not_come(
    media_url: str, tmp_path: Path
) -> None:
    (tmp_path / "captions.m3u8").unlink()
    page = teletext_rows(0x888, {20: "Where were you?"})
    packets = [(TEXT, 5.0, page), (TEXT, 6.5, teletext_rows(0x888, {}))]
    (tmp_path / "sound5.ts").write_bytes(transport_stream(packets))
    events = await collect(
        MemoryBus(), media_url, lambda events: isinstance(events[-1], Caption), rendition_seconds=0.0
    )
    assert isinstance(events[-1], Caption)
    assert events[-1].text == "Where were you?"


@pytest.mark.parametrize("media_url", ["mpegts"], indirect=True)
async def test_she_speaks_as_the_programme_that_has_begun_since_calls_for(media_url: str, tmp_path: Path) -> None:
    (tmp_path / "later").write_text("Sport")
    (tmp_path / "four.vtt").write_text("WEBVTT\n\n00:08.500 --> 00:10.000\nGOAL!\n")

    async def at_once(_seconds: float) -> None:
        await asyncio.sleep(0)

    def enough(events: list[Event]) -> bool:
        return isinstance(events[-1], Remark)

    events = await collect(MemoryBus(), media_url, enough, sleep=at_once, scores=None)
    assert isinstance(events[-1], Remark)
    assert events[-1].reason == "a goal"
