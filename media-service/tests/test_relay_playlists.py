"""What becomes of playlists: addresses, variables, programme times, low latency."""

import asyncio
import json
import re
from typing import Any

import pytest
from aiohttp import web

from prism_media.relay.clock import ChannelClock
from prism_media.relay.outline import Outline, outline
from prism_media.relay.playlist import Kind, rewrite
from prism_media.relay.testing import relaying
from prism_media.testing import Answer, serving

BASE = "https://up.example/dir/list.m3u8?token=1"


def named(url: str, kind: Kind) -> str:
    return f"/ours/{kind}?{url}"


def live(first: int, count: int = 3, lead: str = "", name: str = "s") -> str:
    segments = "".join(f"#EXTINF:2,\n{name}{number}.ts\n" for number in range(first, first + count))
    return f"#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:{first}\n{lead}{segments}"


def seen(text: str) -> Outline:
    found = outline(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("line", "ours"),
    [
        ("seg.ts", "/ours/segment?https://up.example/dir/seg.ts"),
        ("/seg.ts", "/ours/segment?https://up.example/seg.ts"),
        ("//cdn.example/seg.ts", "/ours/segment?https://cdn.example/seg.ts"),
        ("../a/./seg.ts", "/ours/segment?https://up.example/a/seg.ts"),
        ("?n=1", "/ours/segment?https://up.example/dir/list.m3u8?n=1"),
        ("http://cdn.example/a:b.ts", "/ours/segment?http://cdn.example/a:b.ts"),
        ("file:///etc/passwd", "/ours/segment?file:///etc/passwd"),
        ('#EXT-X-MAP:URI="i.mp4",BYTERANGE="720@0"', '#EXT-X-MAP:URI="/ours/segment?https://up.example/dir/i.mp4",BYTERANGE="720@0"'),
        ("#EXT-X-MAP:URI=i.mp4", '#EXT-X-MAP:URI="/ours/segment?https://up.example/dir/i.mp4"'),
        ('#EXT-X-KEY:METHOD=SAMPLE-AES,URI="skd://a"', '#EXT-X-KEY:METHOD=SAMPLE-AES,URI="skd://a"'),
        ('#EXT-X-KEY:METHOD=AES-128,URI="data:,a"', '#EXT-X-KEY:METHOD=AES-128,URI="data:,a"'),
        ('#EXT-X-SESSION-DATA:DATA-ID="a",URI="a.json"', '#EXT-X-SESSION-DATA:DATA-ID="a",URI="/ours/segment?https://up.example/dir/a.json"'),
        ('#EXT-X-DATERANGE:ID="a",X-ASSET-URI="ad.m3u8"', '#EXT-X-DATERANGE:ID="a",X-ASSET-URI="/ours/playlist?https://up.example/dir/ad.m3u8"'),
        ('#EXT-X-DATERANGE:ID="a",X-ASSET-LIST="l"', '#EXT-X-DATERANGE:ID="a",X-ASSET-LIST="/ours/assets?https://up.example/dir/l"'),
        ('#EXT-X-RENDITION-REPORT:URI="../1M/l.m3u8",LAST-MSN=2', '#EXT-X-RENDITION-REPORT:URI="/ours/playlist?https://up.example/1M/l.m3u8",LAST-MSN=2'),
        ('#EXTINF:4,a title with URI="x"', '#EXTINF:4,a title with URI="x"'),
        ("#EXTINF:4,two\u2028lines", "#EXTINF:4,two\u2028lines"),
        ("#EXTINF:4,of http://user:secret@up.example/a b", "#EXTINF:4,of  b"),
        ('#EXT-X-SESSION-DATA:DATA-ID="a",VALUE="https://up.example/pw"', '#EXT-X-SESSION-DATA:DATA-ID="a",VALUE=""'),
        ('#EXT-X-DATERANGE:ID="a",X-AD-URL="HTTP://up.example/secret",X-ASSET-URI="ad.m3u8"', '#EXT-X-DATERANGE:ID="a",X-AD-URL="",X-ASSET-URI="/ours/playlist?https://up.example/dir/ad.m3u8"'),
        ("#EXT-X-TRACKING:https://up.example/secret", "#EXT-X-TRACKING:"),
        ("# by http://user:secret@up.example/", None),
        ('#EXT-X-CONTENT-STEERING:SERVER-URI="https://steer.example/"', None),
        ("#EXT-X-GAP", "#EXT-X-GAP"),
    ],
)  # fmt: skip
def test_a_line_becomes(line: str, ours: str | None) -> None:
    assert rewrite(f"#EXTM3U\r\n{line}\r\n", BASE, named).splitlines(keepends=False)[1:] == (
        [] if ours is None else ours.splitlines()
    )


