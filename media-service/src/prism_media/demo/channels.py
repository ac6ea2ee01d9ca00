"""Which demo channels there are."""

from __future__ import annotations

from dataclasses import dataclass

from prism_media.catalogue.m3u.model import Catchup, Entry

ARCHIVE_DAYS = 2
"""How far back a demo channel can be watched: as far as its guide tells what was on."""

DEMO_PLAYLIST = "demo"
"""Id of the playlist and of the guide that hold the demo channels."""


@dataclass(frozen=True, slots=True)
class DemoChannel:
    """A channel made by Prism itself."""

    id: str
    name: str
    number: int
    group: str
    making: str
    """What is said while it is being made for the first time."""

    def entry(self) -> Entry:
        """The channel as a playlist would list it."""
        return Entry(
            line=self.number,
            name=self.name,
            url=f"demo://{self.id}",
            attributes={"tvg-id": self.id, "tvg-name": self.name, "tvg-chno": str(self.number)},
            group=self.group,
            number=self.number,
            catchup=Catchup("demo", float(ARCHIVE_DAYS)),
        )


BEAT = DemoChannel("demo-beat", "Prism Beat", 1, "Music", "Prism Beat is being mixed")
STORIES = DemoChannel("demo-stories", "Prism Stories", 2, "Culture", "Prism Stories is being prepared")
CLOCK = DemoChannel("demo-clock", "Prism Clock", 3, "Test", "Prism Clock is being drawn")

DEMO_CHANNELS = (BEAT, STORIES, CLOCK)
