"""Plays any channel through our own address: each playlist and segment is fetched once, however many watch."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from prism_core.errors import NotFound, PrismError, Unsupported, UpstreamFailed
from prism_media.catalogue.health import Source
from prism_media.relay.conversion import Converter, Wanted
from prism_media.relay.conversion import Source as Convertible
from prism_media.relay.download import Download
from prism_media.relay.interstitials import rewrite_assets
from prism_media.relay.manifests import (
    Directives,
    Manifests,
    NotHls,
    Rewritten,
    ask_for,
    etag_of,
    headers_of,
    with_query,
)
from prism_media.relay.segments import ByteRange, fill
from prism_media.relay.shelf import Shelf
from prism_media.relay.slots import Slots
from prism_media.relay.sources import Health, SourceBook, first_that_works
from prism_media.relay.tokens import Sealed, Tokens
from prism_media.upstream.client import Upstream
from prism_media.upstream.errors import UpstreamStale

_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a viewer asks for beside the channel; `start` and `stop`: what was on then, from the archive."""

    wanted: Wanted = field(default_factory=Wanted)
    source: str | None = None
    start: datetime | None = None
    stop: datetime | None = None


class CatchUp(Protocol):
    """Finds the archive of a source."""

    async def archived(self, channel: str, source: Source, start: datetime, stop: datetime | None) -> Source:
        """The source with the address that plays what was on from `start`. Raises `Unsupported` where it has none."""
        ...

    async def programme(self, channel: str, start: datetime) -> datetime | None:
        """When the programme ended that began then, where the guide knows."""
        ...


