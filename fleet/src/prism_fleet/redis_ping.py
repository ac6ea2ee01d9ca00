"""Asks a Redis whether it answers, in the few bytes of its protocol that this takes.

Protocol: https://redis.io/docs/latest/develop/reference/protocol-spec/ (RESP2).
"""

import asyncio
import contextlib
import ssl
from urllib.parse import unquote, urlsplit


async def why_not(url: str, timeout_seconds: float = 2.0) -> str | None:
    """`None` when the Redis at `url` answers a PING, else the reason in a few words, without the password."""
    try:
        async with asyncio.timeout(timeout_seconds):
            return await _ask(url)
    except TimeoutError:
        return f"no answer within {timeout_seconds:g} s"
    except ConnectionRefusedError:
        return "nothing listens there"
    except (OSError, ValueError) as error:
        return str(error) or type(error).__name__


def without_password(url: str) -> str:
    """The address as it may be shown."""
    parts = urlsplit(url)
    if "://" not in url:  # whatever it is, only what stands before an @ could be secret
        return url.rpartition("@")[2]
    return f"{parts.scheme}://{parts.hostname or ''}{f':{parts.port}' if parts.port else ''}{parts.path}"


async def _ask(url: str) -> str | None:
    parts = urlsplit(url)
    if parts.scheme == "unix":
        reader, writer = await asyncio.open_unix_connection(parts.path)
    elif parts.scheme in ("redis", "rediss"):
        secure = ssl.create_default_context() if parts.scheme == "rediss" else None
        reader, writer = await asyncio.open_connection(parts.hostname or "127.0.0.1", parts.port or 6379, ssl=secure)
    else:
        return "REDIS_URL must begin with redis://, rediss:// or unix://"
    try:
        if parts.password:
            names = [unquote(parts.username)] if parts.username else []
            if problem := await _say(reader, writer, "AUTH", *names, unquote(parts.password)):
                return problem
        return await _say(reader, writer, "PING")
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()


async def _say(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *words: str) -> str | None:
    encoded = [word.encode() for word in words]
    writer.write(b"*%d\r\n" % len(encoded) + b"".join(b"$%d\r\n%s\r\n" % (len(w), w) for w in encoded))
    await writer.drain()
    line = (await reader.readline()).decode(errors="replace").strip()
    if line.startswith("+"):
        return None
    return line.removeprefix("-") or "the connection was closed"
