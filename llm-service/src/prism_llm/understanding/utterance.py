"""A text as the grammar reads it: lower-case words without punctuation, each remembering where it was said."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

_WORD = re.compile(
    r"\d+e[+-]?\d+\b|(?<!\S)(?:[-−]|\+ ?)(?=\d)|\d+(?:st|nd|rd|th)\b|\d+(?:[.:]\d+)+|\d+(?:,\d{1,2}(?![\d,]))?|"
    r"[^\W_]+(?:['’.][^\W_]+)*\+?|[%,;.!?]|&"
)
_BREAKS = frozenset(",;.!?")
_MOST_NUMBER_WORDS = 6
_SPELLED = {"%": "percent", "&": "and", "-": "minus", "−": "minus", "+": "plus"}


class Word(NamedTuple):
    """One word: as the grammar compares it, and where it stands in the text."""

    norm: str
    start: int
    end: int


@dataclass(frozen=True)
class Utterance:
    """Words of a text, in order.

    Attributes:
        text: what was said, untouched.
        words: without punctuation.
        breaks: indexes of words before which there is a comma or the end of a sentence.
    """

    text: str
    words: tuple[Word, ...]
    breaks: frozenset[int]

    def norm(self, start: int = 0, end: int | None = None) -> str:
        """The words from `start` to `end` as templates match them: each followed by a space."""
        text, at = self._norms
        return text[at[start] : None if end is None or end >= len(at) else at[end]]

    @cached_property
    def _norms(self) -> tuple[str, list[int]]:
        """All words as templates match them, and where each begins in it; templates look at many parts of them."""
        norms = [f"{word.norm} " for word in self.words]
        return "".join(norms), list(accumulate(map(len, norms), initial=0))

    def said(self, start: int, end: int) -> str:
        """The words from `start` to `end` exactly as they stand in the text."""
        return self.text[self.words[start].start : self.words[end - 1].end] if end > start else ""


def with_figures(utterance: Utterance, figures: Mapping[str, str]) -> Utterance:
    """`utterance` with its number words as figures: "quatre vingt dix" is one word, 90."""
    if not figures:
        return utterance
    words: list[Word] = []
    breaks: set[int] = set()
    index = 0
    while index < len(utterance.words):
        if index in utterance.breaks:
            breaks.add(len(words))
        for length in range(min(_MOST_NUMBER_WORDS, len(utterance.words) - index), 0, -1):
            run = utterance.words[index : index + length]
            figure = figures.get(" ".join(word.norm for word in run))
            if figure is not None:
                words += _in_place(figure, run)
                index += length
                break
        else:
            words.append(utterance.words[index])
            index += 1
    return Utterance(utterance.text, tuple(words), frozenset(breaks))


def _in_place(figure: str, run: Sequence[Word]) -> Iterator[Word]:
    """What stands for a run of words, each of its own words where it was said."""
    stands, last = figure.split(" "), len(run) - 1
    for at, norm in enumerate(stands):
        ends = last if at == len(stands) - 1 else min(at, last)
        yield Word(norm, run[min(at, last)].start, run[ends].end)


def with_forms(utterance: Utterance, forms: Mapping[str, str]) -> Utterance:
    """`utterance` with each verb in the form that templates have: "poner" and "ponlo" are "pon"."""
    words = tuple(Word(forms.get(word.norm, word.norm), word.start, word.end) for word in utterance.words)
    return Utterance(utterance.text, words, utterance.breaks)


def plain(text: str) -> str:
    """`text` without accents."""
    if text.isascii():
        return text
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if unicodedata.category(letter) != "Mn")


def read(text: str) -> Utterance:
    """Split `text` into words; apostrophes go ("what's" is "whats"), and so does the sign of "Canal+".

    A percent sign is a word, and so is the sign of a number.
    """
    words: list[Word] = []
    breaks: set[int] = set()
    for found in _WORD.finditer(text):
        raw = found.group()
        if raw in _BREAKS:
            breaks.add(len(words))
            continue
        norm = _SPELLED.get(raw.rstrip()) or raw.rstrip("+").casefold().replace("'", "").replace("’", "")
        norm = norm.replace(",", ".") if norm[0].isdigit() else plain(norm.replace(".", ""))
        words.append(Word(norm, found.start(), found.end()))
    return Utterance(text, tuple(words), frozenset(breaks))
