"""Bytes to text, for playlists whose encoding nobody declared.

Providers serve UTF-8 with and without a byte order mark, UTF-16, and the code pages of Windows; one file may mix
them. Text is given in blocks of whole lines, which costs less than a line at a time; a block that is not UTF-8 is
decoded line by line, so that one bad line cannot spoil its neighbours.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator

from prism_media.catalogue.m3u.charset import declared, guess
from prism_media.catalogue.m3u.unpacked import PIECE, at_least, unpacked

LINE_LIMIT = 1 << 20
"""Bytes. Longest line read; `data:` logos reach a few hundred kB."""
TOO_LONG = "\udfff"
"""Stands for a line over the limit; no text can hold it, as it is no character."""

_TOO_LONG_BYTES = b"\xff\xfeprism\xff"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def text_blocks(chunks: Iterable[bytes], charset: str | None = None) -> Iterator[str]:
    """Yield text in pieces of whole lines, each line ended by one line feed, in order.

    Packed files are unpacked. `charset` (from a Content-Type, say) is tried where a line is not UTF-8. Never raises on
    text; on packed files as `unpacked`.
    """
    fallback = declared(charset)
    for block in _line_blocks(_as_utf8(unpacked(chunks))):
        try:
            yield block.decode("utf-8")
        except UnicodeDecodeError:
            lines = block.split(b"\n")
            fallback = fallback or guess(b"\n".join(line for line in lines if not _is_utf8(line)))
            yield "\n".join(_decoded(line, fallback) for line in lines)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return line == _TOO_LONG_BYTES
    return True


def _decoded(line: bytes, fallback: str) -> str:
    if line == _TOO_LONG_BYTES:
        return TOO_LONG
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode(fallback, errors="replace")


def _as_utf8(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Drop a byte order mark and bring UTF-16 to UTF-8; other bytes pass unchanged."""
    decoder: codecs.IncrementalDecoder | None = None
    for index, chunk in enumerate(at_least(chunks, 4)):
        data = chunk
        if index == 0:
            encoding, skip = _sniff(data)
            data = data[skip:]
            if encoding.startswith("utf-16"):
                decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
        yield decoder.decode(data).encode("utf-8", errors="replace") if decoder else data


def _sniff(head: bytes) -> tuple[str, int]:
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding, len(mark)
    if head[1:2] == b"\0" and head[0:1] not in {b"\0", b""}:
        return "utf-16-le", 0
    if head[0:1] == b"\0" and head[1:2] not in {b"\0", b""}:
        return "utf-16-be", 0
    return "bytes", 0


def _line_blocks(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Cut behind the last line of each piece, and make every line end with one line feed."""
    held = b""
    too_long = False
    for piece in _pieces(chunks):
        data = held + piece
        # A CR at the end may be half of a CRLF: it waits for what follows it.
        body = data[:-1] if data.endswith(b"\r") else data
        cut = max(body.rfind(b"\n"), body.rfind(b"\r")) + 1
        block, held = data[:cut], data[cut:]
        if block:
            yield _checked(_unix(block), too_long)
            too_long = False
        if len(held) > LINE_LIMIT:
            too_long, held = True, held[-1:] if held.endswith(b"\r") else b""
    if held or too_long:
        yield _checked(_unix(held.rstrip(b"\r") + b"\n"), too_long)


def _unix(block: bytes) -> bytes:
    return block.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in block else block


def _checked(block: bytes, too_long: bool) -> bytes:
    """Put a mark in the place of a first line that is too long; the others are shorter than a piece."""
    end = block.index(b"\n")
    return _TOO_LONG_BYTES + block[end:] if too_long or end > LINE_LIMIT else block


def _pieces(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of `PIECE`, however they were cut."""
    held = bytearray()
    for chunk in chunks:
        held += chunk
        place = 0
        while len(held) - place >= PIECE:
            yield bytes(held[place : place + PIECE])
            place += PIECE
        del held[:place]
    if held:
        yield bytes(held)
