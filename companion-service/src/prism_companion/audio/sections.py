"""Build-ups and drops: the bass goes, tension rises, and the bass comes back at once."""

from collections import deque
from dataclasses import dataclass
from typing import Literal

import numpy as np

from prism_companion.audio.levels import BLOCK_SECONDS, Block

BEFORE_BLOCKS = 30
"""What a drop is compared with: the three seconds before it."""
AFTER_BLOCKS = 5
BASS_JUMP_DB = 9.0
LOUD_ENOUGH_DB = -35.0
"""A drop arrives in music that is being played, not out of silence or a whisper."""
WAS_PLAYING_DB = -50.0
REST_SECONDS = 8.0
"""Two drops are at least two bars apart at any tempo that people dance to."""
BUILD_BLOCKS = 40
BUILD_DB_A_SECOND = 1.2
LONG_BASS_SECONDS = 20.0
HALF_SECONDS = np.arange(BUILD_BLOCKS // 5) * 0.5
LEAST_SQUARES = (HALF_SECONDS - HALF_SECONDS.mean()) / float(np.sum((HALF_SECONDS - HALF_SECONDS.mean()) ** 2))
"""The product with values half a second apart is their slope a second."""


@dataclass(frozen=True)
class Turning:
    """A build-up that is under way, or the drop, at `at` (stream seconds)."""

    kind: Literal["build", "drop"]
    at: float


class SectionTracker:
    """Finds turnings, a block at a time, half a second after they happen."""

    def __init__(self) -> None:
        self._blocks: deque[Block] = deque(maxlen=BEFORE_BLOCKS + AFTER_BLOCKS)
        self._rise: deque[Block] = deque(maxlen=BUILD_BLOCKS)
        self._full_bass = -60.0
        self._last_drop = -REST_SECONDS
        self._last_build = -REST_SECONDS

    def push(self, block: Block) -> list[Turning]:
        """Take a block; give what it completes."""
        self._blocks.append(block)
        self._rise.append(block)
        self._full_bass += (block.bass_db - self._full_bass) * BLOCK_SECONDS / LONG_BASS_SECONDS
        found = []
        if len(self._blocks) == self._blocks.maxlen and self._is_drop():
            self._last_drop = self._blocks[BEFORE_BLOCKS].at
            found.append(Turning("drop", self._last_drop))
        if len(self._rise) == self._rise.maxlen and self._is_build(block.at):
            self._last_build = block.at
            found.append(Turning("build", block.at))
        return found

    def _is_drop(self) -> bool:
        blocks = list(self._blocks)
        before, after = blocks[:BEFORE_BLOCKS], blocks[BEFORE_BLOCKS:]
        if after[0].at - self._last_drop < REST_SECONDS:
            return False
        bass_after = max(block.bass_db for block in after)
        # The loudest bass of a second of beats, so that the gap between two kicks is no break.
        bass_before = max(block.bass_db for block in before[10:])
        return (
            bass_after - bass_before >= BASS_JUMP_DB
            and bass_after >= self._full_bass
            and after[0].bass_db - before[-1].bass_db >= BASS_JUMP_DB / 2
            and max(block.loudness for block in after) >= LOUD_ENOUGH_DB
            and float(np.mean([block.loudness for block in before])) >= WAS_PLAYING_DB
        )

    def _is_build(self, now: float) -> bool:
        if now - self._last_build < REST_SECONDS or now - self._last_drop < REST_SECONDS:
            return False
        # Loudness of each half second at its loudest: a rise between the beats is not a build-up.
        loudness = np.array([block.loudness for block in self._rise]).reshape(-1, 5).max(axis=1)
        if loudness[0] < WAS_PLAYING_DB:
            return False
        slope = float(loudness @ LEAST_SQUARES)
        centroid = np.array([block.centroid for block in self._rise]).reshape(2, -1).mean(axis=1)
        return slope >= BUILD_DB_A_SECOND and centroid[1] > centroid[0]
