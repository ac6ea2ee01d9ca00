"""What was said lately, for engines whose sound differs a little each time: asked again, they say the same."""

import contextlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Generator, Hashable

from prism_tts.engines import Speech

KEPT_UTTERANCES = 64
"""About 10 MB of sentences."""


class KeptSpeech:
    """The last utterances by what makes them equal. May be shared by threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, tuple[Speech, ...]] = OrderedDict()
        self._lock = threading.Lock()

    def say(self, key: Hashable, make: Callable[[], Generator[Speech, None, None]]) -> Generator[Speech, None, None]:
        """Pieces of what was said for `key`, else those that `make` gives, which are kept once they are complete."""
        with self._lock:
            kept = self._kept.get(key)
        if kept is not None:
            yield from kept
            return
        spoken = []
        with contextlib.closing(make()) as pieces:
            for piece in pieces:
                spoken.append(piece)
                yield piece
        with self._lock:
            self._kept[key] = tuple(spoken)
            while len(self._kept) > KEPT_UTTERANCES:
                self._kept.popitem(last=False)

    def clear(self) -> None:
        """Forgets all."""
        with self._lock:
            self._kept.clear()
