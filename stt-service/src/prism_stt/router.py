"""OpenAI-compatible transcription and translation of files.

Source: https://platform.openai.com/docs/api-reference/audio. Errors below `/v1` take OpenAI's shape in prism_core.
"""

from typing import Annotated

from fastapi import APIRouter, File, Form, UploadFile
from fastapi.responses import JSONResponse, PlainTextResponse, Response

from prism_core.audio import Pcm
from prism_core.errors import TooLarge, Unsupported

from .decode import decode
from .engines import Engine, Task, Transcript
from .formats import ResponseFormat, srt, verbose_json, vtt
from .worker import Transcriber

LARGEST_FILE = 512 << 20
"""Bytes of an uploaded file: hours of compressed speech."""

Upload = Annotated[UploadFile, File(description="Any file that ffmpeg reads")]
Model = Annotated[str, Form(description="Accepted for compatibility; the service's own model hears")]
Language = Annotated[str | None, Form(description="ISO 639-1; left out: found out")]
Prompt = Annotated[str | None, Form(description="Names that are likely, comma between them")]
Format = Annotated[ResponseFormat, Form()]
Granularities = Annotated[list[str] | None, Form(alias="timestamp_granularities[]")]


def router(transcriber: Transcriber, engine: Engine) -> APIRouter:
    """`POST /v1/audio/transcriptions` and `/v1/audio/translations`."""
    routes = APIRouter(prefix="/v1/audio", tags=["speech"])

    @routes.post("/transcriptions")
    async def transcriptions(
        file: Upload,
        model: Model = "whisper-1",
        language: Language = None,
        prompt: Prompt = None,
        response_format: Format = "json",
        timestamp_granularities: Granularities = None,
    ) -> Response:
        """Text of a sound file in its own language."""
        sound = await _sound(file)
        heard = await transcriber.hear(sound, language=language or None, hints=_hints(prompt))
        return _answer(heard, sound, "transcribe", response_format, timestamp_granularities)

    @routes.post("/translations")
    async def translations(
        file: Upload, model: Model = "whisper-1", prompt: Prompt = None, response_format: Format = "json"
    ) -> Response:
        """English text of a sound file in any language."""
        if not engine.capabilities.translates:
            raise Unsupported(
                f"the engine in use ({engine.describe().engine}) cannot translate: set WHISPER_MODEL to a Whisper "
                "model that knows several languages, such as large-v3"
            )
        sound = await _sound(file)
        heard = await transcriber.hear(sound, hints=_hints(prompt), task="translate")
        return _answer(heard, sound, "translate", response_format, None)

    return routes


async def _sound(file: UploadFile) -> Pcm:
    if file.size is not None and file.size > LARGEST_FILE:
        raise TooLarge(f"{file.filename!r} has {file.size >> 20} MiB; at most {LARGEST_FILE >> 20} MiB")
    return await decode(await file.read(), file.filename or "file")


def _hints(prompt: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (prompt or "").split(",") if part.strip())


def _answer(
    heard: Transcript, sound: Pcm, task: Task, response_format: ResponseFormat, granularities: list[str] | None
) -> Response:
    match response_format:
        case "text":
            return PlainTextResponse(heard.text + "\n")
        case "srt":
            return PlainTextResponse(srt(heard.segments), media_type="application/x-subrip")
        case "vtt":
            return PlainTextResponse(vtt(heard.segments), media_type="text/vtt")
        case "verbose_json":
            return JSONResponse(verbose_json(heard, sound.seconds, task, granularities or ["segment"]))
        case "json":
            return JSONResponse({"text": heard.text})
