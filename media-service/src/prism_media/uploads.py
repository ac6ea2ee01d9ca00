"""Request bodies that are a file, an address or text: the three ways to give a playlist or a guide."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import IO, TypeVar

from fastapi import Request
from pydantic import ValidationError
from starlette.datastructures import UploadFile

from prism_core.errors import BadInput, TooLarge
from prism_core.model import Model

_TEXT_LIMIT = 64 << 20
"""Bytes of a JSON body; larger playlists are uploaded as files."""

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """A file from a multipart form."""

    name: str
    file: IO[bytes]


@asynccontextmanager
async def uploaded_file(request: Request) -> AsyncIterator[UploadedFile | None]:
    """The form's `file`, or `None` where the body is not a form.

    Raises:
        BadInput: the form has no `file`.
    """
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        yield None
        return
    async with request.form(max_files=1) as form:
        given = form.get("file")
        if not isinstance(given, UploadFile):
            raise BadInput("the form has no file; send it as the field 'file'")
        yield UploadedFile(given.filename or "upload", given.file)


async def json_body(request: Request, *shapes: type[M]) -> M:
    """The body as the first of `shapes` that fits.

    Raises:
        BadInput: it is none of them; the message says what may be sent.
        TooLarge: it is larger than JSON may be.
    """
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _TEXT_LIMIT:
            raise TooLarge("the body is larger than 64 MiB; upload it as a file instead")
    faults: list[str] = []
    for shape in shapes:
        try:
            return shape.model_validate_json(bytes(body))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"]) or "body"
            faults.append(f"{shape.__name__}: {where}: {first['msg']}")
    raise BadInput("send a multipart form with 'file', or JSON; " + "; ".join(faults))


def body_schema(*shapes: type[Model]) -> dict[str, object]:
    """OpenAPI's description of such a body, for a route's `openapi_extra`."""
    upload = {
        "type": "object",
        "required": ["file"],
        "properties": {"file": {"type": "string", "format": "binary"}},
    }
    return {
        "requestBody": {
            "required": True,
            "content": {
                "multipart/form-data": {"schema": upload},
                "application/json": {"schema": {"anyOf": [_inline(shape) for shape in shapes]}},
            },
        }
    }


def _inline(shape: type[Model]) -> object:
    """The schema of `shape` with its parts in place: OpenAPI finds no `$defs` inside a body's description."""
    schema = shape.model_json_schema()
    parts = schema.pop("$defs", {})

    def placed(node: object) -> object:
        if isinstance(node, list):
            return [placed(item) for item in node]
        if not isinstance(node, dict):
            return node
        if isinstance(name := node.get("$ref"), str):
            return placed(parts[name.rpartition("/")[2]])
        return {key: placed(value) for key, value in node.items()}

    return placed(schema)
