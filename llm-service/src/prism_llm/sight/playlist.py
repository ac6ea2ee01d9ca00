"""Which segment of an HLS playlist a viewer sees now (RFC 8216). Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final
from urllib.parse import urljoin

MOST_LINES: Final = 800
"""Of the picture; vision models see no more."""
HELD_SEGMENTS: Final = 3
"""What players keep between the picture and the live edge, where they do not say."""
_ATTRIBUTE: Final = re.compile(r'([A-Z0-9-]+)=("[^"]*"|[^,]*)')


@dataclass(frozen=True, slots=True)
class Piece:
    """A segment. `start`: programme time, where it is known; `seconds`: its length; `part`: bytes `(first, count)`."""

    url: str
    seconds: float
    start: datetime | None = None
    initialisation: str | None = None
    part: tuple[int, int] | None = None


def variant_of(text: str, base: str) -> str | None:
    """The playlist to look at in a master: the largest picture of moderate size; none where it is no master."""
    found: list[tuple[bool, int, str]] = []
    lines = text.splitlines()
    for line, after in pairwise(lines):
        if line.startswith("#EXT-X-STREAM-INF:"):
            height = int(_number(_attributes(line).get("RESOLUTION", "").partition("x")[2]))
            fits = 0 < height <= MOST_LINES
            found.append((fits, height if fits else -height, urljoin(base, after.strip())))
    return max(found)[2] if found else None


def pieces_of(text: str, base: str) -> list[Piece]:
    """The segments of a media playlist; none of those whose bytes are encrypted."""
    found: list[Piece] = []
    seconds, start, initialisation, part, locked = 0.0, None, None, None, False
    for line in map(str.strip, text.splitlines()):
        tag, _, value = line.partition(":")
        match tag:
            case "#EXTINF":
                seconds = _number(value)
            case "#EXT-X-PROGRAM-DATE-TIME":
                start = _moment(value)
            case "#EXT-X-MAP":
                initialisation = urljoin(base, _attributes(line).get("URI", ""))
            case "#EXT-X-KEY":
                locked = _attributes(line).get("METHOD") != "NONE"
            case "#EXT-X-BYTERANGE":
                count, _, first = value.partition("@")
                part = (int(_number(first)), int(_number(count)))
            case _ if line and not line.startswith("#"):
                if not locked:
                    found.append(Piece(urljoin(base, line), seconds, start, initialisation, part))
                start, part = start + timedelta(seconds=seconds) if start else None, None
    return found


def seen(pieces: list[Piece], position: datetime | None) -> tuple[Piece, float] | None:
    """The segment on the screen and the seconds into it: never one that the viewer has not come to yet."""
    if not pieces:
        return None
    if position is None or pieces[-1].start is None:
        return pieces[-min(HELD_SEGMENTS, len(pieces))], 0.0
    begun = [piece for piece in pieces if piece.start is not None and piece.start <= position]
    if not begun or begun[-1].start is None:
        return None  # What they see has left the playlist.
    into = (position - begun[-1].start).total_seconds()
    return begun[-1], min(into, max(0.0, begun[-1].seconds - 0.1))


def _attributes(line: str) -> Mapping[str, str]:
    return {key: value.strip('"') for key, value in _ATTRIBUTE.findall(line.partition(":")[2])}


def _number(text: str) -> float:
    found = re.match(r"\d+(?:\.\d+)?", text.strip())
    return float(found.group()) if found else 0.0


def _moment(value: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value.replace("Z", "+00:00"))
    except ValueError:
        return None
    return moment if moment.tzinfo else None
