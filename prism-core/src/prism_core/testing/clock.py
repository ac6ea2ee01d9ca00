"""Time that passes only when nothing else is left to do, so that tests neither wait nor race."""

import asyncio
import selectors
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")


class VirtualClock:
    """A clock for code that takes time as a function; it moves when it is told to."""

    def __init__(self, now: float = 1_700_000_000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        """Seconds."""
        return self.now

    def advance(self, seconds: float) -> None:
        """Lets `seconds` pass."""
        self.now += seconds


class _VirtualSelector(selectors.SelectSelector):
    """Never blocks; instead of waiting, moves its loop's clock to the next timer."""

    skipped = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Ready descriptors at once; `timeout` seconds pass in no time."""
        ready = super().select(0)
        if not ready and timeout:
            self.skipped += timeout
        return ready


class _VirtualLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._virtual = _VirtualSelector()
        super().__init__(self._virtual)

    def time(self) -> float:
        """Seconds of virtual time."""
        return self._virtual.skipped


def virtual_time(story: Callable[[], Awaitable[T]]) -> T:
    """Runs `story` on a loop whose timers fire at once, in order; thirty seconds take microseconds.

    Only for code that waits for timers and other tasks: no sockets, no threads.
    """

    async def run() -> T:
        return await story()

    with asyncio.Runner(loop_factory=_VirtualLoop) as runner:
        return runner.run(run())
