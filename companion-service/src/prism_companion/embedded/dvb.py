"""DVB subtitles (ETSI EN 300 743): pictures of text, out of the packets of a transport stream."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from prism_companion.embedded.pixels import drawn

Grey = npt.NDArray[np.uint8]

DATA_IDENTIFIER, SYNC = 0x20, 0x0F
PAGE, REGION, COLOURS, OBJECT = 0x10, 0x11, 0x12, 0x13
NORMAL_CASE = 0
"""State of a page that goes on from the one before; every other begins anew (7.2.2)."""
DEPTHS = {1: 2, 2: 4, 3: 8}
BY_PIXELS = 0
LARGEST = (1088, 1920)
"""Rows and columns of the largest picture that subtitles are made for."""
MOST_REGIONS = 32
DEFAULT_COLOURS = np.array([0, *[255] * 7, 0, *[127] * 7] * 16, np.uint8)
"""How bright the colours are that a stream does not define (10.2)."""


@dataclass(frozen=True)
class Picture:
    """What subtitles show from `at` on (seconds of the media's clock): brightness, 0 where nothing is drawn."""

    at: float
    grey: Grey


@dataclass
class _Region:
    pixels: Grey
    depth: int
    colours: int
    objects: list[tuple[int, int, int]] = field(default_factory=list)
    """Identity, column and row of each object in it."""


class DvbSubtitles:
    """Reads one stream of subtitles; `pages`: the identities of its own page and of what it shares with others."""

    def __init__(self, pages: frozenset[int] = frozenset()) -> None:
        self.pages = pages
        self._regions: dict[int, _Region] = {}
        self._colours: dict[tuple[int, int], Grey] = {}
        self._places: list[tuple[int, int, int]] = []
        self._shown = b""

    def push(self, at: float, payload: bytes) -> list[Picture]:
        """Take a packet that is shown at `at` seconds; give the picture, if it is another than before and not empty."""
        is_page = False
        for kind, body in _segments(payload, self.pages):
            try:
                self._take(kind, body)
            except IndexError:
                continue  # Cut short or damaged; what was drawn until there may be read.
            is_page |= kind == PAGE
        if not is_page:
            return []
        grey = self._composed()
        if (seen := grey.tobytes()) == self._shown:
            return []
        self._shown = seen
        return [Picture(at, grey)] if grey.any() else []

    def _take(self, kind: int, body: bytes) -> None:
        if kind == PAGE:
            self._page(body)
        elif kind == REGION:
            self._region(body)
        elif kind == COLOURS:
            self._define(body)
        elif kind == OBJECT:
            self._object(body)

    def _page(self, body: bytes) -> None:
        """Which regions are shown where (7.2.2)."""
        if body[1] >> 2 & 3 != NORMAL_CASE:
            self._regions.clear()
            self._colours.clear()
        entries = [body[at : at + 6] for at in range(2, len(body) - 5, 6)]
        self._places = [(entry[0], _two(entry, 2), _two(entry, 4)) for entry in entries]

    def _region(self, body: bytes) -> None:
        """A field of pixels and the objects in it (7.2.3)."""
        identity, fill, columns, rows = body[0], body[1] & 0x08, _two(body, 2), _two(body, 4)
        depth = DEPTHS.get(body[6] >> 2 & 7, 4)
        if rows > LARGEST[0] or columns > LARGEST[1]:
            return
        region = self._regions.get(identity)
        if region is None or region.pixels.shape != (rows, columns):
            if len(self._regions) >= MOST_REGIONS:
                return
            region = self._regions[identity] = _Region(np.zeros((rows, columns), np.uint8), depth, body[7])
        region.depth, region.colours = depth, body[7]
        if fill:
            region.pixels[:] = body[8] if depth == 8 else body[9] >> 4 if depth == 4 else body[9] >> 2 & 3
        region.objects = list(_objects(body[10:]))

    def _define(self, body: bytes) -> None:
        """How bright each colour is (7.2.4); what is transparent is dark, as is the outline of letters."""
        at = 2
        while at + 4 <= len(body):
            entry, flags, at = body[at], body[at + 1], at + 2
            size = 4 if flags & 1 else 2
            bright = _brightness(body[at : at + size])
            for depth, flag in ((2, 0x80), (4, 0x40), (8, 0x20)):
                if flags & flag:
                    table = self._colours.setdefault((body[0], depth), DEFAULT_COLOURS.copy())
                    table[entry] = bright
            at += size

    def _object(self, body: bytes) -> None:
        """An object's pixels, drawn wherever a region has it (7.2.5)."""
        identity, coding = _two(body, 0), body[2] >> 2 & 3
        if coding != BY_PIXELS:
            return
        top, bottom = _two(body, 3), _two(body, 5)
        odd = body[7 : 7 + top]
        even = body[7 + top : 7 + top + bottom] or odd
        for region in self._regions.values():
            for placed, column, row in region.objects:
                if placed == identity:
                    drawn(region.pixels, odd, column, row)
                    drawn(region.pixels, even, column, row + 1)

    def _composed(self) -> Grey:
        """The regions of the page in their places."""
        shown = [(self._regions[name], x, y) for name, x, y in self._places if name in self._regions]
        rows = min(LARGEST[0], max((y + region.pixels.shape[0] for region, _, y in shown), default=0))
        columns = min(LARGEST[1], max((x + region.pixels.shape[1] for region, x, _ in shown), default=0))
        page: Grey = np.zeros((rows, columns), np.uint8)
        for region, x, y in shown:
            bright = self._colours.get((region.colours, region.depth), DEFAULT_COLOURS)[region.pixels]
            place = page[y : y + bright.shape[0], x : x + bright.shape[1]]
            place[:] = bright[: place.shape[0], : place.shape[1]]
        return page


def _segments(payload: bytes, pages: frozenset[int]) -> Iterator[tuple[int, bytes]]:
    """Kind and body of each segment of our pages (7.1, 7.2)."""
    at = 2 if payload[:1] == bytes([DATA_IDENTIFIER]) else len(payload)
    while at + 6 <= len(payload) and payload[at] == SYNC:
        kind, page, size = payload[at + 1], _two(payload, at + 2), _two(payload, at + 4)
        if not pages or page in pages:
            yield kind, payload[at + 6 : at + 6 + size]
        at += 6 + size


def _objects(data: bytes) -> Iterator[tuple[int, int, int]]:
    at = 0
    while at + 6 <= len(data):
        yield _two(data, at), _two(data, at + 2) & 0x0FFF, _two(data, at + 4) & 0x0FFF
        at += 8 if data[at + 2] >> 6 in (1, 2) else 6  # Characters have two colours besides.


def _brightness(colour: bytes) -> int:
    """The strongest of red, green and blue, as far as it is opaque: Y, Cr, Cb and transparency, in 4 bytes or 2."""
    if len(colour) == 4:
        y, cr, cb, transparency = colour
    else:
        packed = _two(colour, 0)
        y, cr, cb, transparency = packed >> 8 & 0xFC, packed >> 2 & 0xF0, packed << 2 & 0xF0, (packed & 3) * 85
    if y == 0:  # What is said to be quite transparent (7.2.4).
        return 0
    light, red, blue = 1.164 * (y - 16), cr - 128, cb - 128
    strongest = max(light + 1.596 * red, light - 0.813 * red - 0.392 * blue, light + 2.017 * blue)
    return round(min(255.0, max(0.0, strongest)) * (255 - transparency) / 255)


def _two(data: bytes, at: int) -> int:
    return data[at] << 8 | data[at + 1]
