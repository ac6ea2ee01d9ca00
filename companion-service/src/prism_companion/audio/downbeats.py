"""Which beat of four begins the bar: where chords change and the bass comes in."""

import numpy as np

from prism_companion.audio.spectrum import Floats

METRE = 4
MEMORY_BEATS = 24.0
"""How long an old bar still counts."""
CLEAR_LEAD = 1.15
"""Another place must lead by this before the bar moves: a fill is not a new bar."""


class DownbeatTracker:
    """Counts beats in fours and learns which of the four is the first."""

    def __init__(self) -> None:
        self._weights: Floats = np.zeros(METRE)
        self._index = -1
        self._place = 0

    def push(self, bass_rise: float, before: Floats, after: Floats) -> bool:
        """Whether the next beat begins a bar.

        `bass_rise`: dB the bass gains at the beat. `before`, `after`: chroma on both sides of it.
        """
        self._index = (self._index + 1) % METRE
        self._weights *= 1.0 - 1.0 / MEMORY_BEATS
        self._weights[self._index] += max(0.0, bass_rise) / 12.0 + 2.0 * chroma_change(before, after)
        leader = int(np.argmax(self._weights))
        if self._weights[leader] > CLEAR_LEAD * self._weights[self._place]:
            self._place = leader
        return self._index == self._place


def chroma_change(before: Floats, after: Floats) -> float:
    """How different two chromas are: 0 (the same chord) to 1."""
    length = float(np.linalg.norm(before) * np.linalg.norm(after))
    return 1.0 - float(before @ after) / length if length > 1e-12 else 0.0
