"""Segments as they arrive and for a while after: one fetch of each, within a number of bytes."""

from __future__ import annotations

import asyncio
import contextlib
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from prism_core.errors import PrismError, UpstreamFailed
from prism_media.relay.download import Download
from prism_media.relay.meters import FAILED, FETCHED_BYTES, KEPT_BYTES, SEGMENTS

CAPACITY_BYTES = 128 << 20
KEEP_SECONDS = 60.0
LINGER_SECONDS = 2.0
"""How long a fetch goes on that nobody reads: a player that was switched away and back finds it."""

Fetch = Callable[[Download], Awaitable[None]]
"""Fills a download: begins it, adds to it and finishes it; raises `PrismError` where that fails."""


@dataclass(slots=True)
class _Entry:
    download: Download
    task: asyncio.Task[None]
    until: float


class Shelf:
    """Downloads by key. For one event loop."""

    def __init__(self, now: Callable[[], float], capacity: int = CAPACITY_BYTES) -> None:
        self._now = now
        self._capacity = capacity
        self._entries: OrderedDict[str, _Entry] = OrderedDict()

    @asynccontextmanager
    async def reading(self, key: str, fetch: Fetch) -> AsyncIterator[Download]:
        """The download under `key`, begun where there is none; it may still be arriving."""
        entry = self._entries.get(key)
        if entry is None or entry.download.failed or (entry.download.done and entry.until <= self._now()):
            entry = self._begin(key, fetch)
            SEGMENTS.labels("fetched").inc()
        else:
            SEGMENTS.labels("shared").inc()
        self._entries.move_to_end(key)
        entry.download.readers += 1
        try:
            yield entry.download
        finally:
            entry.download.readers -= 1
            if not entry.download.readers and not entry.download.over:
                asyncio.get_running_loop().call_later(LINGER_SECONDS, self._abandon, key, entry)

    def _begin(self, key: str, fetch: Fetch) -> _Entry:
        download = Download()
        task = asyncio.create_task(self._fill(download, fetch), name="fetch segment")
        entry = self._entries[key] = _Entry(download, task, self._now() + KEEP_SECONDS)
        return entry

    async def _fill(self, download: Download, fetch: Fetch) -> None:
        try:
            await fetch(download)
        except PrismError as error:
            FAILED.labels(error.kind).inc()
            download.fail(error)
        except asyncio.CancelledError:
            download.fail(UpstreamFailed("the fetch was ended, since nobody read it"))
            raise
        except Exception as error:  # The top of the task: readers must not wait for ever, whatever it was.
            download.fail(UpstreamFailed("a fault of ours ended the fetch; the service's log has more"))
            raise error
        finally:
            FETCHED_BYTES.inc(download.size)
            self._shrink()
            KEPT_BYTES.set(sum(entry.download.size for entry in self._entries.values()))

    def _shrink(self) -> None:
        """Let go what failed or is too old, then the least used, until the rest fits."""
        now = self._now()
        for key, entry in list(self._entries.items()):
            if entry.download.failed or (entry.until <= now and not entry.download.readers and entry.download.over):
                del self._entries[key]
        size = sum(entry.download.size for entry in self._entries.values())
        for key, entry in list(self._entries.items()):
            if size <= self._capacity:
                return
            # One that is arriving is left to its limit; one that is only being read goes: slow viewers fill us else.
            if entry.download.done:
                size -= entry.download.size
                del self._entries[key]
                if entry.download.readers:
                    entry.download.drop()

    def _abandon(self, key: str, entry: _Entry) -> None:
        if entry.download.readers or entry.download.over:
            return
        if self._entries.get(key) is entry:
            del self._entries[key]
        entry.task.cancel()

    async def close(self) -> None:
        """Cancel what is arriving."""
        for entry in list(self._entries.values()):
            entry.task.cancel()
            with contextlib.suppress(asyncio.CancelledError, Exception):
                await entry.task
        self._entries.clear()
