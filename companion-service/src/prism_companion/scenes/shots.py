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
BLANK_LEVELS = 6.0
"""A picture with less spread is a flash, or what is between a fade out and a fade in."""
FARTHEST_COLUMNS, FARTHEST_ROWS = 10, 4
"""How far a camera pans between two pictures, a third of the width."""
SAME_PLACE = 0.85
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
    levels = [np.histogram(each, GREY_LEVELS, (0, 256))[0] / each.size for each in (before, after)]
    moved_levels = float(np.abs(levels[0] - levels[1]).sum()) / 2
    return (moved_levels + (1.0 - max(0.0, likeness(before, after)))) / 2


def likeness(first: Thumbnail, second: Thumbnail) -> float:
    """The correlation of two pictures, 1 where one of them shows nothing."""
    spread = float(first.std() * second.std())
    return float(np.mean((first - first.mean()) * (second - second.mean()))) / spread if spread > 1.0 else 1.0


def moved(before: Thumbnail, after: Thumbnail) -> bool:
    """Whether most of one picture is in the other in another place, as after a camera panned."""
    rows, columns = before.shape
    for down in range(-FARTHEST_ROWS, FARTHEST_ROWS + 1):
        for right in range(-FARTHEST_COLUMNS, FARTHEST_COLUMNS + 1):
            here, there = (
                picture[
                    max(0, sign * down) : rows + min(0, sign * down),
                    max(0, sign * right) : columns + min(0, sign * right),
                ]
                for picture, sign in ((before, 1), (after, -1))
            )
            if likeness(here, there) > SAME_PLACE:
                return True
    return False


class ShotDetector:
    """Counts shot changes over a channel's key pictures."""

    def __init__(self) -> None:
        self._last: Thumbnail | None = None

    def push(self, pictures: list[Thumbnail]) -> list[bool]:
        """Whether each of `pictures` begins another shot, compared with the one before that shows something."""
        return [self._begins(picture) for picture in pictures]

    def _begins(self, picture: Thumbnail) -> bool:
        if picture.std() < BLANK_LEVELS:
            return False
        last, self._last = self._last, picture
        return last is not None and difference(last, picture) > CHANGED and not moved(last, picture)
