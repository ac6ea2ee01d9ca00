"""What a moment of speech sounds like, whoever speaks: mel cepstra of its short-time spectrum.

After Davis & Mermelstein, "Comparison of parametric representations for monosyllabic word recognition" (IEEE ASSP
28(4), 1980), every 10 ms, normalised over the speech in them (mean and variance), so that another voice, microphone or
level gives nearly the same numbers.
"""

import functools

import numpy as np
from numpy.typing import NDArray

from prism_core.audio import Pcm

Wave = NDArray[np.float64]

FRAME_SECONDS = 0.01
WINDOW_SECONDS = 0.025
BANDS, COEFFICIENTS = 24, 9
LOWEST_HZ, HIGHEST_HZ = 80.0, 7000.0
EMPHASIS = 0.97
FLOOR = 1e-7
"""Power that counts as silence, of a full-scale wave."""
SPEECH_RANGE = 5.0
"""Frames whose mean log power is within this of the loudest are speech: 22 dB."""
LEVEL_SCALE = float(np.sqrt(2 * BANDS))
"""How much the first coefficient rises where every band's log power rises by one."""
LEVEL_WEIGHT, SLOPE_WEIGHT = 2.0, 1.5
"""How much loudness and its changes count beside the spectrum's shape: chosen by the measure of `bench/tts.py`."""


def cepstra(sound: Pcm) -> Wave:
    """One row of coefficients for every 10 ms of `sound`; the first is the frame's level."""
    powers = _band_powers(np.frombuffer(sound.samples, np.int16) / 32768.0, sound.sample_rate)
    return np.asarray(powers @ _cosines().T)


def normalised(rows: Wave, known: int | None = None) -> Wave:
    """`rows` of `cepstra` and their slopes, as any voice in any room would give them.

    Args:
        rows: of one utterance, one at least.
        known: rows from the beginning that mean and variance are taken from; none for all.
    """
    basis = rows[:known]
    speech = basis[basis[:, 0] > basis[:, 0].max() - SPEECH_RANGE * LEVEL_SCALE]
    shape = (rows - speech.mean(axis=0)) / (speech.std(axis=0) + 1e-3)
    shape[:, 0] = np.clip(shape[:, 0], -4, 3) * LEVEL_WEIGHT
    slopes = np.gradient(shape, axis=0) if len(shape) > 1 else np.zeros_like(shape)
    return np.hstack((shape, SLOPE_WEIGHT * slopes))


def _band_powers(wave: Wave, sample_rate: int) -> Wave:
    """Natural log of the power in each mel band, one row a frame."""
    window, hop = int(WINDOW_SECONDS * sample_rate), FRAME_SECONDS * sample_rate
    count = int(len(wave) / hop)
    if not count:
        return np.zeros((0, BANDS))
    steep = np.append(wave[0], wave[1:] - EMPHASIS * wave[:-1])
    padded = np.concatenate((np.zeros(window // 2), steep, np.zeros(window)))
    starts = (np.arange(count) * hop).astype(int)
    frames = padded[starts[:, None] + np.arange(window)] * np.hamming(window)
    points = 1 << (window - 1).bit_length()
    return np.asarray(np.log(np.abs(np.fft.rfft(frames, points)) ** 2 @ _bands(points, sample_rate).T + FLOOR))


@functools.lru_cache(maxsize=8)
def _bands(points: int, sample_rate: int) -> Wave:
    """Triangles that overlap by half, even on the mel scale."""
    frequencies = _mel(np.fft.rfftfreq(points, 1 / sample_rate).astype(np.float64))
    edges = np.linspace(_mel(np.array(LOWEST_HZ)), _mel(np.array(HIGHEST_HZ)), BANDS + 2)
    low, middle, high = (edges[offset : BANDS + offset, None] for offset in range(3))
    rising, falling = (frequencies - low) / (middle - low), (high - frequencies) / (high - middle)
    return np.maximum(0, np.minimum(rising, falling))


@functools.cache
def _cosines() -> Wave:
    angles = np.pi * np.arange(COEFFICIENTS)[:, None] * (np.arange(BANDS) + 0.5) / BANDS
    return np.asarray(np.cos(angles) * np.sqrt(2 / BANDS))


def _mel(frequency: Wave) -> Wave:
    return np.asarray(1127.0 * np.log1p(frequency / 700.0))
