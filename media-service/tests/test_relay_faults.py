"""Every way in which a provider fails, by a server that really does it."""

import asyncio
import gzip
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from prism_media.relay.download import Download, Head
from prism_media.relay.shelf import Shelf
from prism_media.relay.testing import Stage, relaying
from prism_media.upstream.errors import UpstreamIncomplete

Handler = Callable[[dict[str, str], asyncio.StreamWriter], Awaitable[None]]
SEGMENT = bytes(range(256)) * 2000
LIVE = "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:5\n#EXTINF:2,\nseg.ts\n"


def whole(body: bytes | str, status: str = "200 OK", *headers: str) -> Handler:
    """Answers with all of `body`."""
    data = body.encode() if isinstance(body, str) else body

    async def handle(_asked: dict[str, str], writer: asyncio.StreamWriter) -> None:
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(data)}", *headers, "", ""]
        writer.write("\r\n".join(lines).encode() + data)

    return handle


def broken(ranges: bool, gate: asyncio.Event | None = None, hang: bool = False) -> Handler:
    """Says the whole length and drops (or hangs) after half of it; with `ranges`, gives the rest when asked for it."""
    half = len(SEGMENT) // 2

    async def handle(asked: dict[str, str], writer: asyncio.StreamWriter) -> None:
        if ranges and "range" in asked:
            start = int(asked["range"].removeprefix("bytes=").split("-")[0])
            rest = SEGMENT[start:]
            part = f"Content-Range: bytes {start}-{len(SEGMENT) - 1}/{len(SEGMENT)}"
            await whole(rest, "206 Partial Content", part)(asked, writer)
            return
        writer.write(f"HTTP/1.1 200 OK\r\nContent-Length: {len(SEGMENT)}\r\n\r\n".encode() + SEGMENT[:half])
        await writer.drain()
        if gate is not None:
            await gate.wait()
            writer.write(SEGMENT[half:])
        elif hang:
            await asyncio.sleep(3600)

    return handle


async def silent(_asked: dict[str, str], _writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(3600)


async def garbage(_asked: dict[str, str], writer: asyncio.StreamWriter) -> None:
    writer.write(b"\x16\x03\x01 no http at all\r\n\r\n")


@asynccontextmanager
async def misbehaving(
    files: dict[str, Handler], seen: list[str] | None = None, certificate: ssl.SSLContext | None = None
) -> AsyncIterator[str]:
    """A server that does what each handler does, then closes the connection."""
    tasks: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        try:
            request, *lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
            path = request.split()[1]
            if seen is not None:
                seen.append(path)
            asked = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
            await files.get(path.partition("?")[0], whole("", "404 Not Found"))(asked, writer)
            await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass
        finally:
            tasks.discard(task)
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=certificate)
    try:
        yield f"{'https' if certificate else 'http'}://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        for task in list(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@pytest.fixture
async def stage(request: pytest.FixtureRequest) -> AsyncIterator[Stage]:
    """Impatient only with what never comes: what does comes late where the machine is busy."""
    case = getattr(request.node, "callspec", None)
    params = case.params if case is not None else {}
    waits = params.get("handler") is silent or params.get("hang")
    async with relaying(stall_seconds=4.0 if waits else 60.0) as stage:
        yield stage


async def first_segment(stage: Stage, channel: str = "c") -> str:
    return (await stage.addresses(f"/api/relay/{channel}/index.m3u8"))[0]


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
        got = await stage.client.get(await first_segment(stage))
    assert got.json()["type"] == f"urn:prism:problem:{kind}"


@pytest.mark.parametrize("hang", [False, True])
async def test_a_segment_that_breaks_off_is_gone_on_with_where_it_broke(stage: Stage, hang: bool) -> None:
    async with misbehaving({"/m.m3u8": whole(LIVE), "/seg.ts": broken(ranges=True, hang=hang)}) as base:
        stage.sources.add("c", f"{base}/m.m3u8")
        got = await stage.client.get(await first_segment(stage))
    assert got.content == SEGMENT


