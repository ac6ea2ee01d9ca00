"""Caption bytes out of H.264 pictures (ITU-T H.264 D.1.6; ATSC A/53 part 4, 6.2.3)."""

import re
from collections.abc import Iterator

SEI = 6
REGISTERED = 4
"""Payload type of user data that an ITU-T T.35 code names."""
ATSC = b"\xb5\x00\x31GA94\x03"
_START = re.compile(rb"\x00\x00\x01")


def annex_b(data: bytes) -> Iterator[bytes]:
    """NAL units between start codes."""
    starts = [found.end() for found in _START.finditer(data)]
    for begin, after in zip(starts, [*(start - 3 for start in starts[1:]), len(data)], strict=True):
        yield data[begin:after]


def length_prefixed(data: bytes, size: int = 4) -> Iterator[bytes]:
    """NAL units after their lengths, as MP4 has them (ISO/IEC 14496-15, 5.2.3)."""
    at = 0
    while at + size <= len(data):
        length = int.from_bytes(data[at : at + size])
        yield data[at + size : at + size + length]
        at += size + length


CaptionPair = tuple[int, int, int]
"""Type (0 and 1: CEA-608 of the first and the second field; 2 and 3: CEA-708) and two bytes."""


def caption_pairs(nals: Iterator[bytes]) -> list[CaptionPair]:
    """Valid pairs of caption bytes in a picture's NAL units, in order."""
    pairs: list[CaptionPair] = []
    for nal in nals:
        if nal and nal[0] & 0x1F == SEI:
            for payload in _registered(nal[1:].replace(b"\x00\x00\x03", b"\x00\x00")):
                pairs += _pairs(payload)
    return pairs


def _registered(body: bytes) -> Iterator[bytes]:
    """Payloads of registered user data among the messages of an SEI (7.3.2.3.1)."""
    at = 0
    while at + 2 <= len(body):
        kind, at = _number(body, at)
        size, at = _number(body, at)
        if kind == REGISTERED and body[at : at + len(ATSC)] == ATSC:
            yield body[at + len(ATSC) : at + size]
        at += size


def _number(body: bytes, at: int) -> tuple[int, int]:
    """A number in bytes of 255 and a last one, and where it ends."""
    total = 0
    while at < len(body) and body[at] == 0xFF:
        total, at = total + 255, at + 1
    return (total + body[at], at + 1) if at < len(body) else (total, at)


def _pairs(data: bytes) -> list[CaptionPair]:
    """Valid pairs in cc_data (table 6.10)."""
    if len(data) < 2 or not data[0] & 0x40:
        return []
    triplets = [data[start : start + 3] for start in range(2, 2 + 3 * (data[0] & 0x1F), 3)]
    return [(t[0] & 0x03, t[1], t[2]) for t in triplets if len(t) == 3 and t[0] & 0x04]
