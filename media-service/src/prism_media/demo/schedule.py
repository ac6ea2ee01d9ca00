"""The demo channels' guide: programmes computed from the clock, so that there is always a day of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from prism_media.demo.channels import BEAT, CLOCK, DEMO_CHANNELS, STORIES
from prism_media.guide.items import GuideChannel, GuideProgramme, Item

BEHIND_SECONDS = 6 * 3600
AHEAD_SECONDS = 48 * 3600


@dataclass(frozen=True, slots=True)
class Slot:
    """A programme that comes round."""

    minutes: int
    title: str
    subtitle: str
    description: str
    categories: tuple[str, ...]


_SLOTS = {
    BEAT.id: (
        Slot(30, "First Light", "Slow start", "Warm chords and an easy kick to begin with.", ("Music", "Electronic")),
        Slot(60, "Two Steps Up", "House at 120", "Four on the floor, build-up after build-up.", ("Music", "House")),
        Slot(30, "The Drop", "Loud half hour", "It holds back, it rises, and then it lets go.", ("Music", "Dance")),
        Slot(60, "Night Drive", "Long lines", "Plucked melodies and bass for an empty road.", ("Music", "Synthwave")),
    ),
    STORIES.id: (
        Slot(30, "The Lighthouse Keeper's Radio", "Read aloud", "A keeper hears tomorrow's weather, until one night "
             "the radio plays a song that she never told to anyone.", ("Story", "Culture")),
        Slot(15, "Between the Pages", "Interlude", "The lighthouse, the sea and a voice.", ("Culture",)),
        Slot(30, "The Lighthouse Keeper's Radio", "Once more", "The story again, with captions for those who listen "
             "quietly.", ("Story", "Culture")),
        Slot(45, "Late Reading", "For the sleepless", "A slow story by lamplight.", ("Story", "Night")),
    ),
    CLOCK.id: (
        Slot(60, "Test Card", "Bars and tone", "Colour bars, grey steps and a beep on every second.", ("Technical",)),
        Slot(60, "The Right Second", "Clock", "A dial that agrees with the clock of the world.", ("Technical",)),
    ),
}  # fmt: skip


def schedule(now: float) -> Iterator[Item]:
    """Channels and programmes from some hours ago to two days ahead, the same whenever they are computed."""
    for channel in DEMO_CHANNELS:
        yield GuideChannel(channel.id, (channel.name,))
        yield from _programmes(channel.id, int(now) - BEHIND_SECONDS, int(now) + AHEAD_SECONDS)


def _programmes(channel: str, since: int, until: int) -> Iterator[GuideProgramme]:
    slots = _SLOTS[channel]
    cycle = sum(slot.minutes for slot in slots) * 60
    at = since - since % cycle
    while at < until:
        for slot in slots:
            stop = at + slot.minutes * 60
            if stop > since:
                yield GuideProgramme(channel, at, stop, slot.title, slot.subtitle, slot.description, slot.categories)
            at = stop
