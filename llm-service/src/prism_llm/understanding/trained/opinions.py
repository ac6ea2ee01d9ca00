"""What is made of a sentence beside the regression: by an encoder, or by each word and its neighbours."""

import zlib
from collections.abc import Mapping, Sequence
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
    """

    slots: tuple[str, ...]
    weights: NDArray[np.int8]
    scale: Floats
    bias: Floats

    @staticmethod
    def read(file: NpzFile) -> "Tagging":
        """What the file of the model holds."""
        slots = tuple(str(name) for name in file["slots"])
        return Tagging(slots, file["slots.weights"], file["slots.scale"], file["slots.bias"])

    def of(self, words: Sequence[str]) -> tuple[Floats, Marks]:
        """The slots of the words, and nothing of the sentence."""
        sums = np.stack([self.weights[of_word(words, at)].sum(axis=0, dtype=np.int32) for at in range(len(words))])
        scores = sums * self.scale + self.bias
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        odds = np.log(shares + 1e-6) - np.log(1 - shares + 1e-6)
        marks = {slot: odds[:, at] for at, slot in enumerate(self.slots) if slot}
        return np.zeros(1, np.float32), marks | {ANY: -odds[:, 0]}


def of_word(words: Sequence[str], at: int) -> list[int]:
    """Buckets of the word at an index, each once: itself, what stands around it, and its letters."""
    edged = ["<<", "<", *words, ">", ">>"]
    far, before, word, after, beyond = edged[at : at + 5]
    found = {f"0{word}", f"-{before}", f"+{after}", f"--{far}", f"++{beyond}"}
    found |= {f"-0{before} {word}", f"0+{word} {after}", f"-+{before} {after}"}
    found |= {f"--{far} {before}", f"++{after} {beyond}", f"^{word[:3]}", f"${word[-3:]}"}
    found |= {f"l{min(len(word), 9)}", f"a{min(at, 4)}", f"e{min(len(words) - at, 4)}"}
    found |= {f"b{earlier}" for earlier in words[:at]} | {f"f{later}" for later in words[at + 1 :]}
    return [zlib.crc32(feature.encode()) % WORD_BUCKETS for feature in found]
