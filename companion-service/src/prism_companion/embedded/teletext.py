"""Teletext subtitles of DVB streams (ETSI EN 300 706; carried by EN 300 472) as cues."""

from dataclasses import dataclass, field

from prism_companion.embedded.cea608 import READING_SECONDS, SHORTEST_SECONDS
from prism_companion.hls.webvtt import Cue

SUBTITLE_UNITS = (0x02, 0x03)
UNIT_BYTES = 44
ROWS = range(1, 25)
BOX, BOX_END = 0x0B, 0x0A
REVERSED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))
"""The stream carries the bits of a byte last one first."""

HAMMING = (0x15, 0x02, 0x49, 0x5E, 0x64, 0x73, 0x38, 0x2F, 0xD0, 0xC7, 0x8C, 0x9B, 0xA1, 0xB6, 0xFD, 0xEA)
NIBBLES = {code ^ error: value for value, code in enumerate(HAMMING) for error in (0, *(1 << bit for bit in range(8)))}
"""Hamming 8/4 (8.2): every single wrong bit is put right."""

NATIONAL_AT = "#$@[\\]^_`{|}~"
NATIONAL = (
    "£$@←½→↑#―¼‖¾÷",
    "éïàëêùî#èâôûç",
    "#¤ÉÄÖÅÜ_éäöåü",
    "#ůčťžýířéáěúš",
    "#$§ÄÖÜ^_°äöüß",
    "ç$¡áéíóú¿üñèà",
    "£$é°ç→↑#ùàòèì",
)
"""Letters that replace `NATIONAL_AT`, by the header's bits C12 to C14: English, French, Swedish, Czech, German,
Portuguese and Spanish, Italian (15.6.2, table 36)."""


@dataclass
class _Page:
    """A page that is being received, by row."""

    number: int
    at: float
    is_subtitle: bool
    alphabet: dict[int, int]
    rows: dict[int, str] = field(default_factory=dict)


class Teletext:
    """Reads the subtitle pages of one stream: those in `pages`, or where none is named all marked as subtitles."""

    def __init__(self, pages: frozenset[int] = frozenset()) -> None:
        self.pages = pages
        self._open: dict[int, _Page] = {}
        self._shown = ""

    def push(self, at: float, payload: bytes) -> list[Cue]:
        """Take a packet that is shown at `at` seconds; give the subtitles that it completes."""
        if not payload or not 0x10 <= payload[0] <= 0x1F:
            return []
        cues: list[Cue] = []
        start = 1
        while start + 2 <= len(payload):
            kind, length = payload[start], payload[start + 1]
            if kind in SUBTITLE_UNITS and length == UNIT_BYTES:
                cues += self._packet(at, payload[start + 4 : start + 2 + length].translate(REVERSED))
            start += 2 + length
        # A subtitle fits in one packet of the stream; waiting for the next header would make it late by itself.
        for magazine in list(self._open):
            cues += self._close(magazine)
        return cues

    def _packet(self, at: float, data: bytes) -> list[Cue]:
        low, high = NIBBLES.get(data[0]), NIBBLES.get(data[1])
        if len(data) < 42 or low is None or high is None:
            return []
        magazine, row = (low & 7) or 8, low >> 3 | high << 1
        if row == 0:
            return self._header(at, magazine, data[2:])
        page = self._open.get(magazine)
        if page is not None and row in ROWS:
            page.rows[row] = boxed(data[2:]).translate(page.alphabet)
        return []

    def _header(self, at: float, magazine: int, data: bytes) -> list[Cue]:
        cues = self._close(magazine)
        nibbles = [NIBBLES.get(byte) for byte in data[:8]]
        units, tens, controls, language = nibbles[0], nibbles[1], nibbles[5], nibbles[7]
        if units is None or tens is None or controls is None or language is None:
            return cues
        number, is_subtitle = magazine << 8 | tens << 4 | units, bool(controls & 0x08)
        if number in self.pages or (not self.pages and is_subtitle):
            letters = NATIONAL[language >> 1] if language >> 1 < len(NATIONAL) else NATIONAL[0]
            alphabet = str.maketrans(NATIONAL_AT, letters)
            self._open[magazine] = _Page(number, at, is_subtitle, alphabet)
        return cues

    def _close(self, magazine: int) -> list[Cue]:
        """The page's text, if it is another than what is shown; an empty page clears the screen."""
        page = self._open.pop(magazine, None)
        if page is None:
            return []
        text = " ".join(" ".join(page.rows[row] for row in sorted(page.rows)).split())
        if text == self._shown:
            return []
        self._shown = text
        seconds = max(SHORTEST_SECONDS, READING_SECONDS * len(text))
        return [Cue(page.at, page.at + seconds, text)] if text else []


def boxed(row: bytes) -> str:
    """A row's characters without its control codes; where it has boxes, only what is inside them."""
    codes = [byte & 0x7F for byte in row]
    if BOX in codes:
        codes = codes[codes.index(BOX) :]
        codes = codes[: codes.index(BOX_END)] if BOX_END in codes else codes
    return "".join(chr(code) if code >= 0x20 else " " for code in codes)
