"""What the relay costs beside nginx: `.venv/bin/python bench/media_relay.py [--gateway URL]`.

Prints, for a segment of 2 MB that was never asked for before: the time to its first byte that is added to the
provider's own (median and 99th of 100), and megabytes a second that one core carries (from the CPU time of the
process), for media-service and for nginx's `proxy_pass` in front of the same provider, in turns in the same run. Then
200 viewers watch one live channel, and the provider counts what it was asked for. nginx is skipped where it is not
installed (`apt-get install nginx-light`). `--gateway` names a running Prism that may reach this machine
(`PRISM_ALLOWED_NETWORKS=loopback`) and adds a row for the whole way through it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

SEGMENT = b"G" + os.urandom((2 << 20) - 1)
LIVE_SEGMENT = SEGMENT[: 256 << 10]
ASKED = 100
VIEWERS = 200
LIVE_SECONDS = 12
TARGET_SECONDS = 2
LIST_NAME = "Prism's bench of the relay"

NGINX = """
worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log; daemon off;
events {{ worker_connections 1024; }}
http {{
  access_log off; client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  upstream provider {{ server 127.0.0.1:{provider}; keepalive 16; }}
  server {{
    listen 127.0.0.1:{port};
    location / {{ proxy_pass http://provider; proxy_http_version 1.1; proxy_set_header Connection ""; }}
  }}
}}
"""


async def provide(port: int) -> None:
    """A provider: `/vod.m3u8` names segments of 2 MB, `/live.m3u8` goes on with the clock, `/count` tells of both."""
    asked: Counter[str] = Counter()

    def body(path: str) -> bytes:
        if path == "/count":
            return json.dumps(asked).encode()
        asked[path] += 1
        if path == "/vod.m3u8":
            lines = [f"#EXTINF:6,\nvod/{number}.ts" for number in range(4 * ASKED)]
            return "\n".join(["#EXTM3U", "#EXT-X-TARGETDURATION:6", *lines, "#EXT-X-ENDLIST", ""]).encode()
        if path == "/live.m3u8":
            first = int(time.time() / TARGET_SECONDS)
            lines = [f"#EXTINF:{TARGET_SECONDS},\nlive/{number}.ts" for number in range(first, first + 4)]
            head = ["#EXTM3U", f"#EXT-X-TARGETDURATION:{TARGET_SECONDS}", f"#EXT-X-MEDIA-SEQUENCE:{first}"]
            return "\n".join([*head, *lines, ""]).encode()
        return LIVE_SEGMENT if path.startswith("/live/") else SEGMENT

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                request = await reader.readuntil(b"\r\n\r\n")
                data = body(request.split(b" ", 2)[1].decode())
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: video/mp2t\r\nContent-Length: %d\r\n\r\n" % len(data))
                writer.write(data)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", port)
    await server.serve_forever()


@dataclass(frozen=True)
class Server:
    """Something that is measured: where it listens and which processes it is."""

    port: int
    pids: tuple[int, ...]

    def cpu_seconds(self) -> float:
        """Processor time that it has used."""
        return sum(_cpu_seconds(pid) for pid in self.pids)


def _cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Viewer:
    """One kept connection."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def get(self, path: str) -> tuple[float, bytes]:
        """Seconds to the first byte of the body, and the body."""
        if not hasattr(self, "_reader"):
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port, limit=1 << 20)
        began = time.perf_counter()
        self._writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        length = int(head.partition("content-length:")[2].split("\r\n")[0])
        first = await self._reader.read(min(length, 1 << 16))
        seconds = time.perf_counter() - began
        return seconds, first + await self._reader.readexactly(length - len(first))

    async def lines(self, path: str) -> list[str]:
        """What a playlist leads to."""
        return [line for line in (await self.get(path))[1].decode().splitlines() if line[:1] not in {"", "#"}]


async def measured(name: str, server: Server, paths: list[str], direct: list[float]) -> None:
    """Ask for each path once and print what it took."""
    viewer, began, before = Viewer(server.port), time.perf_counter(), server.cpu_seconds()
    times = [(await viewer.get(path))[0] for path in paths]
    wall, cpu = time.perf_counter() - began, server.cpu_seconds() - before
    megabytes = len(paths) * len(SEGMENT) / 1e6
    added = [
        1000 * (statistics.quantiles(times, n=100)[at] - statistics.quantiles(direct, n=100)[at]) for at in (49, 98)
    ]
    core = f"{megabytes / max(cpu, 0.01):7.0f}" if server.pids else f"{'?':>7}"
    print(f"{name:34} {added[0]:8.2f} {added[1]:8.2f} ms   {core} MB/s a core   {megabytes / wall:6.0f} MB/s seen")


async def watched(server: Server, index: str, provider: int) -> None:
    """200 viewers of one live channel; print what the provider was asked for."""
    ends = time.monotonic() + LIVE_SECONDS
    waits: list[float] = []

    async def watch() -> int:
        viewer, known = Viewer(server.port), set[str]()
        while time.monotonic() < ends:
            for line in await viewer.lines(index):
                if line not in known:
                    known.add(line)
                    waits.append((await viewer.get(line))[0])
            await asyncio.sleep(TARGET_SECONDS / 2)
        return len(known)

    before = server.cpu_seconds()
    seen = await asyncio.gather(*(watch() for _ in range(VIEWERS)))
    cpu = server.cpu_seconds() - before
    counts = json.loads((await Viewer(provider).get("/count"))[1])
    segments = [count for path, count in counts.items() if path.startswith("/live/")]
    print(
        f"\n{VIEWERS} viewers, {LIVE_SECONDS} s: {sum(seen)} segments watched; the provider was asked for "
        f"{len(segments)}, each {max(segments)} time(s), and {counts['/live.m3u8']} times for the playlist\n"
        f"first byte {1000 * statistics.median(waits):.1f} ms in the median; "
        f"{sum(seen) * len(LIVE_SEGMENT) / 1e6 / max(cpu, 0.01):.0f} MB/s a core"
    )


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: list[str], port: int, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process that answers at `port` before the body begins."""
    with subprocess.Popen(command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL) as process:
        try:
            _await_port(port)
            yield process
        finally:
            process.terminate()


def _await_port(port: int, seconds: float = 30.0) -> None:
    ends = time.monotonic() + seconds
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            if time.monotonic() > ends:
                raise
            time.sleep(0.05)


def channels(base: str, provider: int) -> tuple[str, str]:
    """Make both of the provider's lists channels of a Prism; the addresses of their playlists."""
    lists = f"#EXTM3U\n#EXTINF:-1,Bench films\nhttp://127.0.0.1:{provider}/vod.m3u8\n"
    lists += f"#EXTINF:-1,Bench live\nhttp://127.0.0.1:{provider}/live.m3u8\n"
    _json(f"{base}/api/playlists", {"text": lists, "name": LIST_NAME})
    found = {row["name"]: row["id"] for row in _json(f"{base}/api/channels?q=bench")["channels"]}
    return tuple(f"/api/relay/{found[name]}/index.m3u8" for name in ("Bench films", "Bench live"))  # type: ignore[return-value]


def _json(url: str, body: object = None, method: str | None = None) -> dict[str, list[dict[str, str]]]:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"}, method=method)
    with urllib.request.urlopen(request) as answer:
        return json.loads(answer.read() or b"{}")  # type: ignore[no-any-return]


def _nginx(folder: Path, provider: int, stack: ExitStack) -> Server | None:
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        print("nginx is not installed (apt-get install nginx-light): its row is left out")
        return None
    port = free_port()
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, provider=provider, port=port))
    master = stack.enter_context(running([program, "-c", str(folder / "nginx.conf")], port)).pid
    workers = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    return Server(port, (master, *map(int, workers)))


