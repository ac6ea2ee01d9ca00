"""A raw HTTP/1.1 upstream in a process of its own, which remembers what reached it and misbehaves when asked to.

`python upstream.py` prints its port. Each path is one behaviour; `/_seen/<mark>` tells what is known of the request
that had `?<mark>`.
"""

import asyncio
import base64
import gzip
import hashlib
import json
import struct
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

KEPT = {"keep-alive": True}


@dataclass
class Asked:
    """One request as it arrived."""

    method: str
    target: str
    headers: list[tuple[str, str]]
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    connection: int
    body: bytes = b""
    left: bool = False
    ended: bool = False
    notes: list[str] = field(default_factory=list)

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]

    def header(self, name: str) -> str:
        return next((value for one, value in self.headers if one.lower() == name), "")

    async def read_body(self) -> None:
        if self.header("transfer-encoding") == "chunked":
            while size := int((await self.reader.readline()).split(b";")[0], 16):
                self.body += await self.reader.readexactly(size)
                await self.reader.readline()
            await self.reader.readline()
        elif length := self.header("content-length"):
            self.body = await self.reader.readexactly(int(length))

    async def send(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    async def answer(self, body: bytes, *lines: str, status: str = "200 OK") -> None:
        head = "".join(f"{line}\r\n" for line in lines)
        await self.send(f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n{head}\r\n".encode() + body)

    async def watch_end(self) -> None:
        """Waits until whoever asks has gone, and remembers it."""
        try:
            while await self.reader.read(1024):
                pass
        except ConnectionError:
            pass
        self.left = True


seen: dict[str, Asked] = {}
Behaviour = Callable[[Asked], Awaitable[bool | None]]
"""Answers; false if the connection ends with it."""


async def echo(asked: Asked) -> None:
    await asked.read_body()
    digest = hashlib.sha256(asked.body).hexdigest()
    told = {"method": asked.method, "target": asked.target, "headers": asked.headers, "bytes": len(asked.body),
            "sha256": digest, "connection": asked.connection}  # fmt: skip
    await asked.answer(json.dumps(told).encode(), "Content-Type: application/json")


async def cookies(asked: Asked) -> None:
    await asked.answer(
        b"x", "Set-Cookie: a=1; Path=/", "Set-Cookie: b=2; Expires=Wed, 21 Oct 2026 07:28:00 GMT", "X-Case: MiXed"
    )


async def hop_by_hop(asked: Asked) -> None:
    lines = ("Connection: X-Own, keep-alive", "X-Own: secret", "Keep-Alive: timeout=5", "Server: hidden",
             "Proxy-Authenticate: Basic", "Date: Mon, 01 Jan 1990 00:00:00 GMT", "X-Kept: yes")  # fmt: skip
    await asked.answer(b"x", *lines)


async def zipped(asked: Asked) -> None:
    await asked.answer(gzip.compress(b"hello" * 100, mtime=0), "Content-Encoding: gzip")


async def head(asked: Asked) -> None:
    await asked.send(b"HTTP/1.1 200 OK\r\nContent-Length: 12345\r\nX-Head: yes\r\n\r\n")


async def head_chunked(asked: Asked) -> None:
    await asked.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")


async def status(asked: Asked) -> None:
    await asked.send(f"HTTP/1.1 {asked.path.split('/')[2]} Odd\r\nContent-Length: 0\r\n\r\n".encode())


async def bodiless(asked: Asked) -> None:
    await asked.send(f'HTTP/1.1 {asked.path.split("/")[2]} X\r\nContent-Length: 7\r\nETag: "1"\r\n\r\n'.encode())


async def ranged(asked: Asked) -> None:
    await asked.answer(b"345", "Content-Range: bytes 3-5/10", f"X-Range: {asked.header('range')}", status="206 Partial")


async def interim(asked: Asked) -> None:
    await asked.send(b"HTTP/1.1 103 Early Hints\r\nLink: </x.css>\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n")
    await asked.answer(b"final")


async def hint(asked: Asked) -> bool:
    await asked.send(b"HTTP/1.1 103 Early Hints\r\nLink: </x.css>\r\n\r\n")
    await asked.watch_end()
    return False


async def chunks(asked: Asked) -> None:
    await asked.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n")
    await asked.send(b"5;ext=1\r\nhello\r\n6\r\n world\r\n0\r\nX-Sum: 1\r\n\r\n")


async def until_close(asked: Asked) -> bool:
    await asked.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nall of it")
    return False


async def events(asked: Asked) -> bool:
    await asked.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
    ending = asyncio.create_task(asked.watch_end())
    n = 0
    while not ending.done():
        await asked.send(b"%x\r\ndata: %06d\n\n\r\n" % (14, n))
        n += 1
        await asyncio.sleep(0.05)
    return False


async def silent(asked: Asked) -> bool:
    await asked.watch_end()
    return False


async def half_then_silent(asked: Asked) -> bool:
    await asked.send(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
    await asked.watch_end()
    return False


async def die(asked: Asked) -> bool:
    how = asked.path.split("/")[2]
    sent = {
        "head": b"", "in-head": b"HTTP/1.1 200 OK\r\nConte",
        "length": b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
        "chunked": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n",
        "in-chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhalf",
        "until-close": b"HTTP/1.1 200 OK\r\n\r\nhalf",
    }[how]  # fmt: skip
    await asked.send(sent)
    if how == "until-close":  # Only a reset tells this end from a proper one.
        asked.writer.get_extra_info("socket").setsockopt(1, 13, struct.pack("ii", 1, 0))
        await asyncio.sleep(0.1)
    return False


async def bad(asked: Asked) -> None:
    await asked.send({
        "garbage": b"hello there\r\n\r\n",
        "both": b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "lengths": b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        "switch": b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
        "long": b"HTTP/1.1 200 OK\r\nX: " + b"x" * 300_000,
        "version": b"HTTP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n",
        "coding": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    }[asked.path.split("/")[2]])  # fmt: skip


async def extra(asked: Asked) -> None:
    """An answer too many, which must never be the answer to somebody else's request."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n"
    await asked.send(answer + b"mine" + answer + b"bad!")


async def closing(asked: Asked) -> bool:
    """Keeps the connection open by what it says, and closes it by what it does."""
    await asked.answer(str(asked.connection).encode())
    return False


async def large(asked: Asked) -> None:
    size = int(asked.path.split("/")[2])
    await asked.send(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % size)
    block = bytes(range(256)) * 256
    for at in range(0, size, len(block)):
        await asked.send(block[: size - at])
        asked.notes = [str(at)]


async def wants(asked: Asked) -> None:
    asked.notes.append(asked.header("expect"))
    await asked.send(b"HTTP/1.1 100 Continue\r\n\r\n")
    await echo(asked)


async def refuses_early(asked: Asked) -> bool:
    await asked.answer(b"no thanks", "Connection: close", status="401 Unauthorized")
    await asked.watch_end()
    return False


async def slow_reader(asked: Asked) -> bool:
    await asyncio.sleep(1.0)
    await echo(asked)
    return True


async def socket(asked: Asked) -> bool:
    how = asked.path.split("/")[2]
    if how == "refuse":
        await asked.answer(b"not you", "X-Why: because", status="403 Forbidden")
        return True
    key = asked.header("sec-websocket-key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
    accept = base64.b64encode(hashlib.sha1(key.encode()).digest()).decode()  # RFC 6455 asks for it
    chosen = asked.header("sec-websocket-protocol").partition(",")[0]
    spoken = f"Sec-WebSocket-Protocol: {chosen}\r\n" if chosen else ""
    await asked.send(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Accept: {'wrong' if how == 'wrong' else accept}\r\n{spoken}\r\n".encode()
    )
    if how == "close":
        await asked.send(b"\x88\x08" + struct.pack("!H", 4321) + b"enough")
    elif how == "die":
        return False
    elif how == "pieces":
        await asked.send(b"\x01\x03one\x89\x00\x00\x03two\x80\x03end")
    elif how == "flood":
        for _ in range(200):
            await asked.send(b"\x82\x7f" + struct.pack("!Q", 100_000) + bytes(100_000))
            asked.notes = [*asked.notes[-1:], "sent"]
    await echo_frames(asked)
    return False


async def echo_frames(asked: Asked) -> None:
    try:
        while True:
            first, second = await asked.reader.readexactly(2)
            size = second & 127
            if size > 125:
                size = int.from_bytes(await asked.reader.readexactly(2 if size == 126 else 8), "big")
            mask = await asked.reader.readexactly(4)
            data = bytes(byte ^ mask[at % 4] for at, byte in enumerate(await asked.reader.readexactly(size)))
            if first & 15 == 8:
                asked.notes.append(
                    f"closed {int.from_bytes(data[:2], 'big') if data else 1005} {data[2:].decode()}".strip()
                )
                return
            if first & 15 in (1, 2):
                length = (
                    bytes([size])
                    if size < 126
                    else b"\x7e" + struct.pack("!H", size)
                    if size < 65536
                    else b"\x7f" + struct.pack("!Q", size)
                )
                await asked.send(bytes([first]) + length + data)
    except (asyncio.IncompleteReadError, ConnectionError):
        asked.left = True


BEHAVIOURS: dict[str, Behaviour] = {
    "echo": echo, "cookies": cookies, "hop": hop_by_hop, "gzip": zipped, "head": head, "head-chunked": head_chunked,
    "status": status, "bodiless": bodiless, "range": ranged, "interim": interim, "hint": hint, "chunks": chunks,
    "events": events, "until-close": until_close, "silent": silent, "half": half_then_silent, "die": die, "bad": bad,
    "extra": extra, "closing": closing, "large": large, "wants": wants, "refuses": refuses_early, "slow": slow_reader,
    "socket": socket,
}  # fmt: skip
connections = 0


async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    global connections
    connections += 1
    number = connections
    try:
        while line := await reader.readline():
            method, target, _ = line.decode().split(" ", 2)
            headers = []
            while (line := await reader.readline()).strip():
                name, _, value = line.decode("latin-1").rstrip("\r\n").partition(":")
                headers.append((name, value.strip()))
            asked = Asked(method, target, headers, reader, writer, number)
            if target.startswith("/_seen/"):
                known = seen.get(target.split("/")[2])
                told = {"left": known.left, "ended": known.ended,
                        "notes": known.notes, "method": known.method, "bytes": len(known.body),
                        "headers": known.headers} if known else {}  # fmt: skip
                await asked.answer(json.dumps(told).encode())
                continue
            seen[target.partition("?")[2] or target] = asked
            try:
                if await BEHAVIOURS[target.split("/")[1].partition("?")[0]](asked) is False:
                    break
            finally:
                asked.ended = True
    except (ConnectionError, asyncio.IncompleteReadError):
        pass
    finally:
        writer.close()


async def main() -> None:
    server = await asyncio.start_server(serve, "127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 0)
    print(server.sockets[0].getsockname()[1], flush=True)  # its port is what it says
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
