import json
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from aiohttp import web

from prism_core.errors import Unavailable
from prism_media.sources.radio.directory import FRESH_SECONDS, Directory
from prism_media.testing import Answer, eventually, running_service, serving
from prism_media.upstream.client import Upstream
from prism_media.upstream.guard import AddressPolicy

UUID = "960e57c5-0601-11e8-ae97-52543be04c81"
STATIONS = json.dumps(
    [
        {
            "stationuuid": UUID,
            "name": " Jazz FM\t",
            "url": "http://jazz.example/pls",
            "url_resolved": "http://jazz.example/stream",
            "country": "The United Kingdom",
            "tags": "jazz,soul,,jazz",
            "codec": "MP3",
            "bitrate": "128",
            "favicon": "http://jazz.example/logo.png",
            "lastcheckok": 1,
        },
        {"stationuuid": "x", "name": "Broken", "url": "http://b.example/", "lastcheckok": 0},
        {"name": "no id", "url": "http://c.example/"},
        "not an object",
    ]
)
SEARCH, BY_UUID, SERVERS, CLICK = (
    "/json/stations/search",
    "/json/stations/byuuid",
    "/json/servers",
    f"/json/url/{UUID}",
)


@pytest.fixture
async def mirror() -> AsyncIterator[tuple[str, dict[str, Answer], list[web.Request]]]:
    files: dict[str, Answer] = {SEARCH: STATIONS, BY_UUID: STATIONS, SERVERS: "[]", CLICK: "{}"}
    seen: list[web.Request] = []
    async with serving(files, seen) as base:
        yield base, files, seen


async def test_a_station_is_found_added_and_removed(
    tmp_path: Path, mirror: tuple[str, dict[str, Answer], list[web.Request]]
) -> None:
    base, _, seen = mirror
    async with running_service(tmp_path, radio_directory=base) as client:
        found = (await client.get("/api/radio", params={"q": "jazz", "country": "GB", "tag": "Jazz"})).json()
        assert found == {
            "stations": [
                {
                    "uuid": UUID,
                    "name": "Jazz FM",
                    "country": "The United Kingdom",
                    "tags": ["jazz", "soul"],
                    "codec": "MP3",
                    "bitrate": 128,
                    "logo": "http://jazz.example/logo.png",
                    "added": None,
                }
            ],
            "source": "radio-browser",
        }
        channel = (await client.post(f"/api/radio/{UUID}")).json()
        assert (channel["name"], channel["kind"], channel["group"]) == ("Jazz FM", "radio", "Radio")
        assert await names(client) == ["Jazz FM"]
        again = (await client.get("/api/radio", params={"q": "jazz", "country": "GB", "tag": "Jazz"})).json()
        assert again["stations"][0]["added"] == channel["id"]
        assert (await client.delete(f"/api/radio/{UUID}")).status_code == 204
        assert await names(client) == []
        assert (await client.delete(f"/api/radio/{UUID}")).status_code == 404
    asked = [request for request in seen if request.path == SEARCH]
    assert len(asked) == 1
    assert (asked[0].query["countrycode"], asked[0].query["tag"]) == ("GB", "jazz")
    assert asked[0].headers["User-Agent"].startswith("Prism/")
    assert not any(request.path == CLICK for request in seen), "counted though nobody listened"


async def test_a_station_that_is_listened_to_is_counted_once_a_day(
    tmp_path: Path, mirror: tuple[str, dict[str, Answer], list[web.Request]]
) -> None:
    base, files, seen = mirror
    files[BY_UUID] = STATIONS.replace("http://jazz.example/stream", f"{base}/stream.m3u8")
    files["/stream.m3u8"] = "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\nsound.aac\n#EXT-X-ENDLIST\n"
    files["/sound.aac"] = b"\xff\xf1" + bytes(400)

    async def counted() -> bool:
        return any(request.path == CLICK for request in seen)

    async with running_service(tmp_path, radio_directory=base) as client:
        channel = (await client.post(f"/api/radio/{UUID}")).json()["id"]
        for _ in range(2):
            index = (await client.get(f"/api/relay/{channel}/index.m3u8")).text
            segment = next(line for line in index.splitlines() if line.startswith("/"))
            assert (await client.get(segment)).status_code == 200
            await eventually(counted)
    assert len([request for request in seen if request.path == CLICK]) == 1


async def names(client: httpx.AsyncClient) -> list[str]:
    answer = await client.get("/api/channels", params={"kind": "radio"})
    return [channel["name"] for channel in answer.json()["channels"]]


async def test_what_was_asked_before_is_told_while_the_directory_is_away(
    tmp_path: Path, mirror: tuple[str, dict[str, Answer], list[web.Request]]
) -> None:
    base, files, _ = mirror
    clock = [1000.0]
    upstream = Upstream(AddressPolicy.from_text("loopback"))
    directory = Directory(upstream, tmp_path, lambda: clock[0], base)
    assert [s.name for s in await directory.search(name="jazz")] == ["Jazz FM"]
    files.clear()
    clock[0] += FRESH_SECONDS + 1
    assert [s.name for s in await directory.search(name="jazz")] == ["Jazz FM"]
    with pytest.raises(Unavailable, match="does not answer"):
        await directory.search(name="rock")
    await upstream.close()


async def test_a_logo_is_no_script(tmp_path: Path, mirror: tuple[str, dict[str, Answer], list[web.Request]]) -> None:
    base, files, _ = mirror
    files[SEARCH] = STATIONS.replace("http://jazz.example/logo.png", "javascript:alert(1)")
    upstream = Upstream(AddressPolicy.from_text("loopback"))
    directory = Directory(upstream, tmp_path, lambda: 0.0, base)
    assert [(s.name, s.logo) for s in await directory.search(name="jazz")] == [("Jazz FM", "")]
    await upstream.close()


async def test_a_directory_that_never_answered_is_a_clear_problem(tmp_path: Path) -> None:
    async with running_service(tmp_path, radio_directory="http://127.0.0.1:9") as client:
        answer = await client.get("/api/radio", params={"q": "jazz"})
    assert answer.status_code == 503
    assert "radio directory does not answer" in answer.json()["detail"]


async def test_the_next_mirror_is_asked_where_one_fails(
    tmp_path: Path, mirror: tuple[str, dict[str, Answer], list[web.Request]]
) -> None:
    base, files, _ = mirror
    files[SERVERS] = json.dumps([{"name": "gone.invalid"}, {"name": "also.invalid"}, {"name": "bad host/"}])
    upstream = Upstream(AddressPolicy.from_text("loopback"))
    directory = Directory(upstream, tmp_path, lambda: 0.0, base)
    assert [s.name for s in await directory.search(tag="jazz")] == ["Jazz FM"]
    await upstream.close()
