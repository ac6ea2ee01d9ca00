"""Where the viewers of a live channel are: as near its live edge as a player dares to begin."""

import math
from collections import deque

from prism_companion.hls.reader import Segment

SEGMENTS_BEHIND = 3
"""Players hold three target durations behind the live edge (RFC 8216 section 6.3.3)."""
REMEMBERED_SEGMENTS = 12
"""Readings that count: long enough for one that was not late, short enough to follow viewers through a stall."""
LATEST_SECONDS = 10.0
"""A list that seems to be read later than this is a stream that stalled, or whose clock went back."""


class ViewerClock:
    """The programme time that the viewer nearest the live edge sees.

    A list is read some time after it was written, and late on a busy machine; players that began with a fresh one are
    ahead of what a late one suggests. So the reading that had the newest edge counts. Segments may be shorter than the
    target duration, as before a break; the longest of the last ones tells it.
    """

    def __init__(self) -> None:
        self._late: deque[float] = deque(maxlen=REMEMBERED_SEGMENTS)
        self._durations: deque[float] = deque(maxlen=REMEMBERED_SEGMENTS)

    def learn(self, segment: Segment) -> None:
        """Note how far before its reading a segment's list ended."""
        late = segment.listed_at - segment.edge
        if late - min(self._late, default=late) > LATEST_SECONDS:
            self._late.clear()
        self._late.append(late)
        self._durations.append(segment.duration)

    def at(self, now: float) -> float:
        """Programme time (Unix seconds) on the viewer's screen at `now`; before all time while nothing was learnt."""
        return now - min(self._late, default=math.inf) - SEGMENTS_BEHIND * max(self._durations, default=0.0)
