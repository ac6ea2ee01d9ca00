"""Encodes speech while it is spoken, with ffmpeg as a separate program."""

import asyncio
import contextlib
import logging
import struct
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Literal

import anyio

from prism_core.audio import BYTES_PER_SAMPLE
from prism_core.errors import Internal
from prism_core.ffmpeg import find_ffmpeg

log = logging.getLogger(__name__)

AudioFormat = Literal["mp3", "opus", "aac", "flac", "wav", "pcm"]
PCM_RATE = 24_000
"""Hz of `pcm`: what OpenAI's endpoint gives, so that its clients play it right."""

_ENCODINGS: dict[AudioFormat, tuple[str, ...]] = {
    "mp3": ("-c:a", "libmp3lame", "-b:a", "96k", "-write_xing", "0", "-f", "mp3"),
    "opus": ("-c:a", "libopus", "-b:a", "40k", "-application", "voip", "-page_duration", "100000", "-f", "ogg"),
    "aac": ("-c:a", "aac", "-b:a", "96k", "-f", "adts"),
    "flac": ("-c:a", "flac", "-f", "flac"),
    "pcm": ("-c:a", "pcm_s16le", "-ar", str(PCM_RATE), "-f", "s16le"),
}
MEDIA_TYPES: dict[AudioFormat, str] = {
    "mp3": "audio/mpeg",
    "opus": "audio/ogg",
    "aac": "audio/aac",
    "flac": "audio/flac",
    "wav": "audio/wav",
    "pcm": f"audio/pcm;rate={PCM_RATE}",
}
DELAY_SAMPLES: dict[AudioFormat, int] = {"mp3": 576 + 529, "aac": 1024}
"""Silence in front of the sound once it is decoded: LAME's delay and its decoders', and the priming of AAC. Neither
stream has a place to say it; FLAC has none, and an Opus header says its own, which players leave out."""
READ_BYTES = 8192
UNKNOWN_LENGTH = 0xFFFF_FFFF
"""Size in a WAVE header of a stream whose end is not known yet; players read on to the end."""


async def encoded(
    sound: AsyncGenerator[bytes, None], sample_rate: int, audio_format: AudioFormat
) -> AsyncGenerator[bytes, None]:
    """Bytes of `sound` (mono int16 at `sample_rate` Hz) in `audio_format`, as they become ready.

    Leaving early closes `sound` and ends the encoder.

    Raises:
        Unavailable: ffmpeg is not installed.
        Internal: ffmpeg failed; the log has its words.
    """
    async with contextlib.aclosing(sound):
        if audio_format == "wav":
            yield wav_header(sample_rate)
            async for samples in sound:
                yield samples
            return
        async with contextlib.aclosing(_through_ffmpeg(sound, sample_rate, _ENCODINGS[audio_format])) as output:
            async for data in output:
                yield data


def delay_seconds(audio_format: AudioFormat, sample_rate: int) -> float:
    """How much later than its samples the sound is heard in a stream of `audio_format`."""
    return DELAY_SAMPLES.get(audio_format, 0) / sample_rate


def wav_header(sample_rate: int) -> bytes:
    """RIFF WAVE header of a mono int16 stream whose length is not known yet."""
    rate = sample_rate * BYTES_PER_SAMPLE
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, sample_rate, rate, BYTES_PER_SAMPLE, 16)
    return struct.pack("<4sI4s", b"RIFF", UNKNOWN_LENGTH, b"WAVE") + form + struct.pack("<4sI", b"data", UNKNOWN_LENGTH)


async def _through_ffmpeg(
    sound: AsyncIterator[bytes], sample_rate: int, encoding: tuple[str, ...]
) -> AsyncGenerator[bytes, None]:
    source = ("-f", "s16le", "-ar", str(sample_rate), "-ac", "1", "-i", "pipe:0")
    process = await asyncio.create_subprocess_exec(
        *(find_ffmpeg(), "-hide_banner", "-loglevel", "error", "-probesize", "32", "-analyzeduration", "0"),
        *source,
        *("-flush_packets", "1", *encoding, "pipe:1"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    feeding = asyncio.create_task(_feed(process, sound), name="feed encoder")
    complaints = asyncio.create_task(process.stderr.read(), name="encoder's log")
    try:
        while data := await process.stdout.read(READ_BYTES):
            yield data
        await feeding
        if await process.wait() != 0:
            log.error("encoder failed", extra={"said": (await complaints).decode(errors="replace")[-500:]})
            raise Internal("the sound could not be encoded; the service's log has more")
    finally:
        # Where the client leaves, every wait is cancelled anew; the sound may be closed only once nobody reads it.
        with anyio.CancelScope(shield=True):
            if process.returncode is None:
                process.kill()
            for task in (feeding, complaints):
                task.cancel()
            await asyncio.wait([feeding, complaints])
            await process.wait()


async def _feed(process: asyncio.subprocess.Process, sound: AsyncIterator[bytes]) -> None:
    assert process.stdin is not None
    try:
        async for samples in sound:
            process.stdin.write(samples)
            await process.stdin.drain()
    except (BrokenPipeError, ConnectionResetError):
        log.warning("encoder closed its input")  # Its exit status tells more than its pipe.
    finally:
        process.stdin.close()  # However the sound ended, the encoder must not wait for more.
