"""Programme times for live channels that say none: they move with the segments and agree between renditions."""

from __future__ import annotations

from prism_media.relay.outline import Outline

_MEMORY_SEGMENTS = 64
"""How many segments back a time is remembered: an edge of the provider's network may be a few behind another."""
_BEHIND_SEGMENTS = 3
_DRIFT_SECONDS = 120.0
"""Durations are rounded, and a sum of them leaves the wall clock; beyond this it is set anew."""


class Track:
    """The segments of one rendition and when each begins, in Unix seconds."""

    def __init__(self) -> None:
        self._starts: dict[int, float] = {}
        self._end = 0
        self.says_dates = False

    @property
    def edge(self) -> float | None:
        """When the newest segment ends."""
        return self._starts.get(self._end)

    def start_of(self, number: int) -> float | None:
        """When a segment that is remembered begins."""
        return self._starts.get(number)

    def continued(self, seen: Outline, now: float) -> float | None:
        """When the first listed segment begins if the playlist goes on from what is known; `None` if it does not."""
        edge = self.edge
        if edge is None or not now - _DRIFT_SECONDS - seen.target_seconds < edge < now + _DRIFT_SECONDS:
            return None
        newest = seen.first + len(seen.durations)
        if newest < self._end - _BEHIND_SEGMENTS:
            return None  # Numbers went back: the provider's encoder was started again.
        if seen.first > self._end:
            return max(edge, now - seen.total_seconds)  # What lies between was never seen.
        return self._starts.get(seen.first)

    def lay(self, seen: Outline, start: float) -> None:
        """Remember the listed segments from `start` on."""
        if seen.first + len(seen.durations) < self._end - _BEHIND_SEGMENTS or seen.first > self._end:
            self._starts.clear()
        place = start
        for number, seconds in enumerate(seen.durations, start=seen.first):
            self._starts[number] = place
            place += seconds
        self._end = seen.first + len(seen.durations)
        self._starts[self._end] = place
        oldest = seen.first - _MEMORY_SEGMENTS
        for number in [known for known in self._starts if known < oldest or known > self._end]:
            del self._starts[number]


class ChannelClock:
    """Programme times of one channel; what one rendition says or was given, the others follow."""

    def __init__(self) -> None:
        self._tracks: dict[str, Track] = {}

    def first_segment(self, rendition: str, seen: Outline, now: float) -> float | None:
        """When the first listed segment begins, in Unix seconds, where the playlist is live and does not say.

        The newest segment of the first rendition ends now when it is first seen.
        """
        track = self._tracks.setdefault(rendition, Track())
        if seen.says_dates:
            track.says_dates = True
            if seen.dated:
                index, at = seen.dated
                track.lay(seen, at - sum(seen.durations[:index]))
            return None
        if track.says_dates or (seen.ended and track.edge is None):
            return None
        start = track.continued(seen, now)
        if start is None:
            # Times never go back, also where the provider's numbers do.
            start = max(track.edge or 0.0, self._agreed(rendition, seen, now))
        track.lay(seen, start)
        return start

    def _agreed(self, rendition: str, seen: Outline, now: float) -> float:
        """When a rendition begins that was not known: by another's number, else with the newest segments level."""
        for name, other in self._tracks.items():
            edge = other.edge
            if name == rendition or edge is None or abs(now - edge) > _DRIFT_SECONDS:
                continue
            level = edge - seen.total_seconds
            same = other.start_of(seen.first)
            return same if same is not None and abs(same - level) <= 2 * seen.target_seconds else level
        return now - seen.total_seconds
