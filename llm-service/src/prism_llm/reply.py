"""Answers a viewer, sentence by sentence: facts from data, everything else from the engine."""

import logging
import random
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import aclosing
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from prism_core.commands import Command
from prism_core.errors import NotAllowed, PrismError, Unavailable
from prism_core.events.avatar import Expression, Gesture
from prism_core.requests import Reply, SentenceResult, UtteranceContext
from prism_core.sentences import SentenceCutter, cut_sentences
from prism_llm import prompt
from prism_llm.engines import closable
from prism_llm.engines.selection import Selection
from prism_llm.responder import times
from prism_llm.responder.data import Data
from prism_llm.responder.talk import small_talk
from prism_llm.sentiment import Emotion, Sentiment
from prism_llm.sentiment.analyse import analyse

log = logging.getLogger(__name__)

_MOODS: Mapping[Emotion, str] = {
    "sadness": "sad",
    "anger": "frustrated",
    "fear": "worried",
    "disgust": "put off",
}


class Replier:
    """Answers `Reply` requests; may be shared by all of a process.

    Args:
        selection: the engine that is best now.
        data: answers from data, and what is done to it.
        now: the time, with a zone, for requests that do not say it.
        choose: picks among phrasings.
    """

    def __init__(self, selection: Selection, data: Data, now: Callable[[], datetime], choose: random.Random) -> None:
        self._selection = selection
        self._data = data
        self._now = now
        self._choose = choose

    async def reply(self, request: Reply) -> AsyncIterator[SentenceResult]:
        """Sentences of the answer as they are complete."""
        mood = analyse(request.text)
        answered = False
        for command in request.commands or (None,):
            for sentence in await self._from_data(request, command, mood):
                answered = True
                yield sentence
        if answered:
            return
        async with aclosing(closable(self._talk(request, mood))) as sentences:
            async for sentence in sentences:
                yield sentence

    async def _from_data(self, request: Reply, command: Command | None, mood: Sentiment) -> list[SentenceResult]:
        """What data says to a command, or to the words where there is none; empty where it is for the engine."""
        now = _viewers(request.context, self._now())
        try:
            with times.told(request.context.hour_cycle):
                return await self._answered(request, command, mood, now)
        except NotAllowed as error:
            return [_styled(error.message, mood)]
        except Unavailable as error:
            log.warning("data is away", extra={"reason": error.message})
            return [_styled("I can't reach the guide and your lists right now. Try again in a moment.", mood)]

    async def _answered(
        self, request: Reply, command: Command | None, mood: Sentiment, now: datetime
    ) -> list[SentenceResult]:
        if command is None:
            answer = await self._data.aside(request, now)
        else:
            answer = await self._data.answer(command, request, now)
        if answer is None:
            return []
        results = [_styled(sentence, mood, gesture=answer.gesture) for sentence in answer.sentences]
        results[0] = results[0].model_copy(update={"card": answer.card})
        return results

    async def _talk(self, request: Reply, mood: Sentiment) -> AsyncIterator[SentenceResult]:
        """The engine's words; the fixed stock where there is none, or where it fails before its first word."""
        engine = self._selection.engine
        said = False
        if engine is not None:
            now = _viewers(request.context, self._now())
            context = request.context.model_copy(update={"now": now})
            asked = prompt.build(request.text, request.history, context, mood=_mood(mood))
            cutter = SentenceCutter(request.context.language)
            try:
                async with aclosing(closable(engine.reply(asked))) as pieces:
                    async for piece in pieces:
                        for sentence in cutter.push(piece):
                            said = True
                            yield _styled(sentence, mood)
                for sentence in cutter.flush():
                    said = True
                    yield _styled(sentence, mood)
                if said:
                    return
            except PrismError as error:
                self._selection.failed(error.message)
                log.warning("engine failed", extra={"engine": engine.name, "reason": error.message})
                if said:
                    raise
        for sentence in small_talk(request.text, mood, self._choose):
            for part in cut_sentences(sentence):
                yield _styled(part, mood)


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


def _mood(mood: Sentiment) -> str:
    """The strongest heavy feeling in a word, where the answer must mind it."""
    if not mood.requires_empathy:
        return ""
    return _MOODS[max(_MOODS, key=lambda name: mood.emotions[name])]


def _styled(text: str, mood: Sentiment, gesture: Gesture | None = None) -> SentenceResult:
    """A sentence with the face that fits its own words and the viewer's mood."""
    own = analyse(text)
    expression: Expression = "neutral"
    if mood.requires_empathy:
        expression = "sad"
    elif own.emotions["surprise"] >= 0.5:
        expression = "surprised"
    elif own.polarity > 0.3 or mood.polarity > 0.5:
        expression = "happy"
    elif own.polarity < -0.5:
        expression = "sad"
    return SentenceResult(
        text=text, expression=expression, intensity=max(0.4, min(0.9, own.intensity)), gesture=gesture
    )
