import gzip
import json
from pathlib import Path

import httpx
import pytest

from prism_media.guide.matching import GuideCandidate, OurChannel, match
from prism_media.guide.places import Place, Places
from prism_media.guide.times import epoch_of, laid_out
from prism_media.guide.xmltv import GuideChannel, GuideProgramme, Item, NotAGuide, Truncated, parse

DATA = Path(__file__).parent / "data" / "xmltv"


def items_of(name: str, cut: int = 64) -> list[Item]:
    content = (DATA / name).read_bytes()
    return list(parse([content[place : place + cut] for place in range(0, len(content), cut)]))


def programmes_of(name: str) -> list[GuideProgramme]:
    return laid_out(item for item in items_of(name) if isinstance(item, GuideProgramme))


@pytest.mark.parametrize(
    ("name", "titles"),
    [
        ("bad_amp_and_ctrl.xml", ["R&B Night", "After"]),
        ("entities_cdata.xml", ["Tom & Jerry <live>"]),
        ("html_entity_undefined.xml", ["Café TV"]),
        ("truncated.xml", ["Whole"]),
        ("windows1251.xml", ["Новости"]),
        ("overlap_dup.xml", ["Long", "Overlap"]),
    ],
)
def test_a_damaged_feed_loses_no_more_than_its_damage(name: str, titles: list[str]) -> None:
    assert [programme.title for programme in programmes_of(name)] == titles


def test_a_truncated_feed_says_so() -> None:
    assert items_of("truncated.xml")[-1] == Truncated()


def test_a_later_start_ends_what_runs() -> None:
    long, overlap = programmes_of("overlap_dup.xml")
    assert long.stop == overlap.start


def test_a_missing_stop_is_the_next_start_or_an_hour() -> None:
    first, second = programmes_of("missing_stop.xml")
    expected = json.loads((DATA.parent / "xmltv_missing_stop.json").read_text())
    assert (first.stop, second.stop) == (expected["A.stop"], second.start + 3600)


@pytest.mark.parametrize("name", ["billion_laughs.xml", "xxe.xml"])
def test_declared_entities_are_never_resolved(name: str) -> None:
    (channel,) = items_of(name)
    assert isinstance(channel, GuideChannel)
    assert channel.names in {("&f;",), ("&x;",)}


def test_a_real_feed_is_read_the_same_from_gzip_and_in_any_cuts() -> None:
    compressed = (DATA / "iptvorg_site_epgshare01.online_content.xml.gz").read_bytes()
    whole = list(parse([gzip.decompress(compressed)]))
    assert sum(isinstance(item, GuideProgramme) for item in whole) == 203
    assert list(parse([compressed[:1000], compressed[1000:]])) == whole


def test_what_is_no_guide_is_refused() -> None:
    with pytest.raises(NotAGuide, match="not an XMLTV guide"):
        list(parse([b"#EXTM3U\n"]))


@pytest.mark.parametrize(
    ("text", "epoch"),
    [
        ("20260410080000 +0200", 1775800800),
        ("20260410080000 -0130", 1775813400),
        ("202604100800", 1775808000),
        ("20260410080000 UTC", 1775808000),
        ("20260410080000.000 +02:00", 1775800800),
        ("20260410080000 BST", 1775804400),
        ("20260410080000 CEST", 1775800800),
        ("20260410080000 EST", 1775826000),
        ("20260410080000 GMT+2", 1775800800),
        ("20260410080000 Europe/Berlin", 1775800800),
        ("20260410080000 nowhere", 1775808000),
        ("2026-04-10T08:00:00Z", 1775808000),
        ("2026-04-10 08:00:00+02:00", 1775800800),
        ("20261310", None),
        ("soon", None),
    ],
)
def test_times_are_read_in_their_zone(text: str, epoch: int | None) -> None:
    assert epoch_of(text) == epoch


def test_channels_are_matched_by_id_then_by_exact_name_and_never_guessed() -> None:
    ours = [
        OurChannel("a", "BBCOne.uk@HD", "", "x"),
        OurChannel("b", "", "", "tvp 1"),
        OurChannel("c", "", "", "tvp 2"),
    ]
    guide = [GuideCandidate(1, "bbcone.UK", ()), GuideCandidate(2, "TVP 1", ("PL: TVP 1 HD",))]
    assert [(m.channel_id, m.guide_channel, m.method) for m in match(ours, guide)] == [
        ("a", 1, "id"),
        ("b", 2, "name"),
    ]


XML = """<tv><channel id="one"><display-name>First Channel HD</display-name></channel>
<programme start="20300101100000 +0000" stop="20300101110000 +0000" channel="one"><title>Café News</title></programme>
<programme start="20300101110000 +0000" stop="20300101120000 +0000" channel="one"><title>Later</title>
<category>Film</category></programme></tv>"""


async def test_an_imported_guide_is_found_by_window_and_search(client: httpx.AsyncClient) -> None:
    await client.post("/api/playlists", json={"text": "#EXTM3U\n#EXTINF:-1,First Channel\nhttp://e/1.m3u8"})
    imported = await client.post("/api/guides", files={"file": ("g.xml.gz", gzip.compress(XML.encode()))})
    assert imported.json()["channels_matched"] == 1
    span = {"from": "2030-01-01T10:30:00Z", "to": "2030-01-01T11:30:00Z", "limit": 1}
    first = (await client.get("/api/guide", params=span)).json()
    rest = (await client.get("/api/guide", params={**span, "cursor": first["next_cursor"]})).json()
    assert [p["title"] for p in first["programmes"] + rest["programmes"]] == ["Café News", "Later"]
    assert rest["programmes"][0]["categories"] == ["Film"]
    found = (await client.get("/api/search", params={"q": "cafe"})).json()
    assert [p["title"] for p in found["programmes"]] == ["Café News"]


async def test_a_guide_imported_before_its_playlist_is_matched_afterwards(client: httpx.AsyncClient) -> None:
    await client.post("/api/guides", json={"text": XML})
    await client.post("/api/playlists", json={"text": "#EXTINF:-1,First Channel\nhttp://e/1.m3u8"})
    guides = (await client.get("/api/guides")).json()["guides"]
    assert [guide["matched"] for guide in guides if guide["name"] == "Pasted guide"] == [1]


async def test_a_bad_guide_changes_nothing(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/guides", json={"text": "hello"})
    assert answer.status_code == 400
    assert len((await client.get("/api/guides")).json()["guides"]) == 1


def test_the_channels_in_memory_are_those_of_lists_and_names() -> None:
    first = Place(row=1, id="a", guide_channel=7, shift=0, catchup_seconds=0.0, rank=10, groups=";News;Local;")
    grown = first._replace(row=2, id="b", rank=20, adult=True)
    other = first._replace(row=3, id="c", rank=30, lead=False)
    places = Places([first, grown, other])
    assert places.listed(None, None, -1, None) == [first, grown]
    assert places.listed("Local", None, 10, 5) == [grown]
    assert places.listed("Loc", None, -1, None) == []
    assert places.listed(None, 12, -1, None) == places.showing(7, 12) == [first]
    assert places.named(["c", "x", "a", "c"], None, None) == [first, other]
