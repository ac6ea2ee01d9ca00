import asyncio
from pathlib import Path

import httpx
import pytest
from aiohttp import web

from prism_core.errors import BadInput, UpstreamFailed
from prism_media.catalogue.importer import PlaylistImporter
from prism_media.catalogue.store import CatalogueStore, ChannelFilter
from prism_media.database.engine import database_url, migrate, open_engine
from prism_media.sources.schedule import FIRST_RETRY_SECONDS, LONGEST_RETRY_SECONDS, SPREAD, Refreshable, due
from prism_media.sources.scheduler import Scheduler
from prism_media.sources.values import clock_seconds, decimal, epoch, first, flag, records, whole, year
from prism_media.testing import Answer, eventually, serving

LIST = """#EXTM3U url-tvg="{base}/guide.xml,{base}/other.xml"
#EXTINF:-1 tvg-id="one" group-title="News",One
http://tv.example/1.m3u8
#EXTINF:-1 tvg-id="two" group-title="Sport",Two
http://tv.example/2.m3u8
#EXTINF:-1 group-title="News;Sport",Three
http://tv.example/3.m3u8
"""
GUIDE = """<tv><channel id="one"><display-name>One</display-name></channel>
<programme start="20260101000000 +0000" stop="20360101000000 +0000" channel="one">
<title>News</title></programme></tv>"""


def source(name: str = "a", checked_at: int | None = 0, refresh: int | None = 3600, failures: int = 0) -> Refreshable:
    return Refreshable(name, "playlist", refresh, checked_at, failures=failures)


def test_what_was_never_read_is_due_first() -> None:
    assert [one.id for one in due([source("old", 100), source("new", None)], 100_000)] == ["new", "old"]


def test_what_is_read_by_hand_or_is_off_is_never_due() -> None:
    off = Refreshable("off", "playlist", 3600, None, enabled=False)
    assert due([source(refresh=None), off], 1e12) == []


def test_sources_are_not_all_read_in_the_same_second() -> None:
    times = {source(str(number)).next_at for number in range(20)}
    assert len(times) == 20
    assert all(3600 <= (at or 0) <= 3600 * (1 + SPREAD) for at in times)


@pytest.mark.parametrize("failures", [1, 2, 5, 50])
def test_a_source_that_fails_is_asked_more_and_more_seldom(failures: int) -> None:
    wait = source(refresh=86_400, failures=failures).next_at or 0
    expected = min(FIRST_RETRY_SECONDS * 2 ** (failures - 1), LONGEST_RETRY_SECONDS)
    assert expected <= wait <= expected * (1 + SPREAD)


async def test_one_dead_source_delays_no_other_and_ends_no_schedule() -> None:
    read: list[str] = []
    stuck = asyncio.Event()

    async def listed() -> list[Refreshable]:
        return [source("dead", None), source("broken", None), *([] if "fine" in read else [source("fine", None)])]

    async def refresh(one: Refreshable) -> None:
        read.append(one.id)
        if one.id == "dead":
            await stuck.wait()
        if one.id == "broken":
            raise RuntimeError("unforeseen")

    async def both() -> bool:
        return {"fine", "broken"} <= set(read)

    scheduler = Scheduler(listed, refresh, lambda: 1e9, poll=0.01)
    scheduler.start()
    await eventually(both)
    await scheduler.close()
    assert read.count("dead") == 1


