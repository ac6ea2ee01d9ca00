"""Fetches a channel's playlists and segments: once, however many watch."""

from __future__ import annotations

import asyncio
import contextlib
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

from prism_core.errors import NotFound, Unsupported
from prism_media.catalogue.store import CatalogueStore
from prism_media.relay.playlist import ProgrammeClock, is_playlist, rewrite
from prism_media.relay.tokens import Tokens
from prism_media.upstream.client import Upstream, UpstreamResponse, headers_for, host_of
from prism_media.upstream.errors import UpstreamNotVideo, UpstreamTooLarge

PLAYLIST_SECONDS = 0.9
"""How long a playlist is shared: below half of the shortest usual target duration of 2 s."""
SEGMENT_SECONDS = 60.0
CACHE_BYTES = 64 << 20
PLAYLIST_LIMIT = 8 << 20
SEGMENT_LIMIT = 48 << 20
_CLOCKS = 256


@dataclass(frozen=True, slots=True)
class Body:
    """A whole answer; `url` is where redirects ended."""

    data: bytes
    content_type: str
    url: str


class SharedFetches:
    """Keeps bodies for a while, within a number of bytes, and lets all who ask meanwhile wait for one fetch."""

    def __init__(self, now: Callable[[], float], capacity: int = CACHE_BYTES) -> None:
        self._now = now
        self._capacity = capacity
        self._kept: OrderedDict[str, tuple[float, Body]] = OrderedDict()
        self._size = 0
        self._running: dict[str, asyncio.Task[Body]] = {}

    async def get(self, key: str, seconds: float, fetch: Callable[[], Awaitable[Body]]) -> Body:
        """What is kept under `key`, else what `fetch` brings; kept for `seconds`. Errors are shared, not kept."""
        if (kept := self._kept.get(key)) and kept[0] > self._now():
            self._kept.move_to_end(key)
            return kept[1]
        task = self._running.get(key)
        if task is None:
            task = asyncio.create_task(self._fetch(key, seconds, fetch), name="relay fetch")
            self._running[key] = task
            task.add_done_callback(lambda done: self._finished(key, done))
        # Shielded: a viewer who leaves must not cancel the fetch of the others.
        return await asyncio.shield(task)

    def _finished(self, key: str, done: asyncio.Task[Body]) -> None:
        self._running.pop(key, None)
        if not done.cancelled():
            done.exception()  # seen, also where everybody who asked has left

    async def _fetch(self, key: str, seconds: float, fetch: Callable[[], Awaitable[Body]]) -> Body:
        body = await fetch()
        old = self._kept.pop(key, None)
        self._size += len(body.data) - (len(old[1].data) if old else 0)
        self._kept[key] = (self._now() + seconds, body)
        while self._size > self._capacity and self._kept:
            _, (_, dropped) = self._kept.popitem(last=False)
            self._size -= len(dropped.data)
        return body

    async def close(self) -> None:
        """Cancel what is being fetched."""
        for task in list(self._running.values()):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task


