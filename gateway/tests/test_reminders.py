"""Reminders reach whoever is connected, once, and wait for whoever is not."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from prism_core.bus import MemoryBus, names
from prism_core.events import Reminder
from prism_gateway.sessions.reminders import ReminderClock

NOW = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)


class Media:
    """media-service with some reminders."""

    def __init__(self, *minutes: float, lead_seconds: int = 0) -> None:
        self.kept: list[dict[str, Any]] = [
            {"id": n, "title": f"Match {n}", "channel_id": "one", "lead_seconds": lead_seconds,
             "when": (NOW + timedelta(minutes=m)).isoformat(), "added_at": NOW.isoformat()}
            for n, m in enumerate(minutes)
        ]  # fmt: skip

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.method == "DELETE":
            number = int(request.url.path.rsplit("/", 1)[1])
            self.kept = [one for one in self.kept if one["id"] != number]
            return httpx.Response(204)
        return httpx.Response(200, json={"reminders": self.kept})

    def clock(self, bus: MemoryBus) -> ReminderClock:
        return ReminderClock(bus, httpx.AsyncClient(base_url="http://media", transport=httpx.MockTransport(self)))


async def test_what_is_due_is_told_once_and_the_rest_waits() -> None:
    bus, media = MemoryBus(), Media(-1, 30)
    await bus.set(names.state("s"), b"{}", 60)
    async with bus.subscribe(names.session("s")) as news:
        await media.clock(bus).tell(NOW)
        await media.clock(bus).tell(NOW)
        message = await anext(aiter(news))
    assert message.event == Reminder(title="Match 0", channel_id="one")
    assert [one["title"] for one in media.kept] == ["Match 1"]


async def test_a_lead_brings_it_earlier() -> None:
    bus, media = MemoryBus(), Media(30, lead_seconds=3600)
    await bus.set(names.state("s"), b"{}", 60)
    await media.clock(bus).tell(NOW)
    assert media.kept == []


async def test_a_reminder_waits_for_a_viewer_who_is_away_but_not_for_ever() -> None:
    bus, media = MemoryBus(), Media(-5, -90)
    await media.clock(bus).tell(NOW)
    assert [one["title"] for one in media.kept] == ["Match 0"]
