"""The playlists of a source made ours: fetched once for all who ask, with times, and not when they stand still."""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from prism_core.errors import BadInput, Unsupported, UpstreamFailed
from prism_media.catalogue.health import Source
from prism_media.relay.clock import ChannelClock
from prism_media.relay.flights import Flights
from prism_media.relay.liveness import Liveness
from prism_media.relay.outline import USUAL_TARGET_SECONDS, Outline, outline
from prism_media.relay.pages import Ask, Page, read_page
from prism_media.relay.playlist import Address, Kind, rewrite
from prism_media.relay.tokens import Sealed, Tokens
from prism_media.relay.variables import expand
from prism_media.upstream.client import Upstream, headers_for, host_of
from prism_media.upstream.errors import UpstreamStale

SHARED_SECONDS = 1.0
"""Longest time that a live playlist is shared; less where half a target duration is less."""
LASTING_SECONDS = 60.0
"""How long a playlist is shared that has ended, or that names others."""
ANSWER_SECONDS = 15.0
_KEPT = 512
_EXTENSION = re.compile(r"\.(ts|m2ts|mp4|m4s|m4v|m4a|m4i|cmfv|cmfa|aac|mp3|ac3|ec3|vtt|webvtt|key|jpg|jpeg|png|webp)$")


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


class NotHls(Unsupported):
    """The source is no HLS."""

    kind = "unsupported"


class Manifests:
    """The playlists of all channels that are being watched. For one event loop."""

    def __init__(
        self, upstream: Upstream, tokens: Tokens, now: Callable[[], float], elapsed: Callable[[], float]
    ) -> None:
        self._upstream = upstream
        self._tokens = tokens
        self._now = now
        self._elapsed = elapsed
        self._shared: Flights[Rewritten] = Flights(elapsed)
        self._liveness = Liveness()
        self._clocks: OrderedDict[str, ChannelClock] = OrderedDict()
        self._pages: OrderedDict[str, tuple[Page, float]] = OrderedDict()

    async def close(self) -> None:
        """Stop fetching."""
        await self._shared.close()

    async def get(self, channel: str, source: Source, sealed: Sealed, asked: Directives | None = None) -> Rewritten:
        """A playlist of a source, rewritten.

        Raises:
            NotHls: it is none.
            UpstreamStale: it stands still or is empty.
            BadInput: the provider refuses what was `asked`.
            PrismError: as `read_page`.
        """
        query = asked.query if asked else ""
        key = f"{channel} {source.id} {sealed.url} {sorted(sealed.variables.items())}"

        async def make() -> tuple[Rewritten, float]:
            made = await self._rewritten(channel, source, sealed, key, query)
            return made, made.seconds

        return await self._shared.get(f"{key} {query}", make)

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
        out = rewrite(text, page.url, self.namer(channel, source, variables), starts_at)
        return Rewritten(out, etag_of(out), _shared_seconds(seen, blocking="_HLS_msn" in query))

    async def _page(self, source: Source, url: str, key: str, query: str) -> Page:
        before, target = self._pages.get(key, (None, USUAL_TARGET_SECONDS))
        try:
            page = await read_page(
                self._upstream,
                ask_for(source, with_query(url, query)),
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
        if self._liveness.stands_still(key, text, seen, self._elapsed()):
            raise UpstreamStale(f"{host_of(url)} sends nothing new; the channel may be off the air")
        clock = self._clocks.setdefault(f"{channel} {source.id}", ChannelClock())
        self._clocks.move_to_end(f"{channel} {source.id}")
        _forget_oldest(self._clocks)
        return clock.first_segment(key, seen, self._now())

    def namer(self, channel: str, source: Source, variables: Mapping[str, str]) -> Address:
        """Names what a playlist of a source leads to; `variables` go with the playlists."""
        seal = self._tokens.sealer(channel, "segment", source.id)
        lead = f"/api/relay/{channel}/segment/"

        def address(url: str, kind: Kind) -> str:
            if kind == "segment":
                found = _EXTENSION.search(url.partition("?")[0])
                return lead + seal(url) + (found[0] if found else "")
            name = self._tokens.sealer(channel, kind, source.id, variables)(url)
            return f"/api/relay/{channel}/{kind}/{name}.{'m3u8' if kind == 'playlist' else 'json'}"

        return address


def ask_for(source: Source, url: str) -> Ask:
    """How to ask for `url`, which the source's playlist names: its credentials are for its own origin only."""
    return Ask(url, headers_for(source.url, url, headers_of(source)), source.timeout_seconds)


def headers_of(source: Source) -> dict[str, str]:
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


def etag_of(text: str) -> str:
    """What a viewer knows this text by."""
    return f'"{hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()}"'


def with_query(url: str, query: str) -> str:
    """`url` with more parameters."""
    if not query:
        return url
    return f"{url}{'&' if urlsplit(url).query else '?'}{query}"


def _forget_oldest(kept: OrderedDict[str, Any]) -> None:
    while len(kept) > _KEPT:
        kept.popitem(last=False)
