"""Where another section begins, as a chorus after a verse: where the sound of some seconds differs from that before.

Foote's novelty ("Automatic audio segmentation using a measure of audio novelty", ICME 2000) with the means of both
sides in place of a kernel over all pairs, which costs the same however long the music lasts.
"""

from collections import deque

import numpy as np

from prism_companion.audio.levels import Blocks
from prism_companion.audio.spectrum import Floats, mel_octaves

ROW_BLOCKS = 5
ROW_SECONDS = 0.5
SIDE_ROWS = 12
"""Six seconds on each side: more than a bar, less than a section."""
CLEAR_NOVELTY = 0.8
DB_A_UNIT = 6.0
"""A spectrum that changed by this is as new as a quarter of the harmony."""
CHROMA_WEIGHT = 4.0
OCTAVES = np.sqrt(mel_octaves())


class BorderTracker:
    """Finds borders, block by block; each is told twelve seconds after it, when no clearer one is near."""

    def __init__(self) -> None:
        self._open: Floats = np.zeros((0, 52))
        self._rows: Floats = np.zeros((0, 52))
        self._count = 0
        self._novelty = deque([0.0] * (2 * SIDE_ROWS), maxlen=2 * SIDE_ROWS + 1)

    def push(self, blocks: Blocks) -> list[float]:
        """Take blocks; give the borders (stream seconds) that are certain now."""
        self._open = np.concatenate([self._open, np.concatenate([blocks.mel_db, blocks.chroma], axis=1)])
        whole = len(self._open) // ROW_BLOCKS
        if whole == 0:
            return []
        fresh = rows_of(self._open[: whole * ROW_BLOCKS])
        self._open = self._open[whole * ROW_BLOCKS :]
        rows = np.concatenate([self._rows, fresh])
        self._rows, self._count = rows[-(2 * SIDE_ROWS - 1) :], self._count + whole
        found = []
        novelty = novelty_of(rows)
        for index, value in enumerate(novelty.tolist(), self._count - len(novelty)):
            self._novelty.append(value)
            if self._is_border():
                found.append((index + 1 - 2 * SIDE_ROWS) * ROW_SECONDS)
        return found

    def _is_border(self) -> bool:
        middle = self._novelty[SIDE_ROWS]
        return middle >= CLEAR_NOVELTY and middle == max(self._novelty)


def rows_of(blocks: Floats) -> Floats:
    """Half seconds of blocks: loudness of the mel bands by their share of the octaves, and what is played by pitch."""
    means = blocks.reshape(-1, ROW_BLOCKS, blocks.shape[1]).mean(axis=1)
    chroma = np.sqrt(means[:, 40:])
    chroma /= np.maximum(np.linalg.norm(chroma, axis=1, keepdims=True), 1e-9)
    result: Floats = np.concatenate([means[:, :40] * OCTAVES / DB_A_UNIT, chroma], axis=1)
    return result


def novelty_of(rows: Floats) -> Floats:
    """How different the sides are around each place that has both, in order."""
    if len(rows) < 2 * SIDE_ROWS:
        return np.zeros(0)
    sums = np.cumsum(np.concatenate([np.zeros((1, rows.shape[1])), rows]), axis=0)
    means = (sums[SIDE_ROWS:] - sums[:-SIDE_ROWS]) / SIDE_ROWS
    before, after = means[:-SIDE_ROWS], means[SIDE_ROWS:]
    lengths = np.linalg.norm(before[:, 40:], axis=1) * np.linalg.norm(after[:, 40:], axis=1)
    alike = (before[:, 40:] * after[:, 40:]).sum(axis=1) / np.maximum(lengths, 1e-9)
    novelty: Floats = np.linalg.norm(after[:, :40] - before[:, :40], axis=1) + CHROMA_WEIGHT * (1.0 - alike)
    return novelty
