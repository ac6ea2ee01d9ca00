"""Everything that is answered from data or done to it, by command, and by plain words about the viewer's own."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from prism_core.commands import Command
from prism_core.requests import Exchange, Reply
from prism_llm.following import Following
from prism_llm.media import Media
from prism_llm.responder import clock
from prism_llm.responder.answer import Answer, Question, listed
from prism_llm.responder.asked import Asked
from prism_llm.responder.deleting import Deleting, Understood, as_deletion
from prism_llm.responder.facts import Facts
from prism_llm.responder.forgetting import forgetting
from prism_llm.responder.holdings import Holdings, asks_what_is_recorded
from prism_llm.responder.memories import Memories
from prism_llm.responder.moment import Moment
from prism_llm.responder.questions import Questions, only_asks
from prism_llm.responder.recordings import Recordings
from prism_llm.responder.reminders import Reminders
from prism_llm.responder.reminding import reminder_in
from prism_llm.responder.scores import Scores
from prism_llm.responder.screen import lag_of, on_channel
from prism_llm.responder.sparing import not_recorded, sparing
from prism_llm.responder.talk import OFFERS
from prism_llm.telling import asked_for, own_words, variants

_UNKNOWABLE: Mapping[str, str] = {
    "ask.who": "I can't recognise faces, so I don't know who that is.",
    "ask.song": "I can't identify songs here, sorry.",
    "ask.explain": "I haven't followed the programme closely enough to recap it.",
}
_AGAIN = asked_for("again", r"^\W*(?:{})(?!\w)")
"""Asks for Lumen's own last words."""
_TALKED = re.compile(rf"^\W*(?:{'|'.join(own_words('talked'))})\W*$".replace("'", "['’]"), re.I)
_RECALLED = 3
"""Of the viewer's last words."""


class Data:
    """Answers commands, each for the viewer who asks. `Unavailable` passes through when media-service is away.

    Args:
        media: where the data is.
        understood: the commands in a text.
        following: what was said on the channels.
        has_model: whether a language model is there, which sums up better than data does.
        scores: answers how matches stand.
    """

    def __init__(
        self,
        media: Media,
        understood: Understood,
        following: Following,
        has_model: Callable[[], bool],
        scores: Scores,
    ) -> None:
        self._scores = scores
        self._media = media
        self._understood: Understood = lambda text: () if only_asks(text) else forgetting(text) or understood(text)
        self._following = following
        self._has_model = has_model

    async def answer(self, command: Command, request: Reply, now: datetime) -> Answer | None:
        """The answer to one command of `request`; none where it is for the conversation."""
        channel_id = request.state.channel_id if request.state else None
        wish = forgetting(request.text) if command.name == "reminder.list" else ()
        command = next(iter(wish), None) or as_deletion(command, request.text) or command
        lag = lag_of(request.state, now)
        told = request.history[-1].lumen if request.history else ""
        question = Question(command, request.context, now, channel_id, request.text, lag, told)
        media = self._media.seen_by(request.viewer)
        match command.name.split(".")[0]:
            case "ask":
                return await self._asked(media, question, request)
            case "reminder":
                return await Reminders(media).answer(question)
            case "tv" if command.name == "tv.record":
                if asks_what_is_recorded(request.text):
                    return await Holdings(media).answer(question)
                return await Recordings(media).answer(question)
            case "ui" if command.name == "ui.open":
                return await Holdings(media).shown(question)
            case "delete":
                return await Deleting(media, self._understood).answer(question)
            case "confirm":
                confirmed = await Deleting(media, self._understood).confirmed(question, request.history)
                return confirmed or await self._found(media, question, request.history)
        return None

    async def _left_out(self, media: Media, question: Question, history: Sequence[Exchange]) -> Answer | None:
        """The answer where all but something is to be deleted or recorded, or all after all."""
        deleting = Deleting(media, self._understood)
        if spared := sparing(question.text):
            return await deleting.but(spared, question)
        if not_recorded(question.text):
            return Answer(["I record what you name, but not everything else, so nothing is recorded."])
        return await deleting.every(question, history)

    async def _found(self, media: Media, question: Question, history: Sequence[Exchange]) -> Answer | None:
        """What was offered to be looked for; none where nothing of the kind was offered last."""
        said = history[-1].lumen if history else ""
        if not said.endswith(tuple(other for offer in OFFERS for other in variants(offer))):
            return None
        return await Facts(media).answer(replace(question, command=Command.of("ask.recommend")))

    def _talked(self, request: Reply) -> Answer | None:
        """What the viewer said last, where they ask for it and no model is there, which sums up better."""
        if not request.history or self._has_model() or not _TALKED.search(request.text):
            return None
        said = [exchange.viewer.rstrip(".!?") for exchange in request.history[-_RECALLED:]]
        return Answer([f"You said last: {listed([f'“{words}”' for words in said])}."])

    async def _asked(self, media: Media, question: Question, request: Reply) -> Answer | None:
        name = question.command.name
        if name == "ask.explain" and (talked := self._talked(request)):
            return talked
        if name == "ask.score":
            return await self._scores.answer(await _with_programme(media, question), request.viewer)
        answer = (
            await Holdings(media).answer(question)
            or await Memories(media).asked(question.text.lstrip("¿¡ "), question.now)
            or await Facts(media).answer(question)
        )
        if answer is None and name == "ask.explain":
            answer = await Moment(media, self._following).recap(question, request.state)
            if answer is not None and self._has_model():
                return None
        elif answer is None and name == "ask.who":
            answer = await Moment(media, self._following).who(question)
        return answer or Answer([_UNKNOWABLE.get(name, "I don't know that.")], gesture="shrug")

    async def aside(self, request: Reply, now: datetime) -> Answer | None:
        """The answer to words that are no command but that data answers; none where it does not."""
        text = request.text.lstrip("¿¡ ")
        if _AGAIN.search(text):
            return Answer([request.history[-1].lumen]) if request.history and request.history[-1].lumen else None
        if talked := self._talked(request):
            return talked
        if time := clock.told(text, now):
            return Answer([time])
        theirs = self._media.seen_by(request.viewer)
        channel_id = request.state.channel_id if request.state else None
        asked = Question(Command.of("repeat"), request.context, now, channel_id, text, lag_of(request.state, now))
        if not request.commands and (answer := await Questions(theirs).answer(asked, request.state)):
            return answer
        if not request.commands and (answer := await self._left_out(theirs, asked, request.history)):
            return answer
        for command in forgetting(text):
            return await self.answer(command, request, now)
        if not request.commands and (answer := await Holdings(theirs).answer(asked)):
            return answer
        if not request.commands and (answer := await Facts(theirs).of_a_kind(asked)):
            return answer
        if not request.commands and (wanted := reminder_in(text, now)):
            return await Reminders(theirs).answer(replace(asked, command=wanted))
        memories = Memories(theirs)
        if answer := await memories.answer(text, now):
            return answer
        if not request.commands and not self._has_model() and (answer := await Asked(theirs).answer(asked)):
            return answer
        told = await memories.learn(request.text) if not request.commands else None
        # A model has more to say to "I love westerns" than that it was noted.
        return None if self._has_model() else told


async def _with_programme(media: Media, question: Question) -> Question:
    """The question with what is on the screen, which names the match that is meant."""
    if question.channel_id is None or question.context.programme:
        return question
    both = await on_channel(media, question.channel_id, question)
    title = both.now.title if both and both.now and not both.now.withheld else None
    return replace(question, context=question.context.model_copy(update={"programme": title}))
