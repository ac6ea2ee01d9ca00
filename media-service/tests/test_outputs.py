import gzip
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from prism_media.sources.xtream.testing import ANSWERS, Provider, login, providing
from prism_media.testing import running_service, serving

LIST = """#EXTM3U
#EXTINF:-1 tvg-id="bbc1.uk" tvg-chno="101" group-title="News",BBC One & "Co"
{base}/1.m3u8
#EXTINF:-1 group-title="Music" radio="true",Jazz FM
{base}/2.m3u8
#EXTINF:-1 group-title="XXX",Adults Only
{base}/3.m3u8
"""
MEDIA = "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\n/seg.ts\n"


@pytest.fixture
async def provider() -> AsyncIterator[Provider]:
    async with providing() as running:
        yield running


async def made(client: httpx.AsyncClient) -> dict[str, Any]:
    answer = await client.post("/api/outputs", json={"name": "Living room"})
    assert answer.status_code == 201, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def asked(client: httpx.AsyncClient, output: dict[str, Any], action: str = "", **more: object) -> Any:
    who = {"username": output["xtream"]["username"], "password": output["xtream"]["password"]}
    answer = await client.get("/player_api.php", params={**who, "action": action, **more})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_token_is_told_once_and_noted_when_it_is_used(client: httpx.AsyncClient) -> None:
    output = await made(client)
    listed = await client.get("/api/outputs")
    assert output["token"] not in listed.text
    assert listed.json()["outputs"][0]["used_at"] is None
    await client.get(output["m3u_url"])
    assert (await client.get("/api/outputs")).json()["outputs"][0]["used_at"] is not None
    assert (await client.delete(f"/api/outputs/{output['id']}")).status_code == 204
    assert (await client.get(output["m3u_url"])).status_code == 401


@pytest.mark.parametrize(
    "path",
    [
        "/api/output/wrong/playlist.m3u",
        "/api/output/wrong/guide.xml",
        "/api/output/wrong/guide.xml.gz",
        "/api/output/wrong/channel/demo-beat.m3u8",
        "/player_api.php",
        "/player_api.php?username=a&password=b&action=get_live_streams",
        "/get.php?username=a&password=b",
        "/xmltv.php?username=a&password=b",
        "/live/a/b/1.ts",
        "/movie/a/b/1.mp4",
        "/series/a/b/1.mp4",
        "/timeshift/a/b/60/2026-01-01:10-00/1.ts",
    ],
)
async def test_a_wrong_token_gets_nothing(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path)
    assert answer.status_code in {401, 404}
    assert "demo" not in answer.text


async def test_the_token_of_another_output_does_not_fit_its_name(client: httpx.AsyncClient) -> None:
    one, two = await made(client), await made(client)
    answer = await client.get("/player_api.php", params={"username": one["id"], "password": two["token"]})
    assert answer.status_code == 401


async def test_addresses_are_those_by_which_the_player_came(client: httpx.AsyncClient) -> None:
    forwarded = {"X-Forwarded-Host": "prism.lan:4000", "X-Forwarded-Proto": "https"}
    output = (await client.post("/api/outputs", json={"name": "TV"}, headers=forwarded)).json()
    assert output["xtream"]["server"] == "https://prism.lan:4000"
    playlist = (await client.get(httpx.URL(output["m3u_url"]).path, headers=forwarded)).text
    assert f'url-tvg="{output["guide_url"]}"' in playlist
    assert f"https://prism.lan:4000/api/output/{output['token']}/channel/demo-beat.m3u8" in playlist
    info = (await client.get("/player_api.php", params=credentials(output), headers=forwarded)).json()["server_info"]
    assert (info["url"], info["https_port"], info["server_protocol"]) == ("prism.lan", "4000", "https")


def credentials(output: dict[str, Any]) -> dict[str, str]:
    return {"username": output["id"], "password": output["token"]}


async def test_our_playlist_and_guide_can_be_imported_again(tmp_path: Path, client: httpx.AsyncClient) -> None:
    await client.post("/api/playlists", json={"text": LIST.format(base="http://tv.example")})
    output = await made(client)
    playlist, guide = (await client.get(output["m3u_url"])).content, (await client.get(output["guide_url"])).content
    async with running_service(tmp_path / "other", demo_channels=False) as other:
        answer = await other.post("/api/playlists", files={"file": ("out.m3u", playlist)})
        assert (answer.json()["channels_imported"], answer.json()["skipped"]) == (6, [])
        told = (await other.post("/api/guides", files={"file": ("guide.xml", guide)})).json()
        assert told["channels_matched"] >= 3
        theirs = (await other.get("/api/channels")).json()["channels"]
    ours = (await client.get("/api/channels")).json()["channels"]
    assert [(c["name"], c["number"], c["kind"]) for c in theirs] == [(c["name"], c["number"], c["kind"]) for c in ours]


