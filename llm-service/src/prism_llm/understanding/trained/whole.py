"""A name whole where a model heard a part of it: "Bola de Dragón", "Amores perros"."""

import re
from collections.abc import Callable, Set

from prism_llm.understanding.utterance import Utterance

_PARTED = re.compile(r"[^\s\w'’.&-]|\.\s")
"""What stands between words that are no one name."""
_SENTENCE = re.compile(r"[.!?¿¡«\"“]")
"""What stands before a word that has its capital letter for the sentence's sake."""
_MOST_BETWEEN = 2
"""Words between two parts of a name: "Pedro el escamoso", "Festival de la Canción"."""


class Whole:
    """Widens a run of words over what belongs to the same name.

    Args:
        utterance: the words.
        taken: places of words that are of other slots.
        within: words that stand between parts of a name.
        said: whether a word is one that people say around names.
    """

    def __init__(self, utterance: Utterance, taken: Set[int], within: Set[str], said: Callable[[str], bool]) -> None:
        self._utterance = utterance
        self._taken = taken
        self._within = within
        self._said = said

    def around(self, start: int, end: int) -> tuple[int, int]:
        """The run from `start` to `end` with all of the name that it is of."""
        if not any(self._is_cased(at) for at in range(start, end)) and not self._follows_name(start):
            return start, end
        while (before := self._before(start)) is not None:
            start = before
        titled = self._begins_title(start)
        while (after := self._after(end, titled=titled)) is not None:
            end = after
        return start, end

    def _follows_name(self, start: int) -> bool:
        """Whether a run without a capital letter follows a word that has one: "Amores | perros"."""
        return self._before(start) is not None

    def _before(self, start: int) -> int | None:
        for between in range(_MOST_BETWEEN + 1):
            at = start - between - 1
            if at < 0 or not self._joined(at, start) or not self._all_within(at + 1, start):
                return None
            if self._is_cased(at) or (not between and self._begins_title(at)):
                return at
        return None

    def _after(self, end: int, *, titled: bool) -> int | None:
        for between in range(_MOST_BETWEEN + 1):
            at = end + between
            if at >= len(self._utterance.words) or not self._joined(end - 1, at + 1):
                return None
            if not self._all_within(end, at):
                return None
            norm = self._utterance.words[at].norm
            goes_on = (
                titled and between and len(self._utterance.words[at - 1].norm) > 1
            )  # "and" joins as often as it names
            if self._is_cased(at) or goes_on or not (norm in self._within or self._said(norm) or norm.isdigit()):
                return at + 1
        return None

    def _is_cased(self, at: int) -> bool:
        """Whether a word has a capital letter, and not only because a sentence or a request begins with it."""
        word = self._utterance.words[at]
        return self._utterance.text[word.start].isupper() and not self._said(word.norm)

    def _begins_title(self, at: int) -> bool:
        """Whether a small word has a capital letter amid a sentence: "vedere La stanza del figlio"."""
        word, text = self._utterance.words[at], self._utterance.text
        before = text[self._utterance.words[at - 1].end : word.start] if at else "."
        return word.norm in self._within and text[word.start].isupper() and not _SENTENCE.search(before)

    def _all_within(self, start: int, end: int) -> bool:
        return all(self._utterance.words[at].norm in self._within for at in range(start, end))

    def _joined(self, start: int, end: int) -> bool:
        """Whether no comma parts the words, and none of them is of another slot."""
        words = self._utterance.words
        pairs = range(start, end - 1)
        parted = any(_PARTED.search(self._utterance.text[words[at].end : words[at + 1].start]) for at in pairs)
        return not parted and self._taken.isdisjoint(range(start, end))
