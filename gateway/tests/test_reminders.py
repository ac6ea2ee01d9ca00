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

    taken = False

    def __init__(self, *minutes: float, lead_seconds: int = 0) -> None:
        self.kept: list[dict[str, Any]] = [
            {"id": n, "profile": "anna", "title": f"Match {n}", "channel_id": "one", "lead_seconds": lead_seconds,
             "when": (NOW + timedelta(minutes=m)).isoformat(), "added_at": NOW.isoformat()}
            for n, m in enumerate(minutes)
        ]  # fmt: skip

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.method == "DELETE" and self.taken:
            return httpx.Response(404)
        if request.method == "DELETE":
            number = int(request.url.path.rsplit("/", 1)[1])
            self.kept = [one for one in self.kept if one["id"] != number]
            return httpx.Response(204)
        due = [one for one in self.kept if _due_at(one) <= NOW]
        return httpx.Response(200, json={"reminders": due})

    def clock(self, bus: MemoryBus) -> ReminderClock:
        return ReminderClock(bus, httpx.AsyncClient(base_url="http://media", transport=httpx.MockTransport(self)))


def _due_at(reminder: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(reminder["when"]) - timedelta(seconds=reminder["lead_seconds"])


async def test_what_is_due_is_told_once_and_the_rest_waits() -> None:
    bus, media = MemoryBus(), Media(-1, 30)
    await bus.set(names.viewer("anna", "s"), b"1", 60)
    async with bus.subscribe(names.session("s")) as news:
        await media.clock(bus).tell(NOW)
        await media.clock(bus).tell(NOW)
        message = await anext(aiter(news))
    assert message.event == Reminder(title="Match 0", channel_id="one")
    assert [one["title"] for one in media.kept] == ["Match 1"]


async def test_every_browser_of_the_profile_is_told_and_no_other() -> None:
    bus, media = MemoryBus(), Media(-1)
    for profile, session in (("anna", "tv"), ("anna", "phone"), ("ben", "desk")):
        await bus.set(names.viewer(profile, session), b"1", 60)
    channels = [names.session(session) for session in ("tv", "phone", "desk")]
    async with bus.subscribe(*channels) as news:
        await media.clock(bus).tell(NOW)
        await bus.publish(names.session("desk"), Reminder(title="end"))
        heard = []
        async for message in news:
            if message.event == Reminder(title="end"):
                break
            heard.append(message.channel)
    assert sorted(heard) == sorted(channels[:2])


async def test_a_lead_brings_it_earlier() -> None:
    bus, media = MemoryBus(), Media(30, lead_seconds=3600)
    await bus.set(names.viewer("anna", "s"), b"1", 60)
    await media.clock(bus).tell(NOW)
    assert media.kept == []


async def test_a_reminder_waits_for_a_viewer_who_is_away_but_not_for_ever() -> None:
    bus, media = MemoryBus(), Media(-5, -11)
    await bus.set(names.viewer("ben", "s"), b"1", 60)
    await media.clock(bus).tell(NOW)
    assert [one["title"] for one in media.kept] == ["Match 0"]
    await bus.set(names.viewer("anna", "s"), b"1", 60)
    await media.clock(bus).tell(NOW)
    assert media.kept == []


async def test_a_reminder_that_another_gateway_took_is_not_told_again() -> None:
    bus, media = MemoryBus(), Media(-1)
    await bus.set(names.viewer("anna", "s"), b"1", 60)
    media.taken = True
    async with bus.subscribe(names.session("s")) as news:
        await media.clock(bus).tell(NOW)
        await bus.publish(names.session("s"), Reminder(title="end"))
        assert (await anext(aiter(news))).event == Reminder(title="end")
