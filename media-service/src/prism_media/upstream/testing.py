"""For tests: a provider that fails in every way there is, by a server that really does it."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

Handler = Callable[[dict[str, str], asyncio.StreamWriter], Awaitable[None]]
"""Answers one request whose headers are given."""
SEGMENT = bytes(range(256)) * 2000
LIVE = "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:5\n#EXTINF:2,\nseg.ts\n"
"""A playlist of one segment, `seg.ts` beside it."""


def whole(body: bytes | str, status: str = "200 OK", *headers: str) -> Handler:
    """Answers with all of `body`."""
    data = body.encode() if isinstance(body, str) else body

    async def handle(_asked: dict[str, str], writer: asyncio.StreamWriter) -> None:
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(data)}", *headers, "", ""]
        writer.write("\r\n".join(lines).encode() + data)

    return handle


def broken(ranges: bool, gate: asyncio.Event | None = None, hang: bool = False) -> Handler:
    """Says the whole length and drops (or hangs) after half of it; with `ranges`, gives the rest when asked for it."""
    half = len(SEGMENT) // 2

    async def handle(asked: dict[str, str], writer: asyncio.StreamWriter) -> None:
        if ranges and "range" in asked:
            start = int(asked["range"].removeprefix("bytes=").split("-")[0])
            rest = SEGMENT[start:]
            part = f"Content-Range: bytes {start}-{len(SEGMENT) - 1}/{len(SEGMENT)}"
            await whole(rest, "206 Partial Content", part)(asked, writer)
            return
        writer.write(f"HTTP/1.1 200 OK\r\nContent-Length: {len(SEGMENT)}\r\n\r\n".encode() + SEGMENT[:half])
        await writer.drain()
        if gate is not None:
            await gate.wait()
            writer.write(SEGMENT[half:])
        elif hang:
            await asyncio.sleep(3600)

    return handle


async def silent(_asked: dict[str, str], _writer: asyncio.StreamWriter) -> None:
    """Takes the question and never answers."""
    await asyncio.sleep(3600)


async def garbage(_asked: dict[str, str], writer: asyncio.StreamWriter) -> None:
    """Speaks something else than HTTP."""
    writer.write(b"\x16\x03\x01 no http at all\r\n\r\n")


@asynccontextmanager
async def misbehaving(
    files: dict[str, Handler], seen: list[str] | None = None, certificate: ssl.SSLContext | None = None
) -> AsyncIterator[str]:
    """A server that does what the handler of each path does, then closes the connection; paths asked for are `seen`."""
    tasks: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        try:
            request, *lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
            path = request.split()[1]
            if seen is not None:
                seen.append(path)
            asked = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
            await files.get(path.partition("?")[0], whole("", "404 Not Found"))(asked, writer)
            await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass
        finally:
            tasks.discard(task)
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=certificate)
    try:
        yield f"{'https' if certificate else 'http'}://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        for task in list(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def self_signed(folder: Path) -> ssl.SSLContext:
    """A server's side of TLS with a certificate of its own making."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + timedelta(days=1))
    pem = builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "server.pem").write_bytes(pem + secret)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem")
    return context
