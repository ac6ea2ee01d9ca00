"""DVB subtitles, made byte by byte (ETSI EN 300 743): for tests."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from prism_companion.embedded.dvb import COLOURS, DATA_IDENTIFIER, OBJECT, PAGE, REGION, SYNC, Grey
from prism_companion.embedded.pixels import END_OF_LINE

WHITE = bytes([235, 128, 128, 0])
"""Y, Cr, Cb and transparency."""
LETTER_PIXELS = 28
LONGEST_RUN = 127


def printed(*rows: str, typeface: Path | None = None) -> Grey:
    """White rows of text, one below the other; without a `typeface` only English letters have a shape."""
    font = ImageFont.truetype(typeface, LETTER_PIXELS) if typeface else ImageFont.load_default(LETTER_PIXELS)
    image = Image.new("L", (720, round(1.3 * LETTER_PIXELS * len(rows)) + 8))
    draw = ImageDraw.Draw(image)
    for at, row in enumerate(rows):
        draw.text((40, 4 + round(1.3 * LETTER_PIXELS * at)), row, 255, font)
    return np.asarray(image)


def subtitle_packet(grey: Grey | None, page: int = 1) -> bytes:
    """A packet that shows `grey`, light or dark, at the foot of the picture; None: one that clears the screen."""
    if grey is None:
        return _packet([(PAGE, bytes([30, 0x04]))], page)
    rows, columns = grey.shape
    size = columns.to_bytes(2) + rows.to_bytes(2)
    fields = [b"".join(map(_line, (grey[start::2] > 127).astype(np.uint8))) for start in (0, 1)]
    lengths = b"".join(len(each).to_bytes(2) for each in fields)
    shown = [
        (PAGE, bytes([30, 0x04 | 2 << 2, 0, 0, 0, 0]) + (576 - 40 - rows).to_bytes(2)),
        (REGION, bytes([0, 0x08]) + size + bytes([3 << 5 | 3 << 2, 0, 0, 0]) + bytes(6)),
        (COLOURS, bytes([0, 0, 0, 0x21, 0, 0, 0, 0, 1, 0x21]) + WHITE),
        (OBJECT, bytes([0, 0, 0]) + lengths + b"".join(fields)),
    ]
    return _packet(shown, page)


def _packet(segments: list[tuple[int, bytes]], page: int) -> bytes:
    made = [bytes([SYNC, kind]) + page.to_bytes(2) + len(body).to_bytes(2) + body for kind, body in segments]
    return bytes([DATA_IDENTIFIER, 0]) + b"".join(made) + b"\xff"


def _line(pixels: Grey) -> bytes:
    return b"\x12" + b"".join(_runs(pixels)) + bytes([0, 0, END_OF_LINE])


def _runs(pixels: Grey) -> Iterator[bytes]:
    turns = np.r_[0, np.flatnonzero(np.diff(pixels)) + 1, len(pixels)]
    for start, end in pairwise(turns):
        for at in range(start, end, LONGEST_RUN):
            yield bytes([0, 0x80 | min(LONGEST_RUN, end - at), pixels[start]])
