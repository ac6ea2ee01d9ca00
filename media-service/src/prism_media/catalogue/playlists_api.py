"""`/api/playlists`: where channels come from; import, list, settings, refresh and removal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from prism_core.errors import BadInput
from prism_media.catalogue.importer import PlaylistImporter
from prism_media.catalogue.model import Imported
from prism_media.sources.given import source_from, with_settings
from prism_media.sources.groups import switches
from prism_media.sources.model import (
    AccountInfo,
    FromFolder,
    FromPodcast,
    FromText,
    FromUrl,
    FromXtream,
    GroupSwitches,
    Skipped,
    SkippedEntry,
    SourceChanges,
    SourceImported,
    SourceInfo,
    SourceList,
    SourceSettings,
)
from prism_media.sources.service import Sources, scheduled
from prism_media.sources.source import Source
from prism_media.sources.store import SourceStore
from prism_media.uploads import body_schema, json_body, uploaded_file
from prism_media.upstream.download import read_chunks
from prism_media.viewers.current import adult_only

_SHAPES = (FromUrl, FromText, FromXtream, FromFolder, FromPodcast)
_BODY = body_schema(*_SHAPES)


def playlists_router(
    sources: Sources, store: SourceStore, importer: PlaylistImporter, now: Callable[[], float]
) -> APIRouter:
    """The routes of sources."""
    router = APIRouter(prefix="/api/playlists", tags=["playlists"])

    @router.post("", status_code=201, openapi_extra=_BODY, dependencies=[adult_only])
    async def add(request: Request) -> SourceImported:
        """Add a source: a form with `file`, or JSON with one of `url`, `text`, `xtream`, `folder` or `podcast`.

        What was added before is read again. Channels keep their ids, and with them favourites and history. Entries
        that give nothing are listed with the reason; where none gives anything, nothing is changed.
        """
        async with uploaded_file(request) as upload:
            if upload is not None:
                imported = await importer.from_bytes(read_chunks(upload.file), upload.name)
                return await _kept(imported, SourceSettings())
        given: Any = await json_body(request, *_SHAPES)
        if isinstance(given, FromText):
            imported = await importer.from_bytes([given.text.encode()], given.name or "Pasted playlist")
            return await _kept(imported, given)
        source = source_from(given, await store.next_position(), int(now()))
        return await _imported(source.id, await sources.add(source))

    async def _kept(imported: Imported, given: SourceSettings) -> SourceImported:
        await sources.keep(with_settings(await sources.get(imported.id), given), imported.guide_urls)
        return await _imported(imported.id, list(imported.guide_urls))

    async def _imported(source_id: str, guide_urls: list[str]) -> SourceImported:
        source = await sources.get(source_id)
        counts = (await store.counts())[source_id]
        return SourceImported(
            id=source_id,
            channels_imported=counts["channels"],
            movies_imported=counts["movies"],
            series_imported=counts["series"],
            skipped=[SkippedEntry(**entry) for entry in await store.skipped(source_id)],
            guide_urls=[] if source.credentials else guide_urls,
        )

    @router.get("")
    async def list_sources() -> SourceList:
        """Every source, in the order of their channels."""
        counts = await store.counts()
        return SourceList(playlists=[_shown(source, counts[source.id]) for source in await store.sources()])

    @router.patch("/{playlist_id}", dependencies=[adult_only])
    async def change(playlist_id: str, changes: SourceChanges) -> SourceInfo:
        """Change a source's settings; a group or source that is off keeps its favourites and history."""
        values = changes.model_dump(include=changes.model_fields_set - {"position"})
        for name in ("name", "enabled", "groups_off"):
            if name in values and values[name] is None:
                raise BadInput(f"{name} cannot be null; leave it out to keep it as it is")
        position = changes.position if "position" in changes.model_fields_set else None
        source = await sources.change(playlist_id, values, position)
        return _shown(source, (await store.counts())[playlist_id])

    @router.get("/{playlist_id}/groups")
    async def groups(playlist_id: str) -> GroupSwitches:
        """The groups of a source, with how many channels, films and series are in each and whether it is shown."""
        source = await sources.get(playlist_id)
        return GroupSwitches(groups=switches(await store.group_texts(playlist_id), source.groups_off))

    @router.get("/{playlist_id}/skipped")
    async def skipped(playlist_id: str) -> Skipped:
        """What of a source gave nothing, and why."""
        await sources.get(playlist_id)
        return Skipped(skipped=[SkippedEntry(**entry) for entry in await store.skipped(playlist_id)])

    @router.post("/{playlist_id}/refresh", dependencies=[adult_only])
    async def refresh(
        playlist_id: str,
        force: Annotated[bool, Query(description="Take a list that has hardly anything of what it had.")] = False,
    ) -> SourceImported:
        """Read a source again; what it had stays where that fails, or where nearly everything would be gone."""
        return await _imported(playlist_id, await sources.refresh(playlist_id, force=force))

    @router.delete("/{playlist_id}", status_code=204, dependencies=[adult_only])
    async def remove(playlist_id: str) -> Response:
        """Remove a source, its channels and the guides it pointed to; favourites and history keep their entries."""
        await sources.remove(playlist_id)
        return Response(status_code=204)

    return router


def _shown(source: Source, counts: dict[str, int]) -> SourceInfo:
    said = source.account
    return SourceInfo(
        id=source.id,
        name=source.name,
        kind=source.kind,  # type: ignore[arg-type]
        **counts,
        imported_at=datetime.fromtimestamp(source.imported_at, UTC),
        refreshable=source.refreshable,
        enabled=source.enabled,
        refresh_seconds=source.refresh_seconds,
        timeout_seconds=source.timeout_seconds,
        user_agent=source.user_agent,
        groups_off=list(source.groups_off),
        checked_at=_moment(source.checked_at),
        next_refresh_at=_moment(scheduled(source).next_at),
        failure=source.failure,
        account=_account(said) if said else None,
    )


def _account(said: Mapping[str, Any]) -> AccountInfo:
    shown = {name: said.get(name) for name in AccountInfo.model_fields}
    return AccountInfo.model_validate({**shown, "expires_at": _moment(said.get("expires_at"))})


def _moment(seconds: float | None) -> datetime | None:
    return datetime.fromtimestamp(int(seconds), UTC) if seconds is not None else None
