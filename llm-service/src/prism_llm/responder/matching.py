"""Which of several things the viewer's words name."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from prism_llm.telling import small_words
from prism_llm.understanding.utterance import read

_Thing = TypeVar("_Thing")
_VAGUE = frozenset(
    "am im ive does did has had love like hate prefer enjoy kind one name thing mag gegen gusta alguna cosa".split()
)
LONGEST_WORDS = 200
"""Characters of what a command is about."""
_EMPTY = frozenset("the a an my our of for about to that i me you is are was it on at and".split())


def matching(said: str, things: Sequence[_Thing], name: Callable[[_Thing], str]) -> list[_Thing]:
    """The things that are called what was said, else those whose name holds every word of it but small ones.

    Words are compared without their plural "s", since "remember I like dogs" is asked for as "the dog memory".
    """
    if called := [thing for thing in things if name(thing).casefold() == said.casefold()]:
        return called
    wanted = words_of(said)
    return [thing for thing in things if wanted and wanted <= words_of(name(thing))]


def about(said: str, things: Sequence[_Thing], name: Callable[[_Thing], str]) -> list[_Thing]:
    """The things whose name holds every word of `said` that says what it is about, in whatever language."""
    wanted = topics(said)
    return [thing for thing in things if wanted and wanted <= words_of(name(thing))]


def topics(text: str) -> set[str]:
    """The words of a question or a wish without those that say nothing of what it is about."""
    return words_of(text) - {word.removesuffix("s") for word in small_words() | _VAGUE}


def words_of(text: str) -> set[str]:
    """The words of `text` that say what it is about."""
    return {word.norm.removesuffix("s") for word in read(text).words} - {word.removesuffix("s") for word in _EMPTY}
