"""Shot changes: key pictures of the stream, decoded to a thumbnail, compared with the one before.

Encoders put a key picture where the shot changes, and every second or two besides. Decoding nothing else costs a few
milliseconds a picture; the price is that a change is only known to lie between two of them.
"""

import asyncio

import numpy as np
import numpy.typing as npt

from prism_core.errors import Unavailable

WIDTH, HEIGHT = 32, 18
GREY_LEVELS = 16
CHANGED = 0.35
"""Share of the picture (mean of the moved grey levels and of the moved places) that makes another shot."""
SECONDS_PATIENCE = 4.0

Thumbnail = npt.NDArray[np.uint8]


async def key_pictures(ffmpeg: str, data: bytes) -> list[Thumbnail]:
    """Thumbnails of the key pictures in a segment (its initialisation first, if any), in order; none without pictures.

    Raises:
        Unavailable: ffmpeg cannot be started, or does not answer.
    """
    output = ("-an", "-sn", "-dn", "-fps_mode", "passthrough", "-vf", f"scale={WIDTH}:{HEIGHT}:flags=area")
    raw = await piped(ffmpeg, ("-skip_frame", "nokey"), data, (*output, "-pix_fmt", "gray", "-f", "rawvideo"))
    size = WIDTH * HEIGHT
    return [
        np.frombuffer(raw, np.uint8, size, start).reshape(HEIGHT, WIDTH)
        for start in range(0, len(raw) - size + 1, size)
    ]


async def still(ffmpeg: str, data: bytes, width: int = 448) -> bytes:
    """The first key picture of a segment as JPEG; empty without pictures."""
    output = ("-an", "-sn", "-dn", "-frames:v", "1", "-vf", f"scale={width}:-2", "-c:v", "mjpeg", "-f", "image2pipe")
    return await piped(ffmpeg, ("-skip_frame", "nokey"), data, output)


async def piped(ffmpeg: str, reading: tuple[str, ...], data: bytes, output: tuple[str, ...]) -> bytes:
    """What ffmpeg makes of `data`."""
    command = (ffmpeg, "-v", "quiet", "-threads", "1", *reading, "-i", "pipe:0", *output, "pipe:1")
    pipe = asyncio.subprocess.PIPE
    try:
        process = await asyncio.create_subprocess_exec(
            *command, stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.DEVNULL
        )
    except OSError as error:
        raise Unavailable(f"ffmpeg cannot be started ({ffmpeg}); install it or set PRISM_FFMPEG") from error
    try:
        async with asyncio.timeout(SECONDS_PATIENCE):
            made, _ = await process.communicate(data)
            return made
    except TimeoutError as error:
        raise Unavailable("ffmpeg did not decode the picture in time") from error
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def difference(before: Thumbnail, after: Thumbnail) -> float:
    """How different two pictures are, 0 (the same) to 1: by their places and by their grey levels.

    A camera that pans moves places and keeps the levels; a flash moves levels and keeps the places' pattern.
    """
    first, second = before.astype(np.float64), after.astype(np.float64)
    levels = [np.histogram(each, GREY_LEVELS, (0, 256))[0] / each.size for each in (first, second)]
    moved_levels = float(np.abs(levels[0] - levels[1]).sum()) / 2
    spread = float(first.std() * second.std())
    alike = float(np.mean((first - first.mean()) * (second - second.mean()))) / spread if spread > 1.0 else 1.0
    return (moved_levels + (1.0 - max(0.0, alike))) / 2


class ShotDetector:
    """Counts shot changes over a channel's key pictures."""

    def __init__(self) -> None:
        self._last: Thumbnail | None = None

    def push(self, pictures: list[Thumbnail]) -> int:
        """How many of `pictures`, each compared with the one before, begin another shot."""
        changes = 0
        for picture in pictures:
            if self._last is not None and difference(self._last, picture) > CHANGED:
                changes += 1
            self._last = picture
        return changes
