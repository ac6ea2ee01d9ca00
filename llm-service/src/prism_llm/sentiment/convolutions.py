"""A small convolutional network over word pieces.

Kim, "Convolutional Neural Networks for Sentence Classification", EMNLP 2014: filters over one to four neighbouring
pieces, the largest answer of each, a hidden layer, and log-odds for each label.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from prism_llm.sentiment.layers import Floats, Linear, Table, Weights

WIDTHS = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Convolutions:
    """The whole network."""

    pieces: Table
    filters: Sequence[Linear]
    hidden: Linear
    head: Linear

    @staticmethod
    def of(file: Weights, name: str) -> "Convolutions":
        """The network called `name`."""
        return Convolutions(
            pieces=Table.of(file, f"{name}.pieces"),
            filters=[Linear.of(file, f"{name}.filter{width}") for width in WIDTHS],
            hidden=Linear.of(file, f"{name}.hidden"),
            head=Linear.of(file, f"{name}.head"),
        )

    def scores(self, numbers: Sequence[int]) -> Floats:
        """The log-odds of each label."""
        found = self.pieces(np.asarray(numbers))
        seen = np.concatenate([_largest(found, filters) for filters in self.filters])
        hidden = np.maximum(self.hidden(np.concatenate([seen, found.mean(axis=0)])), 0)
        return self.head(np.concatenate([hidden, seen]))


def _largest(found: Floats, filters: Linear) -> Floats:
    """The largest answer of each filter anywhere in the text, its ends padded with nothing."""
    size = found.shape[1]
    width = filters.weights.shape[0] // size
    rim = np.zeros((width - 1, size), np.float32)
    padded = np.concatenate([rim, found, rim])
    windows = np.lib.stride_tricks.sliding_window_view(padded, (width, size)).reshape(-1, width * size)
    return np.asarray(np.maximum(filters(windows).max(axis=0), 0), np.float32)
