"""`POST /v1/audio/speech`, compatible with OpenAI's, and the voices it can use.

Their interface: https://platform.openai.com/docs/api-reference/audio. Beyond it, `include: ["visemes"]` (or
`?timing=visemes`) answers with JSON lines, each a stretch of sound and the visemes that begin in it; `language`
and `emotion` may be given.
"""

import base64
import contextlib
from collections.abc import AsyncGenerator
from typing import Annotated, Literal, TypeVar

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from prism_core.errors import BadInput
from prism_core.events.avatar import Expression
from prism_core.model import Model
from prism_core.visemes import VisemeCue
from prism_tts.chunks import Chunk
from prism_tts.encode import MEDIA_TYPES, AudioFormat, encoded
from prism_tts.engines import DEFAULT_VOICE, Engine
from prism_tts.speaker import LONGEST_TEXT, Speaker, Wish

T = TypeVar("T")

OPENAI_VOICES = frozenset(
    {"alloy", "ash", "ballad", "cedar", "coral", "echo", "fable", "marin", "nova", "onyx", "sage", "shimmer", "verse"}
)
"""Names that OpenAI's clients send by default; all of them are Lumen here."""
LINES = "application/x-ndjson"


class SpeechRequest(BaseModel):
    """What OpenAI's clients send. Fields that only their models know are accepted and ignored."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    input: str = Field(max_length=LONGEST_TEXT)
    model: str = "tts-1"
    """Any name: one engine speaks."""
    voice: str = DEFAULT_VOICE
    response_format: AudioFormat = "mp3"
    speed: float = Field(default=1.0, ge=0.25, le=4.0)
    language: str | None = None
    """BCP 47; none: as the text's script tells."""
    emotion: Expression = "neutral"
    include: tuple[Literal["visemes"], ...] = ()


class SpeechLine(Model):
    """One line of a timed answer."""

    audio: str
    """Base64 of mono int16 little-endian samples."""
    sample_rate: int
    start: float
    """Seconds from the beginning of the speech to this line's first sample."""
    visemes: tuple[VisemeCue, ...]
    """Those that begin in this line's sound; `start` is in seconds from the beginning of the speech."""


class Voices(Model):
    """What can be asked for."""

    voices: tuple[str, ...]
    languages: tuple[str, ...]


def router(speaker: Speaker, engine: Engine) -> APIRouter:
    """The public paths of tts-service."""
    routes = APIRouter(tags=["speech"])

    @routes.post("/v1/audio/speech", response_class=StreamingResponse)
    async def speech(
        wanted: SpeechRequest, timing: Annotated[Literal["visemes"] | None, Query()] = None
    ) -> StreamingResponse:
        """Speaks `input`; the body streams while it is spoken."""
        if not wanted.input.strip():
            raise BadInput("input is empty; send the text to speak")
        voice = DEFAULT_VOICE if wanted.voice.lower() in OPENAI_VOICES else wanted.voice
        wish = Wish(wanted.input, voice, wanted.language, wanted.speed, wanted.emotion)
        chunks = await _started(speaker.speak(wish))
        if timing == "visemes" or "visemes" in wanted.include:
            return StreamingResponse(await _started(_lines(chunks)), media_type=LINES)
        body = encoded(_samples(chunks), speaker.sample_rate, wanted.response_format)
        return StreamingResponse(await _started(body), media_type=MEDIA_TYPES[wanted.response_format])

    @routes.get("/v1/audio/speech/voices")
    async def voices() -> Voices:
        """Voices and languages of the engine in use."""
        capabilities = engine.capabilities
        return Voices(voices=capabilities.voices, languages=tuple(sorted(capabilities.languages)))

    return routes


async def _started(stream: AsyncGenerator[T, None]) -> AsyncGenerator[T, None]:
    """`stream` with its first item made: what cannot be done is an error answer, not a broken stream."""
    try:
        first = [await anext(stream)]
    except StopAsyncIteration:
        first = []

    async def whole() -> AsyncGenerator[T, None]:
        async with contextlib.aclosing(stream):
            for item in first:
                yield item
            async for item in stream:
                yield item

    return whole()


async def _samples(chunks: AsyncGenerator[Chunk, None]) -> AsyncGenerator[bytes, None]:
    async with contextlib.aclosing(chunks):
        async for chunk in chunks:
            yield chunk.sound.samples


async def _lines(chunks: AsyncGenerator[Chunk, None]) -> AsyncGenerator[bytes, None]:
    start = 0.0
    async with contextlib.aclosing(chunks):
        async for chunk in chunks:
            audio = base64.b64encode(chunk.sound.samples).decode()
            line = SpeechLine(
                audio=audio, sample_rate=chunk.sound.sample_rate, start=round(start, 6), visemes=chunk.cues
            )
            start += chunk.sound.seconds
            yield line.model_dump_json().encode() + b"\n"