def test_times_go_on_when_the_providers_numbers_start_anew() -> None:
    clock = ChannelClock()
    assert clock.first_segment("v", seen(live(100)), 1000.0) == 994.0
    assert clock.first_segment("v", seen(live(101)), 1002.0) == 996.0
    assert clock.first_segment("v", seen(live(0, 2)), 1005.0) == 1002.0
    assert clock.first_segment("v", seen(live(1, 2)), 1007.0) == 1004.0


def test_times_survive_an_edge_that_is_a_little_behind_and_a_gap() -> None:
    clock = ChannelClock()
    clock.first_segment("v", seen(live(100)), 1000.0)
    clock.first_segment("v", seen(live(102)), 1004.0)
    assert clock.first_segment("v", seen(live(101)), 1004.5) == 996.0
    assert clock.first_segment("v", seen(live(150)), 1100.0) == 1094.0


def test_sound_and_picture_agree_by_number_or_by_their_newest_segments() -> None:
    clock = ChannelClock()
    clock.first_segment("video", seen(live(100)), 1000.0)
    assert clock.first_segment("sound", seen(live(101)), 1001.0) == 996.0
    assert clock.first_segment("other numbers", seen(live(7)), 1001.0) == 994.0


def test_a_rendition_that_says_none_follows_one_that_does() -> None:
    clock = ChannelClock()
    said = live(100, lead="#EXT-X-PROGRAM-DATE-TIME:1970-01-01T00:16:40Z\n")
    assert clock.first_segment("video", seen(said), 1020.0) is None
    assert clock.first_segment("sound", seen(live(101)), 1020.0) == 1002.0


def test_a_delta_update_gets_the_times_of_the_whole_and_none_where_the_whole_says_its_own() -> None:
    clock = ChannelClock()
    delta = live(100, lead="#EXT-X-SKIP:SKIPPED-SEGMENTS=2\n").replace("s100", "s102")
    assert clock.first_segment("v", seen(live(100, 4)), 1000.0) == 992.0
    assert clock.first_segment("v", seen(delta), 1001.0) == 996.0
    said = live(100, 4, lead="#EXT-X-PROGRAM-DATE-TIME:1970-01-01T00:16:40Z\n")
    clock.first_segment("w", seen(said), 1008.0)
    assert clock.first_segment("w", seen(delta), 1008.0) is None


def test_a_time_is_said_again_after_a_discontinuity() -> None:
    text = live(1).replace("#EXTINF:2,\ns3", "#EXT-X-DISCONTINUITY\n#EXTINF:2,\ns3")
    times = re.findall("DATE-TIME:(.*)", rewrite(text, BASE, named, 0.0))
    assert times == ["1970-01-01T00:00:00.000Z", "1970-01-01T00:00:04.000Z"]


async def test_variables_are_put_in_across_playlists_and_stay_here() -> None:
    files: dict[str, Answer] = {
        "/m.m3u8": '#EXTM3U\n#EXT-X-DEFINE:NAME="host",VALUE="secret"\n#EXT-X-DEFINE:QUERYPARAM="user"\n'
        "#EXT-X-STREAM-INF:BANDWIDTH=1\n{$user}/v.m3u8\n",
        "/me/v.m3u8": live(1, lead='#EXT-X-DEFINE:IMPORT="host"\n').replace("s1.ts", "{$host}/s1.ts"),
        "/me/secret/s1.ts": b"G" * 188,
    }
    async with serving(files) as base, relaying() as stage:
        stage.sources.add("c", f"{base}/m.m3u8?user=me")
        (variant,) = await stage.addresses("/api/relay/c/index.m3u8")
        media = await stage.client.get(variant)
        first = next(line for line in media.text.splitlines() if line[:1] != "#")
        assert (await stage.client.get(first)).content == b"G" * 188
        files["/me/v.m3u8"] = live(1).replace("s1.ts", "{$none}/s1.ts") + '#EXT-X-DEFINE:NAME="none",VALUE=""\n'
        stage.sources.add("d", f"{base}/me/v.m3u8")
        undefined = await stage.client.get("/api/relay/d/index.m3u8")
    assert "DEFINE" not in media.text
    assert "'none' without defining it" in undefined.json()["detail"]


async def test_a_blocking_reload_is_passed_on_and_shared_and_a_refusal_is_one() -> None:
    asked: list[web.Request] = []
    answers: dict[str, Any] = {}

    def playlist(request: web.Request) -> web.StreamResponse:
        answers[request.query_string] = answers.get(request.query_string, 0) + 1
        if request.query.get("_HLS_msn") == "900":
            return web.Response(status=400)
        return web.Response(text=live(5))

    async with (
        serving(
            {"/m.m3u8": "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nv.m3u8?a=b\n", "/v.m3u8": playlist}, asked
        ) as base,
        relaying(elapsed=lambda: 0.0) as stage,
    ):
        stage.sources.add("c", f"{base}/m.m3u8")
        (variant,) = await stage.addresses("/api/relay/c/index.m3u8")
        query = {"_HLS_msn": "8", "_HLS_part": "1", "_HLS_skip": "YES"}
        await asyncio.gather(*(stage.client.get(variant, params=query) for _ in range(20)))
        refused = await stage.client.get(variant, params={"_HLS_msn": "900"})
        wrong = await stage.client.get(variant, params={"_HLS_msn": "-3"})
    assert answers["a=b&_HLS_msn=8&_HLS_part=1&_HLS_skip=YES"] == 1
    assert (refused.status_code, wrong.status_code) == (400, 422)


