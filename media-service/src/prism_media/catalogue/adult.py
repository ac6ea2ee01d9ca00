"""Which channels are for adults, by what their playlist says of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

# Whole words: "Adult Swim", "Essex" and "XXL" are for everyone.
_WORDS = frozenset(
    "xxx porn porno pornhub erotic erotik erotica erotique erotico erotika hustler playboy brazzers penthouse dorcel "
    "redlight bangbros nsfw hotgirls evilangel эротика эротический порно".split()
)
_PHRASES = ("18 +", "+ 18", "adults only", "for adults", "private tv", "reality kings", "evil angel", "hot girls")
_PHRASE_WORDS = frozenset({"18", "adults", "private", "kings", "angel", "girls"})
_GROUPS = re.compile(
    r"(?<!\w)(?:x{3}|18\s*\+|\+\s*18|porn\w*|erot\w*|nsfw|adults?(?! swim)|adultos?|adultes?|adulti|erwachsene\w*|"
    r"dorosł\w*|volwassenen|взросл\w*|эрот\w*|yetişkin\w*|成人)(?!\w)",
    re.IGNORECASE,
)
_SAYING_NO = frozenset({"", "0", "false", "no"})
_MARKS = frozenset({"parent-code", "censored", "adult", "is-adult", "tvg-adult"})


def is_adult(norm: str, groups: str, attributes: Mapping[str, str]) -> bool:
    """Whether a channel is for adults, by its normalised name, its groups and its attributes."""
    if not _MARKS.isdisjoint(attributes):
        return any(attributes.get(mark, "").lower() not in _SAYING_NO for mark in _MARKS)
    words = norm.split()
    if not _WORDS.isdisjoint(words):
        return True
    if not _PHRASE_WORDS.isdisjoint(words) and any(f" {phrase} " in f" {norm} " for phrase in _PHRASES):
        return True
    return _is_adult_group(groups)


@lru_cache(maxsize=4096)
def _is_adult_group(groups: str) -> bool:
    return _GROUPS.search(groups) is not None
