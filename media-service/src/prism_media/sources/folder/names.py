"""What a file's name and folders say: a film with its year, or an episode with series, season and number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

_EPISODE = re.compile(
    r"(?:^|[ ._\-\[(])(?:s(?P<s1>\d{1,4})[ ._-]*e(?P<e1>\d{1,4})|(?P<s2>\d{1,2})x(?P<e2>\d{1,3})(?!\d))", re.IGNORECASE
)
_BARE_EPISODE = re.compile(r"(?:^|[ ._-])(?:e|ep|episode|folge|odc(?:inek)?)[ ._-]*(\d{1,4})(?!\d)", re.IGNORECASE)
_LEADING = re.compile(r"^(\d{1,3})(?:\s*[-._ ]\s*|$)")
_SEASON = re.compile(r"^(?:season|series|staffel|saison|sezon|temporada|s)[ ._-]*(\d{1,4})$", re.IGNORECASE)
_SPECIALS = frozenset({"special", "specials", "extras", "season 0", "season 00"})
_YEAR = re.compile(r"[(\[. _]((?:19|20)\d\d)(?=[)\]. _]|$)")
_RELEASE = re.compile(
    r"[ ._\-\[(](?:2160p|1080[pi]|720p|576p|480p|4k|uhd|hdr\d*|x26[45]|h\.?26[45]|hevc|av1|web[ ._-]?(?:dl|rip)?|"
    r"blu-?ray|b[dr]rip|dvd(?:rip|scr)?|hdtv|hdrip|remux|proper|repack|extended|unrated|multi|aac|ac3|dts)"
    r"(?=[ ._\-\])]|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Named:
    """A title as it is shown; `series` is empty for a film."""

    title: str
    year: int | None = None
    series: str = ""
    season: int | None = None
    episode: int | None = None


def named(path: PurePosixPath) -> Named:
    """Read the path of a video below its source's folder."""
    stem, folders = path.stem, list(path.parts[:-1])
    season = _season_of(folders)
    if found := _EPISODE.search(stem):
        numbers = int(found["s1"] or found["s2"]), int(found["e1"] or found["e2"])
        series = _series_of(folders) or _spaced(stem[: found.start()])
        return _episode(stem[found.end() :], series or "Unnamed series", *numbers)
    if season is not None and (series := _series_of(folders)):
        found = _BARE_EPISODE.search(stem) or _LEADING.match(stem)
        rest = stem[found.end() :] if found else stem
        return _episode(rest, series, season, int(found[1]) if found else None)
    return _film(stem)


def _film(stem: str) -> Named:
    # The last year: `2001: A Space Odyssey (1968)`; one at the very start is the title.
    years = [found for found in _YEAR.finditer(stem) if found.start() > 0]
    release = _RELEASE.search(stem)
    end = min([len(stem), *([release.start()] if release else [])])
    year = years[-1] if years else None
    if year:
        end = min(end, year.start())
    return Named(_spaced(stem[:end]) or _spaced(stem), int(year[1]) if year else None)


def _episode(rest: str, series: str, season: int, episode: int | None) -> Named:
    # The second number of a double episode, `S01E01E02` or `S01E01-E02`, is no title.
    rest = re.sub(r"^(?:[-_ .]?e\d{1,4})+", "", rest, flags=re.IGNORECASE)
    release = _RELEASE.search(rest)
    title = _spaced(rest[: release.start()] if release else rest)
    name = _film(series)
    return Named(title, name.year, name.title, season, episode)


def is_of_season(folder: PurePosixPath) -> bool:
    """Whether a folder is that of one season of a series."""
    return _season_of(list(folder.parts)) is not None


def _season_of(folders: list[str]) -> int | None:
    if not folders:
        return None
    last = folders[-1].strip()
    if last.lower() in _SPECIALS:
        return 0
    found = _SEASON.match(last)
    return int(found[1]) if found else None


def _series_of(folders: list[str]) -> str:
    """The folder of the series: the last one that is no season's."""
    rest = folders[:-1] if _season_of(folders) is not None else folders
    return _spaced(rest[-1]) if rest else ""


def _spaced(text: str) -> str:
    """Dots and underscores as spaces, where they stand for them."""
    text = text.replace("_", " ")
    if " " not in text.strip():
        text = text.replace(".", " ")
    return " ".join(text.split()).strip(" -[](),.")
