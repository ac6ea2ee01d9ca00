import copy
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from prism_media.backup.credentials import may_hold_credentials
from prism_media.testing import running_service, serving

PLAYLIST = """#EXTM3U
#EXTINF:-1 tvg-id="one.example" group-title="News",One
https://tv.example/one.m3u8
#EXTINF:-1 group-title="News",Two
https://tv.example/live/anna/secret/2.ts
"""
GUIDE = '<tv><channel id="one.example"><display-name>One</display-name></channel></tv>'


@pytest.fixture
async def other(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    async with running_service(tmp_path / "other", allowed_networks="loopback") as client:
        yield client


async def a_household(client: httpx.AsyncClient) -> str:
    """Two profiles with something in each list; returns the second's id."""
    await client.patch("/api/profiles/default", json={"name": "Home", "colour": "#112233"})
    anna = (await client.post("/api/profiles", json={"name": "Anna", "age_limit": 12, "pin": "1234"})).json()["id"]
    await client.post("/api/playlists", json={"text": PLAYLIST, "name": "Mine"})
    one = (await client.get("/api/channels?q=One")).json()["channels"][0]["id"]
    await client.post(f"/api/profiles/{anna}/enter", json={"pin": "1234"})
    await client.put(f"/api/favourites/{one}", json={"folder": "Evening"})
    await client.post("/api/history", json={"channel_id": one, "programme": "News", "seconds": 60})
    await client.put(f"/api/resume/{one}", json={"seconds": 60, "title": "One"})
    await client.put("/api/preferences/theme", json={"value": {"dark": True}})
    await client.post("/api/memories", json={"text": "likes żużel"})
    await client.post("/api/reminders", json={"title": "Match", "when": "2099-01-01T00:00:00Z"})
    await client.post("/api/profiles/leave")
    return str(anna)


async def exported(client: httpx.AsyncClient, credentials: bool = True) -> dict[str, Any]:
    answer = await client.get("/api/export", params={"credentials": credentials})
    assert answer.status_code == 200, answer.text
    document: dict[str, Any] = json.loads(answer.content)
    return document


def content(document: dict[str, Any]) -> dict[str, Any]:
    """What must survive: everything but when and where it was written."""
    kept = {name: value for name, value in document.items() if name != "exported_at"}
    for playlist in kept["playlists"]:
        playlist.pop("position")
    for channel in kept["channels"]:
        channel.pop("rank")
    return kept


async def test_everything_survives_the_way_to_another_prism(
    client: httpx.AsyncClient, other: httpx.AsyncClient
) -> None:
    anna = await a_household(other)
    document = await exported(other)
    report = (await client.post("/api/import", json=document)).json()
    assert report["skipped"] == []
    assert report["added"] == {
        "profiles": 1, "playlists": 1, "channels": 2, "favourites": 1, "history": 1, "resume": 1, "preferences": 1,
        "memories": 1, "reminders": 1,
    }  # fmt: skip
    assert content(await exported(client)) == content(document)
    assert (await client.post(f"/api/profiles/{anna}/enter", json={"pin": "1234"})).status_code == 200
    favourites = (await client.get("/api/favourites")).json()
    assert [(c["name"], c["folder"], c["favourite"]) for c in favourites["channels"]] == [("One", "Evening", True)]
    assert [c["name"] for c in (await client.get("/api/channels?q=One")).json()["channels"]] == ["One"]


async def test_films_of_a_folder_come_back_with_their_places_once_it_is_read(tmp_path: Path) -> None:
    films = tmp_path / "films"
    films.mkdir()
    (films / "Metropolis (1927).mkv").write_bytes(b"film")
    async with running_service(tmp_path / "one", media_folders=str(films)) as client:
        await client.post("/api/playlists", json={"folder": str(films)})
        film = (await client.get("/api/channels?kind=movie")).json()["channels"][0]["id"]
        await client.put(f"/api/resume/{film}", json={"seconds": 60, "title": "Metropolis"})
        document = await exported(client)
    document["channels"][0]["url"] = "file:///etc/passwd"
    async with running_service(tmp_path / "two", media_folders=str(films)) as client:
        report = (await client.post("/api/import", json=document)).json()
        assert (report["added"]["channels"], report["skipped"]) == (1, [])
        assert (await client.get("/api/resume")).json()["items"][0]["channel"]["id"] == film
        again = (await exported(client))["channels"]
        assert [row["url"] for row in again] in ([""], [(films / "Metropolis (1927).mkv").as_uri()])


async def test_the_same_file_twice_changes_nothing(client: httpx.AsyncClient) -> None:
    await a_household(client)
    document = await exported(client)
    for way in ("json", "files"):
        body = document if way == "json" else {"file": ("prism.json", json.dumps(document))}
        report = (await client.post("/api/import", **{way: body})).json()
        assert (report["added"], report["skipped"]) == ({}, [])
        assert report["unchanged"]["channels"] == 2
    assert content(await exported(client)) == content(document)


async def test_without_credentials_nothing_secret_leaves(client: httpx.AsyncClient, other: httpx.AsyncClient) -> None:
    await a_household(client)
    document = await exported(client, credentials=False)
    assert "secret" not in json.dumps(document)
    assert {profile["pin_hash"] for profile in document["profiles"]} == {None}
    assert document["left_out"] == [
        {"what": "PINs of profiles", "count": 1},
        {"what": "addresses of channels", "count": 1},
    ]
    report = (await other.post("/api/import", json=document)).json()
    assert report["added"]["channels"] == 1
    assert report["skipped"] == [
        {"what": "channels", "reason": "their address may hold credentials, which are not in the file", "count": 1}
    ]


async def test_a_source_that_is_read_again_brings_its_channels_back_under_their_ids(
    client: httpx.AsyncClient, other: httpx.AsyncClient
) -> None:
    async with serving({"/list.m3u": PLAYLIST}) as address:
        await other.post("/api/playlists", json={"url": f"{address}/list.m3u"})
        one = (await other.get("/api/channels?q=One")).json()["channels"][0]["id"]
        await other.put(f"/api/favourites/{one}")
        document = await exported(other, credentials=False)
        assert [channel["id"] for channel in document["channels"]] == [one]
        await client.post("/api/import", json=document)
        playlist = document["playlists"][0]["id"]
        await client.post(f"/api/playlists/{playlist}/refresh")
    names = {c["name"]: c["id"] for c in (await client.get(f"/api/channels?playlist={playlist}")).json()["channels"]}
    assert (names["One"], len(names)) == (one, 2)


@pytest.mark.parametrize(("damage", "fault"), [
    (lambda d: d.update(prism_export=2), "version 2"),
    (lambda d: d.pop("prism_export"), "no prism_export"),
    (lambda d: d.update(surprise=[]), "'surprise'"),
    (lambda d: d.update(history={}), "history must be a list"),
    (lambda d: d["memories"][0].pop("text"), "memories[0].text is missing"),
    (lambda d: d["memories"][0].update(text="\0"), "memories[0].text has a zero character"),
    (lambda d: d["favourites"][0].update(added_at="now"), "favourites[0].added_at must be a whole number"),
    (lambda d: d["channels"][1].update(url="data:text/plain,x"), "channels[1].url has a scheme"),
    (lambda d: d["channels"][1].update(headers={"Referer": 5}), "channels[1].headers must be an object of texts"),
    (lambda d: d["playlists"][0].update(refresh_seconds=1), "playlists[0].refresh_seconds must be 300 or more"),
    (lambda d: d["reminders"][0].update(due_at=2**60), "reminders[0].due_at must be Unix seconds"),
    (lambda d: d["profiles"][0].update(colour="url(x)"), "profiles[0].colour must be"),
])  # fmt: skip
async def test_a_file_that_is_wrong_somewhere_changes_nothing(
    client: httpx.AsyncClient, other: httpx.AsyncClient, damage: Any, fault: str
) -> None:
    await a_household(other)
    before = content(await exported(client))
    document = copy.deepcopy(await exported(other))
    damage(document)
    answer = await client.post("/api/import", json=document)
    assert answer.status_code == 400
    assert fault in answer.json()["detail"]
    assert "nothing was changed" in answer.json()["detail"]
    assert content(await exported(client)) == before


async def test_a_child_neither_exports_nor_imports(client: httpx.AsyncClient) -> None:
    child = (await client.post("/api/profiles", json={"name": "Tim", "age_limit": 6})).json()["id"]
    await client.post(f"/api/profiles/{child}/enter")
    assert (await client.get("/api/export")).status_code == 403
    assert (await client.post("/api/import", json={"prism_export": 1})).status_code == 403


async def test_what_an_adults_pin_guards_is_exported_to_them_only(client: httpx.AsyncClient) -> None:
    anna = (await client.post("/api/profiles", json={"name": "Anna", "pin": "1234"})).json()["id"]
    await client.post(f"/api/profiles/{anna}/enter", json={"pin": "1234"})
    await client.post("/api/memories", json={"text": "a secret"})
    assert [memory["text"] for memory in (await exported(client))["memories"]] == ["a secret"]
    await client.post("/api/profiles/leave")
    document = await exported(client)
    assert (document["memories"], [profile["id"] for profile in document["profiles"]]) == ([], ["default"])


@pytest.mark.parametrize(("url", "may"), [
    ("https://tv.example/one/index.m3u8", False), ("http://tv.example:8080/hls/news.m3u8?quality=hd", False),
    ("http://tv.example/live/anna/secret/12.ts", True), ("http://tv.example/anna/secret/12", True),
    ("http://anna:secret@tv.example/one", True), ("http://tv.example/get.php?username=a&password=b", True),
    ("http://tv.example/one.m3u8?st=AbCdEfGhIjKlMnOpQrStUvWx", True), ("http://[broken", True),
])  # fmt: skip
def test_an_address_that_may_hold_credentials_is_known(url: str, may: bool) -> None:
    assert may_hold_credentials(url) is may
