"""Hearing, mind and voice as work on the bus."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing

from prism_core.audio import Pcm
from prism_core.commands import Command
from prism_core.errors import Internal
from prism_core.events import PlaybackState
from prism_core.hearing import follow
from prism_core.ports import Manner, SpeechPiece
from prism_core.requests import (
    Exchange,
    PartialTranscript,
    Reply,
    SentenceResult,
    SpeechResult,
    Synthesize,
    Transcribe,
    TranscribeSoFar,
    TranscriptResult,
    Understand,
    Understanding,
    UtteranceContext,
)
from prism_core.work import WorkClient

TRANSCRIBE_SECONDS = 20.0
SO_FAR_SECONDS = 3.0
"""What was said so far is old news after this."""
UNDERSTAND_SECONDS = 5.0
REPLY_SECONDS = 60.0
SYNTHESIZE_SECONDS = 30.0


class BusSpeechToText:
    """Asks stt-service."""

    def __init__(self, client: WorkClient) -> None:
        self._client = client

    async def transcribe(self, utterance: Pcm, turn: str, hints: tuple[str, ...] = ()) -> TranscriptResult:
        """Text of `utterance`."""
        request = Transcribe(turn=turn, hints=hints, sample_rate=utterance.sample_rate)
        return await self._ask(request, utterance, TRANSCRIBE_SECONDS)

    async def follow(
        self, so_far: Callable[[], Pcm], turn: str, hints: tuple[str, ...] = ()
    ) -> AsyncGenerator[PartialTranscript, None]:
        """What is being said."""

        def ask(utterance: Pcm) -> Awaitable[TranscriptResult]:
            request = TranscribeSoFar(turn=turn, hints=hints, sample_rate=utterance.sample_rate)
            return self._ask(request, utterance, SO_FAR_SECONDS)

        async with aclosing(follow(ask, so_far)) as partials:
            async for partial in partials:
                yield partial

    async def _ask(self, request: Transcribe, utterance: Pcm, deadline_seconds: float) -> TranscriptResult:
        result = await self._client.ask_one(request, utterance.samples, deadline_seconds=deadline_seconds)
        if not isinstance(result, TranscriptResult):
            raise Internal("stt-service sent something that is no transcript")
        return result


class BusLanguageModel:
    """Asks llm-service, for one viewer's session.

    Args:
        client: the way there.
        state: how the viewer's player stands.
        viewer: whose session it is, as the sealed cookie of `prism_core.viewer`.
        session: its id.
    """

    def __init__(
        self, client: WorkClient, state: Callable[[], PlaybackState], viewer: str = "", session: str = ""
    ) -> None:
        self._client = client
        self._state = state
        self._viewer = viewer
        self._session = session

    async def understand(self, text: str, context: UtteranceContext, turn: str) -> Understanding:
        """The commands in `text`."""
        request = Understand(turn=turn, text=text, context=context)
        result = await self._client.ask_one(request, deadline_seconds=UNDERSTAND_SECONDS)
        if not isinstance(result, Understanding):
            raise Internal("llm-service sent something that is no understanding")
        return result

    async def reply(
        self,
        text: str,
        turn: str,
        *,
        history: tuple[Exchange, ...] = (),
        context: UtteranceContext,
        commands: tuple[Command, ...] = (),
    ) -> AsyncGenerator[SentenceResult, None]:
        """Sentences of the answer."""
        request = Reply(
            turn=turn,
            text=text,
            history=history,
            context=context,
            commands=commands,
            state=self._state(),
            viewer=self._viewer,
            session=self._session,
        )
        async with aclosing(self._client.ask(request, deadline_seconds=REPLY_SECONDS)) as answers:
            async for body, _ in answers:
                if isinstance(body, SentenceResult):
                    yield body


class BusTextToSpeech:
    """Asks tts-service."""

    def __init__(self, client: WorkClient) -> None:
        self._client = client

    async def synthesize(
        self, sentence: SentenceResult, turn: str, manner: Manner | None = None
    ) -> AsyncGenerator[SpeechPiece, None]:
        """Pieces of the spoken sentence."""
        how = manner or Manner()
        request = Synthesize(
            turn=turn,
            text=sentence.text,
            emotion=sentence.expression,
            voice=how.voice,
            speed=how.speed,
            pitch=how.pitch,
        )
        async with aclosing(self._client.ask(request, deadline_seconds=SYNTHESIZE_SECONDS)) as answers:
            async for body, samples in answers:
                if isinstance(body, SpeechResult):
                    yield SpeechPiece(Pcm(samples, body.sample_rate), body)
