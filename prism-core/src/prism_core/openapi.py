"""What every operation's document says about errors: problems on our paths, OpenAI's shape below `/v1`."""

from typing import Any

from fastapi import FastAPI

PROBLEM = {
    "title": "Problem",
    "description": "RFC 9457. `type` is a stable name; some kinds have further members.",
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "examples": ["urn:prism:problem:not-found"]},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "Names the thing and the remedy."},
    },
}
OPENAI_ERROR = {
    "title": "OpenAIError",
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["message", "type", "code", "param"],
            "properties": {
                "message": {"type": "string"},
                "type": {"type": "string"},
                "code": {"type": "string"},
                "param": {"type": ["string", "null"]},
            },
        }
    },
}
_SHAPES = {
    "Problem": ("application/problem+json", PROBLEM),
    "OpenAIError": ("application/json", OPENAI_ERROR),
}


def document_errors(app: FastAPI) -> None:
    """Makes the document of `app` say how its errors look, as `problems.install` makes them look."""
    plain = app.openapi

    def documented() -> dict[str, Any]:
        made = app.openapi_schema is None
        document = plain()
        if made:
            _add_errors(document)
        return document

    app.openapi = documented  # type: ignore[method-assign]  # FastAPI's documented way to extend it


def _add_errors(document: dict[str, Any]) -> None:
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    for path, item in document.get("paths", {}).items():
        name = "OpenAIError" if path.startswith("/v1/") else "Problem"
        media_type, schema = _SHAPES[name]
        schemas[name] = schema
        error = {
            "description": "What went wrong",
            "content": {media_type: {"schema": {"$ref": f"#/components/schemas/{name}"}}},
        }
        for operation in item.values():
            operation["responses"].pop("422", None)  # One of the errors, and of their shape.
            operation["responses"]["default"] = error
