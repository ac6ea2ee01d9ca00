"""Build-ups and drops: the loudness that climbs for seconds, and the bass that comes back at once."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from prism_companion.audio.levels import BLOCK_SECONDS, Blocks

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
    """A build-up that is under way, the drop, or where another section begins, at `at` (stream seconds)."""

    kind: Literal["build", "drop", "section"]
    at: float


class SectionTracker:
    """Finds turnings, block by block, half a second after they happen."""

    def __init__(self) -> None:
        self._full_bass = -60.0
        self._last_drop = -REST_SECONDS
        self._last_build = -REST_SECONDS

    def push(self, known: Blocks, new: int) -> list[tuple[int, Turning]]:
        """What the last `new` of the `known` blocks complete, each with the index of the block that does."""
        first = len(known) - new
        jumps = np.diff(known.bass_db, prepend=known.bass_db[:1]).tolist()
        climbing = set((np.flatnonzero(builds(known, first)) + first).tolist())
        found: list[tuple[int, Turning]] = []
        for index, (now, bass_db) in enumerate(
            zip(known.at[first:].tolist(), known.bass_db[first:].tolist(), strict=True), first
        ):
            self._full_bass += (bass_db - self._full_bass) * BLOCK_SECONDS / LONG_BASS_SECONDS
            begins = index - AFTER_BLOCKS + 1
            # Most blocks are no jump of the bass, and need no closer look.
            if begins >= BEFORE_BLOCKS and jumps[begins] >= BASS_JUMP_DB / 2 and self._is_drop(known, begins):
                self._last_drop = float(known.at[begins])
                found.append((index, Turning("drop", self._last_drop)))
            if index in climbing and now - max(self._last_build, self._last_drop) >= REST_SECONDS:
                self._last_build = now
                found.append((index, Turning("build", now)))
        return found

    def _is_drop(self, known: Blocks, begins: int) -> bool:
        before, after = slice(begins - BEFORE_BLOCKS, begins), slice(begins, begins + AFTER_BLOCKS)
        bass_after = float(known.bass_db[after].max())
        return (
            float(known.at[begins]) - self._last_drop >= REST_SECONDS
            # The loudest bass of two seconds of beats, so that the gap between two kicks is no break.
            and bass_after - float(known.bass_db[before][10:].max()) >= BASS_JUMP_DB
            and bass_after >= self._full_bass
            and float(known.loudness[after].max()) >= LOUD_ENOUGH_DB
            and float(known.loudness[before].mean()) >= WAS_PLAYING_DB
        )


def builds(known: Blocks, first: int) -> npt.NDArray[np.bool]:
    """Whether, up to each block from `first` on, the loudness climbs and the sound becomes brighter."""
    missing = max(0, BUILD_BLOCKS - 1 - first)
    since = max(0, first - BUILD_BLOCKS + 1)
    loudness, centroid = (
        np.lib.stride_tricks.sliding_window_view(
            np.concatenate([np.full(missing, -np.inf), values[since:]]), BUILD_BLOCKS
        )
        for values in (known.loudness, known.centroid)
    )
    # Loudness of each half second at its loudest: a rise between the beats is not a build-up.
    loudest = loudness.reshape(len(loudness), -1, 5).max(axis=2)
    playing = loudest[:, 0] >= WAS_PLAYING_DB
    early, late = np.moveaxis(centroid.reshape(len(centroid), 2, -1).mean(axis=2), 1, 0)
    climb = np.where(playing[:, None], loudest, 0.0) @ LEAST_SQUARES
    climbs: npt.NDArray[np.bool] = playing & (climb >= BUILD_DB_A_SECOND) & (late > early)
    return climbs
