"""HTTP headers in the four dialects that playlists use, under the names that HTTP gives them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote

_SEPARATOR = re.compile(r"[|&][ \t]*(?=[A-Za-z!][A-Za-z0-9-]*=)")
ATTRIBUTE_HEADERS = {
    "user-agent": "User-Agent", "useragent": "User-Agent", "http-user-agent": "User-Agent", "ua": "User-Agent",
    "referer": "Referer", "referrer": "Referer", "http-referrer": "Referer", "http-referer": "Referer",
    "origin": "Origin", "http-origin": "Origin",
    "cookie": "Cookie", "http-cookie": "Cookie",
}  # fmt: skip
"""Attributes, in lower case, that are headers, and which."""
_NAME_LIMIT = 64
_TOKEN = re.compile(r"[a-z0-9][a-z0-9-]*")
_NEVER_SENT = frozenset({"host", "content-length", "transfer-encoding", "connection", "te", "upgrade", "range"})


def canonical_header(name: str) -> str | None:
    """The HTTP name of a header as playlists spell it, or `None` for one that is ours to set."""
    name = name.strip().lower().lstrip("!")
    return None if len(name) > _NAME_LIMIT or name in _NEVER_SENT else _capitalised(name)


@lru_cache(maxsize=1000)
def _capitalised(name: str) -> str | None:
    if not _TOKEN.fullmatch(name):
        return None
    return ATTRIBUTE_HEADERS.get(name) or "-".join(part.capitalize() for part in name.split("-"))


def known_header(name: str) -> str | None:
    """The HTTP name where `name` is one of the spellings of a header that attributes use, else `None`."""
    return ATTRIBUTE_HEADERS.get(name.strip().lower())


def header_pairs(text: str) -> Iterator[tuple[str, str]]:
    """Yield headers from `Name=value&Other=value` (also separated by `|`), quotes and %-escapes undone."""
    for part in _SEPARATOR.split(text.lstrip("|& ")):
        name, equals, value = part.partition("=")
        if equals and (header := canonical_header(name)):
            yield header, header_value(unquote(value.strip().strip("\"'")))


def header_json(text: str) -> dict[str, str] | None:
    """Headers of the JSON object of an `#EXTHTTP` line; `None` where it is not one."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict):
        return None
    said = ((canonical_header(str(name)), content) for name, content in value.items())
    plain = ((name, content) for name, content in said if isinstance(content, str | int | float))
    return {name: header_value(str(content)) for name, content in plain if name}


def header_value(text: str) -> str:
    """Keep a header on one line whatever %-escapes were in it."""
    return (text if text.isprintable() else "".join(letter for letter in text if letter.isprintable())).strip()
