"""The emotion model: two small networks over word pieces that vote, in numpy, a byte for each weight."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np

from prism_llm.networks.convolutions import Convolutions
from prism_llm.networks.encoder import Encoder
from prism_llm.networks.layers import Floats
from prism_llm.networks.pieces import numbered, pieces

WEIGHTS_FILE = Path(__file__).with_name("emotions.npz")
"""What `scripts/train_emotions.py` writes."""


class Network(Protocol):
    """Gives the log-odds of each label for the numbers of a text's pieces."""

    def scores(self, numbers: Sequence[int]) -> Floats:
        """One number for each label."""


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
            networks = (Encoder.of(file, "encoder."), Convolutions.of(file, "convolutions."))
            vocabulary = numbered(str(file["vocabulary"]).split("\n"))
            return EmotionModel(vocabulary, [str(label) for label in file["labels"]], networks)

    def scores(self, text: str) -> Mapping[str, float]:
        """The log-odds of each label.

        Those of the eight emotions are above 0 where they count as said; of `positive`, `negative` and `neutral` the
        largest is.
        """
        numbers = pieces(text, self._vocabulary)
        sums = np.mean([network.scores(numbers) for network in self._networks], axis=0)
        return dict(zip(self._labels, (float(score) for score in sums), strict=True))
