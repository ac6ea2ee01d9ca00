"""Which of several things the viewer's words name."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from prism_llm.telling import asked_words, small_words
from prism_llm.understanding.utterance import plain, read

_Thing = TypeVar("_Thing")
_VAGUE = frozenset(map(plain, asked_words("vague")))
LONGEST_WORDS = 200
"""Characters of what a command is about."""
_EMPTY = frozenset(map(plain, asked_words("empty")))


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
