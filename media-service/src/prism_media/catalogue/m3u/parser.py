"""A forgiving, streaming parser for extended M3U playlists.

A directive before or after `#EXTINF` belongs to the next address; a line that cannot be used is reported and never
takes its neighbours with it. One pass, memory for one block of text, linear time.

Most entries of most playlists look alike and are read a block at a time (`shapes.py`); what is left of those, an entry
at a time by one expression for all regular ones; what that leaves, line by line. Dialects: VLC (`#EXTVLCOPT`), Kodi
(`#KODIPROP`, `|Header=value` after the address), `#EXTHTTP`, `#EXTGRP`, the catch-up attributes of Kodi's IPTV Simple
client, and plain lists of `Name,address`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from prism_media.catalogue.m3u.address import absolute, is_plausible, is_regular, split_titled
from prism_media.catalogue.m3u.attributes import (
    attribute_name,
    clean,
    has_typographic_quotes,
    header_attributes,
    split_extinf,
)
from prism_media.catalogue.m3u.entry import SPECIAL, EntryMaker, Pending
from prism_media.catalogue.m3u.garbage import uncollected
from prism_media.catalogue.m3u.headers import header_pairs
from prism_media.catalogue.m3u.lines import LINE_LIMIT, TOO_LONG, text_blocks
from prism_media.catalogue.m3u.model import Entry, Header, Item, Skipped
from prism_media.catalogue.m3u.shapes import MOST_SHAPES, OPTIONS, Columns, Shape
from prism_media.catalogue.m3u.sniff import NotAPlaylist, refuse_other_formats, refuse_without_channels

__all__ = ["NO_ADDRESS", "NotAPlaylist", "parse"]

NO_ADDRESS = "no address follows"
"""How the reason starts where an entry has no address; at the end of a list, it may be cut short."""

# What the lines say is checked in `_regular`.
_REGULAR = re.compile(rf"\n#EXTINF:-?\d++(?:\.\d++)?+([^\n]++){OPTIONS}\n(https?://[^\n]++)")
_KEY = re.compile(r"[ \t]+([A-Za-z_-]+)=")
_KEYS = 1000
"""Known at most: a list has a handful, and one that means harm must not fill the memory."""
_LEARNING = 4096
"""Characters that are read an entry at a time, to learn what entries look like."""
_FEW = 2000
"""Characters that hold too few entries for it to pay to look for them together."""
_OFTEN = 8
"""Entries that make a shape."""
_INVISIBLE = " \t\x0b\x0c\0\ufeff\xa0\u200b\u2060"
_EXTINF = re.compile(r"#?\s*EXTINF\b[ \t]*:?", re.IGNORECASE)
_APART = re.compile(r"(?s:.*)\n[a-z]+://[^\n]*|(?:\n(?:#(?!\s*ext|kodi)[^\n]*)?)*", re.IGNORECASE)
_WEB = ("http://", "https://")
_GENRE = re.compile(r"(.*),\s*#genre#", re.IGNORECASE)


def parse(chunks: Iterable[bytes], base_url: str | None = None, charset: str | None = None) -> Iterator[Item]:
    """Yield what a playlist says, in order: a `Header` where there is one, `Entry` and `Skipped`.

    Args:
        chunks: the file's bytes, cut anywhere; gzip, bzip2, xz and zip are undone.
        base_url: the playlist's own address; relative addresses are resolved against it.
        charset: what the Content-Type said, used for lines that are not UTF-8.

    Raises:
        NotAPlaylist: the bytes are empty, damaged, a web page, a guide or one channel's HLS manifest.
    """
    reader = _Reader(base_url)
    for block in text_blocks(chunks, charset):
        with uncollected():
            items = reader.block(block)
        yield from items
    yield from reader.finish()


class _Reader:
    """Keeps the state between lines: where we are, the group of a plain list, and the pending entry."""

    def __init__(self, base_url: str | None) -> None:
        self._base_url = base_url
        self._make = EntryMaker(base_url)
        self._pending = Pending()
        self._number = 0
        self._first = ""
        self._genre = ""
        self._known: dict[tuple[str, ...], tuple[tuple[str, ...], bool] | None] = {}
        self._seen: Counter[tuple[str, ...]] = Counter()
        self._shapes: list[Shape] = []
        self._named = False
        self._found = False

    def block(self, block: str) -> list[Item]:
        """Read whole lines."""
        text = "\n" + block
        items: list[Item] = []
        while not self._shapes and len(text) > 2 * _LEARNING:
            cut = text.index("\n", _LEARNING)
            items += self._one_by_one(text[: cut + 1])
            text = text[cut:]
        return items + self._alike(text, self._shapes[:])

    def _alike(self, text: str, shapes: Sequence[Shape]) -> list[Item]:
        """Read the entries of the first of `shapes` together, and what lies between by the others."""
        begin = 0
        items: list[Item] = []
        while self._pending and begin < len(text) - 1:
            end = text.index("\n", begin + 1)
            items += self._lines(text[begin + 1 : end])
            begin = end
        text = text[begin:]
        for place, shape in enumerate(shapes if len(text) > _FEW else ()):
            if (columns := shape.columns(text)) and all(_is_apart(gap) for gap in columns.gaps[1:-1] if gap):
                return items + self._columns(text, shape, columns, shapes[place + 1 :])
        items += self._one_by_one(text)
        return items

    def _columns(self, text: str, shape: Shape, columns: Columns, others: Sequence[Shape]) -> list[Item]:
        first, *gaps = columns.gaps
        items: list[Item] = []
        if first:
            # It may hold the header, which says what entries inherit.
            items += self._alike(first + "\n", others)
            if self._pending:
                return items + self._alike(text[len(first) :], [shape, *others])
        entries = self._entries(shape, columns._replace(gaps=["", *gaps]))
        done = 0
        for place in [*(place for place, gap in enumerate(gaps[:-1], 1) if gap), len(entries)]:
            items += entries[done:place]
            self._number = entries[place - 1].line
            done = place
            if place < len(entries):
                items += self._alike(gaps[place - 1] + "\n", others)
        return items + self._alike(gaps[-1], others)

    def _entries(self, shape: Shape, columns: Columns) -> list[Entry | Skipped]:
        options = columns.options
        entries = shape.entries(columns, self._number)
        plain = not shape.special and not self._make.inherits
        told = [place for place, text in enumerate(options) if text] if plain else range(len(entries))
        items: list[Entry | Skipped] = [*entries]
        for place in {*told, *columns.odd}:
            entry = entries[place]
            items[place] = self._said(entry.line, dict(entry.attributes), entry.name, options[place], entry.url)
        return items

    def _one_by_one(self, text: str) -> Iterator[Item]:
        place = 0
        plain = not self._pending
        for found in _REGULAR.finditer(text):
            if found.start() > place:
                yield from self._lines(text[place + 1 : found.start()])
                plain = not self._pending
            if plain and (entry := self._regular(*found.groups())) is not None:
                yield entry
            else:
                yield from self._lines(found[0][1:])
                plain = not self._pending
            place = found.end()
        if place < len(text) - 1:
            yield from self._lines(text[place + 1 : -1])

    def _regular(self, line: str, between: str, url: str) -> Entry | Skipped | None:
        """The entry of regular lines, `None` where anything about them asks for a closer look."""
        bare = line.startswith(",") and '"' not in line
        # No value has a quote inside: the first `",` ends the attributes, and quotes cut them into keys and values.
        said, comma, name = line.partition("," if bare else '",')
        parts = [] if bare else said.split('"')
        keys = tuple(parts[::2])
        shape = self._known[keys] if keys in self._known else self._know(keys)
        name = name.strip()
        if shape is None or not comma or not name or len(parts) % 2 or _is_odd(line, name):
            return None
        names, special = shape
        self._seen[keys] += 1
        if self._seen[keys] == _OFTEN and len(self._shapes) < MOST_SHAPES:
            self._shapes.append(Shape(keys, names, special=special))
        attributes = dict(zip(names, parts[1::2], strict=True))
        logo = attributes.get("tvg-logo", "")
        self._found = self._named = True
        self._number += 2 + between.count("\n")
        if special or between or self._make.inherits or (logo and not logo.startswith(_WEB)) or not is_regular(url):
            return self._said(self._number, attributes, name, between, url)
        return Entry(self._number, name, url, attributes, attributes.get("group-title", ""), logo)

    def _know(self, keys: tuple[str, ...]) -> tuple[tuple[str, ...], bool] | None:
        """The names that a line's keys are, and whether one says more than itself; `None` for no regular keys."""
        found = [_KEY.fullmatch(key) for key in keys]
        names = tuple(attribute_name(key[1]) for key in found if key)
        shape = (names, not SPECIAL.isdisjoint(names)) if len(names) == len(keys) else None
        if len(self._known) < _KEYS:
            self._known[keys] = shape
        return shape

    def _said(self, number: int, attributes: dict[str, str], name: str, between: str, url: str) -> Entry | Skipped:
        """An entry that says more than its name, group and logo, or what is wrong with its address."""
        pending = Pending(number, attributes, name)
        for line in between.split("\n")[1:]:
            pending.directive(line)
        if is_regular(url):
            return self._make.entry(number, url, pending, {})
        self._number, self._pending = number, pending
        return next(self._titled(url.strip(_INVISIBLE)))

    def _lines(self, text: str) -> Iterator[Item]:
        for raw in text.split("\n"):
            self._number += 1
            if raw == TOO_LONG:
                yield Skipped(self._number, f"the line is longer than {LINE_LIMIT >> 20} MiB")
                continue
            line = raw.strip(_INVISIBLE)
            if not line:
                continue
            if not self._named:
                refuse_other_formats(line, first=not self._first)
            self._first = self._first or line
            yield from self._directive(line) if line.startswith("#") else self._other(line)

    def finish(self) -> Iterator[Item]:
        """Report an entry whose address never came.

        Raises:
            NotAPlaylist: nothing was there that a playlist has.
        """
        yield from self._abandoned()
        if not self._found and not self._named:
            refuse_without_channels(self._first)

    def _directive(self, line: str) -> Iterator[Item]:
        tag = line[:8].upper()
        if tag == "#EXTM3U" or tag.startswith("#EXTM3U"):
            header = self._make.header(header_attributes(line[len("#EXTM3U") :]))
            yield Header(header, self._make.guide_urls())
        elif found := _EXTINF.match(line):
            yield from self._extinf(line[found.end() :])
        elif problem := self._pending.directive(line):
            yield Skipped(self._number, problem)

    def _abandoned(self) -> Iterator[Item]:
        if self._pending.extinf_line is not None:
            yield Skipped(self._pending.extinf_line, f"{NO_ADDRESS} {self._pending.name!r}")

    def _extinf(self, text: str) -> Iterator[Item]:
        yield from self._abandoned()
        if self._pending.extinf_line is not None:
            self._pending = Pending()
        self._named = True
        self._pending.extinf_line = self._number
        self._pending.attributes, self._pending.name = split_extinf(text)

    def _other(self, line: str) -> Iterator[Item]:
        """A line that is no directive: an address, or one of a plain list."""
        if found := _EXTINF.match(line):
            yield from self._extinf(line[found.end() :])
            return
        if found := _GENRE.fullmatch(line):
            self._genre = clean(found[1])
            return
        yield from self._titled(line)

    def _titled(self, line: str) -> Iterator[Entry | Skipped]:
        """An address, or `Name,address` as lists of plain text have them."""
        if titled := split_titled(line):
            name, line = titled
            self._pending.name = self._pending.name or clean(name)
            self._pending.group = self._pending.group or self._genre
        yield from self._address(line)

    def _address(self, line: str) -> Iterator[Entry | Skipped]:
        address, headers = _split_pipe(line)
        if not is_plausible(address, expected=self._pending.extinf_line is not None):
            yield Skipped(self._number, "neither a directive nor an address")
            return
        pending, self._pending = self._pending, Pending()
        url, problem = absolute(address, self._base_url)
        if problem:
            yield Skipped(self._number, problem)
            return
        self._found = True
        yield self._make.entry(self._number, url, pending, headers)


def _is_odd(line: str, name: str) -> bool:
    """Whether an `#EXTINF` line, or the name in it, has what may mean something else than it seems."""
    quoted = '="' in name or "='" in line or ' "' in line or '=" ' in line or has_typographic_quotes(line)
    return quoted or ("&" in line and ";" in line) or not line.isprintable()


def _is_apart(gap: str) -> bool:
    """Whether lines between two entries say nothing about the second, nor about all that follow."""
    return _APART.fullmatch(gap) is not None and "#EXTM3U" not in gap.upper()


def _split_pipe(line: str) -> tuple[str, dict[str, str]]:
    """Take `|Header=value&Other=value` off an address."""
    address, pipe, rest = line.partition("|")
    if not pipe or "=" not in rest:
        return line, {}
    return address.strip(), dict(header_pairs(rest))
