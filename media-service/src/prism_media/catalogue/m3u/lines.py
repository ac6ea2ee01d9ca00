"""Bytes to numbered text lines, for playlists whose encoding nobody declared.

Providers serve UTF-8 with and without a byte order mark, UTF-16, and the Windows code pages; one file may mix
them. Lines are cut on bytes and decoded one by one, so that one bad line cannot spoil its neighbours.
"""

from __future__ import annotations

import codecs
import zlib
from collections.abc import Iterable, Iterator

LINE_LIMIT = 1 << 20
"""Bytes. Longest line read; `data:` logos reach a few hundred kB."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def numbered_lines(chunks: Iterable[bytes], charset: str | None = None) -> Iterator[tuple[int, str | None]]:
    """Yield (1-based number, text) for each line, `None` in place of a line longer than `LINE_LIMIT`.

    `charset` (from a Content-Type, say) is tried where a line is not UTF-8. Never raises on content.
    """
    fallback = _known(charset)
    for number, raw in enumerate(_raw_lines(_as_utf8(_gunzipped(chunks))), start=1):
        if raw is None:
            yield number, None
            continue
        try:
            yield number, raw.decode("utf-8")
        except UnicodeDecodeError:
            fallback = fallback or _guess_code_page(raw)
            yield number, raw.decode(fallback, errors="replace")


def _known(charset: str | None) -> str | None:
    if charset is None or charset.lower() in {"utf-8", "utf8", "us-ascii", "ascii"}:
        return None
    try:
        return codecs.lookup(charset).name
    except LookupError:
        return None


def _guess_code_page(raw: bytes) -> str:
    """Cyrillic text is nearly all high letters; Western text has a few among ASCII ones."""
    high = sum(1 for byte in raw if byte >= 0xC0)
    # Attribute names and addresses are ASCII whatever the language: look at the name alone.
    tail = raw.rsplit(b",", 1)[-1]
    tail_high = sum(1 for byte in tail if byte >= 0xC0)
    tail_ascii = sum(1 for byte in tail if chr(byte).isalpha() and byte < 0x80)
    return "cp1251" if high >= 3 and tail_high > 2 * tail_ascii else "cp1252"


def _gunzipped(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Undo gzip where the first bytes say so; anything else passes through."""
    inflate = None
    for index, chunk in enumerate(_at_least(chunks, 4)):
        if index == 0 and chunk[:2] == b"\x1f\x8b":
            inflate = zlib.decompressobj(wbits=31)
        if inflate is None:
            yield chunk
            continue
        try:
            data = chunk
            while data and not inflate.eof:
                yield inflate.decompress(data, LINE_LIMIT)
                data = inflate.unconsumed_tail
        except zlib.error:
            return


def _at_least(chunks: Iterable[bytes], size: int) -> Iterator[bytes]:
    """Make the first chunk at least `size` bytes, so that its mark can be seen."""
    first = b""
    rest = iter(chunks)
    for chunk in rest:
        first += chunk
        if len(first) >= size:
            break
    if first:
        yield first
    yield from rest


def _as_utf8(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Drop a byte order mark and bring UTF-16 to UTF-8; other bytes pass unchanged."""
    decoder: codecs.IncrementalDecoder | None = None
    for index, chunk in enumerate(_at_least(chunks, 4)):
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


def _raw_lines(chunks: Iterable[bytes]) -> Iterator[bytes | None]:
    """Cut on CR, LF and CRLF; `None` for a line over the limit."""
    held = b""
    oversize = False
    for chunk in chunks:
        # A CR at the end may be half of a CRLF: wait for what follows it.
        lines = (held + chunk).splitlines(keepends=True)
        held = lines.pop() if lines and not lines[-1].endswith(b"\n") else b""
        for line in lines:
            yield None if oversize or len(line) > LINE_LIMIT else line.rstrip(b"\r\n")
            oversize = False
        if len(held) > LINE_LIMIT:
            oversize, held = True, held[-1:] if held.endswith(b"\r") else b""
    for line in held.splitlines():
        yield None if oversize else line
        oversize = False
