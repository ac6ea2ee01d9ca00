"""`/api/relay/{channel}/conversion`: what converted playlists name."""

from __future__ import annotations

from fastapi import APIRouter, Response

from prism_core.model import Model
from prism_media.relay.conversion.sessions import Conversions
from prism_media.viewers.current import CurrentViewer

_TYPES = {"m3u8": "application/vnd.apple.mpegurl", "m4s": "video/iso.segment", "mp4": "video/mp4", "vtt": "text/vtt"}


class NowPlaying(Model):
    """What a radio station says that it plays, such as `Artist - Song`."""

    title: str | None


def conversion_router(conversions: Conversions) -> APIRouter:
    """The routes of converted channels; they go before the relay's."""
    router = APIRouter(prefix="/api/relay", tags=["relay"])

    @router.get("/{channel_id}/conversion/{token}/{name}", response_class=Response)
    async def file(channel_id: str, token: str, name: str) -> Response:
        """A segment, beginning or further playlist of a converted channel, by an address that its index gave."""
        data = await conversions.file(channel_id, token, name)
        kind = name.rpartition(".")[2]
        kept = "max-age=1" if kind == "m3u8" else "private, max-age=60"
        return Response(
            data,
            media_type=_TYPES.get(kind, "application/octet-stream"),
            headers={"Cache-Control": kept, "X-Content-Type-Options": "nosniff"},
        )

    @router.get("/{channel_id}/title")
    async def title(channel_id: str, _viewer: CurrentViewer) -> NowPlaying:
        """What a radio station says that it plays, while somebody listens; null where it says nothing."""
        return NowPlaying(title=conversions.title(channel_id) or None)

    return router
