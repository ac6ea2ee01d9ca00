"""A piece of work keeps its name across HTTP, the bus and the log."""

import asyncio
import json
import logging
import time
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest
from fastapi import APIRouter

from prism_core import spans, trace
from prism_core.bus import Bus, names
from prism_core.events import Result
from prism_core.logs import JsonFormatter
from prism_core.model import Model
from prism_core.requests import SpeechResult, Synthesize
from prism_core.service import Service
from prism_core.spans import Span
from prism_core.trace import Trace
from prism_core.work import WorkClient, Worker

OURS = Trace("a" * 32, "b" * 16)


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


def test_a_trace_survives_its_header() -> None:
    assert trace.parse(str(OURS)) == OURS
    assert trace.parse(str(Trace("a" * 32, "b" * 16, sampled=False))) == Trace("a" * 32, "b" * 16, sampled=False)


@pytest.mark.parametrize(
    "header",
    [
        "",
        "nonsense",
        f"00-{'0' * 32}-{'b' * 16}-01",
        f"00-{'a' * 32}-{'0' * 16}-01",
        f"ff-{'a' * 32}-{'b' * 16}-01",
        f"00-{'A' * 32}-{'b' * 16}-01",
        f"00-{'a' * 32}-{'b' * 16}-01-more",
        f"00-{'a' * 31}-{'b' * 16}-01",
    ],
)
def test_what_is_no_trace_is_not_taken_for_one(header: str) -> None:
    assert trace.parse(header) is None


def test_a_later_version_of_the_header_is_read_as_far_as_it_is_known() -> None:
    assert trace.parse(f"01-{'a' * 32}-{'b' * 16}-01-more") == OURS


def test_a_step_within_a_trace_has_a_name_of_its_own() -> None:
    child = OURS.child()
    assert (child.trace_id, child.sampled) == (OURS.trace_id, True)
    assert child.span_id != OURS.span_id


def test_log_lines_carry_the_trace() -> None:
    record = logging.makeLogRecord({"msg": "hello"})
    with trace.inside(OURS):
        assert json.loads(JsonFormatter("test").format(record))["trace_id"] == OURS.trace_id
    assert "trace_id" not in json.loads(JsonFormatter("test").format(record))


def test_steps_know_whose_part_they_are_and_whether_they_failed(exported: Spans) -> None:
    with spans.span("whole", within=OURS) as whole, pytest.raises(ValueError, match="no"), spans.span("part"):
        raise ValueError("no")
    part, ended = exported.taken
    assert (part.parent_id, part.failed) == (whole.trace.span_id, True)
    assert (ended.parent_id, ended.failed) == (OURS.span_id, False)
    assert part.began <= part.ended


def test_what_is_not_sampled_is_not_exported(exported: Spans) -> None:
    with spans.span("quiet", within=Trace("a" * 32, "b" * 16, sampled=False)):
        pass
    assert exported.taken == []


async def test_requests_to_other_services_carry_the_trace() -> None:
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(200)

    hooks = {"request": [trace.stamp]}
    async with httpx.AsyncClient(transport=httpx.MockTransport(answer), event_hooks=hooks) as client:
        with trace.inside(OURS):
            await client.get("http://media/")
        await client.get("http://media/")
    assert [request.headers.get("traceparent") for request in asked] == [str(OURS), None]


async def test_a_service_goes_on_with_the_trace_of_a_request(exported: Spans) -> None:
    router = APIRouter()

    @router.get("/things/{name}")
    async def thing(name: str) -> str:
        return str(trace.current())

    transport = httpx.ASGITransport(Service("test", routers=[router]).app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        inside = (await client.get("/things/secret", headers={"traceparent": str(OURS)})).json()
    assert inside[3:35] == OURS.trace_id
    [span] = exported.taken
    assert (span.name, span.parent_id, span.kind) == ("GET /things/{name}", OURS.span_id, "server")


async def test_work_belongs_to_the_trace_of_who_asked_for_it(bus: Bus) -> None:
    async def speak(request: Synthesize, payload: bytes) -> AsyncIterator[tuple[Model, bytes]]:
        yield SpeechResult(sample_rate=8000), str(trace.current()).encode()

    worker, client = Worker(bus, "test", {Synthesize: speak}), WorkClient(bus)
    await worker.start()
    await client.start()
    with trace.inside(OURS):
        found = [extra async for _, extra in client.ask(Synthesize(text="one"))]
    assert found[0][3:35] == OURS.trace_id.encode()
    await client.close()
    await worker.drain(0.1)


async def test_results_carry_the_trace_of_the_work(bus: Bus) -> None:
    async def speak(request: Synthesize, payload: bytes) -> AsyncIterator[tuple[Model, bytes]]:
        yield SpeechResult(sample_rate=8000), b""

    worker = Worker(bus, "test", {Synthesize: speak})
    await worker.start()
    async with bus.subscribe(names.replies("test")) as replies:
        deadline = time.time() + 10
        asked = Synthesize(
            text="one", request_id="1", reply_to=names.replies("test"), deadline=deadline, traceparent=str(OURS)
        )
        await bus.enqueue(names.work(asked.stream), asked.model_dump_json().encode() + b"\n")
        async with asyncio.timeout(60):
            async for message in replies:
                if isinstance(message.event, Result):
                    assert message.event.traceparent[3:35] == OURS.trace_id
                    break
    await worker.drain(0.1)
