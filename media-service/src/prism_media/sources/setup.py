"""Puts the parts that read sources together."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from fastapi import APIRouter
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine

from prism_core.errors import Unavailable
from prism_media.catalogue.importer import PlaylistImporter
from prism_media.catalogue.playlists_api import playlists_router
from prism_media.catalogue.store import CatalogueStore
from prism_media.database.claims import Claims
from prism_media.guide.importer import GuideImporter
from prism_media.guide.store import GuideStore
from prism_media.settings import Settings
from prism_media.sources.artwork import artwork_router
from prism_media.sources.folder.loader import AllowedFolders, FolderLoader
from prism_media.sources.playlist import PlaylistReader
from prism_media.sources.podcast.loader import PodcastLoader
from prism_media.sources.radio.api import Stationed, radio_router
from prism_media.sources.radio.directory import Directory
from prism_media.sources.scheduler import POLL_SECONDS, Scheduler
from prism_media.sources.series import SeriesStore
from prism_media.sources.series_api import series_router
from prism_media.sources.service import Parts, Sources
from prism_media.sources.store import SourceStore
from prism_media.sources.xtream.episodes import Episodes
from prism_media.sources.xtream.loader import XtreamLoader
from prism_media.upstream.client import Upstream


@dataclass(frozen=True, slots=True)
class SourceParts:
    """Everything about sources that the service owns."""

    store: SourceStore
    folders: AllowedFolders
    scheduler: Scheduler
    episodes: Episodes
    claims: Claims
    stations: Stationed
    routers: list[APIRouter]

    async def close(self) -> None:
        """Stop reading sources."""
        await self.scheduler.close()
        await self.stations.close()
        with contextlib.suppress(Unavailable, OperationalError):  # it runs out by itself
            await self.claims.give_back("schedule")


def set_up_sources(
    settings: Settings,
    engine: AsyncEngine,
    upstream: Upstream,
    catalogue: CatalogueStore,
    guides: tuple[GuideStore, GuideImporter],
    now: Callable[[], float],
) -> SourceParts:
    """Make what reads sources, the schedule they are read by and the routes to them."""
    store = SourceStore(engine)
    importer = PlaylistImporter(catalogue, now)
    xtream = XtreamLoader(upstream, now)
    folders = AllowedFolders(settings.media_folders)
    parts = Parts(
        playlists=PlaylistReader(importer, upstream),
        loaders={
            "xtream": xtream,
            "podcast": PodcastLoader(upstream),
            "folder": FolderLoader(folders),
        },
        guides=guides[1],
        remove_guide=guides[0].remove,
        remove_source=catalogue.remove,
    )

    async def changed() -> None:
        await catalogue.refold()
        await guides[0].relink()

    sources = Sources(store, parts, changed, now)
    claims = Claims(engine, secrets.token_hex(8), now)
    # Longer than two looks, so that a slow one loses nothing; short enough that another goes on where this one died.
    scheduler = Scheduler(
        sources.listed, sources.refresh_scheduled, now, turn=lambda: claims.take("schedule", 3 * POLL_SECONDS)
    )
    sources.on_change = scheduler.wake
    directory = Directory(upstream, settings.data_dir / "radio", now, settings.radio_directory)
    stationed = Stationed(store, directory, claims, now)
    episodes = Episodes(store, xtream, now)
    shows = SeriesStore(engine)
    routers = [
        playlists_router(sources, store, importer, now),
        series_router(shows, episodes.ensure),
        artwork_router(catalogue, shows, store, folders),
        radio_router(directory, stationed, catalogue),
    ]
    return SourceParts(store, folders, scheduler, episodes, claims, stationed, routers)
