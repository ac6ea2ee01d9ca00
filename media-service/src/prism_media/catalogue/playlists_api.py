"""`/api/playlists`: import, list, refresh and remove."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from fastapi import APIRouter, Request, Response

from prism_core.errors import BadInput, Conflict, NotFound
from prism_media.catalogue.importer import PlaylistImporter
from prism_media.catalogue.model import FromAddress, FromText, Imported, Playlist, Playlists
from prism_media.catalogue.store import CatalogueStore
from prism_media.uploads import body_schema, json_body, uploaded_file
from prism_media.upstream.download import read_chunks

_BODY = body_schema(FromAddress, FromText)


def playlists_router(
    store: CatalogueStore, importer: PlaylistImporter, changed: Callable[[], Awaitable[None]]
) -> APIRouter:
    """The routes of playlists; `changed` is awaited after each change to the catalogue."""
    router = APIRouter(prefix="/api/playlists", tags=["playlists"])

    @router.post("", status_code=201, openapi_extra=_BODY)
    async def import_playlist(request: Request) -> Imported:
        """Import a playlist: a form with `file`, or JSON with `url` or `text`.

        An address that was imported before is refreshed. Channels keep their ids, and with them favourites and
        history. Lines that give no channel are listed with the reason; nothing is changed where none gives one.
        """
        async with uploaded_file(request) as upload:
            if upload is not None:
                imported = await importer.from_bytes(read_chunks(upload.file), upload.name)
            else:
                imported = await _from_json(request)
        await changed()
        return imported

    async def _from_json(request: Request) -> Imported:
        given = await json_body(request, FromAddress, FromText)
        if isinstance(given, FromAddress):
            return await importer.from_address(given.url, given.name)
        if not isinstance(given, FromText):
            raise BadInput("send url or text")
        return await importer.from_bytes([given.text.encode()], given.name or "Pasted playlist")

    @router.get("")
    async def list_playlists() -> Playlists:
        """Every playlist, in the order of their channels."""
        rows = await store.all_playlists()
        return Playlists(
            playlists=[
                Playlist(
                    id=row["id"],
                    name=row["name"],
                    kind=row["kind"],
                    channels=row["channel_count"],
                    skipped=row["skipped"],
                    imported_at=datetime.fromtimestamp(row["imported_at"], UTC),
                    refreshable=row["url"] is not None,
                )
                for row in rows
            ]
        )

    @router.post("/{playlist_id}/refresh")
    async def refresh(playlist_id: str) -> Imported:
        """Fetch a playlist again; what it had stays where that fails."""
        imported = await importer.refresh(playlist_id)
        await changed()
        return imported

    @router.delete("/{playlist_id}", status_code=204)
    async def remove(playlist_id: str) -> Response:
        """Remove a playlist and its channels; favourites and history keep their entries."""
        playlist = await store.playlist(playlist_id)
        if playlist is None:
            raise NotFound(f"no playlist {playlist_id!r}")
        if playlist.kind == "demo":
            raise Conflict("the demo channels are built in; PRISM_DEMO_CHANNELS=0 removes them")
        await store.remove(playlist_id)
        await changed()
        return Response(status_code=204)

    return router
