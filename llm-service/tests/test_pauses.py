"""A model server that asks for a pause gets it: `Retry-After`, as seconds and as a date."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response

from prism_core.errors import Unavailable, UpstreamFailed
from prism_core.testing.live import running
from prism_llm.engines import Engine, Message, Prompt
from prism_llm.engines.ollama import Ollama
from prism_llm.engines.openai import OpenAI
from prism_llm.engines.pauses import TRIES, pause_of
from prism_llm.testing import PATIENT_SECONDS

PROMPT = Prompt([Message("user", "Hello")])
NOW = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
SAYS = {
    "/api/chat": '{"message": {"role": "assistant", "content": "Hi."}, "done": true}\n',
    "/v1/chat/completions": 'data: {"choices": [{"delta": {"content": "Hi."}}]}\n\ndata: [DONE]\n\n',
    "/api/tags": '{"models": [{"model": "llama3.2:latest"}]}',
    "/v1/models": "{}",
}


class Busy:
    """A model server of both protocols that answers a number of requests with a status and `Retry-After`."""

    def __init__(self, status: int, after: str, times: int = 1) -> None:
        self.status, self.after, self.times = status, after, times
        self.asked_at: list[float] = []
        self.app = FastAPI()
        self.app.api_route("/{path:path}", methods=["GET", "POST"])(self.answer)

    async def answer(self, request: Request) -> Response:
        self.asked_at.append(asyncio.get_running_loop().time())
        if len(self.asked_at) <= self.times:
            return JSONResponse({"error": "busy"}, self.status, {"Retry-After": self.after})
        return Response(SAYS[request.url.path])


@pytest.fixture(params=["ollama", "openai"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def engine_at(url: str, kind: str) -> Engine:
    if kind == "ollama":
        return Ollama(url, "llama3.2", first_seconds=PATIENT_SECONDS, probe_seconds=PATIENT_SECONDS)
    return OpenAI(f"{url}/v1", "m", first_seconds=PATIENT_SECONDS)


async def said(pieces: AsyncIterator[object]) -> Sequence[object]:
    return [piece async for piece in pieces]


@pytest.mark.parametrize("status", [429, 503])
async def test_a_short_pause_is_waited_for_and_the_question_asked_again(kind: str, status: int) -> None:
    busy = Busy(status, "1")
    async with running(busy.app) as live:
        engine = engine_at(live.url, kind)
        assert await said(engine.reply(PROMPT)) == ["Hi."]
        await engine.close()
    first, second = busy.asked_at
    assert second - first >= 1


async def test_nothing_is_asked_while_a_longer_pause_lasts_and_nobody_waits_for_its_end(kind: str) -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(minutes=5), usegmt=True)
    busy = Busy(503, later)
    async with running(busy.app) as live:
        engine = engine_at(live.url, kind)
        for _ in range(2):
            with pytest.raises(Unavailable, match="asks for a pause of"):
                await said(engine.reply(PROMPT))
        assert "asks for a pause of" in await engine.available()
        await engine.close()
    assert len(busy.asked_at) == 1


async def test_a_server_that_goes_on_asking_for_pauses_is_given_up(kind: str) -> None:
    busy = Busy(429, "0", times=100)
    async with running(busy.app) as live:
        engine = engine_at(live.url, kind)
        with pytest.raises(UpstreamFailed, match="refuses"):
            await said(engine.reply(PROMPT))
        await engine.close()
    assert len(busy.asked_at) == TRIES


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        ("0", 0),
        ("Tue, 24 Nov 2026 20:00:30 GMT", 30),
        ("Tuesday, 24-Nov-26 20:00:30 GMT", 30),
        ("Tue Nov 24 20:00:30 2026", 30),
        ("Tue, 24 Nov 2026 19:00:00 GMT", 0),
        ("", None),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("Tue, 99 Nov 2026 20:00:30 GMT", None),
    ],
)
def test_a_pause_is_read_as_the_standard_writes_it(value: str, seconds: float | None) -> None:
    assert pause_of(httpx.Headers({"retry-after": value} if value else {}), NOW) == seconds
