"""Elementary streams of an MPEG transport stream segment (ISO/IEC 13818-1, 2.4): what is in it, packet by packet."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from prism_core import mpegts
from prism_core.mpegts import PACKET_BYTES, SUBTITLING, TELETEXT

H264, PRIVATE = 0x1B, 0x06


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
    programme = mpegts.ProgrammeMap()
    streams: dict[int, Stream] = {}
    being_read: dict[int, _Open] = {}
    for start in range(0, len(segment) - PACKET_BYTES + 1, PACKET_BYTES):
        packet = segment[start : start + PACKET_BYTES]
        if packet[0] != mpegts.SYNC:
            break
        if programme.take(packet):
            streams = _told_apart(programme.streams, pictures=pictures)
            continue
        identity = mpegts.identity(packet)
        if identity in streams:
            if mpegts.starts(packet):
                yield from _finished(being_read.pop(identity, None))
                being_read[identity] = _Open(streams[identity])
            if identity in being_read:
                being_read[identity].data += mpegts.payload(packet)
    for last in being_read.values():
        yield from _finished(last)


def _told_apart(elementary: dict[int, mpegts.Elementary], *, pictures: bool) -> dict[int, Stream]:
    """H.264 if `pictures`, teletext, and the first of DVB's subtitles, by identity."""
    found: dict[int, Stream] = {}
    has_bitmaps = False
    for identity, each in elementary.items():
        if each.kind == H264 and pictures:
            found[identity] = Stream(H264)
        elif each.kind == PRIVATE and TELETEXT in each.descriptors:
            found[identity] = Stream(PRIVATE, teletext=True, subtitle_pages=_teletext(each.descriptors[TELETEXT]))
        elif each.kind == PRIVATE and SUBTITLING in each.descriptors and not has_bitmaps:
            has_bitmaps = True
            found[identity] = Stream(PRIVATE, bitmaps=True, subtitle_pages=_bitmaps(each.descriptors[SUBTITLING]))
    return found


def _teletext(descriptor: bytes) -> frozenset[int]:
    """Subtitle pages that are named (ETSI EN 300 468, 6.2.43)."""
    entries = [descriptor[start : start + 5] for start in range(0, len(descriptor) - 4, 5)]
    return frozenset((e[3] & 7 or 8) << 8 | e[4] for e in entries if e[3] >> 3 in (0x02, 0x05))


def _bitmaps(descriptor: bytes) -> frozenset[int]:
    """The first language's own page, and the one that it shares with others (6.2.41)."""
    return frozenset(descriptor[at] << 8 | descriptor[at + 1] for at in (4, 6) if at + 1 < len(descriptor))


def _finished(packet: _Open | None) -> Iterator[Unit]:
    data = bytes(packet.data) if packet else b""
    if packet and (at := mpegts.shown_at(data)) is not None:
        yield Unit(packet.stream, at, data[9 + data[8] :])
