"""CEA-608 closed captions (ANSI/CTA-608-E; 47 CFR 15.119): byte pairs of one channel into cues."""

from prism_companion.hls.webvtt import Cue

READING_SECONDS = 0.06
"""A character's time on the screen, at about 17 a second: when a caption ends is only known once it does."""
SHORTEST_SECONDS = 1.5

STANDARD = {
    0x2A: "á",
    0x5C: "é",
    0x5E: "í",
    0x5F: "ó",
    0x60: "ú",
    0x7B: "ç",
    0x7C: "÷",
    0x7D: "Ñ",
    0x7E: "ñ",
    0x7F: "█",
}
SPECIAL = "®°½¿™¢£♪à èâêîôû"
SPANISH = "ÁÉÓÚÜü‘¡*'—©℠•“”ÀÂÇÈÊËëÎÏïÔÙùÛ«»"
GERMAN = "ÃãÍÌìÒòÕõ{}\\^_|~ÄäÖöß¥¤¦ÅåØø┌┐└┘"
"""Extended characters follow a stand-in for decoders without them, which they replace."""

RESUME_CAPTION, BACKSPACE, DELETE_ROW, ROLL_UP, RESUME_DIRECT = 0x20, 0x21, 0x24, (0x25, 0x26, 0x27), 0x29
TEXT_MODE, ERASE_SHOWN, RETURN, ERASE_HIDDEN, SHOW = (0x2A, 0x2B), 0x2C, 0x2D, 0x2E, 0x2F


class Cea608:
    """Decodes the pairs of one field in the order in which they are shown; `second`: its second channel.

    A caption is given when it appears, or a rolled line when it is whole.
    """

    def __init__(self, *, second: bool = False) -> None:
        self._second = second
        self._mode = "pop"
        self._lines: list[str] = [""]
        self._since: float | None = None
        self._last: tuple[int, int] | None = None
        self._ours = not second

    def push(self, at: float, first: int, second: int) -> list[Cue]:
        """Take a pair that is shown at `at` seconds; its parity bits are not looked at."""
        pair = first & 0x7F, second & 0x7F
        if pair == (0, 0):
            return []
        if 0x10 <= pair[0] <= 0x1F:
            # Control codes are sent twice, for safety.
            repeated, self._last = pair == self._last, None if pair == self._last else pair
            return [] if repeated else self._control(at, *pair)
        self._last = None
        if pair[0] < 0x10 and pair[0]:
            # Data about the programme in the second field, until a control code of a caption comes.
            self._ours = False
        if self._ours and self._mode != "text":
            for code in pair:
                if code >= 0x20:
                    self._write(at, STANDARD.get(code, chr(code)))
        return []

    def _control(self, at: float, first: int, second: int) -> list[Cue]:
        self._ours = bool(first & 0x08) == self._second
        if not self._ours:
            return []
        first &= ~0x08
        if second >= 0x40:
            return self._new_line(at)
        if first in (0x14, 0x15) and 0x20 <= second <= 0x2F:
            return self._command(at, second)
        if first == 0x11:
            self._write(at, SPECIAL[second - 0x30] if second >= 0x30 else " ")
        elif first in (0x12, 0x13) and second >= 0x20:
            self._lines[-1] = self._lines[-1][:-1]
            self._write(at, (SPANISH if first == 0x12 else GERMAN)[second - 0x20])
        return []

    def _command(self, at: float, code: int) -> list[Cue]:
        if code in (BACKSPACE, DELETE_ROW):
            self._lines[-1] = self._lines[-1][:-1] if code == BACKSPACE else ""
        elif code == SHOW:
            self._mode = "pop"
            return self._take(at, shown_at=at)
        elif code == ERASE_HIDDEN:
            if self._mode == "pop":
                self._take(at)
        elif code in (RETURN, ERASE_SHOWN):
            return self._take(at) if self._mode in ("roll", "paint") else []
        else:
            return self._change_mode(at, code)
        return []

    def _change_mode(self, at: float, code: int) -> list[Cue]:
        before = self._mode
        if code in TEXT_MODE:
            self._mode = "text"
        elif code in ROLL_UP:
            self._mode = "roll"
        else:
            self._mode = "pop" if code == RESUME_CAPTION else "paint"
        return self._take(at) if before in ("roll", "paint") and self._mode != before else []

    def _new_line(self, at: float) -> list[Cue]:
        """A row address: a painted or popped caption goes on in another row, a rolled one begins its own."""
        if self._lines[-1]:
            self._lines.append("")
        return []

    def _write(self, at: float, text: str) -> None:
        self._since = at if self._since is None else self._since
        self._lines[-1] += text

    def _take(self, at: float, shown_at: float | None = None) -> list[Cue]:
        """The caption that is whole, and an empty screen for the next."""
        text = " ".join(" ".join(self._lines).split())
        start = shown_at if shown_at is not None else self._since if self._since is not None else at
        self._lines, self._since = [""], None
        return [Cue(start, start + max(SHORTEST_SECONDS, READING_SECONDS * len(text)), text)] if text else []
