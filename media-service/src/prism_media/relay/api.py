"""`/api/relay`: a channel as HLS from our own address."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Annotated

from fastapi import APIRouter, Header, Response
from fastapi.responses import StreamingResponse

from prism_media.relay.relay import Relay
from prism_media.upstream.client import UpstreamResponse

HLS = "application/vnd.apple.mpegurl"
_FRESH = {"Cache-Control": "max-age=1"}
_LASTING = {
    "Cache-Control": "private, max-age=60",
    # Whatever an upstream sends under our address, no browser shall run it as a page of ours.
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
}


def relay_router(relay: Relay) -> APIRouter:
    """The routes of the relay."""
    router = APIRouter(prefix="/api/relay", tags=["relay"])

    @router.get("/{channel_id}/index.m3u8", response_class=Response)
    async def index(channel_id: str) -> Response:
        """The channel as HLS; every address in it is ours, sealed and short-lived.

        Upstream errors come as problems with a type of their own (`upstream-refused`, `upstream-timeout`,
        `upstream-not-video`, …).
        """
        return Response(await relay.index(channel_id), media_type=HLS, headers=_FRESH)

    @router.get("/{channel_id}/playlist/{token}.m3u8", response_class=Response)
    async def playlist(channel_id: str, token: str) -> Response:
        """A rendition's playlist, by an address that the index gave."""
        return Response(await relay.playlist(channel_id, token), media_type=HLS, headers=_FRESH)

    @router.get("/{channel_id}/segment/{token}", response_class=Response)
    async def segment(
        channel_id: str, token: str, byte_range: Annotated[str | None, Header(alias="Range")] = None
    ) -> Response:
        """A segment, key or initialisation section, by an address that a playlist gave; ranges are passed on."""
        if byte_range is not None:
            return await _range(relay, channel_id, token, byte_range)
        body = await relay.segment(channel_id, token)
        return Response(body.data, media_type=body.content_type or "application/octet-stream", headers=_LASTING)

    return router


async def _range(relay: Relay, channel_id: str, token: str, byte_range: str) -> Response:
    stack = AsyncExitStack()
    # Opened before the answer starts, so that an upstream error can still become a problem.
    response = await stack.enter_async_context(await relay.part(channel_id, token, byte_range))
    passed = {
        name: response.headers[name]
        for name in ("Content-Range", "Content-Length", "Accept-Ranges")
        if name in response.headers and "Content-Encoding" not in response.headers
    }

    return StreamingResponse(
        _closing(stack, response),
        status_code=response.status,
        media_type=response.content_type or "application/octet-stream",
        headers={**passed, **_LASTING},
    )


async def _closing(stack: AsyncExitStack, response: UpstreamResponse) -> AsyncIterator[bytes]:
    async with stack:
        async for chunk in response.chunks():
            yield chunk
