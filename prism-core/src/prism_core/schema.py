"""The wire in JSON Schema, from which the browser's TypeScript types are generated: `python -m prism_core.schema`."""

import json
import sys
from typing import Any, get_args

from pydantic.json_schema import models_json_schema

from prism_core.commands import SLOTS, Command, CommandName
from prism_core.events import (
    CLIENT_EVENTS,
    EXPRESSIONS,
    GESTURES,
    SERVER_EVENTS,
    MicrophoneHeader,
    ResultError,
    VoiceHeader,
)
from prism_core.visemes import VISEMES

NAMED: dict[str, tuple[str, ...]] = {
    "Expression": EXPRESSIONS,
    "Gesture": GESTURES,
    "Viseme": VISEMES,
    "ResultError": get_args(ResultError),
    "CommandName": get_args(CommandName),
}
"""Literals that get a name of their own in TypeScript."""


def wire_schema() -> dict[str, Any]:
    """One schema (draft 2020-12) whose `$defs` are every event of the browser's socket, as they are serialised."""
    models = (*CLIENT_EVENTS, *SERVER_EVENTS, MicrophoneHeader, VoiceHeader, Command)
    _, schema = models_json_schema([(model, "serialization") for model in models], ref_template="#/$defs/{model}")
    definitions: dict[str, Any] = schema["$defs"]
    definitions["Command"] = _command_union()
    definitions.update({name: {"type": "string", "enum": list(values)} for name, values in NAMED.items()})
    for definition in definitions.values():
        _tidy(definition)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Wire",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "client": _union(model.__name__ for model in CLIENT_EVENTS),
            "server": _union(model.__name__ for model in SERVER_EVENTS),
            "microphone": {"$ref": "#/$defs/MicrophoneHeader"},
            "voice": {"$ref": "#/$defs/VoiceHeader"},
        },
        "required": ["client", "server", "microphone", "voice"],
        "$defs": {
            **definitions,
            "ClientEvent": _union(model.__name__ for model in CLIENT_EVENTS),
            "ServerEvent": _union(model.__name__ for model in SERVER_EVENTS),
        },
    }


def _union(names: Any) -> dict[str, Any]:
    return {"anyOf": [{"$ref": f"#/$defs/{name}"} for name in names]}


def _command_union() -> dict[str, Any]:
    """A command is its name with exactly the slots that belong to it."""
    return {
        "description": "One thing to do. A slot that was not said is absent.",
        "anyOf": [
            {
                "type": "object",
                "additionalProperties": False,
                "properties": {"name": {"const": name}, "slots": _slots(model.model_json_schema())},
                "required": ["name", "slots"],
            }
            for name, model in SLOTS.items()
        ],
    }


def _slots(schema: dict[str, Any]) -> dict[str, Any]:
    """The slots' properties alone: TypeScript cannot say "one of these", the model checks it."""
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": schema.get("properties", {}),
        "required": schema.get("required", []),
    }


def _tidy(node: Any) -> None:
    """Drops pydantic's titles, each of which would become a type, and refers to the named literals by name."""
    if isinstance(node, dict):
        if isinstance(node.get("title"), str):
            del node["title"]
        for key, child in node.items():
            name = _named(child)
            if name is not None:
                node[key] = {"$ref": f"#/$defs/{name}"}
            else:
                _tidy(child)
    elif isinstance(node, list):
        for index, child in enumerate(node):
            name = _named(child)
            if name is not None:
                node[index] = {"$ref": f"#/$defs/{name}"}
            else:
                _tidy(child)


def _named(node: Any) -> str | None:
    if isinstance(node, dict) and "enum" in node:
        for name, values in NAMED.items():
            if tuple(node["enum"]) == values:
                return name
    return None


if __name__ == "__main__":
    json.dump(wire_schema(), sys.stdout, indent=1)
