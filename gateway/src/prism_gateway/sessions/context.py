"""How things stand as the viewer speaks: what words alone cannot say."""

from datetime import UTC, datetime

from prism_core.events import PlaybackState
from prism_core.requests import UtteranceContext
from prism_gateway.sessions.doing import SessionPlayer


def context_of(state: PlaybackState, player: SessionPlayer, *, lumen_speaking: bool) -> UtteranceContext:
    """The context of an utterance.

    Args:
        state: how the browser's player stands.
        player: what was done last, and what Lumen asked.
        lumen_speaking: whether the utterance cut Lumen off.
    """
    return UtteranceContext(
        playing=state.playing,
        paused=state.paused,
        muted=state.muted,
        volume=state.volume,
        lumen_speaking=lumen_speaking,
        screen=state.screen,
        channel=state.channel_name,
        last_command=player.last_command,
        pending=player.question or None,
        options=player.options or None,
        now=datetime.now(UTC),
    )
