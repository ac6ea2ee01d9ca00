"""What no data answers: a language model's words, with tools where it asks for them, cut into sentences."""

import asyncio
import logging
import random
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import replace
from datetime import datetime
from typing import Final

from prism_core.errors import PrismError, Unavailable, UpstreamFailed
from prism_core.events.conversation import Card
from prism_core.requests import Reply, SentenceResult
from prism_core.sentences import SentenceCutter, cut_sentences
from prism_llm import prompt
from prism_llm.budget import fitted
from prism_llm.engines import Engine, Message, OddAnswer, Prompt, ToolCall, closable
from prism_llm.engines.functions import call_in
from prism_llm.engines.selection import Selection
from prism_llm.manner import heavy, styled
from prism_llm.past import Pasts
from prism_llm.responder.screen import lag_of
from prism_llm.responder.talk import another_joke, asks_for_the_model, small_talk
from prism_llm.sentiment import Sentiment
from prism_llm.surroundings import Around, Surroundings
from prism_llm.telling import language_for, said_in, told_in
from prism_llm.tools import Outcome
from prism_llm.tools.cards import merged
from prism_llm.tools.using import Toolbox, TurnTools

log = logging.getLogger(__name__)

ROUNDS: Final = 3
"""Rounds of tools in one answer."""
ENOUGH_SECONDS: Final = 40.0
"""After which the sentence that is being written is the last."""
LONGEST_SECONDS: Final = 50.0
"""Of an answer without an end of a sentence: the gateway waits a minute."""
_AGAIN: Final = 2
"""Times that a sentence may be said in one answer; small models go round in circles."""
_FOUND: Final = "Here is what I found."
_BROKE_OFF: Final = "My language model broke off."
_SILENT: Final = "My language model isn't answering right now. Commands and the guide still work."


class Conversation:
    """Talks with a viewer; may be shared by all of a process.

    Args:
        selection: the engine that is best now.
        surroundings: what is so around the viewer.
        pasts: what was said before.
        toolbox: what a model may use.
        choose: picks among phrasings.
        context_tokens: how much a model may be given and write.
    """

    def __init__(
        self,
        selection: Selection,
        surroundings: Surroundings,
        pasts: Pasts,
        toolbox: Toolbox | None,
        choose: random.Random,
        context_tokens: int,
    ) -> None:
        self._selection = selection
        self._surroundings = surroundings
        self._pasts = pasts
        self._toolbox = toolbox
        self._choose = choose
        self._context_tokens = context_tokens

    async def talk(self, request: Reply, mood: Sentiment, now: datetime) -> AsyncIterator[SentenceResult]:
        """Sentences of the answer; the fixed stock where there is no model, or where it fails before its first word.

        Raises:
            PrismError: the model failed half-way.
        """
        engine = self._selection.engine
        if engine is None:
            for sentence in self._stock(request, mood, self._lead(request, mood)):
                yield sentence
            return
        said = False
        try:
            async with (
                self._pasts.turn(),
                aclosing(closable(self._answered(engine, request, mood, now))) as written,
                aclosing(closable(_until(written, LONGEST_SECONDS))) as sentences,
            ):
                async for sentence in sentences:
                    said = True
                    yield sentence
            if not said:
                raise OddAnswer(f"the model {engine.model!r} answered with nothing")
            self._selection.answered()
        except PrismError as error:
            if not isinstance(error, OddAnswer):
                self._selection.failed(error.message)
            log.warning("engine failed", extra={"engine": engine.name, "reason": error.message})
            if said:
                raise UpstreamFailed(_BROKE_OFF) from error  # The reason names servers: it is for the log.
            for sentence in self._stock(request, mood, _SILENT):
                yield sentence

    async def forget(self, request: Reply) -> None:
        """Nothing of what was said until now is told to a model again."""
        if request.session:
            await self._pasts.forget(request, await self._surroundings.profile(request))

    async def confirmed(self, request: Reply, mood: Sentiment) -> list[SentenceResult]:
        """What came of the call that the viewer's yes is for; empty where it is for none."""
        outcome = await self._toolbox.confirmed(request) if self._toolbox else None
        if outcome is None:
            return []
        said = f"That did not work: {outcome.text.strip('«»')}" if outcome.failed else "Done."
        return [styled(said_in(language_for(request), said), mood).model_copy(update={"card": outcome.card})]

    async def _answered(
        self, engine: Engine, request: Reply, mood: Sentiment, now: datetime
    ) -> AsyncIterator[SentenceResult]:
        around = await self._surroundings.of(request, now)
        programme = request.context.programme or around.programme
        context = request.context.model_copy(update={"now": now, "programme": programme})
        request = request.model_copy(update={"context": context})
        before = await self._pasts.of(request, around.profile)
        asked = prompt.build(
            request.text, before.exchanges, context, around.facts, heavy(mood), around.age_limit, before.summary
        )
        tainted = bool(around.facts or context.channel or context.programme or request.history)
        turn = await self._opened(request, around, tainted=tainted, behind=bool(lag_of(request.state, now)))
        cards: list[Card] = []
        shown: list[Card] = []
        enough = asyncio.get_running_loop().time() + ENOUGH_SECONDS
        for left in reversed(range(ROUNDS + 1)):
            asked = fitted(replace(asked, tools=turn.schemas if turn and left else ()), self._context_tokens)
            written = _Round(request.context.language, enough)
            async with aclosing(closable(written.sentences(engine, asked))) as sentences:
                async for text in sentences:
                    yield styled(text, mood).model_copy(update={"card": cards.pop(0) if cards else None})
            if turn is None or not written.calls:
                break
            outcomes = await turn.use(written.calls)
            for card in (outcome.card for _, outcome in outcomes):
                if card and card not in shown:
                    shown.append(card)
                    cards.append(card)
            if turn.question:
                # Last, since a yes counts for nothing but the last thing that was heard.
                yield styled(turn.question, mood).model_copy(update={"card": cards[0] if cards else None})
                return
            asked = _after(asked, written.text, outcomes)
        if rest := merged(cards):
            yield styled(said_in(language_for(request), _FOUND), mood).model_copy(update={"card": rest})

    async def _opened(self, request: Reply, around: Around, *, tainted: bool, behind: bool) -> TurnTools | None:
        if self._toolbox is None:
            return None
        child = around.age_limit is not None
        return await self._toolbox.opened(request, child=child, tainted=tainted, behind=behind)

    def _lead(self, request: Reply, mood: Sentiment) -> str:
        """That the model does not answer, where it is lost and the stock knows nothing to say instead."""
        if not self._selection.lost:
            return ""
        known = small_talk(request.text, mood, self._choose, limits=False)
        return "" if known and not asks_for_the_model(request.text) else _SILENT

    def _stock(self, request: Reply, mood: Sentiment, lead: str = "") -> list[SentenceResult]:
        language = language_for(request)
        with told_in(language):
            told = another_joke(request.text, request.history, self._choose) or small_talk(
                request.text, mood, self._choose, limits=not lead
            )
        if lead and asks_for_the_model(request.text):
            told = []
        parts = [part for sentence in (lead, *told) for part in cut_sentences(sentence)]
        return [styled(said_in(language, part), mood) for part in parts]


