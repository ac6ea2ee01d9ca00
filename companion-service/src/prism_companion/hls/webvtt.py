"""WebVTT segments of an HLS stream (W3C WebVTT; RFC 8216 section 3.5) as cues on the media's own clock."""

import html
import re
from dataclasses import dataclass

MPEG_HERTZ = 90_000
_TIMES = re.compile(r"((?:\d+:)?\d{2}:\d{2}\.\d{3})\s+-->\s+((?:\d+:)?\d{2}:\d{2}\.\d{3})")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Cue:
    """A caption. start, end: seconds on the media's clock, the one of its time stamps."""

    start: float
    end: float
    text: str


def parse_cues(text: str) -> list[Cue]:
    """The cues of a segment in order, tags removed; what is no cue is passed over."""
    offset = 0.0
    cues: list[Cue] = []
    for block in re.split(r"\n\s*\n", text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")):
        lines = block.strip().split("\n")
        for index, line in enumerate(lines):
            if line.startswith("X-TIMESTAMP-MAP="):
                offset = _offset(line)
            if found := _TIMES.search(line):
                words = html.unescape(_TAG.sub("", " ".join(lines[index + 1 :]))).strip()
                if words:
                    cues.append(Cue(_seconds(found[1]) + offset, _seconds(found[2]) + offset, words))
                break
    return cues


def _offset(line: str) -> float:
    """Seconds to add to a cue's times to reach the media's clock."""
    fields = dict(part.split(":", 1) for part in line.partition("=")[2].split(",") if ":" in part)
    try:
        return int(fields["MPEGTS"]) / MPEG_HERTZ - _seconds(fields["LOCAL"])
    except (KeyError, ValueError):
        return 0.0


def _seconds(text: str) -> float:
    total = 0.0
    for part in text.strip().split(":"):
        total = 60 * total + float(part)
    return total
