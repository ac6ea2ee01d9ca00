"""Which source of a channel is played, and what is remembered of those that fail."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Protocol, TypeVar

from prism_core.errors import NotFound, PrismError
from prism_media.catalogue.health import Source
from prism_media.relay.catchup import NoCatchUp, OutsideArchive
from prism_media.relay.conversion.errors import CodecNotPlayable, ConversionsFull
from prism_media.relay.slots import ConnectionsTaken
from prism_media.upstream.client import host_of
from prism_media.upstream.errors import SourcesFailed, UpstreamRange, UpstreamTimeout

T = TypeVar("T")
STRIKES = 3
"""Failures in a row after which a source that plays is given up."""
HEDGE_SECONDS = 2.5
"""How long one source may keep a viewer waiting before the next is tried beside it."""
TOTAL_SECONDS = 20.0
_KNOWN_SECONDS = 20.0
_ORDER_SECONDS = 2.0
"""A player without variants asks for the index as often as for a playlist: not each time is the database asked."""
BLAMELESS = (CodecNotPlayable, ConversionsFull, NoCatchUp, OutsideArchive, ConnectionsTaken, UpstreamRange)
"""Reasons that are the browser's, ours or the wish's: the source itself is well."""
_NOTED_SECONDS = 60.0
_KEPT = 2048


class Health(Protocol):
    """Where sources and what became of them are kept: `prism_media.catalogue.health.HealthStore`."""

    async def sources(self, channel_id: str) -> list[Source]:
        """The ways to play a channel, best first; empty where there is no such channel."""
        ...

    async def worked(self, channel_id: str) -> None:
        """A source gave a stream."""
        ...

    async def failed(self, channel_id: str, kind: str) -> None:
        """A source gave none, for a reason of this kind."""
        ...


class SourceBook:
    """The sources of the channels that are being watched. For one event loop."""

    def __init__(self, health: Health, now: Callable[[], float]) -> None:
        self._health = health
        self._now = now
        self._orders: OrderedDict[str, tuple[float, list[Source]]] = OrderedDict()
        self._known: OrderedDict[str, tuple[float, Source]] = OrderedDict()
        self._strikes: dict[str, int] = {}
        self._noted: dict[str, float] = {}

    async def ordered(self, channel: str, chosen: str | None = None) -> list[Source]:
        """The sources to try, best first; only the one that was `chosen` by hand, if one was.

        Raises:
            NotFound: there is no such channel, or no such source of it.
        """
        found = await self._in_order(channel)
        if not found:
            raise NotFound(f"no channel {channel!r}")
        if chosen is not None:
            found = [source for source in found if source.id == chosen]
            if not found:
                raise NotFound(f"no source {chosen!r} of this channel; its alternatives are among its details")
        return found

    async def _in_order(self, channel: str) -> list[Source]:
        kept = self._orders.get(channel)
        if kept is not None and kept[0] > self._now():
            return kept[1]
        found = await self._health.sources(channel)
        for source in found:
            self._remember(channel, source)
        self._orders[channel] = (self._now() + _ORDER_SECONDS, found)
        while len(self._orders) > _KEPT:
            self._orders.popitem(last=False)
        return found

    async def source(self, channel: str, source_id: str) -> Source:
        """One source, as it was a moment ago: each segment asks.

        Raises:
            NotFound: the channel has it no longer.
        """
        known = self._known.get(f"{channel} {source_id}")
        if known is not None and known[0] > self._now():
            return known[1]
        return (await self.ordered(channel, source_id))[0]

    def _remember(self, channel: str, source: Source) -> None:
        key = f"{channel} {source.id}"
        self._known[key] = (self._now() + _KNOWN_SECONDS, source)
        self._known.move_to_end(key)
        while len(self._known) > _KEPT:
            _, (_, dropped) = self._known.popitem(last=False)
            self._noted.pop(dropped.id, None)
            self._strikes.pop(dropped.id, None)

    async def worked(self, source: Source) -> None:
        """A segment of it arrived whole."""
        self._strikes.pop(source.id, None)
        if self._noted.get(source.id, 0.0) < self._now():
            self._noted[source.id] = self._now() + _NOTED_SECONDS
            await self._health.worked(source.id)

    async def strike(self, source: Source, error: PrismError) -> None:
        """Something of it failed while it plays; after a few in a row it is given up."""
        if isinstance(error, BLAMELESS):
            return
        count = self._strikes.get(source.id, 0) + 1
        self._strikes[source.id] = count
        if count >= STRIKES:
            await self.failed(source, error)

    async def failed(self, source: Source, error: PrismError) -> None:
        """It is given up for a while, if it is to blame."""
        if isinstance(error, BLAMELESS):
            return
        self._strikes.pop(source.id, None)
        self._noted.pop(source.id, None)
        await self._health.failed(source.id, error.kind)
        self._orders.clear()


async def first_that_works(
    sources: Sequence[Source],
    attempt: Callable[[Source], Awaitable[T]],
    failed: Callable[[Source, PrismError], Awaitable[None]],
    hedge_seconds: float = HEDGE_SECONDS,
    total_seconds: float = TOTAL_SECONDS,
) -> T:
    """The result of the first source that gives one; the next is tried when one fails or is slow.

    Raises:
        SourcesFailed: none of several did; it says what each did.
        PrismError: the only one did not.
    """
    waiting = list(sources)
    running: dict[asyncio.Task[T], Source] = {}
    tried: dict[str, PrismError] = {}
    ends = asyncio.get_running_loop().time() + total_seconds
    try:
        while (waiting or running) and (left := ends - asyncio.get_running_loop().time()) > 0:
            if waiting:
                source = waiting.pop(0)
                running[asyncio.ensure_future(attempt(source))] = source
            pause = min(hedge_seconds, left) if waiting else left
            done, _ = await asyncio.wait(running, timeout=pause, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                source = running.pop(task)
                try:
                    return task.result()
                except PrismError as error:
                    tried[source.id] = error
                    await failed(source, error)
        for source in running.values():
            tried[source.id] = UpstreamTimeout(f"{host_of(source.url)} did not answer in time")
            await failed(source, tried[source.id])
    finally:
        for task in running:
            task.cancel()
            with suppress(asyncio.CancelledError, PrismError):
                await task
    raise _what_failed(sources, tried)


def _what_failed(sources: Sequence[Source], tried: dict[str, PrismError]) -> PrismError:
    errors = list(tried.values())
    if len(sources) == 1 and errors:
        return errors[0]
    if convertible := next((error for error in errors if isinstance(error, CodecNotPlayable)), None):
        return convertible  # Asking for it converted helps, whatever became of the others.
    listed = [
        {"source": source.id, "host": host_of(source.url), "kind": tried[source.id].kind}
        for source in sources
        if source.id in tried
    ]
    said = "; ".join(error.message for error in errors)
    return SourcesFailed(f"{len(errors)} sources tried: {said}", tried=listed)
