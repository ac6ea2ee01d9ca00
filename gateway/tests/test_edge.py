"""The edge against a real upstream: what a proxy must do right."""

import asyncio
import gzip
import itertools
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import httpx
import pytest
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from prism_core import fleet
from prism_core.errors import BadInput
from prism_core.testing import running
from prism_gateway.edge.edge import Edge
from prism_gateway.edge.hygiene import is_ours
from prism_gateway.edge.proxy import Proxy
from prism_gateway.edge.routes import Route, Routes
from prism_gateway.edge.static import Frontend
from prism_gateway.edge.status import merge
from prism_gateway.edge.table import all_routes


class Upstream:
    """A service that shows what reached it."""

    def __init__(self) -> None:
        self.app = FastAPI()
        self.asked = asyncio.Event()
        self.cancelled = asyncio.Event()
        self.app.add_api_route("/echo/{path:path}", self.echo, methods=["GET", "POST", "HEAD"])
        self.app.add_api_route("/echo-stream", self.stream, methods=["GET"])
        self.app.add_api_route("/echo-slow", self.slow, methods=["GET"])
        self.app.add_api_route("/echo-cookies", self.cookies, methods=["GET"])
        self.app.add_api_route("/echo-gzip", self.zipped, methods=["GET"])
        self.app.add_api_route("/echo-broken", self.broken, methods=["GET"])

    async def echo(self, request: Request) -> dict[str, Any]:
        body = await request.body()
        return {
            "path": request.url.path,
            "query": request.url.query,
            "bytes": len(body),
            "headers": request.headers.items(),
        }

    async def stream(self) -> StreamingResponse:
        async def ticks() -> AsyncIterator[bytes]:
            try:
                for n in itertools.count():
                    yield f"data: {n}\n\n".encode()
                    await asyncio.sleep(0.02)
            finally:
                self.cancelled.set()

        return StreamingResponse(ticks(), media_type="text/event-stream")

    async def slow(self, request: Request) -> None:
        self.asked.set()
        while not await request.is_disconnected():
            await asyncio.sleep(0.05)
        self.cancelled.set()

    async def cookies(self) -> Response:
        response = Response("x")
        response.set_cookie("a", "1")
        response.set_cookie("b", "2")
        return response

    async def zipped(self) -> Response:
        return Response(gzip.compress(b"hello" * 100, mtime=0), headers={"content-encoding": "gzip"})

    async def broken(self) -> StreamingResponse:
        async def half() -> AsyncIterator[bytes]:
            yield b"half"
            raise RuntimeError("died")

        return StreamingResponse(half(), headers={"content-length": "1000"})


class Edged:
    """The edge in front of an upstream."""

    def __init__(self, upstream: Upstream, url: str) -> None:
        self.upstream = upstream
        self.url = url


@pytest.fixture
async def edged(tmp_path: Path) -> AsyncIterator[Edged]:
    upstream = Upstream()
    async with running(upstream.app) as service:
        echoing = ("/echo", "/echo-stream", "/echo-slow", "/echo-cookies", "/echo-gzip", "/echo-broken")
        routes = [Route(prefix, "echo", (service.url,)) for prefix in echoing]
        routes.append(Route("/gone", "gone", ("http://127.0.0.1:1",)))
        proxy = Proxy()
        own = FastAPI()
        own.mount("/", Frontend(tmp_path))
        async with running(Edge(own, Routes(routes, Route("", "frontend")), proxy)) as edge:
            yield Edged(upstream, edge.url)
        await proxy.close()


async def test_path_query_and_body_arrive_as_they_were_sent(edged: Edged) -> None:
    async with httpx.AsyncClient(base_url=edged.url, timeout=60) as client:
        answer = (await client.post("/echo/a%20b/c?x=1&x=2", content=b"z" * 3_000_000)).json()
    assert answer["path"] == "/echo/a b/c"
    assert answer["query"] == "x=1&x=2"
    assert answer["bytes"] == 3_000_000


async def test_a_chunked_upload_is_streamed_through(edged: Edged) -> None:
    async def body() -> AsyncIterator[bytes]:
        for _ in range(10):
            yield b"x" * 1000

    async with httpx.AsyncClient(base_url=edged.url, timeout=60) as client:
        assert (await client.post("/echo/up", content=body())).json()["bytes"] == 10_000


async def test_a_stream_arrives_as_it_is_sent_and_ends_with_its_client(edged: Edged) -> None:
    async with aiohttp.ClientSession() as client:
        async with client.get(f"{edged.url}/echo-stream") as answer:
            first = await asyncio.wait_for(answer.content.readline(), 60)
            assert first == b"data: 0\n"
        async with asyncio.timeout(60):
            await edged.upstream.cancelled.wait()


async def test_a_client_that_leaves_before_the_answer_ends_the_work_behind_it(edged: Edged) -> None:
    async with aiohttp.ClientSession() as client:
        asking = asyncio.create_task(client.get(f"{edged.url}/echo-slow"))
        async with asyncio.timeout(60):
            await edged.upstream.asked.wait()
        asking.cancel()
        await asyncio.wait([asking])
    async with asyncio.timeout(60):
        await edged.upstream.cancelled.wait()


async def test_two_cookies_stay_two(edged: Edged) -> None:
    async with httpx.AsyncClient(base_url=edged.url, timeout=60) as client:
        assert len((await client.get("/echo-cookies")).headers.get_list("set-cookie")) == 2


async def test_compressed_bytes_pass_untouched(edged: Edged) -> None:
    async with aiohttp.ClientSession(auto_decompress=False) as client, client.get(f"{edged.url}/echo-gzip") as answer:
        assert answer.headers["content-encoding"] == "gzip"
        assert await answer.read() == gzip.compress(b"hello" * 100, mtime=0)


