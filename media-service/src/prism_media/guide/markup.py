"""What XML has besides elements and text: comments, CDATA, instructions and declarations, taken out of a stream."""

from __future__ import annotations

import re

_OPENING = re.compile(rb"<(?:!--|!\[CDATA\[|!DOCTYPE|\?)")
_CLOSING = {b"<!--": b"-->", b"<![CDATA[": b"]]>", b"<?": b"?>"}
_SUBSET = re.compile(rb"\]\s*>")
LIMIT = 1 << 20
"""Bytes. What has not ended by then is damage, and read as text."""


def without_declarations(data: bytes) -> tuple[bytes, bytes]:
    """Return (`data` without them, the beginning of one that has not ended yet).

    CDATA becomes escaped text, so that whoever reads on meets only elements, text and entities. Linear in `data`,
    whatever is in it.
    """
    if b"<!" not in data and b"<?" not in data:
        return data, b""
    kept: list[bytes] = []
    at = 0
    while opening := _OPENING.search(data, at):
        kept.append(data[at : opening.start()])
        end = _end(data, opening)
        if end < 0:
            if len(data) - opening.start() < LIMIT:
                return b"".join(kept), data[opening.start() :]
            at = opening.end()
            continue
        if opening[0] == b"<![CDATA[":
            kept.append(_escaped(data[opening.end() : end - len(b"]]>")]))
        at = end
    kept.append(data[at:])
    return b"".join(kept), b""


def _end(data: bytes, opening: re.Match[bytes]) -> int:
    """Where what was opened ends, -1 where it does not."""
    if closing := _CLOSING.get(opening[0]):
        found = data.find(closing, opening.end())
        return found + len(closing) if found >= 0 else -1
    end, subset = data.find(b">", opening.end()), data.find(b"[", opening.end())
    if end < 0 or not 0 <= subset < end:
        return end + 1 if end >= 0 else -1
    closed = _SUBSET.search(data, subset)
    return closed.end() if closed else -1


def _escaped(text: bytes) -> bytes:
    return text.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")
