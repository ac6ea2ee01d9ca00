"""When somebody speaks on the programme, as far as it is known: some seconds further than viewers have seen."""

from collections import deque

REMEMBERED = 100


class Dialogue:
    """Stretches of speech on one channel, in Unix seconds of programme time."""

    def __init__(self) -> None:
        self._stretches: deque[tuple[float, float]] = deque(maxlen=REMEMBERED)

    def note(self, begin: float, end: float) -> None:
        """Somebody speaks from `begin` to `end`."""
        self._stretches.append((begin, end))

    def during(self, begin: float, end: float) -> bool:
        """Whether somebody speaks at any time from `begin` to `end`."""
        return any(first < end and begin < last for first, last in self._stretches)
