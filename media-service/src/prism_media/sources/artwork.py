"""`/api/channels/{id}/artwork` and `/api/series/{id}/artwork`: pictures that lie beside films and series in folders."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Header, Response

from prism_core.errors import NotFound, Unavailable
from prism_media.catalogue.store import CatalogueStore
from prism_media.sources.folder.loader import AllowedFolders
from prism_media.sources.series import SeriesStore
from prism_media.sources.store import SourceStore
from prism_media.viewers.current import CurrentViewer

LARGEST_BYTES = 20 << 20
"""A larger picture is not sent: it is no poster, and a page of a film shelf shows a hundred."""
_KINDS = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
_HEADERS = {
    # Private: whether it may be seen depends on the profile.
    "Cache-Control": "private, max-age=3600",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
}
_PICTURE: dict[int | str, dict[str, Any]] = {
    200: {"content": {kind: {} for kind in ("image/jpeg", "image/png", "image/webp")}},
    304: {"description": "It is as it was."},
}
_Known = Annotated[str | None, Header(alias="If-None-Match")]


def artwork_router(
    catalogue: CatalogueStore, series: SeriesStore, sources: SourceStore, folders: AllowedFolders
) -> APIRouter:
    """The routes of pictures."""
    router = APIRouter(prefix="/api", tags=["channels"])

    async def answer(row: Mapping[str, Any] | None, known: str | None) -> Response:
        if row is None or not (picture := row["details"].get("picture")):
            raise NotFound("there is no picture of it in a folder")
        source = await sources.source(row["playlist_id"])
        if source is None or source.kind != "folder":
            raise NotFound("there is no picture of it in a folder")
        path = await asyncio.to_thread(folders.file, source.url or "", Path(picture))
        if path is None:
            raise NotFound("the picture is no longer in its folder; refresh the source")
        return await asyncio.to_thread(_sent, path, known)

    @router.get("/channels/{channel_id}/artwork", response_class=Response, responses=_PICTURE)
    async def of_channel(channel_id: str, viewer: CurrentViewer, known: _Known = None) -> Response:
        """The picture beside the file of a film or an episode."""
        row = await catalogue.channel(channel_id, viewer.profile)
        return await answer(row if row and viewer.may_watch(row) else None, known)

    @router.get("/series/{series_id}/artwork", response_class=Response, responses=_PICTURE)
    async def of_series(series_id: str, viewer: CurrentViewer, known: _Known = None) -> Response:
        """The picture in the folder of a series or an album."""
        return await answer(await series.one(series_id, adult=viewer.sees_adult), known)

    return router


def _sent(path: Path, known: str | None) -> Response:
    try:
        status = path.stat()
        tag = f'"{status.st_mtime_ns:x}-{status.st_size:x}"'
        headers = {**_HEADERS, "ETag": tag}
        if known and (known.strip() == "*" or tag in (one.strip().removeprefix("W/") for one in known.split(","))):
            return Response(status_code=304, headers=headers)
        if status.st_size > LARGEST_BYTES:
            raise NotFound(f"the picture {path.name} is larger than {LARGEST_BYTES >> 20} MB")
        content = path.read_bytes()
    except OSError as error:
        raise Unavailable(f"the picture {path.name} cannot be read: {error.strerror}") from None
    return Response(content, media_type=_kind_of(content, path), headers=headers)


def _kind_of(content: bytes, path: Path) -> str:
    """By its first bytes, as names lie and no script must be served from here."""
    found = next((kind for start, kind in _KINDS.items() if content.startswith(start)), None)
    if found is None and content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        found = "image/webp"
    if found is None:
        raise NotFound(f"{path.name} is no JPEG, PNG or WebP picture")
    return found
