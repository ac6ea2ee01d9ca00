"""Series: how viewers of any language ask for every episode of one."""

import re
from dataclasses import dataclass
from typing import Final

from prism_llm.responder.answer import Question
from prism_llm.responder.kinds import bare
from prism_llm.responder.reminding import is_repeated
from prism_llm.telling import asked_each, asked_words, first_match
from prism_llm.understanding.utterance import read

_SPACE: Final = r"(?: |(?<=['’]))"
"""After a word; there is none after one that has lost its vowel (“d'Arrow”)."""
_EVERY: Final = asked_each("every_episode", rf"^\W*(?:{{}}){_SPACE}(?P<title>\S.*)$")
_BEFORE: Final = asked_each(
    "every_episode", rf"(?<!\w)(?:{{}}){_SPACE}(?:(?:{'|'.join(asked_words('before_title'))}){_SPACE})?$"
)
_OF_THIS: Final = asked_each(
    "every_episode", rf"(?<!\w)(?:{{}}){_SPACE}(?P<title>{'|'.join(asked_words('this_one'))})(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Series:
    """A series by its title, as it was said; `new_only` leaves out what is repeated."""

    title: str
    new_only: bool


def series_in(question: Question) -> Series | None:
    """The series that a command to record is about; none where it is about one programme.

    Grammars give the title alone, or with the words before it that say how much of it is meant.
    """
    title = question.slot("title")
    if not title and (said := first_match(_OF_THIS, question.text)):
        return Series(said["title"], bool(said.groupdict().get("new")))
    if said := first_match(_EVERY, title):
        return Series(said["title"], bool(said.groupdict().get("new")))
    if title and is_repeated(question.slot("when")):
        return Series(title, new_only=False)
    for found in re.finditer(re.escape(title), question.text, re.I) if title else ():
        if said := first_match(_BEFORE, question.text[: found.start()]):
            return Series(title, bool(said.groupdict().get("new")))
    return None


def same_title(one: str, other: str) -> bool:
    """Whether two titles are the same but for how they are written and for their articles."""
    return _words(one) == _words(other)


def _words(title: str) -> list[str]:
    return [word.norm for word in read(bare(title)).words]
