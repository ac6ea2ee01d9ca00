"""Plays any channel through our own address: each playlist and segment is fetched once, however many watch."""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from urllib.parse import urlsplit

from prism_core.errors import BadInput, PrismError, Unsupported, UpstreamFailed
from prism_media.catalogue.health import Source
from prism_media.relay.clock import ChannelClock
from prism_media.relay.conversion import Converter, Wanted
from prism_media.relay.conversion import Source as Convertible
from prism_media.relay.download import Download
from prism_media.relay.flights import Flights
from prism_media.relay.interstitials import rewrite_assets
from prism_media.relay.liveness import Liveness
from prism_media.relay.outline import USUAL_TARGET_SECONDS, Outline, outline
from prism_media.relay.pages import Ask, Page, read_page
from prism_media.relay.playlist import Kind, rewrite
from prism_media.relay.segments import ByteRange, fill
from prism_media.relay.shelf import Shelf
from prism_media.relay.sources import Health, SourceBook, first_that_works
from prism_media.relay.tokens import Sealed, Tokens
from prism_media.relay.variables import expand
from prism_media.upstream.client import Upstream, headers_for, host_of
from prism_media.upstream.errors import UpstreamStale

SHARED_SECONDS = 1.0
"""Longest time that a live playlist is shared; less where half a target duration is less."""
LASTING_SECONDS = 60.0
"""How long a playlist is shared that has ended, or that names others."""
ANSWER_SECONDS = 15.0
_WEB = ("http://", "https://")
_KEPT = 512
_EXTENSION = re.compile(r"\.(ts|m2ts|mp4|m4s|m4v|m4a|m4i|cmfv|cmfa|aac|mp3|ac3|ec3|vtt|webvtt|key|jpg|jpeg|png|webp)$")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a viewer asks for beside the channel; `start` and `stop`: what was on then, from the archive."""

    wanted: Wanted = field(default_factory=Wanted)
    source: str | None = None
    start: datetime | None = None
    stop: datetime | None = None


@dataclass(frozen=True, slots=True)
class Directives:
    """What a low-latency player asks of a playlist (RFC 8216bis, section 6.2.5)."""

    media_sequence: int | None = None
    part: int | None = None
    skip: str | None = None

    @property
    def query(self) -> str:
        """As they are asked of the provider."""
        said = {"_HLS_msn": self.media_sequence, "_HLS_part": self.part, "_HLS_skip": self.skip}
        return "&".join(f"{name}={value}" for name, value in said.items() if value is not None)


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A playlist as a viewer gets it; `etag` changes when it does."""

    text: str
    etag: str
    seconds: float
    """For how long it may be shared."""


class CatchUp(Protocol):
    """Finds the archive of a source."""

    def archived(self, source: Source, start: datetime, stop: datetime | None) -> Source:
        """The source with the address that plays what was on from `start`. Raises `Unsupported` where it has none."""
        ...


