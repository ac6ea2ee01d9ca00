"""A forgiving, streaming parser for extended M3U playlists.

A directive before or after `#EXTINF` belongs to the next address; a line that cannot be used is reported and never
takes its neighbours with it. One pass, memory for one block of text, linear time.

One expression finds the regular entries of a block, whose lines are read later (`unread.py`); what it leaves is read
line by line. Dialects: VLC (`#EXTVLCOPT`), Kodi (`#KODIPROP`, `|Header=value` after the address), `#EXTHTTP`,
`#EXTGRP`, the catch-up attributes of Kodi's IPTV Simple client, and plain lists of `Name,address`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, repeat

from prism_media.catalogue.m3u.address import HOST, absolute, is_plausible, split_pipe, split_titled
from prism_media.catalogue.m3u.attributes import clean, header_attributes, split_extinf
from prism_media.catalogue.m3u.entry import EntryMaker, Pending
from prism_media.catalogue.m3u.garbage import uncollected
from prism_media.catalogue.m3u.headers import header_pairs
from prism_media.catalogue.m3u.lines import LINE_LIMIT, TOO_LONG, text_blocks
from prism_media.catalogue.m3u.model import Entry, Header, Item, Skipped
from prism_media.catalogue.m3u.sniff import NotAPlaylist, refuse_other_formats, refuse_without_channels
from prism_media.catalogue.m3u.unread import INVISIBLE, Unread

__all__ = ["NO_ADDRESS", "NotAPlaylist", "parse"]

NO_ADDRESS = "no address follows"
"""How the reason starts where an entry has no address; at the end of a list, it may be cut short."""

# Possessive, so that what does not fit is left after one look. None of these directives can be wrong.
_TEXT = r'"[^"\\\x00-\x1f]*+"'
_OBJECT = rf'\{{(?:{_TEXT} ?: ?{_TEXT}(?:, ?(?=")|(?=}})))*+\}}'
_DIRECTIVE = rf"#(?:(?:EXTVLCOPT|KODIPROP|EXTGRP|EXTIMG):[^\n]*+|EXTHTTP:{_OBJECT})\n"
_ENTRY = re.compile(
    # What begins a line is asked behind it: a text to begin with is found faster.
    rf"#EXTINF:(?<![^\n]#EXTINF:)([^\n]*+)\n((?:{_DIRECTIVE})*+)({HOST}[^\n]*+)\n"
)
_EXTINF = re.compile(r"#?\s*EXTINF\b[ \t]*:?", re.IGNORECASE)
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
        self._named = False
        self._found = False

    def block(self, block: str) -> list[Item]:
        """Read whole lines: what stands between regular entries one by one, and those together."""
        parts = _ENTRY.split(block)
        gaps, *columns = (parts[place::4] for place in range(4))
        titled = {place for place, url in enumerate(columns[-1]) if "," in url and split_titled(url.strip(INVISIBLE))}
        marked = titled.union([0], (place for place, gap in enumerate(gaps) if gap))
        items: list[Item] = []
        done = 0
        for place in sorted(marked):
            items += self._regular(*(column[done:place] for column in columns))
            items += self._lines(gaps[place]) if gaps[place] else ()
            done = place
            if place in titled or (self._pending and place < len(gaps) - 1):
                items += self._lines("#EXTINF:{}\n{}{}\n".format(*(column[place] for column in columns)))
                done = place + 1
        items += self._regular(*(column[done:] for column in columns))
        return items

    def _regular(self, told: Sequence[str], between: Sequence[str], urls: Sequence[str]) -> Iterator[Item]:
        """Entries that follow each other, of which nothing but themselves has to be known."""
        if not urls:
            return iter(())
        heights = [2 + text.count("\n") if text else 2 for text in between]
        numbers = list(accumulate(heights, initial=self._number))
        self._number = numbers[-1]
        self._found = self._named = True
        return map(Unread, numbers[1:], zip(told, between, urls, repeat(self._make)))

    def _lines(self, text: str) -> Iterator[Item]:
        for raw in text.split("\n")[:-1]:
            self._number += 1
            if raw == TOO_LONG:
                yield Skipped(self._number, f"the line is longer than {LINE_LIMIT >> 20} MiB")
                continue
            line = raw.strip(INVISIBLE)
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
            # Concatenated lists have several, each for what follows it.
            self._make = EntryMaker(self._base_url, attributes := header_attributes(line[len("#EXTM3U") :]))
            yield Header(attributes, self._make.guide_urls())
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
        if self._pending.extinf_line is None and (found := _GENRE.fullmatch(line)):
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
        address, headers = split_pipe(line)
        if not is_plausible(address, expected=self._pending.extinf_line is not None):
            yield Skipped(self._number, "neither a directive nor an address")
            return
        pending, self._pending = self._pending, Pending()
        url, problem = absolute(address, self._base_url)
        if problem:
            yield Skipped(self._number, problem)
            return
        self._found = True
        yield self._make.entry(self._number, url, pending, dict(header_pairs(headers)))
