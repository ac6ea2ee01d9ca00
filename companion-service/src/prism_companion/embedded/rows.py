"""The rows of text in a picture of subtitles, each cut out for whoever reads it."""

from itertools import pairwise

import numpy as np
import numpy.typing as npt

Grey = npt.NDArray[np.uint8]

STROKE = 64
"""Difference between neighbours that is the side of a stroke; boxes behind the text have two, letters many."""
LEAST_CROSSED = 2.5
"""Strokes that a line of pixels through a row of text crosses: more than the two sides of a box behind it."""
CORE_SHARE = 0.25
"""Of what the densest lines of a block cross: those through the middle of letters cross more than this."""
LOWEST_PIXELS = 6
"""Letters lower than this cannot be read."""
SLIM_SHARE = 0.45
"""A band slimmer than this beside the tallest is of accents or of low signs, and belongs to the row next to it."""
MARGIN = 0.35
"""Of the height of small letters, what is left around a row for accents and descenders."""


def text_rows(grey: Grey) -> list[Grey]:
    """Cut `grey` (0 to 255, rows by columns) between its rows of text, from top to bottom."""
    if grey.shape[0] < LOWEST_PIXELS or grey.shape[1] < 2:
        return []
    strokes = np.abs(np.diff(grey.astype(np.int16), axis=1)) > STROKE
    crossed = np.convolve(strokes.sum(axis=1), np.ones(3) / 3, "same")
    # By block, so that a short row is found beside a long one; within it by density, where descenders meet accents.
    bands = [core for block in _bands(crossed > LEAST_CROSSED) for core in _cores(crossed, *block)]
    tallest = max((end - start for start, end in bands), default=0)
    bands = [band for band in bands if band[1] - band[0] >= max(LOWEST_PIXELS, SLIM_SHARE * tallest)]
    if not bands:
        return []
    borders = [0, *(_between(crossed, above[1], below[0]) for above, below in pairwise(bands))]
    cut = []
    for (start, end), first, last in zip(bands, borders, [*borders[1:], len(grey)], strict=True):
        cut.append(_trimmed(grey[first:last], strokes[first:last], end - start))
    return cut


def _bands(inside: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Where `inside` holds, as (start, end)."""
    turns = np.flatnonzero(np.diff(np.r_[False, inside, False].astype(np.int8)))
    return [(int(start), int(end)) for start, end in turns.reshape(-1, 2)]


def _cores(crossed: npt.NDArray[np.float64], start: int, end: int) -> list[tuple[int, int]]:
    """The middles of the rows in a block of text."""
    block = crossed[start:end]
    return [(start + first, start + last) for first, last in _bands(block > CORE_SHARE * np.percentile(block, 90))]


def _between(crossed: npt.NDArray[np.float64], end: int, start: int) -> int:
    """The middle of the emptiest lines between two bands."""
    gap = crossed[end:start]
    emptiest = np.flatnonzero(gap == gap.min())
    return end + int(emptiest[len(emptiest) // 2])


def _trimmed(grey: Grey, strokes: npt.NDArray[np.bool_], height: int) -> Grey:
    """A row without the empty space around it, but for a margin."""
    margin = max(2, round(MARGIN * height))
    rows, columns = np.flatnonzero(strokes.any(axis=1)), np.flatnonzero(strokes.any(axis=0))
    top, left = max(0, rows[0] - 2), max(0, columns[0] - margin)
    return np.pad(grey[top : rows[-1] + 3, left : columns[-1] + 2 + margin], ((2, 2), (margin, margin)), "edge")
