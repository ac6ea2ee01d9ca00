"""`/api/favourites`: channels that a viewer wants at hand, in folders."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Body, Response

from prism_core.errors import NotFound
from prism_media.catalogue.rows import channel_of
from prism_media.catalogue.store import CatalogueStore
from prism_media.viewers.current import OwnViewer
from prism_media.viewers.model import FavouriteChannel, Favourites, FavouriteSettings
from prism_media.viewers.store import ViewerStore


def favourites_router(store: ViewerStore, catalogue: CatalogueStore, now: Callable[[], float]) -> APIRouter:
    """The routes of favourites."""
    router = APIRouter(prefix="/api/favourites", tags=["favourites"])

    @router.get("")
    async def list_favourites(viewer: OwnViewer) -> Favourites:
        """Favourite channels by folder and name; those no longer in the catalogue are left out, not forgotten."""
        folders = await store.favourites(viewer.profile)
        rows = await catalogue.by_ids(list(folders), viewer.profile)
        shown = [
            FavouriteChannel(**channel_of(row).model_dump(), folder=folders[row["id"]])
            for row in rows
            if viewer.may_watch(row)
        ]
        shown.sort(key=lambda channel: (channel.folder.casefold(), channel.name.casefold()))
        return Favourites(channels=shown, folders=list(dict.fromkeys(one.folder for one in shown if one.folder)))

    @router.put("/{channel_id}")
    async def add_favourite(
        channel_id: str, viewer: OwnViewer, settings: Annotated[FavouriteSettings | None, Body()] = None
    ) -> FavouriteChannel:
        """Make a channel a favourite, or move it to another folder."""
        row = await catalogue.channel(channel_id, viewer.profile)
        if row is None or not viewer.may_watch(row):
            raise NotFound(f"no channel {channel_id!r}")
        folder = settings.folder.strip() if settings and settings.folder is not None else None
        kept = await store.add_favourite(viewer.profile, channel_id, int(now()), folder)
        return FavouriteChannel(**channel_of({**row, "favourite": True}).model_dump(), folder=kept)

    @router.delete("/{channel_id}", status_code=204)
    async def remove_favourite(channel_id: str, viewer: OwnViewer) -> Response:
        """Make a channel no favourite; one that is none is no error."""
        await store.remove_favourite(viewer.profile, channel_id)
        return Response(status_code=204)

    return router
