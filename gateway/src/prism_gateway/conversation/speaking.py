"""Says sentences aloud: synthesised one ahead, sent a few seconds ahead, all on one clock of the turn's speech."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing
from dataclasses import dataclass, field

from prism_core.errors import PrismError
from prism_core.events import BotOutput, BotStartedSpeaking, BotStoppedSpeaking, ErrorNotice, Visemes
from prism_core.ports import SpeechPiece, TextToSpeech
from prism_core.requests import SentenceResult
from prism_gateway.conversation.stage import Stage

LEAD_SECONDS = 4.0
"""How much speech may lie unheard in the browser: enough for a hiccup, little to throw away at a barge-in."""
PIECES_AHEAD = 64
"""Pieces of the next sentence that are kept ready; at 0.1–0.2 s each, more than a sentence."""


@dataclass(slots=True)
class Spoken:
    """One sentence of a turn's speech and where it lies on its clock, in seconds."""

    text: str
    start: float
    end: float


@dataclass(slots=True)
class Speech:
    """The clock of one turn's speech and what was said on it."""

    seconds: float = 0.0
    """Where the next piece begins."""
    sentences: list[Spoken] = field(default_factory=list)
    first_sound_at: float | None = None
    """When the first piece was sent, on the turn's clock."""
    heard_at: float = 0.0
    """When the last piece that was sent will have been heard, on the turn's clock."""


Pieces = asyncio.Queue[SpeechPiece | PrismError | None]


async def speak(
    sentences: AsyncIterator[SentenceResult],
    voice: TextToSpeech,
    stage: Stage,
    turn: str,
    speech: Speech,
    clock: Callable[[], float],
) -> None:
    """Says `sentences` in order; where no voice answers, the text alone is shown, and once why.

    Raises:
        PrismError: `sentences` failed; what it had given is said first.
    """
    ahead: asyncio.Queue[tuple[SentenceResult, Pieces] | None] = asyncio.Queue(maxsize=1)
    failure: PrismError | None = None
    async with asyncio.TaskGroup() as group:
        group.create_task(_play(ahead, stage, speech, clock), name="play")
        try:
            async for sentence in sentences:
                pieces: Pieces = asyncio.Queue(maxsize=PIECES_AHEAD)
                group.create_task(_synthesize(voice, sentence, turn, pieces), name="synthesize")
                await ahead.put((sentence, pieces))
        except PrismError as error:
            failure = error
        await ahead.put(None)
    if failure is not None:
        raise failure
    if speech.first_sound_at is not None:
        await stage.show(BotStoppedSpeaking())


async def speak_one(
    sentence: SentenceResult, voice: TextToSpeech, stage: Stage, turn: str, speech: Speech, clock: Callable[[], float]
) -> None:
    """Says a sentence that stands alone."""

    async def only() -> AsyncGenerator[SentenceResult, None]:
        yield sentence

    async with aclosing(only()) as sentences:
        await speak(sentences, voice, stage, turn, speech, clock)


async def _synthesize(voice: TextToSpeech, sentence: SentenceResult, turn: str, pieces: Pieces) -> None:
    """Fills `pieces` with one sentence; an error is its last piece, so that the next sentence is tried anew."""
    try:
        async with aclosing(_pieces(voice, sentence, turn)) as made:
            async for piece in made:
                await pieces.put(piece)
        await pieces.put(None)
    except PrismError as error:
        await pieces.put(error)


async def _pieces(voice: TextToSpeech, sentence: SentenceResult, turn: str) -> AsyncGenerator[SpeechPiece, None]:
    async for piece in voice.synthesize(sentence, turn):
        yield piece


async def _play(
    ahead: asyncio.Queue[tuple[SentenceResult, Pieces] | None],
    stage: Stage,
    speech: Speech,
    clock: Callable[[], float],
) -> None:
    silent = False
    while (waiting := await ahead.get()) is not None:
        sentence, pieces = waiting
        error = await _play_sentence(sentence, pieces, stage, speech, clock)
        if error is not None and not silent:
            silent = True
            await stage.show(ErrorNotice(error=f"Lumen cannot speak at the moment: {error.message}"))


async def _play_sentence(
    sentence: SentenceResult, pieces: Pieces, stage: Stage, speech: Speech, clock: Callable[[], float]
) -> PrismError | None:
    """Sends one sentence; gives the error that cut it short."""
    spoken = Spoken(sentence.text, speech.seconds, speech.seconds)
    index = len(speech.sentences)
    speech.sentences.append(spoken)
    first = await pieces.get()
    await stage.show(BotOutput(text=sentence.text, spoken=isinstance(first, SpeechPiece)))
    piece = first
    while isinstance(piece, SpeechPiece):
        await _pace(speech, clock)
        if speech.first_sound_at is None:
            speech.first_sound_at = clock()
            await stage.show(BotStartedSpeaking())
        if piece.result.cues:
            cues = tuple(cue.shifted(spoken.start) for cue in piece.result.cues)
            await stage.show(Visemes(sentence=index, cues=cues))
        await stage.play(piece.sound, sentence=index, start=speech.seconds)
        speech.seconds += piece.sound.seconds
        speech.heard_at = max(speech.heard_at, clock()) + piece.sound.seconds
        spoken.end = speech.seconds
        piece = await pieces.get()
    return piece


async def _pace(speech: Speech, clock: Callable[[], float]) -> None:
    """Waits until no more than `LEAD_SECONDS` lie unheard."""
    await asyncio.sleep(max(0.0, speech.heard_at - clock() - LEAD_SECONDS))
