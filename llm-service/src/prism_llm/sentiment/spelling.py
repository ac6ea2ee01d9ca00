"""Words as the lexicons have them, and patterns of them."""

import unicodedata
from collections.abc import Sequence

_UMLAUT = "\u0308"
NEVER = "(?!)"
"""A pattern of nothing, where a language has no such words."""


def plain(word: str) -> str:
    """A word as the lexicons have it: small letters, no apostrophes, no accents but umlauts."""
    spread = unicodedata.normalize("NFD", word.casefold().replace("'", "").replace("’", ""))
    kept = (sign for sign in spread if unicodedata.category(sign) != "Mn" or sign == _UMLAUT)
    return unicodedata.normalize("NFC", "".join(kept))


def any_of(words: Sequence[str]) -> str:
    """A pattern of any of the words, `_` between words in a row and `*` for any ending; the longest first."""
    if not words:
        return NEVER
    longest = sorted(words, key=len, reverse=True)
    return rf"\b(?:{'|'.join(longest)})\b".replace("_", " ").replace("*", r"\w*")


def as_written(words: str) -> str:
    """The same of words as people write them, with accents or without."""
    spellings = dict.fromkeys(one for word in words.split() for one in (word.casefold(), plain(word)))
    return any_of(list(spellings)).replace(" ", r"[\s'’-]+")
