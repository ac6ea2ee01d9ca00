"""Imports playlists: all of it or nothing, and the channels keep their ids when it is imported again."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from prism_core.errors import BadInput, Conflict, NotFound
from prism_media.catalogue.keys import ChannelIds, short_id
from prism_media.catalogue.m3u.model import Entry, Header, Item, Skipped
from prism_media.catalogue.m3u.parser import NotAPlaylist, parse
from prism_media.catalogue.model import Imported, SkippedLine
from prism_media.catalogue.rows import RANK_STEP, row_of
from prism_media.catalogue.store import CatalogueStore, PlaylistRow
from prism_media.upstream.client import Upstream, host_of
from prism_media.upstream.download import downloaded

PLAYLIST_LIMIT = 256 << 20
"""Bytes. Far above the largest seen (a 100,000-channel list is 21 MB)."""
_BATCH = 2000
_SKIPPED_SHOWN = 1000


@dataclass(slots=True)
class _Report:
    attributes: dict[str, str] = field(default_factory=dict)
    guide_urls: list[str] = field(default_factory=list)
    skipped: list[SkippedLine] = field(default_factory=list)


class PlaylistImporter:
    """Brings playlists into the catalogue."""

    def __init__(self, store: CatalogueStore, upstream: Upstream, now: Callable[[], float]) -> None:
        self._store = store
        self._upstream = upstream
        self._now = now

    async def from_address(self, url: str, name: str | None = None) -> Imported:
        """Fetch and import a playlist; the same address again refreshes it."""
        playlist_id = short_id("playlist", url)
        async with downloaded(self._upstream, url, PLAYLIST_LIMIT) as file:
            return await self.from_chunks(
                file.chunks(),
                playlist_id,
                name or _name_of(url),
                url=url,
                base=file.url,
                charset=file.charset,
            )

    async def from_bytes(self, chunks: Iterable[bytes], name: str) -> Imported:
        """Import a playlist that was uploaded, as a new one."""
        return await self.from_chunks(chunks, short_id("playlist", secrets.token_hex(16)), name)

    async def refresh(self, playlist_id: str) -> Imported:
        """Fetch a playlist again.

        Raises:
            NotFound: there is no such playlist.
            Conflict: it was uploaded, so there is nowhere to fetch it from.
        """
        playlist = await self._store.playlist(playlist_id)
        if playlist is None:
            raise NotFound(f"no playlist {playlist_id!r}")
        if playlist.url is None:
            raise Conflict(f"{playlist.name!r} was uploaded and has no address; upload it again instead")
        return await self.from_address(playlist.url, playlist.name)

    async def from_chunks(
        self,
        chunks: Iterable[bytes],
        playlist_id: str,
        name: str,
        *,
        url: str | None = None,
        base: str | None = None,
        charset: str | None = None,
    ) -> Imported:
        """Put what `chunks` say in the place of the playlist with this id; `base` is where they came from.

        Raises:
            BadInput: they are no playlist; what was there stays.
        """
        report = _Report()
        position = await self._store.position_of(playlist_id)
        rows = _rows(parse(chunks, base, charset), playlist_id, position, report)
        try:
            count = await self._store.replace(
                PlaylistRow(playlist_id, name, "m3u", url, position, int(self._now())),
                batches(rows, _BATCH),
                lambda: (report.attributes, [line.model_dump() for line in report.skipped]),
            )
        except NotAPlaylist as error:
            raise BadInput(str(error)) from error
        return Imported(id=playlist_id, channels_imported=count, skipped=report.skipped, guide_urls=report.guide_urls)


def _rows(items: Iterator[Item], playlist_id: str, position: int, report: _Report) -> Iterator[dict[str, Any]]:
    ids = ChannelIds(playlist_id)
    place = 0
    for item in items:
        if isinstance(item, Entry):
            yield row_of(item, channel_id=ids.next(item), playlist_id=playlist_id, rank=position * RANK_STEP + place)
            place += 1
        elif isinstance(item, Skipped):
            if len(report.skipped) < _SKIPPED_SHOWN:
                report.skipped.append(SkippedLine(line=item.line, reason=item.reason))
        elif isinstance(item, Header):
            report.attributes.update(item.attributes)
            report.guide_urls.extend(item.guide_urls)
    if place == 0:
        first = f"; line {report.skipped[0].line}: {report.skipped[0].reason}" if report.skipped else ""
        raise NotAPlaylist(f"the playlist has no channel that can be used{first}")


async def batches(rows: Iterator[dict[str, Any]], size: int) -> AsyncIterator[list[dict[str, Any]]]:
    """Yield lists of up to `size` rows, made in a thread so that a large file does not hold up the service."""

    def take() -> list[dict[str, Any]]:
        return list(islice(rows, size))

    while batch := await asyncio.to_thread(take):
        yield batch


def _name_of(url: str) -> str:
    """A name for a playlist that has only an address; paths and queries may hold credentials."""
    last = urlsplit(url).path.rsplit("/", 1)[-1]
    host = host_of(url)
    return f"{host}: {last}" if last and "." in last else host
