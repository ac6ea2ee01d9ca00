"""Reads sources of the kind `m3u` through the importer of playlists."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from prism_media.catalogue.importer import PLAYLIST_LIMIT, PlaylistImporter
from prism_media.catalogue.model import Imported
from prism_media.sources.source import Source
from prism_media.upstream.client import Upstream, host_of
from prism_media.upstream.download import downloaded


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of fetching a playlist, with what tells next time whether it changed."""

    imported: Imported
    etag: str | None
    last_modified: str | None


class PlaylistReader:
    """Fetches playlists as their sources say and imports them."""

    def __init__(self, importer: PlaylistImporter, upstream: Upstream) -> None:
        self._importer = importer
        self._upstream = upstream

    async def read(self, source: Source, *, force: bool = False) -> Fetched | None:
        """Fetch and import; none where it has not changed since the last time."""
        url = source.url or ""
        async with downloaded(
            self._upstream, url, PLAYLIST_LIMIT, source.conditional_headers, stall_seconds=source.stall_seconds
        ) as file:
            if file.unchanged:
                return None
            imported = await self._importer.from_chunks(
                file.chunks(), source.id, source.name, url=url, base=file.url, charset=file.charset, force=force
            )
            return Fetched(imported, file.etag, file.last_modified)


def name_of(url: str) -> str:
    """A name for what has only an address; paths and queries may hold credentials."""
    last = urlsplit(url).path.rsplit("/", 1)[-1]
    host = host_of(url)
    return f"{host}: {last}" if last and "." in last else host
