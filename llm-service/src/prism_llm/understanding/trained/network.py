"""The network that votes on a sentence's meaning: convolutions over word pieces, in numpy, a byte for each weight.

Kim, "Convolutional Neural Networks for Sentence Classification", EMNLP 2014: filters over one to three neighbouring
pieces, the largest answer of each, a hidden layer, and a score for each meaning.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from prism_llm.sentiment.pieces import pieces

WIDTHS = (1, 2, 3)
"""Neighbouring pieces that the filters look at."""
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Network:
    """Immutable, so any thread may use it; weights as floats, each row scaled back from bytes."""

    vocabulary: Mapping[str, int]
    table: NDArray[np.int8]
    table_scale: Floats
    filters: Sequence[tuple[Floats, Floats]]
    hidden: tuple[Floats, Floats]
    head: tuple[Floats, Floats]

    @staticmethod
    def of(file: Mapping[str, NDArray[np.generic]]) -> "Network":
        """The network in a file that `scripts/train_understanding.py` wrote."""

        def layer(name: str) -> tuple[Floats, Floats]:
            weights = np.asarray(file[name], np.float32) * np.asarray(file[f"{name}.scale"], np.float32)[:, None]
            return weights, np.asarray(file[f"{name}.bias"], np.float32)

        return Network(
            vocabulary={piece: number for number, piece in enumerate(str(file["vocabulary"]).split("\n"))},
            table=np.asarray(file["pieces"], np.int8),
            table_scale=np.asarray(file["pieces.scale"], np.float32),
            filters=[layer(f"filter{width}") for width in WIDTHS],
            hidden=layer("hidden"),
            head=layer("head"),
        )

    def scores(self, text: str) -> Floats:
        """The score of each meaning."""
        rows = np.asarray(pieces(text, self.vocabulary))
        found = self.table[rows] * self.table_scale[rows, None]
        seen = np.concatenate([_largest(found, weights, bias) for weights, bias in self.filters])
        hidden = np.maximum(self.hidden[0] @ np.concatenate([seen, found.mean(axis=0)]) + self.hidden[1], 0)
        return np.asarray(self.head[0] @ np.concatenate([hidden, seen]) + self.head[1], np.float32)


def _largest(found: Floats, weights: Floats, bias: Floats) -> Floats:
    """The largest answer of each filter anywhere in the text, its ends padded with nothing."""
    width = weights.shape[1] // found.shape[1]
    rim = np.zeros((width - 1, found.shape[1]), np.float32)
    padded = np.concatenate([rim, found, rim])
    windows = np.lib.stride_tricks.sliding_window_view(padded, (width, found.shape[1])).reshape(-1, weights.shape[1])
    return np.asarray(np.maximum((windows @ weights.T).max(axis=0) + bias, 0), np.float32)
