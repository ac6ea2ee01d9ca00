"""MPEG transport streams (ISO/IEC 13818-1): their packets, and which elementary streams a programme has."""

from collections.abc import Iterator
from dataclasses import dataclass

PACKET_BYTES = 188
SYNC = 0x47
CLOCK_HERTZ = 90_000
PRIVATE_STREAM = 0xBD
"""Identity of units that are neither MPEG's picture nor its sound (table 2-22): AC-3, teletext, subtitles."""
TELETEXT, SUBTITLING = 0x56, 0x59
"""Tags of the descriptors of DVB's subtitles (ETSI EN 300 468, table 12)."""


@dataclass(frozen=True)
class Elementary:
    """An elementary stream: its type (table 2-34), and its descriptors by their tags."""

    kind: int
    descriptors: dict[int, bytes]


def identity(packet: bytes) -> int:
    """Of the stream that a packet belongs to."""
    return (packet[1] & 0x1F) << 8 | packet[2]


def starts(packet: bytes) -> bool:
    """Whether a unit of its stream begins in a packet."""
    return bool(packet[1] & 0x40)


def payload(packet: bytes) -> bytes:
    """What a packet carries (2.4.3.3)."""
    if not packet[3] & 0x10:
        return b""
    return packet[5 + packet[4] :] if packet[3] & 0x20 else packet[4:]


def shown_at(unit: bytes) -> float | None:
    """When a packet of an elementary stream is shown, in seconds (2.4.3.7); None where its beginning does not say."""
    if len(unit) < 14 or unit[:3] != b"\0\0\1" or not unit[7] & 0x80:
        return None
    stamp = unit[9:14]
    ticks = (stamp[0] >> 1 & 7) << 30 | stamp[1] << 22 | (stamp[2] >> 1) << 15 | stamp[3] << 7 | stamp[4] >> 1
    return ticks / CLOCK_HERTZ


def carries_subtitles(unit: bytes) -> bool:
    """Whether a packet of an elementary stream is teletext or subtitles (EN 300 472, 743): they come when they like."""
    begin = 9 + unit[8] if len(unit) > 8 else 0
    return len(unit) > begin and unit[3] == PRIVATE_STREAM and 0x10 <= unit[begin] <= 0x20


SUBTITLES_BOX = bytes.fromhex("7f1c0a8e5d0b4c1f9a3f2b6d7e54a1c9")
"""Names the box (`uuid`, ISO/IEC 14496-12, 11.1) in which fragmented MP4 brings the subtitles of the transport stream
that it was made of: seconds to add to their times, as a double, then packets, tables first. Players pass it over."""


class ProgrammeMap:
    """The streams of the first programme, by identity; learnt from the packets of its tables."""

    def __init__(self) -> None:
        self.streams: dict[int, Elementary] = {}
        self._table: int | None = None
        self._open: dict[int, bytes] = {}

    def is_table(self, found: int) -> bool:
        """Whether packets of that identity are of a table."""
        return found in (0, self._table)

    def take(self, packet: bytes) -> bool:
        """Take a packet; whether it is of a table."""
        found = identity(packet)
        if not self.is_table(found):
            return False
        part = payload(packet)
        if starts(packet) and part:
            self._open[found] = part[1 + part[0] :]
        elif found in self._open:
            self._open[found] += part  # A map of many languages is longer than a packet (2.4.4.1).
        section = self._open.get(found, b"")
        if len(section) >= 3 and len(section) >= (size := 3 + ((section[1] & 0x0F) << 8 | section[2])):
            self._read(found, section[: size - 4])
            del self._open[found]
        return True

    def _read(self, found: int, section: bytes) -> None:
        if found == 0:
            self._table = _first_map(section)
        else:
            self.streams = dict(_streams(section))


def _first_map(section: bytes) -> int | None:
    """Where the first programme's map is (2.4.4.3)."""
    for at in range(8, len(section) - 3, 4):
        if section[at] << 8 | section[at + 1]:
            return (section[at + 2] & 0x1F) << 8 | section[at + 3]
    return None


def _streams(section: bytes) -> Iterator[tuple[int, Elementary]]:
    """Identity and nature of each stream in a map (2.4.4.8)."""
    if len(section) < 12:
        return
    at = 12 + ((section[10] & 0x0F) << 8 | section[11])
    while at + 5 <= len(section):
        length = (section[at + 3] & 0x0F) << 8 | section[at + 4]
        described = section[at + 5 : at + 5 + length]
        yield (section[at + 1] & 0x1F) << 8 | section[at + 2], Elementary(section[at], dict(_descriptors(described)))
        at += 5 + length


def _descriptors(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 2 <= len(data):
        yield data[at], data[at + 2 : at + 2 + data[at + 1]]
        at += 2 + data[at + 1]
