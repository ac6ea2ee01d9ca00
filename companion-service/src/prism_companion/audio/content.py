"""What kind of sound it is: speech, music, applause or silence. A guess from a few seconds, kept steady."""

from typing import Literal

import numpy as np
import numpy.typing as npt

from prism_companion.audio.levels import SILENCE_DB, Blocks, Recent
from prism_companion.audio.spectrum import Floats

Content = Literal["silence", "speech", "music", "applause"]

WINDOW_BLOCKS = 60
HOLD_BLOCKS = 15
"""A new guess must stand for a second and a half."""
APPLAUSE_FLATNESS = 0.3
APPLAUSE_SPREAD_DB = 4.0
SPEECH_PAUSES = 0.2
"""Share of low-energy blocks: syllables leave gaps, mastered music does not (Saunders 1996; Scheirer 1997)."""
BEAT_CONFIDENCE = 0.3
UNHEARD_DB = -200.0
"""Stands for what was before the stream began."""


class ContentTracker:
    """Follows the kind of sound, block by block."""

    def __init__(self) -> None:
        self.content: Content = "silence"
        self._loudness = Recent(WINDOW_BLOCKS, UNHEARD_DB)
        self._flatness = Recent(WINDOW_BLOCKS, 0.0)
        self._candidate: Content = "silence"
        self._held = 0

    def push(self, blocks: Blocks, confidence: Floats) -> list[Content]:
        """Take blocks and the confidence of the tempo in force at each; give the kinds of sound they belong to."""
        loudness, flatness = self._loudness.windows(blocks.loudness), self._flatness.windows(blocks.flatness)
        return [self._settle(guess) for guess in classify(loudness, flatness, confidence >= BEAT_CONFIDENCE)]

    def _settle(self, guess: Content) -> Content:
        self._held = self._held + 1 if guess == self._candidate else 1
        self._candidate = guess
        if self._held >= HOLD_BLOCKS:
            self.content = guess
        return self.content


def classify(loudness: Floats, flatness: Floats, rhythmic: npt.NDArray[np.bool]) -> list[Content]:
    """The kind of sound of each row of the last seconds' blocks."""
    heard = loudness > UNHEARD_DB
    counts = np.maximum(heard.sum(axis=1), 1)
    level = np.where(heard, loudness, 0.0)
    mean = level.sum(axis=1) / counts
    spread = np.sqrt((np.where(heard, loudness - mean[:, None], 0.0) ** 2).sum(axis=1) / counts)
    amplitude = np.where(heard, 10 ** (level / 20), 0.0)
    pauses = (heard & (amplitude < 0.5 * (amplitude.sum(axis=1) / counts)[:, None])).sum(axis=1) / counts
    silent = loudness[:, -HOLD_BLOCKS:].max(axis=1) < SILENCE_DB
    noisy = (flatness.sum(axis=1) / counts > APPLAUSE_FLATNESS) & (spread < APPLAUSE_SPREAD_DB) & ~rhythmic
    spoken = (pauses >= SPEECH_PAUSES) & ~rhythmic
    kinds: list[Content] = np.select([silent, noisy, spoken], ["silence", "applause", "speech"], "music").tolist()
    return kinds
