"""A tool in few words: a model reads all of them again and again, a hundred tokens a second on a CPU. Pure."""

import re
from collections.abc import Mapping
from typing import Any, Final

LONGEST: Final = 320
"""Characters of a description; agents get all of it over MCP."""
_LONGEST_ARGUMENT: Final = 60
_SENTENCE: Final = re.compile(r"(?<=[.;])\s+")
_LEFT_OUT: Final = frozenset({"cursor", "limit"})
"""Arguments that have good defaults: a voice reads no second page."""
_KEPT: Final = ("type", "enum", "format")


def brief(description: str, longest: int = LONGEST) -> str:
    """The first sentences of a description, as many as are short enough; its lists are in the schema."""
    plain = " ".join(description.partition(" Actions:")[0].split())
    kept = ""
    for sentence in _SENTENCE.split(plain):
        if kept and len(kept) + len(sentence) >= longest:
            break
        kept = f"{kept} {sentence}".strip()
    return kept[:longest]


def brief_schema(parameters: Mapping[str, Any], hidden: frozenset[str]) -> dict[str, Any]:
    """A JSON schema with what a model needs to fill it in, without the arguments that are `hidden` from it."""
    required = [key for key in parameters.get("required", ()) if key not in hidden]
    left_out = hidden | (_LEFT_OUT - set(required))
    properties = {
        key: _argument(value) for key, value in parameters.get("properties", {}).items() if key not in left_out
    }
    return {"type": "object", "properties": properties, "required": required}


def _argument(schema: Mapping[str, Any]) -> dict[str, Any]:
    kinds = [kind for kind in schema.get("anyOf", ()) if kind.get("type") != "null"]
    kind = kinds[0] if len(kinds) == 1 else schema
    kept = {key: kind[key] for key in _KEPT if key in kind}
    if said := schema.get("description"):
        kept["description"] = brief(str(said), _LONGEST_ARGUMENT)
    return kept
