"""A small convolutional network over word pieces.

Kim, "Convolutional Neural Networks for Sentence Classification", EMNLP 2014: filters over a few neighbouring
pieces, the largest answer of each, a hidden layer, and a score for each label.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from prism_llm.networks.layers import Floats, Linear, Table, Weights

_MOST_WIDE = 4
"""Neighbouring pieces that a filter looks at, at most."""


@dataclass(frozen=True, slots=True)
class Convolutions:
    """The whole network. Immutable, so any thread may use it."""

    pieces: Table
    filters: Sequence[Linear]
    hidden: Linear
    head: Linear

    @staticmethod
    def of(file: Weights, prefix: str = "") -> "Convolutions":
        """The network whose weights' names begin with `prefix`, with a filter for each width in the file."""
        filters = [f"{prefix}filter{width}" for width in range(1, _MOST_WIDE + 1)]
        return Convolutions(
            pieces=Table.of(file, f"{prefix}pieces"),
            filters=[Linear.of(file, name) for name in filters if name in file],
            hidden=Linear.of(file, f"{prefix}hidden"),
            head=Linear.of(file, f"{prefix}head"),
        )

    def scores(self, numbers: Sequence[int]) -> Floats:
        """The score of each label for the numbers of a text's pieces."""
        found = self.pieces(np.asarray(numbers))
        seen = np.concatenate([_largest(found, filters) for filters in self.filters])
        hidden = np.maximum(self.hidden(np.concatenate([seen, found.mean(axis=0)])), 0)
        return self.head(np.concatenate([hidden, seen]))


def _largest(found: Floats, filters: Linear) -> Floats:
    """The largest answer of each filter anywhere in the text, its ends padded with nothing."""
    size = found.shape[1]
    width = filters.inputs // size
    rim = np.zeros((width - 1, size), np.float32)
    padded = np.concatenate([rim, found, rim])
    windows = np.lib.stride_tricks.sliding_window_view(padded, (width, size)).reshape(-1, width * size)
    return np.asarray(np.maximum(filters(windows).max(axis=0), 0), np.float32)
