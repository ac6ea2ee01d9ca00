from pathlib import Path

import httpx
import pytest

from prism_media.catalogue.names import normalise
from prism_media.testing import serving

LIST = """#EXTM3U url-tvg="http://g.example/g.xml"
#EXTINF:-1 tvg-id="bbc1.uk" tvg-chno="101" group-title="News;UK",BBC One HD
http://e.example/1.m3u8?token=a
#EXTINF:-1 group-title="Music" radio="true",Jazz FM
http://e.example/2.mp3
file:///etc/passwd
"""


async def imported(client: httpx.AsyncClient, text: str = LIST) -> dict[str, object]:
    answer = await client.post("/api/playlists", json={"text": text})
    assert answer.status_code == 201, answer.text
    body: dict[str, object] = answer.json()
    return body


async def names(client: httpx.AsyncClient, **query: object) -> list[str]:
    return [c["name"] for c in (await client.get("/api/channels", params=query)).json()["channels"]]


async def test_an_import_tells_what_it_brought_and_what_it_skipped(client: httpx.AsyncClient) -> None:
    body = await imported(client)
    assert body["channels_imported"] == 2
    assert body["skipped"] == [{"line": 6, "reason": "the scheme 'file' is not one a channel may have"}]
    assert body["guide_urls"] == ["http://g.example/g.xml"]


async def test_demo_channels_come_first_and_filters_narrow(client: httpx.AsyncClient) -> None:
    await imported(client)
    assert await names(client) == ["Prism Beat", "Prism Stories", "Prism Clock", "BBC One HD", "Jazz FM"]
    assert await names(client, kind="radio") == ["Jazz FM"]
    assert await names(client, group="UK") == ["BBC One HD"]
    assert await names(client, q="bbc") == ["BBC One HD"]
    assert await names(client, q='"*') == []


async def test_pages_follow_each_other_without_gaps(client: httpx.AsyncClient) -> None:
    await imported(client)
    seen, cursor = [], None
    while True:
        query = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        page = (await client.get("/api/channels", params=query)).json()
        assert page["total"] == 5
        seen += [c["name"] for c in page["channels"]]
        if not (cursor := page["next_cursor"]):
            break
    assert seen == await names(client)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ({"name": "bbc one"}, "BBC One HD"),
        ({"name": "BBC1"}, "BBC One HD"),
        ({"name": "jaz fm"}, "Jazz FM"),
        ({"name": "prism beet"}, "Prism Beat"),
        ({"number": 101}, "BBC One HD"),
        ({"number": 3}, "Prism Clock"),
    ],
)
async def test_a_channel_is_found_as_people_say_it(client: httpx.AsyncClient, query: dict[str, str], name: str) -> None:
    await imported(client)
    matches = (await client.get("/api/channels/resolve", params=query)).json()["matches"]
    assert matches[0]["channel"]["name"] == name


async def test_a_name_that_nothing_comes_near_finds_nothing(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/channels/resolve", params={"name": "zzzzqqq"})
    assert answer.json() == {"matches": []}


async def test_stepping_goes_round_the_end(client: httpx.AsyncClient) -> None:
    back = await client.get("/api/channels/demo-beat/step", params={"by": -1})
    on = await client.get("/api/channels/demo-clock/step", params={"by": 1})
    assert (back.json()["id"], on.json()["id"]) == ("demo-clock", "demo-beat")


async def test_channel_ids_and_favourites_survive_a_refresh(tmp_path: Path, client: httpx.AsyncClient) -> None:
    files = {"/list.m3u": LIST}
    async with serving(files) as base:
        first = await client.post("/api/playlists", json={"url": f"{base}/list.m3u"})
        playlist = first.json()["id"]
        before = (await client.get("/api/channels", params={"q": "bbc"})).json()["channels"][0]["id"]
        await client.put(f"/api/favourites/{before}")
        files["/list.m3u"] = LIST.replace("token=a", "token=b").replace("BBC One HD", "BBC One")
        await client.post(f"/api/playlists/{playlist}/refresh")
    after = (await client.get("/api/channels", params={"q": "bbc"})).json()["channels"]
    assert [(c["id"], c["name"], c["favourite"]) for c in after] == [(before, "BBC One", True)]


async def test_a_refresh_that_fails_keeps_what_was_there(client: httpx.AsyncClient) -> None:
    files = {"/list.m3u": LIST}
    async with serving(files) as base:
        playlist = (await client.post("/api/playlists", json={"url": f"{base}/list.m3u"})).json()["id"]
        files["/list.m3u"] = "<html>expired</html>"
        answer = await client.post(f"/api/playlists/{playlist}/refresh")
    assert answer.status_code == 400
    assert "web page" in answer.json()["detail"]
    assert len(await names(client)) == 5


async def test_a_channel_tells_what_its_playlist_said_but_no_secrets(client: httpx.AsyncClient) -> None:
    text = '#EXTINF:-1 tvg-id="x" catchup="shift" catchup-days="3",X\n#EXTHTTP:{"Cookie":"s3cret"}\nhttp://u:pa55word@e/x.m3u8'
    await imported(client, text)
    channel = (await client.get("/api/channels", params={"q": "x"})).json()["channels"][0]["id"]
    answer = await client.get(f"/api/channels/{channel}")
    assert answer.json()["catchup"]["days"] == 3
    assert answer.json()["source"] == "http://e"
    assert "s3cret" not in answer.text
    assert "pa55word" not in answer.text


async def test_groups_are_counted_each(client: httpx.AsyncClient) -> None:
    await imported(client)
    groups = {g["name"]: g["count"] for g in (await client.get("/api/channels/groups")).json()["groups"]}
    assert groups["Music"] == 2
    assert groups["UK"] == 1


async def test_a_removed_playlist_takes_its_channels_with_it(client: httpx.AsyncClient) -> None:
    body = await imported(client)
    assert (await client.delete(f"/api/playlists/{body['id']}")).status_code == 204
    assert len(await names(client)) == 3
    assert (await client.delete("/api/playlists/demo")).status_code == 409


@pytest.mark.parametrize("name", ["PL: TVP 1 HD", "tvp1", "TVP 1 FHD", "PL| TVP 1 FHD", "TVP One (720p) [Geo-blocked]"])
def test_spellings_of_one_channel_are_the_same_name(name: str) -> None:
    assert normalise(name) == "tvp 1"
