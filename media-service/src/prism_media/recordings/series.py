"""When two broadcasts are the same episode: what a rule for a series records once, although it is shown often."""

from __future__ import annotations

import re
import unicodedata
from typing import Protocol

_NEW = re.compile(r"^\s*(?:new|neu|nouveau)\s*[:\-–]\s*|\s*[(\[]\s*(?:new|neu|n)\s*[)\]]\s*$|\s*ᴺᵉʷ\s*$", re.I)
_NUMBERED = re.compile(r"\s*[-–:,(]?\s*(?:s\d{1,3}\s*e\d{1,4}|\d{1,2}x\d{1,3})\)?\s*$", re.I)
_WORD = re.compile(r"\w+")

_TOGETHER_SECONDS = 5 * 60
"""How far clocks of two guides may lie apart for one and the same broadcast."""
_PLUS_ONE_SECONDS = 3600


class Episode(Protocol):
    """What a broadcast and a recording have in common."""

    @property
    def channel_id(self) -> str:
        """Where it is shown."""

    @property
    def title(self) -> str:
        """The series'."""

    @property
    def subtitle(self) -> str:
        """The episode's, empty where none is known."""

    @property
    def season(self) -> int | None:
        """From 1."""

    @property
    def episode(self) -> int | None:
        """From 1."""

    @property
    def start(self) -> int:
        """Unix seconds; a recording's includes its lead."""


def title_key(title: str) -> str:
    """A title as rules match it: without case, accents, punctuation, marks of novelty or an episode's number."""
    bare = _NUMBERED.sub("", _NEW.sub("", title)) or title
    folded = unicodedata.normalize("NFKD", bare).casefold()
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return " ".join(_WORD.findall(plain.replace("&", " and ").replace("'", "").replace("’", "")))


def same_episode(one: Episode, other: Episode, *, slack_seconds: int = 0) -> bool:
    """Whether two broadcasts show the same: by number, by the episode's title, else by when they are on.

    `slack_seconds` is by how much their starts may differ besides, such as the lead of a recording.
    """
    if title_key(one.title) != title_key(other.title):
        return False
    if one.episode is not None and other.episode is not None:
        return (one.season, one.episode) == (other.season, other.episode)
    if one.subtitle and other.subtitle:
        return title_key(one.subtitle) == title_key(other.subtitle)
    apart = abs(one.start - other.start)
    near = _TOGETHER_SECONDS + slack_seconds
    if one.channel_id == other.channel_id:
        return apart <= near
    return apart <= near or abs(apart - _PLUS_ONE_SECONDS) <= near
