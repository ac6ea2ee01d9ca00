"""One recorded rendition: segments in a folder, a journal that grows by a line for each, and its playlist.

A segment counts once its line is written, which is one append after its file is whole; what a crash leaves behind is
a file that nobody names or half a line, and both are overlooked.
"""

from __future__ import annotations

import contextlib
import json
import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

_DRIFT = timedelta(seconds=0.5)
"""By how much a programme time may differ from the sum of durations before it is said anew."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A segment that was recorded."""

    file: str
    seconds: float
    size: int
    sequence: int
    """The number that its source gave it."""
    reached: float
    """When its end was on air here, in Unix seconds."""
    at: str | None = None
    """Programme time of its first picture, ISO 8601."""
    map: str | None = None
    discontinuity: bool = False


class Tape:
    """The segments of one rendition. Blocking: call it in a thread."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self._folder = folder
        self._journal = folder / f"{name}.jsonl"
        self.entries: list[Entry] = list(read_journal(self._journal))
        self._repaired = False

    @property
    def last(self) -> Entry | None:
        """The segment that was recorded last."""
        return self.entries[-1] if self.entries else None

    def store(self, file: str, data: bytes) -> None:
        """Write a file beside the journal."""
        (self._folder / file).write_bytes(data)

    def holds(self, file: str, data: bytes) -> bool:
        """Whether a file has just these bytes."""
        path = self._folder / file
        return path.exists() and path.read_bytes() == data

    def append(self, entry: Entry) -> None:
        """Name a segment whose file is written."""
        line = json.dumps(asdict(entry), separators=(",", ":")) + "\n"
        with self._journal.open("ab") as journal:
            if not self._repaired and journal.tell() and not _ends_with_a_line(self._journal):
                line = "\n" + line
            self._repaired = True
            journal.write(line.encode())
        self.entries.append(entry)


def _ends_with_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, 2)
        return file.read(1) == b"\n"


def read_journal(path: Path) -> Iterable[Entry]:
    """The entries of a journal in order; what is no whole entry is left out."""
    if not path.exists():
        return
    for line in path.read_bytes().splitlines():
        with contextlib.suppress(ValueError, TypeError):
            yield Entry(**json.loads(line))


def media_playlist(entries: Iterable[Entry], *, ended: bool) -> str:
    """The playlist of a rendition: one that grows (EVENT), or the whole (VOD)."""
    entries = list(entries)
    target = max((math.ceil(entry.seconds) for entry in entries), default=2)
    lines = [
        "#EXTM3U",
        "#EXT-X-VERSION:7",
        f"#EXT-X-TARGETDURATION:{max(1, target)}",
        "#EXT-X-MEDIA-SEQUENCE:0",
        f"#EXT-X-PLAYLIST-TYPE:{'VOD' if ended else 'EVENT'}",
        "#EXT-X-START:TIME-OFFSET=0,PRECISE=YES",
    ]
    section: str | None = None
    expected: datetime | None = None
    for number, entry in enumerate(entries):
        broken = entry.discontinuity and number > 0
        if broken:
            lines.append("#EXT-X-DISCONTINUITY")
        if entry.map is not None and entry.map != section:
            lines.append(f'#EXT-X-MAP:URI="{entry.map}"')
        section = entry.map
        at = datetime.fromisoformat(entry.at) if entry.at else None
        if at is not None and (broken or expected is None or abs(at - expected) > _DRIFT):
            lines.append(f"#EXT-X-PROGRAM-DATE-TIME:{at.astimezone(UTC).isoformat(timespec='milliseconds')}")
            expected = at
        expected = expected + timedelta(seconds=entry.seconds) if expected else None
        lines += [f"#EXTINF:{entry.seconds:.6f},", entry.file]
    if ended:
        lines.append("#EXT-X-ENDLIST")
    return "\n".join(lines) + "\n"
