"""Who is heard first: viewers who wait for an answer, then words to be shown, then everything nobody waits for."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import IntEnum

CHECK_SECONDS = 0.05
"""How soon one who stands back notices that it is not wanted any more."""


class Rank(IntEnum):
    """Whose work it is; the lowest goes first."""

    VIEWER = 0
    SHOWN = 1
    BEHIND = 2


class Precedence:
    """Lets work of a lower rank stand back, between its own steps, while any of a higher one is under way."""

    def __init__(self) -> None:
        self._running: Counter[Rank] = Counter()
        self._changed = threading.Condition()

    @contextmanager
    def working(self, rank: Rank) -> Iterator[None]:
        """Around work of `rank`, from when it is asked for."""
        with self._changed:
            self._running[rank] += 1
        try:
            yield
        finally:
            with self._changed:
                self._running[rank] -= 1
                self._changed.notify_all()

    def stand_back(self, rank: Rank, cancelled: Callable[[], bool]) -> bool:
        """Blocks while others go first; then, whether the work was `cancelled`."""
        with self._changed:
            while not cancelled() and any(self._running[other] for other in Rank if other < rank):
                self._changed.wait(CHECK_SECONDS)
        return cancelled()
