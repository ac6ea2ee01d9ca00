"""What was said and seen on the channels that somebody watches: captions of the last minutes, and scene notes.

Captions come ahead of the picture, so whoever asks says up to which programme time they have seen.
"""

import asyncio
import json
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from prism_core.bus import Bus, Subscription, names
from prism_core.errors import PrismError
from prism_core.events import Caption, PlaybackState

KEPT_CAPTIONS: Final = 400
"""A channel's: about twenty minutes of dialogue."""
LOOK_SECONDS: Final = 5.0
"""How often to look which channels are watched."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the viewer has seen of the last minutes, in order: lines that were said, notes of scenes."""

    lines: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Following:
    """Listens to every watched channel. One instance a process.

    Args:
        bus: where captions and notes are.
    """

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._said: dict[str, deque[Caption]] = {}

    async def follow(self) -> None:
        """Listens for ever."""
        async with self._bus.subscribe() as news, asyncio.TaskGroup() as group:
            group.create_task(self._listen(news), name="captions")
            group.create_task(self._look(news), name="watched channels")

    async def _listen(self, news: Subscription) -> None:
        async for message in news:
            if isinstance(message.event, Caption):
                self.heard(message.event)

    async def _look(self, news: Subscription) -> None:
        """Follows the channels that are watched, and forgets those that no longer are."""
        while True:
            watched = {key.removeprefix(names.WATCHING_PREFIX) for key in await self._bus.keys(names.WATCHING_PREFIX)}
            for channel in watched - self._said.keys():
                self._said[channel] = deque(maxlen=KEPT_CAPTIONS)
                await news.add(names.channel(channel))
            for channel in self._said.keys() - watched:
                del self._said[channel]
                await news.remove(names.channel(channel))
            await asyncio.sleep(LOOK_SECONDS)

    def heard(self, caption: Caption) -> None:
        """Keeps a caption in the programme's own words."""
        if caption.translated_to:
            return
        self._said.setdefault(caption.channel_id, deque(maxlen=KEPT_CAPTIONS)).append(caption)

    async def seen(self, state: PlaybackState | None, now: datetime, seconds: float) -> Seen:
        """What was said in the last `seconds` up to the viewer's picture, and nothing after it."""
        if state is None or state.channel_id is None:
            return Seen()
        behind = timedelta(seconds=state.behind_live_seconds or 0)
        until = (state.position or now - behind).timestamp()
        lines = [
            caption.text
            for caption in self._said.get(state.channel_id, ())
            if until - seconds <= caption.timestamp <= until
        ]
        notes = [
            str(note["note"]) for note in await self._notes(state.channel_id) if until - seconds <= note["end"] <= until
        ]
        latest = list(dict.fromkeys(reversed(lines)))[::-1]  # What is said again was said last when it was last said.
        return Seen(tuple(latest), tuple(notes))

    async def _notes(self, channel: str) -> list[Mapping[str, Any]]:
        try:
            kept = await self._bus.get(names.scene(channel))
            return list(json.loads(kept)) if kept else []
        except (PrismError, ValueError):
            return []