async def test_a_blocking_reload_of_a_channel_without_variants_goes_to_the_source_that_plays() -> None:
    asked: list[web.Request] = []
    async with serving({"/v.m3u8": live(5), "/other.m3u8": live(70)}, asked) as base, relaying() as stage:
        stage.sources.add("c", f"{base}/v.m3u8")
        stage.sources.add("c", f"{base}/other.m3u8")
        await stage.lines("/api/relay/c/index.m3u8")
        await stage.lines("/api/relay/c/index.m3u8?_HLS_msn=8&_HLS_part=1")
        wrong = await stage.client.get("/api/relay/c/index.m3u8?_HLS_msn=-3")
    assert [request.path_qs for request in asked] == ["/v.m3u8", "/v.m3u8?_HLS_msn=8&_HLS_part=1"]
    assert wrong.status_code == 422


async def test_interstitials_come_through_us_too() -> None:
    listed = json.dumps({"ASSETS": [{"URI": "ad.m3u8", "DURATION": 5}]}).encode()
    dated = live(1, lead='#EXT-X-DATERANGE:ID="a",X-ASSET-LIST="list.json"\n')
    async with serving({"/m.m3u8": dated, "/list.json": listed, "/ad.m3u8": live(9)}) as base, relaying() as stage:
        stage.sources.add("c", f"{base}/m.m3u8")
        text = (await stage.client.get("/api/relay/c/index.m3u8")).text
        found = re.search('X-ASSET-LIST="([^"]*)"', text)
        assert found is not None
        asset = (await stage.client.get(found[1])).json()["ASSETS"][0]
        assert asset["DURATION"] == 5
        assert len(await stage.addresses(asset["URI"])) == 3


async def test_an_unchanged_playlist_is_not_sent_again() -> None:
    asked: list[web.Request] = []

    def playlist(request: web.Request) -> web.StreamResponse:
        if request.headers.get("If-None-Match") == '"1"':
            return web.Response(status=304)
        return web.Response(text=live(5), headers={"ETag": '"1"'})

    now = [1_000_000.0]
    async with serving({"/m.m3u8": playlist}, asked) as base, relaying(lambda: now[0]) as stage:
        stage.sources.add("c", f"{base}/m.m3u8")
        first = await stage.client.get("/api/relay/c/index.m3u8")
        now[0] += 2
        again = await stage.client.get("/api/relay/c/index.m3u8", headers={"If-None-Match": first.headers["etag"]})
        head = await stage.client.head("/api/relay/c/index.m3u8")
    assert (again.status_code, head.status_code, head.content) == (304, 200, b"")
    assert asked[1].headers["If-None-Match"] == '"1"'


async def test_a_clock_that_is_set_back_stops_nobody() -> None:
    now = [1_000_000.0]
    elapsed = [50.0]
    files: dict[str, Answer] = {"/m.m3u8": live(5), "/s5.ts": b"G" * 188}
    async with serving(files) as base, relaying(lambda: now[0], elapsed=lambda: elapsed[0]) as stage:
        stage.sources.add("c", f"{base}/m.m3u8")
        segment = await stage.first_segment("c")
        now[0], elapsed[0] = now[0] - 3600, elapsed[0] + 2
        assert (await stage.client.get(segment)).status_code == 200
        assert (await stage.client.get("/api/relay/c/index.m3u8")).status_code == 200


@pytest.mark.parametrize("ranges", [True, False])
async def test_a_byte_range_is_given_whether_or_not_the_provider_knows_them(ranges: bool) -> None:
    def part(request: web.Request) -> web.StreamResponse:
        if not ranges:
            return web.Response(body=b"ABCDEF")
        assert request.headers["Range"] == "bytes=2-3"
        return web.Response(body=b"CD", status=206, headers={"Content-Range": "bytes 2-3/6"})

    seen_requests: list[web.Request] = []
    async with serving({"/m.m3u8": live(5), "/s5.ts": part}, seen_requests) as base, relaying() as stage:
        stage.sources.add("c", f"{base}/m.m3u8")
        segment = await stage.first_segment("c")
        got = [await stage.client.get(segment, headers={"Range": "bytes=2-3"}) for _ in range(2)]
    assert {(answer.status_code, answer.content) for answer in got} == {(206, b"CD")}
    assert got[0].headers["content-range"] == "bytes 2-3/6"
    assert [request.path for request in seen_requests] == ["/m.m3u8", "/s5.ts"]
