"""Sources of all kinds, made by ffmpeg, through the relay, and what comes out decoded to its end."""

import asyncio
import os
import re
import subprocess
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from aiohttp import web

from prism_core.ffmpeg import find_ffmpeg
from prism_media.relay.conversion import Source, Wanted
from prism_media.relay.conversion.errors import ConversionsFull
from prism_media.relay.conversion.icy import Icy
from prism_media.relay.conversion.sessions import Conversions
from prism_media.relay.conversion.starting import Starter
from prism_media.testing import Answer, running_service, serving
from prism_media.upstream.client import Upstream
from prism_media.upstream.guard import AddressPolicy

FFMPEG = find_ffmpeg()
PICTURE = "-f lavfi -i testsrc2=size=160x90:rate=25"
SOUND = "-f lavfi -i sine=frequency=440:sample_rate=48000"
H264 = "-c:v libx264 -preset ultrafast -g 25 -pix_fmt yuv420p"
HLS_TAIL = "-f hls -hls_time 1 -hls_list_size 0"


class Fixtures:
    """Files made when a test first asks for them, once for the module."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()

    def __call__(self, name: str, codecs: str, seconds: int = 6) -> bytes:
        """The file `name`, six seconds long, encoded with `codecs`."""
        with self._lock:
            if not (self._folder / name).exists():
                inputs = SOUND if "-vn" in codecs else f"{PICTURE} {SOUND}"
                line = f"-loglevel error -y {inputs} -t {seconds} {codecs} {name}"
                subprocess.run([FFMPEG, *line.split()], cwd=self._folder, check=True, stderr=subprocess.DEVNULL)
        return (self._folder / name).read_bytes()

    def all(self) -> dict[str, Answer]:
        """Every file by its path."""
        return {f"/{path.name}": path.read_bytes() for path in self._folder.iterdir()}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Fixtures:
    return Fixtures(tmp_path_factory.mktemp("sources"))


@pytest.fixture
async def service(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    async with running_service(tmp_path, demo_channels=False) as client:
        yield client


def endless(data: bytes, headers: dict[str, str] | None = None) -> Callable[[web.Request], web.StreamResponse]:
    """Answers without a length, as live streams are sent, and stays open."""

    class Live(web.StreamResponse):
        async def write_eof(self, _data: bytes = b"") -> None:
            await self.write(data)
            await asyncio.Event().wait()

    return lambda _request: Live(headers=headers)


def with_length(data: bytes) -> Callable[[web.Request], web.StreamResponse]:
    """Answers with parts where they are asked for, as file servers do."""

    def answer(request: web.Request) -> web.StreamResponse:
        asked = re.fullmatch(r"bytes=(\d+)-(\d*)", request.headers.get("Range", ""))
        if asked is None:
            return web.Response(body=data, headers={"Accept-Ranges": "bytes"})
        start, end = int(asked[1]), int(asked[2] or len(data) - 1)
        said = {"Content-Range": f"bytes {start}-{min(end, len(data) - 1)}/{len(data)}", "Accept-Ranges": "bytes"}
        return web.Response(status=206, body=data[start : end + 1], headers=said)

    return answer


async def channel_on(client: httpx.AsyncClient, url: str, more: str = "") -> str:
    made = await client.post("/api/playlists", json={"text": f"#EXTM3U\n#EXTINF:-1 {more},Converted\n{url}\n"})
    assert made.status_code == 201, made.text
    found = (await client.get("/api/channels", params={"q": "converted"})).json()["channels"]
    return str(found[-1]["id"])


async def heard(client: httpx.AsyncClient, channel: str, segments: int, **query: str) -> tuple[str, bytes]:
    """The playlist once it has `segments`, and its beginning with all of them."""
    async with asyncio.timeout(60):
        while True:
            index = await client.get(f"/api/relay/{channel}/index.m3u8", params=query)
            assert index.status_code == 200, index.text
            places = [line for line in index.text.splitlines() if line.startswith("/")]
            if len(places) >= segments or "ENDLIST" in index.text:
                break
            await asyncio.sleep(0.1)
    begin = re.search(r'#EXT-X-MAP:URI="([^"]+)"', index.text)
    assert begin is not None
    data = b""
    for place in [begin[1], *places]:
        answer = await client.get(place)
        assert answer.status_code == 200, answer.text
        data += answer.content
    return index.text, data


def decoded(data: bytes) -> tuple[float, str]:
    """Seconds of what can be decoded, and the streams that ffmpeg finds; no error is allowed."""
    line = "-hide_banner -i pipe:0 -f null -"
    report = subprocess.run([FFMPEG, *line.split()], input=data, stderr=subprocess.PIPE, check=True).stderr.decode()
    assert "Error" not in report
    times = re.findall(r"time=(\d+):(\d\d):([\d.]+)", report)
    hours, minutes, seconds = times[-1]
    streams = " ".join(re.findall(r"Stream #0:\d.*?: ((?:Video|Audio): \w+)", report.partition("Output")[0]))
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds), streams


@pytest.mark.parametrize(
    ("name", "codecs", "query", "streams"),
    [
        ("plain.ts", f"{H264} -c:a aac", {}, "Video: h264 Audio: aac"),
        ("frames.ts", f"{H264} -bf 3 -c:a libmp3lame", {}, "Video: h264 Audio: mp3"),
        ("dvb.ts", "-c:v mpeg2video -flags +ilme+ildct -c:a mp2", {"convert": "auto"}, "Video: h264 Audio: aac"),
        ("dolby.ts", f"{H264} -c:a ac3", {"convert": "auto"}, "Video: h264 Audio: aac"),
        ("dolby.ts", f"{H264} -c:a ac3", {"can": "ac3"}, "Video: h264 Audio: ac3"),
        ("hevc.ts", "-c:v libx265 -preset ultrafast -g 25 -c:a aac", {"can": "hevc"}, "Video: hevc Audio: aac"),
        ("deep.ts", f"{H264} -pix_fmt yuv422p10le -c:a aac", {"convert": "auto"}, "Video: h264 Audio: aac"),
        ("flash.flv", f"{H264} -c:a aac", {}, "Video: h264 Audio: aac"),
        ("radio.mp3", "-vn -c:a libmp3lame", {}, "Audio: mp3"),
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


@pytest.mark.parametrize(
    ("name", "codecs", "query", "streams"),
    [
        ("film.mp4", f"{H264} -bf 2 -c:a aac", {}, "Video: h264 Audio: aac"),
        ("film.mkv", f"{H264} -bf 2 -c:a ac3", {"convert": "auto"}, "Video: h264 Audio: aac"),
        ("deep.mkv", f"{H264} -pix_fmt yuv422p10le -c:a aac", {"convert": "auto"}, "Video: h264 Audio: aac"),
        ("episode.mp3", "-vn -c:a libmp3lame", {}, "Audio: mp3"),
    ],
)
@pytest.mark.parametrize("local", [False, True])
async def test_a_film_has_its_whole_length_and_plays_from_everywhere(
    made: Fixtures, tmp_path: Path, name: str, codecs: str, query: dict[str, str], streams: str, local: bool
) -> None:
    data = made(name, codecs, 20)
    (tmp_path / name).write_bytes(data)
    upstream = Upstream(AddressPolicy.from_text("loopback"))
    async with serving({f"/{name}": with_length(data)}) as base:
        conversions = Conversions(Starter(upstream, FFMPEG, lambda: 0.0), limit=2, now=lambda: 0.0)
        source = Source(f"file://{tmp_path}/{name}" if local else f"{base}/{name}")
        playlist = await conversions.playlist("c", source, Wanted(convert="convert" in query)) or ""
        lengths = [float(found) for found in re.findall(r"#EXTINF:([\d.]+)", playlist)]
        assert (sum(lengths), "#EXT-X-ENDLIST" in playlist) == (pytest.approx(20, abs=0.2), True)
        names = [line.split("/")[-2:] for line in playlist.splitlines() if line.startswith("/")]
        begin = await conversions.file("c", names[0][0], "init.mp4")
        last = await conversions.file("c", *names[-1])
        assert decoded(begin + last)[1] == streams
        whole = begin + b"".join([await conversions.file("c", *each) for each in names])
        assert decoded(whole)[0] == pytest.approx(20, abs=0.3)
        await conversions.close()
    await upstream.close()


@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("timeline", "-use_timeline 1 -use_template 1"),
        ("numbers", "-use_timeline 0 -use_template 1"),
        ("list", "-use_timeline 0 -use_template 0"),
        ("single", "-single_file 1"),
    ],
)
async def test_dash_of_every_form_plays_without_being_converted(
    service: httpx.AsyncClient, made: Fixtures, name: str, how: str
) -> None:
    made(f"{name}.mpd", f"{H264} -c:a aac -seg_duration 2 {how} -init_seg_name {name}-$RepresentationID$.mp4 "
         f"-media_seg_name {name}-$RepresentationID$-$Number$.m4s -single_file_name {name}-$RepresentationID$.mp4 "
         "-f dash")  # fmt: skip
    files = {path: with_length(data) for path, data in made.all().items() if isinstance(data, bytes)}
    async with serving({**files}) as base:
        channel = await channel_on(service, f"{base}/{name}.mpd")
        master = (await service.get(f"/api/relay/{channel}/index.m3u8")).text
        assert 'CODECS="avc1.' in master
        audio = re.search(r'TYPE=AUDIO.*URI="([^"]+)"', master)
        assert audio is not None
        for place, kind in ((master.splitlines()[-1], "Video: h264"), (audio[1], "Audio: aac")):
            playlist = (await service.get(place)).text
            begin = re.search(r'MAP:URI="([^"]+)"', playlist)
            assert begin is not None
            places = [begin[1], *(line for line in playlist.splitlines() if line.startswith("/"))]
            assert "#EXT-X-ENDLIST" in playlist
            assert len(places) >= 4
            data = b"".join([(await service.get(each)).content for each in places])
            seconds, found = decoded(data)
            assert (round(seconds), found) == (6, kind)


def children() -> list[str]:
    """Commands of this process's children."""
    found = subprocess.run(["ps", "--ppid", str(os.getpid()), "-o", "comm="], stdout=subprocess.PIPE, check=True)
    return [line for line in found.stdout.decode().split() if "ffmpeg" in line]


