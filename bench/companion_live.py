"""How early keyframes come to a viewer, and how long after a caption is read Lumen reacts to it.

A channel that is listed as time passes, as a broadcaster's is: music in segments of 2 s, and every 6 s a caption that
calls for a word. Viewers are three segments behind the live edge, as players are.
"""

import argparse
import asyncio
import subprocess
import tempfile
import time
import wave
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import numpy as np
from aiohttp import web

from prism_companion.app import _ways
from prism_companion.audio.spectrum import SAMPLE_RATE
from prism_companion.channel import Channel
from prism_companion.hls.source import Source
from prism_companion.remarks import Manners
from prism_companion.settings import Settings
from prism_companion.testing.music import band
from prism_core.bus import MemoryBus, names
from prism_core.events import Caption, Event, Keyframes, Remark
from prism_core.ffmpeg import find_ffmpeg

SEGMENT_SECONDS = 2
BEHIND_SECONDS = 3 * SEGMENT_SECONDS
CAPTION_EVERY = 3
"""Segments."""
WINDOW = 6
"""Segments in the list."""
MASTER = """#EXTM3U
#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="s",NAME="English",LANGUAGE="en",URI="captions.m3u8"
#EXT-X-STREAM-INF:BANDWIDTH=64000,SUBTITLES="s"
sound.m3u8
"""
SEEN_SECONDS = 0.03
"""Less than this nobody sees."""
Arrivals = list[tuple[float, Event]]


def cut_music(folder: Path, seconds: int) -> None:
    """Segments `0.ts`, `1.ts`… of music at 120 BPM."""
    sound = folder / "music.wav"
    with wave.open(str(sound), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes((band(120, seconds).samples * 32767).astype(np.dtype("<i2")).tobytes())
    pieces = ["-f", "segment", "-segment_time", str(SEGMENT_SECONDS), "-segment_format", "mpegts"]
    command = [find_ffmpeg(), "-v", "error", "-i", str(sound), "-c:a", "aac", *pieces, str(folder / "%d.ts")]
    subprocess.run(command, check=True)


def application(folder: Path, begins: float) -> web.Application:
    """A media-service whose one channel's segments are listed when they are over, the first at `begins`."""

    def listed(kind: str) -> web.Response:
        newest = int((time.time() - begins) / SEGMENT_SECONDS) - 1
        first = max(0, newest - WINDOW + 1)
        at = datetime.fromtimestamp(begins + first * SEGMENT_SECONDS, UTC).isoformat()
        lines = [f"#EXTM3U\n#EXT-X-TARGETDURATION:{SEGMENT_SECONDS}\n#EXT-X-MEDIA-SEQUENCE:{first}"]
        lines.append(f"#EXT-X-PROGRAM-DATE-TIME:{at}")
        lines += [f"#EXTINF:{SEGMENT_SECONDS}.0,\n{index}.{kind}" for index in range(first, newest + 1)]
        return web.Response(text="\n".join(lines) + "\n")

    async def answer(request: web.Request) -> web.StreamResponse:
        name, _, kind = request.match_info["file"].partition(".")
        if name == "index":
            return web.Response(text=MASTER)
        if kind == "m3u8":
            return listed("ts" if name == "sound" else "vtt")
        if kind == "ts":
            return web.FileResponse(folder / request.match_info["file"])
        begin = int(name) * SEGMENT_SECONDS + 0.5
        cue = f"{clock(begin)} --> {clock(begin + 1)}\nGOAL! Number {name}\n" if int(name) % CAPTION_EVERY == 0 else ""
        # ffmpeg's transport streams begin at 1.4 s of their own clock.
        return web.Response(text=f"WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:126000,LOCAL:00:00:00.000\n\n{cue}")

    async def about(_request: web.Request) -> web.Response:
        return web.json_response({"id": "one", "group": "Sport", "kind": "tv"})

    made = web.Application()
    made.router.add_get("/api/relay/one/{file}", answer)
    made.router.add_get("/api/channels/one", about)
    return made


def clock(seconds: float) -> str:
    """WebVTT's way to write a time."""
    return f"00:{int(seconds) // 60:02d}:{seconds % 60:06.3f}"


async def followed(folder: Path, seconds: float) -> Arrivals:
    """What is published while the channel is followed for so long, and when."""
    runner = web.AppRunner(application(folder, time.time() - WINDOW * SEGMENT_SECONDS))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    found: Arrivals = []
    bus = MemoryBus()
    settings = Settings(media_url=f"http://127.0.0.1:{runner.addresses[0][1]}")
    async with aiohttp.ClientSession() as session, bus.subscribe(names.channel("one")) as news:
        ways = replace(
            _ways(settings, bus, find_ffmpeg(), Source(session)), manners=Manners(rest_seconds=0, quiet_hours=(0, 0))
        )
        following = asyncio.create_task(Channel("one", ways).follow())
        try:
            async with asyncio.timeout(seconds):
                async for message in news:
                    found.append((time.time(), message.event))
        except TimeoutError:
            pass
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)
    await runner.cleanup()
    return found


def keyframe_leads(arrivals: Arrivals) -> tuple[list[float], list[float]]:
    """For each keyframe, how long before a viewer sees its moment it was first known, and moved for the last time."""
    first: dict[float, float] = {}
    last: dict[float, tuple[float, float]] = {}
    for at, event in arrivals:
        for moment in (frame.timestamp for frame in event.keyframes) if isinstance(event, Keyframes) else ():
            key = round(moment, 1)
            first.setdefault(key, at)
            if key not in last or abs(moment - last[key][1]) > SEEN_SECONDS:
                last[key] = at, moment
    # What came with the first answer is of the past of a viewer who has just tuned in.
    began = arrivals[0][0]
    known = [(key + BEHIND_SECONDS, key) for key, at in first.items() if at > began + BEHIND_SECONDS]
    return [seen - first[key] for seen, key in known], [seen - last[key][0] for seen, key in known]


def reactions(arrivals: Arrivals) -> tuple[list[float], list[float]]:
    """For each remark on a caption: seconds since the caption came, and since a viewer could read it."""
    since_known, since_read = [], []
    began = arrivals[0][0]
    captions = [(at, event) for at, event in arrivals if isinstance(event, Caption)]
    for at, event in arrivals:
        # At first several captions come at once, of what was said before anybody tuned in.
        if isinstance(event, Remark) and event.reason == "a goal" and at > began + 2 * BEHIND_SECONDS:
            known, caption = max((each for each in captions if each[0] <= at), key=lambda each: each[0])
            since_known.append(at - known)
            since_read.append(at - (caption.timestamp + BEHIND_SECONDS))
    return since_known, since_read


def told(what: str, values: list[float]) -> None:
    """Prints the spread of some seconds."""
    low, middle, high = np.percentile(values, [5, 50, 95]) if values else (np.nan, np.nan, np.nan)
    print(f"{what}: 5 % {low:.2f} s, median {middle:.2f} s, 95 % {high:.2f} s ({len(values)})")


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60, help="how long the channel is followed")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        cut_music(Path(folder), options.seconds + WINDOW * SEGMENT_SECONDS)
        arrivals = asyncio.run(followed(Path(folder), options.seconds))
    known, settled = keyframe_leads(arrivals)
    told("keyframes known before a viewer sees their moment", known)
    told("moved by more than 30 ms for the last time before that", settled)
    since_known, since_read = reactions(arrivals)
    told("from a caption's arrival to the remark on it", since_known)
    told("from when a viewer reads the caption to the remark on it", since_read)


if __name__ == "__main__":
    main()
