"""Tools in the words that OpenAI gave them and Ollama took over (https://platform.openai.com/docs/guides/function-calling)."""

import json
from collections.abc import Iterator
from typing import Any

from prism_core.errors import UpstreamFailed
from prism_llm.engines import OddAnswer, ToolCall, ToolSchema


def function_of(tool: ToolSchema) -> dict[str, Any]:
    """A tool as servers take it."""
    function = {"name": tool.name, "description": tool.description, "parameters": dict(tool.parameters)}
    return {"type": "function", "function": function}


class CallAssembler:
    """Puts calls together whose arguments arrive letter by letter. One instance an answer."""

    def __init__(self) -> None:
        self._parts: dict[int, dict[str, str]] = {}

    def push(self, pieces: object) -> None:
        """Takes the `tool_calls` of one delta.

        Raises:
            UpstreamFailed: they are none of OpenAI's.
        """
        try:
            for piece in list(pieces or ()):  # type: ignore[call-overload]  # Whatever it is: it is another's.
                call = self._parts.setdefault(self._place(piece), {"id": "", "name": "", "arguments": ""})
                function = piece.get("function") or {}
                call["id"] = call["id"] or str(piece.get("id") or "")
                call["name"] += str(function.get("name") or "")
                call["arguments"] += str(function.get("arguments") or "")
        except (TypeError, AttributeError, ValueError) as error:
            raise UpstreamFailed("the model server sent tool calls that are none") from error

    def _place(self, piece: dict[str, Any]) -> int:
        """Which call a piece belongs to; servers that give no index begin another with another id."""
        if (index := piece.get("index")) is not None:
            return int(index)
        last = len(self._parts) - 1
        begins = not self._parts or (piece.get("id") and piece["id"] != self._parts[last]["id"])
        return last + 1 if begins else last

    def calls(self) -> Iterator[ToolCall]:
        """The calls, in order.

        Raises:
            OddAnswer: the arguments of one are no JSON object.
        """
        for index in sorted(self._parts):
            call = self._parts[index]
            try:
                arguments = json.loads(call["arguments"] or "{}")
            except ValueError:
                arguments = None
            if not isinstance(arguments, dict):
                raise OddAnswer(f"the model asked for the tool {call['name']!r} in something that is no JSON")
            yield ToolCall(call["name"], arguments, call["id"])


def call_in(text: str) -> ToolCall | None:
    """The call that a small model wrote as words, `{"name": …, "parameters": {…}}`; none if it is none."""
    try:
        written = json.loads(text)
        arguments = written.get("parameters", written.get("arguments", {}))
        return ToolCall(str(written["name"]), dict(arguments))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
