"""Reference recordings: the voice that XTTS v2 imitates, one file an emotion."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from prism_core.audio import read_wav
from prism_core.errors import BadInput, NotFound
from prism_core.events.avatar import EXPRESSIONS, Expression

SHORTEST_SECONDS = 6.0
"""What XTTS v2's authors ask for: https://docs.coqui.ai/en/latest/models/xtts.html"""
QUIETEST_DBFS, LOUDEST_PEAK = -40.0, 0.999
SMALLEST_RATIO_DB = 15.0
"""Loud frames over quiet ones: below it the recording's noise would be imitated too."""
FRAME_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class Reference:
    """One checked recording."""

    emotion: Expression
    path: Path


def find_references(folder: Path, voice: str) -> dict[Expression, Reference]:
    """Recordings of `voice`: `{voice}.wav` for neutral, `{voice}_{emotion}.wav` where there are.

    Raises:
        NotFound: the voice has no neutral recording.
        BadInput: a recording is too short, too quiet, clipped or noisy.
    """
    paths: dict[Expression, Path] = {
        emotion: folder / (f"{voice}.wav" if emotion == "neutral" else f"{voice}_{emotion}.wav")
        for emotion in EXPRESSIONS
    }
    if not paths["neutral"].is_file():
        raise NotFound(f"there is no {paths['neutral']}; put a clean recording of 6 s or more there")
    found = {emotion: Reference(emotion, path) for emotion, path in paths.items() if path.is_file()}
    for reference in found.values():
        check(reference.path)
    return found


def check(path: Path) -> None:
    """Makes sure that the recording at `path` is worth imitating.

    Raises:
        BadInput: it is not; the message says what is wrong and what to do.
    """
    sound = read_wav(path.read_bytes())
    wave = np.frombuffer(sound.samples, np.int16).astype(np.float64) / 32768
    if sound.seconds < SHORTEST_SECONDS:
        raise BadInput(f"{path.name} is {sound.seconds:.1f} s long; record at least {SHORTEST_SECONDS:.0f} s")
    if np.mean(np.abs(wave) >= LOUDEST_PEAK) > 1e-4:
        raise BadInput(f"{path.name} is clipped; record it at a lower level")
    size = int(FRAME_SECONDS * sound.sample_rate)
    frames = wave[: len(wave) // size * size].reshape(-1, size)
    levels = 10 * np.log10(np.mean(frames**2, axis=1) + 1e-10)
    loud, quiet = np.percentile(levels, 90), np.percentile(levels, 5)
    if loud < QUIETEST_DBFS:
        raise BadInput(f"{path.name} is too quiet ({loud:.0f} dBFS); record it louder")
    if loud - quiet < SMALLEST_RATIO_DB:
        raise BadInput(f"{path.name} is noisy ({loud - quiet:.0f} dB over its background); record in a quiet room")
