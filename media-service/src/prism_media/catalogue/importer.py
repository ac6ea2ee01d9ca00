"""Imports playlists: all of it or nothing, and the channels keep their ids when it is imported again."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from importlib.metadata import version
from itertools import islice
from typing import Any

from prism_core.errors import BadInput
from prism_media.catalogue.episodes import SeriesOf
from prism_media.catalogue.keys import short_id
from prism_media.catalogue.m3u.garbage import uncollected
from prism_media.catalogue.m3u.model import Entry, Header, Item, Skipped
from prism_media.catalogue.m3u.parser import NO_ADDRESS, NotAPlaylist, parse
from prism_media.catalogue.m3u.unread import Unread
from prism_media.catalogue.model import Imported, SkippedLine
from prism_media.catalogue.rows import RANK_STEP, kept_row, row_of
from prism_media.catalogue.store import CatalogueStore, PlaylistRow, Report

PLAYLIST_LIMIT = 256 << 20
"""Bytes. Far above the largest seen (a 100,000-channel list is 21 MB)."""
MOST_CHANNELS = 500_000
"""Channels of one playlist: each takes about 1 KiB of memory while it is imported."""
_BATCH = 2000
_READER = version("prism-media")
"""Another version may understand the same lines otherwise: it reads all of them."""
_SKIPPED_SHOWN = 1000


class PlaylistImporter:
    """Brings playlists into the catalogue."""

    def __init__(self, store: CatalogueStore, now: Callable[[], float], most_channels: int = MOST_CHANNELS) -> None:
        self._store = store
        self._now = now
        self._most_channels = most_channels

    async def from_bytes(self, chunks: Iterable[bytes], name: str) -> Imported:
        """Import a playlist that was uploaded, as a new one."""
        return await self.from_chunks(chunks, short_id("playlist", secrets.token_hex(16)), name)

    async def from_chunks(
        self,
        chunks: Iterable[bytes],
        playlist_id: str,
        name: str,
        *,
        url: str | None = None,
        base: str | None = None,
        charset: str | None = None,
        force: bool = False,
    ) -> Imported:
        """Put what `chunks` say in the place of the playlist with this id; `base` is where they came from.

        Raises:
            BadInput: they are no playlist, or have too many channels; what was there stays.
            ShrunkPlaylist: hardly anything is left of the list, which only `force` takes.
        """
        now = int(self._now())
        position = await self._store.position_of(playlist_id)
        reading = _Reading(playlist_id, position * RANK_STEP, now, self._most_channels)
        reading.told = await self._store.told(playlist_id)
        try:
            with uncollected():
                count = await self._store.replace(
                    PlaylistRow(playlist_id, name, "m3u", url, position, now),
                    batches(reading.rows(parse(chunks, base, charset)), _BATCH),
                    lambda: reading.report,
                    force=force,
                )
        except NotAPlaylist as error:
            raise BadInput(str(error)) from error
        skipped = [SkippedLine(**line) for line in reading.report.skipped]
        return Imported(id=playlist_id, channels_imported=count, skipped=skipped, guide_urls=reading.guide_urls)


class _Reading:
    """Makes rows of what a playlist says, and notes the rest."""

    def __init__(self, playlist_id: str, first_rank: int, now: int, most_channels: int) -> None:
        self._playlist_id = playlist_id
        self._rank = first_rank
        self._most_channels = most_channels
        self.told: dict[int, list[str]] = {}
        """The channels that are there, by what they were read from."""
        self._series = SeriesOf(playlist_id, first_rank, now)
        self.report = Report()
        self.guide_urls: list[str] = []

    def rows(self, items: Iterator[Item]) -> Iterator[dict[str, Any]]:
        """Yield the `channels` rows.

        Raises:
            NotAPlaylist: there is none.
            BadInput: there are too many.
        """
        first_rank = self._rank
        end = first_rank + self._most_channels
        for item in items:
            if isinstance(item, Entry):
                if self._rank == end:
                    raise BadInput(
                        f"the playlist has more than {self._most_channels:,} channels, the most that one may have; "
                        "ask the provider for a smaller list, or split it"
                    )
                yield self._row(item)
                self._rank += 1
            else:
                self._note(item)
        # An entry whose address is missing is told at the end of the list only where the list ends with it.
        self.report.cut_short = isinstance(item, Skipped) and item.reason.startswith(NO_ADDRESS)
        self.report.series = self._series.rows()
        if self._rank == first_rank:
            skipped = self.report.skipped
            first = f"; line {skipped[0]['line']}: {skipped[0]['reason']}" if skipped else ""
            raise NotAPlaylist(f"the playlist has no channel that can be used{first}")

    def _row(self, entry: Entry) -> dict[str, Any]:
        told = entry.fingerprint(_READER) if isinstance(entry, Unread) else None
        if told is not None and (ids := self.told.get(told)):
            return kept_row(ids.pop(), self._rank)
        row = row_of(entry, channel_id="", playlist_id=self._playlist_id, rank=self._rank)
        row["told"] = told
        if row["kind"] == "episode":
            # Its series is made of all episodes, so they are read each time.
            row["told"] = None
            self._series.take(row)
        return row

    def _note(self, item: Item) -> None:
        if isinstance(item, Skipped):
            if len(self.report.skipped) < _SKIPPED_SHOWN:
                self.report.skipped.append({"line": item.line, "reason": item.reason})
        elif isinstance(item, Header):
            self.report.attributes.update(item.attributes)
            self.guide_urls.extend(url for url in item.guide_urls if url not in self.guide_urls)


async def batches(rows: Iterator[dict[str, Any]], size: int) -> AsyncIterator[list[dict[str, Any]]]:
    """Yield lists of up to `size` rows, made in a thread so that a large file does not hold up the service."""

    def take() -> list[dict[str, Any]]:
        return list(islice(rows, size))

    while batch := await asyncio.to_thread(take):
        yield batch
