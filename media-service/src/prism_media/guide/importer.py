"""Imports programme guides: streamed, beside the guide that is being shown, swapped in when complete."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Iterable, Iterator

from prism_core.errors import BadInput, Conflict, NotFound
from prism_media.catalogue.keys import short_id
from prism_media.guide.model import GuideImported
from prism_media.guide.rows import Batch, GuideReport, batches_of
from prism_media.guide.store import GuideStore
from prism_media.guide.xmltv import Item, NotAGuide, parse
from prism_media.upstream.client import Upstream, host_of
from prism_media.upstream.download import downloaded

GUIDE_LIMIT = 2 << 30
"""Bytes as downloaded; the largest public feeds have 1 GB of XML in 120 MB of gzip."""
_UNMATCHED_SHOWN = 100


class GuideImporter:
    """Brings guides into the database, one at a time: two at once would only wait for each other's writes."""

    def __init__(self, store: GuideStore, upstream: Upstream, now: Callable[[], float]) -> None:
        self._store = store
        self._upstream = upstream
        self._now = now
        self._one_at_a_time = asyncio.Lock()

    async def from_address(self, url: str, name: str | None = None) -> GuideImported:
        """Fetch and import a guide; the same address again refreshes it."""
        async with downloaded(self._upstream, url, GUIDE_LIMIT) as file:
            return await self.from_items(parse(file.chunks()), short_id("guide", url), name or host_of(url), url=url)

    async def from_bytes(self, chunks: Iterable[bytes], name: str) -> GuideImported:
        """Import a guide that was uploaded, as a new one."""
        return await self.from_items(parse(chunks), short_id("guide", secrets.token_hex(16)), name)

    async def refresh(self, guide_id: str) -> GuideImported:
        """Fetch a guide again.

        Raises:
            NotFound: there is no such guide.
            Conflict: it was uploaded, so there is nowhere to fetch it from.
        """
        guide = await self._store.guide(guide_id)
        if guide is None:
            raise NotFound(f"no guide {guide_id!r}")
        if guide["url"] is None:
            raise Conflict(f"{guide['name']!r} has no address; upload it again instead")
        return await self.from_address(guide["url"], guide["name"])

    async def from_items(
        self, items: Iterable[Item], guide_id: str, name: str, *, url: str | None = None
    ) -> GuideImported:
        """Import what was parsed or made, in the place of the guide with this id.

        Raises:
            BadInput: it is no guide; the guide that was there stays.
        """
        async with self._one_at_a_time:
            import_id, first_channel = await self._store.next_import()
            report = GuideReport()
            try:
                await self._write(batches_of(items, import_id, first_channel, report), import_id)
            except NotAGuide as error:
                await self._store.discard(import_id)
                raise BadInput(str(error)) from error
            except BaseException:
                await self._store.discard(import_id)
                raise
            matched = await self._store.publish(
                {
                    "id": guide_id,
                    "name": name,
                    "url": url,
                    "current_import": import_id,
                    "channel_count": len(report.channels),
                    "programme_count": report.programmes,
                    "imported_at": int(self._now()),
                    "truncated": report.truncated,
                }
            )
        return GuideImported(
            id=guide_id,
            channels_imported=len(report.channels),
            programmes_imported=report.programmes,
            channels_matched=matched,
            skipped=report.skipped,
            truncated=report.truncated,
            unmatched=await self._store.unmatched(import_id, _UNMATCHED_SHOWN),
        )

    async def _write(self, batches: Iterator[Batch], import_id: int) -> None:
        while (batch := await asyncio.to_thread(next, batches, None)) is not None:
            await self._store.write(batch, import_id)
