"""Carries out what the planner finds, every half a minute and whenever something was booked."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from prism_media.recordings.booking import Booking
from prism_media.recordings.planner import Booked, Moved, Padding, plan
from prism_media.recordings.programmes import Guide
from prism_media.recordings.shelf import Shelf
from prism_media.recordings.storage import Storage
from prism_media.recordings.store import RecordingStore

log = logging.getLogger(__name__)


class Planning:
    """Books what rules want, moves what the guide moved, and removes what nobody keeps any longer."""

    def __init__(
        self,
        store: RecordingStore,
        guide: Guide,
        booking: Booking,
        storage: Storage,
        padding: Padding,
        now: Callable[[], float],
    ) -> None:
        self._store = store
        self._guide = guide
        self._booking = booking
        self._storage = storage
        self._padding = padding
        self._now = now

    async def run(self) -> None:
        """Once."""
        now = int(self._now())
        rules, booked = await self._store.rules(), await self._store.booked()
        broadcasts = await self._guide.in_question(rules, booked, now)
        made = plan(rules, broadcasts, booked, now, self._padding)
        states = {one.id: one for one in booked}
        for moved in made.moved:
            await self._move(states[moved.id], moved)
        for rule, broadcast in made.new:
            if await self._booking.book_by_rule(rule, broadcast):
                log.info("recording booked by a rule", extra={"rule": rule.id, "start": broadcast.start})
        for recording_id in made.surplus:
            await self._store.remove(recording_id)
            await asyncio.to_thread(Shelf(self._storage.folder / recording_id).remove)
            log.info("recording removed, its rule keeps newer ones", extra={"recording": recording_id})
        for recording_id in await self._store.nobodys():
            await asyncio.to_thread(Shelf(self._storage.folder / recording_id).remove)
            await self._store.forget(recording_id)
            log.info("recording removed with its account", extra={"recording": recording_id})

    async def _move(self, booked: Booked, moved: Moved) -> None:
        values = self._booking.of_broadcast(moved.broadcast)
        if booked.state == "recording":
            values = {"stop": values["stop"]}
        await self._store.change(booked.id, (booked.state,), **values)
        log.info("recording follows the guide", extra={"recording": booked.id, "stop": values["stop"]})
