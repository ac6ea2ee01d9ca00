"""The other ends of `bench/gateway.py`: an origin that streams and echoes, and clients that cost little themselves.

`python bench/gateway_peer.py origin PORT` serves server-sent events (1,000 a second) and a WebSocket echo.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import os
import statistics
import struct
import sys
import time
from dataclasses import dataclass, field
from typing import cast

import uvloop

EVENT = b"data: " + b"x" * 192 + b"\n\n"
EVENTS_A_SECOND = 1000
MESSAGE = b"m" * 200


class Origin(asyncio.Protocol):
    """One connection to the origin; its requests have no bodies."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The connection stands."""
        self.transport = cast(asyncio.Transport, transport)
        self.frames: Frames | None = None
        self.streaming: asyncio.Task[None] | None = None
        self.buffer = b""

    def connection_lost(self, exc: Exception | None) -> None:
        """It has ended."""
        if self.streaming is not None:
            self.streaming.cancel()

    def data_received(self, data: bytes) -> None:
        """Bytes of the other side."""
        if self.frames is not None:
            for payload in self.frames.feed(data):
                self.transport.write(frame(payload))
            return
        self.buffer += data
        while b"\r\n\r\n" in self.buffer:
            head, _, self.buffer = self.buffer.partition(b"\r\n\r\n")
            self.answer(head)

    def answer(self, head: bytes) -> None:
        """Answers one request."""
        if b"sec-websocket-key:" in head.lower():
            key = next(
                line[19:].strip() for line in head.split(b"\r\n") if line.lower().startswith(b"sec-websocket-key:")
            )
            accept = base64.b64encode(hashlib.sha1(key + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest())
            self.transport.write(
                b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                b"Sec-WebSocket-Accept: " + accept + b"\r\n\r\n"
            )
            self.frames = Frames()
        elif b"/events" in head.split(b"\r\n", 1)[0]:
            self.transport.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
            )
            self.streaming = asyncio.create_task(self.stream())
        else:
            self.transport.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")

    async def stream(self) -> None:
        """Sends events at their rate, as many at once as are due."""
        sent, began = 0, time.monotonic()
        while True:
            await asyncio.sleep(0.002)
            due = int((time.monotonic() - began) * EVENTS_A_SECOND) - sent
            for _ in range(due):
                self.transport.write(b"%x\r\n%b\r\n" % (len(EVENT), EVENT))
            sent += due


class Frames:
    """Takes WebSocket frames of up to 64 KiB apart."""

    def __init__(self) -> None:
        self.buffer = b""

    def feed(self, data: bytes) -> list[bytes]:
        """The payloads of the messages that `data` completes."""
        self.buffer += data
        payloads, at = [], 0
        while len(self.buffer) - at >= 2:
            size, start = self.buffer[at + 1] & 127, at + 2
            if size == 126:
                if len(self.buffer) - at < 4:
                    break
                size, start = int.from_bytes(self.buffer[at + 2 : at + 4], "big"), at + 4
            if self.buffer[at + 1] & 128:
                start += 4
            if len(self.buffer) < start + size:
                break
            if self.buffer[at] & 15 in (1, 2):
                payload = self.buffer[start : start + size]
                if self.buffer[at + 1] & 128 and (mask := self.buffer[start - 4 : start]) != b"\0\0\0\0":
                    whole = int.from_bytes(payload, "big") ^ int.from_bytes((mask * (size // 4 + 1))[:size], "big")
                    payload = whole.to_bytes(size, "big")
                payloads.append(payload)
            elif self.buffer[at] & 15 == 9:
                pass
            at = start + size
        self.buffer = self.buffer[at:]
        return payloads


def frame(payload: bytes, *, masked: bool = False) -> bytes:
    """A binary frame; the client's mask is zero, which is as valid as any."""
    size = len(payload)
    flag = 128 if masked else 0
    length = bytes([flag | size]) if size < 126 else bytes([flag | 126]) + struct.pack("!H", size)
    return b"\x82" + length + (b"\0\0\0\0" if masked else b"") + payload


@dataclass
class Counted(asyncio.Protocol):
    """A client that only counts what comes, or asks again at once."""

    path: str
    again: bytes = b""
    bytes_read: int = 0
    answers: int = 0
    opened: asyncio.Event = field(default_factory=asyncio.Event)
    asked_at: float = 0.0
    seconds: list[float] = field(default_factory=list)
    paced: bool = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The connection stands."""
        self.transport = cast(asyncio.Transport, transport)
        key = base64.b64encode(os.urandom(16)).decode()
        upgrade = (
            f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n"
        )
        lines = upgrade if self.again else ""
        transport.write(f"GET {self.path} HTTP/1.1\r\nHost: localhost\r\n{lines}\r\n".encode())

    def data_received(self, data: bytes) -> None:
        """Bytes of the other side."""
        self.bytes_read += len(data)
        if not self.opened.is_set():
            if self.again and b" 101 " not in data:
                raise SystemExit(f"no socket at {self.path}: {data[:80]!r}")
            self.opened.set()
            return
        if self.again and self.asked_at:
            self.answers += 1
            self.seconds.append(time.perf_counter() - self.asked_at)
            self.asked_at = 0.0
            if not self.paced:
                self.ask()

    def ask(self) -> None:
        """Sends the next message."""
        self.asked_at = time.perf_counter()
        self.transport.write(self.again)


async def connect(port: int, path: str, count: int, again: bytes = b"", *, paced: bool = False) -> list[Counted]:
    """`count` clients of `path`; those with something to ask `again` are WebSockets."""
    loop = asyncio.get_running_loop()
    clients = [Counted(path, again, paced=paced) for _ in range(count)]
    for client in clients:
        await loop.create_connection(lambda client=client: client, "127.0.0.1", port)  # type: ignore[misc]
        await asyncio.wait_for(client.opened.wait(), 60)
    return clients


def percentiles(seconds: list[float]) -> tuple[float, float]:
    """Median and 99th, in milliseconds."""
    cuts = statistics.quantiles(seconds, n=100) if len(seconds) > 1 else [0.0] * 99
    return cuts[49] * 1e3, cuts[98] * 1e3


async def serve(port: int) -> None:
    """Serves the origin until it is killed."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Origin, "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__" and sys.argv[1:2] == ["origin"]:
    uvloop.run(serve(int(sys.argv[2])))
