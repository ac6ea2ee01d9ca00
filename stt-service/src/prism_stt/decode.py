"""Any file that ffmpeg reads, as sound at 16 kHz."""

import asyncio
import os
import re
import shutil
import tempfile
from typing import IO, BinaryIO

import numpy as np

from prism_core.audio import MICROPHONE_RATE, Pcm
from prism_core.errors import BadInput, TooLarge
from prism_core.ffmpeg import find_ffmpeg

LONGEST_SECONDS = 4 * 3600
"""A long film; its sound takes 460 MB."""
DECODE_SECONDS = 300.0
"""How long ffmpeg may take; it decodes hours in a minute."""
SHORTEST_SECONDS = 0.05
"""Less sound than this holds no word."""
FAINT = 100
"""Peak (of 32767) below which a mix is as good as silent: channels in opposite phase take each other away."""
COMPLAINTS = {
    "matches no streams": "it holds no sound",
    "moov atom not found": "it is cut off, and what says where its sound lies came last",
    "Invalid data found": "it is neither sound nor video that can be read",
}
"""What ffmpeg says, and what that means for whoever sent the file."""
_SPEAKER = re.compile(r"^\[[^\]]*\]\s*")
"""The part of ffmpeg that complains, with its place in memory."""


async def decode(source: BinaryIO, name: str = "file") -> Pcm:
    """Sound of the media file `source`, from its beginning: all channels mixed, 16 kHz.

    Raises:
        BadInput: it is empty, or ffmpeg finds no sound in it; the message names the file.
        TooLarge: it lasts longer than `LONGEST_SECONDS`.
        Unavailable: there is no ffmpeg.
    """
    if not source.seek(0, os.SEEK_END):
        raise BadInput(f"{name!r} is empty: send a sound file", param="file")
    samples, complaint = await _run_ffmpeg(source, name)
    sound = _whole(samples)
    if sound.seconds >= SHORTEST_SECONDS and await asyncio.to_thread(_is_faint, sound):
        first, _ = await _run_ffmpeg(source, name, "-af", "pan=mono|c0=c0")
        sound = _whole(first) if first else sound
    if sound.seconds < SHORTEST_SECONDS:
        raise BadInput(f"no sound could be read from {name!r}: {complaint or 'it holds none'}", param="file")
    if sound.seconds > LONGEST_SECONDS:
        raise TooLarge(f"{name!r} lasts more than {LONGEST_SECONDS // 3600} hours: cut it into parts")
    return sound


def _whole(samples: bytes) -> Pcm:
    return Pcm(samples[: len(samples) // 2 * 2])


def _is_faint(sound: Pcm) -> bool:
    return bool(np.abs(np.frombuffer(sound.samples, "<i2")).max() < FAINT)


async def _run_ffmpeg(source: BinaryIO, name: str, *options: str) -> tuple[bytes, str]:
    """Output of ffmpeg and what it complains about. The input is a file: some formats need to seek."""
    with tempfile.NamedTemporaryFile(prefix="prism-stt-") as file:
        await asyncio.to_thread(_copy, source, file)
        process = await asyncio.create_subprocess_exec(
            find_ffmpeg(), "-nostdin", "-hide_banner", "-loglevel", "error",
            "-protocol_whitelist", "file,pipe",  # a playlist sent as a file must not make us fetch anything
            "-i", file.name, "-map", "0:a:0", "-vn", "-sn", "-dn",
            *options, "-t", str(LONGEST_SECONDS + 1), "-ac", "1", "-ar", str(MICROPHONE_RATE), "-f", "s16le", "pipe:1",
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        try:
            async with asyncio.timeout(DECODE_SECONDS):
                samples, errors = await process.communicate()
        except TimeoutError as error:
            raise BadInput(
                f"{name!r} took longer than {DECODE_SECONDS:.0f} s to decode: send a shorter file"
            ) from error
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        return samples, _meaning(errors.decode("utf-8", "replace").replace(file.name, name).strip())


def _meaning(complaints: str) -> str:
    """What ffmpeg's `complaints` mean; its last words where that is not known."""
    known = next((meaning for said, meaning in COMPLAINTS.items() if said in complaints), None)
    return known or _SPEAKER.sub("", complaints.splitlines()[-1] if complaints else "")


def _copy(source: BinaryIO, file: IO[bytes]) -> None:
    source.seek(0)
    shutil.copyfileobj(source, file)
    file.flush()
