"""Reads HLS as a player does, segment after segment, and gives its bytes as one stream (RFC 8216)."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urljoin

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7

from prism_core.errors import UpstreamFailed
from prism_media.digits import whole_number
from prism_media.relay.conversion import Source
from prism_media.relay.conversion.errors import ConversionFailed, ProtectedStream
from prism_media.relay.variables import attributes, expand
from prism_media.upstream.client import Upstream, headers_for, host_of
from prism_media.upstream.errors import UpstreamTimeout, UpstreamTooLarge

_PLAYLIST_LIMIT = 8 << 20
_SEGMENT_LIMIT = 128 << 20
_BEHIND_SEGMENTS = 3
"""Where a player begins in a live playlist (RFC 8216, section 6.3.3)."""
_STILL_TARGETS = 6
"""A playlist that brings nothing for so many target durations has stopped."""
_TRIES = 3
_HEIGHT = 1080


@dataclass(frozen=True, slots=True)
class Listed:
    """A segment of a media playlist with everything that is needed to read it."""

    number: int
    url: str
    seconds: float
    byte_range: str = ""
    init: tuple[str, str] | None = None
    """Address and byte range of its initialisation section."""
    key: tuple[str, bytes] | None = None
    """Address of its key, and the initialisation vector."""


@dataclass(frozen=True, slots=True)
class Media:
    """A media playlist."""

    segments: tuple[Listed, ...]
    target_seconds: float
    ended: bool


@dataclass(frozen=True, slots=True)
class Variant:
    """A variant of a master playlist, and its sound where that has a playlist of its own."""

    url: str
    sound: str | None = None


def variant_of(text: str, url: str) -> Variant | None:
    """The best variant that is not larger than 1080 lines; `None` where `text` is no master playlist."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    found: list[tuple[tuple[bool, int, int], str, str]] = []
    for place, line in enumerate(lines[:-1]):
        if line.startswith("#EXT-X-STREAM-INF:") and not lines[place + 1].startswith("#"):
            said = attributes(line)
            height = whole_number(said.get("RESOLUTION", "").rpartition("x")[2]) or 0
            band = whole_number(said.get("BANDWIDTH", "")) or 0
            found.append(((height <= _HEIGHT, height, band), lines[place + 1], said.get("AUDIO", "")))
    if not found:
        return None
    _, address, group = max(found, key=lambda each: each[0])
    renditions = [
        said
        for line in lines
        if line.startswith("#EXT-X-MEDIA:") and (said := attributes(line)).get("TYPE") == "AUDIO"
        if said.get("GROUP-ID") == group
    ]
    chosen = min(renditions, key=lambda said: said.get("DEFAULT") != "YES", default={})
    return Variant(urljoin(url, address), urljoin(url, chosen["URI"]) if "URI" in chosen else None)


def media_of(text: str, url: str) -> Media:
    """Read a media playlist.

    Raises:
        ProtectedStream: it is encrypted in a way that needs a DRM system.
    """
    number, target, seconds = 0, 6.0, 0.0
    byte_range, after, init, key = "", 0, None, None
    segments: list[Listed] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        tag, _, value = line.partition(":")
        if tag == "#EXT-X-MEDIA-SEQUENCE":
            number = int(value)
        elif tag == "#EXT-X-TARGETDURATION":
            target = float(value)
        elif tag == "#EXTINF":
            seconds = float(re.match(r"\s*([\d.]*)", value)[1] or 0)  # type: ignore[index]
        elif tag == "#EXT-X-BYTERANGE":
            byte_range, after = _range(value, after)
        elif tag == "#EXT-X-MAP":
            said = attributes(line)
            init = (urljoin(url, said["URI"]), _range(said["BYTERANGE"], 0)[0] if "BYTERANGE" in said else "")
        elif tag == "#EXT-X-KEY":
            key = _key(attributes(line), url)
        elif not line.startswith("#"):
            iv = key[1] or number.to_bytes(16, "big") if key else b""
            segments.append(
                Listed(number, urljoin(url, line), seconds, byte_range, init, (key[0], iv) if key else None)
            )
            number, byte_range = number + 1, ""
    return Media(tuple(segments), target, "#EXT-X-ENDLIST" in text)


def _range(value: str, after: int) -> tuple[str, int]:
    """The Range header for `length@offset`, and where it ends."""
    length, _, offset = value.partition("@")
    start = int(offset) if offset else after
    return f"bytes={start}-{start + int(length) - 1}", start + int(length)


