"""Seasons and episodes as guides write them: https://wiki.xmltv.org/index.php/XMLTVFormat."""

from __future__ import annotations

import re
from functools import lru_cache

Numbers = tuple[int | None, int | None]
"""(season, episode), from 1."""

_ONSCREEN = re.compile(
    r"S(?:eason|taffel|aison)?\s*\.?\s*(\d{1,4})\W*E(?:p|pisode|pisodio)?\s*\.?\s*(\d{1,5})", re.IGNORECASE
)
_CROSS = re.compile(r"(?<!\d)(\d{1,2})\s*x\s*(\d{1,3})(?!\d)")
_EPISODE = re.compile(
    r"(?:E(?:p|pisode|pisodio)?|Folge|Odc|Nr|#)?\.?\s*(\d{1,5})(?:\s*(?:/|of)\s*\d+)?\s*$", re.IGNORECASE
)
_NS_PART = re.compile(r"\s*(\d+)")
_PROGID = re.compile(r"^EP\d{6,8}\.?(\d{4})$")


@lru_cache(maxsize=16384)
def episode_of(text: str, system: str) -> Numbers:
    """What one `episode-num` says; `(None, None)` where it says nothing.

    `xmltv_ns` counts from 0 ("1.4.0/1" is season 2, episode 5); `dd_progid` ends in an episode's number over all
    seasons, 0000 where there is none; anything else is text for the screen ("S02E05", "2x05", "Ep. 12").
    """
    if system == "xmltv_ns":
        season, _, rest = text.partition(".")
        return _from_zero(season), _from_zero(rest.partition(".")[0])
    if system == "dd_progid":
        found = _PROGID.match(text)
        return None, (int(found[1]) or None) if found else None
    if both := _ONSCREEN.search(text) or _CROSS.search(text):
        return int(both[1]) or None, int(both[2]) or None
    alone = _EPISODE.match(text)
    return None, (int(alone[1]) or None) if alone else None


def _from_zero(part: str) -> int | None:
    number = _NS_PART.match(part)
    return int(number[1]) + 1 if number and len(number[1]) < 6 else None


RELIABLE = ("xmltv_ns", "onscreen", "", "dd_progid")
"""Systems from the one that says most."""


def best_of(said: list[tuple[str, str]]) -> Numbers:
    """Season and episode from all the (system, text) of a programme, the more telling system first."""
    ordered = sorted(said, key=lambda pair: RELIABLE.index(pair[0]) if pair[0] in RELIABLE else len(RELIABLE))
    season = episode = None
    for system, text in ordered:
        one, other = episode_of(text, system)
        if season is None and one is not None:
            season, episode = one, other
        elif episode is None:
            episode = other
    return season, episode
