"""The trained model: for a sentence, how likely each meaning is; for a word, whether it belongs to a free slot.

A meaning is a command's name and what its slots come from: `tv.seek mode=relative seconds=<-dur>` takes a span of time
that was said, turned; `ui.search query={}` takes free words; `none` is what asks for nothing. A softmax regression over
hashed words and a small convolutional network over word pieces vote: the one is sure of phrases that it has seen, the
other reads words that mean nearly the same. A byte for each weight. Beside them stand the words that people use with
each command: a sentence with others is likelier about something else, whatever the weights say ("how much gas is
left").
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from prism_llm.networks.convolutions import Convolutions
from prism_llm.networks.layers import Floats
from prism_llm.networks.pieces import numbered, pieces
from prism_llm.understanding.trained.features import of_sentence, of_word

MODEL_FILE = Path(__file__).with_name("model.npz")
"""What `scripts/train_understanding.py` writes."""
NOTHING = "none"


@dataclass(frozen=True)
class MeaningModel:
    """Immutable, so any thread may use it.

    Attributes:
        meanings: names of the columns of `weights`.
        weights: bytes by bucket and meaning, with a scale for each meaning.
        bias: of each meaning.
        words: bytes by bucket of a word; positive is inside a free slot.
        vocabulary: word pieces that the network reads, with their numbers.
        network: the other vote.
        known: the words that are used with a command outside its free slot; under an empty name, with many commands.
    """

    meanings: tuple[str, ...]
    weights: NDArray[np.int8]
    scale: Floats
    bias: Floats
    words: NDArray[np.int8]
    word_scale: float
    word_bias: float
    vocabulary: Mapping[str, int]
    network: Convolutions
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
                words=file["words"],
                word_scale=float(file["word_scale"]),
                word_bias=float(file["word_bias"]),
                vocabulary=numbered(str(file["vocabulary"]).split("\n")),
                network=Convolutions.of(file),
                known={line[0]: frozenset(line[1:]) for line in (str(row).split(" ") for row in file["known"])},
            )

    def likely(self, words: Sequence[str]) -> Floats:
        """The probability of each meaning; calibrated, as the temperature is in the weights."""
        sums = self.weights[of_sentence(words)].sum(axis=0, dtype=np.int32)
        votes = self.network.scores(pieces(" ".join(words), self.vocabulary))
        scores = sums * self.scale + self.bias + votes
        shares = np.exp(scores - scores.max())
        return np.asarray(shares / shares.sum(), np.float32)

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

    def inside(self, words: Sequence[str], command: str) -> list[float]:
        """For each word the log-odds that it belongs to the free slot of `command`."""
        return [
            float(self.words[of_word(words, index, command)].sum(dtype=np.int32)) * self.word_scale + self.word_bias
            for index in range(len(words))
        ]


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