async def test_an_upstream_that_dies_half_way_never_looks_like_a_clean_end(edged: Edged) -> None:
    async with httpx.AsyncClient(base_url=edged.url, timeout=60) as client:
        with pytest.raises(httpx.RemoteProtocolError):
            await client.get("/echo-broken")


async def test_forged_forwarding_fields_do_not_reach_the_service(edged: Edged) -> None:
    async with httpx.AsyncClient(base_url=edged.url, timeout=60) as client:
        answer = (await client.get("/echo/x", headers={"X-Forwarded-For": "6.6.6.6", "X-Real-IP": "6.6.6.6"})).json()
    headers = dict(answer["headers"])
    assert headers["x-forwarded-for"] == "127.0.0.1"
    assert "x-real-ip" not in headers


async def test_a_service_that_is_away_is_named(edged: Edged) -> None:
    async with httpx.AsyncClient(base_url=edged.url, timeout=60) as client:
        answer = await client.post("/gone/x", content=b"x")
    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"
    assert "the gone service does not answer" in answer.json()["detail"]
    assert answer.headers["retry-after"]


@pytest.mark.parametrize(
    "path", ["/echo/../admin", "/echo/%2e%2e/admin", "/echo/a%2fb", "/echo/%00", "//echo", "/echo\\x"]
)
async def test_a_path_that_means_another_is_refused_and_the_connection_closed(edged: Edged, path: str) -> None:
    host, port = edged.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    answer = await asyncio.wait_for(reader.read(), 60)
    writer.close()
    await writer.wait_closed()
    assert answer.startswith(b"HTTP/1.1 400")


@pytest.mark.parametrize(
    ("host", "ours"),
    [
        ("127.0.0.1:4000", True), ("[::1]:4000", True), ("192.168.1.7", True), ("localhost:4000", True),
        ("tv", True), ("living-room.local:4000", True), ("tv.example", True), ("evil.example:4000", False),
        ("127.0.0.1.evil.example", False),
    ],
)  # fmt: skip
def test_only_our_own_names_are_served(host: str, ours: bool) -> None:
    assert is_ours(host, frozenset({"tv.example"})) is ours


async def test_a_name_that_is_not_ours_is_refused(edged: Edged) -> None:
    async with httpx.AsyncClient(base_url=edged.url, timeout=60) as client:
        answer = await client.get("/echo/x", headers={"Host": "evil.example"})
    assert answer.status_code == 421
    assert "PRISM_ALLOWED_ORIGINS" in answer.json()["detail"]


async def test_every_answer_has_a_request_id(edged: Edged) -> None:
    async with httpx.AsyncClient(base_url=edged.url, timeout=60) as client:
        assert len((await client.get("/echo/x")).headers["x-request-id"]) == 16


async def test_the_frontend_is_served_with_a_policy_and_its_assets_for_ever(edged: Edged, tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "app-1234.js").write_text("1")
    async with httpx.AsyncClient(base_url=edged.url, timeout=60) as client:
        missing = await client.get("/")
        assert missing.status_code == 503
        assert "make build" in missing.text
        assert (await client.get("/api/nothing")).status_code == 404
        assert (await client.request("QUERY", "/")).status_code == 405
        (tmp_path / "index.html").write_text("<title>Prism</title>")
        page = await client.get("/guide")
        assert "<title>Prism</title>" in page.text
        assert "default-src 'self'" in page.headers["content-security-policy"]
        assert page.headers["cache-control"] == "no-cache"
        asset = await client.get("/assets/app-1234.js")
        assert "immutable" in asset.headers["cache-control"]
        assert (await client.get("/assets/none.js")).status_code == 404
        for path in ("/api/nothing", "/.well-known/oauth-authorization-server"):
            unknown = await client.get(path)
            assert (unknown.status_code, unknown.headers["content-type"]) == (404, "application/problem+json")
        assert (await client.get("/" + "x" * 300)).status_code == 200
        again = await client.get("/assets/app-1234.js", headers={"If-None-Match": asset.headers["etag"]})
        assert again.status_code == 304


@pytest.mark.parametrize("prefix", ["/api/channels", "/ws", "/healthz", "/a b", "/a%20b", "/a/../b", "//a", "/a/", "a"])
def test_a_route_that_would_never_be_taken_or_takes_what_is_ours_is_named_at_the_start(prefix: str) -> None:
    text = json.dumps({prefix: {"upstream": "http://127.0.0.1:1"}})
    with pytest.raises(BadInput, match=f"PRISM_ROUTES: '{prefix}'"):
        all_routes({spec.name: spec.url for spec in fleet.FLEET}, text)


def test_documents_of_several_services_become_one() -> None:
    def document(path: str, schema: str) -> dict[str, Any]:
        return {"openapi": "3.1.0", "info": {"title": path, "version": "1"}, "paths": {path: {"get": {}}},
                "components": {"schemas": {schema: {"title": path}}}}  # fmt: skip

    merged = merge([document("/a", "X"), document("/b", "X"), document("/c", "Y")])
    assert list(merged["paths"]) == ["/a", "/b", "/c"]
    assert merged["components"]["schemas"]["X"] == {"title": "/a"}
    assert merged["info"]["title"] == "Prism"


def test_nothing_outside_asks_what_only_the_fleet_may() -> None:
    routes = all_routes({spec.name: spec.url for spec in fleet.FLEET})
    assert routes.match("/internal/reminders").upstreams == ()
    assert routes.match("/api/reminders/7").upstreams == (fleet.MEDIA.url,)