async def test_a_conversion_is_shared_and_ends_when_nobody_asks_for_it(made: Fixtures) -> None:
    now, seen = [1e6], list[web.Request]()
    upstream = Upstream(AddressPolicy.from_text("loopback"))
    async with serving({"/live": endless(made("plain.ts", f"{H264} -c:a aac"))}, seen) as base:
        conversions = Conversions(Starter(upstream, FFMPEG, lambda: now[0]), limit=2, now=lambda: now[0])
        source = Source(f"{base}/live")
        both = await asyncio.gather(*(conversions.playlist("c", source, Wanted()) for _ in range(5)))
        assert (len(set(both)), len(seen), len(children())) == (1, 1, 1)
        now[0] += 20
        await conversions.end_idle()
        assert len(children()) == 1
        now[0] += 10
        await conversions.end_idle()
        assert children() == []
        await conversions.playlist("c", source, Wanted())
        await conversions.close()
        assert children() == []
    await upstream.close()


async def test_one_too_many_is_refused_until_a_channel_was_left(made: Fixtures) -> None:
    now = [1e6]
    upstream = Upstream(AddressPolicy.from_text("loopback"))
    async with serving({"/live": endless(made("plain.ts", f"{H264} -c:a aac"))}) as base:
        conversions = Conversions(Starter(upstream, FFMPEG, lambda: now[0]), limit=1, now=lambda: now[0])
        await conversions.playlist("a", Source(f"{base}/live"), Wanted())
        with pytest.raises(ConversionsFull, match="PRISM_CONVERSIONS"):
            await conversions.playlist("b", Source(f"{base}/live"), Wanted())
        now[0] += 6
        assert await conversions.playlist("b", Source(f"{base}/live"), Wanted())
        assert len(children()) == 1
        await conversions.close()
    await upstream.close()


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
        numbers = [int(found) for found in re.findall(r"/(\d+)\.m4s", playlist)]
        assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))


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


async def test_a_film_can_be_had_as_one_transport_stream(made: Fixtures) -> None:
    upstream = Upstream(AddressPolicy.from_text("loopback"))
    async with serving({"/f": with_length(made("film.mp4", f"{H264} -bf 2 -c:a aac", 20))}) as base:
        starter = Starter(upstream, FFMPEG, lambda: 0.0)
        async with aclosing(starter.transport_stream(Source(f"{base}/f"))) as stream:
            data = b"".join([chunk async for chunk in stream])
        await starter.close()
    await upstream.close()
    assert decoded(data) == (pytest.approx(20, abs=0.2), "Video: h264 Audio: aac")
