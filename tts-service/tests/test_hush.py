from collections.abc import Generator

import numpy as np
import pytest

from prism_core.audio import Pcm
from prism_core.events.avatar import Expression
from prism_tts.alignment import Aligner
from prism_tts.chunks import CHUNK_SECONDS
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
