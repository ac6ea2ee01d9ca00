"""The emotion model: small convolutional networks over word pieces, in numpy, a byte for each weight.

Kim, "Convolutional Neural Networks for Sentence Classification", EMNLP 2014: filters over one to four neighbouring
pieces, the largest answer of each, a hidden layer, and log-odds for each label. The networks, trained from different
seeds, vote.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from prism_llm.sentiment.pieces import pieces

WEIGHTS_FILE = Path(__file__).with_name("emotions.npz")
"""What `scripts/train_emotions.py` writes."""
WIDTHS = (1, 2, 3, 4)
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Network:
    """One network; weights as floats, each row scaled back from bytes."""

    pieces: NDArray[np.int8]
    piece_scale: Floats
    filters: Sequence[tuple[Floats, Floats]]
    hidden: tuple[Floats, Floats]
    head: tuple[Floats, Floats]

    def scores(self, numbers: Sequence[int]) -> Floats:
        """The log-odds of each label."""
        rows = np.asarray(numbers)
        found = self.pieces[rows] * self.piece_scale[rows, None]
        largest = [_largest(found, weights, bias) for weights, bias in self.filters]
        seen = np.concatenate(largest)
        hidden = np.maximum(self.hidden[0] @ np.concatenate([seen, found.mean(axis=0)]) + self.hidden[1], 0)
        return np.asarray(self.head[0] @ np.concatenate([hidden, seen]) + self.head[1], np.float32)


def _largest(found: Floats, weights: Floats, bias: Floats) -> Floats:
    """The largest answer of each filter anywhere in the text, its ends padded with nothing."""
    width = weights.shape[1] // found.shape[1]
    rim = np.zeros((width - 1, found.shape[1]), np.float32)
    padded = np.concatenate([rim, found, rim])
    windows = np.lib.stride_tricks.sliding_window_view(padded, (width, found.shape[1])).reshape(-1, weights.shape[1])
    return np.asarray(np.maximum((windows @ weights.T).max(axis=0) + bias, 0), np.float32)


class EmotionModel:
    """Gives the log-odds of each label in a text. Immutable, so any thread may use it."""

    def __init__(self, vocabulary: Mapping[str, int], labels: Sequence[str], networks: Sequence[Network]) -> None:
        self._vocabulary = vocabulary
        self._labels = tuple(labels)
        self._networks = tuple(networks)

    @staticmethod
    @cache
    def load() -> "EmotionModel":
        """The model that is shipped; read once a process."""
        with np.load(WEIGHTS_FILE) as file:
            vocabulary = {piece: number for number, piece in enumerate(str(file["vocabulary"]).split("\n"))}
            networks = [_network(file, number) for number in range(int(file["networks"]))]
            return EmotionModel(vocabulary, [str(label) for label in file["labels"]], networks)

    def scores(self, text: str) -> Mapping[str, float]:
        """The log-odds of each label, above 0 where it counts as said: eight emotions, `positive`, `negative`."""
        numbers = pieces(text, self._vocabulary)
        sums = np.mean([network.scores(numbers) for network in self._networks], axis=0)
        return dict(zip(self._labels, (float(score) for score in sums), strict=True))


def _network(file: Mapping[str, NDArray[np.generic]], number: int) -> Network:
    def layer(name: str) -> tuple[Floats, Floats]:
        weights = file[f"{number}.{name}"] * np.asarray(file[f"{number}.{name}.scale"])[:, None]
        return np.asarray(weights, np.float32), np.asarray(file[f"{number}.{name}.bias"], np.float32)

    return Network(
        pieces=np.asarray(file[f"{number}.pieces"], np.int8),
        piece_scale=np.asarray(file[f"{number}.pieces.scale"], np.float32),
        filters=[layer(f"filter{width}") for width in WIDTHS],
        hidden=layer("hidden"),
        head=layer("head"),
    )
