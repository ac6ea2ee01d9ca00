"""What was heard just now, so that the same sound is not heard again.

An utterance is asked for several times while it grows, and once more when it has ended: by then its words are known.
"""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")

KEPT = 16
"""Results kept: those of the viewers who speak at the same time."""
POLL_SECONDS = 0.02
"""How soon one who waits for another's result notices that it is not wanted any more."""


@dataclass
class _Entry(Generic[T]):
    done: threading.Event = field(default_factory=threading.Event)
    result: T | None = None


class Memo(Generic[T]):
    """Results by sound and by whatever else they depend on. Used by several threads."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._lock = threading.Lock()
        self._entries: OrderedDict[tuple[bytes, Hashable], _Entry[T]] = OrderedDict()

    def get(
        self, samples: bytes, rest: Hashable, hear: Callable[[], T | None], cancelled: Callable[[], bool]
    ) -> T | None:
        """The result for `samples` and `rest`: known, or by waiting for who is at it, or by `hear`.

        None when `cancelled`, or when `hear` gives none; that is not kept.
        """
        key = (hashlib.blake2b(samples, digest_size=16).digest(), rest)
        while not cancelled():
            with self._lock:
                entry = self._entries.get(key)
                if entry is None:
                    entry = self._entries[key] = _Entry()
                    break
                self._entries.move_to_end(key)
            while not entry.done.wait(POLL_SECONDS):
                if cancelled():
                    return None
            if entry.result is not None:
                return entry.result
        else:
            return None
        return self._fill(key, entry, hear)

    def clear(self) -> None:
        """Forgets everything."""
        with self._lock:
            self._entries.clear()

    def _fill(self, key: tuple[bytes, Hashable], entry: _Entry[T], hear: Callable[[], T | None]) -> T | None:
        try:
            entry.result = hear()
        finally:
            with self._lock:
                if entry.result is None and self._entries.get(key) is entry:
                    del self._entries[key]
                while len(self._entries) > self._kept:
                    self._entries.popitem(last=False)
            entry.done.set()
        return entry.result