async def test_the_guide_may_be_packed(client: httpx.AsyncClient) -> None:
    output = await made(client)
    packed = await client.get(f"{output['guide_url']}.gz")
    assert gzip.decompress(packed.content).startswith(b"<?xml")
    assert gzip.decompress(packed.content).endswith(b"</tv>\n")


async def test_an_output_is_an_xtream_provider(client: httpx.AsyncClient, provider: Provider) -> None:
    await client.post("/api/playlists", json=login(provider))
    output = await made(client)
    account = await asked(client, output)
    assert (account["user_info"]["auth"], account["user_info"]["status"]) == (1, "Active")
    streams = {stream["name"]: stream for stream in await asked(client, output, "get_live_streams")}
    assert {"Prism Beat", "BBC One HD", "Jazz FM"} <= set(streams)
    assert streams["BBC One HD"]["tv_archive"] == 1
    names = {c["category_name"]: c["category_id"] for c in await asked(client, output, "get_live_categories")}
    news = await asked(client, output, "get_live_streams", category_id=names["News"])
    assert "BBC One HD" in [stream["name"] for stream in news]
    assert await asked(client, output, "get_live_streams", category_id="12345") == []
    films = await asked(client, output, "get_vod_streams")
    assert ("Metropolis (1927)", "mkv", "1927") in [(f["name"], f["container_extension"], f["year"]) for f in films]
    film = await asked(client, output, "get_vod_info", vod_id=films[0]["stream_id"])
    assert film["movie_data"]["stream_id"] == films[0]["stream_id"]
    [show] = await asked(client, output, "get_series")
    info = await asked(client, output, "get_series_info", series_id=show["series_id"])
    assert [episode["title"] for episode in info["episodes"]["1"]] == ["Pilot", "The Office S01E02"]
    assert info["episodes"]["1"][0]["info"]["duration_secs"] == 1320


async def test_stream_numbers_stay_when_the_source_is_read_again(client: httpx.AsyncClient, provider: Provider) -> None:
    source = (await client.post("/api/playlists", json=login(provider))).json()["id"]
    output = await made(client)
    before = {s["name"]: s["stream_id"] for s in await asked(client, output, "get_live_streams")}
    provider.answers["get_live_streams"] = [*ANSWERS["get_live_streams"][:1], *ANSWERS["get_live_streams"][2:]]
    await client.post(f"/api/playlists/{source}/refresh")
    after = {s["name"]: s["stream_id"] for s in await asked(client, output, "get_live_streams")}
    assert after.items() <= before.items()
    assert len(set(before.values())) == len(before)


async def test_prism_can_be_the_provider_of_another_prism(
    tmp_path: Path, client: httpx.AsyncClient, provider: Provider
) -> None:
    await client.post("/api/playlists", json=login(provider))
    output = await made(client)

    answers: dict[str, Any] = {}
    for action in (
        "",
        "get_live_categories",
        "get_live_streams",
        "get_vod_categories",
        "get_vod_streams",
        "get_series",
    ):
        answers[action] = await asked(client, output, action)
    async with providing() as ours, running_service(tmp_path / "other", demo_channels=False) as other:
        ours.answers = answers
        body = (await other.post("/api/playlists", json=login(ours))).json()
    assert (body["channels_imported"], body["movies_imported"], body["series_imported"]) == (6, 2, 1)
    assert body["skipped"] == []


async def test_programmes_are_told_in_base64(client: httpx.AsyncClient) -> None:
    output = await made(client)
    stream = next(s for s in await asked(client, output, "get_live_streams") if s["name"] == "Prism Clock")
    told = (await asked(client, output, "get_short_epg", stream_id=stream["stream_id"], limit=2))["epg_listings"]
    assert len(told) == 2
    assert told[0]["now_playing"] == 1
    table = (await asked(client, output, "get_simple_data_table", stream_id=stream["stream_id"]))["epg_listings"]
    assert len(table) >= 2


async def test_a_profile_with_an_age_limit_gives_no_adult_channels_away(client: httpx.AsyncClient) -> None:
    await client.post("/api/playlists", json={"text": LIST.format(base="http://tv.example")})
    grown = await made(client)
    adult = next(s for s in await asked(client, grown, "get_live_streams") if s["name"] == "Adults Only")
    profile = (await client.post("/api/profiles", json={"name": "Kid", "age_limit": 12})).json()["id"]
    await client.post(f"/api/profiles/{profile}/enter", json={})
    output = await made(client)
    assert "Adults Only" not in (await client.get(output["m3u_url"])).text
    assert "Adults Only" not in [s["name"] for s in await asked(client, output, "get_live_streams")]
    path = f"{output['id']}/{output['token']}/{adult['stream_id']}.m3u8"
    assert (await client.get(f"/live/{path}")).status_code == 404


