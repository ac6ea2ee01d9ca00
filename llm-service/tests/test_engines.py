import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing, asynccontextmanager
from typing import Protocol, TypeVar

import httpx
import pytest
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

from prism_core.errors import BadInput, Unavailable, UpstreamFailed
from prism_core.testing.live import running
from prism_llm.engines import Message, Prompt, choose, closable
from prism_llm.engines.ollama import Ollama
from prism_llm.engines.openai import OpenAI
from prism_llm.engines.selection import Selection

PROMPT = Prompt([Message("system", "Be brief."), Message("user", "Hello")], temperature=0.2, max_tokens=50)
PIECES = ["Good ", "evening", "."]


class ModelServer:
    """Speaks both protocols; `stall_after` pieces it falls silent."""

    def __init__(self, stall_after: int | None = None, parts: Sequence[str] = PIECES) -> None:
        self.stall_after = stall_after
        self.parts = parts
        self.asked: list[dict[str, object]] = []
        self.left = asyncio.Event()
        self.app = FastAPI()
        self.app.post("/api/chat", response_model=None)(self.ollama)
        self.app.get("/api/tags")(self.tags)
        self.app.post("/v1/chat/completions")(self.openai)

    async def tags(self) -> dict[str, object]:
        return {"models": [{"model": "llama3.2:latest"}]}

    async def ollama(self, request: Request) -> Response:
        body = await request.json()
        self.asked.append(body)
        if body["model"] != "llama3.2":
            return JSONResponse({"error": f"model {body['model']!r} not found"}, 404)
        parts = [
            json.dumps({"message": {"role": "assistant", "content": piece}, "done": False}) + "\n"
            for piece in self.parts
        ]
        end = json.dumps({"message": {"role": "assistant", "content": ""}, "done": True}) + "\n"
        return StreamingResponse(self._written([*parts, end]), media_type="application/x-ndjson")

    async def openai(self, request: Request) -> Response:
        self.asked.append(await request.json())
        parts = [f"data: {json.dumps({'choices': [{'delta': {'content': piece}}]})}\n\n" for piece in self.parts]
        return StreamingResponse(self._written([*parts, "data: [DONE]\n\n"]), media_type="text/event-stream")

    async def _written(self, parts: list[str]) -> AsyncIterator[str]:
        try:
            for index, part in enumerate(parts):
                if index == self.stall_after:
                    await asyncio.Event().wait()
                yield part
        finally:
            self.left.set()


class Closable(Protocol):
    async def close(self) -> None: ...


Thing = TypeVar("Thing", bound=Closable)


@asynccontextmanager
async def closing(thing: Thing) -> AsyncIterator[Thing]:
    try:
        yield thing
    finally:
        await thing.close()


def engines(url: str, stall_seconds: float = 60.0) -> list[Ollama | OpenAI]:
    return [
        Ollama(url, "llama3.2", first_seconds=60.0, stall_seconds=stall_seconds, probe_seconds=60.0),
        OpenAI(f"{url}/v1", "m", first_seconds=60.0, stall_seconds=stall_seconds),
    ]


@pytest.mark.parametrize("which", [0, 1])
async def test_pieces_arrive_as_they_are_written(which: int) -> None:
    server = ModelServer()
    async with running(server.app) as live, closing(engines(live.url)[which]) as engine:
        assert [piece async for piece in engine.reply(PROMPT)] == PIECES
    assert server.asked[0]["messages"] == [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "Hello"},
    ]
    assert server.asked[0]["stream"] is True


@pytest.mark.parametrize("which", [0, 1])
async def test_leaving_early_stops_the_model(which: int) -> None:
    server = ModelServer(stall_after=1)
    async with running(server.app) as live, closing(engines(live.url)[which]) as engine:
        async with aclosing(closable(engine.reply(PROMPT))) as pieces:
            assert await anext(pieces) == PIECES[0]
        async with asyncio.timeout(60):
            await server.left.wait()


@pytest.mark.parametrize("which", [0, 1])
async def test_a_stalled_model_is_given_up_within_its_time(which: int) -> None:
    server = ModelServer(stall_after=1)
    async with running(server.app) as live, closing(engines(live.url, stall_seconds=0.3)[which]) as engine:
        pieces = engine.reply(PROMPT)
        assert await anext(pieces) == PIECES[0]
        with pytest.raises(Unavailable):
            await anext(pieces)