def _key(said: dict[str, str], url: str) -> tuple[str, bytes] | None:
    method = said.get("METHOD", "NONE")
    if method == "NONE":
        return None
    if method != "AES-128" or said.get("KEYFORMAT", "identity") != "identity":
        raise ProtectedStream(f"{host_of(url)} sends a stream that is encrypted for a DRM system ({method})")
    written = said.get("IV", "")[2:]
    return urljoin(url, said["URI"]), bytes.fromhex(written.zfill(32)) if written else b""


class Follower:
    """Follows one media playlist from near its end, or from its beginning where it has an end."""

    def __init__(self, upstream: Upstream, source: Source, url: str) -> None:
        self._upstream = upstream
        self._source = source
        self._url = url
        self._keys: dict[str, bytes] = {}

    async def chunks(self) -> AsyncIterator[bytes]:
        """Yield the bytes of all segments in order.

        Raises:
            UpstreamTimeout: nothing new comes any more.
            PrismError: as `Upstream.open`, where trying again did not help.
        """
        following, init, still = None, None, 0.0
        while True:
            media = await self.media()
            if following is None:
                following = _first(media)
            fresh = [segment for segment in media.segments if segment.number >= following]
            for segment in fresh:
                if segment.init is not None and segment.init != init:
                    init = segment.init
                    yield await self._whole(*init)
                async for chunk in self._segment(segment):
                    yield chunk
                following = segment.number + 1
            if media.ended:
                return
            still = 0.0 if fresh else still + media.target_seconds / 2
            if still > _STILL_TARGETS * media.target_seconds:
                raise UpstreamTimeout(f"{host_of(self._url)} sends nothing new; the channel may be off the air")
            await asyncio.sleep(media.target_seconds / 2)

    async def media(self) -> Media:
        """The playlist as it is now."""
        data = await _tried(lambda: self._whole(self._url, "", _PLAYLIST_LIMIT))
        text, _ = expand(data.decode("utf-8-sig", "replace"), self._url, {})
        return media_of(text, self._url)

    async def _segment(self, segment: Listed) -> AsyncIterator[bytes]:
        data = await _tried(lambda: self._whole(segment.url, segment.byte_range))
        if segment.key is not None:
            data = decrypted(data, await self._secret(segment.key[0]), segment.key[1])
        yield data

    async def _secret(self, url: str) -> bytes:
        if url not in self._keys:
            self._keys[url] = await _tried(lambda: self._whole(url, ""))
        return self._keys[url]

    async def _whole(self, url: str, byte_range: str, limit: int = _SEGMENT_LIMIT) -> bytes:
        return (await whole(self._upstream, self._source, url, byte_range, limit))[0]


async def whole(
    upstream: Upstream, source: Source, url: str, byte_range: str = "", limit: int = _PLAYLIST_LIMIT
) -> tuple[bytes, str]:
    """What `url`, which the source names, holds, and where redirects ended."""
    headers = headers_for(source.url, url, source.headers)
    if byte_range:
        headers["Range"] = byte_range
    data = bytearray()
    async with upstream.open(url, headers) as response:
        async for chunk in response.chunks():
            data += chunk
            if len(data) > limit:
                raise UpstreamTooLarge(f"{host_of(url)} sends more than {limit >> 20} MiB")
    return bytes(data), response.url


def _first(media: Media) -> int:
    if not media.segments:
        return 0
    behind = 0 if media.ended else max(0, len(media.segments) - _BEHIND_SEGMENTS)
    return media.segments[behind].number


async def _tried(fetch: Callable[[], Awaitable[bytes]]) -> bytes:
    for number in range(_TRIES):
        try:
            return await fetch()
        except UpstreamFailed as error:
            if number == _TRIES - 1 or not error.retryable:
                raise
            await asyncio.sleep(0.5 * (number + 1))
    raise AssertionError


def decrypted(data: bytes, secret: bytes, vector: bytes) -> bytes:
    """A segment of method AES-128 (RFC 8216, section 4.3.2.4).

    Raises:
        ConversionFailed: the key does not open it.
    """
    try:
        opener = Cipher(algorithms.AES(secret), modes.CBC(vector)).decryptor()
        unpadder = PKCS7(128).unpadder()
        return unpadder.update(opener.update(data) + opener.finalize()) + unpadder.finalize()
    except ValueError:
        raise ConversionFailed("the key of the stream does not open it") from None
