"""The emotion model: a small network over word pieces, in numpy, a byte for each weight."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from prism_llm.networks.encoder import Encoder
from prism_llm.networks.pieces import numbered, pieces

WEIGHTS_FILE = Path(__file__).with_name("emotions.npz")
"""What `scripts/train_emotions.py` writes."""


class EmotionModel:
    """Gives the log-odds of each label in a text. Immutable, so any thread may use it."""

    def __init__(self, vocabulary: Mapping[str, int], labels: Sequence[str], encoder: Encoder) -> None:
        self._vocabulary = vocabulary
        self._labels = tuple(labels)
        self._encoder = encoder

    @staticmethod
    @cache
    def load() -> "EmotionModel":
        """The model that is shipped; read once a process."""
        with np.load(WEIGHTS_FILE) as file:
            vocabulary = numbered(str(file["vocabulary"]).split("\n"))
            return EmotionModel(vocabulary, [str(label) for label in file["labels"]], Encoder.of(file, "encoder."))

    def scores(self, text: str) -> Mapping[str, float]:
        """The log-odds of each label.

        Those of the eight emotions are above 0 where they count as said; of `positive`, `negative` and `neutral` the
        largest is.
        """
        scores = self._encoder.scores(pieces(text, self._vocabulary))
        return dict(zip(self._labels, (float(score) for score in scores), strict=True))
