"""Work from the bus: a sentence in, chunks of speech with visemes out."""

import contextlib
from collections.abc import AsyncGenerator

from prism_core.requests import SpeechResult, Synthesize
from prism_tts.engines import DEFAULT_VOICE
from prism_tts.speaker import Speaker, Wish


class Synthesizer:
    """Answers `Synthesize`. One instance a process; requests may run side by side."""

    def __init__(self, speaker: Speaker) -> None:
        self._speaker = speaker

    async def synthesize(
        self, request: Synthesize, _payload: bytes
    ) -> AsyncGenerator[tuple[SpeechResult, bytes], None]:
        """A short first chunk, then chunks of 0.2 s; the same ones each time. Closing it silences the engine."""
        wish = Wish(
            request.text,
            request.voice or DEFAULT_VOICE,
            request.language,
            request.speed,
            request.emotion,
            request.pitch,
        )
        async with contextlib.aclosing(self._speaker.speak(wish)) as chunks:
            async for chunk in chunks:
                result = SpeechResult(sample_rate=chunk.sound.sample_rate, cues=chunk.cues)
                yield result, chunk.sound.samples