@pytest.mark.parametrize("hang", [False, True])
async def test_a_segment_that_stays_short_never_looks_whole(stage: Stage, hang: bool) -> None:
    async with misbehaving({"/m.m3u8": whole(LIVE), "/seg.ts": broken(ranges=False, hang=hang)}) as base:
        stage.sources.add("c", f"{base}/m.m3u8")
        with pytest.raises(httpx.RemoteProtocolError):
            await stage.client.get(await first_segment(stage))


async def test_a_viewer_who_comes_late_gets_at_once_what_has_arrived(stage: Stage) -> None:
    gate, seen = asyncio.Event(), []
    files = {"/m.m3u8": whole(LIVE), "/seg.ts": broken(ranges=False, gate=gate)}
    stage_files: list[str] = seen
    async with misbehaving(files, stage_files) as base, relaying() as patient:
        patient.sources.add("c", f"{base}/m.m3u8")
        segment = await first_segment(patient)
        async with patient.client.stream("GET", segment) as early:
            parts = early.aiter_bytes()
            first = await anext(parts)
            async with patient.client.stream("GET", segment) as late:
                late_parts = late.aiter_bytes()
                assert (await anext(late_parts))[:100] == first[:100] == SEGMENT[:100]
                gate.set()
                rest = b"".join([part async for part in late_parts])
        assert rest.endswith(SEGMENT[-100:])
    assert seen.count("/seg.ts") == 1


async def test_a_viewer_who_leaves_takes_nothing_from_the_others(stage: Stage) -> None:
    gate: asyncio.Event = asyncio.Event()
    seen: list[str] = []
    files = {"/m.m3u8": whole(LIVE), "/seg.ts": broken(ranges=False, gate=gate)}
    async with misbehaving(files, seen) as base, relaying() as patient:
        patient.sources.add("c", f"{base}/m.m3u8")
        segment = await first_segment(patient)
        async with patient.client.stream("GET", segment) as leaving:
            await anext(leaving.aiter_bytes())
        staying = asyncio.create_task(patient.client.get(segment))
        gate.set()
        assert (await staying).content == SEGMENT
    assert seen.count("/seg.ts") == 1


