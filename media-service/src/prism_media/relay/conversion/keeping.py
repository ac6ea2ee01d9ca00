"""Keeps a whole file for as long as it is watched: its index lies at its end, and its server gives no parts."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path

from prism_media.relay.conversion.opening import Opened, opened
from prism_media.upstream.client import Upstream, host_of
from prism_media.upstream.errors import UpstreamTooLarge

LIMIT_BYTES = 1 << 30


def index_is_last(head: bytes) -> bool:
    """Whether an MP4 that begins so has its media before its index, so that it cannot be read as it comes."""
    place = 0
    while place + 8 <= len(head):
        size, kind = int.from_bytes(head[place : place + 4], "big"), head[place + 4 : place + 8]
        if kind in {b"moov", b"moof"}:
            return False
        if kind == b"mdat":
            return True
        if size < 8:
            return False
        place += size
    return False


async def kept(upstream: Upstream, found: Opened, limit: int = LIMIT_BYTES) -> Opened:
    """The same as a file of this machine, which `discard` removes; `found` is read to its end.

    Raises:
        UpstreamTooLarge: it has more than `limit` bytes.
    """
    path = Path(await asyncio.to_thread(_new_file))
    try:
        if found.size is not None and found.size > limit:
            raise _too_large(found, limit)
        size = 0
        async with aclosing(found.chunks()) as chunks:  # type: ignore[type-var]
            with await asyncio.to_thread(path.open, "wb") as file:
                async for chunk in chunks:
                    size += len(chunk)
                    if size > limit:
                        raise _too_large(found, limit)
                    await asyncio.to_thread(file.write, chunk)
        return await opened(upstream, replace(found.source, url=path.as_uri()))
    except BaseException:
        await found.close()
        discard(path)
        raise


def discard(path: Path) -> None:
    """Remove a file that was kept."""
    with contextlib.suppress(FileNotFoundError):
        path.unlink()


def _new_file() -> str:
    with tempfile.NamedTemporaryFile(prefix="prism-film-", delete=False) as file:
        return file.name


def _too_large(found: Opened, limit: int) -> UpstreamTooLarge:
    return UpstreamTooLarge(
        f"{host_of(found.url)} sends a film whose index is at its end, and no parts of it; "
        f"such films are kept while they are watched, up to {limit >> 20} MiB, and this one is larger"
    )