async def test_what_fails_is_left_alone_for_a_while() -> None:
    read: list[str] = []

    async def listed() -> list[Refreshable]:
        return [source("a", None if not read else 1_000_000, failures=len(read[:1]))]

    async def refresh(one: Refreshable) -> None:
        read.append(one.id)
        raise UpstreamFailed("gone")

    async def looked() -> bool:
        return bool(read)

    scheduler = Scheduler(listed, refresh, lambda: 1_000_001.0, poll=0.01)
    scheduler.start()
    await eventually(looked)
    await scheduler.close()
    assert read == ["a"]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (whole("7.0"), 7),
        (whole(True), None),
        (whole("x"), None),
        (whole("1e400"), None),
        (decimal("8,3"), 8.3),
        (decimal("nan"), None),
        (flag("1"), True),
        (flag(0), False),
        (epoch("1700000000"), 1_700_000_000),
        (epoch(1_700_000_000_000), 1_700_000_000),
        (epoch("2024-05-01 12:00:00"), 1_714_564_800),
        (epoch("0000-00-00"), None),
        (year(None, "", "Film (1999)"), 1999),
        (year("123456"), None),
        (first({"a": None, "b": [], "c": 5}, "a", "b", "c"), "5"),
        (len(records({"1": {"a": 1}, "2": [{"b": 2}], "3": None})), 2),
        (records("x"), []),
        (clock_seconds("-1:00"), None),
    ],
)
def test_values_of_any_type_are_read_without_failing(found: object, expected: object) -> None:
    assert found == expected


@pytest.fixture
def files() -> dict[str, Answer]:
    return {"/guide.xml": GUIDE}


async def names(client: httpx.AsyncClient) -> list[str]:
    listed = (await client.get("/api/channels")).json()["channels"]
    return [channel["name"] for channel in listed if not channel["name"].startswith("Prism")]


async def test_groups_are_switched_off_and_on_again(client: httpx.AsyncClient) -> None:
    made = (await client.post("/api/playlists", json={"text": LIST, "groups_off": ["Sport"]})).json()["id"]
    assert await names(client) == ["One", "Three"]
    groups = (await client.get(f"/api/playlists/{made}/groups")).json()["groups"]
    assert groups == [{"name": "News", "count": 2, "on": True}, {"name": "Sport", "count": 2, "on": False}]
    answer = await client.patch(f"/api/playlists/{made}", json={"groups_off": [], "name": "Mine"})
    assert (answer.json()["name"], answer.json()["groups_off"]) == ("Mine", [])
    assert await names(client) == ["One", "Two", "Three"]
    await client.patch(f"/api/playlists/{made}", json={"enabled": False})
    assert await names(client) == []


async def test_settings_are_kept_through_a_refresh(client: httpx.AsyncClient, files: dict[str, Answer]) -> None:
    async with serving(files) as base:
        files["/list.m3u"] = LIST.format(base=base)
        body = {"url": f"{base}/list.m3u", "name": "Mine", "refresh_seconds": 600, "groups_off": ["Sport"]}
        made = (await client.post("/api/playlists", json=body)).json()["id"]
        await client.post(f"/api/playlists/{made}/refresh")
    shown = (await client.get("/api/playlists")).json()["playlists"][-1]
    assert (shown["name"], shown["refresh_seconds"], shown["groups_off"]) == ("Mine", 600, ["Sport"])
    assert shown["next_refresh_at"] > shown["checked_at"]
    assert await names(client) == ["One", "Three"]


async def test_the_guides_of_a_playlist_come_in_the_background_and_go_with_it(
    client: httpx.AsyncClient, files: dict[str, Answer]
) -> None:
    async def told() -> bool:
        guides = (await client.get("/api/guides")).json()["guides"]
        return sorted(g["matched"] for g in guides if g["name"] == "Mine") == [0, 1]

    async with serving(files) as base:
        files["/list.m3u"] = LIST.format(base=base)
        made = await client.post("/api/playlists", json={"url": f"{base}/list.m3u", "name": "Mine"})
        assert made.json()["guide_urls"] == [f"{base}/guide.xml", f"{base}/other.xml"]
        await eventually(told)
    await client.delete(f"/api/playlists/{made.json()['id']}")
    assert [g["name"] for g in (await client.get("/api/guides")).json()["guides"]] == ["Prism"]


async def test_a_source_is_asked_as_its_settings_say(client: httpx.AsyncClient, files: dict[str, Answer]) -> None:
    seen: list[web.Request] = []
    async with serving(files, seen) as base:
        files["/list.m3u"] = LIST.format(base="http://127.0.0.1:9")
        await client.post("/api/playlists", json={"url": f"{base}/list.m3u", "user_agent": "VLC/3.0"})
    assert seen[0].headers["User-Agent"] == "VLC/3.0"


