"""Notices a live playlist that stands still: its server answers, and the channel is not being sent."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from prism_media.relay.outline import Outline

STALE_TARGETS = 3
"""So many target durations without a new segment (RFC 8216, section 6.2.2, allows one and a half)."""
_LEAST_SECONDS = 6.0
_TAIL = 400
_KEPT = 1024


@dataclass(slots=True)
class _Seen:
    mark: tuple[int, str]
    changed_at: float
    asked_at: float


class Liveness:
    """What live playlists were when they were last asked for."""

    def __init__(self) -> None:
        self._seen: OrderedDict[str, _Seen] = OrderedDict()

    def stands_still(self, key: str, text: str, seen: Outline, now: float) -> bool:
        """Whether the playlist under `key`, which is `text` now, has been the same for too long."""
        limit = max(STALE_TARGETS * seen.target_seconds, _LEAST_SECONDS)
        mark = (seen.first, text[-_TAIL:])
        known = self._seen.get(key)
        # Nobody looked for a while: whether it moved meanwhile is not known.
        if known is None or known.mark != mark or now - known.asked_at > limit:
            self._seen[key] = _Seen(mark, now, now)
        else:
            known.asked_at = now
        self._seen.move_to_end(key)
        while len(self._seen) > _KEPT:
            self._seen.popitem(last=False)
        return not seen.ended and now - self._seen[key].changed_at > limit
