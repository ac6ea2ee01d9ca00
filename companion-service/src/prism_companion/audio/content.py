"""What kind of sound it is: speech, music, applause or silence. A guess from a few seconds, kept steady."""

from collections import deque
from typing import Literal

import numpy as np

from prism_companion.audio.levels import Block
from prism_companion.audio.tempo import Tempo

Content = Literal["silence", "speech", "music", "applause"]

WINDOW_BLOCKS = 60
HOLD_BLOCKS = 15
"""A new guess must stand for a second and a half."""
APPLAUSE_FLATNESS = 0.3
APPLAUSE_SPREAD_DB = 4.0
SPEECH_PAUSES = 0.2
"""Share of low-energy blocks: syllables leave gaps, mastered music does not (Saunders 1996; Scheirer 1997)."""
BEAT_CONFIDENCE = 0.3


class ContentTracker:
    """Follows the kind of sound, a block at a time."""

    def __init__(self) -> None:
        self.content: Content = "silence"
        self._blocks: deque[Block] = deque(maxlen=WINDOW_BLOCKS)
        self._candidate: Content = "silence"
        self._held = 0

    def push(self, block: Block, tempo: Tempo | None) -> Content:
        """Take a block and the tempo in force; give the kind of sound that it belongs to."""
        self._blocks.append(block)
        guess = classify(list(self._blocks), tempo)
        self._held = self._held + 1 if guess == self._candidate else 1
        self._candidate = guess
        if self._held >= HOLD_BLOCKS:
            self.content = guess
        return self.content


def classify(blocks: list[Block], tempo: Tempo | None) -> Content:
    """The kind of sound that the last seconds' blocks are."""
    if all(block.silent for block in blocks[-HOLD_BLOCKS:]):
        return "silence"
    loudness = np.array([block.loudness for block in blocks])
    flatness = float(np.mean([block.flatness for block in blocks]))
    steady = float(np.std(loudness)) < APPLAUSE_SPREAD_DB
    rhythmic = tempo is not None and tempo.confidence >= BEAT_CONFIDENCE
    if flatness > APPLAUSE_FLATNESS and steady and not rhythmic:
        return "applause"
    amplitude = 10 ** (loudness / 20)
    pauses = float((amplitude < 0.5 * amplitude.mean()).mean())
    if not rhythmic and pauses >= SPEECH_PAUSES:
        return "speech"
    return "music"
