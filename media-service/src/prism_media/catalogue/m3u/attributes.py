"""The parts of an `#EXTINF` line, and HTTP headers in the four dialects that playlists use."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

_ATTRIBUTE = re.compile(r"""([A-Za-z0-9_:.-]{1,64})[ \t]*=[ \t]*(?:"([^"]*)"|'([^']*)'|([^\s,]*))""")
_DURATION = re.compile(r"\s*(-?\d+(?:\.\d+)?)?")
_STARTS_WITH_ATTRIBUTE = re.compile(r"""\s*[A-Za-z0-9_:.-]{1,64}=["']""")
_HEADER_SEPARATOR = re.compile(r"[|&](?=[A-Za-z][A-Za-z0-9-]*=)")

_HEADER_NAMES = {
    "user-agent": "User-Agent", "useragent": "User-Agent", "http-user-agent": "User-Agent",
    "referer": "Referer", "referrer": "Referer", "http-referrer": "Referer", "http-referer": "Referer",
    "origin": "Origin", "http-origin": "Origin",
    "cookie": "Cookie", "http-cookie": "Cookie",
}  # fmt: skip
_NEVER_SENT = frozenset({"host", "content-length", "transfer-encoding", "connection", "te", "upgrade", "range"})


def split_extinf(text: str) -> tuple[dict[str, str], str]:
    """Split what follows `#EXTINF:` into attributes (names in lower case) and the channel's name.

    The name starts at the first comma that is not inside a quoted value. A quote opens only right after `=`, so
    quotes and apostrophes in names are text. Runs in linear time on any input.
    """
    position = _skip_duration(text, 0)
    attributes: dict[str, str] = {}
    loose: list[str] = []
    end = len(text)
    while position < end:
        letter = text[position]
        if letter == ",":
            if not attributes and _STARTS_WITH_ATTRIBUTE.match(text, position + 1):
                position += 1  # seen in the wild: `#EXTINF:-1,tvg-id="a",Name`
                continue
            return attributes, clean(text[position + 1 :])
        if letter.isspace():
            position += 1
        elif found := _ATTRIBUTE.match(text, position):
            attributes[found[1].lower()] = clean(found[2] or found[3] or found[4] or "")
            position = found.end()
        else:
            stop = _end_of_word(text, position)
            loose.append(text[position:stop])
            position = stop
    return attributes, clean(" ".join(loose))


def _skip_duration(text: str, position: int) -> int:
    found = _DURATION.match(text, position)
    return found.end() if found else position


def _end_of_word(text: str, position: int) -> int:
    stop = position + 1
    while stop < len(text) and text[stop] != "," and not text[stop].isspace():
        stop += 1
    return stop


def clean(text: str) -> str:
    """Trim, undo HTML entities and drop control characters."""
    text = unescape(text) if "&" in text else text
    text = text.strip()
    return text if text.isprintable() else "".join(map(_printable, text)).strip()


def _printable(letter: str) -> str:
    if letter.isprintable() or letter == "\u200d":  # the joiner holds emoji together
        return letter
    return " " if letter.isspace() else ""


def header_attributes(text: str) -> dict[str, str]:
    """Attributes of the `#EXTM3U` line, names in lower case."""
    return {found[1].lower(): clean(found[2] or found[3] or found[4] or "") for found in _ATTRIBUTE.finditer(text)}


def canonical_header(name: str) -> str | None:
    """The HTTP name of a header as playlists spell it, or `None` for one that is ours to set."""
    name = name.strip().lower().lstrip("!")
    if name in _NEVER_SENT or not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,63}", name):
        return None
    return _HEADER_NAMES.get(name) or "-".join(part.capitalize() for part in name.split("-"))


def known_header(name: str) -> str | None:
    """The HTTP name where `name` is one of the spellings of a header that attributes use, else `None`."""
    return _HEADER_NAMES.get(name.strip().lower())


def parse_header_pairs(text: str) -> Iterator[tuple[str, str]]:
    """Yield headers from `Name=value&Other=value` (also separated by `|`), quotes and %-escapes undone."""
    for part in _HEADER_SEPARATOR.split(text.lstrip("|&")):
        name, equals, value = part.partition("=")
        if equals and (header := canonical_header(name)):
            yield header, header_value(unquote(value.strip().strip("\"'")))


def parse_header_json(text: str) -> Iterator[tuple[str, str]]:
    """Yield headers from the JSON object of an `#EXTHTTP` line; nothing where it is not one."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return
    if isinstance(value, dict):
        for name, content in value.items():
            if isinstance(content, str | int | float) and (header := canonical_header(str(name))):
                yield header, header_value(str(content))


def header_value(text: str) -> str:
    """Keep a header on one line whatever %-escapes were in it."""
    return "".join(letter for letter in text if letter.isprintable()).strip()
