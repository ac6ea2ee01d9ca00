"""What the gateway costs beside nginx and Caddy: `.venv/bin/python bench/gateway.py [--seconds N] [--only small,...]`.

All three stand in front of the same origins in the same run, with one worker each; the gateway with everything that it
has switched on (limits on Redis, a log line and metrics for each request, security headers). Printed for each:

- small: requests a second of a small JSON (wrk, 32 connections), p50 and p99 of a single connection, CPU µs a request,
  and p50 and p99 that are added at half of the load that it can bear;
- segments: MB that a core carries a second, from the CPU time of the process, for files of 2 MB (wrk, 4 connections);
- events, frames: server-sent events and WebSocket echoes a second, and CPU µs for each;
- sockets: memory for each of 1,000 idle WebSockets, p50 and p99 of 500 that talk once a second.

wrk and nginx are needed, Caddy is left out where it is not installed: `apt-get install wrk nginx-light caddy`.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import uvloop
from gateway_peer import EVENT, MESSAGE, connect, frame, percentiles
from gateway_subjects import SEGMENT_BYTES, Subject, subjects


def wrk(subject: Subject, path: str, connections: int, seconds: float) -> tuple[float, float, float, float, float]:
    """Requests a second, p50 and p99 in ms, CPU µs a request, and MB a core carries in a second."""
    command = [
        "wrk",
        "-t1",
        f"-c{connections}",
        f"-d{max(1, round(seconds))}s",
        "--latency",
        f"http://127.0.0.1:{subject.port}{path}",
    ]
    before = subject.cpu()
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    used = subject.cpu() - before
    if "Non-2xx" in told or "Socket errors" in told:
        raise SystemExit(f"{subject.name} failed at {path}: {told}")
    requests = int(_find(r"(\d+) requests in", told))
    p50, p99 = (_milliseconds(_find(rf"\n +{share}% +(\S+)", told)) for share in (50, 99))
    return (
        float(_find(r"Requests/sec:\s+(\S+)", told)),
        p50,
        p99,
        used / requests * 1e6,
        requests * SEGMENT_BYTES / used / 1e6,
    )


def _find(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    if found is None:
        raise SystemExit(f"wrk said something unknown: {text}")
    return found.group(1)


def _milliseconds(text: str) -> float:
    for unit, factor in (("us", 1e-3), ("ms", 1.0), ("s", 1e3)):
        if text.endswith(unit):
            return float(text.removesuffix(unit)) * factor
    raise SystemExit(f"{text!r} is no time")


def small(subject: Subject, seconds: float, base: dict[str, float]) -> str:
    """Small requests; `base` has nginx's numbers once they are known."""
    rate, _, _, cpu, _ = wrk(subject, "/api/channels", 32, seconds)
    _, p50, p99, _, _ = wrk(subject, "/api/channels", 1, seconds / 2)
    base.setdefault("small", cpu)
    share = base["small"] / cpu
    alone = f"p50 {p50:6.2f} p99 {p99:6.2f} ms (one connection)"
    return f"{rate:8,.0f} req/s  {alone}  {cpu:6.1f} µs CPU  {share:5.2f} of nginx"


def half_load(subject: Subject, seconds: float, base: dict[str, float]) -> str:
    """Latency of small requests at about half of what it can bear."""
    rate = wrk(subject, "/api/channels", 32, 2)[0] / 2
    p50, p99 = uvloop.run(_paced(subject.port, rate, seconds))
    return f"p50 {p50:6.2f} p99 {p99:6.2f} ms at {rate:,.0f} req/s"


async def _paced(port: int, rate: float, seconds: float) -> tuple[float, float]:
    request = b"GET /api/channels HTTP/1.1\r\nHost: localhost\r\n\r\n"
    taken: list[float] = []
    due = time.perf_counter()
    idle: asyncio.Queue[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = asyncio.Queue()
    for _ in range(16):
        idle.put_nowait(await asyncio.open_connection("127.0.0.1", port))
    end = due + seconds

    async def drive() -> None:
        nonlocal due
        reader, writer = await idle.get()
        while due < end:
            due = mine = due + 1 / rate
            if (pause := mine - time.perf_counter()) > 0:
                await asyncio.sleep(pause)
            began = time.perf_counter()
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            await reader.readexactly(int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0]))
            taken.append(time.perf_counter() - began)

    await asyncio.gather(*(drive() for _ in range(16)))
    return percentiles(taken)


