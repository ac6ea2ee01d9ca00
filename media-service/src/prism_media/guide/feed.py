"""A feed as a file of UTF-8 that several processes read parts of."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from prism_media.guide.encodings import encoding_of, utf8, without_nul
from prism_media.guide.packing import BrokenPacking, is_packed, unpacked

CHUNK = 1 << 18
_CLOSING = b"</programme"
_LOOKED_BACK = 1 << 20
"""Bytes. A comment or CDATA section that is longer is damage (`markup.LIMIT`)."""
_SECTIONS = ((b"<!--", b"-->"), (b"<![CDATA[", b"]]>"))


@dataclass(frozen=True, slots=True)
class Feed:
    """A file that is UTF-8, from `begin` to `end`."""

    file: IO[bytes]
    begin: int
    end: int
    broken: bool = False
    """Whether its compression was."""

    def chunks(self) -> Iterator[bytes]:
        """Yield its bytes without moving the file's own place, which processes share."""
        at = self.begin
        while at < self.end and (chunk := os.pread(self.file.fileno(), min(CHUNK, self.end - at), at)):
            at += len(chunk)
            yield without_nul(chunk)

    def parts(self, count: int) -> list[Feed]:
        """Cut it at ends of programmes into at most `count` parts of about the same length."""
        cuts = [self.begin]
        for n in range(1, count):
            middle = self.begin + (self.end - self.begin) * n // count
            cut = self._end_of_programme(max(middle, cuts[-1]))
            if cut is not None and cut > cuts[-1]:
                cuts.append(cut)
        ends = [*cuts[1:], self.end]
        return [Feed(self.file, begin, end, self.broken) for begin, end in zip(cuts, ends, strict=True)]

    def _end_of_programme(self, at: int) -> int | None:
        """Where the first programme ends that does so after `at`, and not within a comment or CDATA section."""
        begin = max(self.begin, at - _LOOKED_BACK)
        text = os.pread(self.file.fileno(), min(self.end, at + _LOOKED_BACK) - begin, begin)
        place = text.find(_CLOSING, at - begin)
        while place >= 0:
            if not any(text.rfind(opening, 0, place) > text.rfind(closing, 0, place) for opening, closing in _SECTIONS):
                return begin + place + len(_CLOSING)
            place = text.find(_CLOSING, place + 1)
        return None


@contextmanager
def open_feed(file: IO[bytes]) -> Iterator[Feed]:
    """The feed in `file`, from where that stands: itself where it is UTF-8 already, else what is packed in it.

    Raises:
        TooLarge: it is a bomb: it grows to more than any guide has.
    """
    begin, end = file.tell(), os.fstat(file.fileno()).st_size
    head = os.pread(file.fileno(), 1024, begin)
    if not is_packed(head) and encoding_of(head) == "utf-8":
        yield Feed(file, begin, end)
        return
    with tempfile.TemporaryFile() as plain:
        broken = False
        try:
            for chunk in utf8(unpacked(iter(lambda: file.read(CHUNK), b""))):
                plain.write(chunk)
        except BrokenPacking:
            broken = True
        plain.flush()
        yield Feed(plain, 0, plain.tell(), broken)
