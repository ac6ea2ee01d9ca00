import os
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
import pytest
from pydantic import ValidationError

from prism_media.guide.feed import Feed, open_feed
from prism_media.guide.items import GuideProgramme, Item
from prism_media.guide.seams import corrections
from prism_media.guide.times import epoch_of
from prism_media.guide.xmltv import Reader, Wishes, parse
from prism_media.settings import Settings
from prism_media.testing import running_service

BEGIN = datetime(2030, 1, 1, tzinfo=UTC)


def stamp(hours: float) -> str:
    return (BEGIN + timedelta(hours=hours)).strftime("%Y%m%d%H%M%S +0000")


def programme(hours: float, channel: str, inside: str = "", stop: str = "") -> str:
    return (
        f'<programme start="{stamp(hours)}" {stop}channel="{channel}"><title>At {hours:g}</title>{inside}</programme>\n'
    )


def by_time(hours: int, inside: str = "") -> str:
    """A feed in the order of time, so that each half tells every channel."""
    return "<tv>" + "".join(programme(hour, name, inside) for hour in range(hours) for name in ("a", "b")) + "</tv>"


def read(feed: Feed, count: int) -> list[Item]:
    items: list[Item] = []
    for part in feed.parts(count):
        reader = Reader(Wishes())
        for chunk in part.chunks():
            items += reader.feed(chunk)
    return items


@pytest.mark.parametrize("inside", ["", "<!-- <programme></programme> -->", "<desc><![CDATA[</programme>]]></desc>"])
def test_parts_together_say_what_the_whole_feed_says(tmp_path: Path, inside: str) -> None:
    text = by_time(50, inside).encode()
    (tmp_path / "g.xml").write_bytes(text)
    with (tmp_path / "g.xml").open("rb") as file, open_feed(file) as feed:
        assert len(feed.parts(4)) == 4
        assert read(feed, 4) == read(feed, 7) == list(parse([text]))


def test_a_feed_without_programmes_stays_in_one_part(tmp_path: Path) -> None:
    (tmp_path / "g.xml").write_bytes(b'<tv><channel id="a"/></tv>')
    with (tmp_path / "g.xml").open("rb") as file, open_feed(file) as feed:
        assert len(feed.parts(2)) == 1


@pytest.mark.parametrize(
    ("placed", "open_ends", "expected"),
    [
        ([(1, 0, 10), (2, 10, 20)], set(), ([], [])),
        ([(1, 0, 15), (2, 10, 20)], set(), ([], [(10, 1)])),
        ([(1, 0, 10), (2, 0, 12), (3, 11, 20)], set(), ([2], [])),
        ([(1, 0, 3600), (2, 7200, 9000)], {0}, ([], [(7200, 1)])),
    ],
)
def test_where_parts_meet_nothing_is_double_or_overlaps(
    placed: list[tuple[int, int, int]], open_ends: set[int], expected: tuple[list[int], list[tuple[int, int]]]
) -> None:
    assert corrections(placed, open_ends) == expected


async def test_a_large_feed_in_the_order_of_time_has_neither_gaps_nor_overlaps(tmp_path: Path) -> None:
    many = by_time(300, "<desc>" + "x" * 600 + "</desc>")
    async with running_service(tmp_path, demo_channels=False) as client:
        await client.post("/api/playlists", json={"text": '#EXTINF:-1 tvg-id="a",A\nhttp://e/1.m3u8'})
        imported = (await client.post("/api/guides", files={"file": ("g.xml", many.encode())})).json()
        assert (imported["programmes_imported"], imported["channels_imported"]) == (600, 2)
        span = {"from": "2030-01-01T00:00:00Z", "to": "2030-01-14T00:00:00Z", "limit": 2000}
        shown = (await client.get("/api/guide", params=span)).json()["programmes"]
    assert len(shown) == 300
    assert all(one["stop"] == then["start"] for one, then in pairwise(shown))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20300115200000", "2030-01-15T19:00:00+00:00"),
        ("20300715200000", "2030-07-15T18:00:00+00:00"),
        ("20300331023000", "2030-03-31T01:30:00+00:00"),  # left out in spring
        ("20301027023000", "2030-10-27T00:30:00+00:00"),  # comes twice in autumn
        ("20300115200000 +0000", "2030-01-15T20:00:00+00:00"),
    ],
)
def test_times_without_a_zone_are_in_the_one_that_is_set(text: str, expected: str) -> None:
    assert epoch_of(text, ZoneInfo("Europe/Berlin")) == int(datetime.fromisoformat(expected).timestamp())


def test_a_feed_is_read_in_the_zone_that_is_set() -> None:
    text = b'<tv><programme start="20300715200000" channel="a"><title>T</title></programme></tv>'
    (item,) = parse([text], Wishes(zone="Europe/Berlin"))
    assert isinstance(item, GuideProgramme)
    assert datetime.fromtimestamp(item.start, UTC).hour == 18


@pytest.mark.parametrize("zone", ["Berlin", "../etc/passwd", "Europe"])
def test_a_zone_that_does_not_exist_is_refused_at_the_start(tmp_path: Path, zone: str) -> None:
    with pytest.raises(ValidationError, match=f"PRISM_GUIDE_TIME_ZONE '{zone}' is no time zone"):
        Settings.model_validate({"data_dir": tmp_path, "guide_time_zone": zone})


NIGHT = """<tv>
<programme start="20300331010000 +0100" stop="20300331030000 +0200" channel="a"><title>One</title></programme>
<programme start="20300331030000 +0200" stop="20300331040000 +0200" channel="a"><title>Two</title></programme></tv>"""


async def test_in_the_night_that_lacks_an_hour_the_window_is_as_long_as_the_clock_ran(
    client: httpx.AsyncClient,
) -> None:
    await client.post("/api/playlists", json={"text": '#EXTINF:-1 tvg-id="a",A\nhttp://e/1.m3u8'})
    await client.post("/api/guides", json={"text": NIGHT})
    span = {"from": "2030-03-31T00:00:00+01:00", "to": "2030-03-31T03:00:00+02:00"}
    shown = (await client.get("/api/guide", params=span)).json()["programmes"]
    assert [(one["title"], one["start"], one["stop"]) for one in shown] == [
        ("One", "2030-03-31T00:00:00Z", "2030-03-31T01:00:00Z")
    ]


def test_reading_a_part_moves_no_place_that_processes_share(tmp_path: Path) -> None:
    (tmp_path / "g.xml").write_text(by_time(3))
    with (tmp_path / "g.xml").open("rb", buffering=0) as file, open_feed(file) as feed:
        assert sum(len(chunk) for chunk in feed.chunks()) == os.fstat(file.fileno()).st_size
        assert file.tell() == 0
