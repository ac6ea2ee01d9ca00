"""CEA-708 closed captions (ANSI/CTA-708-E): packets of caption bytes into the cues of one service."""

from dataclasses import dataclass, field

from prism_companion.embedded.cea608 import READING_SECONDS, SHORTEST_SECONDS
from prism_companion.hls.webvtt import Cue

PACKET_START, PACKET_DATA = 3, 2
"""Types of the pairs that carry packets (table 3)."""
BACKSPACE, FORM_FEED, RETURN, RETURN_ERASING, EXTENDED = 0x08, 0x0C, 0x0D, 0x0E, 0x10
CLEAR, DISPLAY, HIDE, TOGGLE, DELETE, RESET = 0x88, 0x89, 0x8A, 0x8B, 0x8C, 0x8F
SELECT, DEFINE, PEN_LOCATION = range(0x80, 0x88), range(0x98, 0xA0), 0x92
PARAMETERS = {**dict.fromkeys(range(0x88, 0x8E), 1), 0x90: 2, 0x91: 3, 0x92: 2, 0x97: 4, **dict.fromkeys(DEFINE, 6)}
"""Bytes after the commands that have any (table 19)."""
SIGNS = {0x20: " ", 0x21: " ", 0x25: "…", 0x2A: "Š", 0x2C: "Œ", 0x31: "‘", 0x32: "’", 0x33: "“", 0x34: "”", 0x35: "•",
         0x39: "™", 0x3A: "š", 0x3C: "œ", 0x3D: "℠", 0x3F: "Ÿ"}  # fmt: skip
"""Table G2; what it lacks (block graphics) is not read aloud."""


@dataclass
class _Window:
    visible: bool = False
    lines: list[str] = field(default_factory=lambda: [""])
    since: float | None = None


class Cea708:
    """Decodes the pairs of packets in the order in which they are shown; `service` 1 is the programme's language.

    A caption is given when its window appears, a line that is written into a visible one when it is whole.
    """

    def __init__(self, service: int = 1) -> None:
        self._service = service
        self._packet = bytearray()
        self._windows: dict[int, _Window] = {}
        self._current = 0

    def push(self, at: float, kind: int, first: int, second: int) -> list[Cue]:
        """Take a pair of type `PACKET_START` or `PACKET_DATA` that is shown at `at` seconds."""
        if kind == PACKET_START:
            self._packet.clear()
        elif not self._packet:
            return []
        self._packet += bytes([first, second])
        size = 2 * (self._packet[0] & 0x3F or 64)
        if len(self._packet) < size:
            return []
        packet = bytes(self._packet[1:size])
        self._packet.clear()
        return [cue for block in self._blocks(packet) for cue in self._read(at, block)]

    def _blocks(self, packet: bytes) -> list[bytes]:
        """Those of the packet's service blocks that are of our service (6.2)."""
        found, at = [], 0
        while at < len(packet) and packet[at]:
            service, size, at = packet[at] >> 5, packet[at] & 0x1F, at + 1
            if service == 7 and at < len(packet):
                service, at = packet[at] & 0x3F, at + 1
            if service == self._service:
                found.append(packet[at : at + size])
            at += size
        return found

    def _read(self, at: float, block: bytes) -> list[Cue]:
        cues: list[Cue] = []
        place = 0
        while place < len(block):
            code, place = block[place], place + 1
            if code == EXTENDED:
                place = self._extended(at, block, place)
            elif 0x20 <= code < 0x80 or code >= 0xA0:
                self._write(at, "♪" if code == 0x7F else chr(code))
            elif code < 0x20:
                cues += self._control(at, code)
                place += 0 if code < 0x10 else 1 if code < 0x18 else 2
            else:
                count = PARAMETERS.get(code, 0)
                cues += self._command(at, code, block[place : place + count])
                place += count
        return cues

    def _extended(self, at: float, block: bytes, place: int) -> int:
        """A sign of the second tables, or a code of theirs, none of which has a meaning yet; where it ends (7.1)."""
        code = block[place] if place < len(block) else 0
        place += 1
        if code in SIGNS:
            self._write(at, SIGNS[code])
        if code < 0x20:
            return place + code // 8
        return place + (4 if code < 0x88 else 5) if 0x80 <= code < 0x90 else place

    def _control(self, at: float, code: int) -> list[Cue]:
        window = self._window()
        if code == BACKSPACE:
            window.lines[-1] = window.lines[-1][:-1]
        elif code == RETURN_ERASING:
            window.lines[-1] = ""
        elif code in (RETURN, FORM_FEED):
            if window.visible:
                return self._take(at, window)
            window.lines = [*window.lines, ""] if code == RETURN else [""]
        return []

    def _command(self, at: float, code: int, parameters: bytes) -> list[Cue]:
        if code in SELECT:
            self._current = code - SELECT.start
        elif code in DEFINE and len(parameters) == 6:
            return self._define(at, code - DEFINE.start, visible=bool(parameters[0] & 0x20))
        elif code == PEN_LOCATION and self._window().lines[-1]:
            self._window().lines.append("")
        elif code == RESET:
            return self._each(at, 0xFF, DELETE)
        elif CLEAR <= code <= DELETE and parameters:
            return self._each(at, parameters[0], code)
        return []

    def _define(self, at: float, number: int, *, visible: bool) -> list[Cue]:
        """A window that is there already keeps its text (8.10.5.2)."""
        self._current = number
        window = self._window()
        appears, window.visible = visible and not window.visible, visible
        return self._take(at, window, shown_at=at) if appears else []

    def _each(self, at: float, bits: int, code: int) -> list[Cue]:
        """One of the commands to several windows, a bit each."""
        cues: list[Cue] = []
        for number, window in list(self._windows.items()):
            if not bits >> number & 1:
                continue
            was = window.visible
            window.visible = code == DISPLAY or (code == TOGGLE and not was) or (code == CLEAR and was)
            if was and code != DISPLAY:
                cues += self._take(at, window)
            elif window.visible and not was:
                cues += self._take(at, window, shown_at=at)
            if code in (CLEAR, DELETE):
                window.lines, window.since = [""], None
            if code == DELETE:
                del self._windows[number]
        return cues

    def _window(self) -> _Window:
        return self._windows.setdefault(self._current, _Window())

    def _write(self, at: float, text: str) -> None:
        window = self._window()
        window.since = at if window.since is None else window.since
        window.lines[-1] += text

    def _take(self, at: float, window: _Window, shown_at: float | None = None) -> list[Cue]:
        """What stands in the window and was not told, which is then empty."""
        text = " ".join(" ".join(window.lines).split())
        start = shown_at if shown_at is not None else window.since if window.since is not None else at
        window.lines, window.since = [""], None
        return [Cue(start, start + max(SHORTEST_SECONDS, READING_SECONDS * len(text)), text)] if text else []
