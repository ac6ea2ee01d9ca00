"""Guide items to what is inserted together: programmes by channel, in order, without overlaps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from prism_media.database.plain import dump_json
from prism_media.guide.items import GuideChannel, GuideProgramme, Item, Truncated
from prism_media.guide.times import laid_out

HELD = 8_000
"""Programmes held to be put in order (about 10 MB)."""

CHANNEL_COLUMNS = ("id", "import_id", "xml_id", "names", "icon")
PROGRAMME_COLUMNS = (
    "id", "import_id", "guide_channel", "start", "stop", "title", "subtitle", "description", "categories", "people",
    "season", "episode", "age", "icon", "is_new", "catchup_id",
)  # fmt: skip

Record = tuple[Any, ...]


@dataclass(slots=True)
class GuideReport:
    """What was seen while a feed was read."""

    channels: int = 0
    programmes: int = 0
    skipped: int = 0
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Batch:
    """What is inserted together: channels that the feed declared, and programmes by their XMLTV id."""

    channels: dict[str, GuideChannel]
    programmes: dict[str, list[GuideProgramme]]


@dataclass(slots=True)
class Told:
    """What one reader of a feed, or of a part of it, has told."""

    report: GuideReport = field(default_factory=GuideReport)
    latest: dict[str, int] = field(default_factory=dict)
    """The latest start by channel."""
    mixed: set[str] = field(default_factory=set)
    """Channels that went back in time from one batch to the next."""
    open_ends: dict[str, int] = field(default_factory=dict)
    """The start of a channel's last programme where its stop was a guess."""


def batches_of(items: Iterable[Item], told: Told) -> Iterator[Batch]:
    """Yield batches as the feed is read, filling `told`."""
    gathered = _Gathered(told)
    for item in items:
        if type(item) is GuideProgramme:
            gathered.held[item.xml_id].append(item)
            gathered.waiting += 1
            if gathered.waiting >= HELD:
                yield gathered.batch(last=False)
        elif isinstance(item, GuideChannel):
            gathered.declare(item)
        elif isinstance(item, Truncated):
            told.report.truncated = True
        else:
            told.report.skipped += 1
    yield gathered.batch(last=True)


@dataclass(slots=True)
class _Gathered:
    """Programmes by channel until they are put in order."""

    told: Told
    waiting: int = 0
    held: defaultdict[str, list[GuideProgramme]] = field(default_factory=lambda: defaultdict(list))
    declared: dict[str, GuideChannel] = field(default_factory=dict)

    def declare(self, channel: GuideChannel) -> None:
        self.declared[channel.xml_id] = joined(self.declared.get(channel.xml_id), channel)

    def batch(self, *, last: bool) -> Batch:
        """What is held. Each channel's latest programme waits for what follows it, unless this is the last."""
        ready: dict[str, list[GuideProgramme]] = {}
        staying: defaultdict[str, list[GuideProgramme]] = defaultdict(list)
        for xml_id, programmes in self.held.items():
            placed = laid_out(programmes)
            if last:
                self._note_end(xml_id, programmes)
            else:
                staying[xml_id] = [max(programmes, key=lambda one: one.start)]
                placed.pop()
            if placed:
                ready[xml_id] = placed
                self._note(xml_id, placed)
        batch = Batch(self.declared, ready)
        self.held, self.declared, self.waiting = staying, {}, 0
        return batch

    def _note(self, xml_id: str, placed: list[GuideProgramme]) -> None:
        told = self.told
        told.report.programmes += len(placed)
        before = told.latest.get(xml_id)
        if before is not None and placed[0].start <= before:
            told.mixed.add(xml_id)
        told.latest[xml_id] = max(placed[-1].start, before or 0)

    def _note_end(self, xml_id: str, programmes: list[GuideProgramme]) -> None:
        final = max(programmes, key=lambda one: one.start)
        if final.stop is None or final.stop <= final.start:
            self.told.open_ends[xml_id] = final.start


def joined(earlier: GuideChannel | None, later: GuideChannel) -> GuideChannel:
    """A channel that a feed put together from several tells twice: all its names count."""
    if earlier is None:
        return later
    return GuideChannel(later.xml_id, tuple(dict.fromkeys(earlier.names + later.names)), earlier.icon or later.icon)


def programme_records(
    programmes: dict[str, list[GuideProgramme]], numbers: dict[str, int], import_id: int
) -> list[Record]:
    """Rows with `PROGRAMME_COLUMNS` from the second on; lists are JSON text."""
    return [
        (import_id, number, *one[1:6], as_json(one[6]), as_json(one[7]), *one[8:])
        for xml_id, placed in programmes.items()
        for number in (numbers[xml_id],)
        for one in placed
    ]


@lru_cache(maxsize=65_536)
def as_json(texts: tuple[str, ...]) -> str:
    """A list as it is stored."""
    return dump_json(texts) if texts else "[]"
