"""Where the key frames of a file are, from its own index: an MP4's sample tables, a Matroska's cues."""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator

from prism_media.relay.conversion.boxes import Box, boxes, find

Read = Callable[[int, int], Awaitable[bytes]]
"""(offset, size) → bytes of the file; fewer at its end."""

_INDEX_LIMIT = 64 << 20
_TOP_LIMIT = 64


async def mp4_keyframes(read: Read) -> list[float]:
    """Seconds at which the key frames of an MP4's first picture are shown; empty where it does not say."""
    place = 0
    for _ in range(_TOP_LIMIT):
        head = await read(place, 16)
        if len(head) < 8:
            return []
        size = int.from_bytes(head[:4], "big")
        size = int.from_bytes(head[8:16], "big") if size == 1 else size
        if head[4:8] == b"moov":
            return _from_moov(await read(place, size)) if size <= _INDEX_LIMIT else []
        if size < 8:
            return []
        place += size
    return []


def _from_moov(data: bytes) -> list[float]:
    moov = find(data, b"moov")
    for trak in boxes(data, moov.start, moov.end) if moov else ():
        handler = find(data, b"mdia", b"hdlr", within=trak) if trak.kind == b"trak" else None
        if handler and data[handler.start + 8 : handler.start + 12] == b"vide":
            return _of_track(data, trak)
    return []


def _of_track(data: bytes, trak: Box) -> list[float]:
    media = find(data, b"mdia", b"mdhd", within=trak)
    table = find(data, b"mdia", b"minf", b"stbl", within=trak)
    sync = find(data, b"stss", within=table) if table else None
    if media is None or table is None or sync is None:
        return []
    timescale = _u32(data, media.start + (20 if data[media.start] else 12)) or 1
    wanted = set(struct.unpack_from(f">{_u32(data, sync.start + 4)}I", data, sync.start + 8))
    offsets = _runs(data, find(data, b"ctts", within=table), signed=True)
    start = _edit(data, trak)
    times, ticks, number = [], 0, 0
    shift, left = next(offsets, (0, 1 << 62))
    for length, count in ((value, count) for value, count in _runs(data, find(data, b"stts", within=table))):
        for _ in range(count):
            number += 1
            if number in wanted:
                times.append((ticks + shift - start) / timescale)
            ticks += length
            left -= 1
            if not left:
                shift, left = next(offsets, (0, 1 << 62))
    return sorted(times)


def _runs(data: bytes, box: Box | None, *, signed: bool = False) -> Iterator[tuple[int, int]]:
    """(value, count) of a run-length table."""
    for number in range(_u32(data, box.start + 4) if box else 0):
        assert box is not None
        count, value = struct.unpack_from(">Ii" if signed else ">II", data, box.start + 8 + 8 * number)
        yield value, count


def _edit(data: bytes, trak: Box) -> int:
    """The media time that the first edit with a picture begins at (ISO 14496-12 8.6.6)."""
    box = find(data, b"edts", b"elst", within=trak)
    if box is None:
        return 0
    wide = data[box.start]
    for number in range(_u32(data, box.start + 4)):
        place = box.start + 8 + (20 if wide else 12) * number
        at = struct.unpack_from(">q" if wide else ">i", data, place + (8 if wide else 4))[0]
        if at >= 0:
            return int(at)
    return 0


def _u32(data: bytes, place: int) -> int:
    return int.from_bytes(data[place : place + 4], "big")


_SEGMENT, _SEEK_HEAD, _SEEK, _SEEK_ID, _SEEK_POSITION = 0x18538067, 0x114D9B74, 0x4DBB, 0x53AB, 0x53AC
_INFO, _SCALE, _CUES, _POINT, _TIME, _POSITIONS, _TRACK = 0x1549A966, 0x2AD7B1, 0x1C53BB6B, 0xBB, 0xB3, 0xB7, 0xF7


async def matroska_keyframes(read: Read) -> list[float]:
    """Seconds of a Matroska's cues, which lie at key frames (RFC 9559); empty where it has none."""
    head = await read(0, 1 << 16)
    segment = next((start for kind, start, _ in _elements(head, 0, len(head)) if kind == _SEGMENT), None)
    if segment is None:
        return []
    scale, place = 1_000_000, None
    for kind, start, end in _elements(head, segment, len(head)):
        if kind == _INFO:
            scale = next(
                (_uint(head, *inside) for known, *inside in _elements(head, start, end) if known == _SCALE), scale
            )
        elif kind == _SEEK_HEAD and place is None:
            place = _cues_at(head, start, end)
    if place is None:
        return []
    front = await read(segment + place, 16)
    found = next(_elements(front, 0, 1 << 62), None)
    if found is None or found[0] != _CUES or found[2] - found[1] > _INDEX_LIMIT:
        return []
    data = await read(segment + place + found[1], found[2] - found[1])
    return _cue_times(data, scale)


def _cues_at(data: bytes, start: int, end: int) -> int | None:
    for kind, inner, outer in _elements(data, start, end):
        if kind != _SEEK:
            continue
        said = {known: inside for known, *inside in _elements(data, inner, outer)}
        if _SEEK_ID in said and _SEEK_POSITION in said and _uint(data, *said[_SEEK_ID]) == _CUES:
            return _uint(data, *said[_SEEK_POSITION])
    return None


def _cue_times(data: bytes, scale: int) -> list[float]:
    points: list[tuple[int, int]] = []
    for kind, start, end in _elements(data, 0, len(data)):
        if kind != _POINT:
            continue
        said = {known: inside for known, *inside in _elements(data, start, end)}
        positions = said.get(_POSITIONS)
        if _TIME in said and positions:
            track = next((_uint(data, *at) for known, *at in _elements(data, *positions) if known == _TRACK), 0)
            points.append((track, _uint(data, *said[_TIME])))
    # Cues are for the picture; where others are there too, the picture has the first.
    track = points[0][0] if len(Counter(track for track, _ in points)) else 0
    return sorted({at * scale / 1e9 for number, at in points if number == track})


def _elements(data: bytes, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """(id, start, end) of the EBML elements side by side (RFC 8794); the last one may be cut off."""
    while start < min(end, len(data)):
        width = 9 - data[start].bit_length()
        kind = int.from_bytes(data[start : start + width], "big")
        start += width
        if start >= len(data) or width > 4 or not data[start]:
            return
        width = 9 - data[start].bit_length()
        size = int.from_bytes(data[start : start + width], "big") & ((1 << 7 * width) - 1)
        start += width
        yield kind, start, end if size == (1 << 7 * width) - 1 else start + size
        start += size


def _uint(data: bytes, start: int, end: int) -> int:
    return int.from_bytes(data[start:end], "big")