class NotHls(Unsupported):
    """The source is no HLS."""

    kind = "unsupported"


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
    ) -> None:
        self._upstream = upstream
        self._tokens = tokens
        self._now = now
        self._converter = converter
        self._catch_up = catch_up
        self._book = SourceBook(health, now)
        self._playlists: Flights[Rewritten] = Flights(now)
        self._shelf = Shelf(now)
        self._liveness = Liveness()
        self._clocks: OrderedDict[str, ChannelClock] = OrderedDict()
        self._pages: OrderedDict[str, tuple[Page, float]] = OrderedDict()

    async def close(self) -> None:
        """Stop fetching."""
        await self._playlists.close()
        await self._shelf.close()

    async def is_adult(self, channel: str) -> bool:
        """Whether the channel, or a source that would play in its place, is for adults only."""
        return any(source.adult for source in await self._book.ordered(channel))

    async def index(self, channel: str, wish: Wish | None = None) -> Rewritten:
        """The channel's first playlist, from the first of its sources that gives one.

        Raises:
            NotFound: there is no such channel, or no such source of it.
            SourcesFailed: it has several, and each failed.
            PrismError: what the only source did, under its name.
        """
        wish = wish or Wish()
        sources = await self._book.ordered(channel, wish.source)
        alone = len(sources) == 1

        async def attempt(source: Source) -> Rewritten:
            return await self._opened(channel, self._archived(source, wish), wish, alone=alone)

        return await first_that_works(sources, attempt, self._book.failed)

    async def playlist(self, channel: str, token: str, asked: Directives | None = None) -> Rewritten:
        """A further playlist of the channel, by the name that another gave it."""
        sealed = self._tokens.open(channel, "playlist", token)
        source = await self._book.source(channel, sealed.source)
        try:
            return await self._media(channel, source, sealed, asked or Directives())
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
        url = _with_query(sealed.url, query)
        async with self._segment(channel, Sealed(sealed.source, url), None) as download:
            await download.head()
            return rewrite_assets(await download.body(), url, self._namer(channel, source, {}))

    def _archived(self, source: Source, wish: Wish) -> Source:
        if wish.start is None:
            return source
        if self._catch_up is None:
            raise Unsupported("this channel has no archive")
        return self._catch_up.archived(source, wish.start, wish.stop)

    async def _opened(self, channel: str, source: Source, wish: Wish, *, alone: bool) -> Rewritten:
        if not source.url.startswith(_WEB):
            return await self._converted(channel, source, wish)
        # What is named as no playlist is asked for once, by the converter, which gives way where it is one.
        if self._converter is not None and (".m3u8" not in source.url or self._converting(channel, source, wish)):
            made = await self._converter.playlist(channel, Convertible(source.url, _headers(source)), wish.wanted)
            if made is not None:
                return Rewritten(made, _etag(made), 0.0)
        try:
            found = await self._media(channel, source, Sealed(source.id, source.url), Directives())
        except NotHls:
            if self._converter is None:
                raise
            return await self._converted(channel, source, wish)
        if wish.wanted.convert and self._converter is not None:
            return await self._converted(channel, source, wish, else_=found)
        if not alone:
            await self._check_first_variant(channel, found)
        return found

    def _converting(self, channel: str, source: Source, wish: Wish) -> bool:
        convertible = Convertible(source.url, _headers(source))
        return self._converter is not None and self._converter.converting(channel, convertible, wish.wanted)

    async def _converted(self, channel: str, source: Source, wish: Wish, else_: Rewritten | None = None) -> Rewritten:
        if self._converter is not None:
            convertible = Convertible(source.url, _headers(source))
            text = await self._converter.playlist(channel, convertible, wish.wanted)
            if text is not None:
                return Rewritten(text, _etag(text), 0.0)
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
        await self._media(channel, await self._book.source(channel, sealed.source), sealed, Directives())

    async def _media(self, channel: str, source: Source, sealed: Sealed, asked: Directives) -> Rewritten:
        query = asked.query
        key = f"{channel} {source.id} {sealed.url} {sorted(sealed.variables.items())}"

        async def make() -> tuple[Rewritten, float]:
            made = await self._rewritten(channel, source, sealed, key, query)
            return made, made.seconds

        return await self._playlists.get(f"{key} {query}", make)

    async def _rewritten(self, channel: str, source: Source, sealed: Sealed, key: str, query: str) -> Rewritten:
        page = await self._page(source, sealed.url, key, query)
        if not page.text:
            raise NotHls(
                f"{host_of(page.url)} sends {page.content_type or 'something'} that is no HLS, and cannot be converted"
            )
        text, defined = expand(page.text, page.url, sealed.variables)
        seen = outline(text)
        if seen is None and "#EXT-X-STREAM-INF" not in text:
            raise UpstreamStale(f"{host_of(page.url)} sends an empty playlist; the channel may be off the air")
        starts_at = self._starts_at(channel, source, key, text, seen, page.url)
        variables = defined if seen is None else sealed.variables
        out = rewrite(text, page.url, self._namer(channel, source, variables), starts_at)
        return Rewritten(out, _etag(out), _shared_seconds(seen, blocking="_HLS_msn" in query))

    async def _page(self, source: Source, url: str, key: str, query: str) -> Page:
        before, target = self._pages.get(key, (None, USUAL_TARGET_SECONDS))
        try:
            page = await read_page(
                self._upstream,
                _ask(source, _with_query(url, query)),
                # A blocking reload may wait for three target durations (RFC 8216bis, section 6.2.5.2).
                within_seconds=max(3 * target, 3.0) if query else ANSWER_SECONDS,
                before=None if query else before,
            )
        except UpstreamFailed as error:
            if query and error.details.get("upstream_status") == 400:
                raise BadInput(f"{host_of(url)} refuses these delivery directives") from error
            raise
        if page.text and not query:
            seen = outline(page.text)
            self._pages[key] = (page, seen.target_seconds if seen else target)
            _forget_oldest(self._pages)
        return page

    def _starts_at(
        self, channel: str, source: Source, key: str, text: str, seen: Outline | None, url: str
    ) -> float | None:
        if seen is None:
            return None
        if self._liveness.stands_still(key, text, seen, self._now()):
            raise UpstreamStale(f"{host_of(url)} sends nothing new; the channel may be off the air")
        clock = self._clocks.setdefault(f"{channel} {source.id}", ChannelClock())
        self._clocks.move_to_end(f"{channel} {source.id}")
        _forget_oldest(self._clocks)
        return clock.first_segment(key, seen, self._now())

    def _namer(self, channel: str, source: Source, variables: Mapping[str, str]) -> Callable[[str, Kind], str]:
        seal = self._tokens.sealer(channel, "segment", source.id)
        lead = f"/api/relay/{channel}/segment/"

        def address(url: str, kind: Kind) -> str:
            if kind == "segment":
                found = _EXTENSION.search(url.partition("?")[0])
                return lead + seal(url) + (found[0] if found else "")
            name = self._tokens.sealer(channel, kind, source.id, variables)(url)
            return f"/api/relay/{channel}/{kind}/{name}.{'m3u8' if kind == 'playlist' else 'json'}"

        return address

    @asynccontextmanager
    async def _segment(self, channel: str, sealed: Sealed, wanted: ByteRange | None) -> AsyncIterator[Download]:
        source = await self._book.source(channel, sealed.source)
        ask = _ask(source, sealed.url)

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


def _ask(source: Source, url: str) -> Ask:
    """How to ask for `url`, which the source's playlist names: its credentials are for its own origin only."""
    return Ask(url, headers_for(source.url, url, _headers(source)), source.timeout_seconds)


def _headers(source: Source) -> dict[str, str]:
    """What a source's playlist says to send; its own user agent gives way to the channel's."""
    own = {"User-Agent": source.user_agent} if source.user_agent else {}
    if any(name.lower() == "user-agent" for name in source.headers):
        own = {}
    return {**own, **source.headers}


def _shared_seconds(seen: Outline | None, *, blocking: bool) -> float:
    if seen is None or seen.ended:
        return LASTING_SECONDS
    # The answer to a blocking reload is what it is: later ones have another number.
    return seen.target_seconds if blocking else min(SHARED_SECONDS, (seen.part_seconds or seen.target_seconds) / 2)


def _etag(text: str) -> str:
    return f'"{hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()}"'


def _with_query(url: str, query: str) -> str:
    if not query:
        return url
    return f"{url}{'&' if urlsplit(url).query else '?'}{query}"


def _forget_oldest(kept: OrderedDict[str, Any]) -> None:
    while len(kept) > _KEPT:
        kept.popitem(last=False)
