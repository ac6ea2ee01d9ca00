"""What becomes of a playlist when it is read again, over the API as viewers use it."""

import asyncio
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from prism_media.testing import serving


def playlist(count: int, token: str = "a", first: int = 0) -> str:
    entries = (
        f'#EXTINF:-1 tvg-id="c{n}.uk" group-title="G{n % 5}",Channel {n} News\nhttp://s.example/{n}/x.m3u8?token={token}\n'
        for n in range(first, first + count)
    )
    return "#EXTM3U\n" + "".join(entries)


async def added(client: httpx.AsyncClient, url: str) -> str:
    answer = await client.post("/api/playlists", json={"url": url})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def listed(client: httpx.AsyncClient, **query: Any) -> list[dict[str, Any]]:
    page = (await client.get("/api/channels", params={"limit": 1000, **query})).json()
    return [channel for channel in page["channels"] if not channel["id"].startswith("demo-")]


@pytest.mark.parametrize(
    "broken",
    [
        "<!DOCTYPE html><html>expired</html>",
        "",
        "Invalid credentials",
        '{"user_info": {"auth": 0}}',
        "#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXTINF:6,\na.ts\n",
        playlist(3),
        playlist(20) + "#EXTINF:-1,Cut of",
        b"\x1f\x8b\x08\x00not gzip at all",
    ],
    ids=["page", "nothing", "words", "JSON", "manifest", "hardly anything", "half and cut short", "damaged"],
)
async def test_a_list_that_comes_back_broken_leaves_everything_as_it_was(
    client: httpx.AsyncClient, broken: str | bytes
) -> None:
    files: dict[str, Any] = {"/list.m3u": playlist(60)}
    async with serving(files) as base:
        source = await added(client, f"{base}/list.m3u")
        before = await listed(client)
        files["/list.m3u"] = broken
        answer = await client.post(f"/api/playlists/{source}/refresh")
        assert answer.status_code in {400, 409, 502}, answer.text
        (info,) = [one for one in (await client.get("/api/playlists")).json()["playlists"] if one["id"] == source]
    assert await listed(client) == before
    assert info["failure"]
    assert info["channels"] == 60


async def test_a_list_that_lost_nearly_everything_says_so(client: httpx.AsyncClient) -> None:
    files: dict[str, Any] = {"/list.m3u": playlist(60)}
    async with serving(files) as base:
        source = await added(client, f"{base}/list.m3u")
        files["/list.m3u"] = playlist(3)
        problem = (await client.post(f"/api/playlists/{source}/refresh")).json()
        assert "3 channels where it had 60" in problem["detail"]
        assert (await client.post(f"/api/playlists/{source}/refresh", params={"force": True})).status_code == 200
    assert len(await listed(client)) == 3


async def test_favourites_follow_their_channels_through_a_new_list(client: httpx.AsyncClient) -> None:
    files: dict[str, Any] = {"/list.m3u": playlist(20)}
    async with serving(files) as base:
        source = await added(client, f"{base}/list.m3u")
        chosen = (await listed(client))[7]
        await client.put(f"/api/favourites/{chosen['id']}")
        lines = playlist(20, token="b").replace('group-title="G', 'group-title="New ').splitlines()[1:]
        pairs = list(zip(lines[::2], lines[1::2], strict=True))
        files["/list.m3u"] = "\n".join(line for pair in reversed(pairs) for line in pair)
        assert (await client.post(f"/api/playlists/{source}/refresh")).status_code == 200
    (favourite,) = await listed(client, favourite=True)
    assert (favourite["id"], favourite["name"], favourite["group"]) == (chosen["id"], "Channel 7 News", "New 2")


