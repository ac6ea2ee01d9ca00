"""Answers a viewer, sentence by sentence: facts from data, everything else from the engine."""

import logging
import random
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import aclosing
from datetime import datetime

from prism_core.commands import Command
from prism_core.errors import PrismError, Unavailable
from prism_core.events.avatar import Expression, Gesture
from prism_core.requests import Reply, SentenceResult
from prism_core.sentences import SentenceCutter, cut_sentences
from prism_llm import prompt
from prism_llm.engines import closable
from prism_llm.engines.selection import Selection
from prism_llm.responder.facts import Facts, Question
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
_UNKNOWABLE = {
    "ask.who": "I can't recognise faces, so I don't know who that is.",
    "ask.song": "I can't identify songs here, sorry.",
    "ask.explain": "I haven't followed the programme closely enough to recap it.",
    "ask.score": "I have no live scores here, sorry.",
}


class Replier:
    """Answers `Reply` requests; may be shared by all of a process.

    Args:
        selection: the engine that is best now.
        facts: answers from data.
        now: the time, with a zone, for requests that do not say it.
        choose: picks among phrasings.
    """

    def __init__(self, selection: Selection, facts: Facts, now: Callable[[], datetime], choose: random.Random) -> None:
        self._selection = selection
        self._facts = facts
        self._now = now
        self._choose = choose

    async def reply(self, request: Reply) -> AsyncIterator[SentenceResult]:
        """Sentences of the answer as they are complete."""
        mood = analyse(request.text)
        questions = [command for command in request.commands if command.name.startswith("ask.")]
        if questions:
            for question in questions:
                for sentence in await self._fact(request, question, mood):
                    yield sentence
            return
        async with aclosing(closable(self._talk(request, mood))) as sentences:
            async for sentence in sentences:
                yield sentence

    async def _fact(self, request: Reply, command: Command, mood: Sentiment) -> list[SentenceResult]:
        now = request.context.now or self._now()
        channel_id = request.state.channel_id if request.state else None
        try:
            answer = await self._facts.answer(Question(command, request.context, now, channel_id))
        except Unavailable as error:
            log.warning("facts are away", extra={"reason": error.message})
            return [_styled("I can't reach the guide right now. Try again in a moment.", mood)]
        if answer is None:
            return [_styled(_UNKNOWABLE.get(command.name, "I don't know that."), mood, gesture="shrug")]
        results = [_styled(sentence, mood) for sentence in answer.sentences]
        results[0] = results[0].model_copy(update={"card": answer.card})
        return results

    async def _talk(self, request: Reply, mood: Sentiment) -> AsyncIterator[SentenceResult]:
        """The engine's words; the fixed stock where there is none, or where it fails before its first word."""
        engine = self._selection.engine
        said = False
        if engine is not None:
            asked = prompt.build(request.text, request.history, request.context, mood=_mood(mood))
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
