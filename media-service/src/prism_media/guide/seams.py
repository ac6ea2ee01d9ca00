"""Where parts of a feed that were read apart meet: no programme twice, none over another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from prism_media.guide.bulk import Placed, open_target
from prism_media.guide.rows import GuideReport, Told
from prism_media.guide.times import LONGEST_SECONDS


def mend(parts: Sequence[Told], url: str, import_id: int) -> GuideReport:
    """Put the channels in order that several parts told, or one part in no order; reports on all parts together."""
    report = GuideReport(
        max(one.report.channels for one in parts),
        sum(one.report.programmes for one in parts),
        sum(one.report.skipped for one in parts),
        any(one.report.truncated for one in parts),
    )
    tellers = Counter(xml_id for one in parts for xml_id in one.latest)
    torn = {xml_id for xml_id, count in tellers.items() if count > 1}.union(*(one.mixed for one in parts))
    if not torn:
        return report
    open_ends = {(xml_id, start) for one in parts for xml_id, start in one.open_ends.items()}
    target = open_target(url)
    try:
        for number, xml_id, *_ in target.channels(import_id, 0):
            if xml_id in torn:
                starts = {start for name, start in open_ends if name == xml_id} if open_ends else set()
                gone, stops = corrections(target.placed(number), starts)
                report.programmes -= len(gone)
                if gone or stops:
                    target.correct(gone, stops)
    finally:
        target.close()
    return report


def corrections(placed: Sequence[Placed], open_ends: set[int]) -> tuple[list[int], list[tuple[int, int]]]:
    """The ids of programmes that are there twice, and (stop, id) of those that run into the next one.

    `placed` is one channel's, by start; those that begin at `open_ends` last until the next one.
    """
    gone: list[int] = []
    stops: list[tuple[int, int]] = []
    for (one, start, stop), (following, begins, _) in pairwise(placed):
        if begins == start:
            gone.append(following)
        elif begins < stop or start in open_ends:
            stops.append((min(begins, start + LONGEST_SECONDS), one))
    # Of several with one start only the first remains, whose end the next start decides.
    removed = set(gone)
    kept = [row for row in placed if row[0] not in removed]
    if gone:
        return gone, corrections(kept, open_ends)[1]
    return gone, stops
