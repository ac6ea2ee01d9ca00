"""Tells viewers of their reminders when they are due. One gateway does it for all, by a lease."""

import asyncio
import contextlib
import logging
import uuid
from datetime import datetime, timedelta

import httpx
from pydantic import AwareDatetime, BaseModel

from prism_core.bus import Bus, names
from prism_core.errors import BusUnavailable
from prism_core.events import Reminder

log = logging.getLogger(__name__)

POLL_SECONDS = 5.0
LEASE_SECONDS = 15.0
STALE = timedelta(hours=1)
"""A reminder whose viewer was away for longer than this is of no use any more."""


class Kept(BaseModel):
    """A reminder as media-service keeps it."""

    id: int
    title: str
    channel_id: str | None = None
    when: AwareDatetime
    lead_seconds: int = 0


class _Page(BaseModel):
    reminders: list[Kept]


def due(reminders: list[Kept], now: datetime) -> list[Kept]:
    """Those whose time has come, the soonest first."""
    return [one for one in reminders if one.when - timedelta(seconds=one.lead_seconds) <= now]


class ReminderClock:
    """Asks media-service what is due and tells every connected browser."""

    def __init__(self, bus: Bus, media: httpx.AsyncClient) -> None:
        self._bus = bus
        self._media = media
        self._owner = uuid.uuid4().hex

    async def run(self) -> None:
        """Goes on until it is cancelled; what fails is tried again."""
        while True:
            with contextlib.suppress(BusUnavailable, httpx.HTTPError, ValueError):
                if await self._bus.acquire(names.lease("reminders"), self._owner, LEASE_SECONDS):
                    await self.tell(datetime.now().astimezone())
            await asyncio.sleep(POLL_SECONDS)

    async def tell(self, now: datetime) -> None:
        """Tells what is due at `now`; it is forgotten once a browser has it, or when it is stale."""
        answer = await self._media.get("/api/reminders")
        if answer.is_error:
            return
        sessions = [key.removeprefix(names.STATE_PREFIX) for key in await self._bus.keys(names.STATE_PREFIX)]
        for reminder in due(_Page.model_validate_json(answer.content).reminders, now):
            if not sessions and now - reminder.when < STALE:
                continue
            # Forgotten first: a reminder that comes twice is worse than one that a crash swallows.
            await self._media.delete(f"/api/reminders/{reminder.id}")
            for session in sessions:
                event = Reminder(title=reminder.title, channel_id=reminder.channel_id)
                await self._bus.publish(names.session(session), event)
            log.info("reminder told", extra={"sessions": len(sessions)})
