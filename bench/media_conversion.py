"""What it costs to turn a live transport stream into HLS: `.venv/bin/python bench/media_conversion.py`.

A 720p stream is sent in real time, its first three seconds at once, as providers do. For passing it on, for
transcoding its sound and for transcoding both: seconds until the first segment can be had, and processor seconds a
second of the channel (ours and ffmpeg's together), beside ffmpeg's own HLS muxer on the same stream.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import resource
import subprocess
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web

from prism_core.ffmpeg import find_ffmpeg
from prism_media.relay.conversion import Source, Wanted
from prism_media.relay.conversion.sessions import Conversions
from prism_media.relay.conversion.starting import Starter
from prism_media.upstream.client import Upstream
from prism_media.upstream.guard import AddressPolicy

SECONDS = 20
BURST_SECONDS = 3
WATCHED_SECONDS = 10
FFMPEG = find_ffmpeg()
STREAMS = {
    "passed on (H.264, AAC)": ("-c:v libx264 -preset ultrafast -g 50 -pix_fmt yuv420p -c:a aac", "-c copy"),
    "sound transcoded (AC-3)": ("-c:v libx264 -preset ultrafast -g 50 -pix_fmt yuv420p -c:a ac3", "-c:v copy -c:a aac"),
    "both transcoded (MPEG-2, MP2)": ("-c:v mpeg2video -b:v 6M -c:a mp2", "-c:v libx264 -preset veryfast -c:a aac"),
}


def make(folder: Path, codecs: str) -> bytes:
    """A test stream of `SECONDS`."""
    inputs = "-f lavfi -i testsrc2=size=1280x720:rate=25 -f lavfi -i sine=sample_rate=48000"
    line = f"-loglevel error -y {inputs} -t {SECONDS} {codecs} {folder}/live.ts"
    subprocess.run([FFMPEG, *line.split()], check=True)
    return (folder / "live.ts").read_bytes()


async def provider(data: bytes) -> tuple[web.AppRunner, str]:
    """Serves `data` at the speed of the channel."""
    step = len(data) // (SECONDS * 10)

    async def answer(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        with contextlib.suppress(ConnectionError):  # Whoever watches has left.
            for place in range(0, len(data), step):
                await response.write(data[place : place + step])
                await asyncio.sleep(0.1 if place > step * 10 * BURST_SECONDS else 0)
        return response

    application = web.Application()
    application.router.add_get("/live.ts", answer)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner, f"http://127.0.0.1:{runner.addresses[0][1]}/live.ts"


def cpu_seconds() -> float:
    """Of this process and its children that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


async def measured(begin: Callable[[], Awaitable[object]], end: Callable[[], Awaitable[object]]) -> tuple[float, float]:
    """(seconds until `begin` is through, processor seconds a second) of a conversion."""
    before, start = cpu_seconds(), time.perf_counter()
    await begin()
    first = time.perf_counter() - start
    await asyncio.sleep(WATCHED_SECONDS)
    await end()
    return first, (cpu_seconds() - before) / (time.perf_counter() - start + BURST_SECONDS)


async def ours(url: str) -> tuple[float, float]:
    """Through the relay's conversions."""
    upstream = Upstream(AddressPolicy.from_text("loopback"))
    conversions = Conversions(Starter(upstream, FFMPEG, time.time), limit=1, now=time.time)
    result = await measured(lambda: conversions.playlist("bench", Source(url), Wanted(convert=True)), conversions.close)
    await upstream.close()
    return result


async def theirs(url: str, codecs: str, folder: Path) -> tuple[float, float]:
    """The HLS muxer of ffmpeg itself."""
    playlist = folder / "peer.m3u8"
    playlist.unlink(missing_ok=True)
    line = f"-loglevel quiet -i {url} {codecs} -g 50 -f hls -hls_time 2 {playlist}"
    process = await asyncio.create_subprocess_exec(FFMPEG, *line.split())

    async def begin() -> None:
        while not os.path.exists(playlist):  # noqa: ASYNC110, ASYNC240
            await asyncio.sleep(0.02)

    async def end() -> None:
        process.kill()
        await process.wait()

    return await measured(begin, end)


async def main() -> None:
    """Print a row for each kind of stream."""
    with tempfile.TemporaryDirectory() as name:
        for title, (codecs, same) in STREAMS.items():
            runner, url = await provider(make(Path(name), codecs))
            mine, peer = await ours(url), await theirs(url, same, Path(name))
            await runner.cleanup()
            print(f"{title:32} first segment {mine[0]:5.2f} s (ffmpeg {peer[0]:5.2f} s)", end="")
            print(f"   processor {mine[1]:6.3f} (ffmpeg {peer[1]:6.3f})")


if __name__ == "__main__":
    asyncio.run(main())