async def test_a_failure_is_told_without_the_address(client: httpx.AsyncClient, files: dict[str, Answer]) -> None:
    async with serving(files) as base:
        files["/s3cret.m3u"] = LIST.format(base=base)
        made = (await client.post("/api/playlists", json={"url": f"{base}/s3cret.m3u", "name": "Mine"})).json()["id"]
        del files["/s3cret.m3u"]
        answer = await client.post(f"/api/playlists/{made}/refresh")
    assert answer.status_code == 502
    shown = (await client.get("/api/playlists")).json()["playlists"][-1]
    assert shown["failure"] == answer.json()["detail"]
    assert "s3cret" not in shown["failure"]
    assert await names(client) == ["One", "Two", "Three"]


async def test_sources_change_places(client: httpx.AsyncClient) -> None:
    for name in ("Alpha", "Beta"):
        await client.post("/api/playlists", json={"text": f"#EXTINF:-1,{name}\nhttp://tv.example/{name}", "name": name})
    beta = (await client.get("/api/playlists")).json()["playlists"][-1]["id"]
    await client.patch(f"/api/playlists/{beta}", json={"position": 1})
    assert [p["name"] for p in (await client.get("/api/playlists")).json()["playlists"]] == ["Prism", "Beta", "Alpha"]
    assert await names(client) == ["Beta", "Alpha"]


@pytest.mark.parametrize(
    "body", [{}, {"url": "ftp://x"}, {"xtream": {"server": "x"}}, {"url": "http://x/", "refresh_seconds": 5}]
)
async def test_what_is_no_source_is_refused(client: httpx.AsyncClient, body: dict[str, object]) -> None:
    answer = await client.post("/api/playlists", json=body)
    assert answer.status_code == 400


async def test_a_guide_that_two_playlists_point_to_outlives_the_first(client: httpx.AsyncClient) -> None:
    files: dict[str, Answer] = {"/guide.xml": GUIDE}
    async with serving(files) as base:
        for name in ("/a.m3u", "/b.m3u"):
            files[name] = LIST.format(base=base).replace(f",{base}/other.xml", "")
        ids = [
            (await client.post("/api/playlists", json={"url": base + name})).json()["id"]
            for name in ("/a.m3u", "/b.m3u")
        ]
        for source, left in zip(ids, (1, 0), strict=True):
            await client.delete(f"/api/playlists/{source}")
            guides = (await client.get("/api/guides")).json()["guides"]
            assert len([guide for guide in guides if guide["name"] != "Prism"]) == left


async def test_a_schedule_whose_turn_it_is_not_reads_nothing() -> None:
    looked: list[str] = []

    async def listed() -> list[Refreshable]:
        looked.append("listed")
        return []

    async def refresh(due: Refreshable) -> None:
        raise AssertionError(due)

    asked = asyncio.Event()

    async def turn() -> bool:
        asked.set()
        return False

    scheduler = Scheduler(listed, refresh, lambda: 0.0, turn=turn)
    scheduler.start()
    await asked.wait()
    await scheduler.close()
    assert looked == []


async def test_a_list_of_more_channels_than_fit_into_memory_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    await migrate(database_url(tmp_path))
    engine = open_engine(database_url(tmp_path))
    store = CatalogueStore(engine)
    importer = PlaylistImporter(store, lambda: 0.0, most_channels=2)
    channel = b"#EXTINF:-1,A\nhttp://tv.example/1.m3u8\n"
    assert (await importer.from_chunks([channel * 2], "list", "List")).channels_imported == 2
    with pytest.raises(BadInput, match="more than 2 channels"):
        await importer.from_chunks([channel * 3], "list", "List")
    assert (await store.page(ChannelFilter(playlist="list"), None, 10))[1] == 2
    await engine.dispose()
