"""The emotion models: small networks over word pieces and pieces of words, in numpy, a byte for each weight."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from prism_llm.networks.bag import Bag
from prism_llm.networks.encoder import Encoder
from prism_llm.networks.pieces import numbered, pieces, plain
from prism_llm.understanding.trained.features import of_loose_sentence

WEIGHTS_FILE = Path(__file__).with_name("emotions.npz")
"""What `scripts/train_emotions.py` writes: English."""
OTHERS_FILE = Path(__file__).with_name("emotions_of_others.npz")
"""What `scripts/train_emotions_of_others.py` writes: German, Spanish, French and Italian."""
_TOKEN = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class EmotionModel:
    """Gives the log-odds of each label in a text. Immutable, so any thread may use it.

    Attributes:
        vocabulary: word pieces that the encoder reads, with their numbers.
        labels: what the networks score.
        encoder: the first layers of MiniLM, trained on.
        bag: votes beside it, where there was little to learn from.
    """

    vocabulary: Mapping[str, int]
    labels: Sequence[str]
    encoder: Encoder
    bag: Bag | None

    @staticmethod
    @cache
    def load(path: Path = WEIGHTS_FILE) -> "EmotionModel":
        """The model of a file; read once a process."""
        with np.load(path) as file:
            vocabulary = numbered(str(file["vocabulary"]).split("\n"))
            labels = tuple(str(label) for label in file["labels"])
            bag = Bag.of(file) if "features" in file else None
            return EmotionModel(vocabulary, labels, Encoder.of(file, "encoder."), bag)

    def scores(self, text: str) -> Mapping[str, float]:
        """The log-odds of each label.

        Those of the eight emotions are above 0 where they count as said; of `positive`, `negative` and `neutral` the
        largest is.
        """
        scores = self.encoder.scores(pieces(text, self.vocabulary))
        if self.bag is not None:
            scores = scores + self.bag.scores(self.bag.rows(features(text)))
        return dict(zip(self.labels, (float(score) for score in scores), strict=True))


def features(text: str) -> list[int]:
    """What a bag looks at: words without accents, signs, and pieces of words."""
    return of_loose_sentence(_TOKEN.findall(plain(text)))
