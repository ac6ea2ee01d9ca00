"""One turn: transcribe → understand → act → reply → speak.

The task that runs a turn owns everything below it: cancelling it calls off the recogniser, the model and the
voice, since each port's iterator cancels its work when it is left.
"""

import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from typing import Final

from prism_core.audio import Pcm
from prism_core.commands import Command
from prism_core.errors import PrismError
from prism_core.events import (
    BotLlmStarted,
    BotLlmStopped,
    BotLlmText,
    Card,
    Clarify,
    ErrorNotice,
    Intent,
    PlayGesture,
    SetExpression,
    TurnMetrics,
    UserTranscription,
)
from prism_core.requests import SentenceResult, TranscriptResult, Understanding, UtteranceContext
from prism_gateway.conversation.acting import Acted, act, is_for_the_mind, may_be_asked, taken
from prism_gateway.conversation.history import History
from prism_gateway.conversation.saying import said_in
from prism_gateway.conversation.speaking import Speech, speak
from prism_gateway.conversation.stage import Ports, Stage
from prism_gateway.conversation.undoing import resolved

_SHORT_ANSWERS: Final = ({"confirm"}, {"deny"})


@dataclass(slots=True)
class Stopwatch:
    """When each stage of a turn was done, in seconds from its beginning."""

    began: float
    clock: Callable[[], float]
    transcribed: float | None = None
    understood: float | None = None
    first_sentence: float | None = None

    def now(self) -> float:
        """Seconds since the turn began."""
        return self.clock() - self.began


@dataclass(slots=True)
class Turn:
    """What one turn works with.

    Attributes:
        id: name of the turn on the bus, in logs and on the socket.
        ports: the world.
        stage: the viewer's browser.
        history: what was said before; this turn adds itself.
        context: how things stood when the viewer spoke.
        hints: names that are likely in the utterance.
        clock: seconds, monotonic.
        speech: what is said in this turn, as it is said.
        began: when the viewer had spoken, on the clock; now, where that is not known.
        speaker: who speaks, where several share the conversation.
        language: of what was said before.
        answer_in: the language that the viewer asked to be answered in; none where it is that of their words.
        last_done: what was done last, which is what can be taken back.
        player_asked: whether a question of the player's is open; what is open otherwise, the mind asked.
        on_acted: told what the viewer asked for and what came of it, before it is answered: that may be interrupted.
        on_choices: told of a sentence of which the viewer may pick something, as soon as it is there.
    """

    id: str
    ports: Ports
    stage: Stage
    history: History
    context: UtteranceContext
    hints: tuple[str, ...] = ()
    clock: Callable[[], float] = time.monotonic
    speech: Speech = field(default_factory=Speech)
    began: float | None = None
    speaker: str = ""
    language: str = "en"
    answer_in: str | None = None
    last_done: Command | None = None
    player_asked: bool = False
    on_acted: Callable[[tuple[Command, ...], Acted], None] = lambda _commands, _acted: None
    on_choices: Callable[[SentenceResult], None] = lambda _: None


async def run_turn(turn: Turn, said: Pcm | TranscriptResult | str) -> Acted:
    """Runs a turn from an utterance, its words or a typed text to the last sound of its answer; says what was done.

    An error of a part is told to the viewer in words; only cancellation leaves early.
    """
    watch = Stopwatch(turn.clock() if turn.began is None else turn.began, turn.clock)
    speech = turn.speech
    acted, language = Acted(language=turn.language), turn.answer_in or turn.language
    try:
        text = await _transcribe(turn, said)
        watch.transcribed = watch.now()
        if not text:
            return acted
        turn.history.begin(turn.id, f"{turn.speaker}: {text}" if turn.speaker else text, speech)
        meant = await turn.ports.mind.understand(text, turn.context, turn.id)
        watch.understood, spoken = watch.now(), _language(meant, turn.language)
        language = turn.answer_in or spoken
        commands = resolved(meant.commands, turn.last_done, turn.context.last_command)
        commands = taken(commands, turn.context.choices, turn.player_asked)
        turn.context = turn.context.model_copy(update={"language": language, "answer_in": turn.answer_in})
        meant = meant.model_copy(update={"commands": commands, "language": language})
        words = turn.history.again() if [command.name for command in commands] == ["repeat"] else ()
        acted = replace(await _act(turn, meant, words), language=spoken)
        if not words:
            turn.on_acted(commands, acted)
        async with aclosing(_answer(turn, text, meant.commands, acted, watch)) as sentences:
            await speak(sentences, turn.ports.voice, turn.stage, turn.id, turn.speech, turn.clock)
    except PrismError as error:
        await _apologise(turn, error, language)
    finally:
        turn.history.end()
    await turn.stage.show(
        TurnMetrics(
            transcribed_seconds=watch.transcribed,
            understood_seconds=watch.understood,
            first_sentence_seconds=watch.first_sentence,
            first_audio_seconds=None if speech.first_sound_at is None else speech.first_sound_at - watch.began,
            total_seconds=watch.now(),
        )
    )
    return acted


