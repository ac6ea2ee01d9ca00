"""A text as the grammar reads it: lower-case words without punctuation, each remembering where it was said."""

import re
from dataclasses import dataclass

_WORD = re.compile(r"\d+(?:st|nd|rd|th)\b|\d+(?:[.:]\d+)*|[^\W_]+(?:['’.][^\W_]+)*|[%,;.!?]|&")
_BREAKS = frozenset(",;.!?")
_SPELLED = {"%": "percent", "&": "and"}


@dataclass(frozen=True, slots=True)
class Word:
    """One word: as the grammar compares it, and where it stands in the text."""

    norm: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
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
        return "".join(f"{word.norm} " for word in self.words[start:end])

    def said(self, start: int, end: int) -> str:
        """The words from `start` to `end` exactly as they stand in the text."""
        return self.text[self.words[start].start : self.words[end - 1].end] if end > start else ""


def read(text: str) -> Utterance:
    """Split `text` into words; apostrophes go ("what's" is "whats"), a percent sign is a word."""
    words: list[Word] = []
    breaks: set[int] = set()
    for found in _WORD.finditer(text):
        raw = found.group()
        if raw in _BREAKS:
            breaks.add(len(words))
            continue
        norm = _SPELLED.get(raw) or re.sub(r"['’]", "", raw.casefold())
        norm = norm if norm[0].isdigit() else norm.replace(".", "")
        words.append(Word(norm, found.start(), found.end()))
    return Utterance(text, tuple(words), frozenset(breaks))
