"""When a segment begins on its media's own clock, read from its bytes: what captions are timed by."""

import struct
from collections.abc import Iterator

from prism_companion.hls.boxes import boxes, find
from prism_core.mpegts import carries_subtitles

TS_PACKET = 188
MPEG_HERTZ = 90_000


def media_start(initialisation: bytes, data: bytes) -> float | None:
    """Seconds of the first time stamp in a segment, fragmented MP4 or MPEG transport stream; None for others."""
    if data[:1] == b"\x47" and (len(data) <= TS_PACKET or data[TS_PACKET : TS_PACKET + 1] == b"\x47"):
        return _transport_start(data)
    return _fragment_start(initialisation, data)


def _fragment_start(initialisation: bytes, data: bytes) -> float | None:
    """The earliest `tfdt` of the first fragment over its track's timescale (ISO 14496-12, 8.8.12 and 8.4.2)."""
    scales = dict(_timescales(initialisation))
    starts = []
    for kind, fragment, _ in boxes(data):
        if kind != b"moof":
            continue
        for child, track, _ in boxes(fragment):
            if child == b"traf" and (start := _track_start(track, scales)) is not None:
                starts.append(start)
        break
    return min(starts, default=None)


def _timescales(initialisation: bytes) -> Iterator[tuple[int, int]]:
    for kind, movie, _ in boxes(initialisation):
        for child, track, _ in boxes(movie) if kind == b"moov" else ():
            if child != b"trak":
                continue
            header, scale = find(track, b"tkhd"), find(track, b"mdia", b"mdhd")
            if len(header) >= 24 and len(scale) >= 24:
                (identity,) = struct.unpack_from(">I", header, 20 if header[0] == 1 else 12)
                (timescale,) = struct.unpack_from(">I", scale, 20 if scale[0] == 1 else 12)
                yield identity, timescale


def _track_start(track: bytes, scales: dict[int, int]) -> float | None:
    header, time = find(track, b"tfhd"), find(track, b"tfdt")
    if len(header) < 8 or len(time) < 8:
        return None
    scale = scales.get(struct.unpack_from(">I", header, 4)[0])
    if not scale:
        return None
    wide = time[0] == 1 and len(time) >= 12
    (ticks,) = struct.unpack_from(">Q" if wide else ">I", time, 4)
    return float(ticks) / scale


def _transport_start(data: bytes) -> float | None:
    """The smallest first PTS of picture and sound (ISO 13818-1, 2.4.3.6), over 90 kHz."""
    found: dict[int, float] = {}
    for position in range(0, len(data) - TS_PACKET + 1, TS_PACKET):
        packet = data[position : position + TS_PACKET]
        identity = struct.unpack_from(">H", packet, 1)[0] & 0x1FFF
        starts_unit, has_adaptation = packet[1] & 0x40, packet[3] & 0x20
        payload = packet[5 + packet[4] :] if has_adaptation else packet[4:]
        if not starts_unit or identity in found or len(payload) < 14 or payload[:3] != b"\x00\x00\x01":
            continue
        if payload[7] & 0x80 and not carries_subtitles(payload):
            found[identity] = _stamp(payload[9:14]) / MPEG_HERTZ
    return min(found.values(), default=None)


def _stamp(field: bytes) -> int:
    return (field[0] >> 1 & 0x07) << 30 | field[1] << 22 | (field[2] >> 1) << 15 | field[3] << 7 | field[4] >> 1
