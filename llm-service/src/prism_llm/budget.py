"""What fits into a model's context, counted without its tokenizer, and what is left out of what does not. Pure."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from prism_llm.engines import Message, Prompt, ToolSchema
from prism_llm.engines.functions import function_of

BYTES_A_TOKEN: Final = 3
"""English has about four letters a token, German three, Chinese one of three bytes: rather too many than too few."""
_MESSAGE_TOKENS: Final = 8
"""Marks that chat templates put around a message."""
_SHORTEST: Final = 240
"""Characters that a message keeps: its beginning says what it is."""
_ANSWER_TOKENS: Final = 256
_MOST_FOR_TOOLS: Final = 2 / 3
"""Of the context, for what tools a model is told of."""


def tokens(text: str) -> int:
    """About how many tokens `text` has."""
    return len(text.encode()) // BYTES_A_TOKEN + 1


def cost(prompt: Prompt) -> int:
    """About how many tokens a model reads and may write for `prompt`."""
    return sum(map(_read, prompt.messages)) + sum(map(_told, prompt.tools)) + (prompt.max_tokens or _ANSWER_TOKENS)


def fitted(prompt: Prompt, context_tokens: int) -> Prompt:
    """`prompt` within `context_tokens`: without its oldest exchanges, then with shorter long messages.

    Where the tools alone would take most of it, it has none: who cannot remember a question needs no tools.

    A server that is sent more cuts by itself, and often what stands first: the rules.
    """
    if sum(map(_told, prompt.tools)) > _MOST_FOR_TOOLS * context_tokens:
        prompt = replace(prompt, tools=())
    messages = list(prompt.messages)
    spare = context_tokens - (cost(prompt) - sum(map(_read, messages)))
    while sum(map(_read, messages)) > spare and (first := _oldest_exchange(messages)) is not None:
        del messages[first : first + 2]
    while sum(map(_read, messages)) > spare and (longest := _longest(messages)) is not None:
        messages[longest] = _shorter(messages[longest])
    return replace(prompt, messages=messages)


def _told(tool: ToolSchema) -> int:
    return tokens(json.dumps(function_of(tool)))


def _shorter(message: Message) -> Message:
    """Half of it: its beginning, and of the viewer's message its end too, where their words are, after the facts."""
    text, size = message.content, max(_SHORTEST, len(message.content) // 2)
    if message.role != "user":
        return replace(message, content=f"{text[:size]} …")
    return replace(message, content=f"{text[: size // 2]} … {text[-size // 2 :]}")


def _read(message: Message) -> int:
    calls = sum(tokens(json.dumps(dict(call.arguments))) for call in message.calls)
    return tokens(message.content) + calls + _MESSAGE_TOKENS


def _oldest_exchange(messages: Sequence[Message]) -> int | None:
    """Where the oldest pair of the past is: a viewer's words and an answer, with more of the viewer's after it."""
    said = [index for index, message in enumerate(messages) if message.role == "user"]
    return said[0] if len(said) > 1 and messages[said[0] + 1].role == "assistant" else None


def _longest(messages: Sequence[Message]) -> int | None:
    """The longest message that may be cut; the rules may not."""
    rest = [index for index in range(1, len(messages)) if len(messages[index].content) > _SHORTEST + 3]
    return max(rest, key=lambda index: len(messages[index].content), default=None)
