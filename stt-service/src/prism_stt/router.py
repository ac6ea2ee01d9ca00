"""OpenAI-compatible transcription and translation of files.

Source: https://platform.openai.com/docs/api-reference/audio. Errors below `/v1` take OpenAI's shape in prism_core.
"""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Annotated, Literal

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse

from prism_core.audio import Pcm
from prism_core.errors import Unsupported
from prism_core.uploads import limited_to

from . import formats
from .decode import decode
from .engines import Asked, Engine, Task, Transcript
from .formats import ResponseFormat
from .leaving import while_wanted
from .worker import Transcriber

Upload = Annotated[UploadFile, File(description="Any file that ffmpeg reads")]
Model = Annotated[str, Form(description="Accepted for compatibility; the service's own model hears")]
Language = Annotated[str | None, Form(description="ISO 639-1; left out: found out")]
Prompt = Annotated[
    str | None,
    Form(description="Names or commands that are likely, comma between them; or text that the sound goes on from"),
]
Temperature = Annotated[float, Form(ge=0, le=1, description="How freely the model may choose; 0: as its scores say")]
Format = Annotated[ResponseFormat, Form()]
Granularity = Literal["word", "segment"]
Granularities = Annotated[list[Granularity] | None, Form(alias="timestamp_granularities[]")]
Stream = Annotated[bool, Form(description="Server-sent events, a piece of text as soon as it is there")]

LONGEST_HINT_WORDS = 5
"""A longer part of a prompt is a sentence, not a name."""


def router(transcriber: Transcriber, engine: Engine, largest_upload: int) -> APIRouter:
    """`POST /v1/audio/transcriptions` and `/v1/audio/translations`, for bodies of at most `largest_upload` bytes."""
    routes = APIRouter(prefix="/v1/audio", tags=["speech"], route_class=limited_to(largest_upload))

    @routes.post("/transcriptions")
    async def transcriptions(
        request: Request,
        file: Upload,
        model: Model = "whisper-1",
        language: Language = None,
        prompt: Prompt = None,
        response_format: Format = "json",
        temperature: Temperature = 0.0,
        timestamp_granularities: Granularities = None,
        stream: Stream = False,
    ) -> Response:
        """Text of a sound file in its own language."""
        sound = await _sound(file)
        asked = _asked(prompt, temperature, language=language)
        if stream:
            events = await _begun(_streamed(transcriber, sound, asked))
            return StreamingResponse(events, media_type="text/event-stream")
        heard = await while_wanted(request.receive, transcriber.hear(sound, asked))
        return _answer(heard, sound, "transcribe", response_format, timestamp_granularities)

    @routes.post("/translations")
    async def translations(
        request: Request,
        file: Upload,
        model: Model = "whisper-1",
        prompt: Prompt = None,
        response_format: Format = "json",
        temperature: Temperature = 0.0,
    ) -> Response:
        """English text of a sound file in any language."""
        if not engine.capabilities.translates:
            info = engine.describe()
            raise Unsupported(
                f"the engine in use ({info.engine} {info.model}) cannot translate: set WHISPER_MODEL to a Whisper "
                "model that knows several languages, such as large-v3"
            )
        sound = await _sound(file)
        asked = _asked(prompt, temperature, task="translate")
        heard = await while_wanted(request.receive, transcriber.hear(sound, asked))
        return _answer(heard, sound, "translate", response_format, None)

    return routes


async def _sound(file: UploadFile) -> Pcm:
    return await decode(file.file, file.filename or "file")


def _asked(prompt: str | None, temperature: float, *, language: str | None = None, task: Task = "transcribe") -> Asked:
    """Names and short phrases are hints for every engine; what reads as text is Whisper's own prompt."""
    parts = tuple(part.strip() for part in (prompt or "").split(",") if part.strip())
    names = all(len(part.split()) <= LONGEST_HINT_WORDS for part in parts)
    return Asked(
        language=formats.language_code(language) if language else None,
        hints=parts if names else (),
        commands=names and bool(parts),
        prompt="" if names else (prompt or "").strip(),
        task=task,
        temperature=temperature,
    )


async def _begun(events: AsyncGenerator[str, None]) -> AsyncGenerator[str, None]:
    """All of `events`, once the first is there: what cannot be heard is an error answer, not a broken stream."""
    first = await anext(events)

    async def whole() -> AsyncGenerator[str, None]:
        async with aclosing(events):
            yield first
            async for event in events:
                yield event

    return whole()


async def _streamed(transcriber: Transcriber, sound: Pcm, asked: Asked) -> AsyncGenerator[str, None]:
    said: list[str] = []
    async with aclosing(transcriber.hear_in_windows(sound, asked)) as pieces:
        async for heard in pieces:
            for segment in heard.segments:
                yield formats.delta(segment.text, first=not said)
                said.append(segment.text)
    yield formats.done(" ".join(said), sound.seconds)


def _answer(
    heard: Transcript, sound: Pcm, task: Task, response_format: ResponseFormat, granularities: list[Granularity] | None
) -> Response:
    match response_format:
        case "text":
            return PlainTextResponse(heard.text + "\n")
        case "srt":
            return PlainTextResponse(formats.srt(heard.segments), media_type="application/x-subrip")
        case "vtt":
            return PlainTextResponse(formats.vtt(heard.segments), media_type="text/vtt")
        case "verbose_json":
            return JSONResponse(formats.verbose_json(heard, sound.seconds, task, granularities or ["segment"]))
        case "json":
            return JSONResponse(formats.short_json(heard, sound.seconds))
