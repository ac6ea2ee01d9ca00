"""Leaves out what a reasoning model thinks aloud, between `<think>` and `</think>`: nobody wants to hear it."""

from typing import Final

_OPENS: Final = "<think>"
_CLOSES: Final = "</think>"


class Spoken:
    """What of an answer's pieces is for the viewer. One instance an answer."""

    def __init__(self) -> None:
        self._held = ""
        self._thinking = False
        self._last = "."

    @property
    def whole(self) -> bool:
        """Whether what was said ends a sentence, or nothing was said: no half of one is left in the air."""
        return not self._held and not self._last[-1:].isalnum() and self._last[-1:] not in ",;:-"

    def push(self, piece: str) -> str:
        """The part of all that came so far that may be said now."""
        self._held += piece
        said = ""
        while True:
            mark = _CLOSES if self._thinking else _OPENS
            before, found, after = self._held.partition(mark)
            if not found:
                break
            said += "" if self._thinking else before
            self._held = after.lstrip() if self._thinking else after
            self._thinking = not self._thinking
        kept = _beginning_of(mark, self._held)
        said += "" if self._thinking else self._held[: len(self._held) - kept]
        self._held = self._held[len(self._held) - kept :]
        self._last = said.rstrip() or self._last
        return said

    def rest(self) -> str:
        """What was held back because it might have been the beginning of a mark, and was none."""
        return "" if self._thinking else self._held


def _beginning_of(mark: str, text: str) -> int:
    """How many of the last characters of `text` may begin `mark`."""
    return next((size for size in range(len(mark) - 1, 0, -1) if text.endswith(mark[:size])), 0)
