"""What has just happened on the screen, as captions and the guide tell it, no further than the viewer has seen."""

from prism_core.events import PlaybackState
from prism_core.events.conversation import Card
from prism_llm.following import Following
from prism_llm.media import Media
from prism_llm.responder import times
from prism_llm.responder.answer import Answer, Question, listed
from prism_llm.responder.screen import on_channel

_SECONDS = 120.0
_SPOKEN_LINES = 3
_NAMED = 4


class Moment:
    """Answers what was said and who is in it.

    Args:
        media: the guide.
        following: what was said on the channels.
    """

    def __init__(self, media: Media, following: Following) -> None:
        self._media = media
        self._following = following

    async def recap(self, question: Question, state: PlaybackState | None) -> Answer | None:
        """The lines of the span asked about; none where no captions are known of it."""
        span = float(question.command.slots.get("seconds") or _SECONDS)
        seen = await self._following.seen(state, question.now, span)
        if not seen.lines:
            return None
        lines = " ".join(f"“{line}”" for line in seen.lines[-_SPOKEN_LINES:])
        card = Card(title=f"The last {times.spoken_minutes(span)}", lines=seen.lines[-12:])
        return Answer([f"I can't sum it up without a language model, but the last words were: {lines}"], card)

    async def who(self, question: Question) -> Answer | None:
        """The people that the guide names; none where it names none."""
        if not question.channel_id:
            return None
        on = await on_channel(self._media, question.channel_id, question)
        if on is None or on.now is None or not on.now.people:
            return None
        people = on.now.people
        return Answer(
            [f"I can't recognise faces, but {on.now.title} is with {listed(people[:_NAMED])}."],
            Card(title=on.now.title, lines=tuple(people[:12])),
        )
