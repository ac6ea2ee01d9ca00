"""Elementary streams of an MPEG transport stream segment (ISO/IEC 13818-1, 2.4): what is in it, packet by packet."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from prism_companion.hls.media_time import MPEG_HERTZ, TS_PACKET

SYNC = 0x47
H264, PRIVATE = 0x1B, 0x06
TELETEXT_DESCRIPTOR, SUBTITLING_DESCRIPTOR = 0x56, 0x59


@dataclass(frozen=True)
class Stream:
    """An elementary stream: its kind, and the pages of subtitles that its descriptor names (of teletext such as 0x888).

    bitmaps: its subtitles are pictures.
    """

    kind: int
    teletext: bool = False
    bitmaps: bool = False
    subtitle_pages: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Unit:
    """A packet of an elementary stream. at: its presentation time, in seconds of the media's clock."""

    stream: Stream
    at: float
    payload: bytes


@dataclass
class _Open:
    """A packet whose end was not seen yet."""

    stream: Stream
    data: bytearray = field(default_factory=bytearray)


def units(segment: bytes, *, pictures: bool = True) -> Iterator[Unit]:
    """The whole packets of subtitles, and of H.264 if `pictures`, in the order in which they end."""
    table: int | None = None
    streams: dict[int, Stream] = {}
    being_read: dict[int, _Open] = {}
    for identity, starts, payload in _payloads(segment):
        if identity == 0 and starts:
            table = _table_identity(_section(payload))
        elif identity == table and starts:
            found = _streams(_section(payload))
            streams = {at: stream for at, stream in found.items() if pictures or stream.kind == PRIVATE}
        elif identity in streams:
            if starts:
                yield from _finished(being_read.pop(identity, None))
                being_read[identity] = _Open(streams[identity])
            if identity in being_read:
                being_read[identity].data += payload
    for last in being_read.values():
        yield from _finished(last)


def _payloads(segment: bytes) -> Iterator[tuple[int, bool, bytes]]:
    for start in range(0, len(segment) - TS_PACKET + 1, TS_PACKET):
        if segment[start] != SYNC:
            return
        flags, has_field, has_payload = segment[start + 1], segment[start + 3] & 0x20, segment[start + 3] & 0x10
        if not has_payload:
            continue
        begin = start + 5 + segment[start + 4] if has_field else start + 4
        yield (flags & 0x1F) << 8 | segment[start + 2], bool(flags & 0x40), segment[begin : start + TS_PACKET]


def _section(payload: bytes) -> bytes:
    """The section that begins in `payload`, without its checksum; one that goes on in the next packet is cut short."""
    section = payload[1 + payload[0] :] if payload else b""
    if len(section) < 3:
        return b""
    length = (section[1] & 0x0F) << 8 | section[2]
    return section[: max(0, 3 + length - 4)]


def _table_identity(section: bytes) -> int | None:
    """Where the first programme's map is (2.4.4.3)."""
    for at in range(8, len(section) - 3, 4):
        if section[at] << 8 | section[at + 1]:
            return (section[at + 2] & 0x1F) << 8 | section[at + 3]
    return None


def _streams(section: bytes) -> dict[int, Stream]:
    """H.264, teletext and the first of DVB's subtitles by identity (2.4.4.8)."""
    found: dict[int, Stream] = {}
    if len(section) < 12:
        return found
    at = 12 + ((section[10] & 0x0F) << 8 | section[11])
    while at + 5 <= len(section):
        kind, identity = section[at], (section[at + 1] & 0x1F) << 8 | section[at + 2]
        length = (section[at + 3] & 0x0F) << 8 | section[at + 4]
        stream = _private(section[at + 5 : at + 5 + length]) if kind == PRIVATE else None
        if kind == H264:
            found[identity] = Stream(kind)
        elif stream and not (stream.bitmaps and any(other.bitmaps for other in found.values())):
            found[identity] = stream
        at += 5 + length
    return found


def _private(descriptors: bytes) -> Stream | None:
    """Teletext or subtitles, as the descriptors say (ETSI EN 300 468, 6.2.41 and 6.2.43); None where it is neither."""
    at = 0
    while at + 2 <= len(descriptors):
        tag, length = descriptors[at], descriptors[at + 1]
        body = descriptors[at + 2 : at + 2 + length]
        if tag == TELETEXT_DESCRIPTOR:
            entries = [body[start : start + 5] for start in range(0, len(body) - 4, 5)]
            pages = frozenset((e[3] & 7 or 8) << 8 | e[4] for e in entries if e[3] >> 3 in (0x02, 0x05))
            return Stream(PRIVATE, teletext=True, subtitle_pages=pages)
        if tag == SUBTITLING_DESCRIPTOR:
            # The first language's own page and the one that it shares with others.
            return Stream(PRIVATE, bitmaps=True, subtitle_pages=frozenset({*_pairs(body[4:8])}))
        at += 2 + length
    return None


def _pairs(data: bytes) -> list[int]:
    return [data[at] << 8 | data[at + 1] for at in range(0, len(data) - 1, 2)]


def _finished(packet: _Open | None) -> Iterator[Unit]:
    data = bytes(packet.data) if packet else b""
    if packet and len(data) >= 14 and data[:3] == b"\x00\x00\x01" and data[7] & 0x80:
        stamp = data[9:14]
        ticks = (stamp[0] >> 1 & 7) << 30 | stamp[1] << 22 | (stamp[2] >> 1) << 15 | stamp[3] << 7 | stamp[4] >> 1
        yield Unit(packet.stream, ticks / MPEG_HERTZ, data[9 + data[8] :])
