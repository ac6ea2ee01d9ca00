"""Fetches segments into downloads: whole or in part, and on from where one broke off."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass

from prism_core.errors import PrismError
from prism_media.digits import whole_number
from prism_media.relay.download import Download, Head
from prism_media.relay.pages import Ask, refuse_text
from prism_media.upstream.client import Upstream, UpstreamResponse, host_of
from prism_media.upstream.errors import UpstreamIncomplete, UpstreamTimeout, UpstreamTooLarge, UpstreamUnreachable

SEGMENT_LIMIT = 64 << 20
_CONTENT_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+|\*)")
_INTERRUPTIONS = (UpstreamIncomplete, UpstreamTimeout, UpstreamUnreachable)


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


async def fill(upstream: Upstream, download: Download, ask: Ask, wanted: ByteRange | None) -> None:
    """Fetch a segment into `download`; one that breaks off is gone on with once, from where it broke.

    Raises:
        UpstreamNotVideo: it is a web page.
        UpstreamIncomplete: it broke off again, or its server gives no parts.
        PrismError: as `Upstream.open`.
    """
    try:
        await _fill_from(upstream, download, ask, wanted)
    except _INTERRUPTIONS as broken:
        if not download.size:
            raise
        try:
            await _fill_from(upstream, download, ask, wanted or ByteRange(0, None))
        except PrismError:
            raise broken from None
    download.finish()


async def _fill_from(upstream: Upstream, download: Download, ask: Ask, wanted: ByteRange | None) -> None:
    received = download.size
    # Uncompressed: lengths and ranges must be those of the media.
    asked = {**ask.headers, "Accept-Encoding": "identity"}
    if wanted is not None:
        asked["Range"] = wanted.header(received)
    async with upstream.open(ask.url, asked, stall_seconds=ask.stall_seconds) as response:
        head, skip = _head(response, wanted, received)
        async for piece in _cut(response, skip, head.length):
            if not download.size:
                refuse_text(response.url, head.content_type, piece, prose=False)
                download.begin(head)
            download.add(piece)
            if download.size > SEGMENT_LIMIT:
                raise UpstreamTooLarge(f"{host_of(ask.url)} sends more than {SEGMENT_LIMIT >> 20} MiB in one piece")
    if head.length is not None and download.size - received < head.length:
        raise UpstreamIncomplete(f"{host_of(ask.url)} broke off before the end")
    if not download.size:
        raise UpstreamIncomplete(f"{host_of(ask.url)} sends an empty segment")


async def _cut(response: UpstreamResponse, skip: int, length: int | None) -> AsyncIterator[bytes]:
    """Yield the body without its first `skip` bytes, and not more than `length`."""
    async for chunk in response.chunks():
        piece, skip = chunk[skip:], max(0, skip - len(chunk))
        if length is not None:
            piece, length = piece[:length], length - len(piece[:length])
        if piece:
            yield piece
        if length == 0:
            return


def _head(response: UpstreamResponse, wanted: ByteRange | None, received: int) -> tuple[Head, int]:
    """What the answer is, and how many of its bytes come before what is wanted."""
    length = (
        None if "Content-Encoding" in response.headers else whole_number(response.headers.get("Content-Length", ""))
    )
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
