"""Reads sources and guides again when they are due: some at a time, and no dead one holds up another."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import replace

from prism_core.background import end
from prism_core.errors import PrismError
from prism_media.sources.schedule import Refreshable, due

log = logging.getLogger(__name__)

AT_ONCE = 4
POLL_SECONDS = 30.0

Listed = Callable[[], Awaitable[list[Refreshable]]]
Refresh = Callable[[Refreshable], Awaitable[None]]


Turn = Callable[[], Awaitable[bool]]


async def _always() -> bool:
    return True


class Scheduler:
    """Owns one task that looks for what is due, and a task for each that is being read."""

    def __init__(
        self,
        listed: Listed,
        refresh: Refresh,
        now: Callable[[], float],
        poll: float = POLL_SECONDS,
        turn: Turn = _always,
    ) -> None:
        """`turn` says whether it is this service's to look: of several that share a database, one does."""
        self._listed = listed
        self._refresh = refresh
        self._now = now
        self._poll = poll
        self._turn = turn
        self._woken = asyncio.Event()
        self._failures: Counter[str] = Counter()
        self._running: dict[str, asyncio.Task[None]] = {}
        self._places = asyncio.Semaphore(AT_ONCE)
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin; what became due while the service was down is read first."""
        self._task = asyncio.create_task(self._run(), name="source schedule")

    def wake(self) -> None:
        """Look at once: something was added or its settings changed."""
        self._woken.set()

    async def close(self) -> None:
        """Stop; what is being read is cancelled, and its old rows stay."""
        # The one that begins others first.
        await end(*([self._task] if self._task else []))
        await end(*self._running.values())

    async def _run(self) -> None:
        while True:
            self._woken.clear()
            # The schedule must outlive whatever goes wrong in one look at it.
            try:
                if await self._turn():
                    self._begin(await self._listed())
            except Exception:
                log.exception("sources could not be looked at")
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._poll):
                    await self._woken.wait()

    def _begin(self, sources: list[Refreshable]) -> None:
        for source in due((self._counted(source) for source in sources), self._now()):
            if source.id not in self._running:
                self._running[source.id] = asyncio.create_task(self._read(source), name=f"refresh {source.id}")

    def _counted(self, source: Refreshable) -> Refreshable:
        """`source` with its failures in a row; one that had failed before the start counts as one failure."""
        return replace(source, failures=max(1, self._failures[source.id]) if source.failures else 0)

    async def _read(self, source: Refreshable) -> None:
        about = {"source": source.id, "of": source.of}
        try:
            async with self._places:
                await self._refresh(source)
            self._failures.pop(source.id, None)
        except PrismError as error:
            self._failures[source.id] += 1
            log.warning("source failed", extra={**about, "error": error.kind})
        # Top of the task: one source's unforeseen fault is its own.
        except Exception:
            self._failures[source.id] += 1
            log.exception("source failed", extra=about)
        finally:
            self._running.pop(source.id, None)
