"""Captions for programmes whose subtitles are pictures: each is read once, when nothing else is to be done."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import replace

from prism_companion.captions import Captions
from prism_companion.embedded.cea608 import READING_SECONDS, SHORTEST_SECONDS
from prism_companion.embedded.dvb import Grey, Picture
from prism_companion.hls.reader import Segment
from prism_companion.hls.webvtt import Cue
from prism_core.events import Caption

log = logging.getLogger(__name__)

WAITING_PICTURES = 6
"""A reader that is further behind than this leaves out the oldest: their viewers have seen them."""

Read = Callable[[Grey], Awaitable[str]]
"""The text in a picture."""


class Reading:
    """One channel's subtitles as captions. `run` is a task; `see` is called with the pictures as they come."""

    def __init__(self, captions: Captions, read: Read, tell: Callable[[list[Caption]], Awaitable[None]]) -> None:
        self._captions, self._read, self._tell = captions, read, tell
        self._pictures: deque[tuple[Picture, Segment]] = deque(maxlen=WAITING_PICTURES)
        self._came = asyncio.Event()
        self._busy = False

    @property
    def is_behind(self) -> bool:
        """Whether a picture waits or is being read."""
        return self._busy or bool(self._pictures)

    def see(self, pictures: list[Picture], segment: Segment) -> None:
        """Take what `segment` shows."""
        place = replace(segment, initialisation=b"", data=b"")  # Its bytes need not wait with it.
        self._pictures.extend((picture, place) for picture in pictures)
        if self._pictures:
            self._came.set()

    async def run(self) -> None:
        """Read picture after picture until cancelled."""
        while True:
            await self._came.wait()
            self._came.clear()
            while self._pictures:
                self._busy = True
                await self._tell(await self._captions_of(*self._pictures.popleft()))
                self._busy = False

    async def _captions_of(self, picture: Picture, segment: Segment) -> list[Caption]:
        try:
            text = await self._read(picture.grey)
        except Exception:  # Whatever the recogniser raised (its errors have no other base): it costs this picture.
            log.exception("subtitles not readable")
            return []
        seconds = max(SHORTEST_SECONDS, READING_SECONDS * len(text))
        return self._captions.told([Cue(picture.at, picture.at + seconds, text)], segment) if text else []
