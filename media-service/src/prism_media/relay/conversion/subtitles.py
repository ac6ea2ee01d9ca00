"""Teletext and DVB's subtitles of a transport stream, carried beside the fragments that ffmpeg makes of it.

Fragmented MP4 has no place for them, so ffmpeg leaves them out. Whoever reads captions finds their packets, as they
were sent, in a box at the end of each segment.
"""

from __future__ import annotations

import struct
from collections.abc import AsyncIterator

from prism_core import mpegts
from prism_core.mpegts import PACKET_BYTES, SUBTITLES_BOX, SUBTITLING, SYNC, TELETEXT, ProgrammeMap

_MOST_BYTES = 1 << 19
"""Of subtitles in a segment: teletext of two seconds has a tenth of it."""
_H264, _HEVC, _MPEG2 = 0x1B, 0x24, 0x02
_KEY = {
    _H264: (0x1F, frozenset({5, 7})),
    _HEVC: (0x7E, frozenset({32 << 1, 33 << 1})),
    _MPEG2: (0xFF, frozenset({0xB3})),
}
"""What follows a start code at the beginning of pictures that need no other: a mask, and what it leaves. The sequence's
parameters come before such a picture (ITU-T H.264 7.4.1.2.3, H.265 7.4.2.4.4, H.262 6.1.1.6)."""


class Subtitles:
    """Listens to a transport stream on its way to ffmpeg."""

    def __init__(self) -> None:
        self._programme = ProgrammeMap()
        self._tables: dict[int, bytes] = {}
        self._rest = b""
        self._picture: tuple[int, int] | None = None
        self._wanted: frozenset[int] = frozenset()
        self._open: dict[int, bytearray] = {}
        self._whole = bytearray()
        self._begins: float | None = None
        self._later: float | None = None

    async def passing(self, feed: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        """The feed as it is, listened to."""
        try:
            async for chunk in feed:
                self.take(chunk)
                yield chunk
        finally:
            if (close := getattr(feed, "aclose", None)) is not None:
                await close()

    def take(self, chunk: bytes) -> None:
        """Listen to more of the stream."""
        data = self._rest + chunk
        at = 0
        while at + PACKET_BYTES <= len(data):
            if data[at] != SYNC:
                at = found if (found := data.find(SYNC, at + 1)) >= 0 else len(data)
                continue
            # Most packets are of picture and sound, and need not be cut out.
            identity = (data[at + 1] & 0x1F) << 8 | data[at + 2]
            if identity in self._wanted or not self._programme.streams or self._programme.is_table(identity):
                self._packet(identity, data[at : at + PACKET_BYTES])
            at += PACKET_BYTES
        self._rest = data[at:]

    def box(self, first_picture_seconds: float) -> bytes:
        """What has come since the last one; `first_picture_seconds`: when ffmpeg shows the first picture of its run."""
        if self._later is None and self._begins is not None:
            self._later = first_picture_seconds - self._begins
        if self._later is None or not self._whole:
            return b""
        content = SUBTITLES_BOX + struct.pack(">d", self._later) + b"".join(self._tables.values()) + self._whole
        self._whole.clear()
        return struct.pack(">I4s", 8 + len(content), b"uuid") + content

    def _packet(self, identity: int, packet: bytes) -> None:
        if self._programme.take(packet):
            self._tables[identity] = packet if mpegts.starts(packet) else self._tables.get(identity, b"") + packet
            self._choose()
        elif self._picture and identity == self._picture[0]:
            self._look(packet, self._picture[1])
        elif identity in self._wanted:
            self._keep(identity, packet)

    def _choose(self) -> None:
        streams = self._programme.streams
        titles = {at for at, stream in streams.items() if stream.descriptors.keys() & {TELETEXT, SUBTITLING}}
        self._picture = next(((at, stream.kind) for at, stream in streams.items() if stream.kind in _KEY), None)
        awaited = {self._picture[0]} if self._picture and self._begins is None else set()
        self._wanted = frozenset(titles | awaited)

    def _look(self, packet: bytes, kind: int) -> None:
        """Note when the first picture is shown that ffmpeg begins with: one that needs no other."""
        unit = mpegts.payload(packet)
        if mpegts.starts(packet) and (at := mpegts.shown_at(unit)) is not None and _is_key(unit[9 + unit[8] :], kind):
            self._begins = at
            self._choose()

    def _keep(self, identity: int, packet: bytes) -> None:
        """Gather the packets of a unit until it is whole: it may not be torn between two segments."""
        if mpegts.starts(packet):
            self._open[identity] = bytearray()
        if identity not in self._open:
            return
        unit = self._open[identity]
        unit += packet
        if _is_whole(unit):
            if len(self._whole) + len(unit) <= _MOST_BYTES:
                self._whole += unit
            del self._open[identity]
        elif len(unit) > _MOST_BYTES:
            del self._open[identity]


def _is_whole(packets: bytearray) -> bool:
    """Whether the unit that these packets carry has the length that it says (ISO/IEC 13818-1, 2.4.3.7)."""
    carried = [mpegts.payload(bytes(packets[at : at + PACKET_BYTES])) for at in range(0, len(packets), PACKET_BYTES)]
    said = int.from_bytes(carried[0][4:6]) if len(carried[0]) >= 6 else 0
    return sum(map(len, carried)) >= 6 + said


def _is_key(data: bytes, kind: int) -> bool:
    mask, keys = _KEY[kind]
    at = data.find(b"\0\0\1")
    while 0 <= at < len(data) - 3:
        if data[at + 3] & mask in keys:
            return True
        at = data.find(b"\0\0\1", at + 3)
    return False