class Relay:
    """The channels of the catalogue as HLS. For one event loop."""

    def __init__(
        self,
        health: Health,
        upstream: Upstream,
        tokens: Tokens,
        now: Callable[[], float],
        converter: Converter | None = None,
        catch_up: CatchUp | None = None,
        elapsed: Callable[[], float] | None = None,
        slots: Slots | None = None,
    ) -> None:
        """`now` is the wall clock; `elapsed`, if given, measures how long things are kept and is never set back."""
        elapsed = elapsed or now
        self._upstream = upstream
        self._tokens = tokens
        self._converter = converter
        self._catch_up = catch_up
        self._slots = slots or Slots(elapsed)
        self._book = SourceBook(health, elapsed)
        self._telling: set[asyncio.Task[None]] = set()
        self._manifests = Manifests(upstream, tokens, now, elapsed)
        self._shelf = Shelf(elapsed)

    async def close(self) -> None:
        """Stop fetching."""
        await self._manifests.close()
        await self._shelf.close()

    async def is_adult(self, channel: str) -> bool:
        """Whether the channel, or a source that would play in its place, is for adults only."""
        return any(source.adult for source in await self._book.ordered(channel))

    async def index(self, channel: str, wish: Wish | None = None, asked: Directives | None = None) -> Rewritten:
        """The channel's first playlist, from the first of its sources that gives one.

        A low-latency player whose first playlist is a media playlist asks for the next state of it: that waits, and is
        only the source's that plays.

        Raises:
            NotFound: there is no such channel, or no such source of it.
            SourcesFailed: it has several, and each failed.
            PrismError: what the only source did, under its name.
        """
        wish = wish or Wish()
        sources = await self._book.ordered(channel, wish.source)
        alone = len(sources) == 1
        if asked is not None and asked.query and wish.start is None and not self._converting(channel, sources[0], wish):
            with suppress(NotHls):
                return await self._playlist(channel, Sealed(sources[0].id, sources[0].url), asked)

        async def attempt(source: Source) -> Rewritten:
            await self._hold(channel, source)
            return await self._opened(channel, await self._archived(channel, source, wish), wish, alone=alone)

        return await first_that_works(sources, attempt, self._book.failed)

    async def stop_of(self, channel: str, start: datetime) -> datetime:
        """When the programme ended that began then.

        Raises:
            NotFound: the guide has it no more.
        """
        stop = await self._catch_up.programme(channel, start) if self._catch_up else None
        if stop is None:
            raise NotFound("the guide has no such programme (any more); ask with start and stop")
        return stop

    async def playlist(self, channel: str, token: str, asked: Directives | None = None) -> Rewritten:
        """A further playlist of the channel, by the name that another gave it."""
        return await self._playlist(channel, self._tokens.open(channel, "playlist", token), asked)

    async def _playlist(self, channel: str, sealed: Sealed, asked: Directives | None) -> Rewritten:
        source = await self._book.source(channel, sealed.source)
        await self._hold(channel, source)
        try:
            return await self._manifests.get(channel, source, sealed, asked)
        except UpstreamStale as error:
            await self._book.failed(source, error)
            raise
        except UpstreamFailed as error:
            await self._book.strike(source, error)
            raise

    def segment(
        self, channel: str, token: str, wanted: ByteRange | None = None
    ) -> AbstractAsyncContextManager[Download]:
        """A segment, key or initialisation section, or a part of one, as it arrives; shared by all viewers."""
        return self._segment(channel, self._tokens.open(channel, "segment", token), wanted)

    async def assets(self, channel: str, token: str, query: str = "") -> str:
        """A list of interstitials (JSON), each with an address of ours."""
        sealed = self._tokens.open(channel, "assets", token)
        source = await self._book.source(channel, sealed.source)
        url = with_query(sealed.url, query)
        async with self._segment(channel, Sealed(sealed.source, url), None) as download:
            await download.head()
            return rewrite_assets(await download.body(), url, self._manifests.namer(channel, source, {}))

    async def _hold(self, channel: str, source: Source) -> None:
        """Take a connection of the source's subscription; who lost it is sent nothing more.

        Raises:
            ConnectionsTaken: all are in use.
        """
        for loser in await self._slots.take(channel, source):
            if self._converter is not None:
                await self._converter.end(loser)

    async def _archived(self, channel: str, source: Source, wish: Wish) -> Source:
        if wish.start is None:
            return source
        if self._catch_up is None:
            raise Unsupported("this channel has no archive")
        return await self._catch_up.archived(channel, source, wish.start, wish.stop)

    async def _opened(self, channel: str, source: Source, wish: Wish, *, alone: bool) -> Rewritten:
        if not source.url.startswith(_WEB):
            return await self._converted(channel, source, wish)
        # What is named as no playlist is asked for once, by the converter, which gives way where it is one.
        if self._converter is not None and (".m3u8" not in source.url or self._converting(channel, source, wish)):
            made = await self._converter.playlist(channel, self._convertible(source), wish.wanted)
            if made is not None:
                return Rewritten(made, etag_of(made), 0.0)
        try:
            found = await self._manifests.get(channel, source, Sealed(source.id, source.url))
        except NotHls:
            if self._converter is None:
                raise
            return await self._converted(channel, source, wish)
        if (wish.wanted.convert or wish.wanted.together) and self._converter is not None:
            return await self._converted(channel, source, wish, else_=found)
        if not alone:
            await self._check_first_variant(channel, found)
        return found

    def _converting(self, channel: str, source: Source, wish: Wish) -> bool:
        convertible = self._convertible(source)
        return self._converter is not None and self._converter.converting(channel, convertible, wish.wanted)

    def _convertible(self, source: Source) -> Convertible:
        def broken(error: PrismError) -> None:
            task = asyncio.create_task(self._book.failed(source, error), name="source broken")
            self._telling.add(task)
            task.add_done_callback(self._telling.discard)

        return Convertible(source.url, headers_of(source), broken=broken)

    async def _converted(self, channel: str, source: Source, wish: Wish, else_: Rewritten | None = None) -> Rewritten:
        if self._converter is not None:
            text = await self._converter.playlist(channel, self._convertible(source), wish.wanted)
            if text is not None:
                return Rewritten(text, etag_of(text), 0.0)
        if else_ is None:
            scheme = source.url.partition(":")[0]
            raise Unsupported(f"the channel is sent as {scheme}, which the relay cannot turn into HLS")
        return else_

    async def _check_first_variant(self, channel: str, found: Rewritten) -> None:
        """A source whose master playlist is there and whose first variant is not gives way to the next.

        The player asks for that variant next, and is given what was fetched here.
        """
        if "#EXT-X-STREAM-INF" not in found.text:
            return
        first = next((line for line in found.text.splitlines() if line[:1] != "#"), "")
        sealed = self._tokens.open(channel, "playlist", first.rpartition("/")[2].partition(".")[0])
        await self._manifests.get(channel, await self._book.source(channel, sealed.source), sealed)

    @asynccontextmanager
    async def _segment(self, channel: str, sealed: Sealed, wanted: ByteRange | None) -> AsyncIterator[Download]:
        source = await self._book.source(channel, sealed.source)
        await self._hold(channel, source)
        ask = ask_for(source, sealed.url)

        async def fetch(download: Download) -> None:
            try:
                await fill(self._upstream, download, ask, wanted)
            except PrismError as error:
                await self._book.strike(source, error)
                raise
            await self._book.worked(source)

        part = wanted.header() if wanted else ""
        async with self._shelf.reading(f"{channel} {source.id} {sealed.url} {part}", fetch) as download:
            yield download
