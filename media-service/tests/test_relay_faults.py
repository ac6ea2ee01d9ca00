"""Every way in which a provider fails is named, and what can be saved of a stream is."""

import gzip
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from prism_media.relay.testing import Stage, relaying
from prism_media.upstream.testing import (
    LIVE,
    SEGMENT,
    Handler,
    broken,
    garbage,
    misbehaving,
    self_signed,
    silent,
    whole,
)


@pytest.fixture
async def stage(request: pytest.FixtureRequest) -> AsyncIterator[Stage]:
    """Impatient only with what never comes: what does comes late where the machine is busy."""
    case = getattr(request.node, "callspec", None)
    params = case.params if case is not None else {}
    waits = params.get("handler") is silent or params.get("hang")
    async with relaying(stall_seconds=4.0 if waits else 60.0) as stage:
        yield stage


@pytest.mark.parametrize(
    ("handler", "kind"),
    [
        (whole("", "401 Unauthorized"), "upstream-refused"),
        (whole("", "403 Forbidden"), "upstream-refused"),
        (whole("", "404 Not Found"), "upstream-missing"),
        (whole("", "410 Gone"), "upstream-missing"),
        (whole("", "429 Too Many Requests"), "upstream-busy"),
        (whole("", "500 Internal Server Error"), "upstream-failed"),
        (whole("", "503 Service Unavailable"), "upstream-busy"),
        (whole("<html>expired</html>", "200 OK", "Content-Type: video/mp2t"), "upstream-not-video"),
        (whole("<!DOCTYPE html><p>login", "200 OK", "Content-Type: text/html"), "upstream-not-video"),
        (whole('{"error": "no such user"}', "200 OK", "Content-Type: application/json"), "upstream-not-video"),
        (whole("Your subscription has ended"), "upstream-not-video"),
        (whole("#EXTM3U\n#EXT-X-TARGETDURATION:2\n"), "upstream-stale"),
        (whole("", "302 Found", "Location: /m.m3u8"), "upstream-redirects"),
        (whole("", "302 Found", "Location: file:///etc/passwd"), "upstream-failed"),
        (garbage, "upstream-unreachable"),
        (silent, "upstream-timeout"),
        (whole(b"G@\x00\x10" * 100, "200 OK", "Content-Type: video/mp2t"), "unsupported"),
    ],
)
async def test_what_is_wrong_with_a_playlist_is_named(stage: Stage, handler: Handler, kind: str) -> None:
    async with misbehaving({"/m.m3u8": handler}) as base:
        stage.sources.add("c", f"{base}/m.m3u8?user=secret")
        got = await stage.client.get("/api/relay/c/index.m3u8")
    assert got.json()["type"] == f"urn:prism:problem:{kind}"
    assert "secret" not in got.text
    assert base.rpartition(":")[2] not in got.text
    assert stage.sources.notes == [("c", kind)]


@pytest.mark.parametrize(
    ("handler", "kind"),
    [
        (whole("", "403 Forbidden"), "upstream-refused"),
        (whole("", "404 Not Found"), "upstream-missing"),
        (whole("<html>expired</html>", "200 OK", "Content-Type: video/mp2t"), "upstream-not-video"),
        (whole(b""), "upstream-incomplete"),
        (silent, "upstream-timeout"),
    ],
)
async def test_what_is_wrong_with_a_segment_is_named(stage: Stage, handler: Handler, kind: str) -> None:
    async with misbehaving({"/m.m3u8": whole(LIVE), "/seg.ts": handler}) as base:
        stage.sources.add("c", f"{base}/m.m3u8")
        got = await stage.client.get(await stage.first_segment("c"))
    assert got.json()["type"] == f"urn:prism:problem:{kind}"


@pytest.mark.parametrize("hang", [False, True])
async def test_a_segment_that_breaks_off_is_gone_on_with_where_it_broke(stage: Stage, hang: bool) -> None:
    async with misbehaving({"/m.m3u8": whole(LIVE), "/seg.ts": broken(ranges=True, hang=hang)}) as base:
        stage.sources.add("c", f"{base}/m.m3u8")
        got = await stage.client.get(await stage.first_segment("c"))
    assert got.content == SEGMENT


@pytest.mark.parametrize("hang", [False, True])
async def test_a_segment_that_stays_short_never_looks_whole(stage: Stage, hang: bool) -> None:
    async with misbehaving({"/m.m3u8": whole(LIVE), "/seg.ts": broken(ranges=False, hang=hang)}) as base:
        stage.sources.add("c", f"{base}/m.m3u8")
        with pytest.raises(httpx.RemoteProtocolError):
            await stage.client.get(await stage.first_segment("c"))


@pytest.mark.parametrize("header", [("Content-Encoding: gzip",), ()])
async def test_a_compressed_playlist_is_read_said_or_not(stage: Stage, header: tuple[str, ...]) -> None:
    async with misbehaving({"/m.m3u8": whole(gzip.compress(LIVE.encode()), "200 OK", *header)}) as base:
        stage.sources.add("c", f"{base}/m.m3u8")
        assert len(await stage.addresses("/api/relay/c/index.m3u8")) == 1


async def test_an_unknown_host_is_named(stage: Stage) -> None:
    stage.sources.add("c", "http://no-such-host.invalid/m.m3u8")
    unknown = await stage.client.get("/api/relay/c/index.m3u8")
    assert unknown.json()["type"] == "urn:prism:problem:upstream-unknown-host"


async def test_a_certificate_that_nobody_signed_is_named(stage: Stage, tmp_path: Path) -> None:
    async with misbehaving({"/m.m3u8": whole(LIVE)}, certificate=self_signed(tmp_path)) as base:
        stage.sources.add("c", f"{base}/m.m3u8")
        got = await stage.client.get("/api/relay/c/index.m3u8")
    assert got.json()["type"] == "urn:prism:problem:upstream-not-trusted"


async def test_what_comes_from_upstream_never_runs_as_a_page_of_ours(stage: Stage) -> None:
    headers = ("Content-Type: image/svg+xml", "Set-Cookie: a=1", "Location: http://evil/")
    async with misbehaving({"/m.m3u8": whole(LIVE), "/seg.ts": whole("<svg onload=x>", "200 OK", *headers)}) as base:
        stage.sources.add("c", f"{base}/m.m3u8")
        got = await stage.client.get(await stage.first_segment("c"))
    assert got.headers["content-type"] == "application/octet-stream"
    assert got.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in got.headers["content-security-policy"]
    assert not {"set-cookie", "location"} & set(got.headers)
