import json
import tracemalloc
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest

from prism_core.errors import BadInput
from prism_media.sources.json_stream import NotJson, document, items
from prism_media.sources.report import Report
from prism_media.sources.values import first, record
from prism_media.sources.xtream.account import account_of
from prism_media.sources.xtream.address import XtreamAddress, parse_server
from prism_media.sources.xtream.rows import Provider as Rows
from prism_media.sources.xtream.rows import episode_rows, movie_rows
from prism_media.sources.xtream.testing import PASSWORD, USERNAME, Provider, login, providing
from prism_media.testing import eventually
from prism_media.upstream.errors import UpstreamNotVideo, UpstreamRefused


@pytest.fixture
async def provider() -> AsyncIterator[Provider]:
    async with providing() as running:
        yield running


async def listed(client: httpx.AsyncClient, **query: object) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await client.get("/api/channels", params=query)).json()["channels"]
    return found


@pytest.mark.parametrize(
    "written",
    [
        "tv.example:8080",
        "http://tv.example:8080",
        "http://tv.example:8080/",
        " http://tv.example:8080/player_api.php ",
        "http://tv.example:8080/get.php?username=u&password=p&type=m3u_plus&output=ts",
        "http://tv.example:8080/c/",
        "http://tv.example:8080/xmltv.php?username=other&password=other",
        "http://tv.example:8080/live/u/p/1.ts",
    ],
)
def test_a_server_is_read_in_every_form_that_people_paste(written: str) -> None:
    address = parse_server(written, "u", "p")
    assert (address.base, address.username, address.password) == ("http://tv.example:8080", "u", "p")


def test_user_name_and_password_may_be_in_the_address() -> None:
    address = parse_server("https://tv.example/get.php?username=j%40ne&password=p%2Fw&type=m3u")
    assert (address.username, address.password) == ("j@ne", "p/w")
    assert address.stream("live", 1, "ts") == "https://tv.example/live/j%40ne/p%2Fw/1.ts"


@pytest.mark.parametrize("written", ["", "ftp://x", "http://", "http://x:port", "tv.example"])
def test_a_server_that_cannot_be_asked_is_refused_with_the_remedy(written: str) -> None:
    with pytest.raises(BadInput, match=r"write it like|give the user name"):
        parse_server(written)


@pytest.mark.parametrize(
    ("user", "said"),
    [
        ({"auth": 0}, "does not know this user name and password"),
        ({"auth": 1, "status": "Banned"}, "is banned"),
        ({"auth": "1", "status": "Disabled"}, "is disabled"),
        ({"auth": 1, "status": "Expired", "exp_date": "1500000000"}, "is expired since 2017-07-14"),
        ({"auth": 1, "status": "Active", "exp_date": 1500000000}, "is expired since 2017-07-14"),
    ],
)
def test_an_account_that_may_not_watch_says_why(user: dict[str, Any], said: str) -> None:
    with pytest.raises(UpstreamRefused, match=said):
        account_of({"user_info": user}, "tv.example", 1_700_000_000)


@pytest.mark.parametrize("answer", [None, [], {}, {"user_info": []}, "ok"])
def test_what_is_no_account_is_told_apart(answer: object) -> None:
    with pytest.raises(UpstreamNotVideo, match="check its address"):
        account_of(answer, "tv.example", 0)


def test_json_lists_are_read_however_they_are_cut() -> None:
    text = json.dumps([{"name": "Ż\n{[]}", "n": 12.5}, 7, None, "x"], ensure_ascii=False).replace("\\n", "\n").encode()
    for size in (1, 2, 3, 7, 1000):
        chunks = [text[at : at + size] for at in range(0, len(text), size)]
        assert list(items(chunks)) == [{"name": "Ż\n{[]}", "n": 12.5}, 7, None, "x"]


@pytest.mark.parametrize(
    ("text", "found"), [("", []), ("null", []), ("[]", []), ('{"a":1,"b":{"c":2}}', [1, {"c": 2}]), ("false", [])]
)
def test_what_stands_for_a_list_is_read_as_one(text: str, found: list[object]) -> None:
    assert list(items([text.encode()])) == found


@pytest.mark.parametrize("text", ["<html>gone</html>", "[1, 2", '[{"a": }]', "Fatal error"])
def test_what_is_no_json_is_told(text: str) -> None:
    with pytest.raises(NotJson):
        list(items([text.encode()]))


