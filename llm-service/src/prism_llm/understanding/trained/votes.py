"""Votes on what a sentence means: the parts that a model is made of, whatever its language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.lib.npyio import NpzFile
from numpy.typing import NDArray

from prism_llm.networks.encoder import Encoder
from prism_llm.networks.layers import Floats, Linear
from prism_llm.networks.pieces import numbered, of_words
from prism_llm.understanding.trained.features import Heard, of_sentence

ANY = ""
"""Stands for whichever free slot."""
MARKED = (ANY, "genre", "person")
"""What the encoder finds the words of: of all slots but these it tells no more than that they are free."""
Marks = Mapping[str, Floats]
"""For a free slot, or for any, each word's log-odds to belong to it."""
Said = tuple[Floats, Marks]
"""What to add to the scores of all meanings, and what a vote can tell of the words of free slots."""


class Vote(Protocol):
    """Any thread may use it."""

    def of(self, sentences: Sequence[Heard]) -> Sequence[Said]:
        """What it says of each sentence."""


@dataclass(frozen=True)
class Hashing:
    """A softmax regression over hashed words.

    Attributes:
        weights: bytes by bucket and meaning, with a scale for each meaning.
        bias: of each meaning.
    """

    weights: NDArray[np.int8]
    scale: Floats
    bias: Floats

    @staticmethod
    def read(file: NpzFile) -> "Hashing":
        """What the file of a model holds of it."""
        return Hashing(file["weights"], file["scale"], file["bias"])

    def of(self, sentences: Sequence[Heard]) -> Sequence[Said]:
        """The meanings alone."""
        sums = [self.weights[of_sentence(sentence.words)].sum(axis=0, dtype=np.int32) for sentence in sentences]
        return [(one * self.scale + self.bias, {}) for one in sums]


@dataclass(frozen=True)
class Encoding:
    """The first layers of MiniLM, trained on.

    Attributes:
        vocabulary: word pieces that the encoder reads, with their numbers.
        encoder: judges the sentence.
        marks: whether a piece belongs to each slot of `MARKED`.
    """

    vocabulary: Mapping[str, int]
    encoder: Encoder
    marks: Linear

    @staticmethod
    @cache
    def load(path: Path) -> "Encoding":
        """That of a file of its own; read once a process."""
        with np.load(path) as file:
            return Encoding.read(file)

    @staticmethod
    def read(file: NpzFile) -> "Encoding":
        """What the file of a model holds of it."""
        vocabulary = numbered(str(file["vocabulary"]).split("\n"))
        return Encoding(vocabulary, Encoder.of(file, "encoder."), Linear.of(file, "marks"))

    def of(self, sentences: Sequence[Heard]) -> Sequence[Said]:
        """Both by the encoder, which reads all sentences at once, with their pauses."""
        cut = [of_words(sentence.with_pauses(), self.vocabulary) for sentence in sentences]
        texts = self.encoder.values([numbers for numbers, _ in cut])
        return [self._said(values, starts) for values, (_, starts) in zip(texts, cut, strict=True)]

    def _said(self, values: Floats, starts: Sequence[int]) -> Said:
        found = self.marks(values[starts])
        return self.encoder.judged(values), {slot: found[:, at] for at, slot in enumerate(MARKED[: found.shape[1]])}
