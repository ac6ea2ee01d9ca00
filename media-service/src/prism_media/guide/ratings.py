"""Ages from the rating systems that guides use."""

from __future__ import annotations

import re
from functools import lru_cache

OLDEST = 21

_NUMBER = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")
_ALIASES = (
    # Longest names first: "tv-y7" must not be read as "tv-y". MPAA (US cinema), VCHIP (US television), BBFC (UK).
    ("nc-17", 18), ("nc17", 18), ("tv-y7", 7), ("tvy7", 7), ("tv-ma", 17), ("tvma", 17), ("tv-14", 14), ("tv14", 14),
    ("tv-pg", 10), ("tvpg", 10), ("tv-y", 0), ("tvy", 0), ("tv-g", 0), ("tvg", 0), ("pg-13", 13), ("pg13", 13),
    ("r18", 18), ("x18", 18),
)  # fmt: skip
_WORDS = {
    "g": 0, "u": 0, "uc": 0, "e": 0, "all": 0, "tp": 0, "al": 0, "l": 0, "atp": 0, "apt": 0,
    "tout public": 0, "tous publics": 0, "tous": 0, "general": 0,
    "pg": 8, "gp": 8, "m": 15, "ma": 15, "t": 13, "r": 17, "x": 18, "xxx": 18, "adult": 18, "adults": 18,
}  # fmt: skip
_ADULTS_BY_LETTER = {"m": 17}
"""ESRB-like systems mean 17 by M, where Australia means 15."""


@lru_cache(maxsize=4096)
def age_of(value: str, system: str = "") -> int | None:
    """The youngest age that a rating allows; `None` for what says none, such as a number of stars.

    Systems agree enough to be read by their values: `FSK 16`, `PEGI 12`, `-12` (CSA), `12+`, `18`, `TV-MA`, `PG-13`.
    """
    said = " ".join(value.lower().split())
    if "/" in said or "star" in system.lower():
        return None
    for alias, age in _ALIASES:
        if said.startswith(alias):
            return age
    if said in _WORDS:
        return _ADULTS_BY_LETTER.get(said, _WORDS[said]) if "esrb" in system.lower() else _WORDS[said]
    number = _NUMBER.search(said)
    if number is None or int(number[1]) > OLDEST or len(said) > 20:
        return None
    return int(number[1])
