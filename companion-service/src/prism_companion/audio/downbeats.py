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

    def push(self, bass_rises: Floats, chord_changes: Floats) -> list[bool]:
        """Whether each of the next beats begins a bar.

        `bass_rises`: dB the bass gains at each. `chord_changes`: as `chroma_changes` gives them.
        """
        weights = np.maximum(0.0, bass_rises) / 12.0 + 2.0 * chord_changes
        return [self._begins(weight) for weight in weights.tolist()]

    def _begins(self, weight: float) -> bool:
        begins = {metre: bar.push(weight) for metre, bar in self._bars.items()}
        contrasts = {metre: bar.contrast for metre, bar in self._bars.items()}
        clearest = max(METRES, key=contrasts.__getitem__)
        if contrasts[clearest] > CLEAR_LEAD * contrasts[self.metre]:
            self.metre = clearest
        return begins[self.metre]


class _Bar:
    """One way of counting."""

    def __init__(self, metre: int) -> None:
        self._weights = [0.0] * metre
        self._index, self._place = -1, 0

    @property
    def contrast(self) -> float:
        """How far the first beat stands out from the mean of the others, 0 while nothing does."""
        first = self._weights[self._place]
        others = (sum(self._weights) - first) / (len(self._weights) - 1)
        return (first - others) / (first + others) if first > others else 0.0

    def push(self, weight: float) -> bool:
        self._index = (self._index + 1) % len(self._weights)
        self._weights = [kept * (1.0 - 1.0 / MEMORY_BEATS) for kept in self._weights]
        self._weights[self._index] += weight
        strongest = max(self._weights)
        if strongest > CLEAR_LEAD * self._weights[self._place]:
            self._place = self._weights.index(strongest)
        return self._index == self._place


def chroma_changes(before: Floats, after: Floats) -> Floats:
    """How different the chromas in each row are: 0 (the same chord) to 1."""
    lengths = np.linalg.norm(before, axis=1) * np.linalg.norm(after, axis=1)
    products = (before * after).sum(axis=1)
    changes: Floats = 1.0 - np.divide(products, lengths, out=np.ones_like(products), where=lengths > 1e-12)
    return changes
