"""How things stand as the viewer speaks: what words alone cannot say."""

from datetime import UTC, datetime
from typing import NamedTuple

from prism_core.events import PlaybackState
from prism_core.events.conversation import HourCycle
from prism_core.requests import UtteranceContext
from prism_gateway.conversation.company import hour_of
from prism_gateway.sessions.doing import SessionPlayer


class ViewersClock(NamedTuple):
    """How the viewer's browser tells the time, as far as it said so."""

    time_zone: str | None = None
    hour_cycle: HourCycle | None = None

    def hour(self, utc_offset_hours: float) -> float:
        """The hour of the viewer's day now; by that offset from UTC where their time zone is not known."""
        return hour_of(datetime.now(UTC), self.time_zone, utc_offset_hours)


UNTOLD = ViewersClock()


def context_of(
    state: PlaybackState,
    player: SessionPlayer,
    clock: ViewersClock,
    *,
    lumen_speaking: bool,
    language: str = "en",
    asked: str = "",
) -> UtteranceContext:
    """The context of an utterance.

    Args:
        state: how the browser's player stands.
        player: what was done last, and what Lumen asked.
        clock: how the viewer tells the time.
        lumen_speaking: whether the utterance cut Lumen off.
        language: of what was said before.
        asked: the question that Lumen answered with, where the player asks none.
    """
    return UtteranceContext(
        playing=state.playing,
        paused=state.paused,
        muted=state.muted,
        volume=state.volume,
        lumen_speaking=lumen_speaking,
        companion=player.companion,
        screen=state.screen,
        channel=state.channel_name,
        sleep_at=state.sleep_at,
        last_command=player.last_command,
        talked=player.only_talked or None,
        pending=player.question or asked or None,
        options=player.options or None,
        choices=player.choices or None,
        language=language,
        now=datetime.now(UTC),
        time_zone=clock.time_zone,
        hour_cycle=clock.hour_cycle,
    )
