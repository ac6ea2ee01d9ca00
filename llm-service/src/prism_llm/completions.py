"""`/v1/chat/completions` and `/v1/models` in OpenAI's shape (https://platform.openai.com/docs/api-reference/chat)."""

import json
import time
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from typing import Any, Literal

from fastapi import APIRouter
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from prism_core.errors import BadInput, PrismError, info_of
from prism_core.requests import Exchange, Reply, UtteranceContext
from prism_llm.engines import Engine, Message, Prompt, closable
from prism_llm.engines.selection import Selection
from prism_llm.reply import Replier
from prism_llm.understanding import Understander

EMBEDDED_MODEL = "lumen"
"""The name under which the answers without a language model go."""


class ChatMessage(BaseModel):
    """A message; fields that other servers know are let pass."""

    model_config = ConfigDict(extra="ignore")

    role: Literal["system", "developer", "user", "assistant"]
    content: str | list[dict[str, Any]]

    def text(self) -> str:
        """Its words, whichever way they are given."""
        if isinstance(self.content, str):
            return self.content
        return " ".join(str(part.get("text", "")) for part in self.content if part.get("type") == "text")


class ChatBody(BaseModel):
    """A request for a completion."""

    model_config = ConfigDict(extra="ignore")

    messages: list[ChatMessage] = Field(min_length=1)
    model: str = ""
    stream: bool = False
    temperature: float | None = Field(default=None, ge=0, le=2)
    max_tokens: int | None = Field(default=None, ge=1)
    max_completion_tokens: int | None = Field(default=None, ge=1)


def completions_router(
    selection: Selection, replier: Replier, understander: Understander, now: Callable[[], float] = time.time
) -> APIRouter:
    """The OpenAI-compatible routes."""
    router = APIRouter(prefix="/v1", tags=["chat"])

    @router.get("/models")
    async def models() -> dict[str, Any]:
        """The model in use."""
        owner = selection.choice.engine
        return {
            "object": "list",
            "data": [{"id": _model(selection), "object": "model", "created": 0, "owned_by": owner}],
        }

    @router.post(
        "/chat/completions",
        response_model=None,
        # A stream's events are chunks of OpenAI's own shape, the last of them no JSON: no schema is that of each.
        responses={200: {"content": {"text/event-stream": {}}}},
    )
    async def complete(body: ChatBody) -> dict[str, Any] | StreamingResponse:
        """An answer to the last message, whole or as a stream."""
        if body.messages[-1].role != "user":
            raise BadInput("the last message must be the user's: there is nothing to answer otherwise")
        pieces = _pieces(body, selection.engine, replier, understander)
        frame = {"id": f"chatcmpl-{uuid.uuid4().hex}", "created": int(now()), "model": _model(selection)}
        if body.stream:
            return StreamingResponse(_events(pieces, frame), media_type="text/event-stream")
        text = "".join([piece async for piece in pieces])
        message = {"role": "assistant", "content": text}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        return {**frame, "object": "chat.completion", "choices": [choice]}

    return router


def _model(selection: Selection) -> str:
    engine = selection.engine
    return engine.model if engine else EMBEDDED_MODEL


async def _pieces(
    body: ChatBody, engine: Engine | None, replier: Replier, understander: Understander
) -> AsyncIterator[str]:
    if engine is not None:
        messages = [Message("system" if m.role == "developer" else m.role, m.text()) for m in body.messages]
        limit = body.max_completion_tokens or body.max_tokens
        async with aclosing(closable(engine.reply(Prompt(messages, body.temperature, limit)))) as written:
            async for piece in written:
                if isinstance(piece, str):
                    yield piece
        return
    text = body.messages[-1].text()
    commands = understander.understand(text, UtteranceContext()).commands
    first = True
    async for sentence in replier.reply(Reply(text=text, history=_history(body), commands=commands)):
        yield sentence.text if first else f" {sentence.text}"
        first = False


def _history(body: ChatBody) -> tuple[Exchange, ...]:
    exchanges: list[Exchange] = []
    asked: str | None = None
    for message in body.messages[:-1]:
        if message.role == "user":
            asked = message.text()
        elif message.role == "assistant" and asked is not None:
            exchanges.append(Exchange(viewer=asked, lumen=message.text()))
            asked = None
    return tuple(exchanges)


async def _events(pieces: AsyncIterator[str], frame: dict[str, Any]) -> AsyncIterator[str]:
    """Server-sent events; leaving early (the client went away) stops the engine."""

    def event(delta: dict[str, str], finish: str | None = None) -> str:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        return _sse({**frame, "object": "chat.completion.chunk", "choices": [choice]})

    async with aclosing(closable(pieces)) as written:
        yield event({"role": "assistant", "content": ""})
        try:
            async for piece in written:
                yield event({"content": piece})
        except PrismError as error:
            yield _sse({"error": {"message": error.message, "type": "server_error", "code": info_of(error).kind}})
            return
        yield event({}, "stop")
        yield "data: [DONE]\n\n"


def _sse(data: dict[str, Any]) -> str:
    return f"data: {json.dumps(data, ensure_ascii=False)}\n\n"
