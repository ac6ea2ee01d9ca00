"""Prism Clock: a test card with colour bars, a dial whose hand is right, and a beep on each second.

The loop is two minutes long and drawn for the second of the minute at which it started, so its seconds are those of
UTC for as long as it runs. Hours and minutes are not in it: they are the playlist's programme time.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from prism_media.demo.studio.canvas import (
    AMBER,
    CYAN,
    FRAME_RATE,
    HEIGHT,
    INK,
    PAPER,
    ROSE,
    VIOLET,
    WIDTH,
    Picture,
    Sprite,
    disc,
    grid,
    rectangle,
    text,
)
from prism_media.demo.studio.sound import RATE, Sound, add, seconds

SECONDS = 120
_MIDDLE = (WIDTH // 2, 158)
_RADIUS = 104
_BARS = (
    (235, 235, 235),
    (235, 235, 16),
    (16, 235, 235),
    (16, 235, 16),
    (235, 16, 235),
    (235, 16, 16),
    (16, 16, 235),
)
"""The seven bars of EBU test patterns, at full saturation within video levels."""


def beeps(start_second: int) -> tuple[Sound, Sound]:
    """A short tone on each second, 880 Hz; twice as high and longer on the full minute."""
    track = np.zeros(SECONDS * RATE, np.float32)
    for second in range(SECONDS):
        full = (start_second + second) % 60 == 0
        t = seconds(0.4 if full else 0.08)
        fade = np.minimum(1, np.minimum(t, t[-1] - t) / 0.005)
        tone = np.sin(2 * np.pi * (1760 if full else 880) * t) * fade
        add(track, tone.astype(np.float32), second, 0.3)
    return track, track


def frames(start_second: int) -> Iterator[Picture]:
    """Every frame of the loop, whose first shows `start_second` of the minute."""
    card = _card()
    digits = {second: text(f"{second:02d}", 84) for second in range(60)}
    pip, marker = disc(5, ROSE, 1.5), disc(4, CYAN, 1.5)
    for number in range(SECONDS * FRAME_RATE):
        picture = card.copy()
        second, frame = divmod(number, FRAME_RATE)
        shown = (start_second + second) % 60
        digits[shown].blend_centred(picture, *_MIDDLE)
        _draw_hand(picture, shown + frame / FRAME_RATE, pip)
        # Sweeps once each second: shows dropped and repeated frames.
        marker.blend_centred(picture, 60 + int((WIDTH - 120) * frame / FRAME_RATE), HEIGHT - 84)
        if frame < 3:
            rectangle(picture, WIDTH - 44, 20, 24, 24, AMBER)
        yield picture


def _draw_hand(picture: Picture, second: float, pip: Sprite) -> None:
    angle = second / 60 * 2 * np.pi
    for radius in range(_RADIUS - 34, _RADIUS - 2, 4):
        pip.blend_centred(
            picture, _MIDDLE[0] + round(radius * np.sin(angle)), _MIDDLE[1] - round(radius * np.cos(angle))
        )


def _card() -> Picture:
    """What does not move."""
    _, y = grid()
    shade = (0.5 - y)[..., None]
    picture = (np.asarray(INK, np.float32) * (1.6 - shade) + np.asarray(VIOLET, np.float32) * 0.16 * shade).astype(
        np.uint8
    )
    for x in range(0, WIDTH, 40):
        rectangle(picture, x, 0, 1, HEIGHT, PAPER, 0.07)
    for row in range(0, HEIGHT, 40):
        rectangle(picture, 0, row, WIDTH, 1, PAPER, 0.07)
    width = WIDTH // len(_BARS) + 1
    for place, colour in enumerate(_BARS):
        rectangle(picture, place * width, HEIGHT - 62, width, 44, colour)
    for step in range(16):
        level = 16 + step * 219 // 15
        rectangle(picture, step * WIDTH // 16, HEIGHT - 18, WIDTH // 16, 18, (level, level, level))
    _dial(picture)
    text("PRISM CLOCK", 24).blend(picture, 24, 20)
    text("640x360  25 fps  stereo 48 kHz", 12, CYAN).blend(picture, 26, 50)
    text("seconds, UTC", 15, CYAN).blend_centred(picture, _MIDDLE[0], _MIDDLE[1] + 56)
    return picture


def _dial(picture: Picture) -> None:
    disc(_RADIUS + 6, VIOLET, 3).blend_centred(picture, *_MIDDLE, 0.9)
    disc(_RADIUS + 2, INK, 2).blend_centred(picture, *_MIDDLE)
    for minute in range(60):
        angle, long = minute / 60 * 2 * np.pi, minute % 5 == 0
        dot = disc(2.6 if long else 1.1, PAPER if long else CYAN, 1.2)
        radius = _RADIUS - 6
        dot.blend_centred(
            picture, _MIDDLE[0] + round(radius * np.sin(angle)), _MIDDLE[1] - round(radius * np.cos(angle))
        )
