"""Work from the bus: utterances in, transcripts out."""

import asyncio
import threading
from collections.abc import AsyncGenerator, AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial

from prism_core.audio import BYTES_PER_SAMPLE, MICROPHONE_RATE, Pcm
from prism_core.errors import BadInput, TooLarge
from prism_core.requests import Transcribe, TranscriptResult

from .engines import Asked, Engine, Transcript
from .engines.voice_activity import find_speech, windows
from .precedence import Precedence, Rank

LONGEST_UTTERANCE_SECONDS = 120.0
"""What one request over the bus may hold; files of any length go to the HTTP interface."""

Results = AsyncIterator[tuple[TranscriptResult, bytes]]


class Transcriber:
    """Runs an engine in threads, so that the event loop turns while it works; what nobody wants any more stops.

    Args:
        engine: what hears.
        workers: how much of each rank is heard at the same time; viewers never wait for a lower one's thread.
    """

    def __init__(self, engine: Engine, workers: int = 1) -> None:
        self._engine = engine
        self._precedence = Precedence()
        self._threads = {rank: ThreadPoolExecutor(workers, f"hear {rank.name.lower()}") for rank in Rank}

    def close(self) -> None:
        """Takes no more work."""
        for threads in self._threads.values():
            threads.shutdown(wait=False, cancel_futures=True)

    async def transcribe(self, request: Transcribe, payload: bytes) -> Results:
        """One final result; its text is empty when nothing was said.

        Raises:
            BadInput: the payload is not whole int16 samples at 16 kHz.
            TooLarge: it is longer than `LONGEST_UTTERANCE_SECONDS`.
        """
        yield result_of(await self._utterance(request, payload, Rank.VIEWER)), b""

    async def transcribe_so_far(self, request: Transcribe, payload: bytes) -> Results:
        """One result that is not final; raises as `transcribe` does."""
        heard = await self._utterance(request, payload, Rank.SHOWN)
        yield result_of(heard).model_copy(update={"final": False}), b""

    async def transcribe_behind(self, request: Transcribe, payload: bytes) -> Results:
        """One final result of sound that is no viewer's; raises as `transcribe` does."""
        asked = Asked(language=request.language, hints=request.hints)
        yield result_of(await self.hear(_utterance(request, payload), asked, Rank.BEHIND)), b""

    async def hear(self, sound: Pcm, asked: Asked, rank: Rank = Rank.BEHIND) -> Transcript:
        """What `Engine.transcribe` gives; cancelling the caller stops the engine at its next step."""
        stop = threading.Event()
        try:
            with self._precedence.working(rank):
                return await asyncio.get_running_loop().run_in_executor(
                    self._threads[rank], partial(self._transcribe, sound, asked, rank, stop)
                )
        finally:
            stop.set()

    async def hear_in_windows(self, sound: Pcm, asked: Asked) -> AsyncGenerator[Transcript, None]:
        """What `hear` gives, one piece for each window of speech, as soon as it is there."""
        found = await asyncio.to_thread(find_speech, sound.samples)
        for window in windows(found):
            piece = Pcm(sound.samples[BYTES_PER_SAMPLE * window.start : BYTES_PER_SAMPLE * window.end])
            heard = await self.hear(piece, asked)
            if heard.text:
                asked = replace(asked, language=heard.language if asked.task == "transcribe" else asked.language)
                yield heard.later(window.start / MICROPHONE_RATE)

    def _transcribe(self, sound: Pcm, asked: Asked, rank: Rank, stop: threading.Event) -> Transcript:
        asked = replace(asked, unhurried=rank is Rank.BEHIND)

        def cancelled() -> bool:
            return self._precedence.stand_back(rank, stop.is_set)

        cancelled()  # who stands back does so before the engine is busy with it
        # What was begun to be shown is finished: the utterance's end may be waiting for the same words.
        return self._engine.transcribe(sound, asked, stop.is_set if rank is Rank.SHOWN else cancelled)

    async def _utterance(self, request: Transcribe, payload: bytes, rank: Rank) -> Transcript:
        asked = Asked(language=request.language, hints=request.hints, foreground=True, commands=True)
        return await self.hear(_utterance(request, payload), asked, rank)


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
