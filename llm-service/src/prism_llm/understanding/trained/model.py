"""The trained model: for a sentence, how likely each meaning is; for a word, whether it belongs to a free slot.

A meaning is a command's name and what its slots come from: `tv.seek mode=relative seconds=<-dur>` takes a span of time
that was said, turned; `ui.search query={}` takes free words; `none` is what asks for nothing. A softmax regression over
hashed words and the first layers of MiniLM vote: the one is sure of phrases that it has seen, the other reads words
that mean nearly the same, and also tells which of them are free. Beside them stand the words that people use with each
command: a sentence with others is likelier about something else, whatever the weights say ("how much gas is left").
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from prism_llm.networks.encoder import Encoder
from prism_llm.networks.layers import Floats, Linear
from prism_llm.networks.pieces import numbered, of_words
from prism_llm.understanding.trained.features import of_sentence

MODEL_FILE = Path(__file__).with_name("model.npz")
"""What `scripts/train_understanding.py` writes."""
NOTHING = "none"


@dataclass(frozen=True, slots=True)
class Look:
    """What the model makes of a sentence."""

    shares: Floats
    """How likely each meaning is; calibrated, as the temperature is in the weights."""
    inside: Floats
    """For each word the log-odds that it belongs to a free slot."""


@dataclass(frozen=True)
class MeaningModel:
    """Immutable, so any thread may use it.

    Attributes:
        meanings: names of the columns of `weights`.
        weights: bytes by bucket and meaning, with a scale for each meaning.
        bias: of each meaning.
        vocabulary: word pieces that the encoder reads, with their numbers.
        encoder: the other vote.
        marks: whether a piece belongs to a free slot.
        known: the words that are used with a command outside its free slot; under an empty name, with many commands.
    """

    meanings: tuple[str, ...]
    weights: NDArray[np.int8]
    scale: Floats
    bias: Floats
    vocabulary: Mapping[str, int]
    encoder: Encoder
    marks: Linear
    known: Mapping[str, frozenset[str]]

    @staticmethod
    @cache
    def load() -> "MeaningModel":
        """The model that is shipped; read once a process."""
        with np.load(MODEL_FILE) as file:
            return MeaningModel(
                meanings=tuple(str(name) for name in file["meanings"]),
                weights=file["weights"],
                scale=file["scale"],
                bias=file["bias"],
                vocabulary=numbered(str(file["vocabulary"]).split("\n")),
                encoder=Encoder.of(file, "encoder."),
                marks=Linear.of(file, "marks"),
                known={line[0]: frozenset(line[1:]) for line in (str(row).split(" ") for row in file["known"])},
            )

    def look(self, words: Sequence[str]) -> Look:
        """What the words may ask for."""
        numbers, starts = of_words(words, self.vocabulary)
        values = self.encoder.values(numbers)
        sums = self.weights[of_sentence(words)].sum(axis=0, dtype=np.int32)
        scores = sums * self.scale + self.bias + self.encoder.judged(values)
        shares = np.exp(scores - scores.max())
        return Look(np.asarray(shares / shares.sum(), np.float32), self.marks(values[starts])[:, 0])

    def commands(self, shares: Floats) -> tuple[str, float, list[str]]:
        """The likeliest command, how likely it is, and its meanings, the likeliest first."""
        whole: dict[str, float] = {}
        for meaning, share in zip(self.meanings, shares, strict=True):
            if meaning != NOTHING:
                command = meaning.split(" ", 1)[0]
                whole[command] = whole.get(command, 0.0) + float(share)
        best = max(whole, key=whole.__getitem__)
        order = [str(self.meanings[at]) for at in np.argsort(-shares) if self.meanings[at].split(" ", 1)[0] == best]
        return best, whole[best], order

    def knows(self, command: str, word: str) -> bool:
        """Whether people use `word` when they ask for `command`."""
        return word in self.known[""] or word in self.known.get(command, frozenset())


def best_run(scores: Sequence[float]) -> tuple[int, int] | None:
    """Start and end of the run with the highest sum (Kadane); none where all are below zero."""
    best, found, total, start = 0.0, None, 0.0, 0
    for index, score in enumerate(scores):
        if total <= 0:
            total, start = 0.0, index
        total += score
        if total > best:
            best, found = total, (start, index + 1)
    return found
