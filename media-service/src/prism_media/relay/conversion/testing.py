"""For tests: sources of all kinds, made by ffmpeg, servers that send them as others do, and what can be decoded."""

import asyncio
import os
import re
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

import httpx
from aiohttp import web

from prism_core.ffmpeg import find_ffmpeg
from prism_media.testing import Answer

FFMPEG = find_ffmpeg()
PICTURE = "-f lavfi -i testsrc2=size=160x90:rate=25"
SOUND = "-f lavfi -i sine=frequency=440:sample_rate=48000"
H264 = "-c:v libx264 -preset ultrafast -g 25 -pix_fmt yuv420p"
HLS_TAIL = "-f hls -hls_time 1 -hls_list_size 0"


class Fixtures:
    """Files made when a test first asks for them, once for the module."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()

    def __call__(self, name: str, codecs: str, seconds: int = 6) -> bytes:
        """The file `name`, six seconds long, encoded with `codecs`."""
        with self._lock:
            if not (self._folder / name).exists():
                inputs = SOUND if "-vn" in codecs else f"{PICTURE} {SOUND}"
                line = f"-loglevel error -y {inputs} -t {seconds} {codecs} {name}"
                subprocess.run([FFMPEG, *line.split()], cwd=self._folder, check=True, stderr=subprocess.DEVNULL)
        return (self._folder / name).read_bytes()

    def all(self) -> dict[str, Answer]:
        """Every file by its path."""
        return {f"/{path.name}": path.read_bytes() for path in self._folder.iterdir()}


def endless(data: bytes, headers: dict[str, str] | None = None) -> Callable[[web.Request], web.StreamResponse]:
    """Answers without a length, as live streams are sent, and stays open."""

    class Live(web.StreamResponse):
        async def write_eof(self, _data: bytes = b"") -> None:
            await self.write(data)
            await asyncio.Event().wait()

    return lambda _request: Live(headers=headers)


def with_length(data: bytes) -> Callable[[web.Request], web.StreamResponse]:
    """Answers with parts where they are asked for, as file servers do."""

    def answer(request: web.Request) -> web.StreamResponse:
        asked = re.fullmatch(r"bytes=(\d+)-(\d*)", request.headers.get("Range", ""))
        if asked is None:
            return web.Response(body=data, headers={"Accept-Ranges": "bytes"})
        start, end = int(asked[1]), int(asked[2] or len(data) - 1)
        said = {"Content-Range": f"bytes {start}-{min(end, len(data) - 1)}/{len(data)}", "Accept-Ranges": "bytes"}
        return web.Response(status=206, body=data[start : end + 1], headers=said)

    return answer


async def channel_on(client: httpx.AsyncClient, url: str, more: str = "") -> str:
    """The id of a channel at `url`; `more` are attributes of its entry."""
    made = await client.post("/api/playlists", json={"text": f"#EXTM3U\n#EXTINF:-1 {more},Converted\n{url}\n"})
    assert made.status_code == 201, made.text
    found = (await client.get("/api/channels", params={"q": "converted"})).json()["channels"]
    return str(found[-1]["id"])


async def heard(client: httpx.AsyncClient, channel: str, segments: int, **query: str) -> tuple[str, bytes]:
    """The playlist once it has `segments`, and its beginning with all of them."""
    async with asyncio.timeout(60):
        while True:
            index = await client.get(f"/api/relay/{channel}/index.m3u8", params=query)
            assert index.status_code == 200, index.text
            places = [line for line in index.text.splitlines() if line.startswith("/")]
            if len(places) >= segments or "ENDLIST" in index.text:
                break
            await asyncio.sleep(0.1)
    begin = re.search(r'#EXT-X-MAP:URI="([^"]+)"', index.text)
    assert begin is not None
    data = b""
    for place in [begin[1], *places]:
        answer = await client.get(place)
        assert answer.status_code == 200, answer.text
        data += answer.content
    return index.text, data


def decoded(data: bytes) -> tuple[float, str]:
    """Seconds of what can be decoded, and the streams that ffmpeg finds; no error is allowed."""
    line = "-hide_banner -i pipe:0 -f null -"
    report = subprocess.run([FFMPEG, *line.split()], input=data, stderr=subprocess.PIPE, check=True).stderr.decode()
    assert "Error" not in report
    times = re.findall(r"time=(\d+):(\d\d):([\d.]+)", report)
    hours, minutes, seconds = times[-1]
    streams = " ".join(re.findall(r"Stream #0:\d.*?: ((?:Video|Audio): \w+)", report.partition("Output")[0]))
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds), streams


def children() -> list[str]:
    """Commands of this process's children."""
    found = subprocess.run(["ps", "--ppid", str(os.getpid()), "-o", "comm="], stdout=subprocess.PIPE, check=True)
    return [line for line in found.stdout.decode().split() if "ffmpeg" in line]
