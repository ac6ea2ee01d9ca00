"""DVB subtitles, made byte by byte (ETSI EN 300 743): for tests."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from prism_companion.embedded.dvb import COLOURS, DATA_IDENTIFIER, OBJECT, PAGE, REGION, SYNC, Grey
from prism_companion.embedded.pixels import END_OF_LINE

WHITE = bytes([235, 128, 128, 0])
"""Y, Cr, Cb and transparency."""
LETTER_PIXELS = 28
CEDILLA = "\N{COMBINING CEDILLA}"
ACCENTS: dict[str, tuple[tuple[tuple[int, int], ...], ...]] = {
    "\N{COMBINING ACUTE ACCENT}": (((-2, 0), (4, -5)),),
    "\N{COMBINING GRAVE ACCENT}": (((2, 0), (-4, -5)),),
    "\N{COMBINING CIRCUMFLEX ACCENT}": (((-5, 0), (0, -5), (5, 0)),),
    "\N{COMBINING TILDE}": (((-6, -1), (-3, -4), (2, -2), (6, -4)),),
    "\N{COMBINING DIAERESIS}": (((-5, -2), (-3, -2)), ((3, -2), (5, -2))),
    CEDILLA: (((0, 0), (3, 3), (0, 6), (-3, 5)),),
}
"""Strokes in pixels from the middle of the letter's edge."""
LONGEST_RUN = 127


def printed(*rows: str) -> Grey:
    """White rows of text, one below the other; letters with accents are drawn, which Pillow's own typeface lacks."""
    font = ImageFont.load_default(LETTER_PIXELS)
    image = Image.new("L", (720, round(1.3 * LETTER_PIXELS * len(rows)) + 8))
    draw = ImageDraw.Draw(image)
    for at, row in enumerate(rows):
        left, top = 40.0, 4 + round(1.3 * LETTER_PIXELS * at)
        # Words as they are set, letters with accents one by one.
        for part in re.findall(r"[\x20-\x7e]+|.", row):
            drawn = unicodedata.normalize("NFD", part) if len(part) == 1 else part
            letter, marks = (drawn[:1], drawn[1:]) if len(part) == 1 else (part, "")
            draw.text((left, top), letter, 255, font)
            for mark in marks:
                _accent(draw, font.getbbox(letter, anchor="la"), (left, top), mark)
            left += font.getlength(letter)
    return np.asarray(image)


def _accent(
    draw: ImageDraw.ImageDraw, box: tuple[float, float, float, float], at: tuple[float, float], mark: str
) -> None:
    """Draws a combining mark over, or under, the letter with that bounding box at `at`."""
    middle, above, below = at[0] + (box[0] + box[2]) / 2, at[1] + box[1] - 3, at[1] + box[3]
    for stroke in ACCENTS[mark]:
        foot = below if mark == CEDILLA else above
        draw.line([(middle + x, foot + y) for x, y in stroke], 255, 3)


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
