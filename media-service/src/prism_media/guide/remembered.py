"""Texts, times and ratings of a feed, decoded once: feeds repeat them thousands of times."""

from __future__ import annotations

import re
from html import unescape
from typing import TypeVar
from zoneinfo import ZoneInfo

from prism_media.guide.episodes import Numbers, best_of, episode_of
from prism_media.guide.ratings import age_of
from prism_media.guide.times import epoch_of

KEPT = 30_000
"""How many of each kind are kept decoded (about 3 MB)."""
_SHORT = 48
_ATTRIBUTE = re.compile(rb"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")

Written = tuple[bytes, bytes]
"""An element's attributes and text, as written."""

K = TypeVar("K")
V = TypeVar("V")


class _Remembered(dict[K, V]):
    def keep(self, key: K, value: V) -> V:
        """Remember `value`, forgetting all when there is too much."""
        if len(self) >= KEPT:
            self.clear()
        self[key] = value
        return value


class Texts(_Remembered[bytes, str]):
    """Short texts that come again: titles, names, categories."""

    def __missing__(self, written: bytes) -> str:
        text = decoded(written)
        return self.keep(written, text) if len(written) <= _SHORT else text


class Times(_Remembered[bytes, "int | None"]):
    """XMLTV's times as Unix seconds."""

    def __init__(self, zone: ZoneInfo | None) -> None:
        self._zone = zone

    def __missing__(self, written: bytes) -> int | None:
        return self.keep(written, epoch_of(written.decode("ascii", "replace"), self._zone))


class Attributes(_Remembered[bytes, dict[bytes, bytes]]):
    """Attributes of a tag by name."""

    def __missing__(self, written: bytes) -> dict[bytes, bytes]:
        found = {name: double or single for name, double, single in _ATTRIBUTE.findall(written)} if written else {}
        return found if len(written) > _SHORT else self.keep(written, found)


class EpisodeNumbers(_Remembered[Written, Numbers]):
    """Season and episode, by an `episode-num` as written."""

    def __init__(self, attributes: Attributes) -> None:
        self._attributes = attributes

    def __missing__(self, element: Written) -> Numbers:
        system, text = said(element, self._attributes)
        return self.keep(element, episode_of(text, system))

    def best(self, elements: list[Written]) -> Numbers:
        """What all the numbers of a programme say together."""
        if len(elements) == 1:
            return self[elements[0]]
        return best_of([said(element, self._attributes) for element in elements])


class Ages(_Remembered[Written, "int | None"]):
    """Ages, by a rating's attributes and value as written."""

    def __init__(self, attributes: Attributes) -> None:
        self._attributes = attributes

    def __missing__(self, element: Written) -> int | None:
        system, value = said(element, self._attributes)
        return self.keep(element, age_of(value, system))


def said(element: Written, attributes: Attributes) -> tuple[str, str]:
    """(system, text) of an element."""
    return decoded(attributes[element[0]].get(b"system", b"")), decoded(element[1])


def decoded(written: bytes) -> str:
    """Character data as text: the entities of XML and HTML undone, spaces collapsed."""
    try:
        text = written.decode()
    except UnicodeDecodeError:
        text = _mistaken(written)
    if "&" in text:
        return " ".join(unescape(text).split())
    # No space but the plain one is printable.
    if text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(text.split())


def _mistaken(written: bytes) -> str:
    """Text of a feed that is not in the encoding it says: where nothing in it is UTF-8, Windows' Western one."""
    text = written.decode("utf-8", "replace")
    # A text that was cut within a letter is UTF-8 all the same.
    return text if any("\x7f" < letter != "\ufffd" for letter in text) else written.decode("cp1252", "replace")