def test_an_empty_document_says_nothing() -> None:
    assert document([b" \n"]) is None


def test_half_an_emoji_is_left_out_of_a_name() -> None:
    (cut, whole) = items([b'[{"name": "News \\ud83d"}, {"name": "News \\ud83d\\ude00"}]'])
    assert (first(record(cut), "name"), first(record(whole), "name")) == ("News", "News \U0001f600")


def test_many_films_take_little_memory() -> None:
    def chunks() -> Iterator[bytes]:
        yield b"["
        for number in range(20_000):
            film = {"stream_id": number, "name": f"Film {number}", "plot": "x" * 300}
            yield (json.dumps(film) + ",").encode()
        yield b"]"

    rows = Rows("source", XtreamAddress("http://tv.example", "u", "p"), "ts", iter(range(10**6)))
    tracemalloc.start()
    count = sum(1 for _ in movie_rows(items(chunks()), {}, rows, Report()))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 20_000
    assert peak < 8 << 20


@pytest.mark.parametrize("episodes", [{"2": [{"id": 9}]}, [[{"id": "9", "season": "2"}]], [{"id": 9, "season": 2}]])
def test_seasons_may_be_an_object_or_a_list(episodes: object) -> None:
    series = {"id": "s", "playlist_id": "p", "name": "S", "groups": "", "logo": "", "adult": False, "year": None}
    rows = Rows("p", XtreamAddress("http://tv.example", "u", "p"), "ts", iter(range(9)))
    found = episode_rows({"episodes": episodes}, series, rows)
    assert [(row["season"], row["url"]) for row in found] == [(2, "http://tv.example/series/u/p/9.mp4")]


@pytest.mark.parametrize("answer", [None, [], {"episodes": []}, {"episodes": None}, {"episodes": {"1": None}}])
def test_a_series_without_episodes_has_none(answer: object) -> None:
    series = {"id": "s", "playlist_id": "p", "name": "S", "groups": "", "logo": "", "adult": False, "year": None}
    rows = Rows("p", XtreamAddress("http://tv.example", "u", "p"), "ts", iter(range(9)))
    assert episode_rows(answer, series, rows) == []


async def test_an_account_brings_channels_films_and_series(client: httpx.AsyncClient, provider: Provider) -> None:
    answer = await client.post("/api/playlists", json=login(provider))
    assert answer.status_code == 201, answer.text
    body = answer.json()
    assert (body["channels_imported"], body["movies_imported"], body["series_imported"]) == (3, 2, 1)
    assert [entry["reason"] for entry in body["skipped"]] == [
        "a channel without stream_id",
        "a channel without stream_id",
        "channel 101 is listed twice",
        "a series without series_id",
    ]
    channel = (await listed(client, q="bbc"))[0]
    details = (await client.get(f"/api/channels/{channel['id']}")).json()
    assert details["catchup"]["kind"] == "xc"
    assert details["catchup"]["days"] == 7
    assert [c["name"] for c in await listed(client, kind="radio")] == ["Jazz FM"]


async def test_credentials_are_never_shown(client: httpx.AsyncClient, provider: Provider) -> None:
    added = await client.post("/api/playlists", json=login(provider))
    shown = [added, await client.get("/api/playlists"), await client.get("/api/guides")]
    shown += [await client.get(f"/api/channels/{c['id']}") for c in await listed(client, kind="tv")]
    for answer in shown:
        assert PASSWORD not in answer.text
        assert "pa%2Fss" not in answer.text
        assert USERNAME not in answer.text


async def test_the_account_is_told(client: httpx.AsyncClient, provider: Provider) -> None:
    await client.post("/api/playlists", json=login(provider))
    source = (await client.get("/api/playlists")).json()["playlists"][-1]
    assert source["account"] == {
        "status": "Active",
        "expires_at": "2100-01-01T00:00:00Z",
        "active_connections": 1,
        "max_connections": 2,
    }
    assert (source["kind"], source["refresh_seconds"], source["failure"]) == ("xtream", 86400, None)


