"""A forgiving, streaming parser for extended M3U playlists.

A directive before or after `#EXTINF` belongs to the next address; a line that cannot be used is reported and never
takes its neighbours with it. One pass, memory for one entry, linear time.

Dialects: VLC (`#EXTVLCOPT`), Kodi (`#KODIPROP`, `|Header=value` after the address), `#EXTHTTP`, `#EXTGRP`, and the
catch-up attributes of Kodi's IPTV Simple client.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from prism_media.catalogue.m3u.address import absolute, is_plausible, name_from, usable_logo
from prism_media.catalogue.m3u.attributes import (
    canonical_header,
    clean,
    header_attributes,
    header_value,
    known_header,
    parse_header_json,
    parse_header_pairs,
    split_extinf,
)
from prism_media.catalogue.m3u.lines import LINE_LIMIT, numbered_lines
from prism_media.catalogue.m3u.model import Catchup, Entry, Header, Item, Skipped
from prism_media.catalogue.m3u.sniff import NotAPlaylist, refuse_other_formats

__all__ = ["NotAPlaylist", "parse"]


def parse(chunks: Iterable[bytes], base_url: str | None = None, charset: str | None = None) -> Iterator[Item]:
    """Yield what a playlist says, in order: a `Header` where there is one, `Entry` and `Skipped`.

    Args:
        chunks: the file's bytes, cut anywhere; gzip is undone.
        base_url: the playlist's own address; relative addresses are resolved against it.
        charset: what the Content-Type said, used for lines that are not UTF-8.

    Raises:
        NotAPlaylist: the bytes are empty, a web page, a guide or one channel's HLS manifest.
    """
    reader = _Reader(base_url)
    seen_text = False
    for number, text in numbered_lines(chunks, charset):
        if text is None:
            yield Skipped(number, f"the line is longer than {LINE_LIMIT >> 20} MiB")
            continue
        line = text.strip(" \t\x0b\x0c\0\ufeff")
        if not line:
            continue
        refuse_other_formats(line, first=not seen_text)
        seen_text = True
        yield from reader.read(number, line)
    if not seen_text:
        raise NotAPlaylist("the playlist is empty")
    yield from reader.finish()


@dataclass(slots=True)
class _Pending:
    """What was said so far about the next address."""

    extinf_line: int | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    name: str = ""
    group: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)
    properties: dict[str, str] = field(default_factory=dict)


class _Reader:
    """Keeps the state between lines: the header's defaults and the pending entry."""

    def __init__(self, base_url: str | None) -> None:
        self._base_url = base_url
        self._defaults: dict[str, str] = {}
        self._pending = _Pending()

    def read(self, number: int, line: str) -> Iterator[Item]:
        if not line.startswith("#"):
            yield from self._address(number, line)
            return
        tag, colon, rest = line.partition(":")
        tag = tag.upper()
        if tag.startswith("#EXTM3U"):
            self._defaults = header_attributes(line[len("#EXTM3U") :])
            yield Header(self._defaults, self._guide_urls())
        elif tag == "#EXTINF":
            yield from self._extinf(number, rest)
        elif colon:
            self._directive(tag, rest)

    def finish(self) -> Iterator[Item]:
        """Report an entry whose address never came."""
        if self._pending.extinf_line is not None:
            yield Skipped(self._pending.extinf_line, f"no address follows {self._pending.name!r}")

    def _guide_urls(self) -> tuple[str, ...]:
        written = self._defaults.get("url-tvg", "") + "," + self._defaults.get("x-tvg-url", "")
        urls = (part.strip() for part in written.split(","))
        return tuple(dict.fromkeys(url for url in urls if urlsplit_scheme(url) in {"http", "https"}))

    def _extinf(self, number: int, text: str) -> Iterator[Item]:
        yield from self.finish()
        if self._pending.extinf_line is not None:
            self._pending = _Pending()
        attributes, name = split_extinf(text)
        self._pending.extinf_line = number
        self._pending.attributes = attributes
        self._pending.name = name

    def _directive(self, tag: str, rest: str) -> None:
        pending = self._pending
        if tag == "#EXTGRP":
            pending.group = clean(rest)
        elif tag == "#EXTVLCOPT":
            self._vlc_option(rest)
        elif tag == "#KODIPROP":
            key, _, value = rest.partition("=")
            key = key.strip().lower()
            pending.properties[key] = value.strip()
            if key.endswith((".stream_headers", ".manifest_headers")):
                pending.headers.update(parse_header_pairs(value))
        elif tag == "#EXTHTTP":
            pending.headers.update(parse_header_json(rest))

    def _vlc_option(self, text: str) -> None:
        key, _, value = text.partition("=")
        key, value = key.strip().lower(), value.strip().strip('"')
        if header := known_header(key):
            self._pending.headers[header] = header_value(value)
        elif key == "http-header" and "=" in value:
            name, _, content = value.partition("=")
            if header := canonical_header(name):
                self._pending.headers[header] = header_value(content)
        elif key:
            self._pending.options[key] = value

    def _address(self, number: int, line: str) -> Iterator[Item]:
        waiting = self._pending.extinf_line is not None
        address, headers = _split_pipe(line)
        if not is_plausible(address, expected=waiting):
            yield Skipped(number, "neither a directive nor an address")
            return
        pending, self._pending = self._pending, _Pending()
        url, problem = absolute(address, self._base_url)
        if problem:
            yield Skipped(number, problem)
            return
        yield self._entry(number, url, pending, headers)

    def _entry(self, number: int, url: str, pending: _Pending, pipe_headers: dict[str, str]) -> Entry:
        attributes = pending.attributes
        if "tvg-shift" in self._defaults:
            attributes.setdefault("tvg-shift", self._defaults["tvg-shift"])
        written = {known_header(name): header_value(value) for name, value in attributes.items() if value}
        from_attributes = {name: value for name, value in written.items() if name}
        return Entry(
            line=number,
            name=pending.name or attributes.get("tvg-name", "") or name_from(url),
            url=url,
            attributes=attributes,
            group=attributes.get("group-title", "") or pending.group,
            logo=self._logo(attributes.get("tvg-logo", "") or attributes.get("logo", "")),
            number=_whole(attributes, "tvg-chno", "channel-number", "ch-number"),
            radio=attributes.get("radio", "").lower() in {"true", "1", "yes"},
            headers={**from_attributes, **pending.headers, **pipe_headers},
            options=pending.options,
            properties=pending.properties,
            catchup=_catchup(attributes, self._defaults),
        )

    def _logo(self, written: str) -> str:
        if written and self._base_url and not urlsplit_scheme(written):
            written = urljoin(self._base_url, written)
        return usable_logo(written)


