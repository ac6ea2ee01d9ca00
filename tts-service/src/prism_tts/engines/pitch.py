"""Shifts the pitch of sound that streams, by playing it faster or slower; the maker speaks at another pace for it."""

import numpy as np
from numpy.typing import NDArray

Wave = NDArray[np.float64]


class Shift:
    """Plays one utterance `ratio` times as fast. Linear interpolation, which is enough for a few semitones."""

    def __init__(self, ratio: float) -> None:
        self._ratio = ratio
        self._held: Wave = np.zeros(0)
        self._position = 0.0

    def push(self, wave: Wave) -> Wave:
        """What of the sound so far can be played; a sample or two wait for the next piece."""
        if self._ratio == 1.0:
            return wave
        joined = np.concatenate((self._held, wave))
        count = max(int(np.ceil((len(joined) - 1 - self._position) / self._ratio)), 0)
        moments = self._position + self._ratio * np.arange(count)
        out = np.interp(moments, np.arange(len(joined)), joined) if count else np.zeros(0)
        after = self._position + self._ratio * count
        dropped = min(int(after), len(joined))
        self._held, self._position = joined[dropped:], after - dropped
        return np.asarray(out)


def ratio_of(semitones: float) -> float:
    """Factor on frequencies: 2 for an octave."""
    return float(2 ** (semitones / 12))