def segments(subject: Subject, seconds: float, base: dict[str, float]) -> str:
    """Segments of 2 MB."""
    rate, _, _, _, carried = wrk(subject, "/api/relay/one.ts", 4, seconds)
    base.setdefault("segments", carried)
    share = carried / base["segments"]
    return f"{carried:8,.0f} MB/s a core  {rate * SEGMENT_BYTES / 1e6:8,.0f} MB/s here  {share:5.2f} of nginx"


def events(subject: Subject, seconds: float, base: dict[str, float]) -> str:
    """Server-sent events of 200 bytes on 20 streams, each sent by itself."""
    return uvloop.run(_events(subject, seconds))


async def _events(subject: Subject, seconds: float) -> str:
    clients = await connect(subject.port, "/peer/events", 20)
    await asyncio.sleep(0.5)
    before, had = subject.cpu(), sum(client.bytes_read for client in clients)
    await asyncio.sleep(seconds)
    used, came = subject.cpu() - before, sum(client.bytes_read for client in clients) - had
    for client in clients:
        client.transport.abort()
    count = came / len(EVENT)
    return f"{count / seconds:8,.0f} events/s  {used / count * 1e6:6.1f} µs CPU each"


def frames(subject: Subject, seconds: float, base: dict[str, float]) -> str:
    """WebSocket messages of 200 bytes there and back on 20 sockets."""
    return uvloop.run(_frames(subject, seconds))


async def _frames(subject: Subject, seconds: float) -> str:
    clients = await connect(subject.port, "/peer/socket", 20, frame(MESSAGE, masked=True))
    before = subject.cpu()
    for client in clients:
        client.ask()
    await asyncio.sleep(seconds)
    used, count = subject.cpu() - before, 2 * sum(client.answers for client in clients)
    for client in clients:
        client.transport.abort()
    return f"{count / seconds:8,.0f} frames/s  {used / count * 1e6:6.1f} µs CPU each"


def sockets(subject: Subject, seconds: float, base: dict[str, float]) -> str:
    """1,000 idle WebSockets, and 500 that talk once a second beside them."""
    return uvloop.run(_sockets(subject, seconds))


async def _sockets(subject: Subject, seconds: float) -> str:
    before = subject.resident_bytes()
    idle = await connect(subject.port, "/peer/socket", 1000, frame(MESSAGE, masked=True), paced=True)
    kept = (subject.resident_bytes() - before) / len(idle) / 1024
    busy = await connect(subject.port, "/peer/socket", 500, frame(MESSAGE, masked=True), paced=True)
    for _ in range(max(1, int(seconds))):
        for client in busy:
            client.ask()
            await asyncio.sleep(1 / len(busy))
    await asyncio.sleep(0.2)
    p50, p99 = percentiles([second for client in busy for second in client.seconds])
    for client in (*idle, *busy):
        client.transport.abort()
    return f"{kept:6.1f} KiB each of 1,000 idle  p50 {p50:6.2f} p99 {p99:6.2f} ms of 500 busy"


MEASURES = {
    "small": small, "half": half_load, "segments": segments, "events": events, "frames": frames, "sockets": sockets,
}  # fmt: skip


def main() -> None:
    """Measures everything in turn, and prints a line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=5.0, help="of each measurement")
    parser.add_argument("--only", default=",".join(MEASURES), help="which, separated by commas")
    chosen = parser.parse_args()
    for needed in ("wrk", "nginx"):
        if not (shutil.which(needed) or Path(f"/usr/sbin/{needed}").exists()):
            raise SystemExit(f"{needed} is needed: apt-get install wrk nginx-light caddy")
    base: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="prism-bench-") as folder, subjects(Path(folder)) as found:
        for name in chosen.only.split(","):
            for subject in found:
                print(f"{name:9} {subject.name:6} {MEASURES[name](subject, chosen.seconds, base)}", flush=True)


if __name__ == "__main__":
    main()
