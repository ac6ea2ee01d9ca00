"""Makes an entry from everything that the lines before an address said about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from prism_media.catalogue.m3u.address import joined, name_from, usable_logo
from prism_media.catalogue.m3u.attributes import ALIASES, clean
from prism_media.catalogue.m3u.headers import (
    ATTRIBUTE_HEADERS,
    canonical_header,
    header_json,
    header_pairs,
    header_value,
    known_header,
)
from prism_media.catalogue.m3u.model import NOTHING, Catchup, Entry

_NUMBERS = ("tvg-chno", "channel-number", "ch-number")
_NUMBERED = frozenset(_NUMBERS)
_KINDS = ("catchup", "catchup-type")
_DAYS = ("catchup-days", "tvg-rec", "timeshift")
_REST = ("catchup-source", "catchup-correction")
_CATCHUP = frozenset({*_KINDS, *_DAYS, *_REST})
_NO_CATCHUP = frozenset({"0", "false", "no", "none", "off", "disabled"})
SPECIAL = frozenset({*_NUMBERS, *_CATCHUP, *ATTRIBUTE_HEADERS, *ALIASES, "radio", "logo"})
"""Attributes that say more than themselves; an entry without them is what it looks like."""


@dataclass(slots=True)
class Pending:
    """What was said so far about the next address; false while it is nothing."""

    extinf_line: int | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    name: str = ""
    group: str = ""
    logo: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)
    properties: dict[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        said = self.name or self.group or self.logo or self.headers or self.options or self.properties
        return self.extinf_line is not None or bool(said)

    def directive(self, line: str) -> str:
        """Note what a line other than `#EXTINF` says; comments say nothing. Gives why it cannot be used, or nothing."""
        # PostgreSQL keeps no text that has a zero character.
        tag, colon, rest = line.replace("\0", "").partition(":")
        tag = tag.upper()
        if not colon:
            return ""
        if tag == "#EXTGRP":
            self.group = clean(rest)
        elif tag == "#EXTIMG":
            self.logo = clean(rest)
        elif tag == "#EXTVLCOPT":
            self._vlc_option(rest)
        elif tag == "#KODIPROP":
            self._kodi_property(rest)
        elif tag == "#EXTHTTP":
            if (headers := header_json(rest)) is None:
                return "the headers of #EXTHTTP are no JSON object"
            self.headers.update(headers)
        return ""

    def _vlc_option(self, text: str) -> None:
        key, _, value = text.partition("=")
        key, value = key.strip().lower().lstrip(":-"), value.strip().strip('"')
        if header := known_header(key):
            self.headers[header] = header_value(value)
        elif key in {"http-header", "http-headers"}:
            separator = "=" if "=" in value.partition(":")[0] else ":"
            name, _, content = value.partition(separator)
            if content and (header := canonical_header(name)):
                self.headers[header] = header_value(content)
        elif key:
            self.options[key] = value

    def _kodi_property(self, text: str) -> None:
        key, _, value = text.partition("=")
        key = key.strip().lower()
        self.properties[key] = value.strip()
        if key.endswith(("stream_headers", "manifest_headers", "common_headers")):
            self.headers.update(header_pairs(value))


class EntryMaker:
    """Knows the header's defaults and the playlist's own address. Never changed: unread entries share it."""

    def __init__(self, base_url: str | None, defaults: Mapping[str, str] = NOTHING) -> None:
        self._base_url = base_url
        self._defaults = defaults
        given = {name: value for name, value in defaults.items() if name in _CATCHUP or name == "tvg-shift"}
        self.inherits = bool(given)
        """Whether entries take anything from the header."""
        self._inherited = self._catchup(NOTHING)
        # What logos are resolved against: the rest may be a token, another one each day.
        self.given = f"{(base_url or '').partition('?')[0]} {sorted(given.items())}"
        """All that an entry says besides what its own lines do."""

    def guide_urls(self) -> tuple[str, ...]:
        """The guides that the header points to."""
        written = ",".join(self._defaults.get(name, "") for name in ("url-tvg", "x-tvg-url", "tvg-url"))
        urls = (part.strip() for part in written.replace(";http", ",http").split(","))
        return tuple(dict.fromkeys(url for url in urls if _scheme(url) in {"http", "https"}))

    def entry(self, number: int, url: str, pending: Pending, pipe_headers: Mapping[str, str]) -> Entry:
        """The entry whose address is on line `number`."""
        return Entry(*self.values(number, url, pending, pipe_headers))

    def values(self, number: int, url: str, pending: Pending, pipe_headers: Mapping[str, str]) -> tuple[Any, ...]:
        """What that entry says, in the order of `FIELDS`."""
        attributes = pending.attributes
        if "tvg-shift" in self._defaults:
            attributes.setdefault("tvg-shift", self._defaults["tvg-shift"])
        return (
            number,
            pending.name or attributes.get("tvg-name", "") or name_from(url),
            url,
            attributes,
            attributes.get("group-title", "") or pending.group,
            self._logo(attributes.get("tvg-logo", "") or attributes.get("logo", "") or pending.logo),
            None if _NUMBERED.isdisjoint(attributes) else _whole(attributes),
            attributes.get("radio", "").lower() in {"true", "1", "yes"},
            {**_headers(attributes), **pending.headers, **pipe_headers},
            pending.options,
            pending.properties,
            self._inherited if _CATCHUP.isdisjoint(attributes) else self._catchup(attributes),
        )

    def _catchup(self, own: Mapping[str, str]) -> Catchup | None:
        """Catch-up as the entry says it, or else the header; days also come from `tvg-rec` and `timeshift`."""
        places = (own, self._defaults)
        kind, days = _first(_KINDS, places).lower(), _decimal(_first(_DAYS, places))
        source, correction = (_first((name,), places) for name in _REST)
        # Panels write `tvg-rec="0"` and `timeshift="0"` on every channel that keeps no archive.
        if kind in _NO_CATCHUP or not (kind or days or source) or (days is not None and days <= 0 and not source):
            return None
        return Catchup("" if kind in {"1", "true", "yes"} else kind, days, source, _decimal(correction))

    def _logo(self, written: str) -> str:
        if written and self._base_url and not _scheme(written):
            written = joined(self._base_url, written)
        return usable_logo(written)


def _scheme(url: str) -> str:
    try:
        return urlsplit(url).scheme.lower()
    except ValueError:
        return ""


def _first(names: Iterable[str], places: Iterable[Mapping[str, str]]) -> str:
    """What the first place says that says any of these."""
    for place in places:
        for name in names:
            if value := place.get(name):
                return value
    return ""


def _headers(attributes: Mapping[str, str]) -> Mapping[str, str]:
    if ATTRIBUTE_HEADERS.keys().isdisjoint(attributes):
        return NOTHING
    said = ((ATTRIBUTE_HEADERS.get(name), value) for name, value in attributes.items())
    return {header: header_value(value) for header, value in said if header and value}


def _whole(attributes: Mapping[str, str]) -> int | None:
    for name in _NUMBERS:
        value = attributes.get(name, "")
        if value.isascii() and value.isdigit() and len(value) < 10:
            return int(value)
    return None


def _decimal(value: str) -> float | None:
    if not value:
        return None
    try:
        number = float(value)
    except ValueError:
        return None
    return number if abs(number) < 1e6 else None
