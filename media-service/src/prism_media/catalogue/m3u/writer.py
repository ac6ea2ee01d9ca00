"""Writes playlists that every player reads, and that `parse` reads back as they were."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from html import unescape

from prism_media.catalogue.m3u.headers import ATTRIBUTE_HEADERS
from prism_media.catalogue.m3u.model import Entry

_VLC_HEADERS = {
    "User-Agent": "http-user-agent", "Referer": "http-referrer", "Origin": "http-origin", "Cookie": "http-cookie",
}  # fmt: skip


def playlist_lines(entries: Iterable[Entry], header: Mapping[str, str] | None = None) -> Iterator[str]:
    """Yield the text of a playlist in pieces that end with a line feed; `header` are attributes of `#EXTM3U`."""
    yield f"#EXTM3U{_attributes(header or {})}\n"
    for entry in entries:
        yield entry_lines(entry)


def entry_lines(entry: Entry) -> str:
    """The lines of one channel."""
    lines = [f"#EXTINF:-1{_attributes(_said(entry))},{_name(entry.name)}"]
    lines += [f"#KODIPROP:{_text(key)}={_text(value)}" for key, value in entry.properties.items()]
    lines += [f"#EXTVLCOPT:{_text(key)}={_text(value)}" for key, value in entry.options.items()]
    lines += _headers(entry.headers)
    return "\n".join([*lines, _text(entry.url), ""])


def _said(entry: Entry) -> dict[str, str]:
    """What the attributes said, with what was told elsewhere; headers get lines of their own."""
    said = {name: value for name, value in entry.attributes.items() if name not in ATTRIBUTE_HEADERS}
    told: dict[str, str] = {"tvg-logo": entry.logo, "group-title": entry.group}
    if entry.number is not None:
        told["tvg-chno"] = str(entry.number)
    if entry.radio:
        told["radio"] = "true"
    if catchup := entry.catchup:
        told |= {"catchup": catchup.kind, "catchup-source": catchup.source}
        told["catchup-days"] = "" if catchup.days is None else f"{catchup.days:g}"
        told["catchup-correction"] = "" if catchup.correction is None else f"{catchup.correction:g}"
    return said | {name: value for name, value in told.items() if value}


def _headers(headers: Mapping[str, str]) -> list[str]:
    lines = [f"#EXTVLCOPT:{key}={headers[name]}" for name, key in _VLC_HEADERS.items() if name in headers]
    others = {name: value for name, value in headers.items() if name not in _VLC_HEADERS}
    return [*lines, f"#EXTHTTP:{json.dumps(others)}"] if others else lines


def _attributes(attributes: Mapping[str, str]) -> str:
    # No player knows an escape for a quote inside a quoted value.
    return "".join(f' {name}="{_escaped(value).replace(chr(34), chr(39))}"' for name, value in attributes.items())


def _name(name: str) -> str:
    return _escaped(name)


def _escaped(text: str) -> str:
    """One line, without what a reader would take for an entity."""
    text = _text(text)
    return text.replace("&", "&amp;") if unescape(text) != text else text


def _text(text: str) -> str:
    return " ".join(text.splitlines()).strip()
