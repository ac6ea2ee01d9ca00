"""What the viewer's picture shows: who has wound back, or watches what was on, is told of what they see."""

from datetime import datetime, timedelta
from typing import Final

from prism_core.events import PlaybackState
from prism_llm.media import Media, NowNext, Programme
from prism_llm.responder.answer import Question

BEHIND: Final = timedelta(seconds=60)
"""From which on the picture is behind: players hold a few segments back from what is live."""
_AHEAD: Final = timedelta(hours=6)
"""How far ahead what comes next is looked for."""


def lag_of(state: PlaybackState | None, now: datetime) -> timedelta:
    """How far the viewer's picture is behind what is live."""
    if state is None or state.channel_id is None:
        return timedelta()
    if state.live and state.behind_live_seconds is not None:
        lag = timedelta(seconds=state.behind_live_seconds)
    else:
        lag = now - state.position if state.position else timedelta()
    return lag if lag >= BEHIND else timedelta()


async def on_channel(media: Media, channel_id: str, question: Question) -> NowNext | None:
    """What is on a channel now and next; of a picture that is behind, what it shows, at the times of seeing it."""
    lag = question.lag if channel_id == question.channel_id else timedelta()
    if not lag:
        return (await media.now([channel_id])).get(channel_id)
    seen = question.now - lag
    found = await media.guide(seen, seen + _AHEAD, [channel_id])
    on = next((one for one in found if one.start <= seen < one.stop), None)
    then = next((one for one in found if one.start > seen), None)
    return NowNext(now=on and _later(on, lag), next=then and _later(then, lag))


def _later(one: Programme, lag: timedelta) -> Programme:
    return one.model_copy(update={"start": one.start + lag, "stop": one.stop + lag})
