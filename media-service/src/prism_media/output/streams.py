"""Plays for other players: HLS as the relay makes it, endless transport streams, and films with ranges."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, aclosing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

from fastapi import Response
from fastapi.responses import FileResponse, RedirectResponse, StreamingResponse

from prism_core.errors import NotFound, PrismError
from prism_media.catalogue.health import HealthStore, Source
from prism_media.demo.channels import DEMO_PLAYLIST
from prism_media.demo.transport import DemoStreams
from prism_media.relay.answers import HLS
from prism_media.relay.conversion import Converter, Wanted
from prism_media.relay.conversion import Source as Convertible
from prism_media.relay.conversion.errors import CodecNotPlayable
from prism_media.relay.manifests import headers_of
from prism_media.relay.relay import Relay, Wish
from prism_media.relay.sources import BLAMELESS, TOTAL_SECONDS, first_that_works
from prism_media.sources.folder.loader import AllowedFolders
from prism_media.sources.store import SourceStore
from prism_media.upstream.client import Upstream, UpstreamResponse

T = TypeVar("T")
Row = dict[str, Any]
# Players beside browsers decode what there is.
EVERYTHING = Wanted(frozenset({"hevc", "av1", "vp9", "ac3", "ec3", "opus", "flac"}))
_FRESH = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
_SAFE = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox"}
_PASSED = ("Content-Range", "Content-Length", "Accept-Ranges", "Last-Modified", "ETag")


class Streams:
    """Answers with the picture of a `channels` row."""

    def __init__(
        self,
        relay: Relay,
        upstream: Upstream,
        sources: SourceStore,
        folders: AllowedFolders,
        converter: Converter | None,
        health: HealthStore,
        demo: DemoStreams,
    ) -> None:
        self._demo = demo
        self._health = health
        self._relay = relay
        self._upstream = upstream
        self._sources = sources
        self._folders = folders
        self._converter = converter

    async def hls(self, row: Row, start: datetime | None = None, stop: datetime | None = None) -> Response:
        """The channel as HLS; `start` and `stop`: what was on then."""
        if row["playlist_id"] == DEMO_PLAYLIST:
            return RedirectResponse(f"/api/relay/{row['id']}/index.m3u8", 302, _FRESH)
        try:
            found = await self._relay.index(row["id"], Wish(EVERYTHING, None, start, stop))
        except CodecNotPlayable:
            # MPEG-2 and MP2 have no place in the fragments of HLS, whatever the player decodes.
            found = await self._relay.index(row["id"], Wish(replace(EVERYTHING, convert=True), None, start, stop))
        return Response(found.text.encode("utf-8", "replace"), media_type=HLS, headers=_FRESH)

    async def transport_stream(self, row: Row, *, only_head: bool = False) -> Response:
        """The channel as one endless transport stream; as HLS where nothing here makes one."""
        if only_head:
            return Response(media_type="video/mp2t", headers=_FRESH)
        if row["playlist_id"] == DEMO_PLAYLIST:
            chunks = await self._demo.transport_stream(row["id"])
            return StreamingResponse(chunks, media_type="video/mp2t", headers=_FRESH)
        if self._converter is None:
            return await self.hls(row)
        converter = self._converter

        async def begun(source: Source) -> tuple[bytes, AsyncIterator[bytes]]:
            chunks = converter.transport_stream(Convertible(source.url, headers_of(source)))
            # Begun before the answer, so that the next source can be tried, or an error become a problem.
            return await anext(chunks, b""), chunks

        first, chunks = await self._first(row, begun)
        return StreamingResponse(_after(first, chunks), media_type="video/mp2t", headers=_FRESH)

    async def file(self, row: Row, byte_range: str | None, *, only_head: bool = False) -> Response:
        """A film or an episode as the file it is, or a range of it."""
        if row["url"].startswith("file:"):
            return await self._local(row)
        if urlsplit(row["url"]).path.endswith(".m3u8") or not row["url"].startswith("http"):
            return await self.hls(row)

        async def opened(source: Source) -> tuple[AsyncExitStack, UpstreamResponse]:
            stack = AsyncExitStack()
            headers = {**headers_of(source), **({"Range": byte_range} if byte_range else {})}
            asking = self._upstream.open(source.url, headers, stall_seconds=source.timeout_seconds)
            return stack, await stack.enter_async_context(asking)

        stack, response = await self._first(row, opened)
        encoded = "Content-Encoding" in response.headers
        passed = {name: response.headers[name] for name in _PASSED if name in response.headers and not encoded}
        kind, headers = response.content_type or "application/octet-stream", {**passed, **_SAFE}
        if only_head:
            await stack.aclose()
            return Response(None, response.status, headers, kind)
        return StreamingResponse(_closing(stack, response.chunks()), response.status, headers, kind)

    async def _first(self, row: Row, attempt: Callable[[Source], Awaitable[T]]) -> T:
        """What the first of the channel's sources gives that gives something, each tried by itself."""
        sources = [source for source in await self._health.sources(row["id"]) if _alike(source.url, row["url"])]
        return await first_that_works(sources, attempt, self._failed, hedge_seconds=TOTAL_SECONDS)

    async def _failed(self, source: Source, error: PrismError) -> None:
        if not isinstance(error, BLAMELESS):
            await self._health.failed(source.id, error.kind)

    async def _local(self, row: Row) -> Response:
        """A file of a folder source, while it still lies in it and the folder is still allowed."""
        source = await self._sources.source(row["playlist_id"])
        if source is None or source.kind != "folder":
            raise NotFound("no such file")
        written = Path(unquote(urlsplit(row["url"]).path))
        path = await asyncio.to_thread(self._folders.file, source.url or "", written)
        if path is None:
            raise NotFound(f"{row['name']!r} is no longer in its folder; refresh the source")
        return FileResponse(path, headers=_SAFE)


def _alike(url: str, asked: str) -> bool:
    """Whether an address is fetched as the other one is: a file of a folder is no stand-in for a stream."""
    return url.startswith("http") == asked.startswith("http")


async def _after(first: bytes, chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    async with aclosing(chunks) as rest:  # type: ignore[type-var]
        yield first
        async for chunk in rest:
            yield chunk


async def _closing(stack: AsyncExitStack, chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    async with stack:
        async for chunk in chunks:
            yield chunk
