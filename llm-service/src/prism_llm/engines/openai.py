"""Answers from any server that speaks OpenAI's chat completions (https://platform.openai.com/docs/api-reference/chat)."""

import asyncio
import json
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from typing import Any, Final

import httpx

from prism_core.errors import Unavailable, UpstreamFailed
from prism_llm.engines import EngineName, Message, Prompt, ToolCall, closable, cut, longest
from prism_llm.engines.functions import CallAssembler, function_of
from prism_llm.engines.pauses import Pauses
from prism_llm.engines.thoughts import Spoken

_LONGEST_LINE: Final = 1 << 20
"""Characters of one event: no server may fill the memory with one that does not end."""


class OpenAI:
    """One model of one server.

    Args:
        base_url: the server's address up to and with `/v1`.
        model: the model's name there.
        key: bearer token; empty for none.
        first_seconds: how long the first piece may take.
        stall_seconds: how long any further piece may take.
        transport: how to reach it; tests pass their own.
    """

    name: EngineName = "openai"

    def __init__(
        self,
        base_url: str,
        model: str,
        *,
        key: str = "",
        first_seconds: float = 30.0,
        stall_seconds: float = 15.0,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self.model = model
        self._base_url = base_url.rstrip("/")
        self._first_seconds = first_seconds
        self._stall_seconds = stall_seconds
        self._takes_tools = True
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        timeout = httpx.Timeout(None, connect=3.0)
        self._pauses = Pauses(transport)
        self._client = httpx.AsyncClient(headers=headers, timeout=timeout, transport=self._pauses)

    async def reply(self, prompt: Prompt) -> AsyncIterator[str | ToolCall]:
        """Pieces of the answer; closing this closes the connection, at which servers stop the model."""
        try:
            async with aclosing(closable(self._pieces(prompt))) as pieces:
                seconds, left = self._first_seconds, longest(prompt)
                while left > 0:
                    async with asyncio.timeout(seconds):
                        piece = await anext(pieces, None)
                    if piece is None:
                        return
                    seconds = self._stall_seconds
                    yield cut(piece, left) if isinstance(piece, str) else piece
                    left -= len(piece) if isinstance(piece, str) else 0
        except TimeoutError:
            raise Unavailable(f"the model {self.model!r} at {self._base_url} wrote nothing in time") from None
        except httpx.HTTPError as error:
            raise Unavailable(f"the model server at {self._base_url} does not answer (LLM_BASE_URL)") from error

    async def _pieces(self, prompt: Prompt) -> AsyncIterator[str | ToolCall]:
        calls = CallAssembler()
        spoken = Spoken()
        ended = False
        async with self._asked(prompt) as answer:
            async for line in _lines(answer):
                if not line.startswith("data:"):
                    continue
                data = line.removeprefix("data:").strip()
                if data == "[DONE]":
                    ended = True
                    break
                choice = _choice_of(data)
                ended = ended or bool(choice.get("finish_reason"))
                delta = choice.get("delta") or {}
                calls.push(delta.get("tool_calls"))
                if text := spoken.push(str(delta.get("content") or "")):
                    yield text
        if not ended and not spoken.whole:  # Some servers forget to say that they end.
            raise Unavailable(f"the model server at {self._base_url} stopped in the middle of an answer")
        if text := spoken.rest():
            yield text
        for call in calls.calls():
            yield call

    @asynccontextmanager
    async def _asked(self, prompt: Prompt) -> AsyncIterator[httpx.Response]:
        """The server's answer; it is asked again without tools where it was set up to take none."""
        url = f"{self._base_url}/chat/completions"
        async with self._client.stream("POST", url, json=self._body(prompt)) as answer:
            if answer.status_code < 400:
                yield answer
                return
            await answer.aread()
        if not (prompt.tools and self._takes_tools and answer.status_code < 500 and "tool" in answer.text):
            raise UpstreamFailed(f"the model server refuses with {answer.status_code}: {answer.text[:200]}")
        self._takes_tools = False
        async with self._asked(prompt) as plain:
            yield plain

    def _body(self, prompt: Prompt) -> dict[str, Any]:
        body: dict[str, Any] = {
            "model": self.model,
            "stream": True,
            "messages": [_wire(message) for message in prompt.messages],
        }
        if prompt.tools and self._takes_tools:
            body["tools"] = [function_of(tool) for tool in prompt.tools]
        if prompt.temperature is not None:
            body["temperature"] = prompt.temperature
        if prompt.max_tokens is not None:
            body["max_tokens"] = prompt.max_tokens
        return body

    async def available(self) -> str:
        """Why it cannot be used now: no server, or one that is busy for a while."""
        if self._pauses.short:
            return ""
        try:
            answer = await self._client.get(f"{self._base_url}/models", timeout=3.0)
        except Unavailable as error:
            return error.message
        except httpx.HTTPError:
            return f"the model server at {self._base_url} does not answer"
        if answer.status_code in (401, 403):
            return f"the model server at {self._base_url} does not take the key (LLM_API_KEY)"
        return "" if answer.status_code < 500 else f"the model server at {self._base_url} is in trouble"

    async def close(self) -> None:
        """Close its connections."""
        await self._client.aclose()


async def _lines(answer: httpx.Response) -> AsyncIterator[str]:
    """Lines of a stream of events, which line feeds alone end: words may have what Unicode takes for an end.

    Raises:
        UpstreamFailed: a line has no end.
    """
    held = ""
    async for text in answer.aiter_text():
        *lines, held = (held + text).split("\n")
        for line in lines:
            yield line
        if len(held) > _LONGEST_LINE:
            raise UpstreamFailed("the model server sent an event without an end")
    yield held


def _choice_of(data: str) -> dict[str, Any]:
    """What one event of the stream says of the answer; empty where it says nothing.

    Raises:
        UpstreamFailed: the event is not one of OpenAI's.
    """
    try:
        event = json.loads(data)
        if "error" in event:
            raise UpstreamFailed(f"the model server failed: {str(event['error'])[:200]}")
        # The last events of some servers have no choices, or a choice without a delta.
        choices = event.get("choices")
        return {**choices[0], "delta": dict(choices[0].get("delta") or {})} if choices else {}
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise UpstreamFailed("the model server sent something that is no chat completion chunk") from error


def _wire(message: Message) -> dict[str, Any]:
    sent: dict[str, Any] = {"role": message.role, "content": message.content}
    if message.calls:
        sent["tool_calls"] = [
            {
                "id": call.id,
                "type": "function",
                "function": {"name": call.name, "arguments": json.dumps(dict(call.arguments))},
            }
            for call in message.calls
        ]
    if message.call is not None:
        sent["tool_call_id"] = message.call.id
    if message.pictures:
        urls = [f"data:image/jpeg;base64,{b64encode(picture).decode()}" for picture in message.pictures]
        shown = [{"type": "image_url", "image_url": {"url": url}} for url in urls]
        sent["content"] = [{"type": "text", "text": message.content}, *shown]
    return sent
