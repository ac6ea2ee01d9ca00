"""XMLTV's times (`20260410080000 +0200`) and the gaps they leave."""

from __future__ import annotations

import re
from calendar import timegm
from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from operator import attrgetter

from prism_media.guide.items import GuideProgramme
from prism_media.guide.zones import named_zone, offset_seconds

DEFAULT_SECONDS = 3600
"""Length of a channel's last programme when the feed gives no end."""
LONGEST_SECONDS = 12 * 3600
"""A programme that claims more is cut: windows are searched this far back."""

_START = attrgetter("start")
_TIME = re.compile(
    r"\s*(\d{4})(?:-?(\d\d))?(?:-?(\d\d))?(?:[T ]?(\d\d))?(?::?(\d\d))?(?::?(\d\d))?(?:[.,]\d+)?\s*"
    r"(?:(?:UTC|GMT)?([+-])(\d\d?):?(\d\d)?\b|([A-Z][\w/+-]*))?",
    re.IGNORECASE,
)


def began(programme_id: str) -> datetime | None:
    """When a programme began, which is in its id; none where it is none's."""
    start = programme_id.rpartition("-")[2]
    return datetime.fromtimestamp(int(start), UTC) if start.isdecimal() and len(start) < 12 else None


@lru_cache(maxsize=4096)
def epoch_of(text: str, zone: tzinfo | None = None) -> int | None:
    """Unix seconds of an XMLTV time, or an ISO 8601 one; without a zone it is in `zone`, or UTC. `None` for none."""
    found = _TIME.match(text)
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(part) if part else None for part in found.groups()[:6])
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        return None
    if (hour or 0) > 24 or (minute or 0) > 59 or (second or 0) > 60 or not 1970 <= (year or 0) <= 2200:
        return None
    seconds = timegm((year or 0, month or 1, day or 1, hour or 0, minute or 0, second or 0))
    if found[7]:
        return seconds - offset_seconds(found[7], found[8], found[9])
    where = (named_zone(found[10]) if found[10] else None) or zone
    # Of an hour that comes twice in autumn the first is meant, and one that spring leaves out is an hour later.
    return int(datetime.fromtimestamp(seconds, UTC).replace(tzinfo=where).timestamp()) if where else seconds


def laid_out(programmes: Iterable[GuideProgramme]) -> list[GuideProgramme]:
    """One channel's programmes in order without overlaps; each has a stop.

    The same start keeps the first, a later start ends what runs, a missing stop is the next one's start.
    """
    laid: list[GuideProgramme] = []
    ordered = sorted(programmes, key=_START)
    for programme in ordered:
        if not laid or laid[-1].start != programme.start:
            if laid:
                laid[-1] = _placed(laid[-1], programme.start)
            laid.append(programme)
    if laid:
        laid[-1] = _placed(laid[-1], None)
    return laid


def _placed(programme: GuideProgramme, following: int | None) -> GuideProgramme:
    start, stop = programme.start, programme.stop
    if stop is None or stop <= start:
        stop = following if following is not None else start + DEFAULT_SECONDS
    if following is not None and following < stop:
        stop = following
    if stop > start + LONGEST_SECONDS:
        stop = start + LONGEST_SECONDS
    return programme if stop == programme.stop else programme._replace(stop=stop)
