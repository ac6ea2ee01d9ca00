"""One piece of work for all who ask for the same thing at the same time, and its result for a moment after."""

from __future__ import annotations

import asyncio
import contextlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from prism_core.errors import PrismError

T = TypeVar("T")
_KEPT = 1024
ERROR_SECONDS = 1.0
LINGER_SECONDS = 1.0
"""How long work goes on that nobody waits for any more: a player that asks again finds it."""


class Flights(Generic[T]):
    """Shares results by key; errors too, for a moment: however many ask again, a server in trouble is asked once."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._kept: OrderedDict[str, tuple[float, T | PrismError]] = OrderedDict()
        self._running: dict[str, asyncio.Task[T]] = {}
        self._waiting: dict[str, int] = {}

    async def get(self, key: str, make: Callable[[], Awaitable[tuple[T, float]]]) -> T:
        """What is kept under `key`, else what `make` brings, which also says for how many seconds it holds."""
        if (kept := self._kept.get(key)) and kept[0] > self._now():
            return _given(kept[1])
        task = self._running.get(key)
        if task is None:
            task = self._running[key] = asyncio.create_task(self._make(key, make), name="shared work")
            task.add_done_callback(lambda done: self._finished(key, done))
        self._waiting[key] = self._waiting.get(key, 0) + 1
        try:
            # Shielded: one who leaves must not end the work of the others.
            return await asyncio.shield(task)
        finally:
            self._leave(key, task)

    async def _make(self, key: str, make: Callable[[], Awaitable[tuple[T, float]]]) -> T:
        result: T | PrismError
        try:
            result, seconds = await make()
        except PrismError as error:
            result, seconds = error, ERROR_SECONDS
        self._kept[key] = (self._now() + seconds, result)
        self._kept.move_to_end(key)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return _given(result)

    def _leave(self, key: str, task: asyncio.Task[T]) -> None:
        self._waiting[key] -= 1
        if not self._waiting[key]:
            del self._waiting[key]
            if not task.done():
                asyncio.get_running_loop().call_later(LINGER_SECONDS, self._abandon, key, task)

    def _abandon(self, key: str, task: asyncio.Task[T]) -> None:
        if key not in self._waiting:
            task.cancel()

    def _finished(self, key: str, done: asyncio.Task[T]) -> None:
        if self._running.get(key) is done:
            del self._running[key]
        if not done.cancelled():
            done.exception()  # Seen, also where everybody who asked has left.

    async def close(self) -> None:
        """Cancel what is running."""
        for task in list(self._running.values()):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError, Exception):
                await task


def _given(result: T | PrismError) -> T:
    if isinstance(result, PrismError):
        # A copy: one that is raised again and again would keep the frames of all who had it.
        raise type(result)(result.message, **result.details)
    return result
