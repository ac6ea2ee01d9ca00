"""Tells viewers of their reminders when they are due. One gateway does it for all, by a lease."""

import asyncio
import contextlib
import logging
import uuid
from datetime import datetime, timedelta

import httpx
from pydantic import AwareDatetime, BaseModel

from prism_core.background import lasting
from prism_core.bus import Bus, names
from prism_core.errors import BusUnavailable
from prism_core.events import Reminder

log = logging.getLogger(__name__)

POLL_SECONDS = 5.0
LEASE_SECONDS = 15.0
STALE = timedelta(minutes=10)
"""A viewer who comes back this long after what they wanted to see began is still told."""


class Kept(BaseModel):
    """A reminder that media-service says is due."""

    id: int
    profile: str
    title: str
    channel_id: str | None = None
    when: AwareDatetime


class _Page(BaseModel):
    reminders: list[Kept]


class ReminderClock:
    """Asks media-service what is due and tells every connected browser of its viewer.

    Reminders lie in media-service until they are told, so no restart loses one.
    """

    def __init__(self, bus: Bus, media: httpx.AsyncClient) -> None:
        self._bus = bus
        self._media = media
        self._owner = uuid.uuid4().hex

    async def run(self) -> None:
        """Goes on until it is cancelled; what fails is tried again."""
        await lasting("reminders", self._look)

    async def _look(self) -> None:
        while True:
            with contextlib.suppress(BusUnavailable, httpx.HTTPError, ValueError):
                if await self._bus.acquire(names.lease("reminders"), self._owner, LEASE_SECONDS):
                    await self.tell(datetime.now().astimezone())
            await asyncio.sleep(POLL_SECONDS)

    async def tell(self, now: datetime) -> None:
        """Tells what is due; it is forgotten once the viewer's browsers have it, or when it is stale at `now`."""
        # The gateway passes nothing below /internal on: only the fleet asks for everybody's.
        answer = await self._media.get("/internal/reminders")
        if answer.is_error:
            return
        sessions = await self._connected()
        for reminder in _Page.model_validate_json(answer.content).reminders:
            theirs = sessions.get(reminder.profile, ())
            if not theirs and now - reminder.when < STALE:
                continue
            # Taken first: a reminder that comes twice is worse than one that a crash swallows.
            taken = await self._media.delete(f"/internal/reminders/{reminder.id}")
            if taken.is_error:
                continue
            for session in theirs:
                event = Reminder(title=reminder.title, channel_id=reminder.channel_id)
                await self._bus.publish(names.session(session), event)
            log.info("reminder told", extra={"sessions": len(theirs)})

    async def _connected(self) -> dict[str, list[str]]:
        """The sessions of connected browsers, by profile."""
        found: dict[str, list[str]] = {}
        for key in await self._bus.keys(names.VIEWER_PREFIX):
            profile, _, session = key.removeprefix(names.VIEWER_PREFIX).rpartition(":")
            found.setdefault(profile, []).append(session)
        return found
