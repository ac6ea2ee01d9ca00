"""What one viewer is sent: playlists, and segments as they arrive, cut off rather than ended where they break."""

from __future__ import annotations

import asyncio
import logging
from contextlib import AsyncExitStack

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from prism_core.errors import PrismError
from prism_media.relay.download import Download, Head
from prism_media.relay.manifests import Rewritten
from prism_media.relay.relay import Relay
from prism_media.relay.segments import ByteRange

log = logging.getLogger(__name__)

HLS = "application/vnd.apple.mpegurl"
FRESH = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
PLAIN = "application/octet-stream"
_SHOWN = (
    "video/",
    "audio/",
    "image/jpeg",
    "image/png",
    "image/webp",
    "text/vtt",
    "application/json",
    "application/mp4",
)
_LASTING = [
    (b"cache-control", b"private, max-age=60"),
    (b"accept-ranges", b"bytes"),
    # Whatever an upstream sends under our address, no browser shall run it as a page of ours.
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"default-src 'none'; sandbox"),
]


def playlist_answer(found: Rewritten, known: str | None) -> Response:
    """A playlist, or that it is what the viewer has under the tag `known`."""
    headers = {**FRESH, "ETag": found.etag}
    if known and found.etag in known:
        return Response(status_code=304, headers=headers)
    return Response(found.text.encode("utf-8", "replace"), media_type=HLS, headers=headers)


async def segment_answer(relay: Relay, channel: str, name: str, byte_range: str | None) -> SegmentAnswer:
    """A segment, key or initialisation section, or the part of one that a `Range` header asks for."""
    async with AsyncExitStack() as stack:
        wanted = ByteRange.from_header(byte_range)
        download = await stack.enter_async_context(relay.segment(channel, name.partition(".")[0], wanted))
        # Awaited before the answer starts, so that an upstream error can still become a problem.
        head = await download.head()
        return SegmentAnswer(download, head, stack.pop_all())
    raise AssertionError("unreachable")


class SegmentAnswer(Response):
    """Sends a download; `held` is closed when the viewer has it or has left."""

    def __init__(self, download: Download, head: Head, held: AsyncExitStack) -> None:
        super().__init__(status_code=200 if head.content_range is None else 206)
        self._download = download
        self._held = held
        self.raw_headers = [(b"content-type", _media_type(head).encode("latin-1", "replace")), *_LASTING]
        if head.length is not None:
            self.raw_headers.append((b"content-length", str(head.length).encode()))
        if head.content_range is not None:
            self.raw_headers.append((b"content-range", head.content_range.encode("latin-1", "replace")))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it. Where the body broke off, the answer stays unfinished and the server cuts the connection."""
        async with self._held:
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            if scope["method"] == "HEAD":
                await send({"type": "http.response.body", "body": b""})
                return
            if self._download.ready():
                await self._send(send)
                return
            sending = asyncio.create_task(self._send(send), name="segment to viewer")
            leaving = asyncio.create_task(_left(receive), name="viewer left")
            try:
                await asyncio.wait((sending, leaving), return_when=asyncio.FIRST_COMPLETED)
                if sending.done():
                    await sending
            finally:
                sending.cancel()
                leaving.cancel()
                await asyncio.gather(sending, leaving, return_exceptions=True)

    async def _send(self, send: Send) -> None:
        try:
            async for chunk in self._download.chunks():
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
        except PrismError as error:
            log.warning("segment broke off", extra={"kind": error.kind, "reason": error.message})
            return
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _media_type(head: Head) -> str:
    return head.content_type if head.content_type.startswith(_SHOWN) else PLAIN
