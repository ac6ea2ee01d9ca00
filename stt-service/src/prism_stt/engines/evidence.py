"""Whether speech was a command: what the grammar made of it, held against what free speech made of it.

A search in the grammar always ends in a command, whatever was said. It was one if it fits the sound better than what an
unbound search found, or no part of it fits much worse.

Scores are acoustic, in PocketSphinx's logarithms, against the best state of the whole model in each frame: 0 at best,
and comparable between searches.
"""

import math
from dataclasses import dataclass, replace

from prism_core.requests import Word

from . import later

LEAST_FIT = -100_000.0
"""Score a frame of a command's worst word. Commands by eight synthetic voices: above, but for single ones."""
UNRIVALLED_FIT = -70_000.0
"""The same, where free speech found no words to compare with. A speaker's "and so, my fellow Americans": -71,000."""
BETTER = -2_000.0
"""Free speech's score a frame less the command's, over the whole stretch. Down from here it is a command: the grammar
allows so little that it is seldom better by chance. Other speech forced into it: 1,000 and more."""
LITTLE_WORSE = 8_000.0
"""Up to here it may be one, if free speech is not much better at any part of it."""
LITTLE_WORSE_IN_ALL = 1_200_000.0
"""The same, summed over the stretch: the longer it is, the less chance explains."""
DISADVANTAGE = 0.34
"""By how much of its worst word's own score a part of a command may then be worse than free speech. Real recordings
of other speech: 0.37 and more."""
TOLERATED = 16_000.0
"""A frame; so much is tolerated also where the command fits well."""
WORST_ADVANTAGE = 26_000.0
"""By how much free speech's worst word may then fit better than the command's."""
SHORTEST_FRAMES = 10
"""A word of a few frames says little about fit: it is counted as if it were this long."""
COMPARED_FRAMES = 15
"""The same, where two searches are compared, whose words do not begin in the same frame."""
BREATH_FRAMES = 20
"""A longer gap may hide a word that the grammar lacks, and is compared like a word."""
MIDDLING_FIT = -80_000.0
"""A word that fits like this has confidence 1/2."""
FIT_SPREAD = 12_000.0


@dataclass(frozen=True)
class Piece:
    """A word or a gap (`word` is none): frames `first` to before `end`, and its score, summed over them."""

    first: int
    end: int
    score: float
    word: Word | None

    def later(self, seconds: float) -> "Piece":
        """The same piece, its word `seconds` later."""
        return self if self.word is None else replace(self, word=later(self.word, seconds))


@dataclass(frozen=True)
class Heard:
    """What one search made of a stretch of speech, from its first frame to its last."""

    pieces: tuple[Piece, ...]

    @property
    def words(self) -> tuple[Word, ...]:
        """The words, without the gaps."""
        return tuple(piece.word for piece in self.pieces if piece.word is not None)

    @property
    def text(self) -> str:
        """The words in one line."""
        return " ".join(word.text for word in self.words)

    def later(self, seconds: float) -> "Heard":
        """The same, its words counted from a sound that begins `seconds` earlier."""
        return Heard(tuple(piece.later(seconds) for piece in self.pieces))

    @property
    def frames(self) -> int:
        """Frames that the pieces cover."""
        return self.pieces[-1].end if self.pieces else 0

    @property
    def worst(self) -> float:
        """Score a frame of the word that fits least."""
        fits = [fit(piece.score, piece.end - piece.first) for piece in self.pieces if piece.word is not None]
        return min(fits, default=-math.inf)

    def score(self, first: int, end: int) -> float:
        """Score summed over frames `first` to before `end`, taken as even within each piece."""
        return sum(
            piece.score * (min(end, piece.end) - max(first, piece.first)) / (piece.end - piece.first)
            for piece in self.pieces
            if piece.first < end and piece.end > first
        )


def fit(score: float, frames: int) -> float:
    """Score a frame of a word that lasts `frames`."""
    return score / max(frames, SHORTEST_FRAMES)


def confidence(score: float, frames: int) -> float:
    """In [0, 1], of a word with this score over `frames`."""
    return round(1 / (1 + math.exp(-(fit(score, frames) - MIDDLING_FIT) / FIT_SPREAD)), 3)


def whole_disadvantage(command: Heard, free: Heard) -> float:
    """Score a frame by which `free` is better, over all frames that both cover."""
    end = min(command.frames, free.frames)
    return (free.score(0, end) - command.score(0, end)) / max(end, 1)


def disadvantage(command: Heard, free: Heard) -> float:
    """Score a frame by which `free` is better where `command` compares worst."""
    return max(
        (
            (free.score(piece.first, piece.end) - piece.score) / max(piece.end - piece.first, COMPARED_FRAMES)
            for piece in command.pieces
            if piece.word is not None or piece.end - piece.first > BREATH_FRAMES
        ),
        default=math.inf,
    )


def is_command(command: Heard, free: Heard) -> bool:
    """Whether `command`, which the grammar allows, was said rather than `free`."""
    worst = command.worst
    if worst < LEAST_FIT:
        return False
    whole = whole_disadvantage(command, free)
    if not free.words:
        return worst >= UNRIVALLED_FIT
    if whole <= BETTER:
        return True
    if whole > LITTLE_WORSE or whole * command.frames > LITTLE_WORSE_IN_ALL or free.worst - worst > WORST_ADVANTAGE:
        return False
    return disadvantage(command, free) <= max(TOLERATED, -DISADVANTAGE * worst)
