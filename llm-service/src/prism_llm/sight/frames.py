"""The frame that a viewer sees, as JPEG: one segment from the relay, one picture of it by ffmpeg."""

import asyncio
from collections.abc import Callable
from typing import Final

from prism_core.errors import PrismError, Unavailable
from prism_core.events import PlaybackState
from prism_llm.media import Media
from prism_llm.sight.playlist import Piece, pieces_of, seen, variant_of

DECODE_SECONDS: Final = 8.0
WIDTH: Final = 560
"""Of the picture: the size of one tile of llama3.2-vision, so that it reads no more than it must."""


class Frames:
    """Grabs frames. May be shared by all requests of a process.

    Args:
        ffmpeg: path of ffmpeg; asked when it is needed, since nothing else here needs one.
        decode_seconds: what it may take.
    """

    def __init__(self, ffmpeg: Callable[[], str], decode_seconds: float = DECODE_SECONDS) -> None:
        self._ffmpeg = ffmpeg
        self._decode_seconds = decode_seconds

    async def frame(self, media: Media, state: PlaybackState | None) -> bytes:
        """What is on the screen as JPEG; empty where there is no picture, or none that can be had.

        Raises:
            Unavailable: the relay or ffmpeg does not answer.
        """
        if state is None or state.channel_id is None:
            return b""
        piece = await self._piece(media, state)
        if piece is None:
            return b""
        found, into = piece
        data = await media.segment(found.url, found.part)
        if found.initialisation:
            data = await media.segment(found.initialisation, None) + data
        # A segment's last pictures may lie before the moment that was computed: its first is near enough, then.
        return await self._still(data, into) or await self._still(data, 0.0)

    async def _piece(self, media: Media, state: PlaybackState) -> tuple[Piece, float] | None:
        text, url = await media.playlist(state.channel_id or "")
        if variant := variant_of(text, url):
            text, url = await media.playlist_at(variant)
        return seen(pieces_of(text, url), state.position)

    async def _still(self, data: bytes, into: float) -> bytes:
        scale = f"scale='min({WIDTH},iw)':-2"
        command = (
            *(self._ffmpeg(), "-v", "quiet", "-threads", "1", "-protocol_whitelist", "pipe", "-i", "pipe:0"),
            *("-ss", f"{into:.2f}", "-an", "-sn", "-dn", "-frames:v", "1", "-vf", scale),
            *("-c:v", "mjpeg", "-q:v", "4", "-f", "image2pipe", "pipe:1"),
        )
        pipe = asyncio.subprocess.PIPE
        try:
            process = await asyncio.create_subprocess_exec(
                *command, stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.DEVNULL
            )
        except OSError as error:
            raise Unavailable("ffmpeg cannot be started; install it, or name it in PRISM_FFMPEG") from error
        try:
            async with asyncio.timeout(self._decode_seconds):
                made, _ = await process.communicate(data)
                return made
        except TimeoutError as error:
            raise Unavailable("ffmpeg did not decode the picture in time") from error
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()


async def grabbed(frames: Frames, media: Media, state: PlaybackState | None) -> bytes:
    """The frame; empty where anything fails, which the viewer is told in other words."""
    try:
        return await frames.frame(media, state)
    except PrismError:
        return b""