def _language(meant: Understanding, before: str) -> str:
    """The language to answer in: a bare yes or no is the same word in many, so it is that of the conversation."""
    return before if {command.name for command in meant.commands} in _SHORT_ANSWERS else meant.language


async def _transcribe(turn: Turn, said: Pcm | TranscriptResult | str) -> str:
    if isinstance(said, str):
        return said.strip()
    heard = await turn.ports.hearing.transcribe(said, turn.id, turn.hints) if isinstance(said, Pcm) else said
    await turn.stage.show(UserTranscription(text=heard.text, final=True, confidence=heard.confidence))
    return heard.text


async def _act(turn: Turn, meant: Understanding, words: tuple[str, ...]) -> Acted:
    """Does what the words asked the player to do, at once and in order.

    Where only Lumen's last `words` are wanted again, nothing is done: what they asked and offered stays open.
    """
    if meant.commands:
        await turn.stage.show(Intent(commands=meant.commands, tier=meant.tier, confidence=meant.confidence))
    if words:
        return Acted(acknowledgements=tuple(SentenceResult(text=sentence) for sentence in words))
    acted = await act(meant, turn.ports.player, turn.player_asked)
    if acted.question is not None:
        await turn.stage.show(Clarify(question=acted.question, options=acted.options))
    return acted


async def _answer(
    turn: Turn, text: str, commands: tuple[Command, ...], acted: Acted, watch: Stopwatch
) -> AsyncGenerator[SentenceResult, None]:
    """Sentences to say: what was done, then what was asked; each is shown as soon as it is there."""
    await turn.stage.show(BotLlmStarted())
    async with aclosing(_sentences(turn, text, commands, acted)) as sentences:
        async for sentence in sentences:
            if watch.first_sentence is None:
                watch.first_sentence = watch.now()
            await _show(turn, sentence)
            yield sentence
    await turn.stage.show(BotLlmStopped())


async def _sentences(
    turn: Turn, text: str, commands: tuple[Command, ...], acted: Acted
) -> AsyncGenerator[SentenceResult, None]:
    told = False
    if may_be_asked(commands) and all(result.ok for _, result in acted.done):
        async with aclosing(_replied(turn, text, commands)) as replied:
            async for sentence in replied:
                told = True
                yield sentence
    if told:  # More than that the page is open.
        return
    for said in acted.acknowledgements:
        yield said
    questions = tuple(command for command in commands if is_for_the_mind(command, turn.player_asked))
    if questions or not (commands or acted.acknowledgements):
        async with aclosing(_replied(turn, text, questions)) as replied:
            async for sentence in replied:
                yield sentence


async def _replied(turn: Turn, text: str, commands: tuple[Command, ...]) -> AsyncGenerator[SentenceResult, None]:
    reply: AsyncIterator[SentenceResult] = turn.ports.mind.reply(
        text, turn.id, history=turn.history.past, context=turn.context, commands=commands
    )
    async for sentence in reply:
        yield sentence


async def _show(turn: Turn, sentence: SentenceResult) -> None:
    await turn.stage.show(BotLlmText(text=sentence.text))
    if sentence.choices:
        turn.on_choices(sentence)
    if sentence.card is not None:
        await turn.stage.show(Card(title=sentence.card.title, lines=sentence.card.lines))
    if sentence.expression != "neutral":
        await turn.stage.show(SetExpression(expression=sentence.expression, intensity=sentence.intensity))
    if sentence.gesture is not None:
        await turn.stage.show(PlayGesture(gesture=sentence.gesture))


async def _apologise(turn: Turn, error: PrismError, language: str) -> None:
    """Tells the viewer what could not be done, aloud if there is still a voice."""
    await turn.stage.show(ErrorNotice(error=said_in(language, error.message)))

    async def sorry() -> AsyncGenerator[SentenceResult, None]:
        sentence = SentenceResult(text=said_in(language, "Sorry, I could not finish that."), expression="sad")
        await _show(turn, sentence)
        yield sentence

    async with aclosing(sorry()) as sentences:
        await speak(sentences, turn.ports.voice, turn.stage, turn.id, turn.speech, turn.clock)
