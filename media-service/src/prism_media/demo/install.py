"""Puts the demo channels and their guide into the database, or takes them out."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from typing import Any

from prism_media.catalogue.rows import row_of
from prism_media.catalogue.store import CatalogueStore, PlaylistRow, Report
from prism_media.demo.channels import DEMO_CHANNELS, DEMO_PLAYLIST
from prism_media.demo.schedule import schedule
from prism_media.guide.importer import GuideImporter
from prism_media.guide.store import GuideStore

log = logging.getLogger(__name__)

RENEW_SECONDS = 6 * 3600


async def install(catalogue: CatalogueStore, guides: GuideImporter, now: Callable[[], float]) -> None:
    """List the demo channels first and give them their guide."""

    async def rows() -> AsyncIterator[list[dict[str, Any]]]:
        yield [
            row_of(channel.entry(), channel_id=channel.id, playlist_id=DEMO_PLAYLIST, rank=channel.number)
            for channel in DEMO_CHANNELS
        ]

    playlist = PlaylistRow(DEMO_PLAYLIST, "Prism", "demo", None, 0, int(now()))
    await catalogue.replace(playlist, rows(), Report)
    await guides.from_items(schedule(now()), DEMO_PLAYLIST, "Prism")


async def uninstall(catalogue: CatalogueStore, guides: GuideStore) -> None:
    """Remove the demo channels and their guide."""
    await catalogue.remove(DEMO_PLAYLIST)
    await guides.remove(DEMO_PLAYLIST)


async def keep_guide(guides: GuideImporter, now: Callable[[], float]) -> None:
    """Renew the demo guide for as long as the service runs."""
    while True:
        await asyncio.sleep(RENEW_SECONDS)
        await guides.from_items(schedule(now()), DEMO_PLAYLIST, "Prism")
        log.info("demo guide renewed")
