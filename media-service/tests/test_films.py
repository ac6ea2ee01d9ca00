"""Files of known length: their whole length, from any place."""

import asyncio
import re
from contextlib import aclosing
from pathlib import Path

import pytest
from aiohttp import web

from prism_media.relay.conversion import Source, Wanted
from prism_media.relay.conversion.errors import ConversionsFull
from prism_media.relay.conversion.sessions import Conversions
from prism_media.relay.conversion.starting import Starter
from prism_media.relay.conversion.testing import (
    FFMPEG,
    H264,
    Fixtures,
    children,
    decoded,
    endless,
    with_length,
)
from prism_media.testing import Answer, serving
from prism_media.upstream.client import Upstream
from prism_media.upstream.guard import AddressPolicy


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Fixtures:
    return Fixtures(tmp_path_factory.mktemp("sources"))


@pytest.mark.parametrize(
    ("name", "codecs", "query", "streams"),
    [
        ("film.mp4", f"{H264} -bf 2 -c:a aac", {}, "Video: h264 Audio: aac"),
        ("film.mkv", f"{H264} -bf 2 -c:a ac3", {"convert": "auto"}, "Video: h264 Audio: aac"),
        ("deep.mkv", f"{H264} -pix_fmt yuv422p10le -c:a aac", {"convert": "auto"}, "Video: h264 Audio: aac"),
        ("episode.mp3", "-vn -c:a libmp3lame", {}, "Audio: aac"),
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
        conversions = Conversions(Starter(upstream, FFMPEG, lambda: 0.0, Path.resolve), limit=2, now=lambda: 0.0)
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


async def test_a_film_can_be_had_as_one_transport_stream(made: Fixtures) -> None:
    upstream = Upstream(AddressPolicy.from_text("loopback"))
    async with serving({"/f": with_length(made("film.mp4", f"{H264} -bf 2 -c:a aac", 20))}) as base:
        starter = Starter(upstream, FFMPEG, lambda: 0.0)
        async with aclosing(starter.transport_stream(Source(f"{base}/f"))) as stream:
            data = b"".join([chunk async for chunk in stream])
        await starter.close()
    await upstream.close()
    assert decoded(data) == (pytest.approx(20, abs=0.2), "Video: h264 Audio: aac")


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


async def test_no_more_are_converted_than_may_be_though_several_begin_at_once(made: Fixtures) -> None:
    upstream = Upstream(AddressPolicy.from_text("loopback"))
    async with serving({"/live": endless(made("plain.ts", f"{H264} -c:a aac"))}) as base:
        conversions = Conversions(Starter(upstream, FFMPEG, lambda: 0.0), limit=1, now=lambda: 0.0)
        begun = [conversions.playlist(channel, Source(f"{base}/live?{channel}"), Wanted()) for channel in "abc"]
        found = await asyncio.gather(*begun, return_exceptions=True)
        assert sum(isinstance(one, ConversionsFull) for one in found) == 2
        assert len(children()) == 1
        await conversions.close()
    await upstream.close()


async def test_hls_that_needs_no_conversion_plays_however_many_run(made: Fixtures) -> None:
    upstream = Upstream(AddressPolicy.from_text("loopback"))
    files: dict[str, Answer] = {
        "/s.ts": with_length(made("plain.ts", f"{H264} -c:a aac")),
        "/plain.m3u8": "#EXTM3U\n#EXT-X-TARGETDURATION:20\n#EXTINF:20,\ns.ts\n#EXT-X-ENDLIST\n",
    }
    async with serving(files) as base:
        conversions = Conversions(Starter(upstream, FFMPEG, lambda: 0.0), limit=0, now=lambda: 0.0)
        assert await conversions.playlist("c", Source(f"{base}/plain.m3u8"), Wanted(convert=True)) is None
        await conversions.close()
    await upstream.close()