@pytest.mark.parametrize("which", [0, 1])
async def test_a_dead_server_is_said_to_be_away(which: int) -> None:
    engine = engines("http://127.0.0.1:9")[which]
    with pytest.raises(Unavailable, match="does not answer"):
        _ = [piece async for piece in engine.reply(PROMPT)]
    assert "does not answer" in await engine.available()


async def test_a_missing_model_comes_with_the_command_that_gets_it() -> None:
    server = ModelServer()
    async with (
        running(server.app) as live,
        closing(Ollama(live.url, "mistral", probe_seconds=60.0)) as engine,
        closing(Ollama(live.url, "llama3.2", probe_seconds=60.0)) as other,
    ):
        assert "ollama pull mistral" in await engine.available()
        with pytest.raises(Unavailable, match="ollama pull mistral"):
            _ = [piece async for piece in engine.reply(PROMPT)]
        assert await other.available() == ""


async def test_a_refusal_carries_its_reason() -> None:
    refuse = httpx.MockTransport(lambda _: httpx.Response(429, text="slow down"))
    with pytest.raises(UpstreamFailed, match="429: slow down"):
        _ = [piece async for piece in OpenAI("http://model/v1", "m", transport=refuse).reply(PROMPT)]


@pytest.mark.parametrize("line", ["data: {", 'data: {"choices": [3]}', "data: []"])
async def test_nonsense_from_a_server_is_its_fault(line: str) -> None:
    odd = httpx.MockTransport(lambda _: httpx.Response(200, text=f"{line}\n\n"))
    with pytest.raises(UpstreamFailed):
        _ = [piece async for piece in OpenAI("http://model/v1", "m", transport=odd).reply(PROMPT)]


async def test_what_servers_send_besides_an_answers_words_is_let_pass() -> None:
    events: list[dict[str, object]] = [
        {"choices": [], "prompt_filter_results": []},
        {"choices": [{"delta": {"role": "assistant", "content": None, "tool_calls": None}}]},
        {"choices": [{"delta": {"reasoning_content": "They greet me."}}]},
        {"choices": [{"delta": {"content": "Good evening."}}]},
        {"choices": [{"finish_reason": "stop"}]},
        {"usage": {"total_tokens": 9}},
    ]
    text = ": processing\n\nevent: message\n" + "".join(f"data:{json.dumps(event)}\n\n" for event in events)
    sends = httpx.MockTransport(lambda _: httpx.Response(200, text=text))
    assert [piece async for piece in OpenAI("http://model/v1", "m", transport=sends).reply(PROMPT)] == ["Good evening."]


async def test_only_line_feeds_end_a_line_of_an_answer() -> None:
    words = "one\u2028two\x85three. "
    event = json.dumps({"choices": [{"delta": {"content": words}}]}, ensure_ascii=False)
    sends = httpx.MockTransport(lambda _: httpx.Response(200, text=f"data: {event}\r\n\r\ndata: [DONE]\r\n\r\n"))
    assert [piece async for piece in OpenAI("http://model/v1", "m", transport=sends).reply(PROMPT)] == [words]


async def test_an_event_without_an_end_does_not_fill_the_memory() -> None:
    sends = httpx.MockTransport(lambda _: httpx.Response(200, text="data: " + "x" * (2 << 20)))
    with pytest.raises(UpstreamFailed, match="without an end"):
        _ = [piece async for piece in OpenAI("http://model/v1", "m", transport=sends).reply(PROMPT)]


async def endless() -> AsyncIterator[bytes]:
    yield b'{"message": {"content": "'
    for _ in range(100):
        yield b"x" * (1 << 20)
        await asyncio.sleep(0.001)  # The reader lives in the same loop.


