"""Recordings that follow the guide, and who sees them, through the whole service."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from pydantic import ValidationError

from prism_media.recordings.model import NewRecording
from prism_media.testing import eventually

Json = dict[str, Any]
NOW = datetime.now(UTC).replace(microsecond=0)
CHANNELS = """#EXTM3U
#EXTINF:-1 tvg-id="one.uk",Sample One
http://127.0.0.1:9/one.m3u8
#EXTINF:-1 tvg-id="two.uk",Sample Two
http://127.0.0.1:9/two.m3u8
"""


@pytest.fixture(autouse=True)
def moment() -> None:
    """The moment of each test is its own: all tests together may take longer than a programme."""
    global NOW
    NOW = datetime.now(UTC).replace(microsecond=0)


def programme(title: str, minutes: float, channel: str = "one.uk", inside: str = "") -> str:
    start = NOW + timedelta(minutes=minutes)
    times = f'start="{start:%Y%m%d%H%M%S} +0000" stop="{start + timedelta(hours=1):%Y%m%d%H%M%S} +0000"'
    return f'<programme {times} channel="{channel}"><title>{title}</title>{inside}</programme>'


async def tell(client: httpx.AsyncClient, programmes: Iterable[str]) -> None:
    channels = '<channel id="one.uk"><display-name>One</display-name></channel>'
    channels += '<channel id="two.uk"><display-name>Two</display-name></channel>'
    guide = f"<tv>{channels}{''.join(programmes)}</tv>"
    known = (await client.get("/api/guides")).json()["guides"]
    answer = await client.post("/api/guides", files={"file": ("guide.xml", guide.encode())})
    assert answer.status_code in {200, 201}, answer.text
    for old in known:
        if old["id"] != answer.json()["id"] and old["name"] == "guide.xml":
            await client.delete(f"/api/guides/{old['id']}")


@pytest.fixture
async def one(client: httpx.AsyncClient) -> str:
    """The id of the first channel."""
    await client.post("/api/playlists", json={"text": CHANNELS})
    channels = (await client.get("/api/channels", params={"q": "sample one"})).json()["channels"]
    return str(channels[0]["id"])


async def found(client: httpx.AsyncClient, title: str) -> Json:
    programmes = (await client.get("/api/search", params={"q": title})).json()["programmes"]
    return dict(programmes[0])


async def listed(client: httpx.AsyncClient, **query: str) -> list[Json]:
    return list((await client.get("/api/recordings", params=query)).json()["recordings"])


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


async def test_what_is_on_is_recorded_to_its_end(client: httpx.AsyncClient, one: str) -> None:
    await tell(client, [programme("News", -30, inside="<sub-title>Late</sub-title>")])
    made = (await client.post("/api/recordings", json={"channel_id": one})).json()
    assert (made["title"], made["subtitle"], made["channel_name"]) == ("News", "Late", "Sample One")
    assert made["state"] == "recording"
    assert at(made["stop"]) == NOW + timedelta(minutes=33)
    again = await client.post("/api/recordings", json={"channel_id": one})
    assert again.status_code == 409
    assert again.json()["detail"] == "News on Sample One is being recorded already"


async def test_a_booked_programme_is_followed_when_it_moves(client: httpx.AsyncClient, one: str) -> None:
    await tell(client, [programme("Match", 120), programme("News", 200)])
    booked = (await client.post("/api/recordings", json={"programme_id": (await found(client, "match"))["id"]})).json()
    assert (booked["state"], at(booked["start"])) == ("scheduled", NOW + timedelta(minutes=119))
    assert at(booked["stop"]) == NOW + timedelta(minutes=183)
    await tell(client, [programme("Match", 150), programme("News", 230)])
    await client.post("/api/recordings/rules", json={"title": "Nothing"})  # has the plan made now

    async def moved() -> bool:
        now = (await client.get(f"/api/recordings/{booked['id']}")).json()
        return at(now["start"]) == NOW + timedelta(minutes=149) and at(now["stop"]) == NOW + timedelta(minutes=213)

    await eventually(moved)


async def test_a_series_is_booked_once_an_episode_and_not_again_after_a_no(client: httpx.AsyncClient, one: str) -> None:
    bread, cakes = "<sub-title>Bread</sub-title>", "<sub-title>Cakes</sub-title>"
    await tell(
        client,
        [
            programme("Bake &amp; Off", 60, inside=bread),
            programme("Bake &amp; Off", 120, "two.uk", bread),
            programme("Bake &amp; Off", 300, inside=cakes),
            programme("Bake", 600),
        ],
    )
    rule = (await client.post("/api/recordings/rules", json={"title": "bake and off", "keep": 3})).json()
    assert (await client.get("/api/recordings/rules")).json()["rules"] == [rule]

    async def both() -> bool:
        return len(await listed(client)) == 2

    await eventually(both)
    first, second = await listed(client)
    assert [first["subtitle"], second["subtitle"]] == ["Bread", "Cakes"]
    assert first["rule_id"] == rule["id"]
    await client.delete(f"/api/recordings/{first['id']}")
    await client.post("/api/recordings/rules", json={"title": "Bake"})

    async def other() -> bool:
        return [item["title"] for item in await listed(client)] == ["Bake & Off", "Bake"]

    await eventually(other)
    await client.delete(f"/api/recordings/rules/{rule['id']}")
    assert [item["title"] for item in await listed(client)] == ["Bake"]


async def test_a_limited_profile_sees_no_recording_for_older_viewers(client: httpx.AsyncClient, one: str) -> None:
    rating = "<rating><value>18</value></rating>"
    await tell(client, [programme("Horror", 60, inside=rating), programme("Cartoon", 180)])
    horror, cartoon = await found(client, "horror"), await found(client, "cartoon")
    made = (await client.post("/api/recordings", json={"programme_id": horror["id"]})).json()
    await client.post("/api/recordings", json={"programme_id": cartoon["id"]})
    assert made["age"] == 18
    child = (await client.post("/api/profiles", json={"name": "Kim", "age_limit": 12})).json()
    await client.post(f"/api/profiles/{child['id']}/enter", json={})
    assert [item["title"] for item in await listed(client)] == ["Cartoon"]
    assert (await client.get(f"/api/recordings/{made['id']}")).status_code == 403
    assert (await client.post("/api/recordings", json={"programme_id": horror["id"]})).status_code == 403
    others = (await listed(client))[0]["id"]
    assert (await client.delete(f"/api/recordings/{others}")).status_code == 403


@pytest.mark.parametrize(
    "wish",
    [
        {},
        {"channel_id": "x", "stop": NOW, "seconds": 5},
        {"channel_id": "x", "seconds": 0},
        {"programme_id": "x-1", "seconds": 5},
        {"channel_id": "x", "when": "now"},
    ],
)
def test_a_wish_that_makes_no_sense_is_refused(wish: Json) -> None:
    with pytest.raises(ValidationError):
        NewRecording.model_validate(wish)


async def test_what_is_not_there_or_over_is_not_recorded(client: httpx.AsyncClient, one: str) -> None:
    answers = [
        await client.post("/api/recordings", json=wish)
        for wish in (
            {"channel_id": "nobody"},
            {"programme_id": "nobody-1700000000"},
            {"channel_id": one, "stop": (NOW - timedelta(hours=1)).isoformat()},
        )
    ]
    assert [answer.status_code for answer in answers] == [404, 404, 400]


async def test_a_programme_that_no_guide_can_have_is_not_found(client: httpx.AsyncClient) -> None:
    for programme in (f"demo-clock-{'9' * 40}", "demo-clock-²", "-1"):
        answer = await client.post("/api/recordings", json={"programme_id": programme})
        assert answer.status_code == 404, programme
