"""Tools in the words that OpenAI gave them and Ollama took over (https://platform.openai.com/docs/guides/function-calling)."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from prism_core.errors import UpstreamFailed
from prism_llm.engines import ToolCall, ToolSchema

WRITTEN: Final = "written"
"""Under which `with_objects` keeps what a model wrote for arguments."""
_SHOWN: Final = 80
"""Characters of odd arguments that a model is told again."""


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
        """The calls, in order."""
        for index in sorted(self._parts):
            call = self._parts[index]
            yield call_of(call["name"], call["arguments"], call["id"])


def call_of(name: str, arguments: object, id_: str = "") -> ToolCall:
    """A call with its arguments as a model wrote them: an object, or JSON of one in a string; else they are odd."""
    read = arguments
    for _ in range(2):  # Some servers write JSON of a string that is JSON.
        if isinstance(read, str):
            try:
                read = json.loads(read or "{}")
            except (ValueError, RecursionError):
                break
    if read is None or isinstance(read, Mapping):
        return ToolCall(name, dict(read or {}), id_)
    return ToolCall(name, {}, id_, odd=str(arguments)[:_SHOWN])


def with_objects(line: bytes) -> bytes:
    """A line of Ollama's stream with an object for the arguments of each call: its package takes nothing else."""
    if b'"tool_calls"' not in line:
        return line
    try:
        part = json.loads(line)
        for call in part["message"]["tool_calls"] or ():
            function = call["function"]
            function["arguments"] = {WRITTEN: function.get("arguments")}
    except (ValueError, KeyError, TypeError, AttributeError):
        return line
    return json.dumps(part).encode()


def call_in(text: str) -> ToolCall | None:
    """The call that a small model wrote as words, `{"name": …, "parameters": {…}}`; none if it is none."""
    try:
        written = json.loads(text)
        return call_of(str(written["name"]), written.get("parameters", written.get("arguments")))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