class Relay:
    """Plays any HLS channel of the catalogue through our own address."""

    def __init__(self, catalogue: CatalogueStore, upstream: Upstream, tokens: Tokens, now: Callable[[], float]) -> None:
        self._catalogue = catalogue
        self._upstream = upstream
        self._tokens = tokens
        self._now = now
        self._shared = SharedFetches(now)
        self._clocks: OrderedDict[str, ProgrammeClock] = OrderedDict()
        self._names: OrderedDict[tuple[str, str], tuple[float, str]] = OrderedDict()

    async def close(self) -> None:
        """Stop fetching."""
        await self._shared.close()

    async def index(self, channel: str) -> str:
        """The channel's first playlist, rewritten.

        Raises:
            NotFound: there is no such channel.
            Unsupported: it is no HLS.
            PrismError: what the upstream did, under its name.
        """
        url, headers = await self._source(channel)
        if not url.startswith(("http://", "https://")):
            scheme = url.partition(":")[0]
            raise Unsupported(f"the channel is sent as {scheme}, which the relay cannot turn into HLS")
        return await self._playlist(channel, url, headers)

    async def playlist(self, channel: str, token: str) -> str:
        """A further playlist of the channel, rewritten."""
        sealed = self._tokens.open(channel, token)
        return await self._playlist(channel, sealed.url, await self._headers(channel, sealed.url))

    async def segment(self, channel: str, token: str) -> Body:
        """A whole segment, key or initialisation section, shared by all viewers."""
        sealed = self._tokens.open(channel, token)
        headers = await self._headers(channel, sealed.url)
        body = await self._shared.get(
            f"{channel} {sealed.url}", SEGMENT_SECONDS, lambda: self._read(sealed.url, headers, SEGMENT_LIMIT)
        )
        _refuse_page(body)
        return body

    async def part(self, channel: str, token: str, byte_range: str) -> AbstractAsyncContextManager[UpstreamResponse]:
        """A byte range of a segment, passed through as it arrives."""
        sealed = self._tokens.open(channel, token)
        headers = await self._headers(channel, sealed.url)
        return self._upstream.open(sealed.url, {**headers, "Range": byte_range})

    async def _headers(self, channel: str, url: str) -> dict[str, str]:
        """The channel's headers for `url`, which its playlist names: its credentials are for its own origin only."""
        source, headers = await self._source(channel)
        return headers_for(source, url, headers)

    async def _source(self, channel: str) -> tuple[str, Mapping[str, str]]:
        row = await self._catalogue.channel(channel)
        if row is None:
            raise NotFound(f"no channel {channel!r}")
        return row["url"], row["headers"]

    async def _playlist(self, channel: str, url: str, headers: Mapping[str, str]) -> str:
        body = await self._shared.get(
            f"{channel} {url}",
            PLAYLIST_SECONDS,
            lambda: self._read(url, headers, PLAYLIST_LIMIT, head_only=True),
        )
        text = body.data.decode("utf-8", errors="replace")
        if not is_playlist(text):
            _refuse_page(body)
            raise Unsupported(
                f"{host_of(url)} sends {body.content_type or 'something'} that is no HLS; the relay plays HLS so far"
            )
        clock = self._clocks.setdefault(f"{channel} {url}", ProgrammeClock())
        self._clocks.move_to_end(f"{channel} {url}")
        while len(self._clocks) > _CLOCKS:
            self._clocks.popitem(last=False)

        def address(absolute: str, playlist: bool) -> str:
            name = self._name(channel, absolute)
            return f"/api/relay/{channel}/{'playlist' if playlist else 'segment'}/{name}{'.m3u8' if playlist else ''}"

        return rewrite(text, body.url, address, clock.first_segment(text, self._now()))

    def _name(self, channel: str, url: str) -> str:
        """A token for an address; the same one for an hour, since players know a segment by its address."""
        hour = self._now() // 3600
        if (known := self._names.get((channel, url))) and known[0] == hour:
            return known[1]
        token = self._tokens.seal(channel, url)
        self._names[channel, url] = (hour, token)
        while len(self._names) > 20_000:
            self._names.popitem(last=False)
        return token

    async def _read(self, url: str, headers: Mapping[str, str], limit: int, *, head_only: bool = False) -> Body:
        """Read a body whole; `head_only` stops at the first bytes where they show that it is no playlist."""
        data = bytearray()
        async with self._upstream.open(url, headers) as response:
            async for chunk in response.chunks():
                data += chunk
                if head_only and len(data) >= 16 and not is_playlist(data[:64].decode("utf-8", errors="replace")):
                    break  # an endless transport stream, perhaps
                if len(data) > limit:
                    raise UpstreamTooLarge(f"{host_of(url)} sends more than {limit >> 20} MiB in one piece")
            return Body(bytes(data), response.content_type, response.url)


async def streamed(opened: AbstractAsyncContextManager[UpstreamResponse]) -> AsyncIterator[bytes]:
    """Yield a body and close its answer."""
    async with opened as response:
        async for chunk in response.chunks():
            yield chunk


def _refuse_page(body: Body) -> None:
    """Raise for a web page in the place of a stream, which expired subscriptions answer with."""
    start = body.data[:256].lstrip().lower()
    if body.content_type in {"text/html", "application/xhtml+xml"} or start.startswith((b"<!doctype html", b"<html")):
        raise UpstreamNotVideo(
            f"{host_of(body.url)} answers with a web page instead of video; the subscription may have expired"
        )
