"""Votes for languages with few sentences to learn from: on what several of them share."""

import zlib
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.lib.npyio import NpzFile
from numpy.typing import NDArray

from prism_llm.networks.bag import Bag
from prism_llm.networks.layers import Floats
from prism_llm.understanding.trained.features import Heard, of_loose_sentence
from prism_llm.understanding.trained.votes import ANY, Encoding, Marks, Said

WORD_BUCKETS = 1 << 14
_SHARE = np.float32(0.4)
"""How much the words by themselves count beside the layers: on held-out sentences the best of 0.3, 0.5 and 1."""


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


@dataclass(frozen=True)
class Tagging:
    """A softmax regression on each word, its neighbours and its letters; it has no vote on meanings.

    Attributes:
        slots: names of the columns of `weights`; the first is that of words in no free slot.
        weights: bytes by bucket and slot, with a scale for each slot.
        bias: of each slot.
        common: words that are said outside free slots; all others look alike, as most of them are names.
    """

    slots: tuple[str, ...]
    weights: NDArray[np.int8]
    scale: Floats
    bias: Floats
    common: frozenset[str]

    @staticmethod
    def read(file: NpzFile) -> "Tagging":
        """What the file of a model holds of it."""
        slots = tuple(str(name) for name in file["slots"])
        common = frozenset(str(file["slots.common"]).split())
        return Tagging(slots, file["slots.weights"], file["slots.scale"], file["slots.bias"], common)

    def of(self, sentences: Sequence[Heard]) -> Sequence[Said]:
        """The slots of the words, and nothing of the sentence."""
        return [(np.zeros(1, np.float32), self._marks(sentence.words)) for sentence in sentences]

    def _marks(self, words: Sequence[str]) -> Marks:
        rows = of_words_around(words, self.common)
        sums = np.stack([self.weights[row].sum(axis=0, dtype=np.int32) for row in rows])
        scores = sums * self.scale + self.bias
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        odds = _SHARE * (np.log(shares + 1e-6) - np.log(1 - shares + 1e-6))
        marks = {slot: odds[:, at] for at, slot in enumerate(self.slots) if slot}
        return marks | {ANY: -odds[:, 0]}


def in_english(sentence: Heard, english: Mapping[str, str]) -> Heard:
    """Each word as it is in English, one or several words; names and what is not known as they are."""
    return Heard(tuple(english.get(word, word) for word in sentence.words), sentence.pauses)


def of_words_around(words: Sequence[str], common: Container[str]) -> list[list[int]]:
    """For each word buckets of itself, of what stands around it, and of its letters."""
    known = [word if word in common else "?" for word in words]
    edged = ["<<", "<", *known, ">", ">>"]
    return [_of_word(word, edged[at : at + 5], at, len(words)) for at, word in enumerate(words)]


def _of_word(word: str, around: Sequence[str], at: int, count: int) -> list[int]:
    far, before, here, after, beyond = around
    found = {f"0{word}", f".{here}", f"-{before}", f"+{after}", f"--{far}", f"++{beyond}", f"-+{before} {after}"}
    found |= {f"-0{before} {here}", f"0+{here} {after}", f"-0+{before} {here} {after}"}
    found |= {f"--{far} {before} {here}", f"++{here} {after} {beyond}", f"^{word[:3]}", f"${word[-3:]}"}
    found |= {f"l{min(len(word), 9)}", f"a{min(at, 4)}{here}", f"e{min(count - at, 4)}{here}"}
    return [zlib.crc32(feature.encode()) % WORD_BUCKETS for feature in found]
