"""How a language takes back what was just said ("thirty, no, sorry, forty"), gains time, and comes back to it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Turns:
    """Expressions for the words with a space after each.

    Attributes:
        begins: the turn, with all that may be said before and after its word.
        another: one after which a whole other request may come.
    """

    begins: re.Pattern[str] = NEVER
    another: re.Pattern[str] = NEVER

    @classmethod
    def of(cls, table: Mapping[str, Iterable[str]]) -> "Turns":
        """From lists of phrases: `words` that turn, `before` and `after` them, and `another` of the words."""
        before, words, after, another = (_either(table[name]) for name in ("before", "words", "after", "another"))
        return cls(re.compile(f"{before}*{words}{after}*"), re.compile(f"{before}*{another}"))


def _either(phrases: Iterable[str]) -> str:
    return "(?:(?:" + "|".join(phrases) + ") )"


def phrases(table: Iterable[str]) -> re.Pattern[str]:
    """Matches one or more of the phrases, to be the whole of some words."""
    return re.compile(f"{_either(table)}+")
