"""What the edge notes of requests: log lines without secrets, metrics by template, and traces."""

import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from fastapi import APIRouter
from prometheus_client import REGISTRY
from starlette.requests import Request

from prism_core import spans, trace
from prism_core.service import Service
from prism_core.spans import Span
from prism_core.testing import running
from prism_core.trace import Trace
from prism_gateway.edge.edge import Edge
from prism_gateway.edge.lines import Lines
from prism_gateway.edge.observing import Observing
from prism_gateway.edge.proxy import Proxy
from prism_gateway.edge.routes import Route, Routes

OURS = Trace("a" * 32, "b" * 16)


@dataclass
class Noted:
    """The edge in front of a service, and what it notes."""

    client: httpx.AsyncClient
    written: list[bytes] = field(default_factory=list)

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in b"".join(self.written).splitlines()]


class Spans:
    """A sink that keeps what it is given."""

    def __init__(self) -> None:
        self.taken: list[Span] = []

    def take(self, span: Span) -> None:
        self.taken.append(span)

    def close(self) -> None:
        pass


@pytest.fixture
def exported() -> Iterator[Spans]:
    sink = Spans()
    spans.export_to(sink)
    yield sink
    spans.export_to(None)


def service() -> Service:
    router = APIRouter()

    @router.get("/api/channels/{channel_id}")
    async def channel(channel_id: str, request: Request) -> dict[str, str]:
        return {"traceparent": request.headers["traceparent"], "inside": str(trace.current())}

    @router.get("/api/output/{token}/playlist.m3u")
    async def output(token: str) -> str:
        return "#EXTM3U"

    @router.post("/api/channels")
    async def made(request: Request) -> int:
        return len(await request.body())

    return Service("media", routers=[router])


@pytest.fixture
async def noted() -> AsyncIterator[Noted]:
    async with running(service().app) as media:
        own = Service("gateway").app
        routes = [Route(prefix, "media", (media.url,)) for prefix in ("/api/channels", "/api/output")]
        proxy, written = Proxy(), list[bytes]()
        observing = Observing(written.append, ratio=1.0)
        edge = Edge(
            own,
            Routes(routes, Route("", "frontend")),
            proxy,
            guards=(observing.begin,),
            decorators=(observing.decorate,),
            observers=(observing.ended,),
        )
        async with running(edge) as live, httpx.AsyncClient(base_url=live.url, timeout=60) as client:
            yield Noted(client, written)
        await proxy.close()


async def test_a_request_is_one_line_with_all_that_matters(noted: Noted) -> None:
    answer = await noted.client.post("/api/channels", content=b"x" * 10)
    [line] = noted.lines()
    assert line["request_id"] == answer.headers["x-request-id"]
    assert (line["method"], line["route"], line["status"]) == ("POST", "/api/channels", 200)
    assert (line["upstream"], line["client"], line["user"]) == ("media", "127.0.0.1", "")
    assert (line["bytes_in"], line["bytes_out"]) == (10, len(answer.content))
    assert 0 < line["upstream_seconds"] <= line["seconds"]
    assert len(line["trace_id"]) == 32


async def test_routes_are_known_by_their_templates_and_the_field_stays_inside(noted: Noted) -> None:
    answer = await noted.client.get("/api/channels/demo-beat")
    assert noted.lines()[0]["route"] == "/api/channels/{channel_id}"
    assert "x-prism-route" not in answer.headers
    labels = {"upstream": "media", "route": "/api/channels/{channel_id}", "method": "GET", "status": "2xx"}
    assert REGISTRY.get_sample_value("prism_edge_request_duration_seconds_count", labels)


async def test_no_secret_of_an_address_is_written(noted: Noted) -> None:
    await noted.client.get("/api/output/s3cret-token/playlist.m3u?password=s3cret")
    await noted.client.get("/api/channels/x?token=s3cret", headers={"authorization": "Bearer s3cret"})
    assert b"s3cret" not in b"".join(noted.written)


@pytest.mark.parametrize("forged", ["%0a%7b%22level%22%3a%22error%22%7d", "%1b%5b31m", "%e2%80%a8x"])
async def test_nobody_can_write_a_line_of_their_own(noted: Noted, forged: str) -> None:
    await noted.client.get(f"/api/channels/a{forged}")
    text = b"".join(noted.written)
    assert text.count(b"\n") == len(noted.lines()) == 1
    assert b"\x1b" not in text


async def test_strangers_cannot_make_metrics_grow(noted: Noted) -> None:
    def routes() -> set[str]:
        return {
            sample.labels["route"]
            for metric in REGISTRY.collect()
            if metric.name == "prism_edge_request_duration_seconds"
            for sample in metric.samples
        }

    await noted.client.request("GET", "/api/channels/a/b/c/nothing")
    await noted.client.get("/nothing-1")
    before = routes()
    for number in range(5):
        await noted.client.request(f"ODD{number}", f"/nothing-{number}")
        await noted.client.get(f"/api/channels/a/b/c/{number}")
    assert routes() == before


async def test_health_checks_are_not_logged(noted: Noted) -> None:
    assert (await noted.client.get("/healthz")).status_code == 200
    assert noted.lines() == []


async def test_a_trace_that_comes_in_goes_on_to_the_service(noted: Noted, exported: Spans) -> None:
    answer = (await noted.client.get("/api/channels/x", headers={"traceparent": str(OURS)})).json()
    assert answer["traceparent"][3:35] == answer["inside"][3:35] == OURS.trace_id
    assert noted.lines()[0]["trace_id"] == OURS.trace_id
    found = {span.kind: span for span in exported.taken if span.name != "GET /api/channels/{channel_id}"}
    whole = next(span for span in exported.taken if span.parent_id == OURS.span_id)
    assert whole.attributes["http.response.status_code"] == 200
    assert found["client"].parent_id == whole.trace.span_id
    served = next(span for span in exported.taken if span.parent_id == found["client"].trace.span_id)
    assert served.kind == "server"


@pytest.mark.parametrize("header", [None, "nonsense", f"00-{'0' * 32}-{'b' * 16}-01"])
async def test_a_request_without_a_trace_gets_one(noted: Noted, header: str | None) -> None:
    headers = {"traceparent": header} if header else {}
    answer = (await noted.client.get("/api/channels/x", headers=headers)).json()
    assert trace.parse(answer["traceparent"]) is not None


async def test_lines_go_out_together_and_none_is_lost() -> None:
    written: list[bytes] = []
    lines = Lines(written.append)
    for number in range(100):
        lines.put(b"%d\n" % number)
    assert written == []
    lines.flush()
    assert len(written) == 1
    assert written[0].splitlines() == [b"%d" % number for number in range(100)]
