"""Whole files from elsewhere, through a temporary file: a guide of a gigabyte must not be held in memory."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import IO

from prism_media.upstream.client import NOT_MODIFIED, Upstream, host_of
from prism_media.upstream.errors import UpstreamTooLarge

CHUNK = 1 << 18
_IN_MEMORY = 8 << 20


@dataclass(frozen=True, slots=True)
class Downloaded:
    """A file that was fetched; `url` is where redirects ended."""

    url: str
    charset: str | None
    file: IO[bytes]
    etag: str | None = None
    last_modified: str | None = None
    unchanged: bool = False
    """The condition in the request did not hold: what was fetched before is still true, and `file` is empty."""

    def chunks(self) -> Iterator[bytes]:
        """Yield the bytes in order; for use in one thread."""
        return read_chunks(self.file)


def read_chunks(file: IO[bytes]) -> Iterator[bytes]:
    """Yield a file's bytes from where it stands."""
    while chunk := file.read(CHUNK):
        yield chunk


@asynccontextmanager
async def downloaded(
    upstream: Upstream,
    url: str,
    limit: int,
    headers: Mapping[str, str] | None = None,
    *,
    stall_seconds: float | None = None,
) -> AsyncIterator[Downloaded]:
    """Fetch `url` into a file that lasts as long as the context.

    Raises:
        UpstreamTooLarge: it has more than `limit` bytes.
        PrismError: as `Upstream.open`.
    """
    # Made in memory until it is large, so opening and seeking do not block.
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
        async with upstream.open(url, headers, stall_seconds=stall_seconds) as response:
            size = 0
            async for chunk in response.chunks():
                size += len(chunk)
                if size > limit:
                    raise UpstreamTooLarge(f"{host_of(url)} sends more than {limit >> 20} MiB")
                if size > _IN_MEMORY:
                    await asyncio.to_thread(file.write, chunk)
                else:
                    file.write(chunk)
        file.seek(0)
        yield Downloaded(
            response.url,
            response.charset,
            file,
            response.headers.get("ETag"),
            response.headers.get("Last-Modified"),
            unchanged=response.status == NOT_MODIFIED,
        )
