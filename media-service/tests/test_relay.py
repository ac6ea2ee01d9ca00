import asyncio
import re
from pathlib import Path

import httpx
import pytest
from aiohttp import web

from prism_core.errors import NotAllowed
from prism_media.relay.clock import ChannelClock
from prism_media.relay.flights import Flights
from prism_media.relay.outline import Outline, outline
from prism_media.relay.playlist import Kind, rewrite
from prism_media.relay.testing import relaying
from prism_media.relay.tokens import Sealed, Tokens, load_key
from prism_media.testing import Answer, serving
from prism_media.upstream.client import headers_for

DATA = Path(__file__).parent / "data" / "hls"
MEDIA = "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:5\n#EXTINF:2,\nseg5.ts\n#EXTINF:2,\nseg6.ts\n"
MASTER = """#EXTM3U
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="en",URI="audio.m3u8"
#EXT-X-STREAM-INF:BANDWIDTH=1
video.m3u8
"""


def named(url: str, kind: Kind) -> str:
    return f"/ours/{kind[0]}?{url}"


@pytest.mark.parametrize("name", sorted(path.name for path in DATA.glob("*.m3u8")))
def test_no_address_of_a_real_playlist_is_left(name: str) -> None:
    text = (DATA / name).read_text()
    out = rewrite(text, "https://up.example/dir/list.m3u8", named)
    plain = [line for line in out.splitlines() if line and not line.startswith("#")]
    quoted = re.findall(r'URI="([^"]*)"', out)
    before = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    assert len(plain) == len(before)
    assert all(line.startswith(("/ours/", "data:")) for line in plain + quoted)
    assert [line for line in out.splitlines() if line.startswith("#EXTINF")] == [
        line.strip() for line in text.splitlines() if line.startswith("#EXTINF")
    ]


def test_renditions_are_playlists_and_keys_are_not() -> None:
    out = rewrite(MASTER + '#EXT-X-SESSION-KEY:METHOD=AES-128,URI="k"\n', "http://up/x/", named)
    assert 'URI="/ours/p?http://up/x/audio.m3u8"' in out
    assert "/ours/p?http://up/x/video.m3u8" in out
    assert 'URI="/ours/s?http://up/x/k"' in out


def test_programme_time_is_said_where_it_is_absent_and_moves_with_the_segments() -> None:
    clock = ChannelClock()
    first = clock.first_segment("v", seen(MEDIA), 1_000_000.0)
    later = clock.first_segment("v", seen(MEDIA.replace("SEQUENCE:5", "SEQUENCE:6")), 1_000_009.0)
    assert (first, later) == (999_996.0, 999_998.0)
    assert "#EXT-X-PROGRAM-DATE-TIME:1970-01-12T13:46:36.000Z\n#EXTINF" in rewrite(MEDIA, "http://up/", named, first)


def seen(text: str) -> Outline:
    found = outline(text)
    assert found is not None
    return found


def test_tokens_hide_the_address_and_hold_for_their_channel_purpose_and_time_only(tmp_path: Path) -> None:
    now = [1_000_000.0]
    tokens = Tokens(load_key(tmp_path), lambda: now[0])
    token = tokens.sealer("c", "segment", "s")("http://user:secret@up/1.ts")
    assert "secret" not in token
    elsewhere = Tokens(load_key(tmp_path), lambda: now[0])
    assert elsewhere.open("c", "segment", token) == Sealed("s", "http://user:secret@up/1.ts")
    assert elsewhere.sealer("c", "segment", "s")("http://user:secret@up/1.ts") == token
    for channel, kind, altered in (
        ("d", "segment", token),
        ("c", "playlist", token),
        ("c", "segment", token[:-4] + "AAAA"),
    ):
        with pytest.raises(NotAllowed, match="not valid"):
            tokens.open(channel, kind, altered)
    now[0] += 7 * 3600
    with pytest.raises(NotAllowed, match="not valid"):
        tokens.open("c", "segment", token)


