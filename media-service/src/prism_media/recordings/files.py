"""A recording as one file: its segments one after another where that is a file, else put together by ffmpeg."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from prism_core.errors import Conflict, PrismError
from prism_media.recordings.shelf import Shelf

CHUNK = 1 << 18
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


class RangeNotSatisfiable(PrismError):
    """The bytes that were asked for are not there."""

    kind = "range-not-satisfiable"
    status = 416


@dataclass(frozen=True, slots=True)
class Pieces:
    """Files that are read as one."""

    files: Sequence[tuple[Path, int]]
    ending: str

    @property
    def size(self) -> int:
        """Bytes of all."""
        return sum(size for _, size in self.files)

    async def read(self, start: int, stop: int) -> AsyncIterator[bytes]:
        """Yield the bytes from `start` up to but not including `stop`."""
        place = 0
        for path, size in self.files:
            first, last = max(start - place, 0), min(stop - place, size)
            place += size
            while first < last:
                data = await asyncio.to_thread(_read, path, first, min(CHUNK, last - first))
                if not data:
                    return  # deleted meanwhile
                first += len(data)
                yield data


def _read(path: Path, offset: int, length: int) -> bytes:
    try:
        with path.open("rb") as file:
            file.seek(offset)
            return file.read(length)
    except FileNotFoundError:
        return b""


def pieces_of(shelf: Shelf) -> Pieces | None:
    """The recording as pieces that make a file when put together; none where sound or quality lie apart."""
    if sum(1 for track in shelf.tracks() if track.kind != "SUBTITLES") != 1:
        return None
    files = shelf.files()
    endings = {path.suffix for path in files}
    if endings == {".ts"} or endings == {".aac"}:
        ending = endings.pop()
    elif endings == {".mp4", ".m4s"} and sum(path.suffix == ".mp4" for path in files) == 1:
        ending = ".mp4"
    else:
        return None
    return Pieces([(path, path.stat().st_size) for path in files], ending)


def range_of(header: str | None, size: int) -> tuple[int, int] | None:
    """(first byte, the one after the last) of a `Range` header; none where the whole is wanted (RFC 9110 §14).

    Raises:
        RangeNotSatisfiable: it begins after the end.
    """
    found = _RANGE.fullmatch((header or "").strip())
    if found is None or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    start = int(first) if first else max(0, size - int(last))
    stop = min(int(last) + 1, size) if first and last else size
    if start >= stop:
        raise RangeNotSatisfiable(f"the file has {size} bytes")
    return start, stop


@dataclass(frozen=True, slots=True)
class Remuxed:
    """What ffmpeg puts together: codecs as they are, in a file that can be sent while it is made."""

    ffmpeg: str
    index: Path
    ending: str

    async def read(self) -> AsyncIterator[bytes]:
        """Yield the file; leaving early ends ffmpeg."""
        form = ["-f", "mpegts"] if self.ending == ".ts" else ["-f", "mp4", "-movflags", "frag_keyframe+empty_moov"]
        process = await asyncio.create_subprocess_exec(
            self.ffmpeg, "-v", "error", "-nostdin", "-protocol_whitelist", "file", "-i", str(self.index),
            "-map", "0:v?", "-map", "0:a?", "-c", "copy", *form, "pipe:1",
            stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        assert process.stdout is not None, "it is a pipe"
        try:
            while chunk := await process.stdout.read(CHUNK):
                yield chunk
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()


def remuxed(shelf: Shelf, ffmpeg: str) -> Remuxed:
    """The recording through ffmpeg.

    Raises:
        Conflict: it is still being recorded.
    """
    index = shelf.folder / "index.m3u8"
    if not index.exists():
        raise Conflict("this recording can be downloaded as one file once it has ended")
    fragments = any(path.suffix == ".m4s" for path in shelf.files())
    return Remuxed(ffmpeg, index, ".mp4" if fragments else ".ts")
