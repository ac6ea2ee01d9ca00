"""Work from the bus: utterances in, transcripts out."""

import asyncio
import threading
from collections.abc import AsyncIterator

from prism_core.audio import BYTES_PER_SAMPLE, MICROPHONE_RATE, Pcm
from prism_core.errors import BadInput, TooLarge
from prism_core.requests import Transcribe, TranscriptResult

from .engines import Engine, Task, Transcript

LONGEST_UTTERANCE_SECONDS = 120.0
"""What one request over the bus may hold; files of any length go to the HTTP interface."""


class Transcriber:
    """Runs an engine in threads, so that the event loop turns while it works; what nobody wants any more stops."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def transcribe(self, request: Transcribe, payload: bytes) -> AsyncIterator[tuple[TranscriptResult, bytes]]:
        """One final result; its text is empty when nothing was said.

        Raises:
            BadInput: the payload is not whole int16 samples at 16 kHz.
            TooLarge: it is longer than `LONGEST_UTTERANCE_SECONDS`.
        """
        sound = _utterance(request, payload)
        heard = await self.hear(sound, language=request.language, hints=request.hints)
        yield result_of(heard), b""

    async def transcribe_so_far(
        self, request: Transcribe, payload: bytes
    ) -> AsyncIterator[tuple[TranscriptResult, bytes]]:
        """One result that is not final; raises as `transcribe` does."""
        async for result, rest in self.transcribe(request, payload):
            yield result.model_copy(update={"final": False}), rest

    async def hear(
        self,
        sound: Pcm,
        *,
        language: str | None = None,
        hints: tuple[str, ...] = (),
        task: Task = "transcribe",
    ) -> Transcript:
        """What `Engine.transcribe` gives; cancelling the caller stops the engine at its next stretch of speech."""
        stop = threading.Event()
        try:
            return await asyncio.to_thread(
                self._engine.transcribe, sound, language=language, hints=hints, task=task, cancelled=stop.is_set
            )
        finally:
            stop.set()


def result_of(heard: Transcript) -> TranscriptResult:
    """The wire form of a transcript."""
    return TranscriptResult(
        text=heard.text,
        language=heard.language,
        words=heard.words,
        confidence=heard.confidence,
        engine=heard.engine,
    )


def _utterance(request: Transcribe, payload: bytes) -> Pcm:
    if request.sample_rate != MICROPHONE_RATE:
        raise BadInput(f"the utterance is sampled at {request.sample_rate} Hz; send {MICROPHONE_RATE} Hz")
    if len(payload) % BYTES_PER_SAMPLE:
        raise BadInput(f"the utterance has {len(payload)} bytes, which are no whole 16-bit samples")
    sound = Pcm(payload)
    if sound.seconds > LONGEST_UTTERANCE_SECONDS:
        raise TooLarge(f"the utterance lasts {sound.seconds:.0f} s; at most {LONGEST_UTTERANCE_SECONDS:.0f} s")
    return sound