def urlsplit_scheme(url: str) -> str:
    """The scheme in lower case, empty for what is no URL."""
    try:
        return urlsplit(url).scheme.lower()
    except ValueError:
        return ""


def _split_pipe(line: str) -> tuple[str, dict[str, str]]:
    """Take `|Header=value&Other=value` off an address."""
    address, pipe, rest = line.partition("|")
    if not pipe or "=" not in rest:
        return line, {}
    return address.strip(), dict(parse_header_pairs(rest))


def _whole(attributes: dict[str, str], *names: str) -> int | None:
    for name in names:
        value = attributes.get(name, "")
        if value.isascii() and value.isdigit() and len(value) < 10:
            return int(value)
    return None


def _decimal(value: str) -> float | None:
    try:
        number = float(value)
    except ValueError:
        return None
    return number if abs(number) < 1e6 else None


def _catchup(own: dict[str, str], defaults: dict[str, str]) -> Catchup | None:
    """Catch-up as the entry says it, or else the header; days also come from `tvg-rec` and `timeshift`."""

    def said(*names: str) -> str:
        return next((place[name] for place in (own, defaults) for name in names if place.get(name)), "")

    kind, days = said("catchup", "catchup-type"), said("catchup-days", "tvg-rec", "timeshift")
    source, correction = said("catchup-source"), said("catchup-correction")
    if not (kind or days or source):
        return None
    return Catchup(kind.lower(), _decimal(days), source, _decimal(correction))