async def bench(gateway: str | None) -> None:
    """Run everything and print it."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder, provider, port = Path(name), free_port(), free_port()
        stack.enter_context(running([sys.executable, __file__, "--provide", str(provider)], provider))
        environment = {
            "PRISM_BIND_PORT": str(port), "PRISM_DATA_DIR": name, "PRISM_DEMO_CHANNELS": "false",
            "PRISM_ALLOWED_NETWORKS": "loopback", "PRISM_LOG_LEVEL": "ERROR",
        }  # fmt: skip
        media_pid = stack.enter_context(running([sys.executable, "-m", "prism_media.app"], port, **environment)).pid
        media, nginx = Server(port, (media_pid,)), _nginx(folder, provider, stack)
        films, live = channels(f"http://127.0.0.1:{port}", provider)

        print(f"{'through':34} {'median':>8} {'p99':>8} added to the first byte of 2 MB")
        straight = Viewer(provider)
        direct = [(await straight.get(f"/direct/{number}.ts"))[0] for number in range(ASKED)]
        if nginx is not None:
            await measured("nginx proxy_pass", nginx, [f"/n/{number}.ts" for number in range(ASKED)], direct)
        segments = await Viewer(port).lines(films)
        await measured("media-service", media, segments[:ASKED], direct)
        await measured("media-service, somebody had it", media, segments[ASKED - 30 : ASKED] * 4, direct)
        if gateway is not None:
            await _measure_gateway(gateway, provider, direct)
        await watched(media, live, provider)


async def _measure_gateway(gateway: str, provider: int, direct: list[float]) -> None:
    films, _ = channels(gateway, provider)
    try:
        port = int(gateway.rpartition(":")[2])
        await measured("gateway and media-service", Server(port, ()), (await Viewer(port).lines(films))[:ASKED], direct)
    finally:
        for playlist in _json(f"{gateway}/api/playlists")["playlists"]:
            if playlist["name"] == LIST_NAME:
                _json(f"{gateway}/api/playlists/{playlist['id']}", method="DELETE")


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gateway", help="address of a running Prism, such as http://127.0.0.1:4000")
    parser.add_argument("--provide", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    asyncio.run(provide(given.provide) if given.provide else bench(given.gateway))


if __name__ == "__main__":
    main()
