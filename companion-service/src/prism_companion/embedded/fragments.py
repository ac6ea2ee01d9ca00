"""Pictures of fragmented MP4 segments (ISO/IEC 14496-12, 8.8): when each is shown and where its bytes are."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from prism_companion.hls.boxes import boxes, find


@dataclass(frozen=True)
class Picture:
    """A sample of the picture's track. at: seconds of the media's clock. nal_bytes: how long a NAL unit's length is."""

    at: float
    data: bytes
    nal_bytes: int


@dataclass(frozen=True)
class _Track:
    identity: int
    timescale: int
    nal_bytes: int
    default_duration: int
    default_size: int


def pictures(initialisation: bytes, segment: bytes) -> Iterator[Picture]:
    """The H.264 samples of a segment in decoding order; none where the track is not H.264 or absent."""
    track = _picture_track(initialisation)
    if track is None:
        return
    start = 0
    for kind, content, begin in boxes(segment):
        if kind == b"moof":
            start = begin
            for child, part, _ in boxes(content):
                if child == b"traf":
                    yield from _samples(part, segment, start, track)


def _picture_track(initialisation: bytes) -> _Track | None:
    movie = find(initialisation, b"moov")
    extended = {}
    for kind, content, _ in boxes(find(movie, b"mvex")):
        if kind == b"trex" and len(content) >= 24:
            identity, _, duration, size = struct.unpack_from(">IIII", content, 4)
            extended[identity] = (duration, size)
    for kind, track, _ in boxes(movie):
        table = find(track, b"mdia", b"minf", b"stbl", b"stsd") if kind == b"trak" else b""
        entry = find(table[8:], b"avc1") or find(table[8:], b"avc3")
        header, scale = find(track, b"tkhd"), find(track, b"mdia", b"mdhd")
        configuration = find(entry[78:], b"avcC")
        if len(configuration) < 5 or len(header) < 24 or len(scale) < 24:
            continue
        (identity,) = struct.unpack_from(">I", header, 20 if header[0] else 12)
        (timescale,) = struct.unpack_from(">I", scale, 20 if scale[0] else 12)
        duration, size = extended.get(identity, (0, 0))
        return _Track(identity, timescale or 1, (configuration[4] & 3) + 1, duration, size)
    return None


def _samples(fragment: bytes, segment: bytes, base: int, track: _Track) -> Iterator[Picture]:
    header, decode_time = find(fragment, b"tfhd"), find(fragment, b"tfdt")
    if len(header) < 8 or len(decode_time) < 8 or struct.unpack_from(">I", header, 4)[0] != track.identity:
        return
    duration, size, base = _defaults(header, base, track)
    (ticks,) = struct.unpack_from(">Q" if decode_time[0] else ">I", decode_time, 4)
    for kind, run, _ in boxes(fragment):
        if kind != b"trun" or len(run) < 8:
            continue
        flags, count = int.from_bytes(run[1:4]), int.from_bytes(run[4:8])
        at, position = 8, base
        if flags & 0x1:
            position, at = base + struct.unpack_from(">i", run, at)[0], at + 4
        at += 4 if flags & 0x4 else 0
        for _ in range(count):
            values, at = _run_entry(run, at, flags)
            shown = ticks + values.get(0x800, 0)
            length = values.get(0x200, size)
            yield Picture(shown / track.timescale, segment[position : position + length], track.nal_bytes)
            position, ticks = position + length, ticks + values.get(0x100, duration)
        base = position


def _defaults(header: bytes, base: int, track: _Track) -> tuple[int, int, int]:
    """Duration and size of samples that do not say theirs, and where their bytes are counted from (8.8.7)."""
    flags, at = int.from_bytes(header[1:4]), 8
    duration, size = track.default_duration, track.default_size
    if flags & 0x1:
        (base,), at = struct.unpack_from(">Q", header, at), at + 8
    at += 4 if flags & 0x2 else 0
    if flags & 0x8:
        (duration,), at = struct.unpack_from(">I", header, at), at + 4
    if flags & 0x10:
        (size,) = struct.unpack_from(">I", header, at)
    return duration, size, base


def _run_entry(run: bytes, at: int, flags: int) -> tuple[dict[int, int], int]:
    """What one sample of a run says of itself, by the flag that announces it, and where the next begins (8.8.8)."""
    values = {}
    for flag, form in ((0x100, ">I"), (0x200, ">I"), (0x400, ">I"), (0x800, ">i")):
        if flags & flag and at + 4 <= len(run):
            (values[flag],), at = struct.unpack_from(form, run, at), at + 4
    return values, at
