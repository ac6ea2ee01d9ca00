"""Entries as they stand in a list, whose text is read when somebody asks what it says.

To find the entries of a list, and what in it is none, takes a fraction of reading all of them; who imports a list that
hardly changed reads those alone that are new to him.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from prism_media.catalogue.m3u.address import absolute, is_regular, split_pipe
from prism_media.catalogue.m3u.attributes import attribute_name, has_typographic_quotes, split_extinf
from prism_media.catalogue.m3u.entry import SPECIAL, EntryMaker, Pending
from prism_media.catalogue.m3u.headers import header_pairs
from prism_media.catalogue.m3u.model import FIELDS, NOTHING, Entry

INVISIBLE = " \t\x0b\x0c\0\ufeff\xa0\u200b\u2060"
"""What may stand around a line without being part of it."""
# Values that begin or end with a space may have lost a quote; no value nor the name has one inside.
_PLAIN = re.compile(r'-?\d++(?:\.\d++)?+((?: ++[A-Za-z_-]++="(?! )[^"]*+(?<![ =])")*+),([^"]++)')
_LONG = 4096
"""Characters. What is longer is not read by its quotes, whose texts are remembered."""
_WEB = ("http://", "https://")


class Unread(Entry):
    """An entry that can be used, whatever the rest of its lines says."""

    __slots__ = ("_text",)

    def __init__(self, line: int, text: tuple[str, str, str, EntryMaker]) -> None:
        """Take what stands behind `#EXTINF:`, the lines up to the address, and its line; all of whole lines."""
        self.line = line
        self._text = text

    def __getattr__(self, name: str) -> Any:
        """Called for what has no value yet."""
        if name not in FIELDS:
            raise AttributeError(name)
        self._read()
        return object.__getattribute__(self, name)

    def fingerprint(self, salt: str) -> int:
        """64 bits that are the same as long as the text is, and what its header gives to entries."""
        *text, make = self._text
        said = "\0".join((salt, make.given, *text))
        return int.from_bytes(blake2b(said.encode(errors="replace"), digest_size=8).digest(), signed=True)

    def _read(self) -> None:
        told, between, address, make = self._text
        attributes, self.name, plain = _regular(told) or _irregular(told)
        logo = attributes.get("tvg-logo", "")
        self.url, headers = (address, "") if is_regular(address) else _tidied(address)
        if not plain or between or headers or make.inherits or (logo and not logo.startswith(_WEB)):
            pending = Pending(self.line, attributes, self.name)
            for line in between.split("\n")[:-1]:
                pending.directive(line.strip(INVISIBLE))
            super().__init__(*make.values(self.line, self.url, pending, dict(header_pairs(headers))))
            return
        self.attributes = attributes
        self.group = attributes.get("group-title", "")
        self.logo = logo
        self.number = self.catchup = None
        self.radio = False
        self.headers = self.options = self.properties = NOTHING


def _regular(told: str) -> tuple[dict[str, str], str, bool] | None:
    """The attributes and the name of a line that is as it should be; `None` where it asks for a closer look.

    And whether no attribute says more than itself.
    """
    found = _PLAIN.fullmatch(told) if len(told) <= _LONG else None
    if found is None or _is_odd(told) or not (name := found[2].strip()):
        return None
    *parts, _ = found[1].split('"')
    names, plain = _names(tuple(parts[::2]))
    return dict(zip(names, parts[1::2])), name, plain  # noqa: B905  (of one length)


def _tidied(line: str) -> tuple[str, str]:
    """An address as it is asked for, and what stands behind its `|`."""
    address, headers = split_pipe(line.strip(INVISIBLE))
    return absolute(address, None)[0], headers


def _irregular(told: str) -> tuple[dict[str, str], str, bool]:
    return *split_extinf(told.rstrip(INVISIBLE)), False


@lru_cache(maxsize=1000)
def _names(keys: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
    """The attributes that a line's keys are, as they are written before each value: ` tvg-id=`."""
    names = tuple(attribute_name(key.strip(" =")) for key in keys)
    return names, SPECIAL.isdisjoint(names)


def _is_odd(line: str) -> bool:
    """Whether a line has what may mean something else than it seems."""
    escaped = "&" in line and ";" in line
    return escaped or "='" in line or not line.isprintable() or has_typographic_quotes(line)
