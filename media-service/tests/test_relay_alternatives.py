"""A channel with several sources: where one fails, the next one plays."""

from prism_media.relay.testing import relaying
from prism_media.upstream.testing import LIVE, SEGMENT, misbehaving, silent, whole


async def test_the_next_source_plays_where_one_fails_and_the_error_tells_of_all() -> None:
    files = {"/a.m3u8": whole("", "403 Forbidden"), "/b.m3u8": whole(LIVE)}
    async with misbehaving(files) as base, relaying(stall_seconds=60.0) as stage:
        stage.sources.add("c", f"{base}/a.m3u8")
        stage.sources.add("c", f"{base}/b.m3u8")
        assert (await stage.client.get("/api/relay/c/index.m3u8")).status_code == 200
        chosen = await stage.client.get("/api/relay/c/index.m3u8", params={"source": "c"})
        files["/b.m3u8"] = whole("", "404 Not Found")
        await stage.relay.close()
        stage.sources.add("d", f"{base}/a.m3u8")
        stage.sources.add("d", f"{base}/none.m3u8")
        failed = await stage.client.get("/api/relay/d/index.m3u8")
    assert stage.sources.notes[0] == ("c", "upstream-refused")
    assert chosen.json()["type"] == "urn:prism:problem:upstream-refused"
    body = failed.json()
    assert body["type"] == "urn:prism:problem:sources-failed"
    assert body["detail"].startswith("2 sources tried: 127.0.0.1 refuses the stream (403)")
    assert [tried["kind"] for tried in body["tried"]] == ["upstream-refused", "upstream-missing"]
    assert "m3u8" not in failed.text


async def test_a_silent_source_is_not_waited_for_when_another_answers() -> None:
    # 60 s: longer than the relay has for all sources together.
    async with (
        misbehaving({"/a.m3u8": silent, "/b.m3u8": whole(LIVE)}) as base,
        relaying(stall_seconds=60.0) as stage,
    ):
        stage.sources.add("c", f"{base}/a.m3u8")
        stage.sources.add("c", f"{base}/b.m3u8")
        assert (await stage.client.get("/api/relay/c/index.m3u8")).status_code == 200


async def test_a_source_whose_variant_is_gone_gives_way() -> None:
    master = "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nnone.m3u8\n"
    async with (
        misbehaving({"/a.m3u8": whole(master), "/b.m3u8": whole(LIVE)}) as base,
        relaying(stall_seconds=60.0) as stage,
    ):
        stage.sources.add("c", f"{base}/a.m3u8")
        second = stage.sources.add("c", f"{base}/b.m3u8")
        assert "#EXTINF" in (await stage.client.get("/api/relay/c/index.m3u8")).text
    assert stage.sources.notes == [("c", "upstream-missing")]
    assert second == "c-1"


async def test_a_source_whose_segments_fail_three_times_gives_way() -> None:
    files = {"/a.m3u8": whole(LIVE), "/seg.ts": whole("", "404 Not Found"), "/b.m3u8": whole(LIVE.replace("seg", "b"))}
    async with misbehaving({**files, "/b.ts": whole(SEGMENT)}) as base, relaying(stall_seconds=60.0) as stage:
        stage.sources.add("c", f"{base}/a.m3u8")
        stage.sources.add("c", f"{base}/b.m3u8")
        segment = await stage.first_segment("c")
        for _ in range(3):
            assert (await stage.client.get(segment)).status_code == 502
        assert stage.sources.notes == [("c", "upstream-missing")]
        assert (await stage.client.get(await stage.first_segment("c"))).content == SEGMENT


async def test_a_playlist_that_stands_still_gives_way() -> None:
    now = [1_000_000.0]
    master = "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nv.m3u8\n"
    async with (
        misbehaving({"/a.m3u8": whole(master), "/v.m3u8": whole(LIVE)}) as base,
        relaying(lambda: now[0]) as stage,
    ):
        stage.sources.add("c", f"{base}/a.m3u8")
        variant = await stage.first_segment("c")
        for _ in range(4):
            answer = await stage.client.get(variant)
            assert answer.status_code == 200
            now[0] += 2.0
        answer = await stage.client.get(variant)
    assert answer.json()["type"] == "urn:prism:problem:upstream-stale"
    assert stage.sources.notes == [("c", "upstream-stale")]
