"""The voices there are, and those that people clone from a recording of 6 to 10 s."""

import asyncio
import contextlib
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, Annotated

from fastapi import APIRouter, File, Form, UploadFile

from prism_core.audio import Pcm
from prism_core.errors import BadInput, TooLarge
from prism_core.events.avatar import Expression
from prism_core.ffmpeg import find_ffmpeg
from prism_core.model import Model
from prism_tts.engines import Engine
from prism_tts.engines.references import LONGEST_SECONDS, References
from prism_tts.router import OPENAI_VOICES

LARGEST_BYTES = 20 * 2**20
"""A minute of uncompressed stereo at 96 kHz."""
RATE = 24_000
"""Hz of kept recordings: what XTTS v2 speaks at."""
DECODE_SECONDS = 20.0


class Voices(Model):
    """What can be asked for."""

    voices: tuple[str, ...]
    """Those that the engine in use speaks with."""
    languages: tuple[str, ...]
    cloned: tuple[str, ...]
    """Those with a recording; XTTS v2 speaks with them."""


class Cloned(Model):
    """A recording that was kept."""

    voice: str
    emotion: Expression
    seconds: float
    notice: str = ""
    """Why it does not speak yet; empty where it does."""


NOT_YET = "XTTS v2, which is not in use, speaks with cloned voices; /api/status says why"


def voices_router(engine: Callable[[], Engine], references: References) -> APIRouter:
    """The paths to list, add and remove voices."""
    routes = APIRouter(prefix="/v1/audio/speech/voices", tags=["speech"])

    @routes.get("")
    async def voices() -> Voices:
        """Voices and languages of the engine in use, and the voices that have a recording."""
        capabilities = engine().capabilities
        languages = tuple(sorted(capabilities.languages))
        return Voices(voices=capabilities.voices, languages=languages, cloned=references.voices())

    @routes.post("", status_code=201)
    async def clone(
        file: Annotated[UploadFile, File(description="6 to 10 s of one person speaking, in any sound format")],
        name: Annotated[str, Form()],
        emotion: Annotated[Expression, Form()] = "neutral",
    ) -> Cloned:
        """Keeps a recording as a voice, or as how a voice sounds in an emotion. Clone only who has agreed to it."""
        if name.lower() in OPENAI_VOICES:
            raise BadInput(
                f"{name!r} is a voice of OpenAI's, which Lumen speaks for; choose another name", param="name"
            )
        sound = await _decoded(await file.read(LARGEST_BYTES + 1), file.filename or "recording")
        await asyncio.to_thread(references.add, name, emotion, sound)
        notice = "" if engine().name == "xtts" else NOT_YET
        return Cloned(voice=name, emotion=emotion, seconds=round(sound.seconds, 3), notice=notice)

    @routes.delete("/{voice}", status_code=204)
    async def remove(voice: str) -> None:
        """Deletes a voice with all its recordings."""
        await asyncio.to_thread(references.remove, voice)

    return routes


async def _decoded(data: bytes, name: str) -> Pcm:
    if len(data) > LARGEST_BYTES:
        raise TooLarge(f"{name} is larger than {LARGEST_BYTES // 2**20} MiB; send 6 to 10 s of speech")
    with tempfile.NamedTemporaryFile(prefix="prism-voice-") as file:  # A file: some formats need to seek.
        await asyncio.to_thread(_write, file, data)
        process = await asyncio.create_subprocess_exec(
            *(find_ffmpeg(), "-nostdin", "-v", "error", "-protocol_whitelist", "file,pipe", "-i", Path(file.name)),
            *("-map", "0:a:0", "-t", str(LONGEST_SECONDS + 1), "-ac", "1", "-ar", str(RATE), "-f", "s16le", "pipe:1"),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            async with asyncio.timeout(DECODE_SECONDS):
                samples, _ = await process.communicate()
        except TimeoutError as error:
            raise BadInput(f"{name} took too long to decode; send 6 to 10 s of speech as WAVE") from error
        finally:
            if process.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    process.kill()
                await process.wait()
    if not samples:
        raise BadInput(f"{name} is no sound that can be read; send 6 to 10 s of speech, for example as WAVE")
    return Pcm(samples[: len(samples) // 2 * 2], RATE)


def _write(file: IO[bytes], data: bytes) -> None:
    file.write(data)
    file.flush()
