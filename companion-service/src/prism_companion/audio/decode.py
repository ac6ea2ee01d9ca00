"""Sound out of anything ffmpeg reads: a whole file in pieces, or a live stream segment by segment."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from pathlib import Path

import numpy as np

from prism_companion.audio.spectrum import SAMPLE_RATE, Floats
from prism_core.errors import BadInput, Unavailable

PIECE_BYTES = 2 * SAMPLE_RATE * 10
"""Ten seconds of 16-bit mono: a file of any length needs no more memory at a time."""
FIRST_SOUND_SECONDS = 3.0
"""How long a segment's first sound may take; ffmpeg gives it within 30 ms, unless the machine is busy."""
SETTLE_SECONDS = 0.3
"""Pause after which nothing more of a segment's sound is expected: its end may only come with the next segment."""
SHORT_BY_SECONDS = 0.08
"""A segment's sound may end up to three AAC frames before its picture."""
STOP_SECONDS = 2.0

# Probing must see the first packets of sound in a transport stream (a smaller probe loses them, and so does
# `-fflags nobuffer`: 76 ms and with them the clock), yet not wait for the next segment.
LIVE_PROBE = ("-probesize", "200000", "-analyzeduration", "500000")
OUTPUT = ("-vn", "-sn", "-dn", "-map", "0:a:0", "-ac", "1", "-ar", str(SAMPLE_RATE), "-f", "s16le")
# Packets that were lost leave silence as long as they were, so that what follows stays in its place.
IN_PLACE = ("-af", "aresample=async=1")
LOCAL_ONLY = ("-protocol_whitelist", "file,pipe")
"""A file that is a playlist in disguise must not make ffmpeg fetch addresses."""


def to_floats(pcm: bytes) -> Floats:
    """16-bit little-endian samples as floats in [-1, 1]."""
    return np.frombuffer(pcm, dtype="<i2").astype(np.float32) / np.float32(32768.0)


async def decode_file(ffmpeg: str, path: Path) -> AsyncGenerator[Floats, None]:
    """The file's first sound track, mono at `SAMPLE_RATE`, in pieces of ten seconds.

    Raises:
        BadInput: ffmpeg finds no sound in it.
    """
    command = (ffmpeg, "-v", "error", "-nostdin", *LOCAL_ONLY, "-i", f"file:{path}", *OUTPUT, "pipe:1")
    process = await _start(command, stdin=asyncio.subprocess.DEVNULL)
    assert process.stdout
    assert process.stderr
    complaint = asyncio.create_task(process.stderr.read(), name="ffmpeg's complaints")
    heard = 0
    try:
        while piece := await _piece(process.stdout):
            heard += len(piece)
            yield to_floats(piece)
        if (await process.wait() != 0 and heard == 0) or heard < 2:
            raise BadInput(f"no sound can be decoded from the file ({_reason(await complaint)}); send an audio file")
    finally:
        await _stop(process, drain=True)
        complaint.cancel()


async def _piece(stream: asyncio.StreamReader) -> bytes:
    try:
        return await stream.readexactly(PIECE_BYTES)
    except asyncio.IncompleteReadError as error:
        return error.partial[: len(error.partial) // 2 * 2]


def _reason(complaint: bytes) -> str:
    """Ffmpeg's last words, without the addresses of its own objects and of our files."""
    if b"matches no streams" in complaint:
        return "it has no sound track"
    lines = [line for line in complaint.decode("utf-8", "replace").splitlines() if line.strip()]
    words = lines[-1].rpartition("]")[2].strip() if lines else "it has no sound track"
    return words.rpartition(": ")[2].rstrip(".") if "file:" in words else words.rstrip(".")


class StreamDecoder:
    """One ffmpeg process that is fed segments in order and gives their sound without a seam between them.

    A context manager; used by one task. After a discontinuity, open another.
    """

    def __init__(self, ffmpeg: str) -> None:
        self._ffmpeg = ffmpeg
        self._process: asyncio.subprocess.Process | None = None
        self._reader: asyncio.Task[None] | None = None
        self._arrived = asyncio.Event()
        self._pcm = bytearray()
        self._given = 0
        self._announced = 0.0

    async def __aenter__(self) -> "StreamDecoder":
        options = (*LIVE_PROBE, "-i", "pipe:0", *IN_PLACE, *OUTPUT, "-flush_packets", "1", "pipe:1")
        command = (self._ffmpeg, "-v", "quiet", *options)
        self._process = await _start(command, stdin=asyncio.subprocess.PIPE)
        self._reader = asyncio.create_task(self._read(), name="decoded sound")
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._process
        assert self._reader
        stopping = asyncio.create_task(_stop(self._process, drain=False), name="ffmpeg's end")
        try:
            await asyncio.shield(stopping)
        except asyncio.CancelledError:
            await stopping  # Whoever is cancelled meanwhile leaves no process behind.
            raise
        finally:
            await self._reader

    @property
    def lag(self) -> float:
        """Seconds of sound that were announced and not given yet.

        A transport stream's last packet, for one, is known to be whole only when the next one begins.
        """
        return max(0.0, self._announced - self._given / SAMPLE_RATE)

    async def decode(self, data: bytes, duration: float) -> Floats:
        """The sound of the next segment (its initialisation first, if any), said to last `duration` seconds.

        Raises:
            Unavailable: ffmpeg has ended; the stream needs a new decoder.
        """
        assert self._process
        assert self._process.stdin
        self._announced += duration
        try:
            if self._process.stdin.is_closing():  # Writing then is a RuntimeError with uvloop, and nothing without.
                raise BrokenPipeError
            self._process.stdin.write(data)
            await self._process.stdin.drain()
        except (BrokenPipeError, ConnectionResetError) as error:
            raise Unavailable("the decoder stopped; the segment may be damaged") from error
        await self._settled()
        whole = len(self._pcm) // 2 * 2
        samples = to_floats(bytes(self._pcm[:whole]))
        del self._pcm[:whole]
        self._given += len(samples)
        return samples

    async def _settled(self) -> None:
        """Waits until what was announced is here, or nothing more comes."""
        assert self._reader
        wanted = (self._announced - SHORT_BY_SECONDS) * SAMPLE_RATE
        patience = FIRST_SOUND_SECONDS
        with contextlib.suppress(TimeoutError):
            while self._given + len(self._pcm) // 2 < wanted and not self._reader.done():
                self._arrived.clear()
                async with asyncio.timeout(patience):
                    await self._arrived.wait()
                patience = SETTLE_SECONDS

    async def _read(self) -> None:
        assert self._process
        assert self._process.stdout
        while piece := await self._process.stdout.read(1 << 16):
            self._pcm += piece
            self._arrived.set()
        self._arrived.set()


async def _start(command: tuple[str, ...], stdin: int) -> asyncio.subprocess.Process:
    pipe = asyncio.subprocess.PIPE
    quiet = asyncio.subprocess.DEVNULL if stdin == pipe else pipe
    try:
        return await asyncio.create_subprocess_exec(*command, stdin=stdin, stdout=pipe, stderr=quiet)
    except OSError as error:
        raise Unavailable(f"ffmpeg cannot be started ({command[0]}); install it or set PRISM_FFMPEG") from error


async def _stop(process: asyncio.subprocess.Process, *, drain: bool) -> None:
    """Ends the process, whatever it is doing."""
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
    if process.stdin:
        process.stdin.close()
    async with asyncio.timeout(STOP_SECONDS):
        if process.stdout and drain:
            await process.stdout.read()  # A full pipe that nobody reads would keep `wait` from returning.
        await process.wait()
