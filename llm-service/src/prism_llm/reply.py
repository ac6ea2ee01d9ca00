"""Answers a viewer, sentence by sentence: facts from data, everything else from the engine."""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from prism_core.commands import Command
from prism_core.errors import NotAllowed, Unavailable, UpstreamFailed
from prism_core.requests import Reply, SentenceResult, UtteranceContext
from prism_llm.conversation import Conversation
from prism_llm.engines import closable
from prism_llm.manner import styled
from prism_llm.responder import times
from prism_llm.responder.data import Data
from prism_llm.responder.forgetting import forgets_the_talk
from prism_llm.sentiment import Sentiment
from prism_llm.sentiment.analyse import analyse
from prism_llm.sight.looking import Looking, asks_to_look
from prism_llm.telling import language_for, said_in, told_in

log = logging.getLogger(__name__)


class Replier:
    """Answers `Reply` requests; may be shared by all of a process.

    Args:
        data: answers from data, and what is done to it.
        looking: answers what is to be seen on the screen.
        conversation: answers everything else.
        now: the time, with a zone, for requests that do not say it.
    """

    def __init__(self, data: Data, looking: Looking, conversation: Conversation, now: Callable[[], datetime]) -> None:
        self._data = data
        self._looking = looking
        self._conversation = conversation
        self._now = now

    async def reply(self, request: Reply) -> AsyncIterator[SentenceResult]:
        """Sentences of the answer as they are complete."""
        mood = analyse(request.text, request.commands)
        answered = False
        if forgets_the_talk(request.text):
            await self._conversation.forget(request)
            language = language_for(request)
            yield styled(said_in(language, "I've forgotten what we talked about."), mood)
            return
        if asks_to_look(request):
            async with aclosing(closable(self._seen(request, mood))) as looked:
                async for sentence in looked:
                    answered = True
                    yield sentence
            if answered:
                return
        # Words that are a command by their form may still ask for the viewer's own: they are looked at last.
        shown = any(command.name == "ui.open" for command in request.commands)
        for command in (*request.commands, None):
            if command is None and (answered or shown):
                break
            for sentence in await self._from_data(request, command, mood):
                answered = True
                yield sentence
        if answered or shown:  # Who only wanted to see a page is answered by it.
            return
        now = _viewers(request.context, self._now())
        async with aclosing(closable(self._conversation.talk(request, mood, now))) as sentences:
            async for sentence in sentences:
                yield sentence

    async def _seen(self, request: Reply, mood: Sentiment) -> AsyncIterator[SentenceResult]:
        """What a vision model sees; who somebody is, the guide may know where none looks."""
        looked, why = False, ""
        try:
            async with aclosing(closable(self._looking.look(request, mood))) as sentences:
                async for sentence in sentences:
                    looked = True
                    yield sentence
        except UpstreamFailed as error:
            if looked:
                raise
            why = error.message
        if not looked and not any(command.name == "ask.who" for command in request.commands):
            language = language_for(request)
            for sentence in await self._looking.unseen(request, mood, why):
                yield sentence.model_copy(update={"text": said_in(language, sentence.text)})

    async def _from_data(self, request: Reply, command: Command | None, mood: Sentiment) -> list[SentenceResult]:
        """What data says to a command, or to the words where there is none; empty where it is for the engine."""
        now = _viewers(request.context, self._now())
        language = language_for(request)
        try:
            with times.told(request.context.hour_cycle), told_in(language):
                answer = await self._answered(request, command, mood, now)
        except NotAllowed as error:
            answer = [styled(error.message, mood)]
        except Unavailable as error:
            log.warning("data is away", extra={"reason": error.message})
            answer = [styled("I can't reach the guide and your lists right now. Try again in a moment.", mood)]
        return [_in(language, sentence) for sentence in answer]

    async def _answered(
        self, request: Reply, command: Command | None, mood: Sentiment, now: datetime
    ) -> list[SentenceResult]:
        if command is None:
            answer = await self._data.aside(request, now)
        else:
            answer = await self._data.answer(command, request, now)
        if answer is None:
            asked = command is not None and command.name == "confirm"
            return await self._conversation.confirmed(request, mood) if asked else []
        if answer.forgets:
            await self._conversation.forget(request)
        results = [styled(sentence, mood, answer.gesture, request.commands) for sentence in answer.sentences]
        results[0] = results[0].model_copy(update={"card": answer.card, "choices": answer.choices})
        return results


def _in(language: str, sentence: SentenceResult) -> SentenceResult:
    card = sentence.card and sentence.card.model_copy(update={"title": said_in(language, sentence.card.title)})
    return sentence.model_copy(update={"text": said_in(language, sentence.text), "card": card})


def _viewers(context: UtteranceContext, now: datetime) -> datetime:
    """The viewer's time: in their zone, in this machine's where the context speaks of UTC only."""
    moment = context.now or now
    if zone := _zone(context.time_zone):
        return moment.astimezone(zone)
    return moment if moment.utcoffset() else moment.astimezone(now.tzinfo)


def _zone(name: str | None) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None  # A browser's name that this machine's tables lack, or no name of a zone at all.
