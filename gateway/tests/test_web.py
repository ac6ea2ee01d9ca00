"""What browsers are told: origins, policies, codings, tags and caches."""

import gzip
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from fastapi.responses import JSONResponse, StreamingResponse
from starlette.responses import Response
from starlette.types import Message

from prism_core.testing import running
from prism_gateway.edge.compressing import Compressing
from prism_gateway.edge.cors import Cors
from prism_gateway.edge.edge import Edge
from prism_gateway.edge.encoding import accepted, has_it, is_compressible
from prism_gateway.edge.proxy import Proxy
from prism_gateway.edge.routes import Route, Routes
from prism_gateway.edge.security import SecurityHeaders
from prism_gateway.edge.static import Frontend

OURS = "https://tv.example"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    script = b"console.log('prism');\n" * 500
    (tmp_path / "index.html").write_text("<title>Prism</title>")
    (tmp_path / "assets" / "app-1.js").write_bytes(script)
    (tmp_path / "assets" / "app-1.js.br").write_bytes(b"as brotli would have it")
    (tmp_path / "assets" / "logo-1.png").write_bytes(b"\x89PNG" + bytes(5000))
    return tmp_path


def upstream() -> FastAPI:
    app = FastAPI()

    @app.get("/up/page")
    async def page() -> Response:
        headers = {"access-control-allow-origin": "*"}
        return Response("<script>alert(1)</script>", media_type="text/html", headers=headers)

    @app.get("/up/data")
    async def data() -> JSONResponse:
        return JSONResponse({"a": "b" * 5000})

    @app.get("/theirs/page")
    async def theirs() -> Response:
        return Response("<p>", media_type="text/html")

    return app


def own(folder: Path) -> FastAPI:
    app = FastAPI()

    @app.get("/api/large")
    async def large() -> JSONResponse:
        return JSONResponse({"a": "b" * 100_000}, headers={"etag": '"1"'})

    @app.get("/api/small")
    async def small() -> JSONResponse:
        return JSONResponse({"a": "b"})

    @app.get("/api/stream")
    async def stream() -> StreamingResponse:
        async def parts() -> AsyncIterator[bytes]:
            for _ in range(3):
                yield b'{"a": "' + b"b" * 2000 + b'"}\n'

        return StreamingResponse(parts(), media_type="application/json")

    app.mount("/", Frontend(folder))
    return app


@pytest.fixture
async def client(folder: Path) -> AsyncIterator[httpx.AsyncClient]:
    cors = Cors(frozenset({OURS, "null"}))
    security = SecurityHeaders(frozenset({"theirs"}), cross_origin=True, strict_transport=True)
    proxy = Proxy()
    async with running(upstream()) as service:
        routes = Routes(
            [Route("/up", "up", (service.url,)), Route("/theirs", "theirs", (service.url,))], Route("", "frontend")
        )
        edge = Edge(
            Compressing(own(folder)),
            routes,
            proxy,
            guards=(cors.preflight,),
            decorators=(cors.decorate, security.decorate),
        )
        async with running(edge) as live, httpx.AsyncClient(base_url=live.url, timeout=60) as asking:
            yield asking
    await proxy.close()


@pytest.mark.parametrize("path", ["/", "/api/small", "/api/none", "/up/data", "/up/none"])
async def test_every_answer_is_hardened(client: httpx.AsyncClient, path: str) -> None:
    headers = (await client.get(path)).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "microphone=(self)" in headers["permissions-policy"]
    assert "strict-transport-security" not in headers  # Plain HTTP.


async def test_a_document_of_an_upstream_cannot_run_scripts(client: httpx.AsyncClient) -> None:
    assert "sandbox" in (await client.get("/up/page")).headers["content-security-policy"]
    assert "script-src 'self'" in (await client.get("/")).headers["content-security-policy"]


async def test_pages_of_the_operators_own_upstreams_keep_their_freedom(client: httpx.AsyncClient) -> None:
    headers = (await client.get("/theirs/page")).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "content-security-policy" not in headers
    assert "x-frame-options" not in headers


async def test_a_listed_origin_is_let_in_and_may_ask_seldom(client: httpx.AsyncClient) -> None:
    asking = {"origin": OURS, "access-control-request-method": "PUT", "access-control-request-headers": "content-type"}
    preflight = await client.options("/up/data", headers=asking)
    assert preflight.status_code == 204
    assert preflight.headers["access-control-allow-origin"] == OURS
    assert "PUT" in preflight.headers["access-control-allow-methods"]
    assert int(preflight.headers["access-control-max-age"]) >= 600
    answer = await client.get("/up/data", headers={"origin": OURS})
    assert answer.headers["access-control-allow-origin"] == OURS
    assert answer.headers["access-control-allow-credentials"] == "true"
    assert "origin" in answer.headers["vary"]


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "null", "https://tv.example.evil.example", "https://eviltv.example", "http://tv.example",
     "https://TV.example", "https://tv.example:8443", "file://"],
)  # fmt: skip
async def test_no_other_origin_is_let_in(client: httpx.AsyncClient, origin: str) -> None:
    preflight = await client.options("/up/data", headers={"origin": origin, "access-control-request-method": "GET"})
    assert preflight.status_code == 403
    for answer in (preflight, await client.get("/up/page", headers={"origin": origin})):
        assert "access-control-allow-origin" not in answer.headers
        assert "origin" in answer.headers["vary"]


