"""Whether the viewer speaks to Lumen: by her name, or because a conversation with her is going on. Pure."""

import re
from difflib import SequenceMatcher

from prism_gateway.conversation.saying import heard_words, unaccented

FOLLOW_UP_SECONDS = 8.0
"""How long after her name, or after she spoke, what is said is still meant for her."""

NAME = "lumen"
MISHEARD = frozenset(
    "lumen lumens luman lumin loomin loomen looming loman lemon lewman lyman newman ruman limon "
    "loo-men lou-men blue-man blue-men new-men loo-man lou-man lu-men".split()
)
"""What recognisers write for her name; two words with a hyphen between them."""
GREETINGS = frozenset("hey hi hello okay ok oh so well um uh yo please the a and now".split())
"""What is said before her name in English; the files of other languages have theirs."""
MOST_GREETINGS = 2
ALIKE = 0.8
"""Likeness of a word that no dictionary has to her name, from which on it is her name."""


def called(text: str) -> str | None:
    """What is said to Lumen in `text` beside her name; none where she is not called.

    Her name counts at the beginning, perhaps after a greeting, and at the end; in between one speaks about her.
    """
    words = text.split()
    plain = [re.sub(r"[^a-z']", "", unaccented(word.lower())) for word in words]
    greetings = GREETINGS | heard_words("greetings")
    start = 0
    while start < min(MOST_GREETINGS, len(plain)) and plain[start] in greetings and not _name(plain, start):
        start += 1
    end = start
    while taken := _name(plain, end):
        end += taken
    if end > start:
        return " ".join(words[end:]).lstrip(",. ")
    if len(plain) > 1 and _alike(plain[-1]):
        return " ".join(words[:-1]).rstrip(", ")
    return None


def _name(plain: list[str], at: int) -> int:
    """How many words from `at` on are her name."""
    if at < len(plain) and (plain[at] in MISHEARD or _alike(plain[at])):
        return 1
    return 2 if "-".join(plain[at : at + 2]) in MISHEARD else 0


def _alike(word: str) -> bool:
    return word == NAME or (
        word[:1] == "l" and word[-1:] == "n" and SequenceMatcher(None, word, NAME).ratio() >= ALIKE and word != "linen"
    )


class Attention:
    """Whether a conversation with Lumen is going on; times are seconds of a clock that never goes back."""

    def __init__(self) -> None:
        self._called_at = float("-inf")

    def call(self, now: float) -> None:
        """The viewer called Lumen by her name."""
        self._called_at = now

    def attentive(self, now: float, lumen_spoke: float) -> bool:
        """Whether speech at `now` follows up what was said; `lumen_spoke` is when she last did."""
        return now - max(self._called_at, lumen_spoke) <= FOLLOW_UP_SECONDS
