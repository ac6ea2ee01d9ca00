"""What is so around a viewer while they talk: what they have just seen and heard, what is known of them, how old."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from prism_core.commands import Command
from prism_core.errors import PrismError
from prism_core.requests import Reply
from prism_llm.following import Following
from prism_llm.media import Media, Programme
from prism_llm.recall import Recall
from prism_llm.responder.answer import Question
from prism_llm.responder.screen import lag_of, on_channel

log = logging.getLogger(__name__)

RECENT_SECONDS: Final = 120.0
MOST_CHARACTERS: Final = 1500
"""Of facts in one prompt: about 400 tokens, which a model on a CPU reads in some seconds."""
LONGEST_MEMORY: Final = 240
"""Of its characters in one prompt."""
MOST_SCENES: Final = 2
_THEY_SAID: Final = " They said: “"
"""Where companion-service's notes begin to quote."""


@dataclass(frozen=True, slots=True)
class Around:
    """What goes into the prompt.

    Attributes:
        facts: sentences from data.
        age_limit: years, for a profile that has one.
        profile: its id, where it is known.
        programme: what is on the screen, by its title.
    """

    facts: Sequence[str] = ()
    age_limit: int | None = None
    profile: str | None = None
    programme: str | None = None


class Surroundings:
    """Gathers it; what is away is left out.

    Args:
        media: whose data.
        following: what was said on the channels.
        recall: finds the memories that matter.
    """

    def __init__(self, media: Media, following: Following, recall: Recall) -> None:
        self._media = media
        self._following = following
        self._recall = recall

    async def of(self, request: Reply, now: datetime) -> Around:
        """What is around the viewer of `request`, and nothing that they have not seen yet."""
        seen = await self._following.seen(request.state, now, _asked_seconds(request))
        media = self._media.seen_by(request.viewer)
        try:
            memories, profile = await asyncio.gather(media.memories(), media.profile())
            name, limit = (profile.id, profile.age_limit) if profile else ("", None)
        except PrismError as error:
            log.warning("viewer's data is away", extra={"reason": error.message})
            memories, name, limit = (), None, 0 if request.viewer else None
        known = await self._recall.relevant([item.text for item in memories], request.text)
        scenes = [f"Scene before: {_without_words(note) if seen.lines else note}" for note in seen.notes[-MOST_SCENES:]]
        told = [f"The viewer once told you: {text[:LONGEST_MEMORY]}" for text in known]
        said = [f"Said just now: {line}" for line in seen.lines]
        left = MOST_CHARACTERS - sum(map(len, scenes)) - sum(map(len, told))
        shown = await self._shown(request, now)
        about = [f"About the programme: {shown.description[:LONGEST_MEMORY]}"] if shown and shown.description else []
        return Around([*about, *scenes, *_fitting(said, left), *told], limit, name, shown.title if shown else None)

    async def _shown(self, request: Reply, now: datetime) -> Programme | None:
        """The programme that the viewer sees; none where the guide does not tell, or does not tell them."""
        if request.state is None or request.state.channel_id is None:
            return None
        channel, lag = request.state.channel_id, lag_of(request.state, now)
        question = Question(Command.of("ask.now"), request.context, now, channel, lag=lag)
        try:
            both = await on_channel(self._media.seen_by(request.viewer), channel, question)
        except PrismError as error:
            log.warning("guide is away", extra={"reason": error.message})
            return None
        return both.now if both and both.now and not both.now.withheld else None

    async def profile(self, request: Reply) -> str | None:
        """Id of the viewer's profile; none where it cannot be asked."""
        try:
            profile = await self._media.seen_by(request.viewer).profile()
        except PrismError:
            return None
        return profile.id if profile else ""


def _asked_seconds(request: Reply) -> float:
    """How far back the viewer asks: "recap the last ten minutes"."""
    spans = [command.slots.get("seconds") for command in request.commands if command.name == "ask.explain"]
    return next((float(span) for span in spans if isinstance(span, int | float)), RECENT_SECONDS)


def _without_words(note: str) -> str:
    """A scene note without what was said in it, which the captions say line by line."""
    return note.partition(_THEY_SAID)[0]


def _fitting(lines: Sequence[str], left: int) -> list[str]:
    """The last lines that fit into `left` characters: the later, the nearer to the moment."""
    kept: list[str] = []
    for line in reversed(lines):
        left -= len(line)
        if left < 0:
            break
        kept.append(line)
    return kept[::-1]
