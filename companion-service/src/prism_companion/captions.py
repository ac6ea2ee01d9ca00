"""Captions of a live stream, each once, on the programme's clock."""

from collections import deque

from prism_companion.hls.media_time import media_start
from prism_companion.hls.reader import Segment
from prism_companion.hls.webvtt import Cue, parse_cues
from prism_core.events import Caption

REMEMBERED_CUES = 200
REMEMBERED_SEGMENTS = 30
SHORTEST_SECONDS = 0.5
NEAR_SECONDS = 30.0
"""A cue may reach over several segments; one placed further from its own than this is on another clock."""


class CaptionClock:
    """Where the media's own clock lies on the programme's, learnt from the segments of sound or picture."""

    def __init__(self) -> None:
        self._known: deque[tuple[float, float]] = deque(maxlen=REMEMBERED_SEGMENTS)

    def learn(self, segment: Segment) -> None:
        """Note the place of a media segment; packed audio, which has no clock of its own, teaches nothing."""
        start = media_start(segment.initialisation, segment.data)
        if start is not None:
            self._known.append((segment.at, segment.at - start))

    def offset(self, at: float) -> float | None:
        """Seconds to add to media time near programme time `at`; None while nothing is known."""
        if not self._known:
            return None
        return min(self._known, key=lambda known: abs(known[0] - at))[1]


class Captions:
    """Turns cues into captions; a cue repeated in the next segment is not said twice."""

    def __init__(self, channel_id: str, clock: CaptionClock) -> None:
        self._channel_id, self._clock = channel_id, clock
        self._said: deque[tuple[int, str]] = deque(maxlen=REMEMBERED_CUES)

    def read(self, segment: Segment) -> list[Caption]:
        """The new captions of a WebVTT segment, in order."""
        return self.told(parse_cues(segment.data.decode("utf-8", "replace")), segment)

    def told(self, cues: list[Cue], segment: Segment) -> list[Caption]:
        """Those of `cues`, which came with `segment`, that are new."""
        found = []
        for cue in cues:
            at = self._place(cue, segment)
            key = (round(at), cue.text)
            if any(abs(said - key[0]) <= 1 and text == cue.text for said, text in self._said):
                continue
            self._said.append(key)
            duration = max(SHORTEST_SECONDS, cue.end - cue.start)
            found.append(Caption(channel_id=self._channel_id, text=cue.text, timestamp=round(at, 3), duration=duration))
        return found

    def _place(self, cue: Cue, segment: Segment) -> float:
        """Programme time of `cue`: by the media's clock, or by its segment where the two do not agree."""
        offset = self._clock.offset(segment.at)
        if offset is not None and abs(cue.start + offset - segment.at) <= NEAR_SECONDS:
            return cue.start + offset
        return segment.at
