"""Text subtitles of films as WebVTT: those inside the file, and those that lie beside it."""

from __future__ import annotations

import asyncio
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from prism_core.errors import NotFound
from prism_media.digits import whole_number
from prism_media.relay.conversion.command import OFFSET_SECONDS, Input, captioning
from prism_media.relay.conversion.errors import ConversionFailed
from prism_media.relay.conversion.process import Ffmpeg
from prism_media.relay.conversion.window import Address

TEXT = frozenset({"subrip", "srt", "ass", "ssa", "mov_text", "webvtt", "text"})
"""ffmpeg's names of subtitles that are text; the others are pictures."""
SEGMENT_SECONDS = 30
_BEFORE_SECONDS = 10
"""A line that is on the screen already began a while ago."""
_SIZE_LIMIT = 8 << 20
_TIMING = re.compile(r"^\s*((?:\d+:)?\d+:\d+[.,]\d+)\s*-->\s*((?:\d+:)?\d+:\d+[.,]\d+)(.*)$")
_STYLE = re.compile(r"\{\\[^}]*\}")
"""Where and how, in the words of ASS, which some SubRip files borrow."""
_LANGUAGE = re.compile(r"^[a-z]{2,3}(-[a-z0-9]{2,8})?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cue:
    """Lines on the screen, from `start` to `stop` seconds; `settings` say where."""

    start: float
    stop: float
    text: str
    settings: str = ""


def cues_of(text: str) -> Iterator[Cue]:
    """The cues of WebVTT or SubRip, which differ in a comma."""
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        lines = block.strip().split("\n")
        place = next((number for number, line in enumerate(lines[:2]) if "-->" in line), None)
        found = _TIMING.match(lines[place]) if place is not None else None
        if found is not None and place is not None and (said := _STYLE.sub("", "\n".join(lines[place + 1 :])).strip()):
            yield Cue(_seconds(found[1]), _seconds(found[2]), said, found[3].strip())


def written(cues: Iterable[Cue]) -> bytes:
    """Cues as WebVTT whose clock is the film's own (RFC 8216, section 3.5)."""
    lines = ["WEBVTT", f"X-TIMESTAMP-MAP=MPEGTS:{OFFSET_SECONDS * 90_000},LOCAL:00:00:00.000", ""]
    for cue in cues:
        lines += [f"{_clock(cue.start)} --> {_clock(cue.stop)} {cue.settings}".rstrip(), cue.text, ""]
    return "\n".join(lines).encode()


def _seconds(text: str) -> float:
    parts = [float(part) for part in text.replace(",", ".").split(":")]
    return sum((part * 60.0**power for power, part in enumerate(reversed(parts))), 0.0)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(max(0, round(seconds * 1000)), 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"


class Captions:
    """One language of a film's subtitles, read a piece at a time when a viewer has chosen them."""

    def __init__(self, program: str, source: Input | Path, index: int, seconds: float) -> None:
        """`source` is the film, of which stream `index` is meant, or a file beside it."""
        self._program = program
        self._source = source
        self._index = index
        self._seconds = seconds
        self._made: dict[int, bytes] = {}
        self._lock = asyncio.Lock()

    def playlist(self, address: Address) -> str:
        """The media playlist of the whole film."""
        count = max(1, math.ceil(self._seconds / SEGMENT_SECONDS))
        lines = ["#EXTM3U", "#EXT-X-VERSION:7", f"#EXT-X-TARGETDURATION:{SEGMENT_SECONDS}", "#EXT-X-PLAYLIST-TYPE:VOD"]
        for number in range(count):
            length = min(SEGMENT_SECONDS, self._seconds - number * SEGMENT_SECONDS)
            lines += [f"#EXTINF:{max(length, 0.001):.3f},", address(f"{number}.vtt")]
        return "\n".join([*lines, "#EXT-X-ENDLIST"]) + "\n"

    async def file(self, name: str) -> bytes:
        """A segment.

        Raises:
            NotFound: there is no such segment.
            ConversionFailed: ffmpeg could not read it.
        """
        number = whole_number(name.removesuffix(".vtt"))
        if number is None or number * SEGMENT_SECONDS > self._seconds:
            raise NotFound("the film has no such subtitles")
        async with self._lock:
            if number not in self._made:
                self._made[number] = await self._segment(number * SEGMENT_SECONDS)
            return self._made[number]

    async def _segment(self, start: float) -> bytes:
        if isinstance(self._source, Path):
            text = await asyncio.to_thread(read_text, self._source)
        else:
            text = await self._extracted(self._source, max(0.0, start - _BEFORE_SECONDS), start + SEGMENT_SECONDS)
        return written(cue for cue in cues_of(text) if cue.stop > start and cue.start < start + SEGMENT_SECONDS)

    async def _extracted(self, source: Input, start: float, stop: float) -> str:
        running = await Ffmpeg.start(self._program, lambda _: captioning(source, self._index, start, stop))
        try:
            data = b"".join([chunk async for chunk in running.output()])
            if await running.ended():
                raise ConversionFailed(f"ffmpeg could not read the subtitles: {running.reason}")
        finally:
            await running.close()
        return data.decode("utf-8", "replace")


def beside(film: Path) -> list[tuple[Path, str]]:
    """The subtitles that lie beside a film, each with its language: `Film.srt` and `Film.en.vtt` are of `Film.mkv`."""
    found = []
    for path in sorted(film.parent.iterdir()):
        stem, said = path.stem, ""
        if path.suffix.lower() not in {".srt", ".vtt"} or not path.name.lower().startswith(f"{film.stem.lower()}."):
            continue
        said = stem[len(film.stem) + 1 :]
        if path.resolve().parent == film.resolve().parent and path.is_file():
            found.append((path, said if _LANGUAGE.match(said) else ""))
    return found


def read_text(path: Path) -> str:
    """A subtitle file: UTF-8 or UTF-16, and where it is neither, Windows' western code page.

    Raises:
        ConversionFailed: it is gone, or too large to be subtitles.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_SIZE_LIMIT + 1)
    except OSError:
        raise ConversionFailed(f"the subtitles {path.name!r} cannot be read; import the folder again") from None
    if len(data) > _SIZE_LIMIT:
        raise ConversionFailed(f"the subtitles {path.name!r} are larger than {_SIZE_LIMIT >> 20} MiB")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
