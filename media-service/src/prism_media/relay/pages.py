"""Reads playlists from a provider, and tells a page or a text from a stream."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from prism_media.relay.playlist import is_playlist
from prism_media.upstream.client import NOT_MODIFIED, Upstream, UpstreamResponse, host_of
from prism_media.upstream.errors import (
    UpstreamNotVideo,
    UpstreamTimeout,
    UpstreamTooLarge,
)

PLAYLIST_LIMIT = 8 << 20
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Page:
    """What an address answered where a playlist was expected; `text` is empty for what is no playlist.

    `url` is where redirects ended. `etag` and `modified` are what a provider knows it by.
    """

    text: str
    content_type: str
    url: str
    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """What to ask a provider for; `stall_seconds`: how long nothing may arrive, if that is not the client's own."""

    url: str
    headers: Mapping[str, str]
    stall_seconds: float | None = None


async def read_page(upstream: Upstream, ask: Ask, *, within_seconds: float, before: Page | None = None) -> Page:
    """Ask for a playlist; `before` is what it was last time, which is given again where nothing changed.

    Raises:
        UpstreamNotVideo: it is a web page or another text that is no playlist.
        UpstreamTimeout: it was not whole in time.
        PrismError: as `Upstream.open`.
    """
    asked = dict(ask.headers)
    if before is not None and before.etag:
        asked["If-None-Match"] = before.etag
    elif before is not None and before.modified:
        asked["If-Modified-Since"] = before.modified
    try:
        async with (
            asyncio.timeout(within_seconds),
            upstream.open(ask.url, asked, stall_seconds=ask.stall_seconds) as response,
        ):
            if response.status == NOT_MODIFIED and before is not None:
                return before
            return _page(response, await _read(response))
    except TimeoutError:
        raise UpstreamTimeout(f"{host_of(ask.url)} did not answer in time") from None


async def _read(response: UpstreamResponse) -> bytes:
    data = bytearray()
    async for chunk in response.chunks():
        data += chunk
        if len(data) >= 16 and not data.startswith(_GZIP) and not is_playlist(_decoded(data[:64])):
            break  # An endless transport stream, perhaps.
        if len(data) > PLAYLIST_LIMIT:
            raise UpstreamTooLarge(f"{host_of(response.url)} sends a playlist of more than {PLAYLIST_LIMIT >> 20} MiB")
    if not data.startswith(_GZIP):
        return bytes(data)
    try:  # Compressed, and the headers do not say so.
        return zlib.decompressobj(wbits=31).decompress(bytes(data), PLAYLIST_LIMIT)
    except zlib.error:
        return bytes(data)


def _page(response: UpstreamResponse, data: bytes) -> Page:
    text = _decoded(data)
    if not is_playlist(text):
        refuse_text(response.url, response.content_type, data)
        text = ""
    headers = response.headers
    return Page(text, response.content_type, response.url, headers.get("ETag"), headers.get("Last-Modified"))


def _decoded(data: bytes | bytearray) -> str:
    return data.decode("utf-8", errors="replace")


def refuse_text(url: str, content_type: str, data: bytes, *, prose: bool = True) -> None:
    """Raise for a web page in the place of a stream, which expired subscriptions answer with.

    `prose`: other text is refused too, where it is no manifest. A segment may be text: captions, or JSON.
    """
    start = data[:512].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    page = start.startswith((b"<!doctype html", b"<html", b"<head", b"<body"))
    if page or content_type in {"text/html", "application/xhtml+xml"}:
        raise UpstreamNotVideo(
            f"{host_of(url)} answers with a web page instead of video; the subscription may have expired"
        )
    manifest = b"<mpd" in start or start.startswith((b"[playlist]", b"<?xml", b"http"))
    if prose and not manifest and start and start.isascii() and start[:64].decode("ascii").isprintable():
        raise UpstreamNotVideo(f"{host_of(url)} answers with a text instead of video; the subscription may have ended")
