"""Transport streams with captions inside, made byte by byte: for tests."""

from collections.abc import Sequence

from prism_companion.embedded.teletext import HAMMING, REVERSED

MAP, VIDEO, TEXT, BITMAPS = 0x100, 0x101, 0x102, 0x103
Packets = list[tuple[int, float, bytes]]
"""Stream identity, presentation time in seconds, payload."""


def transport_stream(packets: Packets, teletext_page: int = 0x888) -> bytes:
    """A stream of H.264 (`VIDEO`), teletext subtitles (`TEXT`) and DVB's own (`BITMAPS`, their page is 1)."""
    magazine, page = teletext_page >> 8 & 7, teletext_page & 0xFF
    descriptor = bytes([0x56, 5]) + b"eng" + bytes([0x02 << 3 | magazine, page])
    streams = bytes([0x1B, 0xE0 | VIDEO >> 8, VIDEO & 0xFF, 0xF0, 0])
    streams += bytes([0x06, 0xE0 | TEXT >> 8, TEXT & 0xFF, 0xF0, len(descriptor)]) + descriptor
    subtitling = bytes([0x59, 8]) + b"eng" + bytes([0x10, 0, 1, 0, 1])
    streams += bytes([0x06, 0xE0 | BITMAPS >> 8, BITMAPS & 0xFF, 0xF0, len(subtitling)]) + subtitling
    table = _section(0, bytes([0, 1, 0xE0 | MAP >> 8, MAP & 0xFF]))
    programme = _section(2, bytes([0xE0 | VIDEO >> 8, VIDEO & 0xFF, 0xF0, 0]) + streams)
    made = _cut(0, b"\0" + table) + _cut(MAP, b"\0" + programme)
    for identity, at, payload in packets:
        made += _cut(identity, _packet(identity, at, payload))
    return made


def captioned_picture(pairs: Sequence[tuple[int, int]], kind: int = 0) -> bytes:
    """An access unit of H.264 that shows nothing and carries pairs; parity is added to those of CEA-608."""
    data = bytes([0x40 | len(pairs), 0xFF])
    data += b"".join(bytes([0xFC | kind, *(odd_parity(byte) if kind < 2 else byte for byte in pair)]) for pair in pairs)
    data += b"\xff"
    payload = b"\xb5\x00\x31GA94\x03" + data
    sei = bytes([6, 4, len(payload)]) + payload + b"\x80"
    return b"\0\0\0\1\x09\xf0" + b"\0\0\1" + sei


def teletext_rows(page: int, rows: dict[int, str], language: int = 0) -> bytes:
    """A packet with a subtitle page: its header and its rows in boxes. `language`: the header's bits C12 to C14."""
    magazine, number = page >> 8 & 7, page & 0xFF
    header = [number & 15, number >> 4, 0, 0, 0, 0x08, 0, language << 1]
    made = _unit(magazine, 0, bytes(HAMMING[nibble] for nibble in header) + b" " * 32)
    for row, text in rows.items():
        made += _unit(magazine, row, f"\x0b\x0b{text}\x0a\x0a".ljust(40)[:40].encode("ascii"))
    return b"\x10" + made


def odd_parity(byte: int) -> int:
    """The seven bits with an eighth that makes the number of ones odd."""
    return byte | (0x80 if byte.bit_count() % 2 == 0 else 0)


def _unit(magazine: int, row: int, text: bytes) -> bytes:
    address = bytes([HAMMING[magazine | (row & 1) << 3], HAMMING[row >> 1]])
    data = address + (text if row == 0 else bytes(odd_parity(byte) for byte in text))
    return bytes([0x03, 44, 0xE7, 0xE4]) + data.translate(REVERSED)


def _section(table: int, body: bytes) -> bytes:
    head = bytes([table, 0xB0, len(body) + 9, 0, 1, 0xC1, 0, 0])
    return head + body + _checksum(head + body).to_bytes(4)


def _checksum(data: bytes) -> int:
    """CRC-32 of sections (2.4.4)."""
    value = 0xFFFFFFFF
    for byte in data:
        value ^= byte << 24
        for _ in range(8):
            value = (value << 1 ^ (0x04C11DB7 if value & 0x80000000 else 0)) & 0xFFFFFFFF
    return value


def _packet(identity: int, at: float, payload: bytes) -> bytes:
    ticks = round(at * 90_000)
    stamp = bytes(
        [
            0x21 | ticks >> 29 & 0x0E,
            ticks >> 22 & 0xFF,
            0x01 | ticks >> 14 & 0xFE,
            ticks >> 7 & 0xFF,
            0x01 | ticks << 1 & 0xFE,
        ]
    )
    stream, padding = (0xE0, b"") if identity == VIDEO else (0xBD, b"\xff" * 31)
    length = 0 if identity == VIDEO else 8 + len(padding) + len(payload)
    head = bytes([stream]) + length.to_bytes(2) + bytes([0x84, 0x80, 5 + len(padding)])
    return b"\0\0\1" + head + stamp + padding + payload


def _cut(identity: int, data: bytes) -> bytes:
    """Packets of 188 bytes, the last one filled up by an adaptation field."""
    made = b""
    for index, start in enumerate(range(0, len(data), 184)):
        piece = data[start : start + 184]
        flags = (0x40 if start == 0 else 0) | identity >> 8
        missing = 184 - len(piece)
        field = (
            b"" if missing == 0 else bytes([missing - 1]) + (b"\0" + b"\xff" * (missing - 2) if missing > 1 else b"")
        )
        made += bytes([0x47, flags, identity & 0xFF, (0x30 if missing else 0x10) | index & 15]) + field + piece
    return made