async def test_a_list_that_the_provider_does_not_give_leaves_what_was_there(
    client: httpx.AsyncClient, provider: Provider
) -> None:
    source = (await client.post("/api/playlists", json=login(provider))).json()["id"]
    provider.answers["get_vod_streams"] = 500
    body = (await client.post(f"/api/playlists/{source}/refresh")).json()
    assert body["movies_imported"] == 2
    assert "get_vod_streams" in body["skipped"][0]["reason"]


async def test_an_expired_account_is_named_and_its_channels_stay(client: httpx.AsyncClient, provider: Provider) -> None:
    source = (await client.post("/api/playlists", json=login(provider))).json()["id"]
    provider.answers[""] = {"user_info": {"auth": 1, "status": "Expired", "exp_date": "1500000000"}}
    answer = await client.post(f"/api/playlists/{source}/refresh")
    assert answer.status_code == 502
    assert "expired since 2017-07-14" in answer.json()["detail"]
    told = (await client.get("/api/playlists")).json()["playlists"][-1]
    assert told["failure"] == answer.json()["detail"]
    assert told["channels"] == 3


async def test_wrong_credentials_add_nothing(client: httpx.AsyncClient, provider: Provider) -> None:
    body = {"xtream": {"server": provider.url, "username": "jane", "password": "wrong"}}
    answer = await client.post("/api/playlists", json=body)
    assert answer.status_code == 502
    assert "user name and password" in answer.json()["detail"]
    assert [p["kind"] for p in (await client.get("/api/playlists")).json()["playlists"]] == ["demo"]


async def test_the_providers_guide_tells_its_channels_and_goes_with_it(
    client: httpx.AsyncClient, provider: Provider
) -> None:
    source = (await client.post("/api/playlists", json=login(provider))).json()["id"]

    async def told() -> bool:
        guides = (await client.get("/api/guides")).json()["guides"]
        return [g["matched"] for g in guides if g["name"] == "127.0.0.1"] == [1]

    await eventually(told)
    await client.delete(f"/api/playlists/{source}")
    assert [g["name"] for g in (await client.get("/api/guides")).json()["guides"]] == ["Prism"]


async def test_a_series_is_asked_for_its_episodes_when_it_is_opened(
    client: httpx.AsyncClient, provider: Provider
) -> None:
    source = (await client.post("/api/playlists", json=login(provider))).json()["id"]
    page = (await client.get("/api/series", params={"q": "office", "limit": 1})).json()
    assert (page["total"], page["series"][0]["name"], page["series"][0]["year"]) == (1, "The Office", 2005)
    assert (await client.get("/api/series", params={"cursor": page["next_cursor"]})).json()["series"] == []
    address = f"/api/series/{page['series'][0]['id']}"
    [season] = (await client.get(address)).json()["seasons"]
    assert season["number"] == 1
    assert [(e["name"], e["episode"], e["seconds"]) for e in season["episodes"]] == [
        ("Pilot", 1, 1320),
        ("The Office S01E02", 2, None),
    ]
    await client.post(f"/api/playlists/{source}/refresh")
    assert (await client.get(address)).json()["seasons"] == [season]
    assert provider.asked.count("get_series_info") == 1


async def test_a_series_of_a_source_that_is_off_is_not_listed(client: httpx.AsyncClient, provider: Provider) -> None:
    source = (await client.post("/api/playlists", json=login(provider))).json()["id"]
    await client.patch(f"/api/playlists/{source}", json={"enabled": False})
    assert (await client.get("/api/series")).json()["total"] == 0
    assert await listed(client, q="bbc") == []


async def test_a_provider_that_answers_with_hardly_anything_takes_nothing_away(
    client: httpx.AsyncClient, provider: Provider
) -> None:
    films = [{"stream_id": n, "name": f"Film {n}", "container_extension": "mp4"} for n in range(1, 101)]
    provider.answers["get_vod_streams"] = films
    source = (await client.post("/api/playlists", json=login(provider))).json()["id"]
    provider.answers["get_vod_streams"] = films[:3]
    refused = await client.post(f"/api/playlists/{source}/refresh")
    assert refused.status_code == 409
    assert "3 movies where it had 100" in refused.text
    assert len(await listed(client, kind="movie", limit=1000)) == 100
    assert (await client.post(f"/api/playlists/{source}/refresh", params={"force": True})).status_code == 200
    assert len(await listed(client, kind="movie", limit=1000)) == 3