def changed(text: str) -> str:
    """The list with one entry first that is new, one that is gone, one renamed, and two that changed places."""
    header, *lines = text.splitlines()
    pairs = list(zip(lines[::2], lines[1::2], strict=True))
    del pairs[3]
    pairs[5], pairs[9] = pairs[9], pairs[5]
    pairs[11] = (pairs[11][0] + " and Weather", pairs[11][1])
    pairs.insert(0, ('#EXTINF:-1 tvg-id="new.uk",Brand New', "http://s.example/new/x.m3u8"))
    return "\n".join([header, *(line for pair in pairs for line in pair)])


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text,
        changed,
        lambda text: text.replace("#EXTM3U", '#EXTM3U catchup="shift" catchup-days="3" tvg-shift="2"'),
        lambda text: text + text.replace("#EXTM3U\n", ""),
        lambda text: text.replace("#EXTINF", "\t#EXTINF"),
        lambda text: text.replace("x.m3u8?token=a", "x.m3u8?token=b").replace("http:", "https:"),
    ],
    ids=["nothing", "a few entries", "what the header gives", "all twice", "how it is written", "addresses"],
)
async def test_a_list_read_over_another_is_what_it_is_alone(
    client: httpx.AsyncClient, change: Callable[[str], str]
) -> None:
    async def everything(source: str) -> list[dict[str, Any]]:
        rows = [(await client.get(f"/api/channels/{row['id']}")).json() for row in await listed(client)]
        apart = {"id", "playlist_id", "alternatives"}
        return [{key: value for key, value in row.items() if key not in apart} for row in rows]

    files: dict[str, Any] = {"/list.m3u": playlist(20)}
    async with serving(files) as base:
        source = await added(client, f"{base}/list.m3u")
        before = {row["name"]: row["id"] for row in await listed(client)}
        files["/list.m3u"] = change(playlist(20))
        assert (await client.post(f"/api/playlists/{source}/refresh")).status_code == 200
        over = await everything(source)
        after = {row["name"]: row["id"] for row in await listed(client)}
        await client.delete(f"/api/playlists/{source}")
        assert await everything(await added(client, f"{base}/list.m3u")) == over
    assert {name: after[name] for name in before if name in after} == {
        name: channel for name, channel in before.items() if name in after
    }


async def test_readers_never_see_half_a_list(client: httpx.AsyncClient) -> None:
    files: dict[str, Any] = {"/list.m3u": playlist(400)}
    async with serving(files) as base:
        source = await added(client, f"{base}/list.m3u")
        files["/list.m3u"] = playlist(500, token="b")
        refreshing = asyncio.create_task(client.post(f"/api/playlists/{source}/refresh"))
        seen: set[tuple[int, int]] = set()
        while not refreshing.done():
            plain = (await client.get("/api/channels", params={"limit": 1, "playlist": source})).json()["total"]
            found = (await client.get("/api/channels", params={"limit": 1, "q": "news"})).json()["total"]
            seen.add((plain, found))
        assert (await refreshing).status_code == 200
    assert {total for pair in seen for total in pair} <= {400, 500}
    assert len(await listed(client)) == 500


TWO = '#EXTINF:-1 tvg-id="zdf.de",ZDF{}\nhttp://{}.example/zdf.m3u8\n'


async def test_a_favourite_that_no_longer_leads_still_shows_and_names_its_alternatives(
    client: httpx.AsyncClient,
) -> None:
    await client.post("/api/playlists", json={"text": TWO.format("", "first")})
    (alone,) = await listed(client)
    await client.put(f"/api/favourites/{alone['id']}")
    await client.post("/api/playlists", json={"text": TWO.format(" UHD", "second")})
    (lead,) = await listed(client)
    assert (lead["name"], lead["alternatives"]) == ("ZDF UHD", 1)
    assert [one["id"] for one in await listed(client, favourite=True)] == [alone["id"]]
    shown = (await client.get("/api/favourites")).json()["channels"]
    assert [one["id"] for one in shown] == [alone["id"]]
    details = (await client.get(f"/api/channels/{alone['id']}")).json()
    assert [one["id"] for one in details["alternatives"]] == [lead["id"]]
    step = await client.get(f"/api/channels/{alone['id']}/step", params={"by": -1})
    assert step.json()["name"] == "Prism Clock"


async def test_switching_a_playlist_off_lets_its_duplicates_lead(client: httpx.AsyncClient) -> None:
    await client.post("/api/playlists", json={"text": TWO.format("", "first")})
    second = (await client.post("/api/playlists", json={"text": TWO.format(" UHD", "second")})).json()["id"]
    await client.patch(f"/api/playlists/{second}", json={"enabled": False})
    assert [(one["name"], one["alternatives"]) for one in await listed(client)] == [("ZDF", 0)]
    await client.patch(f"/api/playlists/{second}", json={"enabled": True})
    assert [one["name"] for one in await listed(client)] == ["ZDF UHD"]
    await client.delete(f"/api/playlists/{second}")
    assert [(one["name"], one["alternatives"]) for one in await listed(client)] == [("ZDF", 0)]
