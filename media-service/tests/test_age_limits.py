"""What a limited profile sees of the whole service, and what it may change."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest

PLAYLIST = """#EXTM3U
#EXTINF:-1 tvg-id="one.example" group-title="General",One
http://127.0.0.1:9/one.m3u8
#EXTINF:-1 group-title="XXX",Late Show
http://127.0.0.1:9/late.m3u8
"""


def guide_of_an_evening() -> str:
    now = datetime.now(UTC)

    def programme(start: int, stop: int, title: str, age: int) -> str:
        times = [f"{now + timedelta(minutes=minutes):%Y%m%d%H%M%S +0000}" for minutes in (start, stop)]
        rating = f'<rating system="FSK"><value>{age}</value></rating>'
        return (
            f'<programme channel="one.example" start="{times[0]}" stop="{times[1]}">'
            f"<title>{title}</title>{rating}</programme>"
        )

    channel = '<channel id="one.example"><display-name>One</display-name></channel>'
    return f"<tv>{channel}{programme(-60, 60, 'Slasher', 16)}{programme(60, 120, 'Fable', 6)}</tv>"


@pytest.fixture
async def household(client: httpx.AsyncClient) -> httpx.AsyncClient:
    """A service with an adult channel and a programme for ages 16 and over, asked by a child of 12."""
    await client.post("/api/playlists", json={"text": PLAYLIST, "name": "Mine"})
    await client.post("/api/guides", json={"text": guide_of_an_evening(), "name": "Evening"})
    child = (await client.post("/api/profiles", json={"name": "Tim", "age_limit": 12})).json()["id"]
    await client.post(f"/api/profiles/{child}/enter")
    return client


async def ids(client: httpx.AsyncClient) -> dict[str, str]:
    await client.post("/api/profiles/default/enter")
    return {c["name"]: c["id"] for c in (await client.get("/api/channels?limit=100")).json()["channels"]}


async def test_a_child_sees_no_adult_channel_and_no_programme_for_older_ones(household: httpx.AsyncClient) -> None:
    names = [c["name"] for c in (await household.get("/api/channels?limit=100")).json()["channels"]]
    assert ("One" in names, "Late Show" in names) == (True, False)
    assert (await household.get("/api/search?q=late")).json()["channels"] == []
    for word, count in (("slasher", 0), ("fable", 1)):
        assert len((await household.get(f"/api/search?q={word}")).json()["programmes"]) == count
    shown = (await household.get("/api/guide?limit=2000")).json()["programmes"]
    assert "Slasher" not in {programme["title"] for programme in shown}
    known = await ids(household)
    assert "Late Show" in known
    assert len((await household.get("/api/search?q=slasher")).json()["programmes"]) == 1


async def test_a_child_cannot_play_them_either(household: httpx.AsyncClient) -> None:
    cookie = household.cookies["prism_profile"]
    known = await ids(household)
    household.cookies.clear()
    childs = {"cookie": f"prism_profile={cookie}"}
    for name in ("One", "Late Show"):
        refused = await household.get(f"/api/relay/{known[name]}/index.m3u8", headers=childs)
        assert (refused.status_code, refused.json()["type"]) == (403, "urn:prism:problem:age-restricted")
    later = {"start": (datetime.now(UTC) + timedelta(minutes=90)).isoformat()}
    allowed = await household.get(f"/api/relay/{known['One']}/index.m3u8", params=later, headers=childs)
    assert "age-restricted" not in allowed.text
    anyone = await household.get(f"/api/relay/{known['One']}/index.m3u8")
    assert "age-restricted" not in anyone.text


async def test_what_another_player_asks_for_a_child_is_kept_from_it_too(household: httpx.AsyncClient) -> None:
    output = (await household.post("/api/outputs", json={"name": "Tim's player"})).json()
    known = await ids(household)
    address = f"/api/output/{output['token']}/channel/{known['One']}"
    for ending in ("m3u8", "ts"):
        refused = await household.get(f"{address}.{ending}")
        assert (refused.status_code, refused.json()["type"]) == (403, "urn:prism:problem:age-restricted")
    earlier = int((datetime.now(UTC) - timedelta(hours=3)).timestamp())
    assert "age-restricted" not in (await household.get(f"{address}.m3u8", params={"utc": earlier})).text


async def test_a_child_records_no_adult_channel_by_a_rule(household: httpx.AsyncClient) -> None:
    cookie = household.cookies["prism_profile"]
    known = await ids(household)
    household.cookies.clear()
    childs = {"cookie": f"prism_profile={cookie}"}
    for name, status in (("One", 201), ("Late Show", 403)):
        rule = {"title": "Fable", "channel_id": known[name]}
        assert (await household.post("/api/recordings/rules", json=rule, headers=childs)).status_code == status


async def test_a_child_changes_no_sources(household: httpx.AsyncClient) -> None:
    playlist = (await household.get("/api/playlists")).json()["playlists"][-1]["id"]
    guide = (await household.get("/api/guides")).json()["guides"][-1]["id"]
    refused = [
        await household.post("/api/playlists", json={"text": PLAYLIST}),
        await household.patch(f"/api/playlists/{playlist}", json={"name": "Tim's"}),
        await household.delete(f"/api/playlists/{playlist}"),
        await household.post("/api/guides", json={"text": "<tv/>"}),
        await household.delete(f"/api/guides/{guide}"),
    ]
    types = {(answer.status_code, answer.json()["type"]) for answer in refused}
    assert types == {(403, "urn:prism:problem:not-allowed-for-profile")}
