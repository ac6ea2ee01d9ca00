"""Looks at a source and begins the conversion that fits it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from typing import TYPE_CHECKING

from prism_media.relay.conversion import Source, Wanted
from prism_media.relay.conversion.command import Input, transport
from prism_media.relay.conversion.errors import ConversionFailed
from prism_media.relay.conversion.hls import fed_by_playlist
from prism_media.relay.conversion.opening import Opened, opened
from prism_media.relay.conversion.plan import decide
from prism_media.relay.conversion.process import Ffmpeg
from prism_media.relay.conversion.running import Fed, Running
from prism_media.relay.conversion.stream import fed_by
from prism_media.upstream.client import Upstream

if TYPE_CHECKING:
    from prism_media.relay.conversion.sessions import Session


class Starter:
    """Begins conversions; it keeps none of them."""

    def __init__(self, upstream: Upstream, program: str, now: Callable[[], float]) -> None:
        self._upstream = upstream
        self._program = program
        self._now = now

    async def start(self, source: Source, wanted: Wanted) -> Session | None:
        """Begin what turns `source` into HLS for `wanted`; `None` where it is HLS that needs nothing."""
        found = await opened(self._upstream, source)
        if found.container == "hls" and not wanted.convert:
            await found.close()
            return None
        fed = await self._fed_by(found)
        try:
            plan = decide(fed.probe, wanted)
        except BaseException:
            await fed.close()
            raise
        if found.container == "hls" and not plan.transcodes:
            await fed.close()
            return None
        return Running(self._program, plan, fed, lambda: self._fed(source), self._now)

    async def _fed(self, source: Source) -> Fed:
        return await self._fed_by(await opened(self._upstream, source))

    async def _fed_by(self, found: Opened) -> Fed:
        if found.container == "hls":
            await found.close()
            return await fed_by_playlist(self._program, self._upstream, found.source)
        return await fed_by(self._program, found)

    async def transport_stream(self, source: Source) -> AsyncIterator[bytes]:
        """See `Converter.transport_stream`."""
        fed = await self._fed(source)
        containers = fed.containers
        running = await Ffmpeg.start(
            self._program,
            lambda at: transport([Input(address, kind) for address, kind in zip(at, containers, strict=True)]),
            fed.feeds,
        )
        try:
            async with aclosing(running.output()) as output:
                async for chunk in output:
                    yield chunk
            if await running.ended():
                raise ConversionFailed(f"ffmpeg could not read the stream: {running.reason}")
        finally:
            await running.close()
            await fed.close()
