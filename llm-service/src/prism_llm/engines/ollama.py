"""Answers from a model that Ollama runs (https://github.com/ollama/ollama/blob/main/docs/api.md)."""

import asyncio
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any, Final

import httpx
import ollama

from prism_core.errors import Unavailable, UpstreamFailed
from prism_llm.engines import EngineName, Message, OddAnswer, Prompt, ToolCall, closable, cut, longest
from prism_llm.engines.functions import WRITTEN, call_of, function_of, with_objects
from prism_llm.engines.lines import WholeLines
from prism_llm.engines.models import UNFIT
from prism_llm.engines.pauses import Pauses
from prism_llm.engines.thoughts import Spoken

PROBE_SECONDS: Final = 2.0
_UNPARSED: Final = "parsing tool call"
"""In Ollama's error of a call that is no JSON: the model's fault, not the server's."""


class _NoTools(Exception):
    """The model was made before tools were: it is asked again without."""


class Ollama:
    """One model of one Ollama server.

    Args:
        host: the server's address.
        model: the model's name, such as `llama3.2`.
        keep_alive: how long the server keeps the model loaded after an answer.
        first_seconds: how long the first piece may take; it includes loading the model.
        stall_seconds: how long any further piece may take.
        threads: CPU threads for the model; none leaves it to the server.
        probe_seconds: how long it may take to say which models it has.
        context_tokens: how much the model may read and write; more than the server's default must be asked for.
    """

    name: EngineName = "ollama"

    def __init__(
        self,
        host: str,
        model: str,
        *,
        keep_alive: str = "30m",
        first_seconds: float = 60.0,
        stall_seconds: float = 15.0,
        threads: int | None = None,
        context_tokens: int | None = None,
        probe_seconds: float = PROBE_SECONDS,
    ) -> None:
        self.model = model
        self._host = host
        self._keep_alive = keep_alive
        self._first_seconds = first_seconds
        self._stall_seconds = stall_seconds
        self._threads = threads
        self._context_tokens = context_tokens
        self._probe_seconds = probe_seconds
        self._takes_tools = True
        timeout = httpx.Timeout(None, connect=probe_seconds)
        self._pauses = Pauses(WholeLines(mended=with_objects))
        self._client = ollama.AsyncClient(host=host, timeout=timeout, transport=self._pauses)

    async def reply(self, prompt: Prompt) -> AsyncIterator[str | ToolCall]:
        """Pieces of the answer; closing this closes the connection, at which Ollama stops the model."""
        stream = await self._asked(prompt)
        spoken = Spoken()
        done = False
        clock = asyncio.get_running_loop().time
        # Parts without a word for the viewer (a model that thinks) do not make them wait any longer.
        until, left = clock() + self._first_seconds, longest(prompt)
        async with aclosing(stream) as parts:
            while True:
                try:
                    part = await self._within(anext(parts, None), until - clock())
                except _NoTools:
                    break
                if part is None:
                    if not done and not spoken.whole:
                        raise Unavailable(f"Ollama at {self._host} stopped in the middle of an answer")
                    if text := spoken.rest():
                        yield text
                    return
                done = done or bool(part.done)
                calls = part.message.tool_calls or ()
                if text := spoken.push(part.message.content or ""):
                    yield cut(text, left)
                    left -= len(text)
                    if left < 0:
                        return
                for call in calls:
                    yield call_of(call.function.name, call.function.arguments.get(WRITTEN))
                if text or calls:
                    until = clock() + self._stall_seconds
        async with aclosing(closable(self.reply(prompt))) as pieces:
            async for piece in pieces:
                yield piece

    async def _asked(self, prompt: Prompt) -> Any:
        options: dict[str, float | int] = {}
        if prompt.temperature is not None:
            options["temperature"] = prompt.temperature
        if prompt.max_tokens is not None:
            options["num_predict"] = prompt.max_tokens
        if self._threads is not None:
            options["num_thread"] = self._threads
        if self._context_tokens is not None:
            options["num_ctx"] = self._context_tokens
        asked = self._client.chat(
            model=self.model,
            messages=[_wire(message) for message in prompt.messages],
            tools=[function_of(tool) for tool in prompt.tools] if self._takes_tools else None,
            stream=True,
            think=False,
            keep_alive=self._keep_alive,
            options=options,
        )
        return await self._within(asked, self._first_seconds)

    async def _within(self, waited: Any, seconds: float) -> Any:
        """Wait for the server, and say in our words what goes wrong."""
        try:
            async with asyncio.timeout(seconds):
                return await waited
        except TimeoutError:
            raise Unavailable(
                f"the model {self.model!r} wrote nothing in time; try a smaller one in LLAMA_MODEL"
            ) from None
        except ollama.ResponseError as error:
            if error.status_code == 404:
                raise Unavailable(self._missing()) from error
            if self._takes_tools and "does not support tools" in error.error:
                self._takes_tools = False
                raise _NoTools from error
            if _UNPARSED in error.error:
                raise OddAnswer(f"Ollama cannot read what the model {self.model!r} wrote: {error.error}") from error
            raise UpstreamFailed(f"Ollama refuses: {error.error}") from error
        except (httpx.HTTPError, ConnectionError) as error:
            raise Unavailable(f"Ollama at {self._host} does not answer; start it with `ollama serve`") from error
        except UNFIT as error:
            raise UpstreamFailed(f"Ollama at {self._host} sent something that is no answer of its") from error

    async def available(self) -> str:
        """Why it cannot be used now: no server, no such model, or one that is busy for a while."""
        if self._pauses.short:
            return ""
        try:
            async with asyncio.timeout(self._probe_seconds):
                listed = await self._client.list()
        except Unavailable as error:
            return error.message
        except (TimeoutError, httpx.HTTPError, ConnectionError, ollama.ResponseError, *UNFIT):
            return (
                f"Ollama at {self._host} does not answer: start it with `ollama serve` (https://ollama.com), "
                "or name another server in LLM_BASE_URL"
            )
        names = {model.model for model in listed.models if model.model}
        wanted = {self.model, self.model if ":" in self.model else f"{self.model}:latest"}
        return "" if names & wanted else self._missing()

    async def close(self) -> None:
        """Close its connections."""
        await self._client.close()  # type: ignore[no-untyped-call]  # The package gives it no types.

    def _missing(self) -> str:
        return f"Ollama has no model {self.model!r}; get it with `ollama pull {self.model}`, or with OLLAMA_PULL=true"


def _wire(message: Message) -> dict[str, Any]:
    sent: dict[str, Any] = {"role": message.role, "content": message.content}
    if message.calls:
        sent["tool_calls"] = [
            {"function": {"name": call.name, "arguments": dict(call.arguments)}} for call in message.calls
        ]
    if message.call is not None:
        sent["tool_name"] = message.call.name
    if message.pictures:
        sent["images"] = [b64encode(picture).decode() for picture in message.pictures]
    return sent
