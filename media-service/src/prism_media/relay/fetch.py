"""Reads playlists and segments from a provider, and tells what is no stream from what is."""

from __future__ import annotations

import asyncio
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from prism_core.errors import PrismError
from prism_media.relay.download import Download, Head
from prism_media.relay.playlist import is_playlist
from prism_media.upstream.client import NOT_MODIFIED, Upstream, UpstreamResponse, host_of
from prism_media.upstream.errors import (
    UpstreamIncomplete,
    UpstreamNotVideo,
    UpstreamTimeout,
    UpstreamTooLarge,
    UpstreamUnreachable,
)

PLAYLIST_LIMIT = 8 << 20
SEGMENT_LIMIT = 64 << 20
_GZIP = b"\x1f\x8b"
_CONTENT_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+|\*)")
_INTERRUPTIONS = (UpstreamIncomplete, UpstreamTimeout, UpstreamUnreachable)


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
class ByteRange:
    """Bytes from `start` to `end`, both included; no `end`: to the last."""

    start: int
    end: int | None

    @classmethod
    def from_header(cls, text: str | None) -> ByteRange | None:
        """Read a `Range` header; `None` for what a server may answer with the whole (RFC 9110, section 14.2)."""
        found = re.fullmatch(r"\s*bytes\s*=\s*(\d{1,15})-(\d{0,15})\s*", text or "")
        if found is None or (found[2] and int(found[2]) < int(found[1])):
            return None
        return cls(int(found[1]), int(found[2]) if found[2] else None)

    def header(self, received: int = 0) -> str:
        """The `Range` header that asks for it, without the first `received` bytes."""
        return f"bytes={self.start + received}-{'' if self.end is None else self.end}"


async def read_page(
    upstream: Upstream,
    url: str,
    headers: Mapping[str, str],
    *,
    within_seconds: float,
    stall_seconds: float | None = None,
    before: Page | None = None,
) -> Page:
    """Ask for a playlist; `before` is what it was last time, which is given again where nothing changed.

    Raises:
        UpstreamNotVideo: it is a web page or another text that is no playlist.
        UpstreamTimeout: it was not whole in time.
        PrismError: as `Upstream.open`.
    """
    asked = dict(headers)
    if before is not None and before.etag:
        asked["If-None-Match"] = before.etag
    elif before is not None and before.modified:
        asked["If-Modified-Since"] = before.modified
    try:
        async with (
            asyncio.timeout(within_seconds),
            upstream.open(url, asked, stall_seconds=stall_seconds) as response,
        ):
            if response.status == NOT_MODIFIED and before is not None:
                return before
            return _page(response, await _read(response))
    except TimeoutError:
        raise UpstreamTimeout(f"{host_of(url)} did not answer in time") from None


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


async def fill(
    upstream: Upstream,
    download: Download,
    url: str,
    headers: Mapping[str, str],
    wanted: ByteRange | None,
    stall_seconds: float | None = None,
) -> None:
    """Fetch a segment into `download`; one that breaks off is gone on with once, from where it broke.

    Raises:
        UpstreamNotVideo: it is a web page.
        UpstreamIncomplete: it broke off again, or its server gives no parts.
        PrismError: as `Upstream.open`.
    """
    try:
        await _fill_from(upstream, download, url, headers, wanted, stall_seconds)
    except _INTERRUPTIONS as broken:
        if not download.size:
            raise
        try:
            await _fill_from(upstream, download, url, headers, wanted or ByteRange(0, None), stall_seconds)
        except PrismError:
            raise broken from None
    download.finish()


async def _fill_from(
    upstream: Upstream,
    download: Download,
    url: str,
    headers: Mapping[str, str],
    wanted: ByteRange | None,
    stall_seconds: float | None,
) -> None:
    received = download.size
    # Uncompressed: lengths and ranges must be those of the media.
    asked = {**headers, "Accept-Encoding": "identity"}
    if wanted is not None:
        asked["Range"] = wanted.header(received)
    async with upstream.open(url, asked, stall_seconds=stall_seconds) as response:
        head, skip = _head(response, wanted, received)
        async for chunk in response.chunks():
            piece, skip = chunk[skip:], max(0, skip - len(chunk))
            if head.length is not None:
                piece = piece[: head.length - download.size + (received if received else 0)]
            if not piece:
                if not skip and head.length is not None:
                    break
                continue
            if not download.size:
                refuse_text(response.url, head.content_type, piece, prose=False)
                download.begin(head)
            download.add(piece)
            if download.size > SEGMENT_LIMIT:
                raise UpstreamTooLarge(f"{host_of(url)} sends more than {SEGMENT_LIMIT >> 20} MiB in one piece")
    if head.length is not None and download.size - received < head.length:
        raise UpstreamIncomplete(f"{host_of(url)} broke off before the end")
    if not download.size:
        raise UpstreamIncomplete(f"{host_of(url)} sends an empty segment")


def _head(response: UpstreamResponse, wanted: ByteRange | None, received: int) -> tuple[Head, int]:
    """What the answer is, and how many of its bytes come before what is wanted."""
    text = response.headers.get("Content-Length", "")
    length = int(text) if text.isdigit() and "Content-Encoding" not in response.headers else None
    if wanted is None:
        return Head(response.content_type, length), 0
    start = wanted.start + received
    if response.status == 206:
        found = _CONTENT_RANGE.match(response.headers.get("Content-Range", ""))
        if found is None or int(found[1]) != start:
            raise UpstreamIncomplete(f"{host_of(response.url)} sends another part than was asked for")
        return Head(response.content_type, int(found[2]) - start + 1, response.headers["Content-Range"]), 0
    if received:
        raise UpstreamIncomplete(f"{host_of(response.url)} sends no parts")
    last = wanted.end if length is None or wanted.end is None else min(wanted.end, length - 1)
    last = length - 1 if last is None and length is not None else last
    if last is None or last < start:
        raise UpstreamIncomplete(f"{host_of(response.url)} sends no parts")
    total = "*" if length is None else str(length)
    return Head(response.content_type, last - start + 1, f"bytes {start}-{last}/{total}"), start
