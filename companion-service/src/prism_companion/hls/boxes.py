"""The boxes of an MP4 file (ISO/IEC 14496-12, 4.2)."""

import struct
from collections.abc import Iterator


def boxes(data: bytes) -> Iterator[tuple[bytes, bytes, int]]:
    """Type, content and beginning of each box in turn."""
    position = 0
    while position + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, position)
        header = 8
        if size == 1 and position + 16 <= len(data):
            (size,) = struct.unpack_from(">Q", data, position + 8)
            header = 16
        if size < header:
            size = len(data) - position
        yield kind, data[position + header : position + size], position
        position += size


def find(data: bytes, *path: bytes) -> bytes:
    """The content of the first box at `path`; empty where there is none."""
    for name in path:
        data = next((content for kind, content, _ in boxes(data) if kind == name), b"")
    return data
