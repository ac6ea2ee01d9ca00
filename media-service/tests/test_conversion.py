"""Live sources of all kinds through the relay, and what comes out decoded."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from aiohttp import web

from prism_media.relay.conversion import Source
from prism_media.relay.conversion.icy import Icy
from prism_media.relay.conversion.starting import Starter
from prism_media.relay.conversion.testing import (
    FFMPEG,
    H264,
    HLS_TAIL,
    Fixtures,
    channel_on,
    decoded,
    endless,
    heard,
    with_length,
)
from prism_media.testing import Answer, running_service, serving
from prism_media.upstream.client import Upstream
from prism_media.upstream.guard import AddressPolicy


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Fixtures:
    return Fixtures(tmp_path_factory.mktemp("sources"))


@pytest.fixture
async def service(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    async with running_service(tmp_path, demo_channels=False) as client:
        yield client


@pytest.mark.parametrize(
    ("name", "codecs", "query", "streams"),
    [
        ("plain.ts", f"{H264} -c:a aac", {}, "Video: h264 Audio: aac"),
        ("frames.ts", f"{H264} -bf 3 -c:a libmp3lame", {}, "Video: h264 Audio: aac"),
        ("dvb.ts", "-c:v mpeg2video -flags +ilme+ildct -c:a mp2", {"convert": "auto"}, "Video: h264 Audio: aac"),
        ("dolby.ts", f"{H264} -c:a ac3", {"convert": "auto"}, "Video: h264 Audio: aac"),
        ("dolby.ts", f"{H264} -c:a ac3", {"can": "ac3"}, "Video: h264 Audio: ac3"),
        ("hevc.ts", "-c:v libx265 -preset ultrafast -g 25 -c:a aac", {"can": "hevc"}, "Video: hevc Audio: aac"),
        ("deep.ts", f"{H264} -pix_fmt yuv422p10le -c:a aac", {"convert": "auto"}, "Video: h264 Audio: aac"),
        ("flash.flv", f"{H264} -c:a aac", {}, "Video: h264 Audio: aac"),
        ("radio.mp3", "-vn -c:a libmp3lame", {}, "Audio: aac"),
        ("radio.aac", "-vn -c:a aac", {}, "Audio: aac"),
        ("radio.ogg", "-vn -c:a libopus", {"convert": "auto"}, "Audio: aac"),
    ],
)
async def test_a_live_source_of_any_kind_plays(
    service: httpx.AsyncClient, made: Fixtures, name: str, codecs: str, query: dict[str, str], streams: str
) -> None:
    async with serving({f"/{name}": endless(made(name, codecs))}) as base:
        channel = await channel_on(service, f"{base}/{name}")
        playlist, data = await heard(service, channel, 2, **query)
        seconds, found = decoded(data)
        assert (found, seconds > 1.5) == (streams, True)
        assert "#EXT-X-PROGRAM-DATE-TIME" in playlist
        assert "ENDLIST" not in playlist


@pytest.mark.parametrize(
    ("name", "codecs", "said"),
    [
        ("dolby.ts", f"{H264} -c:a ac3", "AC-3"),
        ("dvb.ts", "-c:v mpeg2video -flags +ilme+ildct -c:a mp2", "MPEG-2 and MP2"),
    ],
)
async def test_what_a_browser_does_not_play_is_named_where_conversion_was_not_asked_for(
    service: httpx.AsyncClient, made: Fixtures, name: str, codecs: str, said: str
) -> None:
    async with serving({f"/{name}": endless(made(name, codecs))}) as base:
        channel = await channel_on(service, f"{base}/{name}")
        answer = await service.get(f"/api/relay/{channel}/index.m3u8")
        assert answer.status_code == 415
        assert answer.json()["type"].endswith("codec-not-playable")
        assert said in answer.text


async def test_a_stream_with_an_end_plays_from_its_beginning_to_it(service: httpx.AsyncClient, made: Fixtures) -> None:
    data = made("plain.ts", f"{H264} -c:a aac")
    async with serving({"/past": lambda _: web.Response(body=data)}) as base:
        channel = await channel_on(service, f"{base}/past")
        await heard(service, channel, 6)
        playlist, whole = await heard(service, channel, 99)
        assert "#EXT-X-ENDLIST" in playlist
        assert decoded(whole)[0] == pytest.approx(6, abs=0.2)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("<!doctype html><title>Renew</title>", "upstream-not-video"),
        ('{"error": "expired"}', "upstream-not-video"),
        (b"\x47" + b"noise" * 9000, "conversion-failed"),
    ],
)
async def test_what_is_no_video_is_named(service: httpx.AsyncClient, body: str | bytes, kind: str) -> None:
    async with serving({"/x": body}) as base:
        channel = await channel_on(service, f"{base}/x?token=secret")
        answer = await service.get(f"/api/relay/{channel}/index.m3u8")
        assert answer.json()["type"].endswith(kind), answer.text
        assert "secret" not in answer.text


async def test_hls_with_dolby_sound_is_converted_only_when_asked(service: httpx.AsyncClient, made: Fixtures) -> None:
    made("dolby.m3u8", f"{H264} -c:a ac3 {HLS_TAIL}")
    async with serving(made.all()) as base:
        channel = await channel_on(service, f"{base}/dolby.m3u8")
        untouched = await service.get(f"/api/relay/{channel}/index.m3u8")
        assert "/conversion/" not in untouched.text
        await heard(service, channel, 3, convert="auto")
        playlist, data = await heard(service, channel, 99, convert="auto")
        assert "/conversion/" in playlist
        seconds, streams = decoded(data)
        assert (round(seconds), streams) == (6, "Video: h264 Audio: aac")
        able = await service.get(f"/api/relay/{channel}/index.m3u8", params={"convert": "auto", "can": "ac3"})
        assert "/conversion/" not in able.text


async def test_hls_that_begins_with_a_byte_order_mark_is_converted_too(
    service: httpx.AsyncClient, made: Fixtures
) -> None:
    made("dolby.m3u8", f"{H264} -c:a ac3 {HLS_TAIL}")
    files = made.all()
    listed = files["/dolby.m3u8"]
    assert isinstance(listed, bytes)
    async with serving({**files, "/dolby.m3u8": b"\xef\xbb\xbf" + listed}) as base:
        channel = await channel_on(service, f"{base}/dolby.m3u8")
        playlist, _ = await heard(service, channel, 3, convert="auto")
    assert "/conversion/" in playlist


async def test_other_players_get_a_channel_in_mpeg_2_as_hls_too(service: httpx.AsyncClient, made: Fixtures) -> None:
    made("old.ts", "-c:v mpeg2video -c:a mp2")
    async with serving(made.all()) as base:
        channel = await channel_on(service, f"{base}/old.ts")
        output = (await service.post("/api/outputs", json={"name": "VLC"})).json()
        address = output["m3u_url"].replace("playlist.m3u", f"channel/{channel}.m3u8")
        answer = await service.get(address)
    assert (answer.status_code, "/conversion/" in answer.text) == (200, True)


async def test_a_channel_can_be_had_as_one_transport_stream(made: Fixtures) -> None:
    made("dolby.m3u8", f"{H264} -c:a ac3 {HLS_TAIL}")
    upstream = Upstream(AddressPolicy.from_text("loopback"))
    async with serving(made.all()) as base:
        starter = Starter(upstream, FFMPEG, lambda: 0.0)
        async with aclosing(starter.transport_stream(Source(f"{base}/dolby.m3u8"))) as stream:
            data = b"".join([chunk async for chunk in stream])
    await upstream.close()
    seconds, streams = decoded(data)
    assert (round(seconds), streams) == (6, "Video: h264 Audio: ac3")
    assert data[0] == data[188] == 0x47


async def test_a_live_stream_that_breaks_goes_on_after_a_discontinuity(
    service: httpx.AsyncClient, made: Fixtures
) -> None:
    data = made("plain.ts", f"{H264} -c:a aac")

    class Broken(web.StreamResponse):
        async def write_eof(self, _data: bytes = b"") -> None:
            await self.write(data[: len(data) // 2])
            await super().write_eof()

    async with serving({"/live": lambda _: Broken()}) as base:
        channel = await channel_on(service, f"{base}/live")
        playlist, _ = await heard(service, channel, 5)
        assert "#EXT-X-DISCONTINUITY\n#EXT-X-MAP" in playlist
        assert "#EXT-X-DISCONTINUITY-SEQUENCE:0\n" in playlist
        numbers = [int(found) for found in re.findall(r"/(\d+)\.m4s", playlist)]
        assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))


async def test_a_live_stream_that_breaks_again_and_again_gives_way_to_the_next_source(
    service: httpx.AsyncClient, made: Fixtures
) -> None:
    data = made("plain.ts", f"{H264} -c:a aac")
    made("steady.m3u8", f"{H264} -c:a aac {HLS_TAIL}")

    class Broken(web.StreamResponse):
        async def write_eof(self, _data: bytes = b"") -> None:
            await self.write(data[: len(data) // 2])
            await super().write_eof()

    files: dict[str, Answer] = {**made.all(), "/live": lambda _: Broken()}
    async with serving(files) as base:
        listed = "".join(f'#EXTINF:-1 tvg-id="x",Twice\n{base}/{path}\n' for path in ("live", "steady.m3u8"))
        await service.post("/api/playlists", json={"text": f"#EXTM3U\n{listed}"})
        [channel] = (await service.get("/api/channels", params={"q": "twice"})).json()["channels"]
        begun = await service.get(f"/api/relay/{channel['id']}/index.m3u8")
        assert "/conversion/" in begun.text
        async with asyncio.timeout(60):
            while "/conversion/" in (await service.get(f"/api/relay/{channel['id']}/index.m3u8")).text:
                await asyncio.sleep(0.2)
        details = (await service.get(f"/api/channels/{channel['id']}")).json()
        assert details["health"]["failure"] == "upstream-incomplete"


async def test_a_station_says_what_it_plays_and_does_not_crackle(made: Fixtures) -> None:
    sound = made("radio.mp3", "-vn -c:a libmp3lame")
    title = b"StreamTitle='Artist - Song';"
    block = bytes([2]) + title.ljust(32, b"\0")
    sent = b"".join(sound[at : at + 1000] + block for at in range(0, len(sound) - 1000, 1000))

    async def pieces() -> AsyncIterator[bytes]:
        for at in range(0, len(sent), 333):
            yield sent[at : at + 333]

    icy = Icy({"icy-metaint": "1000"})
    heard_ = b"".join([piece async for piece in icy.stripped(pieces())])
    assert sound.startswith(heard_)
    assert len(heard_) > len(sound) - 2000
    assert icy.title == "Artist - Song"


async def test_a_past_programme_is_asked_of_the_archive(service: httpx.AsyncClient, made: Fixtures) -> None:
    seen: list[web.Request] = []
    data = made("plain.ts", f"{H264} -c:a aac")
    start = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=2)
    asked = {"start": start.isoformat(), "stop": (start + timedelta(minutes=30)).isoformat()}
    async with serving({f"/ch/archive-{int(start.timestamp())}-1800.ts": with_length(data)}, seen) as base:
        channel = await channel_on(service, f"{base}/ch/mpegts", 'catchup="flussonic" catchup-days="3"')
        playlist, _ = await heard(service, channel, 2, **asked)
        assert "#EXT-X-PLAYLIST-TYPE:EVENT" in playlist
        late = {"start": (start - timedelta(days=5)).isoformat()}
        refused = await service.get(f"/api/relay/{channel}/index.m3u8", params=late)
        assert refused.json()["type"].endswith("outside-archive")
