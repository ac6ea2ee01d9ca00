"""Real players on every kind of HLS: ffmpeg decodes the same through the relay, and hls.js plays it in a browser."""

import asyncio
import json
import os
import shutil
import subprocess
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web

from prism_core.ffmpeg import find_ffmpeg
from prism_media.relay.testing import relaying

SCRIPT = Path(__file__).parents[2] / "frontend" / "e2e" / "relay.mjs"
PICTURE = ["-f", "lavfi", "-i", "testsrc2=size=160x90:rate=20", "-f", "lavfi", "-i", "sine=sample_rate=44100"]
CODECS = ["-t", "6", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "5", "-c:a", "aac"]
HLS = ["-f", "hls", "-hls_playlist_type", "vod"]
SECOND = ["-hls_time", "1"]
FMP4 = ["-hls_segment_type", "fmp4"]
KINDS = {
    "ts": [*HLS, *SECOND],
    "fmp4": [*HLS, *SECOND, *FMP4],
    "aes": [*HLS, *SECOND, "-hls_key_info_file", "key.info"],
    "byterange": [*HLS, *SECOND, *FMP4, "-hls_flags", "single_file"],
    "parts": [*HLS, "-hls_time", "0.25", *FMP4],
    "audio": [
        *HLS, *SECOND, "-master_pl_name", "index.m3u8", "-var_stream_map", "a:0,agroup:sound,name:en v:0,agroup:sound",
    ],
}  # fmt: skip


@pytest.fixture(scope="session")
def streams(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one HLS stream of 6 s for each kind."""
    root = tmp_path_factory.mktemp("streams")
    for kind, options in KINDS.items():
        folder = root / kind
        folder.mkdir()
        (folder / "key").write_bytes(b"0123456789abcdef")
        (folder / "key.info").write_text("key\nkey\n")
        name = "%v.m3u8" if kind == "audio" else "index.m3u8"
        command = [find_ffmpeg(), "-v", "error", *PICTURE, *CODECS, *options, name]
        subprocess.run(command, cwd=folder, check=True, stdin=subprocess.DEVNULL)
    return root


@asynccontextmanager
async def origin(folder: Path) -> AsyncIterator[str]:
    """Serves the folder, and `/live/index.m3u8`: its `parts` as a low-latency channel that goes on for ever."""
    application = web.Application()
    application.router.add_get("/live/index.m3u8", LowLatency(folder / "parts").playlist)
    application.router.add_get("/live/segment{number}.m4s", LowLatency(folder / "parts").segment)
    application.router.add_static("/", folder)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


class LowLatency:
    """Segments of a second in four parts each, the newest one still being made (RFC 8216bis, appendix B)."""

    PART_SECONDS = 0.25
    PARTS = 4

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._began = time.monotonic() - 5.0

    def _made(self) -> int:
        """How many parts there are by now; the stream ends with its last."""
        return min(int((time.monotonic() - self._began) / self.PART_SECONDS), 24)

    async def playlist(self, request: web.Request) -> web.Response:
        """The playlist, when the part that was asked for is there."""
        segment = int(request.query.get("_HLS_msn", -1))
        part = int(request.query.get("_HLS_part", 0))
        while self._made() < min(segment * self.PARTS + part + 1, 24):
            await asyncio.sleep(0.02)
        return web.Response(text=self._text(self._made()), content_type="application/vnd.apple.mpegurl")

    def _text(self, made: int) -> str:
        lines = [
            "#EXTM3U", "#EXT-X-VERSION:9", "#EXT-X-TARGETDURATION:1",
            f"#EXT-X-PART-INF:PART-TARGET={self.PART_SECONDS}",
            "#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=0.75", '#EXT-X-MAP:URI="../parts/init.mp4"',
        ]  # fmt: skip
        for number in range(made):
            lines.append(f'#EXT-X-PART:DURATION={self.PART_SECONDS},INDEPENDENT=YES,URI="../parts/index{number}.m4s"')
            if number % self.PARTS == self.PARTS - 1:
                lines += ["#EXTINF:1.0,", f"segment{number // self.PARTS}.m4s"]
        end = "#EXT-X-ENDLIST" if made == 24 else f'#EXT-X-PRELOAD-HINT:TYPE=PART,URI="../parts/index{made}.m4s"'
        return "\n".join([*lines, end, ""])

    async def segment(self, request: web.Request) -> web.Response:
        """A whole segment: its parts in a row."""
        first = int(request.match_info["number"]) * self.PARTS
        parts = [(self._folder / f"index{number}.m4s").read_bytes() for number in range(first, first + self.PARTS)]
        return web.Response(body=b"".join(parts), content_type="video/mp4")


async def output(*command: str) -> str:
    """What a program prints, in half a minute at most."""
    process = await asyncio.create_subprocess_exec(
        *command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    async with asyncio.timeout(120):
        out, errors = await process.communicate()
    assert process.returncode == 0, errors.decode()
    return out.decode()


@pytest.mark.parametrize("kind", ["ts", "fmp4", "aes", "byterange", "audio"])
async def test_ffmpeg_decodes_the_same_through_the_relay(streams: Path, kind: str) -> None:
    async with origin(streams) as base, relaying() as stage:
        stage.sources.add("c", f"{base}/{kind}/index.m3u8")
        decode = ("-map", "0:v:0", "-map", "0:a:0", "-f", "framecrc", "-")
        direct = await output(find_ffmpeg(), "-v", "error", "-i", f"{base}/{kind}/index.m3u8", *decode)
        relayed = str(stage.client.base_url.join("/api/relay/c/index.m3u8"))
        assert await output(find_ffmpeg(), "-v", "error", "-i", relayed, *decode) == direct
    assert len(direct.splitlines()) > 50


@pytest.mark.browser
async def test_a_browser_plays_every_kind_through_the_relay(streams: Path) -> None:
    browser = os.environ.get("PRISM_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None or not (SCRIPT.parents[1] / "node_modules").is_dir():
        pytest.skip("no browser, or the frontend is not installed: `make setup browser`")
    kinds = ["ts", "fmp4", "aes", "byterange", "audio", "live"]
    async with origin(streams) as base, relaying() as stage:
        for kind in kinds:
            stage.sources.add(kind, f"{base}/{kind}/index.m3u8")
        addresses = [f"/api/relay/{kind}/index.m3u8" for kind in kinds]
        said = await output("node", str(SCRIPT), str(stage.client.base_url).rstrip("/"), *addresses)
    outcomes = json.loads(said)
    assert [(outcome["address"], outcome["error"]) for outcome in outcomes] == [
        (address, None) for address in addresses
    ]
    assert all(outcome["seconds"] >= 2 for outcome in outcomes), outcomes
    assert outcomes[-1]["lowLatency"]