class _Round:
    """One answer of a model: its sentences as they are complete, then the tools it asked for."""

    def __init__(self, language: str | None, enough: float) -> None:
        self._cutter = SentenceCutter(language)
        self._enough = enough
        self._said: list[str] = []
        self.text = ""
        self.calls: list[ToolCall] = []

    async def sentences(self, engine: Engine, asked: Prompt) -> AsyncIterator[str]:
        """The sentences; small models write their calls as text, which nobody wants to hear."""
        async with aclosing(closable(engine.reply(asked))) as pieces:
            async for piece in pieces:
                if isinstance(piece, ToolCall):
                    self.calls.append(piece)
                    continue
                self.text += piece
                if not self._is_code():
                    for sentence in self._cutter.push(piece):
                        if self._said.count(sentence) == _AGAIN:
                            return
                        self._said.append(sentence)
                        yield sentence
                        if asyncio.get_running_loop().time() > self._enough:
                            return
        if self._is_code():
            self.calls += [call] if (call := call_in(self.text)) else []
            return
        for sentence in self._cutter.flush():
            yield sentence

    def _is_code(self) -> bool:
        return self.text.lstrip()[:1] in ("", "{")


async def _until(sentences: AsyncIterator[SentenceResult], seconds: float) -> AsyncIterator[SentenceResult]:
    """The sentences as long as they come within `seconds` altogether.

    Raises:
        Unavailable: the time is over.
    """
    end = asyncio.get_running_loop().time() + seconds
    while True:
        try:
            async with asyncio.timeout_at(end):
                sentence = await anext(sentences, None)
        except TimeoutError:
            raise Unavailable(f"the model took longer than {seconds:.0f} s for one answer") from None
        if sentence is None:
            return
        yield sentence


def _after(asked: Prompt, text: str, outcomes: Sequence[tuple[ToolCall, Outcome]]) -> Prompt:
    """The prompt with what was called and what came of it."""
    called = Message("assistant", text, calls=tuple(call for call, _ in outcomes))
    results = [Message("tool", outcome.text, call=call) for call, outcome in outcomes]
    return replace(asked, messages=[*asked.messages, called, *results])
