"""The edge on a real port inside a test, and a client that sends it whatever bytes it likes."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httptools
import uvicorn
from starlette.types import ASGIApp

from prism_gateway.edge.patience import Patience
from prism_gateway.edge.proxy import Proxy
from prism_gateway.edge.server import configure

Headers = list[tuple[str, str]]


@dataclass
class Answer:
    """What came back on a connection: the first whole answer, or as much of it as there was."""

    status: int = 0
    headers: Headers = field(default_factory=list)
    body: bytes = b""
    complete: bool = False
    """Whether its framing says that it ended; an answer that was cut does not."""
    raw: bytes = b""

    def header(self, name: str) -> str | None:
        """The first field called `name`."""
        return next((value for one, value in self.headers if one == name), None)

    def all(self, name: str) -> list[str]:
        """Every field called `name`."""
        return [value for one, value in self.headers if one == name]

    def json(self) -> dict[str, Any]:
        """The body."""
        told: dict[str, Any] = json.loads(self.body)
        return told


class _Reading:
    def __init__(self) -> None:
        self.answer = Answer()
        self.parser = httptools.HttpResponseParser(self)

    def on_header(self, name: bytes, value: bytes) -> None:
        self.answer.headers.append((name.decode().lower(), value.decode("latin-1")))

    def on_headers_complete(self) -> None:
        self.answer.status = self.parser.get_status_code()
        if self.answer.status < 200:
            self.answer.headers = []

    def on_body(self, data: bytes) -> None:
        self.answer.body += data

    def on_message_complete(self) -> None:
        self.answer.complete = self.answer.status >= 200


def parse(raw: bytes) -> Answer:
    """The answer in `raw`."""
    reading = _Reading()
    with contextlib.suppress(httptools.HttpParserError):
        reading.parser.feed_data(raw)
    reading.answer.raw = raw
    return reading.answer


@dataclass
class Gateway:
    """Where the edge listens, and ways to talk to it."""

    port: int
    upstream_port: int
    proxy: Proxy
    server: uvicorn.Server

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
        """A connection, dropped at the end."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            yield reader, writer
        finally:
            writer.transport.abort()

    async def talk(self, request: bytes, seconds: float = 60.0) -> bytes:
        """Sends bytes, and reads until the connection ends."""
        async with self.connected() as (reader, writer):
            writer.write(request)
            async with asyncio.timeout(seconds):
                got = b""
                with contextlib.suppress(ConnectionError):
                    while data := await reader.read(1 << 16):
                        got += data
                return got

    async def ask(self, path: str, *lines: str, method: str = "GET", body: bytes = b"") -> Answer:
        """Asks for `path` with further header lines, on a connection of its own."""
        if body and not any(line.lower().startswith("transfer-encoding") for line in lines):
            lines = (*lines, f"Content-Length: {len(body)}")
        head = "".join(f"{line}\r\n" for line in ("Host: x", "Connection: close", *lines))
        return parse(await self.talk(f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + body))

    async def seen(self, mark: str) -> dict[str, Any]:
        """What upstream knows of the request with `?mark`."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.upstream_port)
        try:
            writer.write(f"GET /_seen/{mark} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            head = await reader.readuntil(b"\r\n\r\n")
            told: dict[str, Any] = json.loads(await reader.readexactly(int(head.split(b":")[1].split(b"\r\n")[0])))
            return told
        finally:
            writer.close()

    async def until_seen(self, mark: str, wanted: Callable[[dict[str, Any]], bool], seconds: float = 60.0) -> None:
        """Returns once what upstream knows is as `wanted`."""
        async with asyncio.timeout(seconds):
            while not wanted(await self.seen(mark)):  # noqa: ASYNC110  # another process has no event for us
                await asyncio.sleep(0.02)


@asynccontextmanager
async def serving(
    app: ASGIApp, patience: Patience | None = None, drain_seconds: float = 2.0, **options: Any
) -> AsyncIterator[uvicorn.Server]:
    """Serves `app` as the gateway's server would, on a free port."""
    config = uvicorn.Config(app, port=0, log_config=None, lifespan="off", ws="websockets-sansio", **options)
    configure(config, drain_seconds, patience)
    server = uvicorn.Server(config)
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    task = asyncio.create_task(server.serve(), name="gateway")
    try:
        while not server.started:  # noqa: ASYNC110  # uvicorn has no event for it
            await asyncio.sleep(0.01)
        yield server
    finally:
        server.should_exit = True
        await task
