"""Feeds in other encodings, as UTF-8."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator

_DECLARED = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_HEAD = 200


def utf8(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the text as UTF-8, by its byte order mark or declaration; what does not decode is replaced.

    UTF-8 itself passes as it is: it is decoded field by field.
    """
    head = b""
    decoder: codecs.IncrementalDecoder | None = None
    passing = False
    for chunk in chunks:
        if passing:
            yield without_nul(chunk)
            continue
        if decoder is None:
            head += chunk
            if len(head) < _HEAD:
                continue
            chunk, head = head, b""
            encoding = encoding_of(chunk)
            if encoding == "utf-8":
                passing = True
                yield without_nul(chunk)
                continue
            decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
        yield without_nul(decoder.decode(chunk).encode("utf-8", "replace"))
    if head:
        encoding = encoding_of(head)
        yield without_nul(head if encoding == "utf-8" else head.decode(encoding, "replace").encode("utf-8", "replace"))


def encoding_of(head: bytes) -> str:
    """The encoding of a text that begins with `head`."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if head[:2] in {b"<\0", b"\0<"}:
        return "utf-16-le" if head[:1] == b"<" else "utf-16-be"
    declared = _DECLARED.search(head[:_HEAD])
    try:
        name = codecs.lookup(declared[1].decode()).name if declared else "utf-8"
        "".encode(name)
    except LookupError:
        name = "utf-8"
    # A feed that declares UTF-16 in single bytes is mistaken about itself.
    return "utf-8" if name.startswith(("utf-", "ascii")) else name


def without_nul(text: bytes) -> bytes:
    """`text` without the bytes that are no part of any."""
    # PostgreSQL takes no text that has one, and XML has none.
    return text.replace(b"\0", b"") if b"\0" in text else text