async def plainly(port: int, path: str, gate: asyncio.Event | None = None) -> bytes:
    """The body at `path`, with as little work as 200 clients in one process need; opens `gate` when it begins."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    assert b" 200 " in head
    body = await reader.read(1)
    if gate is not None:
        gate.set()
    body += await reader.read()
    writer.close()
    return body


async def test_two_hundred_viewers_of_one_channel_cost_one_fetch_of_each_thing() -> None:
    gate: asyncio.Event = asyncio.Event()
    seen: list[str] = []
    files = {"/m.m3u8": whole(LIVE), "/seg.ts": broken(ranges=False, gate=gate)}
    async with misbehaving(files, seen) as base, relaying() as stage:
        stage.sources.add("c", f"{base}/m.m3u8")
        port = stage.client.base_url.port
        assert port is not None

        async def watch() -> int:
            index = (await plainly(port, "/api/relay/c/index.m3u8")).decode()
            segment = next(line for line in index.splitlines() if line[:1] not in {"", "#"})
            return len(await plainly(port, segment, gate))

        async with asyncio.TaskGroup() as group:
            viewers = [group.create_task(watch()) for _ in range(200)]
        assert {viewer.result() for viewer in viewers} == {len(SEGMENT)}
    assert seen.count("/seg.ts") == 1
    assert seen.count("/m.m3u8") < 20


async def test_the_next_source_plays_where_one_fails_and_the_error_tells_of_all(stage: Stage) -> None:
    files = {"/a.m3u8": whole("", "403 Forbidden"), "/b.m3u8": whole(LIVE)}
    async with misbehaving(files) as base:
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
    async with misbehaving({"/a.m3u8": silent, "/b.m3u8": whole(LIVE)}) as base, relaying() as stage:
        stage.sources.add("c", f"{base}/a.m3u8")
        stage.sources.add("c", f"{base}/b.m3u8")
        async with asyncio.timeout(14):  # The source's own limit is longer.
            assert (await stage.client.get("/api/relay/c/index.m3u8")).status_code == 200


async def test_a_source_whose_variant_is_gone_gives_way(stage: Stage) -> None:
    master = "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nnone.m3u8\n"
    async with misbehaving({"/a.m3u8": whole(master), "/b.m3u8": whole(LIVE)}) as base:
        stage.sources.add("c", f"{base}/a.m3u8")
        second = stage.sources.add("c", f"{base}/b.m3u8")
        assert "#EXTINF" in (await stage.client.get("/api/relay/c/index.m3u8")).text
    assert stage.sources.notes == [("c", "upstream-missing")]
    assert second == "c-1"


async def test_a_source_whose_segments_fail_three_times_gives_way(stage: Stage) -> None:
    files = {"/a.m3u8": whole(LIVE), "/seg.ts": whole("", "404 Not Found"), "/b.m3u8": whole(LIVE.replace("seg", "b"))}
    async with misbehaving({**files, "/b.ts": whole(SEGMENT)}) as base:
        stage.sources.add("c", f"{base}/a.m3u8")
        stage.sources.add("c", f"{base}/b.m3u8")
        segment = await first_segment(stage)
        for _ in range(3):
            assert (await stage.client.get(segment)).status_code == 502
        assert stage.sources.notes == [("c", "upstream-missing")]
        assert (await stage.client.get(await first_segment(stage))).content == SEGMENT


async def test_a_playlist_that_stands_still_gives_way() -> None:
    now = [1_000_000.0]
    master = "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nv.m3u8\n"
    async with (
        misbehaving({"/a.m3u8": whole(master), "/v.m3u8": whole(LIVE)}) as base,
        relaying(lambda: now[0]) as stage,
    ):
        stage.sources.add("c", f"{base}/a.m3u8")
        variant = await first_segment(stage)
        for _ in range(4):
            answer = await stage.client.get(variant)
            assert answer.status_code == 200
            now[0] += 2.0
        answer = await stage.client.get(variant)
    assert answer.json()["type"] == "urn:prism:problem:upstream-stale"
    assert stage.sources.notes == [("c", "upstream-stale")]


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


def self_signed(folder: Path) -> ssl.SSLContext:
    """A server's side of TLS with a certificate of its own making."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + timedelta(days=1))
    pem = builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "server.pem").write_bytes(pem + secret)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem")
    return context


async def test_slow_viewers_are_cut_off_rather_than_kept_in_memory() -> None:
    shelf = Shelf(lambda: 0.0, capacity=100)

    async def fetch(download: Download) -> None:
        download.begin(Head("video/mp2t", 60))
        download.add(b"x" * 60)
        download.finish()

    async with shelf.reading("a", fetch) as slow:
        await slow.head()
        async with shelf.reading("b", fetch) as quick:
            assert await quick.body() == b"x" * 60
        with pytest.raises(UpstreamIncomplete, match="too slowly"):
            await slow.body()
    async with shelf.reading("a", fetch) as again:
        assert len(await again.body()) == 60
    await shelf.close()


async def test_what_comes_from_upstream_never_runs_as_a_page_of_ours(stage: Stage) -> None:
    headers = ("Content-Type: image/svg+xml", "Set-Cookie: a=1", "Location: http://evil/")
    async with misbehaving({"/m.m3u8": whole(LIVE), "/seg.ts": whole("<svg onload=x>", "200 OK", *headers)}) as base:
        stage.sources.add("c", f"{base}/m.m3u8")
        got = await stage.client.get(await first_segment(stage))
    assert got.headers["content-type"] == "application/octet-stream"
    assert got.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in got.headers["content-security-policy"]
    assert not {"set-cookie", "location"} & set(got.headers)
