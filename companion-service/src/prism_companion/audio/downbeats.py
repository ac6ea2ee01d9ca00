"""Which beat begins the bar, and how many beats a bar has: where chords change and the bass comes in."""

import numpy as np

from prism_companion.audio.spectrum import Floats

METRES = (4, 3)
MEMORY_BEATS = 24.0
"""How long an old bar still counts."""
CLEAR_LEAD = 1.15
"""Another place, or another metre, must lead by this before the bar moves: a fill is not a new bar."""


class DownbeatTracker:
    """Counts beats in fours and in threes, and learns which count stands out and which of its beats is the first."""

    def __init__(self) -> None:
        self._bars = {metre: _Bar(metre) for metre in METRES}
        self.metre = METRES[0]

    def push(self, bass_rise: float, before: Floats, after: Floats) -> bool:
        """Whether the next beat begins a bar.

        `bass_rise`: dB the bass gains at the beat. `before`, `after`: chroma on both sides of it.
        """
        weight = max(0.0, bass_rise) / 12.0 + 2.0 * chroma_change(before, after)
        begins = {metre: bar.push(weight) for metre, bar in self._bars.items()}
        clearest = max(METRES, key=lambda metre: self._bars[metre].contrast)
        if self._bars[clearest].contrast > CLEAR_LEAD * self._bars[self.metre].contrast:
            self.metre = clearest
        return begins[self.metre]


class _Bar:
    """One way of counting."""

    def __init__(self, metre: int) -> None:
        self._weights: Floats = np.zeros(metre)
        self._index, self._place = -1, 0

    @property
    def contrast(self) -> float:
        """How far the first beat stands out from the mean of the others, 0 while nothing does."""
        first = float(self._weights[self._place])
        others = (float(self._weights.sum()) - first) / (len(self._weights) - 1)
        return (first - others) / (first + others) if first > others else 0.0

    def push(self, weight: float) -> bool:
        self._index = (self._index + 1) % len(self._weights)
        self._weights *= 1.0 - 1.0 / MEMORY_BEATS
        self._weights[self._index] += weight
        leader = int(np.argmax(self._weights))
        if self._weights[leader] > CLEAR_LEAD * self._weights[self._place]:
            self._place = leader
        return self._index == self._place


def chroma_change(before: Floats, after: Floats) -> float:
    """How different two chromas are: 0 (the same chord) to 1."""
    length = float(np.linalg.norm(before) * np.linalg.norm(after))
    return 1.0 - float(before @ after) / length if length > 1e-12 else 0.0
