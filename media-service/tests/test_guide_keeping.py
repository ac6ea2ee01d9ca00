from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from prism_media.testing import Answer, running_service, serving

NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture(autouse=True)
def moment() -> None:
    """The moment of each test is its own: all tests together may take longer than a programme."""
    global NOW
    NOW = datetime.now(UTC).replace(microsecond=0)


def stamp(hours: float) -> str:
    return (NOW + timedelta(hours=hours)).strftime("%Y%m%d%H%M%S +0000")


def iso(hours: float) -> str:
    return (NOW + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%SZ")


def feed(*programmes: tuple[float, str], channel: str = "one", extra: str = "", end: str = "</tv>") -> str:
    shown = "".join(
        f'<programme start="{stamp(start)}" stop="{stamp(start + 1)}" channel="{channel}">'
        f"<title>{title}</title>{extra}</programme>"
        for start, title in programmes
    )
    return f'<tv><channel id="{channel}"><display-name>First</display-name></channel>{shown}{end}'


async def titles(client: httpx.AsyncClient, **asked: object) -> list[str]:
    span = {"from": iso(-24), "to": iso(24), **asked}
    return [one["title"] for one in (await client.get("/api/guide", params=span)).json()["programmes"]]


async def add_channel(client: httpx.AsyncClient, attributes: str = "", name: str = "First") -> str:
    await client.post("/api/playlists", json={"text": f"#EXTINF:-1 {attributes},{name}\nhttp://e/1.m3u8"})
    return str((await client.get("/api/channels", params={"q": name})).json()["channels"][0]["id"])


@pytest.fixture
async def quiet(tmp_path: Path) -> httpx.AsyncClient:
    async with running_service(tmp_path, demo_channels=False) as client:
        yield client


async def test_what_is_over_is_kept_when_a_feed_no_longer_has_it(quiet: httpx.AsyncClient) -> None:
    await add_channel(quiet, 'catchup="shift" catchup-days="1"')
    files: dict[str, Answer] = {"/g.xml": feed((-30, "Too long ago"), (-3, "Over"), (-0.5, "Running"), (1, "Old plan"))}
    async with serving(files) as upstream:
        await quiet.post("/api/guides", json={"url": f"{upstream}/g.xml"})
        files["/g.xml"] = feed((-0.5, "Running"), (1, "New plan"))
        await quiet.post("/api/guides", json={"url": f"{upstream}/g.xml"})
    assert await titles(quiet) == ["Over", "Running", "New plan"]
    shown = (await quiet.get("/api/guide", params={"from": iso(-48), "to": iso(24)})).json()["programmes"]
    assert [one["catchup"] for one in shown] == [False, True, True, False]


async def test_a_feed_that_was_cut_off_does_not_replace_a_whole_one(quiet: httpx.AsyncClient) -> None:
    await add_channel(quiet)
    files: dict[str, Answer] = {"/g.xml": feed((0, "One"), (1, "Two"), (2, "Three"))}
    async with serving(files) as upstream:
        await quiet.post("/api/guides", json={"url": f"{upstream}/g.xml"})
        files["/g.xml"] = feed((0, "One"), end="<programme start")
        answer = await quiet.post("/api/guides", json={"url": f"{upstream}/g.xml"})
    assert answer.status_code == 400
    assert "ended early" in answer.json()["detail"]
    assert await titles(quiet) == ["One", "Two", "Three"]
    (guide,) = (await quiet.get("/api/guides")).json()["guides"]
    assert "ended early" in guide["failure"]


async def test_a_guide_chosen_by_hand_survives_imports_until_it_is_unchosen(quiet: httpx.AsyncClient) -> None:
    channel = await add_channel(quiet)
    await quiet.post("/api/guides", json={"text": feed((0, "By name"))})
    await quiet.put(f"/api/channels/{channel}/guide", json={"xml_id": "two", "shift_seconds": 3600})
    await quiet.post("/api/guides", json={"text": feed((0, "By hand"), channel="two").replace("First", "Second")})
    shown = (await quiet.get("/api/guide", params={"from": iso(-24), "to": iso(24)})).json()["programmes"]
    assert [(one["title"], one["start"]) for one in shown] == [("By hand", iso(1))]
    await quiet.put(f"/api/channels/{channel}/guide", json={"xml_id": ""})
    assert await titles(quiet) == []
    await quiet.delete(f"/api/channels/{channel}/guide")
    assert await titles(quiet) == ["By name"]


async def test_of_two_guides_the_higher_priority_tells_and_an_off_one_does_not(quiet: httpx.AsyncClient) -> None:
    await add_channel(quiet, 'tvg-shift="-1"')
    first = (await quiet.post("/api/guides", json={"text": feed((0, "First guide"))})).json()["id"]
    second = (await quiet.post("/api/guides", json={"text": feed((0, "Second guide"))})).json()["id"]
    assert await titles(quiet) == ["First guide"]
    await quiet.patch(f"/api/guides/{second}", json={"priority": 1, "shift_seconds": 7200})
    shown = (await quiet.get("/api/guide", params={"from": iso(-24), "to": iso(24)})).json()["programmes"]
    assert [(one["title"], one["start"]) for one in shown] == [("Second guide", iso(1))]
    await quiet.patch(f"/api/guides/{second}", json={"enabled": False})
    assert await titles(quiet) == ["First guide"]
    assert (await quiet.patch(f"/api/guides/{first}", json={"name": None})).status_code == 400


async def test_candidates_are_offered_best_first_and_weak_ones_are_not_taken(quiet: httpx.AsyncClient) -> None:
    channel = await add_channel(quiet, name="First Kids Extra")
    imported = (await quiet.post("/api/guides", json={"text": feed((0, "x"))})).json()
    assert imported["channels_matched"] == 0
    assert "0 of 1 guide channels match" in imported["diagnosis"]
    offered = (await quiet.get(f"/api/channels/{channel}/guide/candidates")).json()["candidates"]
    assert [(one["xml_id"], one["method"], one["score"] < 0.8) for one in offered] == [("one", "similar", True)]


async def test_a_limited_profile_neither_finds_nor_reads_what_is_for_older_ones(quiet: httpx.AsyncClient) -> None:
    await add_channel(quiet)
    rating = '<desc>Blood</desc><rating system="FSK"><value>18</value></rating>'
    await quiet.post("/api/guides", json={"text": feed((-0.5, "Slaughter"), (0.5, "More"), extra=rating)})
    assert await titles(quiet, q="slaughter") == ["Slaughter"]
    child = (await quiet.post("/api/profiles", json={"name": "Child", "age_limit": 12})).json()["id"]
    await quiet.post(f"/api/profiles/{child}/enter", json={})
    shown = (await quiet.get("/api/guide", params={"from": iso(-24), "to": iso(24)})).json()["programmes"]
    assert {(one["title"], one["description"]) for one in shown} == {("Not for this profile", None)}
    assert await titles(quiet, q="slaughter") == await titles(quiet, q="s") == []
    brief = (await quiet.get("/api/guide/now/brief")).json()["channels"]
    assert [one["now"]["title"] for one in brief.values()] == ["Not for this profile"]


async def test_search_finds_titles_first_then_people_and_short_beginnings(client: httpx.AsyncClient) -> None:
    await add_channel(client)
    extra = "<credits><actor>Greta Holm</actor></credits>"
    await client.post("/api/guides", json={"text": feed((-0.5, "Late News"), (0.5, "Film"), extra=extra)})
    await client.post("/api/guides", json={"text": feed((2, "Greta")), "name": "other"})
    assert await titles(client, q="greta") == ["Late News", "Film"]
    assert await titles(client, q="news") == ["Late News"]
    assert await titles(client, q="ne") == ["Late News"]
    brief = (await client.get("/api/guide/now/brief")).json()["channels"]
    assert "Late News" in {one["now"]["title"] for one in brief.values() if one["now"]}


@pytest.mark.parametrize("typed", ["ガンダ", "뉴스", "हिन्दी", "before", "new kit"])
async def test_words_of_every_script_and_unfinished_ones_are_found(client: httpx.AsyncClient, typed: str) -> None:
    await add_channel(client)
    await client.post(
        "/api/guides", json={"text": feed((1, "ガンダム 뉴스 हिन्दी"), (2, "Be Fore Before the New Kitchen"))}
    )
    assert len(await titles(client, q=typed)) == 1


async def test_a_sign_within_a_word_parts_it_as_the_index_does(quiet: httpx.AsyncClient) -> None:
    await add_channel(quiet)
    await quiet.post("/api/guides", json={"text": feed((1, "Be Fore"))})
    assert await titles(quiet, q="be😀for") == ["Be Fore"]
    assert await titles(quiet, q="😀😀😀") == []


async def test_where_many_words_begin_so_titles_come_first_and_none_is_lost(client: httpx.AsyncClient) -> None:
    await add_channel(client)
    told = "".join(
        f'<programme start="{stamp(n)}" stop="{stamp(n + 1)}" channel="one"><title>{title}</title><desc>{told}</desc>'
        "</programme>"
        for n, (title, told) in enumerate((("First", "newsroom"), *((f"New{chr(97 + n)}s", "") for n in range(26))))
    )
    extra = "".join(f"new{first}{second} " for first in "bcdfg" for second in "bcdfghjk")
    many = told.replace("newsroom", f"newsroom {extra}", 1)
    feed_of_it = f'<tv><channel id="one"><display-name>First</display-name></channel>{many}</tv>'
    await client.post("/api/guides", json={"text": feed_of_it})
    found = await titles(client, q="new")
    assert (found[0], found[-1], len(found)) == ("Newas", "First", 27)


async def test_pages_of_now_and_next_go_through_all_channels(quiet: httpx.AsyncClient) -> None:
    lines = "".join(f'#EXTINF:-1 tvg-id="one" group-title="G{n % 2}",Number {n}\nhttp://e/{n}.m3u8\n' for n in range(5))
    await quiet.post("/api/playlists", json={"text": lines})
    await quiet.post("/api/guides", json={"text": feed((-0.5, "On"))})
    first = (await quiet.get("/api/guide/now", params={"limit": 3})).json()
    rest = (await quiet.get("/api/guide/now", params={"limit": 3, "cursor": first["next_cursor"]})).json()
    assert (len(first["channels"]), len(rest["channels"]), rest["next_cursor"]) == (3, 2, None)
    assert len((await quiet.get("/api/guide/now", params={"group": "G1"})).json()["channels"]) == 2


async def test_pages_of_all_channels_begin_with_the_first_ones_and_tell_each_programme_once(
    quiet: httpx.AsyncClient,
) -> None:
    lines = "".join(f'#EXTINF:-1 tvg-id="one",Number {n}\nhttp://e/{n}.m3u8\n' for n in range(120))
    await quiet.post("/api/playlists", json={"text": lines})
    await quiet.post("/api/guides", json={"text": feed((0, "On"), (1, "Then"))})
    asked: dict[str, object] = {"from": iso(0), "to": iso(6), "limit": 70}
    told: list[str] = []
    while len(told) == 0 or "cursor" in asked:
        page = (await quiet.get("/api/guide", params=asked)).json()
        told += [one["id"] for one in page["programmes"]]
        asked.pop("cursor", None)
        asked |= {"cursor": page["next_cursor"]} if page["next_cursor"] else {}
    rows = (await quiet.get("/api/channels", params={"limit": 1000})).json()["channels"]
    first = {row["id"] for row in rows[:100]}
    assert len(told) == len(set(told)) == 240
    assert {one.rpartition("-")[0] for one in told[:200]} == first


async def test_a_large_feed_is_imported_by_the_worker_as_by_a_thread(quiet: httpx.AsyncClient) -> None:
    await add_channel(quiet)
    many = feed(*((n, f"Programme {n}") for n in range(-20, 3000)))
    imported = await quiet.post("/api/guides", files={"file": ("g.xml", many.encode())})
    assert (imported.json()["programmes_imported"], imported.json()["channels_matched"]) == (3020, 1)
    assert (await titles(quiet, q="programme 17"))[:1] == ["Programme 17"]
