"""What a media playlist says of itself, read without modelling it: where it stands, how long it is, if it lives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

_TARGET = re.compile(r"^#EXT-X-TARGETDURATION:\s*(\d+(?:\.\d+)?)", re.MULTILINE)
_SEQUENCE = re.compile(r"^#EXT-X-MEDIA-SEQUENCE:\s*(\d+)", re.MULTILINE)
_SKIPPED = re.compile(r"^#EXT-X-SKIP:.*SKIPPED-SEGMENTS=(\d+)", re.MULTILINE)
_PART_TARGET = re.compile(r"^#EXT-X-PART-INF:.*PART-TARGET=(\d+(?:\.\d+)?)", re.MULTILINE)
_SECONDS = re.compile(r"^#EXTINF:\s*(\d+(?:\.\d+)?)", re.MULTILINE)
_DATED = re.compile(r"^#EXT-X-PROGRAM-DATE-TIME:\s*(\S+)", re.MULTILINE)
_PLAIN = re.compile(r"^[^#\s]", re.MULTILINE)
USUAL_TARGET_SECONDS = 6.0
"""Apple's recommended target duration, for a playlist that says none."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A media playlist from outside.

    `first` is the number of the first segment that it lists, after those that a delta update skips; `durations` are
    those of the listed segments, in seconds; `dated` is the programme time that it says first, as
    (index of the listed segment, Unix seconds).
    """

    first: int
    durations: tuple[float, ...]
    target_seconds: float
    part_seconds: float | None
    ended: bool
    dated: tuple[int, float] | None
    says_dates: bool

    @property
    def total_seconds(self) -> float:
        """How long the listed segments play."""
        return sum(self.durations)


def outline(text: str) -> Outline | None:
    """What `text` says; `None` for a master playlist or one without any segment."""
    if "#EXT-X-STREAM-INF" in text or ("#EXTINF" not in text and "#EXT-X-PART:" not in text):
        return None
    target, part = _number(_TARGET, text), _number(_PART_TARGET, text)
    said = _DATED.search(text)
    return Outline(
        first=int(_number(_SEQUENCE, text) or 0) + int(_number(_SKIPPED, text) or 0),
        durations=tuple(map(float, _SECONDS.findall(text))),
        target_seconds=target or USUAL_TARGET_SECONDS,
        part_seconds=part,
        ended="#EXT-X-ENDLIST" in text,
        dated=_first_date(text, said),
        says_dates=said is not None,
    )


def _number(pattern: re.Pattern[str], text: str) -> float | None:
    found = pattern.search(text)
    return float(found[1]) if found else None


def _first_date(text: str, said: re.Match[str] | None) -> tuple[int, float] | None:
    if said is None:
        return None
    try:
        at = datetime.fromisoformat(said[1])
    except ValueError:
        return None
    before = text[: said.start()]
    begun = before.rpartition("#EXTINF")
    # The tag may stand between a segment's duration and its address: it is that segment's then.
    inside = bool(begun[1]) and not _PLAIN.search(begun[2].partition("\n")[2])
    return before.count("#EXTINF") - inside, (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()
