"""The trained model: for a sentence, how likely each meaning is; for a word, whether it belongs to a free slot.

A meaning is a command's name and what its slots come from: `tv.seek mode=relative seconds=<-dur>` takes a span of time
that was said, turned; `ui.search query={}` takes free words; `none` is what asks for nothing. Several votes are added
up. For English a softmax regression over hashed words is sure of phrases that it has seen, and the first layers of
MiniLM read words that mean nearly the same, and tell which of them are free (`votes.py`). Other languages have fewer
sentences to learn from: layers of MiniLM that learnt them all at once, word by word in English, vote on both, and
beside them, a file for each language, a regression and a small network look at what several of its sentences share
(`few.py`). Beside them stand the words that people use with each command: a sentence with others is likelier about
something else, whatever the weights say ("how much gas is left").
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np
from numpy.lib.npyio import NpzFile
from numpy.typing import NDArray

from prism_llm.networks.layers import Floats
from prism_llm.understanding.languages.glossary import english
from prism_llm.understanding.trained.features import Heard
from prism_llm.understanding.trained.few import Sharing, Together
from prism_llm.understanding.trained.votes import ANY, Encoding, Hashing, Marks, Said, Vote

_FOLDER = Path(__file__).parent
MODEL_FILE = _FOLDER / "model.npz"
"""What `scripts/train_understanding.py` writes: English."""
TOGETHER_FILE = _FOLDER / "together.npz"
"""The layers that all other languages share."""
NOTHING = "none"
_LENIENCY = 3.0


def file_of(language: str) -> Path:
    """Where the model of a language is, if it has one; of those but English `scripts/train_languages.py` writes it."""
    return MODEL_FILE if language == "en" else _FOLDER / f"{language}.npz"


@dataclass(frozen=True, slots=True)
class Look:
    """What the model makes of a sentence."""

    shares: Floats
    """How likely each meaning is; calibrated, as the temperature is in the weights."""
    marks: Marks
    leniency: float
    """What may be added to log-odds where a slot must have a word and none is likely."""

    def inside(self, slot: str, *, alone: bool) -> Floats:
        """For each word the log-odds that it belongs to a free slot; `alone` if the meaning has no other."""
        free = self.marks[ANY]
        return free if alone or slot not in self.marks else free + self.marks[slot]


@dataclass(frozen=True)
class MeaningModel:
    """Immutable, so any thread may use it.

    Attributes:
        meanings: what is voted on, in the order of the votes' scores.
        votes: their scores are added up.
        leniency: what may be added to log-odds where a slot must have a word and none is likely.
        known: the words that are used with a command outside its free slot; under an empty name, with many commands.
    """

    meanings: tuple[str, ...]
    votes: Sequence[Vote]
    leniency: float
    known: Mapping[str, frozenset[str]]

    @staticmethod
    @cache
    def load(path: Path = MODEL_FILE) -> "MeaningModel":
        """The model of a file; read once a process."""
        with np.load(path) as file:
            is_english = "vocabulary" in file
            return MeaningModel(
                meanings=tuple(str(name) for name in file["meanings"]),
                votes=(Hashing.read(file), Encoding.read(file)) if is_english else _of_few(file, path.stem),
                leniency=0.0 if is_english else _LENIENCY,
                known={line[0]: frozenset(line[1:]) for line in (str(row).split(" ") for row in file["known"])},
            )

    def look(self, sentence: Heard) -> Look:
        """What the sentence may ask for."""
        (look,) = self.looks([sentence])
        return look

    def looks(self, sentences: Sequence[Heard]) -> Sequence[Look]:
        """What each sentence may ask for; together they take less time than each alone."""
        return [self._look(said) for said in zip(*(vote.of(sentences) for vote in self.votes), strict=True)]

    def _look(self, votes: Sequence[Said]) -> Look:
        marks: dict[str, Floats] = {}
        for slot, odds in ((slot, odds) for _, found in votes for slot, odds in found.items()):
            marks[slot] = marks[slot] + odds if slot in marks else odds
        return Look(self._shares(votes), marks, self.leniency)

    def _shares(self, votes: Sequence[Said]) -> Floats:
        scores = sum((score for score, _ in votes), np.zeros(len(self.meanings), np.float32))
        shares = np.exp(scores - scores.max())
        return np.asarray(shares / shares.sum(), np.float32)

    def commands(self, shares: Floats) -> tuple[str, float, list[str]]:
        """The likeliest command, how likely it is, and its meanings, the likeliest first."""
        names, numbers = self._commands
        whole = np.bincount(numbers, shares)
        whole[names.index(NOTHING)] = -1
        best = int(whole.argmax())
        meanings = np.flatnonzero(numbers == best)
        return names[best], float(whole[best]), [self.meanings[at] for at in meanings[np.argsort(-shares[meanings])]]

    @cached_property
    def _commands(self) -> tuple[list[str], NDArray[np.intp]]:
        """Every command, with `none`, and the number of that of each meaning."""
        commands = [meaning.split(" ", 1)[0] for meaning in self.meanings]
        names = list(dict.fromkeys(commands))
        return names, np.array([names.index(command) for command in commands])

    def knows(self, command: str, word: str) -> bool:
        """Whether people use `word` when they ask for `command`."""
        return word in self.known[""] or word in self.known.get(command, frozenset())


def _of_few(file: NpzFile, language: str) -> Sequence[Vote]:
    together = Together.read(file, Encoding.load(TOGETHER_FILE), english(language))
    return Sharing.read(file), together


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
