"""Cuts what ffmpeg writes as fragmented MP4 into its beginning and its fragments (ISO 14496-12).

Only the headers of boxes are read; the samples pass through as they are.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_HEAD_LIMIT = 64 << 20
"""A box larger than this is no fragment of ours."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box in `data`: its type and where its content lies."""

    kind: bytes
    start: int
    end: int


def boxes(data: bytes | memoryview, start: int = 0, end: int | None = None) -> Iterator[Box]:
    """The boxes that lie side by side in `data[start:end]`; one that is cut off is left out."""
    end = len(data) if end is None else end
    while start + 8 <= end:
        size, header = int.from_bytes(data[start : start + 4], "big"), 8
        kind = bytes(data[start + 4 : start + 8])
        if size == 1:
            size, header = int.from_bytes(data[start + 8 : start + 16], "big"), 16
        elif size == 0:
            size = end - start
        if size < header or start + size > end:
            return
        yield Box(kind, start + header, start + size)
        start += size


def find(data: bytes | memoryview, *path: bytes, within: Box | None = None) -> Box | None:
    """The first box at a path of types, such as `moov`, `trak`, `mdia`."""
    found = within
    for kind in path:
        inside = boxes(data, found.start, found.end) if found else boxes(data)
        found = next((box for box in inside if box.kind == kind), None)
        if found is None:
            return None
    return found


@dataclass(frozen=True, slots=True)
class Track:
    """A track of the beginning: its number, whether it is picture, and its ticks per second."""

    number: int
    picture: bool
    timescale: int


@dataclass(frozen=True, slots=True)
class Init:
    """The `ftyp` and `moov` that every fragment needs before it."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Fragment:
    """A `moof` with its `mdat`; `start_seconds` is when its first picture (or sound) is shown."""

    data: bytes
    start_seconds: float
    seconds: float


class Cutter:
    """Takes the bytes as they come and gives the parts that are whole. One for each run of ffmpeg."""

    def __init__(self) -> None:
        self._waiting = bytearray()
        self._init = b""
        self._fragment = b""
        self._tracks: dict[int, Track] = {}

    def feed(self, data: bytes) -> Iterator[Init | Fragment]:
        """Yield what `data` completes.

        Raises:
            ValueError: it is no fragmented MP4.
        """
        self._waiting += data
        while (size := self._size()) and len(self._waiting) >= size:
            whole = bytes(self._waiting[:size])
            del self._waiting[:size]
            yield from self._box(whole)

    def _size(self) -> int:
        if len(self._waiting) < 16:
            return 0
        size = int.from_bytes(self._waiting[:4], "big")
        size = int.from_bytes(self._waiting[8:16], "big") if size == 1 else size
        if not 8 <= size <= _HEAD_LIMIT:
            raise ValueError("not a fragmented MP4")
        return size

    def _box(self, whole: bytes) -> Iterator[Init | Fragment]:
        kind = whole[4:8]
        if kind == b"ftyp":
            self._init = whole
        elif kind == b"moov":
            self._init += whole
            self._tracks = {track.number: track for track in tracks(whole)}
            yield Init(self._init)
        elif kind == b"moof":
            self._fragment = whole
        elif kind == b"mdat" and self._fragment:
            start, seconds = _times(self._fragment, self._tracks)
            yield Fragment(self._fragment + whole, start, seconds)
            self._fragment = b""


def tracks(data: bytes) -> Iterator[Track]:
    """The tracks of a `moov`."""
    moov = find(data, b"moov")
    for trak in boxes(data, moov.start, moov.end) if moov else ():
        if trak.kind != b"trak":
            continue
        head, media = find(data, b"tkhd", within=trak), find(data, b"mdia", b"mdhd", within=trak)
        handler = find(data, b"mdia", b"hdlr", within=trak)
        if head and media and handler:
            number = _number(data, head.start + (20 if data[head.start] else 12))
            timescale = _number(data, media.start + (20 if data[media.start] else 12))
            yield Track(number, data[handler.start + 8 : handler.start + 12] == b"vide", timescale or 1)


def _times(moof: bytes, known: dict[int, Track]) -> tuple[float, float]:
    """(start, length) in seconds of a fragment's picture, else of its sound."""
    root = find(moof, b"moof")
    best: tuple[bool, float, float] | None = None
    for traf in boxes(moof, root.start, root.end) if root else ():
        if traf.kind != b"traf":
            continue
        head = find(moof, b"tfhd", within=traf)
        track = known.get(_number(moof, head.start + 4)) if head else None
        if head is None or track is None or (best is not None and best[0]):
            continue
        best = (track.picture, *_span(moof, traf, head, track.timescale))
    if best is None:
        raise ValueError("a fragment of no track")
    return best[1], best[2]


def _span(moof: bytes, traf: Box, head: Box, timescale: int) -> tuple[float, float]:
    decode = find(moof, b"tfdt", within=traf)
    base = 0
    if decode:
        base = int.from_bytes(
            moof[decode.start + 4 : decode.start + (12 if moof[decode.start] else 8)], "big", signed=True
        )
    default, ticks, offset = _default_duration(moof, head), 0, None
    for box in boxes(moof, traf.start, traf.end):
        if box.kind == b"trun":
            more, first = _run(moof, box, default)
            ticks, offset = ticks + more, first if offset is None else offset
    return (base + (offset or 0)) / timescale, ticks / timescale


def _default_duration(moof: bytes, head: Box) -> int:
    flags = _number(moof, head.start) & 0xFFFFFF
    place = head.start + 8 + (8 if flags & 1 else 0) + (4 if flags & 2 else 0)
    return _number(moof, place) if flags & 8 else 0


def _run(moof: bytes, box: Box, default: int) -> tuple[int, int]:
    """(ticks of all samples, composition offset of the first) of a `trun`."""
    flags, count = struct.unpack_from(">II", moof, box.start)
    place = box.start + 8 + (4 if flags & 1 else 0) + (4 if flags & 4 else 0)
    fields = [bit for bit in (0x100, 0x200, 0x400, 0x800) if flags & bit]
    width = 4 * len(fields)
    ticks = default * count
    if flags & 0x100:
        ticks = sum(_number(moof, place + width * number) for number in range(count))
    offset = 0
    if flags & 0x800 and count:
        offset = struct.unpack_from(">i", moof, place + width - 4)[0]
    return ticks, offset


def _number(data: bytes, place: int) -> int:
    return int.from_bytes(data[place : place + 4], "big")
