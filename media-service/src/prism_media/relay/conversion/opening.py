"""Opens a source once, looks at its first bytes, and goes on reading from the first: providers count connections."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
from typing import IO
from urllib.parse import unquote, urlsplit

from prism_core.errors import Internal, NotFound, PrismError, Unsupported
from prism_media.digits import whole_number
from prism_media.relay.conversion import Source
from prism_media.relay.conversion.icy import Icy
from prism_media.relay.conversion.pointers import is_pointer, pointed_at
from prism_media.relay.conversion.sniff import HEAD_BYTES, Container, container_of
from prism_media.upstream.client import Upstream, headers_for, host_of
from prism_media.upstream.errors import UpstreamNotVideo

log = logging.getLogger(__name__)

_HEAD_SECONDS = 12.0
_CHUNKS = 64
_FILE_CHUNK = 1 << 18


class Reading:
    """Reads ahead of whoever takes the bytes, a bounded number of chunks, so that a wait may be given up."""

    def __init__(self, chunks: AsyncIterator[bytes]) -> None:
        self._queue: asyncio.Queue[bytes | PrismError] = asyncio.Queue(_CHUNKS)
        self._task = asyncio.create_task(self._read(chunks), name="conversion read")

    async def next(self) -> bytes:
        """The next bytes; empty at the end.

        Raises:
            PrismError: what the reading ended with.
        """
        got = await self._queue.get()
        if isinstance(got, bytes) and got:
            return got
        self._queue.put_nowait(got)  # the end stays the end
        if isinstance(got, PrismError):
            raise got
        return b""

    async def _read(self, chunks: AsyncIterator[bytes]) -> None:
        try:
            async for chunk in chunks:
                if chunk:
                    await self._queue.put(chunk)
            await self._queue.put(b"")
        except PrismError as error:
            await self._queue.put(error)
        except Exception:  # The top of the task: who reads must not wait for ever, whatever it was.
            log.exception("a source could not be read on")
            await self._queue.put(Internal("a fault of ours ended the reading; the service's log has more"))

    async def close(self) -> None:
        """Stop reading."""
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task


class Opened:
    """A source that answers. Close it, or read its chunks, which closes it too.

    Attributes:
        container: what its first bytes say it is.
        head: what was read so far.
        url: where redirects ended; may hold credentials.
        size: its length in bytes; `None` where it has no end.
        ranges: whether any part of it can be asked for.
        path: the file, where it is one of this machine.
        followed: whether the channel's address is a playlist that names it.
        icy: what a radio station says of itself and of what it plays.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.container: Container = "unknown"
        self.head = b""
        self.url = source.url
        self.size: int | None = None
        self.ranges = False
        self.path: Path | None = None
        self.icy = Icy({})
        self.followed = False
        self._reading: Reading | None = None
        self._stack = AsyncExitStack()

    @property
    def text(self) -> str:
        """What was read so far, as text."""
        return self.head.decode("utf-8", "replace")

    async def read_ahead(self, size: int, seconds: float) -> None:
        """Read on until `head` has `size` bytes, for `seconds` at most."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._fill(size)

    async def _fill(self, size: int) -> None:
        while self._reading is not None and len(self.head) < size and (chunk := await self._reading.next()):
            self.head += chunk

    async def chunks(self) -> AsyncIterator[bytes]:
        """Yield everything from the first byte, then close."""
        try:
            yield self.head
            while self._reading is not None and (chunk := await self._reading.next()):
                yield chunk
        finally:
            await self.close()

    async def close(self) -> None:
        """End the connection."""
        if self._reading is not None:
            await self._reading.close()
        await self._stack.aclose()

    async def open(self, upstream: Upstream) -> None:
        """Ask for it and read its beginning.

        Raises:
            PrismError: as `Upstream.open`.
        """
        response = await self._stack.enter_async_context(
            upstream.open(self.source.url, {**self.source.headers, "Icy-MetaData": "1"})
        )
        self.url = response.url
        length = whole_number(response.headers.get("Content-Length", ""))
        self.size = length if "Content-Encoding" not in response.headers else None
        self.ranges = self.size is not None and response.headers.get("Accept-Ranges", "").lower() != "none"
        self.icy = Icy(response.headers)
        self._reading = Reading(self.icy.stripped(response.chunks()))
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_HEAD_SECONDS):
                await self._fill(HEAD_BYTES)
        self.container = container_of(self.head, response.content_type)

    async def open_file(self) -> None:
        """Look at a file of this machine.

        Raises:
            NotFound: it is not there any more.
        """
        self.path = path_of(self.source.url)
        try:
            self._reading = Reading(_file(await asyncio.to_thread(self.path.open, "rb")))
            await self._fill(HEAD_BYTES)
            self.size = (await asyncio.to_thread(self.path.stat)).st_size
        except OSError:
            raise NotFound(f"the file {self.path.name!r} cannot be read; import its folder again") from None
        self.ranges = True
        self.container = container_of(self.head)


async def opened(upstream: Upstream, source: Source) -> Opened:
    """Open a source and see what it is.

    Raises:
        UpstreamNotVideo: it is a web page or a message.
        Unsupported: its address is of a kind that nothing here reads.
        PrismError: as `Upstream.open`.
    """
    scheme = urlsplit(source.url).scheme
    if scheme not in {"http", "https", "file"}:
        raise Unsupported(f"the channel is sent as {scheme or 'nothing'}, which cannot be turned into HLS")
    found = await _looked_at(upstream, source, file=scheme == "file")
    if scheme != "file" and is_pointer(found.head) and (target := pointed_at(found.text, found.url)):
        await found.close()
        headers = headers_for(source.url, target, source.headers)
        found = await _looked_at(upstream, replace(source, url=target, headers=headers), file=False)
        found.followed = True
    try:
        _refuse(found)
    except BaseException:
        await found.close()
        raise
    return found


async def _looked_at(upstream: Upstream, source: Source, *, file: bool) -> Opened:
    found = Opened(source)
    try:
        await (found.open_file() if file else found.open(upstream))
    except BaseException:
        await found.close()
        raise
    return found


def _refuse(found: Opened) -> None:
    host = host_of(found.url)
    if found.container == "page":
        raise UpstreamNotVideo(f"{host} answers with a web page instead of video; the subscription may have expired")
    if not found.head:
        raise UpstreamNotVideo(f"{host} answers, and sends nothing")


def path_of(url: str) -> Path:
    """The path of a `file://` address."""
    return Path(unquote(urlsplit(url).path))


async def _file(file: IO[bytes]) -> AsyncIterator[bytes]:
    with file:
        while chunk := await asyncio.to_thread(file.read, _FILE_CHUNK):
            yield chunk
