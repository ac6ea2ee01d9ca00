"""The picture of Prism Beat: rings that leave the middle on each beat, and bars that follow the music."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from prism_media.demo.studio.beat_music import BEAT_SECONDS, BREAK, DROP, SECONDS
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
    coloured,
    disc,
    grid,
    palette,
    rectangle,
    text,
)
from prism_media.demo.studio.sound import RATE, Sound

_BARS = 32
_COOL = palette((0, INK), (0.35, (38, 30, 92)), (0.6, VIOLET), (0.8, CYAN), (1, INK))
_WARM = palette((0, INK), (0.35, (70, 20, 80)), (0.6, ROSE), (0.8, AMBER), (1, INK))


def frames(left: Sound, right: Sound) -> Iterator[Picture]:
    """Every frame of the loop."""
    levels = _band_levels(left + right)
    x, y = grid()
    rings = (np.hypot(x, y) * 150 + 14 * np.sin(3 * np.arctan2(y, x))) % 256
    shade = np.clip(1.05 - 0.75 * np.hypot(x, y), 0.25, 1)
    index = (rings * 0.5 * shade + 20).astype(np.uint8)
    title, tempo = text("PRISM BEAT", 26), text("120 BPM", 15, CYAN)
    core, glow = disc(30, PAPER, 2), disc(46, ROSE, 34)
    for number in range(SECONDS * FRAME_RATE):
        picture = _background(index, number)
        beat = number / FRAME_RATE / BEAT_SECONDS
        hit = _hit(beat)
        _draw_bars(picture, levels[number])
        glow.blend_centred(picture, WIDTH // 2, HEIGHT // 2, 0.25 + 0.75 * hit)
        core.blend_centred(picture, WIDTH // 2, HEIGHT // 2, 0.15 + 0.85 * hit)
        title.blend(picture, 24, 22, 0.95)
        tempo.blend(picture, 26, 54, 0.6 + 0.4 * hit)
        _draw_beat_dots(picture, beat)
        yield picture


def _hit(beat: float) -> float:
    """1 on a beat, fading until the next; faint in the break, where no kick falls."""
    strength = 0.3 if int(beat) in BREAK else 1.0
    return float(strength * np.exp(-(beat % 1) * 3.2))


def _background(index: NDArray[np.uint8], number: int) -> Picture:
    beat = number / FRAME_RATE / BEAT_SECONDS
    warmth = float(np.clip((beat - BREAK.start) / 32, 0, 1) * np.clip((112 - beat) / 16, 0, 1))
    colours = _COOL * (1 - warmth) + _WARM * warmth
    # 256 steps in 16 beats: the rings have come round when the loop starts again.
    turned = np.roll(colours, int(beat * 16) % 256, axis=0)
    gain = 0.42 + 0.5 * _hit(beat) + (0.15 if int(beat) in DROP else 0)
    return coloured(index, turned, gain)


def _band_levels(sound: Sound) -> NDArray[np.float32]:
    """Levels in [0, 1] of `_BARS` bands from 50 Hz to 12 kHz for each frame, falling slower than they rise."""
    hop, size = RATE // FRAME_RATE, 4096
    padded = np.concatenate([sound[-size // 2 :], sound, sound[: size // 2]])
    edges = np.geomspace(50, 12_000, _BARS + 1) * size / RATE
    window = np.hanning(size).astype(np.float32)
    count = SECONDS * FRAME_RATE
    levels = np.zeros((count, _BARS), np.float32)
    held = np.zeros(_BARS, np.float32)
    for frame in range(count):
        spectrum = np.abs(np.fft.rfft(padded[frame * hop : frame * hop + size] * window))
        sums = [spectrum[int(low) : max(int(low) + 1, int(high))].mean() for low, high in pairwise(edges)]
        loud = np.clip(np.log10(np.asarray(sums) + 1e-6) / 2.6 * np.linspace(0.9, 1.35, _BARS), 0, 1)
        held = np.maximum(loud, held * 0.86).astype(np.float32)
        levels[frame] = held
    return levels


def _draw_bars(picture: Picture, levels: NDArray[np.float32]) -> None:
    step = WIDTH // _BARS
    for bar, level in enumerate(levels):
        height = 4 + int(level * 120)
        mix = bar / _BARS
        colour = tuple(int(a * (1 - mix) + b * mix) for a, b in zip(ROSE, CYAN, strict=True))
        rectangle(
            picture,
            bar * step + 2,
            HEIGHT - height,
            step - 4,
            height,
            (colour[0], colour[1], colour[2]),
            0.88,
        )


def _draw_beat_dots(picture: Picture, beat: float) -> None:
    """Four squares, the one of the current beat of the bar filled."""
    for place in range(4):
        on = int(beat) % 4 == place
        rectangle(picture, WIDTH - 112 + place * 22, 28, 14, 14, AMBER if on else PAPER, 1.0 if on else 0.25)
