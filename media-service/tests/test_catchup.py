from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from aiohttp import web

from prism_media.catalogue.health import Source
from prism_media.relay.catchup import Archive, Archives, NoCatchUp, OutsideArchive, archive_of, catchup_url
from prism_media.sources.xtream.account import account_of
from prism_media.testing import running_service, serving

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
        (Archive("http://up.example/ch/mpegts", "flussonic-hls"), f"http://up.example/ch/index-{BEGAN}-3000.m3u8"),
        (Archive("http://x.example/live/me/pw/7.ts?t=/1", "xc"), "http://x.example/timeshift/me/pw/50/2026-07-10:18-05/7.ts?t=/1"),
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


async def test_a_playlist_that_is_loaded_again_has_the_address_that_it_began_with() -> None:
    now = [NOW.timestamp()]
    archives = Archives(lambda: now[0])
    source = Source("c", "p", "C", LIVE, {}, {"kind": "shift", "days": 1, "source": "", "correction": None})
    first = await archives.archived("c", source, START, STOP)
    now[0] += 60
    assert (await archives.archived("c", source, START, STOP)).url == first.url != LIVE


async def test_a_channel_without_catch_up_says_so() -> None:
    with pytest.raises(NoCatchUp, match="no archive"):
        await Archives(NOW.timestamp).archived("c", Source("c", "p", "C", LIVE, {}), START, STOP)


@pytest.mark.parametrize(("month", "asked"), [(1, "2026-01-10:20-05"), (7, "2026-07-10:21-05")])
@pytest.mark.parametrize("said", ["Europe/Athens", "Athens summer"])
async def test_a_provider_in_another_zone_is_asked_by_its_own_clock(month: int, asked: str, said: str) -> None:
    start = datetime(2026, month, 10, 18, 5, tzinfo=UTC)
    now = start + timedelta(hours=3)
    shown = (now.astimezone(ZoneInfo("Europe/Athens"))).strftime("%Y-%m-%d %H:%M:%S")
    server = {"timezone": said, "time_now": shown, "timestamp_now": str(int(now.timestamp()) + 2)}
    answer = {"user_info": {"auth": 1}, "server_info": server}
    account = account_of(answer, "x.example", now.timestamp()).stored()
    live = Source("c", "p", "C", "http://x.example/live/me/pw/7.ts", {}, {"kind": "xc", "days": 7}, account=account)
    found = await Archives(now.timestamp).archived("c", live, start, start + timedelta(minutes=50))
    assert found.url == f"http://x.example/timeshift/me/pw/50/{asked}/7.ts"


def test_a_zone_goes_through_the_change_to_summer_time_and_a_clock_that_belies_it_counts() -> None:
    winter = datetime(2026, 3, 28, 12, tzinfo=UTC)
    server = {"timezone": "Europe/Athens", "time_now": "2026-03-28 14:00:00", "timestamp_now": winter.timestamp()}
    account = account_of({"user_info": {"auth": 1}, "server_info": server}, "x.example", 0).stored()
    source = Source("c", "p", "C", "http://x.example/live/me/pw/7.ts", {}, {"kind": "xc", "days": 7}, account=account)
    summer = catchup_url(archive_of(source), winter + timedelta(days=2), None, winter + timedelta(days=3))
    assert summer.endswith("/2026-03-30:15-00/7.ts")
    wrong = account_of({"user_info": {"auth": 1}, "server_info": {**server, "time_now": "2026-03-28 13:00:00"}}, "x", 0)
    assert (wrong.timezone, wrong.offset_seconds) == (None, 3600)


GUIDE = """<tv><channel id="one"><display-name>One</display-name></channel>
<programme start="{start} +0000" stop="{stop} +0000" channel="one" catchup-id="e17"><title>News</title></programme>
</tv>"""


@pytest.mark.parametrize("by", ["times", "programme"])
async def test_an_archive_by_names_is_asked_for_what_the_guide_calls_the_programme(tmp_path: Path, by: str) -> None:
    start = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=2)
    stop = start + timedelta(hours=1)
    playlist = "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n/s.ts\n#EXT-X-ENDLIST\n"
    seen: list[web.Request] = []
    async with serving({"/e17.m3u8": playlist}, seen) as base, running_service(tmp_path) as client:
        entry = f'#EXTINF:-1 tvg-id="one" catchup="vod" catchup-source="{base}/{{catchup-id}}.m3u8",One'
        made = await client.post("/api/playlists", json={"text": f"#EXTM3U\n{entry}\n{base}/live.m3u8\n"})
        assert made.status_code == 201, made.text
        text = GUIDE.format(start=f"{start:%Y%m%d%H%M%S}", stop=f"{stop:%Y%m%d%H%M%S}")
        made = await client.post("/api/guides", files={"file": ("guide.xml", text)})
        assert made.status_code in {201, 202}, made.text
        channel = (await client.get("/api/channels", params={"q": "one"})).json()["channels"][0]["id"]
        times = {"start": start.isoformat(), "stop": stop.isoformat()}
        query = times if by == "times" else {"programme_id": f"{channel}-{int(start.timestamp())}"}
        index = await client.get(f"/api/relay/{channel}/index.m3u8", params=query)
        assert (index.status_code, [request.path for request in seen]) == (200, ["/e17.m3u8"]), index.text
        unknown = await client.get(f"/api/relay/{channel}/index.m3u8", params={"programme_id": f"{channel}-1"})
        assert unknown.status_code == 404
