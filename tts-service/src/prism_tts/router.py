"""`POST /v1/audio/speech`, compatible with OpenAI's.

Their interface: https://platform.openai.com/docs/api-reference/audio. Beyond it, `include: ["visemes"]` (or
`?timing=visemes`) answers with JSON lines, each a stretch of sound and the visemes that begin in it, or adds events
of them to `stream_format: "sse"`; `language`, `emotion` and `pitch` may be given.
"""

import base64
import contextlib
import json
from collections.abc import AsyncGenerator, Callable, Collection
from typing import Annotated, Literal, TypeVar

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from prism_core.audio import BYTES_PER_SAMPLE, Pcm
from prism_core.errors import BadInput
from prism_core.events.avatar import Expression
from prism_core.model import Model
from prism_core.visemes import VisemeCue
from prism_tts.chunks import Chunk
from prism_tts.encode import MEDIA_TYPES, PCM_RATE, AudioFormat, delay_seconds, encoded
from prism_tts.engines import DEFAULT_VOICE, LanguageNotSpoken, VoiceNotFound
from prism_tts.instructions import emotion_of
from prism_tts.speaker import LONGEST_TEXT, Speaker, Wish

T = TypeVar("T")

OPENAI_VOICES = frozenset(
    {"alloy", "ash", "ballad", "cedar", "coral", "echo", "fable", "marin", "nova", "onyx", "sage", "shimmer", "verse"}
)
"""Names that OpenAI's clients send by default; all of them are Lumen here."""
CLONED = "this voice was cloned: only XTTS v2 speaks with it, and is not in use; /api/status says why"
SILENCE_SECONDS = 0.2
LINES = "application/x-ndjson"
EVENTS = "text/event-stream"


class VoiceId(BaseModel):
    """A voice as OpenAI's clients name one of their own."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str


class SpeechRequest(BaseModel):
    """What OpenAI's clients send. Fields that only their models know are accepted and ignored."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    input: str = Field(max_length=LONGEST_TEXT)
    model: str = "tts-1"
    """Any name: one engine speaks."""
    voice: str | VoiceId = DEFAULT_VOICE
    response_format: AudioFormat = "mp3"
    speed: float = Field(default=1.0, ge=0.25, le=4.0)
    instructions: str = Field(default="", max_length=LONGEST_TEXT)
    """How to sound, in words; the emotion that they name is taken unless `emotion` says one."""
    stream_format: Literal["audio", "sse"] = "audio"
    language: str | None = None
    """BCP 47; none: as the text's script tells."""
    emotion: Expression | None = None
    pitch: float = Field(default=0.0, ge=-12, le=12)
    """Semitones above the voice's own."""
    include: tuple[Literal["visemes"], ...] = ()

    def wish(self) -> Wish:
        """What the speaker is asked for."""
        name = self.voice.id if isinstance(self.voice, VoiceId) else self.voice
        voice = DEFAULT_VOICE if name.lower() in OPENAI_VOICES else name
        emotion = self.emotion or emotion_of(self.instructions)
        return Wish(self.input, voice, self.language, self.speed, emotion, self.pitch)


class SpeechLine(Model):
    """One line of a timed answer."""

    audio: str
    """Base64 of mono int16 little-endian samples."""
    sample_rate: int
    start: float
    """Seconds from the beginning of the speech to this line's first sample."""
    visemes: tuple[VisemeCue, ...]
    """Those that begin in this line's sound; `start` is in seconds from the beginning of the speech."""


def speech_router(speaker: Speaker, cloned: Callable[[], Collection[str]] = tuple) -> APIRouter:
    """The path that speaks; `cloned` gives the voices that are kept for XTTS v2."""
    routes = APIRouter(tags=["speech"])

    @routes.post("/v1/audio/speech", response_class=StreamingResponse)
    async def speech(
        wanted: SpeechRequest, timing: Annotated[Literal["visemes"] | None, Query()] = None
    ) -> StreamingResponse:
        """Speaks `input`; the body streams while it is spoken."""
        if not wanted.input.strip():
            raise BadInput("input is empty; send the text to speak", param="input")
        try:
            first, chunks = await _started(speaker.speak(wanted.wish()))
        except VoiceNotFound as error:
            kept = wanted.wish().voice in cloned()
            raise BadInput(CLONED if kept else error.message, param="voice") from error
        except LanguageNotSpoken as error:
            raise BadInput(error.message, param="language") from error
        if first is None:
            first, chunks = await _started(_silence())
        rate = first.sound.sample_rate if first is not None else PCM_RATE
        with_visemes = timing == "visemes" or "visemes" in wanted.include
        if wanted.stream_format == "sse":
            return StreamingResponse(_events(chunks, rate, wanted, with_visemes), media_type=EVENTS)
        if with_visemes:
            return StreamingResponse(_lines(chunks), media_type=LINES)
        _, body = await _started(encoded(_samples(chunks), rate, wanted.response_format))
        return StreamingResponse(body, media_type=MEDIA_TYPES[wanted.response_format])

    return routes


async def _started(stream: AsyncGenerator[T, None]) -> tuple[T | None, AsyncGenerator[T, None]]:
    """The first item, and all of `stream`: what cannot be done is an error answer, not a broken stream."""
    first = await anext(stream, None)

    async def whole() -> AsyncGenerator[T, None]:
        async with contextlib.aclosing(stream):
            if first is not None:
                yield first
            async for item in stream:
                yield item

    return first, whole()


async def _silence() -> AsyncGenerator[Chunk, None]:
    """What nothing for the ear sounds like: short, so that players have a file that they can play."""
    yield Chunk(Pcm(bytes(int(SILENCE_SECONDS * PCM_RATE) * BYTES_PER_SAMPLE), PCM_RATE), ())


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


async def _events(
    chunks: AsyncGenerator[Chunk, None], rate: int, wanted: SpeechRequest, with_visemes: bool
) -> AsyncGenerator[bytes, None]:
    """Server-sent events as OpenAI names them; visemes come before the sound that they were made with.

    Visemes are on the clock of the decoded stream, which begins with the encoder's delay.
    """
    cues: list[VisemeCue] = []
    delay = delay_seconds(wanted.response_format, rate)

    async def samples() -> AsyncGenerator[bytes, None]:
        async with contextlib.aclosing(chunks):
            async for chunk in chunks:
                cues.extend(cue.shifted(delay) for cue in chunk.cues)
                yield chunk.sound.samples

    size = 0
    async with contextlib.aclosing(encoded(samples(), rate, wanted.response_format)) as body:
        async for data in body:
            if with_visemes and cues:
                visemes = [cue.model_dump() for cue in cues]
                cues.clear()
                yield _event({"type": "speech.visemes.delta", "visemes": visemes})
            size += len(data)
            yield _event({"type": "speech.audio.delta", "audio": base64.b64encode(data).decode()})
    # Their models count tokens; what is spoken here is counted in words and bytes.
    words = len(wanted.input.split())
    usage = {"input_tokens": words, "output_tokens": size, "total_tokens": words + size}
    yield _event({"type": "speech.audio.done", "usage": usage})


def _event(body: dict[str, object]) -> bytes:
    return f"data: {json.dumps(body)}\n\n".encode()