async def test_many_who_ask_share_one_piece_of_work_and_its_failure_is_kept_for_a_moment() -> None:
    count, now = 0, [0.0]

    async def work() -> tuple[int, float]:
        nonlocal count
        count += 1
        await asyncio.sleep(0)
        if count == 1:
            raise NotAllowed("no")
        return count, 10.0

    flights: Flights[int] = Flights(lambda: now[0])
    refused = await asyncio.gather(*(flights.get("a", work) for _ in range(20)), return_exceptions=True)
    assert count == 1
    assert {type(result) for result in refused} == {NotAllowed}
    with pytest.raises(NotAllowed):
        await flights.get("a", work)
    now[0] = 2.0
    assert await asyncio.gather(*(flights.get("a", work) for _ in range(20))) == [2] * 20
    assert await flights.get("a", work) == 2


async def channel_on(client: httpx.AsyncClient, url: str, more: str = "") -> str:
    await client.post("/api/playlists", json={"text": f"#EXTINF:-1,Relayed\n{more}{url}"})
    channels = (await client.get("/api/channels", params={"q": "relayed"})).json()["channels"]
    return str(channels[0]["id"])


async def test_a_channel_plays_through_our_address_with_its_own_headers(client: httpx.AsyncClient) -> None:
    seen: list[web.Request] = []
    files: dict[str, Answer] = {
        "/m.m3u8": MASTER,
        "/video.m3u8": MEDIA,
        "/audio.m3u8": MEDIA,
        "/seg5.ts": b"G" * 188,
    }
    async with serving(files, seen) as base:
        channel = await channel_on(client, f"{base}/m.m3u8?user=me", "#EXTVLCOPT:http-user-agent=Box/1\n")
        index = await client.get(f"/api/relay/{channel}/index.m3u8")
        assert base not in index.text
        variant = index.text.strip().splitlines()[-1]
        media = await client.get(variant)
        segment = next(line for line in media.text.splitlines() if line.startswith("/api/relay"))
        content = await client.get(segment)
        again = await client.get(variant)
    assert content.content == b"G" * 188
    assert segment in again.text
    assert "#EXT-X-PROGRAM-DATE-TIME:" in media.text
    assert {request.headers["User-Agent"] for request in seen} == {"Box/1"}
    assert [request.path for request in seen] == ["/m.m3u8", "/video.m3u8", "/seg5.ts"]


def test_a_channels_credentials_stay_with_its_origin() -> None:
    headers = {"User-Agent": "TV", "Referer": "http://up/", "Authorization": "Basic eA==", "Cookie": "a=1"}
    assert headers_for("http://up.example/a.m3u8", "http://up.example/seg.ts", headers) == headers
    for elsewhere in ("http://cdn.example/seg.ts", "https://up.example/seg.ts", "http://up.example:81/seg.ts"):
        assert headers_for("http://up.example/a.m3u8", elsewhere, headers) == {
            "User-Agent": "TV",
            "Referer": "http://up/",
        }


async def test_an_address_that_a_playlist_smuggles_in_is_refused() -> None:
    smuggled = MEDIA.replace("seg5.ts", "http://169.254.169.254/latest/meta-data")
    async with serving({"/m.m3u8": smuggled}) as base, relaying() as stage:
        stage.sources.add("c", f"{base}/m.m3u8")
        media = await stage.client.get("/api/relay/c/index.m3u8")
        segment = next(line for line in media.text.splitlines() if line.startswith("/api/relay"))
        got = await stage.client.get(segment)
    assert got.json()["type"] == "urn:prism:problem:address-not-allowed"


async def test_a_redirect_inside_is_refused_too() -> None:
    def away(_request: web.Request) -> web.StreamResponse:
        return web.Response(status=302, headers={"Location": "http://10.0.0.1/m.m3u8"})

    async with serving({"/m.m3u8": away}) as base, relaying() as stage:
        stage.sources.add("c", f"{base}/m.m3u8")
        got = await stage.client.get("/api/relay/c/index.m3u8")
    assert got.json()["type"] == "urn:prism:problem:address-not-allowed"


async def test_a_child_does_not_play_what_is_for_adults() -> None:
    async with serving({"/m.m3u8": MEDIA}) as base, relaying(age_limit=12) as stage:
        stage.sources.add("late", f"{base}/m.m3u8", adult=True)
        stage.sources.add("c", f"{base}/m.m3u8")
        refused = await stage.client.get("/api/relay/late/index.m3u8")
        assert (await stage.client.get("/api/relay/c/index.m3u8")).status_code == 200
    assert (refused.status_code, refused.json()["type"]) == (403, "urn:prism:problem:age-restricted")
