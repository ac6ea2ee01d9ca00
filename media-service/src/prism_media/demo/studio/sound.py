"""Sound in numpy: mono float32 in [-1, 1] at 48 kHz, written as stereo WAVE."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

RATE = 48_000
Sound = NDArray[np.float32]


def seconds(count: float) -> NDArray[np.float32]:
    """Time of each sample of `count` seconds."""
    return (np.arange(int(count * RATE), dtype=np.float32) / RATE).astype(np.float32)


def add(track: Sound, piece: Sound, at: float, gain: float = 1.0) -> None:
    """Mix a piece in at a time in seconds; what passes the end goes on at the beginning, for a seamless loop."""
    start = int(at * RATE) % len(track)
    first = min(len(piece), len(track) - start)
    track[start : start + first] += gain * piece[:first]
    if first < len(piece):
        track[: len(piece) - first] += gain * piece[first : first + len(track)]


def write_wave(path: Path, left: Sound, right: Sound, rate: int = RATE) -> None:
    """Write stereo 16-bit PCM."""
    samples = np.stack([left, right], axis=1)
    with wave.open(str(path), "wb") as out:
        out.setnchannels(2)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
