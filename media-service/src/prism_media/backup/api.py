"""`/api/export` and `/api/import`: everything as one file."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import StreamingResponse
from pydantic import Field
from sqlalchemy.ext.asyncio import AsyncEngine

from prism_core.errors import TooLarge
from prism_core.model import Model
from prism_media.backup.checking import read_document
from prism_media.backup.export import Export
from prism_media.backup.restore import Restored, restore
from prism_media.uploads import uploaded_file
from prism_media.viewers.current import Manager, may_change
from prism_media.viewers.profiles import ProfileStore

LARGEST_FILE = 256 << 20
"""Bytes; 100,000 channels of uploaded playlists are some 80 MB."""
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": {"type": "string", "format": "binary"}},
                }
            },
            "application/json": {"schema": {"type": "object"}},
        },
    }
}


class Skipped(Model):
    """Something of the file that was not taken in."""

    what: str
    reason: str
    count: int


class ImportReport(Model):
    """What an import brought, by kind."""

    added: dict[str, int]
    unchanged: dict[str, int] = Field(description="What was there already, and stays as it is.")
    skipped: list[Skipped]


def backup_router(
    engine: AsyncEngine, profiles: ProfileStore, changed: Callable[[], Awaitable[None]], now: Callable[[], float]
) -> APIRouter:
    """The routes of the file; `changed` is awaited after an import."""
    router = APIRouter(prefix="/api", tags=["backup"])

    @router.get("/export", response_class=StreamingResponse)
    async def export(
        viewer: Manager,
        credentials: Annotated[bool, Query(description="With passwords, tokens and PINs.")] = False,
    ) -> StreamingResponse:
        """Everything that somebody made or chose, as one JSON file.

        Without `credentials` addresses that may hold some stay out, and PINs; `left_out` at the end counts what. The
        profile of an adult who has a PIN goes along only for themselves, and for who entered the default profile's.
        Where one signs in, only the account's own profiles do.
        """
        ids = [row["id"] for row in await profiles.all() if may_change(viewer, row)]
        name = f"prism-{datetime.fromtimestamp(now(), UTC):%Y-%m-%d}.json"
        return StreamingResponse(
            Export(engine, ids, credentials).chunks(now()),
            media_type="application/json",
            headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
        )

    @router.post("/import", openapi_extra=_BODY)
    async def import_file(request: Request, viewer: Manager) -> ImportReport:
        """Take in such a file: a form with `file`, or the JSON itself.

        What is there stays as it is, so the same file a second time changes nothing; a file that is wrong somewhere
        changes nothing at all.
        """
        document = await asyncio.to_thread(read_document, await _content(request))
        restored = await restore(engine, document, int(now()), viewer.account)
        await changed()
        return _report(restored)

    return router


async def _content(request: Request) -> bytes:
    async with uploaded_file(request) as upload:
        if upload is not None:
            content = await asyncio.to_thread(upload.file.read, LARGEST_FILE + 1)
            _refuse_larger(len(content))
            return content
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        _refuse_larger(len(body))
    return bytes(body)


def _refuse_larger(size: int) -> None:
    if size > LARGEST_FILE:
        raise TooLarge(f"the file is larger than {LARGEST_FILE >> 20} MiB, more than an export has")


def _report(restored: Restored) -> ImportReport:
    return ImportReport(
        added={name: count for name, count in restored.added.items() if count},
        unchanged=dict(restored.unchanged),
        skipped=[Skipped(what=what, reason=reason, count=count) for (what, reason), count in restored.skipped.items()],
    )