async def test_a_channel_plays_through_the_output(client: httpx.AsyncClient) -> None:
    async with serving({"/1.m3u8": MEDIA, "/seg.ts": b"\x47" + bytes(187)}) as base:
        await client.post("/api/playlists", json={"text": LIST.format(base=base)})
        output = await made(client)
        stream = next(s for s in await asked(client, output, "get_live_streams") if s["name"].startswith("BBC"))
        address = f"/live/{output['id']}/{output['token']}/{stream['stream_id']}.m3u8"
        playlist = await client.get(address)
        assert playlist.status_code == 200, playlist.text
        segment = next(line for line in playlist.text.splitlines() if line and not line.startswith("#"))
        assert base not in playlist.text
        assert (await client.get(segment)).content[:1] == b"\x47"
        short = await client.get(address.removeprefix("/live"))
        assert (short.status_code, short.headers["Content-Type"]) == (200, playlist.headers["Content-Type"])
        for name in (stream["stream_id"], f"{stream['stream_id']}.ts"):
            head = await client.head(f"/{output['id']}/{output['token']}/{name}")
            assert (head.status_code, head.headers["Content-Type"]) == (200, "video/mp2t")
        assert (await client.get(f"/{output['id']}/{'x' * 32}/{name}")).status_code == 401


async def test_a_film_is_given_in_ranges(client: httpx.AsyncClient, tmp_path: Path) -> None:
    films = tmp_path / "films"
    films.mkdir()
    (films / "Metropolis (1927).mp4").write_bytes(bytes(range(100)))
    async with running_service(tmp_path / "data", media_folders=str(films)) as other:
        added = await other.post("/api/playlists", json={"folder": str(films)})
        assert added.json().get("movies_imported") == 1, added.text
        output = await made(other)
        [film] = await asked(other, output, "get_vod_streams")
        address = f"/movie/{output['id']}/{output['token']}/{film['stream_id']}.mp4"
        part = await other.get(address, headers={"Range": "bytes=10-19"})
        assert (part.status_code, part.content) == (206, bytes(range(10, 20)))
        (films / "Metropolis (1927).mp4").unlink()
        assert (await other.get(address)).status_code == 404


async def test_who_manages_sees_and_revokes_the_outputs_of_every_profile(client: httpx.AsyncClient) -> None:
    child = (await client.post("/api/profiles", json={"name": "Child", "age_limit": 12})).json()["id"]
    mine = await made(client)
    await client.post(f"/api/profiles/{child}/enter", json={})
    theirs = await made(client)
    assert [one["id"] for one in (await client.get("/api/outputs")).json()["outputs"]] == [theirs["id"]]
    assert (await client.get("/api/outputs", params={"everyone": True})).status_code == 403
    assert (await client.delete(f"/api/outputs/{mine['id']}")).status_code == 404
    client.cookies.clear()
    listed = (await client.get("/api/outputs", params={"everyone": True})).json()["outputs"]
    assert {(one["id"], one["profile"]) for one in listed} == {(mine["id"], "default"), (theirs["id"], child)}
    assert (await client.delete(f"/api/outputs/{theirs['id']}")).status_code == 204
    assert (await client.get(theirs["m3u_url"])).status_code == 401


async def test_a_film_comes_from_its_other_source_where_the_first_fails(client: httpx.AsyncClient) -> None:
    seen: list[Any] = []
    async with serving({"/movie/u/p/2.mp4": b"the film"}, seen) as base:
        for number in (1, 2):
            text = f"#EXTM3U\n#EXTINF:-1,Metropolis (1927)\n{base}/movie/u/p/{number}.mp4\n"
            answer = await client.post("/api/playlists", json={"text": text, "user_agent": f"Player/{number}"})
            assert answer.status_code == 201, answer.text
        output = await made(client)
        (film,) = await asked(client, output, "get_vod_streams")
        path = f"/movie/{output['xtream']['username']}/{output['xtream']['password']}/{film['stream_id']}.mp4"
        assert (await client.get(path)).content == b"the film"
    assert seen[-1].headers["User-Agent"] == "Player/2"


async def test_who_only_asks_for_the_head_of_a_stream_begins_none(client: httpx.AsyncClient) -> None:
    seen: list[Any] = []
    async with serving({"/live/u/p/1.ts": b"\x47" + bytes(187), "/movie/u/p/2.mp4": b"the film"}, seen) as base:
        text = f"#EXTM3U\n#EXTINF:-1,One\n{base}/live/u/p/1.ts\n#EXTINF:-1,Metropolis (1927)\n{base}/movie/u/p/2.mp4\n"
        assert (await client.post("/api/playlists", json={"text": text})).status_code == 201
        output = await made(client)
        who = f"{output['xtream']['username']}/{output['xtream']['password']}"
        channel = next(s for s in await asked(client, output, "get_live_streams") if s["name"] == "One")
        head = await client.head(f"/live/{who}/{channel['stream_id']}.ts")
        assert (head.status_code, head.headers["Content-Type"], seen) == (200, "video/mp2t", [])
        (film,) = await asked(client, output, "get_vod_streams")
        head = await client.head(f"/movie/{who}/{film['stream_id']}.mp4")
        assert (head.status_code, head.headers["Content-Length"], head.content) == (200, "8", b"")
