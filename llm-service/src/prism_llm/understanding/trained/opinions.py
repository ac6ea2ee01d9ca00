"""What is made of a sentence beside the regression: by an encoder, or by each word and its neighbours."""

import zlib
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.lib.npyio import NpzFile
from numpy.typing import NDArray

from prism_llm.networks.encoder import Encoder
from prism_llm.networks.layers import Floats, Linear
from prism_llm.networks.pieces import numbered, of_words

ANY = ""
"""Stands for whichever free slot."""
WORD_BUCKETS = 1 << 14
Marks = Mapping[str, Floats]
"""For a free slot, or for any, each word's log-odds to belong to it."""


class Opinion(Protocol):
    """Any thread may use it."""

    @property
    def leniency(self) -> float:
        """What may be added to log-odds where a slot must have a word and none is likely."""

    def of(self, words: Sequence[str]) -> tuple[Floats, Marks]:
        """What to add to the scores of all meanings, and the words of the free slots."""


@dataclass(frozen=True)
class Encoding:
    """The first layers of MiniLM, trained on.

    Attributes:
        vocabulary: word pieces that the encoder reads, with their numbers.
        encoder: judges the sentence.
        marks: whether a piece belongs to a free slot.
    """

    vocabulary: Mapping[str, int]
    encoder: Encoder
    marks: Linear
    leniency: float = 0.0

    @staticmethod
    def read(file: NpzFile) -> "Encoding":
        """What the file of the model holds."""
        vocabulary = numbered(str(file["vocabulary"]).split("\n"))
        return Encoding(vocabulary, Encoder.of(file, "encoder."), Linear.of(file, "marks"))

    def of(self, words: Sequence[str]) -> tuple[Floats, Marks]:
        """Both by the encoder."""
        numbers, starts = of_words(words, self.vocabulary)
        values = self.encoder.values(numbers)
        return self.encoder.judged(values), {ANY: self.marks(values[starts])[:, 0]}


@dataclass(frozen=True)
class Tagging:
    """A softmax regression on each word, its neighbours and its letters; it has no opinion on meanings.

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
    leniency: float = 3.0

    @staticmethod
    def read(file: NpzFile) -> "Tagging":
        """What the file of the model holds."""
        slots = tuple(str(name) for name in file["slots"])
        common = frozenset(str(file["slots.common"]).split())
        return Tagging(slots, file["slots.weights"], file["slots.scale"], file["slots.bias"], common)

    def of(self, words: Sequence[str]) -> tuple[Floats, Marks]:
        """The slots of the words, and nothing of the sentence."""
        rows = of_words_around(words, self.common)
        sums = np.stack([self.weights[row].sum(axis=0, dtype=np.int32) for row in rows])
        scores = sums * self.scale + self.bias
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        odds = np.log(shares + 1e-6) - np.log(1 - shares + 1e-6)
        marks = {slot: odds[:, at] for at, slot in enumerate(self.slots) if slot}
        return np.zeros(1, np.float32), marks | {ANY: -odds[:, 0]}


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