async def test_the_builds_own_compression_is_preferred(client: httpx.AsyncClient, folder: Path) -> None:
    async with client.stream("GET", "/assets/app-1.js", headers={"accept-encoding": "gzip, br"}) as answer:
        raw = b"".join([part async for part in answer.aiter_raw()])
    assert (answer.headers["content-encoding"], raw) == ("br", b"as brotli would have it")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "accept-encoding" in answer.headers["vary"]
    async with client.stream("GET", "/assets/app-1.js", headers={"accept-encoding": "gzip, br;q=0"}) as answer:
        raw = b"".join([part async for part in answer.aiter_raw()])
    assert gzip.decompress(raw) == (folder / "assets" / "app-1.js").read_bytes()


async def test_what_is_compressed_already_is_left_alone(client: httpx.AsyncClient) -> None:
    assert "content-encoding" not in (await client.get("/assets/logo-1.png")).headers


async def test_each_coding_has_a_tag_of_its_own_and_is_not_sent_twice(client: httpx.AsyncClient) -> None:
    plain = await client.get("/assets/app-1.js", headers={"accept-encoding": "identity"})
    small = await client.get("/assets/app-1.js", headers={"accept-encoding": "gzip"})
    assert plain.headers["etag"] != small.headers["etag"]
    assert "immutable" in small.headers["cache-control"]
    again = await client.get(
        "/assets/app-1.js", headers={"accept-encoding": "gzip", "if-none-match": small.headers["etag"]}
    )
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["cache-control"] == small.headers["cache-control"]


async def test_a_page_that_changed_is_sent_again(client: httpx.AsyncClient, folder: Path) -> None:
    first = await client.get("/")
    (folder / "index.html").write_text("<title>Prism, newer</title>")
    second = await client.get("/", headers={"if-none-match": first.headers["etag"]})
    assert (second.status_code, second.text) == (200, "<title>Prism, newer</title>")


async def test_a_part_of_a_file_is_one_of_its_plain_bytes(client: httpx.AsyncClient, folder: Path) -> None:
    part = await client.get("/assets/app-1.js", headers={"range": "bytes=10-19", "accept-encoding": "br"})
    assert part.status_code == 206
    assert part.content == (folder / "assets" / "app-1.js").read_bytes()[10:20]
    assert "content-encoding" not in part.headers
    stale = await client.get("/assets/app-1.js", headers={"range": "bytes=10-19", "if-range": '"other"'})
    assert stale.status_code == 200
    large = await client.get("/assets/app-1.js", headers={"range": "bytes=0-8999", "accept-encoding": "gzip"})
    assert (large.status_code, large.headers.get("content-encoding"), len(large.content)) == (206, None, 9000)
    assert large.headers["vary"] == "accept-encoding, origin"


async def test_pages_are_only_read(client: httpx.AsyncClient) -> None:
    assert (await client.post("/")).status_code == 405
    head = await client.head("/assets/app-1.js", headers={"accept-encoding": "identity"})
    assert (head.status_code, head.content) == (200, b"")
    assert int(head.headers["content-length"]) > 1000


async def test_nothing_beside_the_build_is_served(client: httpx.AsyncClient, folder: Path) -> None:
    (folder.parent / "secret.txt").write_text("secret")
    (folder / "link.txt").symlink_to(folder.parent / "secret.txt")
    assert (await client.get("/link.txt")).status_code == 404


async def test_large_answers_of_our_own_are_compressed(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/large")
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) < 2000
    assert answer.json() == {"a": "b" * 100_000}
    assert answer.headers["etag"] == 'W/"1"'
    plain = await client.get("/api/large", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers


@pytest.mark.parametrize("path", ["/api/small", "/api/stream", "/up/data"])
async def test_small_streamed_and_proxied_answers_are_not(client: httpx.AsyncClient, path: str) -> None:
    assert "content-encoding" not in (await client.get(path)).headers


def test_codings_are_read_as_the_standard_says() -> None:
    assert accepted("gzip;q=0.5, br;q=0, *;q=0.0, deflate") == {"gzip", "deflate"}
    assert accepted("") == frozenset()
    assert has_it('"a", W/"b"', '"b"')
    assert has_it("*", '"b"')
    assert not has_it('"a"', '"b"')
    assert is_compressible("application/problem+json")
    assert not is_compressible("text/event-stream; charset=utf-8")
    assert not is_compressible("video/mp2t")


async def test_a_socket_where_none_is_gets_an_answer(folder: Path) -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "websocket", "path": "/guide", "headers": [], "extensions": {"websocket.http.response": {}}}
    await Frontend(folder)(scope, receive, send)
    assert (sent[0]["type"], sent[0]["status"]) == ("websocket.http.response.start", 404)
