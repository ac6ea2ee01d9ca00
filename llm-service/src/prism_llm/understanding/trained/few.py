"""Votes for languages with few sentences to learn from: on what several of them share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.lib.npyio import NpzFile
from numpy.typing import NDArray

from prism_llm.networks.bag import Bag
from prism_llm.networks.layers import Floats
from prism_llm.understanding.trained.features import Heard, of_loose_sentence
from prism_llm.understanding.trained.votes import Encoding, Said


@dataclass(frozen=True)
class Sharing:
    """A softmax regression and a small network, both over what several sentences of the language have in common.

    Attributes:
        weights: bytes by the bag's rows and meaning, with a scale for each meaning.
        bias: of each meaning.
        bag: the network, which numbers the features.
    """

    weights: NDArray[np.int8]
    scale: Floats
    bias: Floats
    bag: Bag

    @staticmethod
    def read(file: NpzFile) -> "Sharing":
        """What the file of a model holds of it."""
        return Sharing(file["weights"], file["scale"], file["bias"], Bag.of(file))

    def of(self, sentences: Sequence[Heard]) -> Sequence[Said]:
        """The meanings alone."""
        return [(self._scores(sentence.words), {}) for sentence in sentences]

    def _scores(self, words: Sequence[str]) -> Floats:
        rows = self.bag.rows(of_loose_sentence(words))
        scores: Floats = self.weights[rows].sum(axis=0, dtype=np.int32) * self.scale + self.bias
        return scores + self.bag.scores(rows)


@dataclass(frozen=True)
class Together:
    """An encoder that learnt several languages at once, where one of them is read: word by word in English.

    Attributes:
        encoding: of all languages.
        english: what the words of the language are in it.
        columns: where its scores of this language's meanings are.
        share: how much they count.
    """

    encoding: Encoding
    english: Mapping[str, str]
    columns: NDArray[np.int64]
    share: np.float32

    @staticmethod
    def read(file: NpzFile, encoding: Encoding, english: Mapping[str, str]) -> "Together":
        """What the file of a language says of it."""
        return Together(encoding, english, file["together"], np.float32(file["together.share"]))

    def of(self, sentences: Sequence[Heard]) -> Sequence[Said]:
        """Both by the encoder."""
        said = self.encoding.of([in_english(sentence, self.english) for sentence in sentences])
        return [(scores[self.columns] * self.share, marks) for scores, marks in said]


def in_english(sentence: Heard, english: Mapping[str, str]) -> Heard:
    """Each word as it is in English, one or several words; names and what is not known as they are."""
    return Heard(tuple(english.get(word, word) for word in sentence.words), sentence.pauses)
