import asyncio
from collections.abc import AsyncGenerator, Generator

import anyio
import numpy as np
import pytest

from prism_core.audio import Pcm
from prism_core.events.avatar import Expression
from prism_tts.alignment import Aligner
from prism_tts.chunks import CHUNK_SECONDS
from prism_tts.encode import encoded
from prism_tts.engines import Capabilities, Speech, TimedPhoneme
from prism_tts.engines.espeak import EspeakReference
from prism_tts.speaker import Speaker, Wish
from prism_tts.threads import AHEAD

RATE = 24_000


class Endless:
    """An engine that never comes to an end by itself, in pieces of a chunk's length."""

    name = model = "endless"

    def __init__(self) -> None:
        self.made = 0
        self.closed = False

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(RATE, ("lumen",), frozenset({"en"}), phoneme_times=True)

    def load(self) -> None: ...

    def unload(self) -> None: ...

    def synthesize(
        self, text: str, voice: str, language: str, speed: float, emotion: Expression, pitch: float = 0.0
    ) -> Generator[Speech, None, None]:
        try:
            while True:
                self.made += 1
                yield Speech(
                    Pcm(bytes(int(CHUNK_SECONDS * RATE) * 2), RATE),
                    (TimedPhoneme("pə"[self.made % 2], 0.0, CHUNK_SECONDS),),
                )
        finally:
            self.closed = True


async def test_a_hush_ends_the_engine_within_what_is_made_ahead() -> None:
    engine = Endless()
    chunks = Speaker(lambda: engine, Aligner(EspeakReference())).speak(Wish("Once upon a time."))
    heard = [await anext(chunks) for _ in range(3)]
    await chunks.aclose()
    made = engine.made
    assert engine.closed
    assert made <= len(heard) + AHEAD + 3
    assert all(np.frombuffer(chunk.sound.samples, np.int16).size for chunk in heard)
    with pytest.raises(StopAsyncIteration):
        await anext(chunks)
    assert engine.made == made


async def test_who_leaves_while_it_is_encoded_ends_the_sound_without_an_error() -> None:
    closed = asyncio.Event()

    async def sound() -> AsyncGenerator[bytes, None]:
        try:
            while True:
                yield bytes(4800)
                await asyncio.sleep(0.01)
        finally:
            closed.set()
            await asyncio.sleep(0.05)  # as long as an engine takes to fall silent

    with anyio.CancelScope() as left:
        async for _ in encoded(sound(), RATE, "mp3"):
            left.cancel()
    assert closed.is_set()
