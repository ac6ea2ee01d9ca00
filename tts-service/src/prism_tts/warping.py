"""Which moment of one utterance is which of another: dynamic time warping.

After Sakoe & Chiba, "Dynamic programming algorithm optimization for spoken word recognition" (IEEE ASSP 26(1), 1978):
for each frame of the sound the reference stays, or goes on by one to three frames, whichever way costs least in all.
"""

import numpy as np
from numpy.typing import NDArray

LINGERING_COST = 0.1
"""Extra part of a frame's cost where the reference stands still, so that it does so only for good."""
SKIPPING_COST = 0.5
"""Part of its cost that a skipped frame of the reference counts."""

USUAL_FRAMES = 5
STRANGE_COST = 0.3
"""Part of a usual distance that each further frame before or behind the reference's own pace costs, where the sound
may end anywhere in the words: a hissing s is like another one a word later."""


def warp(sound: NDArray[np.float64], reference: NDArray[np.float64], *, whole: bool) -> NDArray[np.intp]:
    """For each row of `sound` the index of the row of `reference` that it is; never falling.

    Args:
        sound: features, a row a frame.
        reference: features of the same words from beginning to end, one frame at least.
        whole: whether `sound` goes to the end of the words; otherwise it may end anywhere in them.
    """
    if not len(sound):
        return np.zeros(0, np.intp)
    distances = _distances(sound, reference)
    costs, steps = _forward(distances)
    at = len(reference) - 1 if whole else int((costs + _strangeness(distances)).argmin())
    path = np.zeros(len(sound), np.intp)
    for index in range(len(sound) - 1, -1, -1):
        path[index] = at
        at = max(at - int(steps[index, at]), 0)
    return path


def _forward(distances: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.int8]]:
    """Cost of ending at each frame of the reference, and how far the best way came from at each pair of frames."""
    frames, length = distances.shape
    steps = np.zeros((frames, length), np.int8)
    # The sound may begin within the reference's first pause.
    costs = distances[0] + SKIPPING_COST * (np.cumsum(distances[0]) - distances[0])
    ways = np.full((4, length), np.inf)
    for index in range(1, frames):
        here = distances[index]
        skipped = SKIPPING_COST * here
        ways[0] = costs + (1 + LINGERING_COST) * here
        ways[1, 1:] = costs[:-1] + here[1:]
        ways[2, 2:] = costs[:-2] + here[2:] + skipped[1:-1]
        ways[3, 3:] = costs[:-3] + here[3:] + skipped[2:-1] + skipped[1:-2]
        steps[index] = ways.argmin(axis=0)
        costs = ways.min(axis=0)
    return costs, steps


def _strangeness(distances: NDArray[np.float64]) -> NDArray[np.float64]:
    """Cost of ending at each frame of the reference, the higher the further from the reference's own pace."""
    frames, length = distances.shape
    strange = np.abs(np.arange(length) - frames) - USUAL_FRAMES
    return np.asarray(STRANGE_COST * float(distances.mean()) * np.maximum(0.0, strange))


def _distances(sound: NDArray[np.float64], reference: NDArray[np.float64]) -> NDArray[np.float64]:
    squares = (sound**2).sum(axis=1)[:, None] + (reference**2).sum(axis=1) - 2 * sound @ reference.T
    return np.asarray(np.sqrt(np.maximum(squares, 0.0)))
