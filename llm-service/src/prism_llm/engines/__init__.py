"""Engines that write an answer token by token, and the choice among them."""

from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Any, Final, Literal, Protocol, TypeVar

from prism_core.errors import BadInput, UpstreamFailed

_Item = TypeVar("_Item")

Role = Literal["system", "user", "assistant", "tool"]
EngineName = Literal["ollama", "openai", "embedded"]
EngineChoice = Literal["auto", "ollama", "openai", "embedded"]


@dataclass(frozen=True, slots=True)
class ToolSchema:
    """A tool as a model is told of it; `parameters` is a JSON schema."""

    name: str
    description: str
    parameters: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A model's wish to use a tool."""

    name: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    id: str = ""
    """What its result is matched by; servers that need none give none."""
    odd: str = ""
    """What the model wrote in place of arguments, where it is no JSON object; there are none then."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation.

    Attributes:
        role: who says it; `tool` for the result of a call.
        content: the words.
        calls: the tools that the assistant asked for with it.
        call: for a result, the call that it answers.
        pictures: JPEG images that belong to it, for models that see.
    """

    role: Role
    content: str
    calls: tuple[ToolCall, ...] = ()
    call: ToolCall | None = None
    pictures: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Prompt:
    """Everything a model is given: a stable first part, then what changes.

    Attributes:
        messages: in order; the last is the viewer's.
        temperature: how freely to choose words; none leaves it to the model.
        max_tokens: where to stop; none leaves it to the model.
        tools: what the model may ask for.
    """

    messages: Sequence[Message]
    temperature: float | None = None
    max_tokens: int | None = None
    tools: Sequence[ToolSchema] = ()


_CHARACTERS_A_TOKEN: Final = 12
"""Three times what a token has in English: no answer that keeps to its limit comes near."""


def longest(prompt: Prompt) -> float:
    """Characters after which a server that goes on beyond `max_tokens` is left."""
    return inf if prompt.max_tokens is None else prompt.max_tokens * _CHARACTERS_A_TOKEN


def cut(text: str, left: float) -> str:
    """As much of `text` as there are characters left."""
    return text if len(text) <= left else text[: int(left)]


class OddAnswer(UpstreamFailed):
    """The model wrote what nobody can use; its server is well, and others may ask it on."""

    kind = "odd-answer"


class Engine(Protocol):
    """Writes answers. May be shared by all requests of a process."""

    name: EngineName
    model: str

    def reply(self, prompt: Prompt) -> AsyncIterator[str | ToolCall]:
        """Pieces of the answer as they are written, and the tools it asks for; leaving early stops the model.

        Raises:
            Unavailable: the model's server does not answer, or not in time; the message says what to do.
            UpstreamFailed: it answers with an error.
            OddAnswer: what it writes is of no use.
        """
        ...

    async def available(self) -> str:
        """Why it cannot be used now; empty when it can."""
        ...

    async def close(self) -> None:
        """Close its connections."""
        ...


@dataclass(frozen=True, slots=True)
class Choice:
    """Which engine answers, and why."""

    engine: EngineName
    reason: str


def choose(wanted: EngineChoice, *, ollama_problem: str, openai_url: str) -> Choice:
    """Choose an engine.

    Args:
        wanted: what the settings ask for; `auto` takes the best there is.
        ollama_problem: why Ollama cannot be used now; empty when it can.
        openai_url: where an OpenAI-compatible server is; empty when there is none.

    Raises:
        BadInput: `openai` is wanted without an address.
    """
    if wanted == "openai" and not openai_url:
        raise BadInput("LLM_ENGINE=openai needs the server's address in LLM_BASE_URL, such as http://host:8000/v1")
    if wanted != "auto":
        return Choice(wanted, f"LLM_ENGINE={wanted}")
    if openai_url:
        return Choice("openai", "LLM_BASE_URL is set")
    if not ollama_problem:
        return Choice("ollama", "Ollama answers")
    return Choice("embedded", ollama_problem)


def closable(items: AsyncIterator[_Item]) -> AsyncGenerator[_Item, None]:
    """`items` as what it is, an async generator, so that `aclosing` can end it the moment its reader leaves.

    Raises:
        TypeError: it is no generator, so that nothing could stop the work behind it.
    """
    if not isinstance(items, AsyncGenerator):
        raise TypeError("an engine's answer must be an async generator, so that it can be stopped")
    return items
