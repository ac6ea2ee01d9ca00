"""Drawing in numpy: indexed pictures whose palette moves, and text made once and blended in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT, FRAME_RATE = 640, 360, 25

Picture = NDArray[np.uint8]
"""(HEIGHT, WIDTH, 3) RGB"""
Colour = tuple[int, int, int]

INK: Colour = (11, 14, 34)
VIOLET: Colour = (124, 92, 255)
CYAN: Colour = (52, 211, 238)
ROSE: Colour = (255, 94, 148)
AMBER: Colour = (255, 190, 92)
PAPER: Colour = (240, 242, 255)


def palette(*stops: tuple[float, Colour]) -> NDArray[np.float32]:
    """256 colours, interpolated between (position in 0..1, colour), as floats (256, 3)."""
    positions = [position * 255 for position, _ in stops]
    channels = [np.interp(np.arange(256), positions, [colour[i] for _, colour in stops]) for i in range(3)]
    return np.stack(channels, axis=1).astype(np.float32)


def coloured(index: NDArray[np.uint8], colours: NDArray[np.float32], gain: float = 1.0) -> Picture:
    """The picture of a (HEIGHT, WIDTH) index through a palette, made brighter or darker by `gain`."""
    return np.take(np.clip(colours * gain, 0, 255).astype(np.uint8), index, axis=0)


def grid() -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """X and y of each pixel from the middle, in units of the picture's height."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    return (x - WIDTH / 2) / HEIGHT, (y - HEIGHT / 2) / HEIGHT


@dataclass(frozen=True, slots=True)
class Sprite:
    """A coverage mask (height, width), 0 to 1, in one colour."""

    mask: NDArray[np.float32]
    colour: Colour

    def blend(self, picture: Picture, x: int, y: int, opacity: float = 1.0) -> None:
        """Draw with the upper left corner at (x, y); what lies outside the picture is cut."""
        height, width = self.mask.shape
        left, top = max(0, x), max(0, y)
        right, bottom = min(WIDTH, x + width), min(HEIGHT, y + height)
        if left >= right or top >= bottom:
            return
        cover = self.mask[top - y : bottom - y, left - x : right - x, None] * opacity
        under = picture[top:bottom, left:right]
        under[:] = (under * (1 - cover) + np.asarray(self.colour, np.float32) * cover).astype(np.uint8)

    def blend_centred(self, picture: Picture, x: int, y: int, opacity: float = 1.0) -> None:
        """Draw with the middle at (x, y)."""
        height, width = self.mask.shape
        self.blend(picture, x - width // 2, y - height // 2, opacity)


def text(words: str, size: int, colour: Colour = PAPER) -> Sprite:
    """Words as a sprite, in the font that Pillow carries, so that none need be installed."""
    font = ImageFont.load_default(size)
    left, top, right, bottom = font.getbbox(words)
    image = Image.new("L", (int(right - left) + 4, int(bottom - top) + 4))
    ImageDraw.Draw(image).text((2 - left, 2 - top), words, font=font, fill=255)
    return Sprite((np.asarray(image, np.float32) / 255).astype(np.float32), colour)


def disc(radius: float, colour: Colour, softness: float = 1.0) -> Sprite:
    """A filled circle whose edge fades over `softness` pixels."""
    side = int(radius + softness) * 2 + 3
    y, x = np.mgrid[0:side, 0:side].astype(np.float32) - side // 2
    return Sprite(np.clip((radius + softness / 2 - np.hypot(x, y)) / softness, 0, 1).astype(np.float32), colour)


def rectangle(picture: Picture, x: int, y: int, width: int, height: int, colour: Colour, opacity: float = 1.0) -> None:
    """Fill a rectangle, cut at the picture's edges."""
    part = picture[max(0, y) : max(0, y + height), max(0, x) : max(0, x + width)]
    part[:] = (part * (1 - opacity) + np.asarray(colour, np.float32) * opacity).astype(np.uint8)
