"""Tells the programme's words from the viewer's: by its captions, and by how much of the sound was its own. Pure."""

import re
from collections import deque
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

KEPT_CAPTIONS = 120
"""As many as some minutes of fast speech hold; they come ahead of the picture."""
SLACK_SECONDS = 2.5
"""By how much a caption's time may be off the words in it."""
LATE_SECONDS = 6.0
"""By how much more it may come after them, where captions are typed while a live programme speaks (Ofcom's reviews of
live subtitling: 5.6 s at the median). They are read ahead of the picture, so they are here by then."""
SAME_WORD = 0.75
"""Likeness of two words from which on one is the other, misheard."""
CAPTIONED = 0.6
"""Share of what was heard that the captions say, from which on it is the programme's."""
FEW_WORDS, FEWEST_WORDS = 4, 2
"""Up to so few words are in any captions by chance: they have to be there one after the other, and the fewest just when
they were heard."""
SPREAD = 1.5
"""How much longer than what was heard the captions that say it may be, since a recogniser leaves words out."""
PROGRAMMES_SHARE = 0.4
"""With less of the speech than this unexplained by the programme's own sound, it is the programme's. Viewers who speak
5 dB below it: 0.44 to 0.82 (bench/microphone.py)."""
VIEWERS_SHARE = 0.7
"""With more, it is the viewer's, who may repeat what was said."""


@dataclass(frozen=True, slots=True)
class _Line:
    start: float
    end: float
    words: tuple[str, ...]


class ProgrammeWords:
    """What the programme said lately; its own times are Unix seconds of programme time, `at` those of any clock."""

    def __init__(self) -> None:
        self._lines: deque[_Line] = deque(maxlen=KEPT_CAPTIONS)
        self._position: float | None = None
        self._position_at = 0.0
        self._moving = False

    def caption(self, text: str, timestamp: float, duration: float) -> None:
        """The programme says `text` from `timestamp` on."""
        self._lines.append(_Line(timestamp, timestamp + duration, words_of(text)))

    def stands(self, position: float | None, *, moving: bool, at: float) -> None:
        """The picture stands at programme time `position`."""
        self._position, self._position_at, self._moving = position, at, moving

    def forget(self) -> None:
        """Another programme is on."""
        self._lines.clear()

    def likeness(self, text: str, began: float, ended: float) -> float:
        """Share of the words of `text`, heard from `began` to `ended`, that the programme said then in that order."""
        heard = words_of(text)
        if self._position is None or not heard:
            return 0.0
        start, end = self._time(began) - SLACK_SECONDS, self._time(ended) + SLACK_SECONDS
        said = self._said(start, end if len(heard) <= FEWEST_WORDS else end + LATE_SECONDS)
        if len(heard) <= FEW_WORDS:
            return float(together(heard, said))
        return most_in_order(heard, said) / len(heard)

    def _said(self, start: float, end: float) -> list[str]:
        """Words of the captions between two times of the programme."""
        return [word for line in self._lines if line.start < end and line.end > start for word in line.words]

    def _time(self, at: float) -> float:
        assert self._position is not None
        return self._position + (at - self._position_at if self._moving else 0.0)


def is_programmes(likeness: float, near: float | None) -> bool:
    """Whether speech is the programme's, by its `likeness` to the captions and the share of it that is `near`."""
    if near is not None and near < PROGRAMMES_SHARE:
        return True
    return likeness >= CAPTIONED and (near is None or near < VIEWERS_SHARE)


def words_of(text: str) -> tuple[str, ...]:
    """The words of `text` as one hears them: without case and punctuation."""
    return tuple(re.findall(r"[\w']+", text.lower()))


def together(heard: tuple[str, ...], said: list[str]) -> bool:
    """Whether `said` has all words of `heard`, misheard ones too, one after the other."""
    starts = range(len(said) - len(heard) + 1)
    return any(all(map(_same, heard, said[start : start + len(heard)])) for start in starts)


def most_in_order(heard: tuple[str, ...], said: list[str]) -> int:
    """How many words of `heard` a passage of `said` has in the same order that is hardly longer than they are."""
    length = round(SPREAD * len(heard))
    starts = range(0, max(1, len(said) - length // 2), max(1, length // 4))
    return max(in_order(heard, said[start : start + length]) for start in starts)


def in_order(heard: tuple[str, ...], said: list[str]) -> int:
    """How many words of `heard` are in `said` in the same order, misheard ones too (longest common subsequence)."""
    row = [0] * (len(said) + 1)
    for word in heard:
        before = 0
        for index, other in enumerate(said, 1):
            above = row[index]
            row[index] = before + 1 if _same(word, other) else max(above, row[index - 1])
            before = above
    return row[-1]


@lru_cache(4096)
def _same(one: str, other: str) -> bool:
    return one == other or (abs(len(one) - len(other)) <= 2 and SequenceMatcher(None, one, other).ratio() >= SAME_WORD)
