"""The picture of Prism Stories: a lighthouse by night, whose beam turns and whose window glows with the voice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from prism_media.demo.studio.canvas import (
    AMBER,
    CYAN,
    FRAME_RATE,
    HEIGHT,
    PAPER,
    WIDTH,
    Picture,
    disc,
    rectangle,
    text,
)
from prism_media.demo.studio.sound import Sound
from prism_media.demo.studio.story import TITLE

_HORIZON = 236
_LAMP = (492, 118)
_WARM = np.array([1.0, 0.9, 0.66], np.float32)
_BEAM_PERIOD = 8
"""Seconds of one turn; the loop is a multiple of it."""


def frames(sound: Sound, rate: int, seconds: int) -> Iterator[Picture]:
    """Every frame of the loop."""
    count = seconds * FRAME_RATE
    voice = _voice_levels(sound, rate, count)
    scene, stars = _scene(), _stars()
    beams = _beams()
    lamp, window = disc(9, AMBER, 6), disc(10, AMBER, 12)
    heading, name = text("PRISM STORIES", 24), text(TITLE, 15, CYAN)
    for number in range(count):
        picture = scene.copy()
        turn = number / FRAME_RATE / _BEAM_PERIOD % 1
        _twinkle(picture, stars, number)
        _shine(picture, beams, turn)
        _ripple(picture, number)
        lamp.blend_centred(picture, *_LAMP, 0.95)
        window.blend_centred(picture, _LAMP[0], _LAMP[1] + 62, 0.15 + 0.85 * float(voice[number]))
        heading.blend(picture, 24, 22)
        name.blend(picture, 26, 52, 0.9)
        yield picture


def _voice_levels(sound: Sound, rate: int, count: int) -> NDArray[np.float32]:
    """Loudness in [0, 1] at each frame, smoothed."""
    hop = rate // FRAME_RATE
    blocks = np.sqrt((sound[: count * hop].reshape(count, hop) ** 2).mean(axis=1))
    smooth = np.convolve(blocks, np.ones(5) / 5, mode="same")
    levels: NDArray[np.float32] = np.clip(smooth / (np.percentile(smooth, 95) + 1e-6), 0, 1).astype(np.float32)
    return levels


def _scene() -> Picture:
    """Sky, moon, sea, rock and tower."""
    picture = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    sky = np.linspace(0, 1, _HORIZON)[:, None, None]
    picture[:_HORIZON] = (np.array([10, 12, 38]) * (1 - sky) + np.array([66, 58, 128]) * sky).astype(np.uint8)
    sea = np.linspace(0, 1, HEIGHT - _HORIZON)[:, None, None]
    picture[_HORIZON:] = (np.array([34, 40, 96]) * (1 - sea) + np.array([8, 12, 34]) * sea).astype(np.uint8)
    disc(64, PAPER, 70).blend_centred(picture, 150, 132, 0.22)
    disc(26, PAPER, 2).blend_centred(picture, 150, 132)
    _rock_and_tower(picture)
    return picture


def _rock_and_tower(picture: Picture) -> None:
    columns = np.arange(WIDTH)
    rise = 62 * np.exp(-(((columns - 500) / 84) ** 2)) + 10 * np.exp(-(((columns - 560) / 60) ** 2))
    for column in columns[rise > 1]:
        picture[_HORIZON + 14 - int(rise[column]) : _HORIZON + 22, column] = (13, 14, 30)
    for row in range(_LAMP[1] + 12, 214):
        half = 11 + (row - _LAMP[1]) * 0.09
        band = (206, 208, 226) if (row - _LAMP[1]) // 24 % 2 else (150, 54, 84)
        left, right = int(_LAMP[0] - half), int(_LAMP[0] + half)
        light = np.linspace(1.0, 0.42, right - left)[:, None]
        picture[row, left:right] = (np.asarray(band) * light * 0.72).astype(np.uint8)
    rectangle(picture, _LAMP[0] - 16, _LAMP[1] + 10, 32, 4, (28, 28, 52))
    rectangle(picture, _LAMP[0] - 10, _LAMP[1] - 10, 20, 20, (52, 46, 74))
    rectangle(picture, _LAMP[0] - 12, _LAMP[1] - 15, 24, 5, (28, 28, 52))


def _stars(seed: int = 3) -> NDArray[np.int64]:
    random = np.random.default_rng(seed)
    return np.stack(
        [random.integers(4, _HORIZON - 60, 90), random.integers(4, WIDTH - 4, 90), random.integers(1, 5, 90)]
    )


def _twinkle(picture: Picture, stars: NDArray[np.int64], number: int) -> None:
    # Whole turns in 8 s, so that the loop has no seam.
    phase = 2 * np.pi * (number / FRAME_RATE / 8 * stars[2] + stars[1] / 97)
    bright = (90 + 70 * np.sin(phase))[:, None]
    dark = picture[stars[0], stars[1]]
    picture[stars[0], stars[1]] = np.maximum(dark, np.clip(bright, 30, 200).astype(np.uint8))


@dataclass(frozen=True, slots=True)
class _Beam:
    """The pixels that one side's beam can reach: few enough to be lit one by one in every frame."""

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    strength: NDArray[np.float32]
    distance: NDArray[np.float32]


def _beams() -> tuple[_Beam, _Beam]:
    y, x = np.mgrid[0:_HORIZON, 0:WIDTH].astype(np.float32)
    angles, distances = np.arctan2(y - _LAMP[1], x - _LAMP[0]), np.hypot(y - _LAMP[1], x - _LAMP[0])

    def beam(towards: float) -> _Beam:
        away = np.abs(np.angle(np.exp(1j * (angles - towards - 0.05))))
        strength = np.clip(1 - away / 0.10, 0, 1).astype(np.float32)
        rows, columns = np.nonzero(strength)
        return _Beam(rows, columns, strength[rows, columns], distances[rows, columns].astype(np.float32))

    return beam(0.0), beam(np.pi)


def _shine(picture: Picture, beams: tuple[_Beam, _Beam], turn: float) -> None:
    """Two beams, seen as they sweep; they are longest and brightest when they cross the view."""
    # Both ends of the lamp shine, so the two sides are always lit alike.
    reach = abs(np.cos(2 * np.pi * turn))
    for beam in beams:
        lit = beam.strength * np.clip(1.1 - beam.distance / (520 * reach + 1), 0, 1) * reach * 120
        under = picture[beam.rows, beam.columns]
        picture[beam.rows, beam.columns] = np.minimum(255, under + lit[:, None] * _WARM).astype(np.uint8)


def _ripple(picture: Picture, number: int) -> None:
    """The moon's road on the water."""
    for row in range(_HORIZON + 24, HEIGHT, 5):
        depth = (row - _HORIZON) / (HEIGHT - _HORIZON)
        sway = np.sin(2 * np.pi * (number / FRAME_RATE / 4 + row * 0.13))
        width = int(14 + 46 * depth + 10 * sway)
        rectangle(picture, 150 - width // 2 + int(6 * sway), row, width, 2, PAPER, 0.10 + 0.16 * (1 - depth))
