"""What an entry of a playlist is: television, radio, a film or an episode, by its address and name."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Kind = Literal["tv", "radio", "movie", "episode"]

_AUDIO_ENDINGS = (".mp3", ".aac", ".ogg", ".opus", ".flac", ".m4a")
# The addresses of Xtream Codes; a file's ending tells nothing, since channels of one film in a loop are files too.
_LIBRARY = re.compile(r"^https?://[^/]+/(movie|series)/[^/]+/[^/]+/\d+\.\w+$")
_EPISODE = re.compile(r"^(.+?)[\s._-]*\b[Ss](\d{1,3})[\s._-]*[Ee](\d{1,4})\b[\s._-]*(.*)$")
_YEAR = re.compile(r"[(\[]((?:19|20)\d\d)[)\]]|[-–|]\s*((?:19|20)\d\d)\s*$")


class Episode(NamedTuple):
    """What the name of an episode tells."""

    series: str
    season: int
    number: int


def kind_of(url: str, *, radio: bool) -> Kind:
    """What the entry at `url` is; `radio` is what its playlist says."""
    if radio:
        return "radio"
    path = url.partition("?")[0]
    if path.lower().endswith(_AUDIO_ENDINGS):
        return "radio"
    if "/movie/" in path or "/series/" in path:
        found = _LIBRARY.match(path)
        if found:
            return "movie" if found[1] == "movie" else "episode"
    return "tv"


def episode_of(name: str) -> Episode | None:
    """`The Bridge S01 E02` in parts."""
    found = _EPISODE.match(name)
    return Episode(found[1].strip(" -._|"), int(found[2]), int(found[3])) if found else None


def year_of(name: str) -> int | None:
    """The year in the name of a film, `Metropolis (1927)`."""
    found = _YEAR.search(name)
    return int(found[1] or found[2]) if found else None
