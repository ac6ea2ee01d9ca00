"""A service starts in order, says how it stands, and turns every error into a problem."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import orjson
import pytest
from fastapi import APIRouter
from pydantic import BaseModel

from prism_core import logs
from prism_core.bus import Bus, MemoryBus, RedisBus
from prism_core.errors import NotFound, Unavailable
from prism_core.requests import EngineInfo, SpeechResult, Synthesize
from prism_core.service import Service
from prism_core.testing import running
from prism_core.work import WorkClient


class Body(BaseModel):
    count: int


def router() -> APIRouter:
    routes = APIRouter()

    @routes.get("/api/thing/{name}")
    async def thing(name: str) -> dict[str, str]:
        if name == "none":
            raise NotFound("no thing is called 'none'; things: 'one'", near="one")
        if name == "away":
            raise Unavailable("the things are away")
        if name == "crash":
            raise RuntimeError("secret")
        return {"name": name}

    @routes.post("/api/things")
    @routes.post("/v1/things")
    async def things(body: Body) -> int:
        return body.count

    @routes.get("/v1/thing")
    async def openai() -> None:
        raise NotFound("no such model")

    return routes


@asynccontextmanager
async def client(**options: Any) -> AsyncIterator[httpx.AsyncClient]:
    service = Service("test", **options)
    async with running(service.app) as live, httpx.AsyncClient(base_url=live.url, timeout=60) as made:
        yield made


async def until_ready(asked: httpx.AsyncClient) -> None:
    async with asyncio.timeout(60):
        while (await asked.get("/readyz")).status_code != 200:
            await asyncio.sleep(0.02)


async def test_health_answers_while_a_model_loads_and_readiness_waits_for_it() -> None:
    loaded = asyncio.Event()
    async with client(start=loaded.wait, describe=lambda: EngineInfo(engine="x", model="y", reason="z")) as asked:
        assert (await asked.get("/healthz")).status_code == 200
        unready = await asked.get("/readyz")
        assert (unready.status_code, unready.json()["reason"]) == (503, "starting")
        loaded.set()
        await until_ready(asked)
        status = (await asked.get("/status")).json()
    assert status["engine"] == {"engine": "x", "model": "y", "device": "cpu", "reason": "z", "notice": ""}
    assert status["service"] == "test"


async def test_without_redis_a_service_is_alive_and_unready_and_says_why() -> None:
    async with client(bus=RedisBus("redis://127.0.0.1:1/0")) as asked:
        assert (await asked.get("/healthz")).status_code == 200
        async with asyncio.timeout(60):
            while (unready := await asked.get("/readyz")).json()["reason"] == "starting":
                await asyncio.sleep(0.02)
    assert unready.status_code == 503
    assert unready.json()["reason"] == "Redis does not answer"


async def test_work_is_done_once_the_service_is_ready() -> None:
    bus: Bus = MemoryBus()

    async def speak(request: Synthesize, payload: bytes) -> AsyncIterator[tuple[SpeechResult, bytes]]:
        yield SpeechResult(sample_rate=8000), request.text.encode()

    asking = WorkClient(bus)
    await asking.start()
    async with client(bus=bus, work={Synthesize: speak}) as asked:
        await until_ready(asked)
        found = [extra async for _, extra in asking.ask(Synthesize(text="hello"))]
    await asking.close()
    assert found == [b"hello"]


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [("/api/thing/none", 404, "not-found"), ("/api/thing/away", 503, "unavailable"), ("/nothing", 404, "not-found")],
)
async def test_errors_are_problem_details(path: str, status: int, kind: str) -> None:
    async with client(routers=[router()]) as asked:
        answer = await asked.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == f"urn:prism:problem:{kind}"
    assert ("retry-after" in answer.headers) == (status == 503)


async def test_a_problem_carries_its_details() -> None:
    async with client(routers=[router()]) as asked:
        assert (await asked.get("/api/thing/none")).json()["near"] == "one"


async def test_input_that_does_not_fit_names_the_field() -> None:
    async with client(routers=[router()]) as asked:
        answer = await asked.post("/api/things", json={"count": "many"})
    assert answer.status_code == 422
    assert "body.count" in answer.json()["detail"]


async def test_below_v1_errors_have_openais_shape() -> None:
    async with client(routers=[router()]) as asked:
        error = (await asked.get("/v1/thing")).json()["error"]
    assert error == {"message": "no such model", "type": "invalid_request_error", "code": "not_found", "param": None}


async def test_below_v1_input_that_does_not_fit_is_a_bad_request_that_names_the_parameter() -> None:
    async with client(routers=[router()]) as asked:
        answer = await asked.post("/v1/things", json={"count": "many"})
    error = answer.json()["error"]
    assert (answer.status_code, error["type"], error["param"]) == (400, "invalid_request_error", "count")


async def test_requests_are_counted_by_their_template() -> None:
    async with client(routers=[router()]) as asked:
        await asked.get("/api/thing/one")
        metrics = (await asked.get("/metrics")).text
    assert 'route="/api/thing/{name}"' in metrics
    assert "/api/thing/one" not in metrics


def test_log_lines_are_json_with_session_and_fields() -> None:
    import logging

    formatter = logs.JsonFormatter("test")
    record = logging.makeLogRecord({"msg": "turn completed", "levelname": "INFO", "first_audio_seconds": 0.4})
    with logs.bound(session="s", turn="t"):
        line = orjson.loads(formatter.format(record))
    assert (line["message"], line["session"], line["turn"], line["first_audio_seconds"]) == (
        "turn completed",
        "s",
        "t",
        0.4,
    )


async def test_start_and_stop_run_in_order() -> None:
    order: list[str] = []
    async with client(start=lambda: order.append("start"), stop=lambda: order.append("stop")) as asked:
        await until_ready(asked)
    assert order == ["start", "stop"]


def test_the_document_says_how_errors_look() -> None:
    router = APIRouter()

    @router.get("/api/things/{number}")
    async def thing(number: int) -> int:
        return number

    @router.get("/v1/models/{number}")
    async def model(number: int) -> int:
        return number

    document = Service("test", routers=[router]).app.openapi()
    ours = document["paths"]["/api/things/{number}"]["get"]["responses"]
    theirs = document["paths"]["/v1/models/{number}"]["get"]["responses"]
    assert set(ours) == set(theirs) == {"200", "default"}
    assert set(ours["default"]["content"]) == {"application/problem+json"}
    assert set(theirs["default"]["content"]) == {"application/json"}
    assert {"Problem", "OpenAIError"} <= set(document["components"]["schemas"])
