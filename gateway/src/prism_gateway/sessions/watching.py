"""What a viewer watches, as stretches to remember: from half a minute on, told again as they grow."""

from datetime import UTC, datetime

from pydantic import AwareDatetime

from prism_core.events import PlaybackState
from prism_core.model import Model

SHORTEST_SECONDS = 30.0
"""Zapping past is no watching."""
REPORT_SECONDS = 30.0
LONGEST_STEP_SECONDS = 15.0
"""A player tells its state every 5 s; what lies between two that are further apart was not all watched."""


class Stretch(Model):
    """Some time of one channel: `seconds` that its picture moved since `started_at`."""

    channel_id: str
    started_at: AwareDatetime
    seconds: float
    position: AwareDatetime | None
    """Programme time of the picture at the end."""


class WatchLog:
    """Makes stretches from the states of one player. Times are Unix seconds."""

    def __init__(self) -> None:
        self._state = PlaybackState()
        self._at = 0.0
        self._started_at = 0.0
        self._seconds = 0.0
        self._reported = 0.0

    def saw(self, state: PlaybackState, at: float) -> Stretch | None:
        """The player stands so at `at`; gives what is worth remembering now."""
        before = self._state
        if before.playing:
            self._seconds += min(max(at - self._at, 0.0), LONGEST_STEP_SECONDS)
        over = state.channel_id != before.channel_id
        worth = self._stretch(REPORT_SECONDS if not over else 1.0)
        if worth:
            self._reported = self._seconds
        if over:
            self._started_at, self._seconds, self._reported = at, 0.0, 0.0
        self._state, self._at = state, at
        return worth

    def leave(self, at: float) -> Stretch | None:
        """The browser is gone at `at`."""
        return self.saw(PlaybackState(), at)

    def _stretch(self, least_new: float) -> Stretch | None:
        channel = self._state.channel_id
        if channel is None or self._seconds < SHORTEST_SECONDS or self._seconds - self._reported < least_new:
            return None
        return Stretch(
            channel_id=channel,
            started_at=datetime.fromtimestamp(self._started_at, UTC),
            seconds=round(self._seconds, 1),
            position=self._state.position,
        )
