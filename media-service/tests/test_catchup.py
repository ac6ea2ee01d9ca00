from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from prism_media.catalogue.health import Source
from prism_media.relay.catchup import Archive, Archives, NoCatchUp, OutsideArchive, catchup_url

NOW = datetime(2026, 7, 10, 20, 0, tzinfo=UTC)
START = datetime(2026, 7, 10, 18, 5, 30, tzinfo=UTC)
STOP = START + timedelta(minutes=50)
BEGAN, NOON = int(START.timestamp()), int(NOW.timestamp())
LIVE = "http://up.example/ch/index.m3u8?token=t"


@pytest.mark.parametrize(
    ("archive", "expected"),
    [
        (Archive(LIVE, "default", source="http://a.tv/${start}/${end}"), f"http://a.tv/{BEGAN}/{BEGAN + 3000}"),
        (Archive(LIVE, "default", source="/a?t={Y}{m}{d}{H}{M}{S}"), "http://up.example/a?t=20260710180530"),
        (Archive(LIVE, "", source="http://a.tv/{utc:Y-m-d:H-M}/{duration:60}"), "http://a.tv/2026-07-10:18-05/50"),
        (Archive(LIVE, "append", source="?utc={utc}&lutc={lutc}"), f"{LIVE}&utc={BEGAN}&lutc={NOON}"),
        (Archive(LIVE, "append", source="&o=${offset}&d=${duration}&n=${timestamp}"), f"{LIVE}&o=6870&d=3000&n={NOON}"),
        (Archive(LIVE, "append", source="&o={offset:60}&x={unknown}"), f"{LIVE}&o=114&x={{unknown}}"),
        (Archive(LIVE, "shift"), f"{LIVE}&utc={BEGAN}&lutc={NOON}"),
        (Archive("http://up.example/ch", ""), f"http://up.example/ch?utc={BEGAN}&lutc={NOON}"),
        (Archive(LIVE, "fs"), f"http://up.example/ch/index-{BEGAN}-3000.m3u8?token=t"),
        (Archive("http://up.example/ch/mono.m3u8", "flussonic"), f"http://up.example/ch/mono-{BEGAN}-3000.m3u8"),
        (Archive("http://up.example/ch/mpegts?t=1", "flussonic"), f"http://up.example/ch/archive-{BEGAN}-3000.ts?t=1"),
        (Archive("http://x.example:80/live/me/pw/7.ts", "xc"), "http://x.example:80/timeshift/me/pw/50/2026-07-10:18-05/7.ts"),
        (Archive("http://x.example/me/pw/7", "xc"), "http://x.example/timeshift/me/pw/50/2026-07-10:18-05/7.ts"),
        (
            Archive("http://x.example/live/me/pw/7.m3u8", "xc", zone=ZoneInfo("Europe/Berlin")),
            "http://x.example/timeshift/me/pw/50/2026-07-10:20-05/7.m3u8",
        ),
        (
            Archive("http://x.example/live/me/pw/7.m3u8", "xc-php"),
            "http://x.example/streaming/timeshift.php?username=me&password=pw&stream=7&start=2026-07-10:18-05&duration=50",
        ),
        (Archive(LIVE, "vod", source="http://vod.example/{catchup-id}.m3u8"), "http://vod.example/e17.m3u8"),
        (Archive(LIVE, "vod"), "http://up.example/ch/e17"),
        (Archive(LIVE, "append", source="&s={utc}", correction=-1.5), f"{LIVE}&s={BEGAN + 5400}"),
    ],
)  # fmt: skip
def test_each_kind_of_archive_is_asked_in_its_own_words(archive: Archive, expected: str) -> None:
    assert catchup_url(archive, START, STOP, NOW, "e17") == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (LIVE, f"http://up.example/ch/timeshift_abs-{BEGAN}.m3u8?token=t"),
        ("http://up.example/ch/mono.m3u8", f"http://up.example/ch/mono-timeshift_abs-{BEGAN}.m3u8"),
        ("http://up.example/ch/mpegts", f"http://up.example/ch/timeshift_abs-{BEGAN}.ts"),
    ],
)
def test_a_programme_that_is_on_air_goes_on_past_now(url: str, expected: str) -> None:
    assert catchup_url(Archive(url, "flussonic"), START, NOW + timedelta(minutes=5), NOW) == expected


@pytest.mark.parametrize(
    ("start", "stop", "said"),
    [
        (NOW + timedelta(hours=1), None, "not begun"),
        (NOW - timedelta(days=4), None, "goes back 3 days"),
        (START, START, "after start"),
    ],
)
def test_what_the_archive_cannot_have_is_refused(start: datetime, stop: datetime | None, said: str) -> None:
    with pytest.raises(OutsideArchive, match=said):
        catchup_url(Archive(LIVE, "shift", days=3), start, stop, NOW)


@pytest.mark.parametrize("archive", [Archive(LIVE, "magic"), Archive("http://x.example/7", "xc"), Archive(LIVE, "vod")])
def test_an_archive_that_cannot_be_asked_is_refused(archive: Archive) -> None:
    with pytest.raises(NoCatchUp):
        catchup_url(archive, START, STOP, NOW)


def test_a_playlist_that_is_loaded_again_has_the_address_that_it_began_with() -> None:
    now = [NOW.timestamp()]
    archives = Archives(lambda: now[0])
    source = Source("c", "p", "C", LIVE, {}, {"kind": "shift", "days": 1, "source": "", "correction": None})
    first = archives.archived(source, START, STOP)
    now[0] += 60
    assert archives.archived(source, START, STOP).url == first.url != LIVE


def test_a_channel_without_catch_up_says_so() -> None:
    with pytest.raises(NoCatchUp, match="no archive"):
        Archives(NOW.timestamp).archived(Source("c", "p", "C", LIVE, {}), START, STOP)