async def test_a_line_of_ollamas_without_an_end_does_not_fill_the_memory() -> None:
    app = FastAPI()
    app.post("/api/chat", response_model=None)(lambda: StreamingResponse(endless()))
    app.get("/api/tags", response_model=None)(lambda: StreamingResponse(endless()))
    async with running(app) as live, closing(engines(live.url)[0]) as engine:
        with pytest.raises(Unavailable):
            _ = [piece async for piece in engine.reply(PROMPT)]
        assert "does not answer" in await engine.available()


async def test_only_line_feeds_end_a_line_of_ollamas_and_empty_ones_are_let_pass() -> None:
    words = "one\u2028two\x85three. "
    lines = [
        json.dumps({"message": {"role": "assistant", "content": text}, "done": not text}, ensure_ascii=False)
        for text in (words, "")
    ]
    app = FastAPI()
    app.post("/api/chat")(lambda: Response("\n\n".join(["", *lines, ""])))
    async with running(app) as live, closing(engines(live.url)[0]) as engine:
        assert [piece async for piece in engine.reply(PROMPT)] == [words]


@pytest.mark.parametrize("which", [0, 1])
async def test_an_answer_in_one_piece_is_no_longer_than_its_limit(which: int) -> None:
    server = ModelServer(parts=["on and on. " * 10_000])
    async with running(server.app) as live, closing(engines(live.url)[which]) as engine:
        told = "".join([str(piece) async for piece in engine.reply(PROMPT)])
    assert 100 < len(told) < 1_000


@pytest.mark.parametrize("which", [0, 1])
async def test_a_model_that_goes_on_beyond_its_limit_is_left(which: int) -> None:
    server = ModelServer(parts=["on and on. "] * 10_000)
    async with running(server.app) as live, closing(engines(live.url)[which]) as engine:
        told = "".join([str(piece) async for piece in engine.reply(PROMPT)])
    assert 100 < len(told) < 1_000


@pytest.mark.parametrize("line", ["[1, 2]", "null", "5", '{"message": "hello"}', "<html>"])
async def test_another_server_at_ollamas_address_is_said_to_be_none(line: str) -> None:
    app = FastAPI()
    app.get("/api/tags")(lambda: Response(line))
    app.post("/api/chat")(lambda: Response(line))
    async with running(app) as live, closing(engines(live.url)[0]) as engine:
        assert "does not answer" in await engine.available() or "has no model" in await engine.available()
        with pytest.raises(UpstreamFailed):
            _ = [piece async for piece in engine.reply(PROMPT)]


def test_the_choice_prefers_what_was_asked_for_then_what_answers() -> None:
    assert choose("auto", ollama_problem="", openai_url="").engine == "ollama"
    away = choose("auto", ollama_problem="Ollama does not answer", openai_url="")
    assert (away.engine, away.reason) == ("embedded", "Ollama does not answer")
    assert choose("auto", ollama_problem="", openai_url="http://x/v1").engine == "openai"
    assert choose("embedded", ollama_problem="", openai_url="http://x/v1").engine == "embedded"
    with pytest.raises(BadInput, match="LLM_BASE_URL"):
        choose("openai", ollama_problem="", openai_url="")


async def test_a_failed_engine_is_left_until_it_answers_again() -> None:
    server = ModelServer()
    async with (
        running(server.app) as live,
        closing(Selection("auto", Ollama(live.url, "llama3.2", probe_seconds=60.0), None)) as selection,
    ):
        await selection.check()
        assert selection.describe().model == "llama3.2"
        selection.failed("it stalled")
        assert selection.engine is None
        assert selection.describe().notice == selection.describe().reason == "it stalled"
        await selection.check()
        assert selection.engine is not None
        assert selection.describe().notice == "the last answer failed: it stalled", "until one succeeds"
        selection.answered()
        assert selection.describe().notice == ""


async def test_a_server_that_is_away_is_not_chosen_until_it_answers() -> None:
    answers = iter([httpx.Response(503), httpx.Response(200, json={"data": []})])
    openai = OpenAI("http://model/v1", "m", transport=httpx.MockTransport(lambda _: next(answers)))
    async with closing(Selection("auto", Ollama("http://127.0.0.1:9", "m"), openai, "http://model/v1")) as selection:
        await selection.check()
        assert selection.engine is None
        assert "in trouble" in selection.describe().reason
        await selection.check()
        assert selection.engine is openai
