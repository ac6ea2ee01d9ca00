"""A body while it arrives: written once, read by any number of viewers, each at their own pace."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

from prism_core.errors import PrismError
from prism_media.upstream.errors import UpstreamIncomplete


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of a body when its first bytes are there. `total` is the size of the whole thing for a range."""

    content_type: str
    length: int | None
    content_range: str | None = None


class Download:
    """One body: chunks as they arrived, and who reads them.

    The writer calls `begin`, `add`, and `finish` or `fail`; readers use `head` and `chunks`. For one event loop.
    """

    def __init__(self) -> None:
        self.readers = 0
        self.size = 0
        self.done = False
        self._chunks: list[bytes] = []
        self._head: Head | None = None
        self._error: PrismError | None = None
        self._waiting: list[asyncio.Future[None]] = []

    @property
    def failed(self) -> bool:
        """Whether it broke or was dropped; who asks anew needs a new one."""
        return self._error is not None

    @property
    def over(self) -> bool:
        """Whether nothing more will arrive."""
        return self.done or self.failed

    def begin(self, head: Head) -> None:
        """The answer is a good one; its first bytes follow."""
        self._head = head
        self._wake()

    def add(self, chunk: bytes) -> None:
        """Some more bytes."""
        self._chunks.append(chunk)
        self.size += len(chunk)
        self._wake()

    def finish(self) -> None:
        """That was all of it."""
        self.done = True
        self._wake()

    def fail(self, error: PrismError) -> None:
        """It will never be whole: readers get `error` in the place of what is missing."""
        self._error = error
        self._wake()

    def drop(self) -> None:
        """Give its memory back; a viewer who is still reading is cut off, and may ask again."""
        self._chunks.clear()
        self.fail(UpstreamIncomplete("the segment was let go, since it was read too slowly; ask for it again"))

    async def head(self) -> Head:
        """What is known of it, as soon as that is known.

        Raises:
            PrismError: what went wrong before the first byte.
        """
        while self._head is None:
            if self._error is not None:
                raise self._error
            await self._change()
        return self._head

    async def chunks(self) -> AsyncIterator[bytes]:
        """Yield the bytes from the first on, as they are there.

        Raises:
            PrismError: it broke off.
        """
        place = 0
        while True:
            while place < len(self._chunks):
                yield self._chunks[place]
                place += 1
            if self._error is not None:
                raise self._error
            if self.done:
                return
            await self._change()

    async def body(self) -> bytes:
        """The whole of it. Raises as `chunks`."""
        return b"".join([chunk async for chunk in self.chunks()])

    def ready(self) -> bool:
        """Whether it is whole."""
        return self.done and self._error is None

    async def _change(self) -> None:
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(waiter)
        await waiter

    def _wake(self) -> None:
        waiting, self._waiting = self._waiting, []
        for waiter in waiting:
            if not waiter.done():
                waiter.set_result(None)
