"""Servers and addresses that are a little different: films without parts, SHOUTcast, playlists of one stream."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from aiohttp import web

from prism_media.relay.conversion import Source
from prism_media.relay.conversion.keeping import index_is_last, kept
from prism_media.relay.conversion.opening import opened
from prism_media.relay.conversion.pointers import is_pointer
from prism_media.relay.conversion.testing import (
    H264,
    Fixtures,
    channel_on,
    decoded,
    endless,
    heard,
)
from prism_media.testing import Answer, running_service, serving
from prism_media.upstream.client import Upstream
from prism_media.upstream.errors import UpstreamNotVideo, UpstreamTooLarge
from prism_media.upstream.guard import AddressPolicy


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Fixtures:
    return Fixtures(tmp_path_factory.mktemp("sources"))


@pytest.fixture
async def service(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    async with running_service(tmp_path, demo_channels=False) as client:
        yield client


@pytest.mark.parametrize("headers", [{"Accept-Ranges": "none"}, {}])
async def test_a_film_whose_index_is_last_plays_from_a_server_that_gives_no_parts(
    service: httpx.AsyncClient, made: Fixtures, headers: dict[str, str]
) -> None:
    data = made("film.mp4", f"{H264} -c:a aac", 12)
    assert index_is_last(data[:8192])
    async with serving({"/film.mp4": lambda _: web.Response(body=data, headers=headers)}) as base:
        playlist, film = await heard(service, await channel_on(service, f"{base}/film.mp4"), 2)
    assert ("#EXT-X-ENDLIST" in playlist, decoded(film)[1]) == (True, "Video: h264 Audio: aac")


async def test_a_film_that_is_too_large_to_keep_is_named(made: Fixtures) -> None:
    data = made("film.mp4", f"{H264} -c:a aac", 12)
    upstream = Upstream(AddressPolicy.from_text("loopback"))
    async with serving({"/film.mp4": lambda _: web.Response(body=data)}) as base:
        with pytest.raises(UpstreamTooLarge, match="index is at its end"):
            await kept(upstream, await opened(upstream, Source(f"{base}/film.mp4")), limit=1000)
    await upstream.close()


async def test_a_part_behind_the_end_is_the_viewers_mistake(service: httpx.AsyncClient) -> None:
    def refuse(_request: web.Request) -> web.StreamResponse:
        return web.Response(status=416)

    playlist = "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\ns.ts\n#EXT-X-ENDLIST\n"
    async with serving({"/l.m3u8": playlist, "/s.ts": refuse}) as base:
        channel = await channel_on(service, f"{base}/l.m3u8")
        index = (await service.get(f"/api/relay/{channel}/index.m3u8")).text
        segment = next(line for line in index.splitlines() if line.startswith("/"))
        answer = await service.get(segment, headers={"Range": "bytes=99999-"})
    assert (answer.status_code, answer.json()["type"].rpartition(":")[2]) == (416, "range-not-satisfiable")


@asynccontextmanager
async def shoutcast(sound: bytes) -> AsyncIterator[str]:
    """A server of SHOUTcast 1: no HTTP status line, and titles between the sound."""
    block = bytes([2]) + b"StreamTitle='Artist - Song';".ljust(32, b"\0")
    sent = b"".join(sound[at : at + 1000] + block for at in range(0, len(sound) - 1000, 1000))

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"ICY 200 OK\r\nicy-name:FM\r\ncontent-type:audio/mpeg\r\nicy-metaint:1000\r\n\r\n" + sent)
        await reader.read()
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


async def test_a_shoutcast_station_plays_and_says_what(service: httpx.AsyncClient, made: Fixtures) -> None:
    async with shoutcast(made("radio.mp3", "-vn -c:a libmp3lame", 20)) as base:
        channel = await channel_on(service, f"{base}/;stream")
        silent = await service.get(f"/api/relay/{channel}/title")
        _, data = await heard(service, channel, 3)
        said = await service.get(f"/api/relay/{channel}/title")
    assert decoded(data)[1] == "Audio: aac"
    assert [silent.json(), said.json()] == [{"title": None}, {"title": "Artist - Song"}]


@pytest.mark.parametrize(
    "text",
    [
        "[playlist]\nNumberOfEntries=1\nFile1={base}/radio\nTitle1=FM\n",
        "#EXTM3U\n#EXTINF:-1,FM\n{base}/radio\n",
        "{base}/radio\n",
        '<asx version="3.0"><entry><ref href="{base}/radio"/></entry></asx>',
    ],
)
async def test_a_playlist_of_one_stream_is_followed_once(service: httpx.AsyncClient, made: Fixtures, text: str) -> None:
    files: dict[str, Answer] = {"/radio": endless(made("radio.mp3", "-vn -c:a libmp3lame", 20))}
    async with serving(files) as base:
        files["/list"] = text.format(base=base)
        _, data = await heard(service, await channel_on(service, f"{base}/list"), 2)
    assert decoded(data)[1] == "Audio: aac"


async def test_a_playlist_that_names_a_playlist_is_not_followed_further() -> None:
    seen: list[web.Request] = []
    upstream = Upstream(AddressPolicy.from_text("loopback"))
    async with serving({"/list": "[playlist]\nFile1=/list\n"}, seen) as base:
        with pytest.raises(UpstreamNotVideo):
            await opened(upstream, Source(f"{base}/list"))
    assert [request.path for request in seen] == ["/list", "/list"]
    await upstream.close()


def test_hls_whose_tags_were_forgotten_is_no_playlist_of_one_stream() -> None:
    assert not is_pointer(b"#EXTM3U\n#EXTINF:10,\n1.ts\n#EXTINF:10,\n2.ts\n")
    assert not is_pointer(b"#EXTM3U\n#EXT-X-TARGETDURATION:4\n")
