"""Guide items to database rows, and rows to what the API gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from prism_media.guide.model import Programme
from prism_media.guide.times import laid_out
from prism_media.guide.xmltv import GuideChannel, GuideProgramme, Item, Truncated, Unusable

HELD = 50_000
"""Programmes held to be put in order (about 40 MB). Overlaps are seen among these; feeds keep a channel together."""


@dataclass(slots=True)
class GuideReport:
    """What was seen while a feed was read."""

    channels: dict[str, int] = field(default_factory=dict)
    """Ids of the `guide_channels` rows, by XMLTV id."""
    skipped: int = 0
    truncated: bool = False
    programmes: int = 0


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows to insert together."""

    channels: list[dict[str, Any]]
    programmes: list[dict[str, Any]]


def batches_of(items: Iterable[Item], import_id: int, first_channel: int, report: GuideReport) -> Iterator[Batch]:
    """Yield rows as the feed is read, filling `report`; ids of channels count from `first_channel`."""
    held: dict[str, list[GuideProgramme]] = {}
    declared: dict[str, GuideChannel] = {}
    count = 0
    for item in items:
        if isinstance(item, GuideProgramme):
            held.setdefault(item.xml_id, []).append(item)
            count += 1
            if count >= HELD:
                yield _batch(declared, held, import_id, first_channel, report)
                held, declared, count = {}, {}, 0
        elif isinstance(item, GuideChannel):
            declared.setdefault(item.xml_id, item)
        elif isinstance(item, Unusable):
            report.skipped += 1
        elif isinstance(item, Truncated):
            report.truncated = True
    yield _batch(declared, held, import_id, first_channel, report)


def _batch(
    declared: Mapping[str, GuideChannel],
    held: Mapping[str, list[GuideProgramme]],
    import_id: int,
    first_channel: int,
    report: GuideReport,
) -> Batch:
    new: list[dict[str, Any]] = []
    # A channel that no <channel> declares is known by its id alone.
    for xml_id in [*declared, *held]:
        if xml_id in report.channels:
            continue
        row_id = first_channel + len(report.channels)
        report.channels[xml_id] = row_id
        said = declared.get(xml_id)
        names, icon = (list(said.names), said.icon) if said else ([], "")
        new.append({"id": row_id, "import_id": import_id, "xml_id": xml_id, "names": names, "icon": icon})
    rows = [
        _programme_row(programme, report.channels[xml_id], import_id)
        for xml_id, programmes in held.items()
        for programme in laid_out(programmes)
    ]
    report.programmes += len(rows)
    return Batch(new, rows)


def _programme_row(programme: GuideProgramme, guide_channel: int, import_id: int) -> dict[str, Any]:
    return {
        "guide_channel": guide_channel,
        "import_id": import_id,
        "start": programme.start,
        "stop": programme.stop,
        "title": programme.title,
        "subtitle": programme.subtitle,
        "description": programme.description,
        "categories": list(programme.categories),
    }


def programme_of(row: Mapping[str, Any]) -> Programme:
    """A programme from its row with `channel_id` beside it."""
    return Programme(
        id=f"{row['channel_id']}-{row['start']}",
        channel_id=row["channel_id"],
        title=row["title"],
        subtitle=row["subtitle"] or None,
        description=row["description"] or None,
        start=datetime.fromtimestamp(row["start"], UTC),
        stop=datetime.fromtimestamp(row["stop"], UTC),
        categories=row["categories"],
    )
