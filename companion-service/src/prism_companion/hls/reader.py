"""Follows a live media playlist: each segment once, in order, as soon as it is listed."""

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass, replace

from prism_companion.hls.playlist import Entry, Master, Media, Resource
from prism_companion.hls.source import Source
from prism_core.errors import BadInput, NotFound, PrismError, Unsupported

log = logging.getLogger(__name__)

FASTEST_POLL_SECONDS = 0.25
SLOWEST_POLL_SECONDS = 1.0
"""A segment must not lie unread for long: its keyframes are due a few seconds after it is listed."""
REST_SHARE = 0.75
"""Of a segment's duration, how long the list can rest after it; from then on it is asked for again and again."""
FIRST_RETRY_SECONDS, LAST_RETRY_SECONDS = 0.5, 4.0
BACKWARDS_SEGMENTS = 3
"""A list whose newest segment is this far before the last one read is a new list, since the server restarted, or an old
one that a cache kept."""
OLDEST_LIST_SECONDS = 30.0
"""What a cache keeps is not older than this."""
SEGMENT_TRIES = 2


@dataclass(frozen=True)
class Segment:
    """A segment's bytes and its place.

    at: Unix seconds of programme time of its first sample. edge: the same of the newest listed segment's end.
    listed_at: Unix seconds at which the list was read.
    fresh: nothing before it can be continued (the first one, a discontinuity, a gap, another initialisation).
    """

    sequence: int
    at: float
    duration: float
    edge: float
    listed_at: float
    fresh: bool
    initialisation: bytes
    data: bytes


class Follower:
    """Reads one playlist for ever; survives a server that is away, restarts or skips."""

    def __init__(
        self,
        source: Source,
        url: str,
        *,
        history_seconds: float,
        now: Callable[[], float] = time.time,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._source, self._url = source, url
        self._history = history_seconds
        self._now, self._sleep = now, sleep
        self._last: Entry | None = None
        self._last_end = 0.0
        self._gap = True
        self._failures = 0
        self._map: Resource | None = None
        self._initialisation = b""

    async def segments(self) -> AsyncGenerator[Segment, None]:
        """Segments from `history_seconds` before the live edge on; ends when the list says that it has ended.

        Raises:
            Unsupported: the segments are encrypted.
        """
        retry = FIRST_RETRY_SECONDS
        while True:
            try:
                media = await self._list()
                listed_at = self._now()
                unread = self._unread(media)
                for entry in unread:
                    yield await self._fetch(entry, _end(media.entries[-1]), listed_at)
                    retry = FIRST_RETRY_SECONDS
                if media.ended:
                    return
                await self._sleep(self._pause(media, unread, self._now() - listed_at))
            except Unsupported:
                raise
            except PrismError as error:
                log.warning("stream not readable, trying again", extra={"reason": error.message, "seconds": retry})
                await self._sleep(retry)
                retry = min(2 * retry, LAST_RETRY_SECONDS)

    def _pause(self, media: Media, read: list[Entry], taken: float) -> float:
        """Seconds until the list is worth another look; `taken` have gone by since the last one."""
        if read:
            return max(REST_SHARE * read[-1].duration - taken, FASTEST_POLL_SECONDS)
        return min(max(media.target / 8, FASTEST_POLL_SECONDS), SLOWEST_POLL_SECONDS)

    async def _list(self) -> Media:
        playlist = await self._source.playlist(self._url)
        if isinstance(playlist, Master):
            raise BadInput("a media playlist was expected where a master playlist is")
        if any(entry.encrypted for entry in playlist.entries):
            raise Unsupported("the stream's segments are encrypted; its sound cannot be analysed")
        return self._on_the_clock(playlist)

    def _on_the_clock(self, media: Media) -> Media:
        """Without dates in the list, its end counts as now when it is first seen, and goes on from there."""
        if not media.entries or all(entry.at is not None for entry in media.entries):
            return media
        anchor = self._now() - sum(entry.duration for entry in media.entries)
        if self._last is not None:
            known = [e for e in media.entries if e.sequence == self._last.sequence]
            before = sum(e.duration for e in media.entries if known and e.sequence <= self._last.sequence)
            anchor = self._last_end - before if known else anchor
        entries, at = [], anchor
        for entry in media.entries:
            at = entry.at if entry.at is not None else at
            entries.append(replace(entry, at=at))
            at += entry.duration
        return Media(media.target, tuple(entries), media.ended)

    def _unread(self, media: Media) -> list[Entry]:
        return [entry for entry in self._listed(media) if not entry.gap] if media.entries else []

    def _listed(self, media: Media) -> list[Entry]:
        """What was not read of a list that is not empty."""
        newest, edge = media.entries[-1].sequence, _end(media.entries[-1])
        recent = [entry for entry in media.entries if _end(entry) > edge - self._history]
        if self._last is None:
            return recent
        if newest >= self._last.sequence - BACKWARDS_SEGMENTS:
            return [entry for entry in media.entries if entry.sequence > self._last.sequence]
        if 0.0 < self._last_end - edge < OLDEST_LIST_SECONDS:
            return []
        log.info("the stream's numbering restarted", extra={"newest": newest, "last": self._last.sequence})
        self._gap = True
        # Its clock goes on, or began anew with it.
        return [entry for entry in media.entries if (entry.at or 0.0) >= self._last_end - 0.5] or recent

    async def _fetch(self, entry: Entry, edge: float, listed_at: float) -> Segment:
        last = self._last
        fresh = self._gap or last is None or entry.discontinuity or entry.sequence != last.sequence + 1
        try:
            if entry.initialisation != self._map:
                self._initialisation = await self._source.fetch(entry.initialisation) if entry.initialisation else b""
                fresh, self._map = True, entry.initialisation
            data = await self._source.fetch(entry.source)
        except PrismError as error:
            self._failures += 1
            # A segment that is gone, or fails again, must not hold up those after it.
            if isinstance(error, NotFound) or self._failures == SEGMENT_TRIES:
                self._passed(entry, gap=True)
            raise
        self._passed(entry, gap=False)
        return Segment(
            entry.sequence, entry.at or 0.0, entry.duration, edge, listed_at, fresh, self._initialisation, data
        )

    def _passed(self, entry: Entry, *, gap: bool) -> None:
        self._last, self._last_end, self._gap, self._failures = entry, _end(entry), gap, 0


def _end(entry: Entry) -> float:
    return (entry.at or 0.0) + entry.duration
