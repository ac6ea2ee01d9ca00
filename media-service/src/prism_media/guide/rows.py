"""Guide items to database rows, in the order in which they are inserted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from prism_media.database.dialect import dump_json
from prism_media.guide.items import GuideChannel, GuideProgramme, Item, Truncated, Unusable
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
    """Rows to insert together, with the columns above; lists are JSON text."""

    channels: list[Record]
    programmes: list[Record]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an import's rows go: the number of the import and the first free ids."""

    import_id: int
    first_channel: int
    first_programme: int


def batches_of(items: Iterable[Item], place: Place, report: GuideReport) -> Iterator[Batch]:
    """Yield rows as the feed is read, filling `report`."""
    rows = _Rows(place, report)
    for item in items:
        if isinstance(item, GuideProgramme):
            rows.add(item)
            if rows.waiting >= HELD:
                yield rows.batch(last=False)
        elif isinstance(item, GuideChannel):
            rows.declare(item)
        elif isinstance(item, Unusable):
            report.skipped += 1
        elif isinstance(item, Truncated):
            report.truncated = True
    yield rows.batch(last=True)


@dataclass(slots=True)
class _Rows:
    """Programmes by channel until they are put in order."""

    place: Place
    report: GuideReport
    waiting: int = 0
    held: dict[str, list[GuideProgramme]] = field(default_factory=dict)
    declared: dict[str, GuideChannel] = field(default_factory=dict)
    known: dict[str, int] = field(default_factory=dict)
    """Ids of `guide_channels` rows, by XMLTV id."""

    def add(self, programme: GuideProgramme) -> None:
        self.held.setdefault(programme.xml_id, []).append(programme)
        self.waiting += 1

    def declare(self, channel: GuideChannel) -> None:
        earlier = self.declared.get(channel.xml_id)
        if earlier:
            # A feed put together from several tells a channel twice: all its names count.
            names = tuple(dict.fromkeys(earlier.names + channel.names))
            channel = GuideChannel(channel.xml_id, names, earlier.icon or channel.icon)
        self.declared[channel.xml_id] = channel

    def batch(self, *, last: bool) -> Batch:
        """Rows of what is held. Each channel's latest programme waits for what follows it, unless this is the last."""
        new = [self._channel_row(xml_id) for xml_id in [*self.declared, *self.held] if xml_id not in self.known]
        rows: list[Record] = []
        staying: dict[str, list[GuideProgramme]] = {}
        for xml_id, programmes in self.held.items():
            placed = laid_out(programmes)
            if not last:
                staying[xml_id] = [max(programmes, key=lambda one: one.start)]
                placed.pop()
            rows += [self._programme_row(programme, xml_id, len(rows) + n) for n, programme in enumerate(placed)]
        self.report.programmes += len(rows)
        self.held, self.declared, self.waiting = staying, {}, 0
        return Batch(new, rows)

    def _channel_row(self, xml_id: str) -> Record:
        number = self.place.first_channel + len(self.known)
        self.known[xml_id] = number
        self.report.channels = len(self.known)
        # A channel that no <channel> declares is known by its id alone.
        said = self.declared.get(xml_id)
        names, icon = (said.names, said.icon) if said else ((), "")
        return number, self.place.import_id, xml_id, _as_json(names), icon

    def _programme_row(self, programme: GuideProgramme, xml_id: str, number: int) -> Record:
        _, start, stop, title, subtitle, description, categories, people, *rest = programme
        row_id = self.place.first_programme + self.report.programmes + number
        head = row_id, self.place.import_id, self.known[xml_id], start, stop, title, subtitle, description
        return *head, _as_json(categories), _as_json(people), *rest


@lru_cache(maxsize=65_536)
def _as_json(texts: tuple[str, ...]) -> str:
    return dump_json(texts)
