"""Two people on one Prism: whatever one has, the other reaches by no route, not even as an administrator."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from prism_media.accounts.testing import Person, add, set_up
from prism_media.recordings.planner import Booked, Broadcast, Padding, Rule, plan
from prism_media.testing import running_service

LATER = (datetime.now(UTC) + timedelta(days=1)).isoformat()
Ids = dict[str, str]

READ = [
    ("/api/favourites", "channels"),
    ("/api/history", "entries"),
    ("/api/reminders", "reminders"),
    ("/api/resume", "items"),
    ("/api/preferences", "preferences"),
    ("/api/memories", "memories"),
    ("/api/outputs", "outputs"),
    ("/api/recordings", "recordings"),
    ("/api/recordings?state=scheduled", "recordings"),
    ("/api/recordings/rules", "rules"),
    ("/api/auth/tokens", "tokens"),
]
BY_ID = [
    ("DELETE", "/api/history/{history}"),
    ("DELETE", "/api/reminders/{reminders}"),
    ("DELETE", "/api/memories/{memories}"),
    ("GET", "/api/preferences/volume"),
    ("GET", "/api/recordings/{recordings}"),
    ("POST", "/api/recordings/{recordings}/stop"),
    ("DELETE", "/api/recordings/{recordings}"),
    ("GET", "/api/recordings/{recordings}/index.m3u8"),
    ("GET", "/api/recordings/{recordings}/index.m3u8?convert=auto"),
    ("GET", "/api/recordings/{recordings}/file"),
    ("GET", "/api/recordings/{recordings}/video.m3u8"),
    ("GET", "/api/recordings/{recordings}/video-000001.ts"),
    ("DELETE", "/api/recordings/rules/{rules}"),
    ("DELETE", "/api/auth/tokens/{tokens}"),
    ("PATCH", "/api/profiles/{profile}"),
    ("DELETE", "/api/profiles/{profile}"),
    ("POST", "/api/profiles/{profile}/enter"),
]
WITHOUT_AN_ID = [
    ("DELETE", "/api/favourites/{channel}"),
    ("DELETE", "/api/resume/{channel}"),
    ("DELETE", "/api/preferences/volume"),
    ("DELETE", "/api/history"),
]
"""What is forgotten of oneself alone, and says 204 where there is nothing."""


async def channel_of(owner: Person) -> str:
    text = "#EXTM3U\n#EXTINF:-1,Their Secret TV\nhttp://tv.example/live.m3u8\n"
    assert (await owner.ask("POST", "/api/playlists", json={"text": text})).status_code == 201
    found = (await owner.ask("GET", "/api/channels?q=secret")).json()["channels"]
    return str(found[0]["id"])


async def furnish(person: Person, channel: str) -> Ids:
    """Give somebody one of everything; ids by what they are of."""
    things = {
        "history": ("/api/history", {"channel_id": channel, "programme": "Their Secret", "seconds": 60}),
        "reminders": ("/api/reminders", {"title": "Their Secret", "when": LATER}),
        "memories": ("/api/memories", {"text": "Their Secret"}),
        "recordings": ("/api/recordings", {"channel_id": channel, "start": LATER, "seconds": 60}),
        "rules": ("/api/recordings/rules", {"title": "Their Secret"}),
        "tokens": ("/api/auth/tokens", {"name": "Their Secret", "scopes": ["api:read"]}),
    }
    ids = {"channel": channel, "profile": (await person.ask("GET", "/api/profiles")).json()["current"]}
    for name, (path, thing) in things.items():
        answer = await person.ask("POST", path, json=thing)
        assert answer.status_code == 201, answer.text
        ids[name] = str(answer.json()["id"])
    for path, thing in (
        (f"/api/favourites/{channel}", {}),
        (f"/api/resume/{channel}", {"seconds": 5, "title": "Their Secret"}),
        ("/api/preferences/volume", {"value": "Their Secret"}),
    ):
        assert (await person.ask("PUT", path, json=thing)).is_success
    return ids


def shelve(folder: Path, recording: str) -> None:
    made = folder / "recordings" / recording
    made.mkdir(parents=True)
    (made / "video-000001.ts").write_bytes(b"G" * 188)


@pytest.mark.parametrize("roles", [("admin", "viewer"), ("viewer", "admin"), ("viewer", "viewer")])
async def test_nothing_of_one_is_seen_or_touched_by_another(
    client: httpx.AsyncClient, tmp_path: Path, roles: tuple[str, str]
) -> None:
    owner = await set_up(client)
    channel = await channel_of(owner)
    ben, eve = [await add(owner, name, role) for name, role in zip(("Ben", "Eve"), roles, strict=True)]
    ids = await furnish(ben, channel)
    shelve(tmp_path, ids["recordings"])
    entered = await ben.ask("POST", f"/api/profiles/{ids['profile']}/enter", json={})
    copied = {"cookie": f"prism_profile={entered.cookies['prism_profile']}"}
    before = [(await ben.ask("GET", path)).json() for path, _ in READ]

    for headers in ({}, copied):
        for path, name in READ:
            assert not (await eve.ask("GET", path, headers=headers)).json()[name], path
        for method, path in BY_ID:
            body = {"name": "Mine"} if method == "PATCH" else {} if path.endswith("enter") else None
            answer = await eve.ask(method, path.format(**ids), headers=headers, json=body)
            assert answer.status_code == 404, (method, path, answer.text)
        for method, path in WITHOUT_AN_ID:
            assert (await eve.ask(method, path.format(**ids), headers=headers)).status_code == 204
    assert [(await ben.ask("GET", path)).json() for path, _ in READ] == before
    segment = f"/api/recordings/{ids['recordings']}/video-000001.ts"
    assert (await ben.ask("GET", segment)).content == b"G" * 188


async def test_an_export_has_nothing_of_other_accounts_nor_what_they_chose(client: httpx.AsyncClient) -> None:
    owner = await set_up(client)
    await furnish(await add(owner, "Ben", "viewer"), await channel_of(owner))
    for asked in ("/api/export", "/api/export?credentials=true"):
        document = (await owner.ask("GET", asked)).json()
        assert [profile["id"] for profile in document["profiles"]] == ["default"]
        for section in ("favourites", "history", "resume", "preferences", "memories", "reminders", "recording_rules"):
            assert document[section] == [], section


async def test_an_output_is_seen_by_its_profile_and_administrators_and_never_with_its_token(
    client: httpx.AsyncClient,
) -> None:
    owner = await set_up(client)
    ben, other = await add(owner, "Ben", "viewer"), await add(owner, "Ada", "admin")
    made = (await owner.ask("POST", "/api/outputs", json={"name": "Kodi"})).json()

    assert (await ben.ask("GET", "/api/outputs")).json()["outputs"] == []
    assert (await ben.ask("GET", "/api/outputs?everyone=true")).status_code == 403
    assert (await ben.ask("DELETE", f"/api/outputs/{made['id']}")).status_code == 404
    assert (await ben.ask("POST", "/api/outputs", json={"name": "Mine"})).status_code == 403
    assert (await other.ask("GET", "/api/outputs")).json()["outputs"] == []
    everyones = await other.ask("GET", "/api/outputs?everyone=true")
    assert [output["name"] for output in everyones.json()["outputs"]] == ["Kodi"]
    assert made["token"] not in everyones.text


async def test_two_record_the_same_without_learning_of_each_other(client: httpx.AsyncClient) -> None:
    owner = await set_up(client)
    ben, channel = await add(owner, "Ben", "viewer"), await channel_of(owner)
    wish = {"channel_id": channel, "start": LATER, "seconds": 60}
    answers = [await person.ask("POST", "/api/recordings", json=wish) for person in (owner, ben, ben)]

    assert [answer.status_code for answer in answers] == [201, 201, 409]
    assert answers[2].json()["recording_id"] == answers[1].json()["id"]


def test_one_account_s_rule_takes_no_programme_from_another_s() -> None:
    rules = [Rule("one", "a", "Fable", account="ann"), Rule("two", "b", "Fable", account="ben")]
    show = Broadcast("tv-7200", "tv", "TV", "Fable", 7200, 9000)
    has = Booked("r", "tv", "Fable", 7140, 9060, "scheduled", "one", "tv-7200", account="ann")

    assert [rule.id for rule, _ in plan(rules, [show], [], 0, Padding(60, 60)).new] in (["one", "two"], ["two", "one"])
    assert [rule.id for rule, _ in plan(rules, [show], [has], 0, Padding(60, 60)).new] == ["two"]


async def test_recordings_go_with_their_account_and_stay_in_it_when_a_profile_goes(
    client: httpx.AsyncClient, tmp_path: Path
) -> None:
    owner = await set_up(client)
    ben, channel = await add(owner, "Ben", "viewer"), await channel_of(owner)
    first = (await ben.ask("GET", "/api/profiles")).json()["current"]
    more = (await ben.ask("POST", "/api/profiles", json={"name": "More"})).json()["id"]
    entered = await ben.ask("POST", f"/api/profiles/{more}/enter", json={})
    cookie = {"cookie": f"prism_profile={entered.cookies['prism_profile']}"}
    wish = {"channel_id": channel, "start": LATER, "seconds": 60}
    recording = (await ben.ask("POST", "/api/recordings", json=wish, headers=cookie)).json()
    shelve(tmp_path, recording["id"])

    assert recording["profile"] == more
    assert (await ben.ask("DELETE", f"/api/profiles/{more}")).status_code == 204
    assert (await ben.ask("GET", f"/api/recordings/{recording['id']}")).json()["profile"] == first
    assert (await owner.ask("DELETE", f"/api/auth/accounts/{ben.account['id']}")).status_code == 204
    assert (await owner.ask("GET", "/api/recordings")).json()["recordings"] == []
    assert (await owner.ask("GET", f"/api/recordings/{recording['id']}/video-000001.ts")).status_code == 404


async def test_where_sign_in_is_required_who_is_nobody_sees_no_recordings(tmp_path: Path) -> None:
    async with running_service(tmp_path, auth="required") as client:
        owner = await set_up(client)
        ids = await furnish(owner, await channel_of(owner))
        assert (await client.get("/api/recordings")).json()["recordings"] == []
        assert (await client.get("/api/recordings/rules")).json()["rules"] == []
        assert (await client.get(f"/api/recordings/{ids['recordings']}")).status_code == 404


async def test_without_accounts_recordings_are_the_household_s(client: httpx.AsyncClient) -> None:
    child: dict[str, Any] = (await client.post("/api/profiles", json={"name": "Kim"})).json()
    text = "#EXTM3U\n#EXTINF:-1,Their Secret TV\nhttp://tv.example/live.m3u8\n"
    await client.post("/api/playlists", json={"text": text})
    channel = (await client.get("/api/channels?q=secret")).json()["channels"][0]["id"]
    wish = {"channel_id": channel, "start": LATER, "seconds": 60}
    made = (await client.post("/api/recordings", json=wish)).json()
    await client.post(f"/api/profiles/{child['id']}/enter", json={})

    assert [one["id"] for one in (await client.get("/api/recordings")).json()["recordings"]] == [made["id"]]
    assert (await client.delete(f"/api/recordings/{made['id']}")).status_code == 204
