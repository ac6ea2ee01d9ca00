"""Where the sound of a transport stream segment begins (ISO/IEC 13818-1): rarely where its picture does.

A segment is cut at a picture, and its announced time is that picture's. Sound is packed in packets of several frames,
so that the first one in a segment may begin some tenths of a second later, or a little earlier.
"""

from collections.abc import Iterator

from prism_core.mpegts import carries_subtitles

PACKET_BYTES = 188
SYNC = 0x47
CLOCK_HZ = 90_000
WRAP = 1 << 33
"""Timestamps have 33 bits."""
LARGEST_OFFSET_SECONDS = 1.0
"""More than this is no packing but another clock."""


def sound_offset(segment: bytes) -> float:
    """Seconds by which the first sound lies behind the first picture.

    Zero where that cannot be told: no transport stream, or sound or picture alone.
    """
    picture = sound = None
    for stream_id, timestamp in _first_timestamps(segment):
        if picture is None and 0xE0 <= stream_id <= 0xEF:
            picture = timestamp
        elif sound is None and _is_sound(stream_id):
            sound = timestamp
        if picture is not None and sound is not None:
            ticks = (sound - picture + WRAP // 2) % WRAP - WRAP // 2
            offset = ticks / CLOCK_HZ
            return offset if abs(offset) <= LARGEST_OFFSET_SECONDS else 0.0
    return 0.0


def brings_sound(segment: bytes) -> bool:
    """Whether any packet of a transport stream may be of sound: of neither picture nor subtitles."""
    return any(not 0xE0 <= stream_id <= 0xEF for stream_id, _ in _first_timestamps(segment))


def _is_sound(stream_id: int) -> bool:
    """MPEG's own sound, or a private stream, as that of AC-3 is (table 2-22)."""
    return 0xC0 <= stream_id <= 0xDF or stream_id == 0xBD


def _first_timestamps(segment: bytes) -> Iterator[tuple[int, int]]:
    """(stream id, presentation timestamp) of each packet that begins an elementary one, in order."""
    for start in range(0, len(segment) - PACKET_BYTES + 1, PACKET_BYTES):
        packet = segment[start : start + PACKET_BYTES]
        if packet[0] != SYNC:
            return
        begins, has_payload = packet[1] & 0x40, packet[3] & 0x10
        if not begins or not has_payload:
            continue
        body = packet[5 + packet[4] :] if packet[3] & 0x20 else packet[4:]
        if len(body) >= 14 and body[:3] == b"\x00\x00\x01" and body[7] & 0x80 and not carries_subtitles(body):
            yield body[3], _timestamp(body[9:14])


def _timestamp(field: bytes) -> int:
    """The 33 bits of a timestamp among its marker bits (table 2-21)."""
    return (field[0] >> 1 & 0x07) << 30 | field[1] << 22 | (field[2] >> 1) << 15 | field[3] << 7 | field[4] >> 1
