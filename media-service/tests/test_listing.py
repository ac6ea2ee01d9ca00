"""Lists as viewers and players ask for them: what is in them, in which order, a page at a time."""

from typing import Any

import httpx
import pytest

LIST = """#EXTM3U
#EXTINF:-1 tvg-chno="7" group-title="UK",BBC News Channel
http://e.example/1.m3u8
#EXTINF:-1 tvg-chno="12" group-title="News",Sky News
http://e.example/2.m3u8
#EXTINF:-1 group-title="UK",News
http://e.example/3.m3u8
#EXTINF:-1 group-title="News",Euro Times
http://e.example/4.m3u8
#EXTINF:-1 group-title="UK",Newsmax 7
http://e.example/5.m3u8
#EXTINF:-1 group-title="UK",BBC One HD
http://e.example/6.m3u8
#EXTINF:-1 group-title="Adults",Late Night
http://e.example/7.m3u8
#EXTINF:-1 group-title="Cartoons",Adult Swim
http://e.example/8.m3u8
#EXTINF:-1 group-title="Films",Metropolis (1927)
http://e.example/movie/u/p/9.mp4
#EXTINF:-1 group-title="Series",The Bridge S01 E02
http://e.example/series/u/p/10.mkv
"""


async def search(client: httpx.AsyncClient, **query: Any) -> list[str]:
    await client.post("/api/playlists", json={"text": LIST})
    return await names(client, **query)


async def names(client: httpx.AsyncClient, **query: Any) -> list[str]:
    page = (await client.get("/api/channels", params=query)).json()
    return [one["name"] for one in page["channels"]]


async def test_the_best_name_comes_first_and_groups_last(client: httpx.AsyncClient) -> None:
    found = await search(client, q="news")
    assert found == ["News", "Newsmax 7", "BBC News Channel", "Sky News", "Euro Times"]


@pytest.mark.parametrize("query", ["bbc one", "BBC1", "bbc 1", "bbc on"])
async def test_a_name_is_found_as_it_is_typed(client: httpx.AsyncClient, query: str) -> None:
    assert (await search(client, q=query))[0] == "BBC One HD"


async def test_a_number_finds_the_channel_that_has_it_first(client: httpx.AsyncClient) -> None:
    assert await search(client, q="7") == ["BBC News Channel", "Newsmax 7"]


async def test_pages_of_a_search_follow_each_other_without_gaps(client: httpx.AsyncClient) -> None:
    whole = await search(client, q="news")
    seen: list[str] = []
    cursor: str | None = None
    while True:
        page = await client.get(
            "/api/channels", params={"q": "news", "limit": 2} | ({"cursor": cursor} if cursor else {})
        )
        seen += [one["name"] for one in page.json()["channels"]]
        assert page.json()["total"] == len(whole)
        if not (cursor := page.json()["next_cursor"]):
            break
    assert seen == whole


async def test_films_and_episodes_have_lists_of_their_own(client: httpx.AsyncClient) -> None:
    plain = await search(client)
    assert not {"Metropolis (1927)", "The Bridge S01 E02"} & set(plain)
    assert await names(client, kind="movie") == ["Metropolis (1927)"]
    assert await names(client, kind="episode") == ["The Bridge S01 E02"]
    (film,) = (await client.get("/api/channels", params={"kind": "movie"})).json()["channels"]
    assert film["year"] == 1927
    groups = {one["name"] for one in (await client.get("/api/channels/groups")).json()["groups"]}
    assert "Films" not in groups


async def test_channels_for_adults_are_told_and_kept_from_those_with_an_age_limit(client: httpx.AsyncClient) -> None:
    await search(client)
    page = (await client.get("/api/channels")).json()["channels"]
    assert {one["name"] for one in page if one["age"] == 18} == {"Late Night"}
    late = next(one["id"] for one in page if one["name"] == "Late Night")
    child = (await client.post("/api/profiles", json={"name": "Child", "age_limit": 12})).json()["id"]
    assert (await client.post(f"/api/profiles/{child}/enter", json={})).status_code == 200
    assert "Late Night" not in await names(client)
    assert (await client.get(f"/api/channels/{late}")).status_code == 404
    groups = {one["name"] for one in (await client.get("/api/channels/groups")).json()["groups"]}
    assert "Adults" not in groups
    assert (await client.get("/api/channels/resolve", params={"name": "late night"})).json()["matches"] == []


async def test_zapping_leaves_films_out(client: httpx.AsyncClient) -> None:
    await search(client)
    (swim,) = (await client.get("/api/channels", params={"q": "adult swim"})).json()["channels"]
    after = await client.get(f"/api/channels/{swim['id']}/step", params={"by": 1})
    assert after.json()["name"] == "Prism Beat"
    (film,) = (await client.get("/api/channels", params={"kind": "movie"})).json()["channels"]
    before = await client.get(f"/api/channels/{film['id']}/step", params={"by": -1})
    assert before.json()["name"] == "Adult Swim"


async def test_a_playlist_lists_its_own(client: httpx.AsyncClient) -> None:
    await search(client)
    own = (await client.post("/api/playlists", json={"text": "#EXTINF:-1,Own\nhttp://o.example/o.m3u8\n"})).json()["id"]
    assert await names(client, playlist=own) == ["Own"]
