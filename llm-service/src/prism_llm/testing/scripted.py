"""A model server that does as its script says, in both protocols, and remembers what it was asked."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx
from fastapi import FastAPI, Request
from fastapi.responses import StreamingResponse


@dataclass(frozen=True)
class Call:
    """The model asks for a tool; `arguments` of a string are written as they are."""

    name: str
    arguments: Mapping[str, Any] | str | list[Any] = field(default_factory=dict)


Answer = Sequence[str | Call]
Script = Callable[[Mapping[str, Any]], Answer]
"""What the model answers to a request's body; a piece that is empty is silence for ever."""


class ScriptedModel:
    """Serves `app`; `asked` holds the bodies of the requests, `left` is set when a connection was closed early."""

    def __init__(self, script: Script | Sequence[Answer], models: Sequence[str] = ("llama3.2",)) -> None:
        self.models = list(models)
        self._script = script if callable(script) else None
        self._answers = [] if callable(script) else list(script)
        self.asked: list[dict[str, Any]] = []
        self.left = asyncio.Event()
        self.app = FastAPI()
        self.app.post("/v1/chat/completions")(self.openai)
        self.app.post("/api/chat")(self.ollama)
        self.app.get("/v1/models")(self.listed)
        self.app.get("/api/tags")(self.tagged)

    async def openai(self, request: Request) -> StreamingResponse:
        """An answer in OpenAI's protocol."""
        return StreamingResponse(self._written(await request.json(), _as_openai), media_type="text/event-stream")

    async def ollama(self, request: Request) -> StreamingResponse:
        """An answer in Ollama's protocol."""
        return StreamingResponse(self._written(await request.json(), _as_ollama), media_type="application/x-ndjson")

    async def listed(self) -> dict[str, Any]:
        """Its models in OpenAI's protocol."""
        return {"object": "list", "data": [{"id": model, "object": "model"} for model in self.models]}

    async def tagged(self) -> dict[str, Any]:
        """Its models in Ollama's protocol."""
        return {"models": [{"model": f"{model}:latest"} for model in self.models]}

    async def _written(self, body: dict[str, Any], form: Callable[[str | Call | None, int], str]) -> AsyncIterator[str]:
        self.asked.append(body)
        answer = self._script(body) if self._script else self._answers.pop(0)
        done = False
        try:
            for index, piece in enumerate(answer):
                if piece == "":
                    await asyncio.Event().wait()
                yield form(piece, index)
            yield form(None, len(answer))
            done = True
        finally:
            if not done:
                self.left.set()


def _as_openai(piece: str | Call | None, index: int) -> str:
    if piece is None:
        return "data: [DONE]\n\n"
    if isinstance(piece, str):
        return f"data: {json.dumps({'choices': [{'delta': {'content': piece}}]})}\n\n"
    written = piece.arguments if isinstance(piece.arguments, str) else json.dumps(piece.arguments)
    half = len(written) // 2
    parts: list[dict[str, Any]] = [
        {"index": index, "id": f"call_{index}", "function": {"name": piece.name, "arguments": written[:half]}},
        {"index": index, "function": {"arguments": written[half:]}},
    ]
    return "".join(f"data: {json.dumps({'choices': [{'delta': {'tool_calls': [part]}}]})}\n\n" for part in parts)


def _as_ollama(piece: str | Call | None, index: int) -> str:
    message: dict[str, Any] = {"role": "assistant", "content": piece if isinstance(piece, str) else ""}
    if isinstance(piece, Call):
        message["tool_calls"] = [{"function": {"name": piece.name, "arguments": piece.arguments}}]
    return json.dumps({"message": message, "done": piece is None}) + "\n"


def answered(script: Script) -> Callable[[httpx.Request], httpx.Response]:
    """A transport's handler that answers in OpenAI's protocol at once, without a server."""

    def handle(request: httpx.Request) -> httpx.Response:
        answer = script(json.loads(request.content))
        return httpx.Response(
            200, text="".join(_as_openai(piece, index) for index, piece in enumerate([*answer, None]))
        )

    return handle
