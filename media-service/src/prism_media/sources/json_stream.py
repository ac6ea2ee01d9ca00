"""Large JSON lists one item at a time: 150,000 films are 80 MB, which must not be held as objects at once."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable, Iterator

ITEM_LIMIT = 64 << 20
"""Characters that one item, or an answer that is no list, may have."""
_SPACE = " \t\r\n\ufeff"


class NotJson(ValueError):
    """The bytes are no JSON; the message says what they seem to be."""


def items(chunks: Iterable[bytes]) -> Iterator[object]:
    """Yield the items of a JSON list as they come; of an object its values; nothing for `null` and an empty body.

    A list that is cut off gives the items before the cut, then raises.

    Raises:
        NotJson: it is something else, such as a web page, or is cut off.
    """
    reader = _Reader(chunks)
    start = reader.peek()
    if start == "[":
        yield from reader.listed()
    elif start:
        whole = reader.rest()
        yield from whole.values() if isinstance(whole, dict) else ()


def document(chunks: Iterable[bytes]) -> object:
    """A whole small document; `None` for an empty body.

    Raises:
        NotJson: it is something else.
    """
    reader = _Reader(chunks)
    return reader.rest() if reader.peek() else None


class _Reader:
    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._chunks = iter(chunks)
        self._held = ""
        self._at = 0
        # Not strict: providers leave line breaks and tabs inside strings.
        self._json = json.JSONDecoder(strict=False)

    def peek(self) -> str:
        """The next character that is no space; empty at the end."""
        while True:
            while self._at < len(self._held):
                if self._held[self._at] not in _SPACE:
                    return self._held[self._at]
                self._at += 1
            if not self._more():
                return ""

    def listed(self) -> Iterator[object]:
        self._at += 1
        while (mark := self.peek()) != "]":
            if mark == ",":
                self._at += 1
            elif mark:
                yield self.value()
            else:
                raise NotJson("the list is cut off")

    def rest(self) -> object:
        """What follows, as one value; read whole first, since an object is not decoded in parts."""
        while len(self._held) < ITEM_LIMIT and self._more():
            pass
        return self.value()

    def value(self) -> object:
        while True:
            try:
                value, end = self._json.raw_decode(self._held, self._at)
            except (ValueError, RecursionError):
                self._refuse_page()
                if len(self._held) - self._at > ITEM_LIMIT or not self._more():
                    raise NotJson("the answer is no valid JSON, or is cut off") from None
                continue
            # A number at the end of what is there may go on in the next chunk.
            if end == len(self._held) and self._more():
                continue
            self._at = end
            return value

    def _refuse_page(self) -> None:
        if self._held[self._at : self._at + 1] == "<":
            raise NotJson("the answer is a web page")

    def _more(self) -> bool:
        chunk = next(self._chunks, None)
        if chunk is None:
            return False
        self._held = self._held[self._at :] + self._decoder.decode(chunk)
        self._at = 0
        return True
