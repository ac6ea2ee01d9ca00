"""All conversions of the process: shared by who watches the same, within a number, ended when nobody asks."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Protocol
from weakref import WeakValueDictionary

from prism_core.background import lasting
from prism_core.errors import NotFound, UpstreamFailed
from prism_media.relay.conversion import Source, Wanted
from prism_media.relay.conversion.errors import ConversionsFull
from prism_media.relay.conversion.starting import Starter
from prism_media.relay.conversion.window import Address
from prism_media.relay.meters import CONVERSIONS
from prism_media.upstream.client import host_of

IDLE_SECONDS = 25.0
"""A player asks for a live playlist every few seconds; one that paused longer begins again at the live edge."""
_PATIENT_SECONDS = 6 * 3600
_LEFT_SECONDS = 5.0
"""One that was not asked for so long makes room for another: its viewer has zapped on."""
_LOOK_SECONDS = 2.0
_UNTOUCHED_SECONDS = 600.0


class Session(Protocol):
    """One conversion under way."""

    @property
    def processes(self) -> int:
        """How many ffmpeg it keeps running."""
        ...

    @property
    def patient(self) -> bool:
        """It costs nothing while nobody asks, so a viewer may pause for hours."""
        ...

    async def playlist(self, address: Address) -> str:
        """Its first playlist."""
        ...

    async def file(self, name: str, address: Address) -> bytes:
        """What an address in its playlists names."""
        ...

    async def rest(self) -> None:
        """End what costs something; it is asked for again or closed."""
        ...

    async def close(self) -> None:
        """End it, and what it took."""
        ...


@dataclass(slots=True)
class _Entry:
    channel: str
    token: str
    session: Session
    asked: float
    host: str


class Conversions:
    """The `Converter`. One for the process."""

    def __init__(
        self,
        starter: Starter,
        *,
        limit: int,
        now: Callable[[], float],
        asked: Callable[[str], None] | None = None,
    ) -> None:
        """`asked` is told of each channel that something converted is asked of."""
        self._asked = asked
        self._starter = starter
        self._limit = limit
        self._now = now
        self._entries: dict[str, _Entry] = {}
        self._tokens: dict[str, str] = {}
        self._untouched: dict[str, float] = {}
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._looking: asyncio.Task[None] | None = None

    def converting(self, channel: str, source: Source, wanted: Wanted) -> bool:
        """See `Converter.converting`."""
        return _key(channel, source, wanted) in self._entries

    async def playlist(self, channel: str, source: Source, wanted: Wanted) -> str | None:
        """See `Converter.playlist`."""
        key = _key(channel, source, wanted)
        # One by one for the same source: the first opens it, the others find it open.
        async with self._locks.setdefault(key, asyncio.Lock()):
            if self._untouched.get(key, 0.0) > self._now():
                return None
            entry = self._entries.get(key) or await self._begin(key, channel, source, wanted)
        if entry is None:
            return None
        entry.asked = self._now()
        try:
            return await entry.session.playlist(_addresses(entry))
        except Exception:  # Whatever it was, the next who asks begins anew rather than hear of it again.
            await self._end(key)
            raise

    async def file(self, channel: str, token: str, name: str) -> bytes:
        """What an address in a converted playlist names.

        Raises:
            NotFound: the conversion has ended, or has no such file.
        """
        entry = self._entries.get(self._tokens.get(token, ""))
        if entry is None or entry.channel != channel:
            raise NotFound("this conversion has ended; load the channel again")
        entry.asked = self._now()
        if self._asked is not None:
            self._asked(channel)
        return await entry.session.file(name, _addresses(entry))

    def title(self, channel: str) -> str:
        """See `Converter.title`."""
        sessions = (entry.session for entry in self._entries.values() if entry.channel == channel)
        return next((said for session in sessions if (said := getattr(session, "title", ""))), "")

    async def end(self, channel: str) -> None:
        """See `Converter.end`."""
        for key in [key for key, entry in self._entries.items() if entry.channel == channel]:
            await self._end(key)

    def transport_stream(self, source: Source) -> AsyncIterator[bytes]:
        """See `Converter.transport_stream`."""
        return self._starter.transport_stream(source)

    async def _begin(self, key: str, channel: str, source: Source, wanted: Wanted) -> _Entry | None:
        session = await self._started(source, wanted)
        if session is None:
            self._untouched = {known: until for known, until in self._untouched.items() if until > self._now()}
            self._untouched[key] = self._now() + _UNTOUCHED_SECONDS
            return None
        try:
            await self._make_room()
        except BaseException:
            await session.close()
            raise
        entry = _Entry(channel, secrets.token_urlsafe(12), session, self._now(), host_of(source.url))
        self._entries[key] = entry
        CONVERSIONS.set(len(self._entries))
        self._tokens[entry.token] = key
        if self._looking is None:
            self._looking = asyncio.create_task(lasting("idle conversions", self._look), name="idle conversions")
        return entry

    async def _started(self, source: Source, wanted: Wanted) -> Session | None:
        try:
            return await self._starter.start(source, wanted)
        except UpstreamFailed:
            # Many providers allow one connection: that of a channel which was just left counts.
            if not await self._end_left(host_of(source.url)):
                raise
            return await self._starter.start(source, wanted)

    async def _make_room(self) -> None:
        """End what nobody watches any more, where as many run as may.

        Asked once a source is known to need converting: what is passed on as it is may be watched however many run.

        Raises:
            ConversionsFull: all are being watched.
        """
        for key, entry in sorted(self._entries.items(), key=lambda item: item[1].asked):
            if self._processes < self._limit:
                return
            if entry.session.processes and self._now() - entry.asked > _LEFT_SECONDS:
                await self._end(key)
        if self._processes >= self._limit:
            raise ConversionsFull(
                f"{self._limit} channels are being converted, as many as may; end one, or raise PRISM_CONVERSIONS"
            )

    @property
    def _processes(self) -> int:
        return sum(entry.session.processes for entry in self._entries.values())

    async def _end_left(self, host: str) -> bool:
        """End what nobody watches of a host; whether there was any."""
        left = [
            key
            for key, entry in self._entries.items()
            if entry.host == host and entry.session.processes and self._now() - entry.asked > _LEFT_SECONDS
        ]
        for key in left:
            await self._end(key)
        return bool(left)

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            await self.end_idle()

    async def end_idle(self) -> None:
        """End what nobody has asked for lately; what costs nothing waits for its viewer for hours."""
        for key, entry in list(self._entries.items()):
            idle = self._now() - entry.asked
            if idle > (_PATIENT_SECONDS if entry.session.patient else IDLE_SECONDS):
                await self._end(key)
            elif idle > IDLE_SECONDS:
                await entry.session.rest()

    async def _end(self, key: str) -> None:
        entry = self._entries.pop(key, None)
        CONVERSIONS.set(len(self._entries))
        if entry is not None:
            del self._tokens[entry.token]
            await entry.session.close()

    async def close(self) -> None:
        """End all of them."""
        if self._looking is not None:
            self._looking.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._looking
        for key in list(self._entries):
            await self._end(key)
        await self._starter.close()


def _key(channel: str, source: Source, wanted: Wanted) -> str:
    return f"{channel} {source.url} {sorted(wanted.can)} {wanted.convert} {wanted.together}"


def _addresses(entry: _Entry) -> Address:
    return lambda name: f"/api/relay/{entry.channel}/conversion/{entry.token}/{name}"
