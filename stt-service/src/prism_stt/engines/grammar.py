"""The command grammar with the names of the moment in it."""

from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files

from .automaton import Automaton, compile_grammar
from .jsgf import Choice, Expression, Sequence, Word, parse_grammar
from .names import spoken_words

MOST_NAMES = 1000
"""Names beyond these are left out: with them, a command takes twice as long to hear."""
ALWAYS = "prism"
"""A name there is always, so that the rule for names is never empty."""


@cache
def command_rules() -> dict[str, Expression]:
    """The rules of `commands.jsgf`, all but `<name>`."""
    return parse_grammar(files(__package__).joinpath("commands.jsgf").read_text(encoding="utf-8"))


def build(hints: Iterable[str], speakable: Callable[[str, str], bool]) -> Automaton:
    """What may be said: every command, with `hints` as names.

    Args:
        hints: names of channels and programmes as they are written.
        speakable: whether a word (in lower case, and as written) has a pronunciation; a name with a word that has
            none is left out.
    """
    names: dict[tuple[str, ...], None] = {(ALWAYS,): None}
    for hint in hints:
        words = spoken_words(hint)
        if words and all(speakable(word, written) for word, written in words):
            names[tuple(word for word, _ in words)] = None
        if len(names) == MOST_NAMES:
            break
    spoken = Choice(tuple(Sequence(tuple(Word(word) for word in name)) for name in names))
    return compile_grammar({**command_rules(), "name": spoken}, "utterance")
