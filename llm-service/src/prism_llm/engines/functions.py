"""Tools in the words that OpenAI gave them and Ollama took over (https://platform.openai.com/docs/guides/function-calling)."""

import json
from collections.abc import Iterator
from typing import Any

from prism_core.errors import UpstreamFailed
from prism_llm.engines import ToolCall, ToolSchema


def function_of(tool: ToolSchema) -> dict[str, Any]:
    """A tool as servers take it."""
    function = {"name": tool.name, "description": tool.description, "parameters": dict(tool.parameters)}
    return {"type": "function", "function": function}


class CallAssembler:
    """Puts calls together whose arguments arrive letter by letter. One instance an answer."""

    def __init__(self) -> None:
        self._parts: dict[int, dict[str, str]] = {}

    def push(self, pieces: list[dict[str, Any]]) -> None:
        """Takes the `tool_calls` of one delta."""
        for piece in pieces:
            call = self._parts.setdefault(int(piece.get("index", 0)), {"id": "", "name": "", "arguments": ""})
            function = piece.get("function") or {}
            call["id"] = call["id"] or str(piece.get("id") or "")
            call["name"] += str(function.get("name") or "")
            call["arguments"] += str(function.get("arguments") or "")

    def calls(self) -> Iterator[ToolCall]:
        """The calls, in order.

        Raises:
            UpstreamFailed: the arguments of one are no JSON object.
        """
        for index in sorted(self._parts):
            call = self._parts[index]
            try:
                arguments = json.loads(call["arguments"] or "{}")
            except ValueError:
                arguments = None
            if not isinstance(arguments, dict):
                raise UpstreamFailed(f"the model asked for the tool {call['name']!r} in something that is no JSON")
            yield ToolCall(call["name"], arguments, call["id"])


def call_in(text: str) -> ToolCall | None:
    """The call that a small model wrote as words, `{"name": …, "parameters": {…}}`; none if it is none."""
    try:
        written = json.loads(text)
        arguments = written.get("parameters", written.get("arguments", {}))
        return ToolCall(str(written["name"]), dict(arguments))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
