"""Looks at a source and begins the conversion that fits it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING

from prism_core.errors import NotAllowed
from prism_media.relay.conversion import Source, Wanted
from prism_media.relay.conversion.bridge import Bridge
from prism_media.relay.conversion.command import Input, probing
from prism_media.relay.conversion.dash import Dash
from prism_media.relay.conversion.errors import CodecNotPlayable, ConversionFailed
from prism_media.relay.conversion.film import even, thinned
from prism_media.relay.conversion.follow import whole
from prism_media.relay.conversion.hls import fed_by_dash, fed_by_playlist, fed_by_reel
from prism_media.relay.conversion.keeping import discard, index_is_last, kept
from prism_media.relay.conversion.keyframes import Read, matroska_keyframes, mp4_keyframes
from prism_media.relay.conversion.opening import Opened, opened, path_of
from prism_media.relay.conversion.plan import Plan, decide
from prism_media.relay.conversion.process import probe
from prism_media.relay.conversion.running import Fed, Running
from prism_media.relay.conversion.screening import Screening
from prism_media.relay.conversion.sniff import SEEKABLE, SOUND
from prism_media.relay.conversion.stream import fed_by
from prism_media.relay.conversion.transport import packets, packets_of
from prism_media.upstream.client import Upstream, host_of

if TYPE_CHECKING:
    from prism_media.relay.conversion.sessions import Session


_EVERY = frozenset({"hevc", "av1", "vp9", "ac3", "ec3", "opus", "flac", "unknown"})
"""What ffmpeg reads, of what a manifest may name."""


def _no_file(path: Path) -> None:
    raise NotAllowed(f"{path.name!r} is a file of this machine, and none may be played")


class Starter:
    """Begins conversions; it keeps none of them."""

    def __init__(
        self, upstream: Upstream, program: str, now: Callable[[], float], admitted: Callable[[Path], object] = _no_file
    ) -> None:
        """`admitted` raises for a file of this machine that nobody may play (any more)."""
        self._admitted = admitted
        self._upstream = upstream
        self._program = program
        self._now = now
        self._bridge = Bridge(upstream)

    async def start(self, source: Source, wanted: Wanted) -> Session | None:
        """Begin what turns `source` into HLS for `wanted`; `None` where it is HLS that needs nothing."""
        if source.reel is not None:
            return await self._running(await self._fed(source), source, wanted, whole=True)
        found = await self._open(source)
        if found.container == "hls" and not (wanted.convert or wanted.together or found.followed):
            await found.close()
            return None
        if found.container == "dash":
            await found.close()
            return await self._dash(found.source, wanted)
        if found.container == "mp4" and index_is_last(found.head) and not await self._gives_parts(found):
            return await self._kept(found, wanted)
        if found.ranges and (found.container in SEEKABLE or found.container in SOUND):
            film = await self._film(found, wanted)
            if film is not None:
                await found.close()
                return film
        return await self._running(
            await self._fed_by(found), source, wanted, whole=found.container == "hls" and not found.followed
        )

    async def _running(self, fed: Fed, source: Source, wanted: Wanted, *, whole: bool) -> Session | None:
        """A conversion of what is fed; `None` where it is HLS, which is `whole` as it is, and needs nothing."""
        try:
            plan = decide(fed.probe, wanted)
        except BaseException:
            await fed.close()
            raise
        if whole and plan.plays and not (wanted.together and len(fed.feeds) > 1):
            await fed.close()
            return None
        return Running(self._program, plan, fed, lambda: self._fed(source), self._now, source.broken)

    async def _dash(self, source: Source, wanted: Wanted) -> Session | None:
        """DASH as it is where the browser plays some of it, else converted if that was asked for."""
        dash = Dash(self._upstream, source, wanted, self._now)
        try:
            await dash.check()
        except CodecNotPlayable:
            await dash.close()
            if not wanted.convert:
                raise
            every = Dash(self._upstream, source, Wanted(_EVERY), self._now)
            return await self._running(await fed_by_dash(self._program, every), source, wanted, whole=False)
        except BaseException:
            await dash.close()
            raise
        return dash

    async def _gives_parts(self, found: Opened) -> bool:
        """Whether the server does what it says: some take no notice of ranges."""
        if found.path is not None or not found.ranges:
            return found.path is not None
        async with self._upstream.open(found.source.url, {**found.source.headers, "Range": "bytes=0-1"}) as response:
            return response.status == 206

    async def _kept(self, found: Opened, wanted: Wanted) -> Session:
        host = host_of(found.url)
        file = await kept(self._upstream, found)
        assert file.path is not None
        path = file.path
        await file.close()
        film = None
        try:
            film = await self._film(file, wanted, lambda: discard(path))
        finally:
            if film is None:
                discard(path)
        if film is None:
            raise ConversionFailed(f"the film that {host} sends does not say how long it is")
        return film

    async def _film(self, found: Opened, wanted: Wanted, over: Callable[[], None] = lambda: None) -> Session | None:
        """The source as a film; `None` where it does not say how long it is, or where its key frames are."""
        address, forget = await self._seekable(found)

        async def closed() -> None:
            await forget()
            over()

        try:
            source = Input(address, found.container)
            streams, reason = await probe(self._program, lambda _: probing(source))
            if not streams.streams:
                raise ConversionFailed(f"what {host_of(found.url)} sends cannot be read: {reason}")
            plan = decide(streams, wanted)
            starts = await self._starts(found, plan, streams.seconds)
        except BaseException:
            await closed()
            raise
        if not starts or streams.seconds is None:
            await closed()
            return None
        return await Screening(self._program, source, streams.seconds, closed).film(
            streams, plan, starts, wanted, found.path
        )

    async def _starts(self, found: Opened, plan: Plan, seconds: float | None) -> list[float]:
        if seconds is None:
            return []
        if plan.video != "copy":
            return even(seconds)
        index = {"mp4": mp4_keyframes, "matroska": matroska_keyframes}.get(found.container)
        return thinned(await index(self._reader(found))) if index else []

    def _reader(self, found: Opened) -> Read:
        async def read(offset: int, size: int) -> bytes:
            if found.path is not None:
                return await asyncio.to_thread(_part, found.path, offset, size)
            asked = f"bytes={offset}-{offset + size - 1}"
            return (await whole(self._upstream, found.source, found.source.url, asked, size))[0]

        return read

    async def close(self) -> None:
        """End what films read through."""
        await self._bridge.close()

    async def _open(self, source: Source) -> Opened:
        if source.url.startswith("file:"):
            await asyncio.to_thread(self._admitted, path_of(source.url))
        return await opened(self._upstream, source)

    async def _fed(self, source: Source) -> Fed:
        if source.reel is not None:
            return await fed_by_reel(self._program, source.reel)
        return await self._fed_by(await self._open(source))

    async def _fed_by(self, found: Opened) -> Fed:
        if found.container == "hls":
            await found.close()
            return await fed_by_playlist(self._program, self._upstream, found.source)
        if found.container == "dash":
            await found.close()
            return await fed_by_dash(self._program, Dash(self._upstream, found.source, Wanted(_EVERY), self._now))
        return await fed_by(self._program, found)

    async def transport_stream(self, source: Source) -> AsyncIterator[bytes]:
        """See `Converter.transport_stream`."""
        found = await self._open(source)
        if found.ranges and found.container in SEEKABLE:
            await found.close()
            address, closed = await self._seekable(found)
            stream = packets(self._program, [Input(address, found.container)])
        else:
            fed = await self._fed_by(found)
            stream, closed = packets_of(self._program, fed), fed.close
        try:
            async with aclosing(stream):
                async for chunk in stream:
                    yield chunk
        finally:
            await closed()

    async def _seekable(self, found: Opened) -> tuple[str, Callable[[], Awaitable[None]]]:
        """An address in which ffmpeg can seek, and what ends it."""
        address = f"file:{found.path}" if found.path else await self._bridge.address(found.source)

        async def closed() -> None:
            self._bridge.forget(address)

        return address, closed


def _part(path: Path, offset: int, size: int) -> bytes:
    with path.open("rb") as file:
        file.seek(offset)
        return file.read(size)
