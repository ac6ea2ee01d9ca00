"""HLS as a source: what browsers do not play of it is converted, from its best variant."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import datetime

from prism_media.relay.conversion import Reel, Source
from prism_media.relay.conversion.command import Input, probing
from prism_media.relay.conversion.dash import Dash
from prism_media.relay.conversion.errors import ConversionFailed
from prism_media.relay.conversion.follow import Follower, Variant, variant_of, whole
from prism_media.relay.conversion.opening import Reading
from prism_media.relay.conversion.probe import Probe
from prism_media.relay.conversion.process import probe
from prism_media.relay.conversion.running import Fed
from prism_media.relay.conversion.sniff import Container, container_of
from prism_media.relay.variables import expand
from prism_media.upstream.client import Upstream, host_of

_HEAD_BYTES = 1 << 16


async def fed_by_playlist(program: str, upstream: Upstream, source: Source) -> Fed:
    """What ffmpeg is given of an HLS source: one stream, or picture and sound apart.

    Raises:
        ProtectedStream: it is encrypted for a DRM system.
        ConversionFailed: nothing in it can be read.
        PrismError: as `Upstream.open`.
    """
    data, url = await whole(upstream, source, source.url)
    text, _ = expand(data.decode("utf-8-sig", "replace"), url, {})
    chosen = variant_of(text, url) or Variant(url)
    followers = [Follower(upstream, source, each) for each in (chosen.url, chosen.sound) if each]
    ended = (await followers[0].media()).ended
    feeds = [_Feed(follower.chunks()) for follower in followers]
    return await _looked_at(program, feeds, host_of(url), ended, source.starts_at)


async def _looked_at(program: str, feeds: Sequence[_Feed], host: str, finite: bool, starts_at: datetime | None) -> Fed:
    try:
        probes = [await feed.look(program, host) for feed in feeds]
    except BaseException:
        for feed in feeds:
            await feed.close()
        raise
    sound = (stream for stream in probes[-1].streams if stream.kind == "audio")
    picture = (stream for stream in probes[0].streams if stream.kind == "video")
    together = Probe((*picture, *sound))
    return Fed(
        [feed.chunks() for feed in feeds],
        [feed.container for feed in feeds],
        together,
        finite,
        starts_at,
        [feed.close for feed in feeds],
    )


async def fed_by_reel(program: str, reel: Reel) -> Fed:
    """What ffmpeg is given of a recording."""
    return await _looked_at(program, [_Feed(each) for each in await reel.feeds()], "the recording", True, None)


async def fed_by_dash(program: str, dash: Dash) -> Fed:
    """What ffmpeg is given of a DASH presentation: picture and sound apart."""
    try:
        manifest = await dash.manifest()
        kinds = [kind for kind in ("video", "audio") if dash.chosen(manifest.periods[-1], kind)]
        feeds = [_Feed(dash.follow(kind)) for kind in kinds]
        fed = await _looked_at(program, feeds, "the channel's server", not manifest.live, None)
    except BaseException:
        await dash.close()
        raise
    return replace(fed, closers=[*fed.closers, dash.close])


class _Feed:
    """The bytes of one playlist or tape, whose beginning was looked at."""

    def __init__(self, chunks: AsyncIterator[bytes]) -> None:
        self._reading = Reading(chunks)
        self._head = b""
        self.container: Container = "unknown"

    async def look(self, program: str, host: str) -> Probe:
        while len(self._head) < _HEAD_BYTES and (chunk := await self._reading.next()):
            self._head += chunk
        self.container = container_of(self._head)
        found, reason = await probe(program, lambda at: probing(Input(at[0], self.container)), self._head)
        if not found.streams:
            raise ConversionFailed(f"what {host} sends cannot be read: {reason}")
        return found

    async def chunks(self) -> AsyncIterator[bytes]:
        try:
            yield self._head
            while chunk := await self._reading.next():
                yield chunk
        finally:
            await self.close()

    async def close(self) -> None:
        await self._reading.close()
