"""The segments of a conversion that runs on, and the media playlist that lists them (RFC 8216 section 4.3.3)."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO

from prism_media.digits import whole_number

Address = Callable[[str], str]
"""Name of a segment or beginning → our address for it."""

LISTED_SECONDS = 24.0
"""How far a live playlist goes back: room for a player that stands a few segments behind."""
_KEPT_SECONDS = 2 * LISTED_SECONDS
"""A player may still ask for what has just left the playlist."""
_KEPT_RUNS = 16
"""More than can begin, with their pauses, while a segment is kept."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment; `run` counts the times that ffmpeg was started, and each run has a beginning of its own."""

    number: int
    run: int
    seconds: float
    at: datetime
    place: int
    size: int

    @property
    def name(self) -> str:
        """Its name in addresses."""
        return f"{self.number}.m4s"


class Window:
    """Segments in order. Live, the oldest leave; `whole`, all stay, in a temporary file."""

    def __init__(self, first: int, target_seconds: float, *, whole: bool = False, dated: bool = True) -> None:
        """`first` numbers the first segment: above any that was given before, or a player that comes back waits."""
        self._first = first
        self._target = target_seconds
        self._dated = dated
        self._segments: list[Segment] = []
        self._held: dict[int, bytes] = {}
        self._inits: dict[int, bytes] = {}
        # Open as long as the window is; `close` ends it.
        self._file: IO[bytes] | None = tempfile.TemporaryFile() if whole else None  # noqa: SIM115
        self._written = 0
        self._left = 0
        self.ended = False

    @property
    def count(self) -> int:
        """How many segments there have been."""
        return self._left + len(self._segments)

    @property
    def seconds(self) -> float:
        """Length of what is listed."""
        return sum(segment.seconds for segment in self._segments)

    def seconds_after(self, number: int) -> float:
        """Length of what comes after the segment `number`."""
        return sum(segment.seconds for segment in self._segments if segment.number > number)

    def begin(self, run: int, init: bytes) -> None:
        """A run of ffmpeg has begun."""
        self._inits[run] = init
        if self._file is None:
            self._inits.pop(run - _KEPT_RUNS, None)

    def add(self, run: int, seconds: float, at: datetime, data: bytes) -> None:
        """Add a segment; the oldest leave."""
        number = self._first + self.count
        segment = Segment(number, run, seconds, at, self._written, len(data))
        if self._file is not None:
            self._file.seek(self._written)
            self._file.write(data)
            self._written += len(data)
        else:
            self._held[number] = data
        self._segments.append(segment)
        self._target = max(self._target, seconds)
        if self._file is None:
            self._forget()

    def _forget(self) -> None:
        while self.seconds - self._segments[0].seconds > LISTED_SECONDS:
            self._segments.pop(0)
            self._left += 1
        oldest = self._first + self.count - int(_KEPT_SECONDS / max(1.0, self.seconds / len(self._segments))) - 1
        for number in [number for number in self._held if number < min(oldest, self._segments[0].number)]:
            del self._held[number]

    def segment(self, name: str) -> bytes | None:
        """The bytes of a segment or beginning; `None` where it has left, or never was."""
        kind, _, rest = name.rpartition("-")
        number = whole_number(rest.partition(".")[0])
        if number is None:
            return None
        return self._inits.get(number) if kind == "init" else self._read(number)

    def _read(self, number: int) -> bytes | None:
        if self._file is None:
            return self._held.get(number)
        place = number - self._first
        if not 0 <= place < len(self._segments):
            return None
        segment = self._segments[place]
        self._file.seek(segment.place)
        return self._file.read(segment.size)

    def playlist(self, address: Address) -> str:
        """The media playlist."""
        return "\n".join(self._lines(address)) + "\n"

    def _lines(self, address: Address) -> Iterator[str]:
        first = self._segments[0] if self._segments else None
        yield "#EXTM3U"
        yield "#EXT-X-VERSION:7"
        yield f"#EXT-X-TARGETDURATION:{math.ceil(self._target)}"
        yield f"#EXT-X-MEDIA-SEQUENCE:{first.number if first else self._first}"
        yield f"#EXT-X-DISCONTINUITY-SEQUENCE:{first.run if first else 0}"
        yield "#EXT-X-INDEPENDENT-SEGMENTS"
        if self._file is not None:
            yield "#EXT-X-PLAYLIST-TYPE:EVENT"
            # Players begin what has no end at its newest part; this begins where the viewer asked for.
            yield "#EXT-X-START:TIME-OFFSET=0,PRECISE=YES"
        run = None
        for segment in self._segments:
            if segment.run != run:
                if run is not None:
                    yield "#EXT-X-DISCONTINUITY"
                yield f'#EXT-X-MAP:URI="{address(f"init-{segment.run}.mp4")}"'
                if self._dated:
                    yield f"#EXT-X-PROGRAM-DATE-TIME:{segment.at.astimezone(UTC).isoformat(timespec='milliseconds')}"
                run = segment.run
            yield f"#EXTINF:{segment.seconds:.5f},"
            yield address(segment.name)
        if self.ended:
            yield "#EXT-X-ENDLIST"

    def close(self) -> None:
        """Give back what the segments took."""
        self._held.clear()
        if self._file is not None:
            self._file.close()
