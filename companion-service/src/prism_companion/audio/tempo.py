"""How fast the music is: the onset envelope's autocorrelation under a log-normal prior.

Ellis, "Beat tracking by dynamic programming" (2007), section 3.2; the prior's width and centre are librosa's.
"""

from dataclasses import dataclass

import numpy as np

from prism_companion.audio.spectrum import FRAME_RATE, Floats

SLOWEST_BPM, FASTEST_BPM = 50.0, 220.0
PRIOR_BPM = 120.0
PRIOR_OCTAVES = 0.9
"""Standard deviation of the prior: listeners' tapping rates spread by about an octave around two a second."""
KEEP_BONUS = 1.25
"""A tempo in use is left only for one that scores better by this: half and double time are near ties."""


@dataclass(frozen=True)
class Tempo:
    """Beats a minute, and how periodic the sound is: 0 (not at all) to 1 (a metronome)."""

    bpm: float
    confidence: float

    @property
    def period(self) -> float:
        """Frames between beats."""
        return 60.0 * FRAME_RATE / self.bpm


def estimate_tempo(envelope: Floats, current: Tempo | None = None) -> Tempo | None:
    """The tempo of the last seconds of an onset envelope; None where nothing repeats.

    `current` is the tempo in use, which wins near ties so that the pulse does not flip between octaves.
    """
    correlation = _autocorrelation(envelope)
    slowest = min(int(60 * FRAME_RATE / SLOWEST_BPM), len(correlation) // 3)
    fastest = int(60 * FRAME_RATE / FASTEST_BPM)
    if slowest <= fastest or correlation[0] <= 0:
        return None
    lags = np.arange(fastest, slowest + 1)
    # What repeats every beat repeats every other beat and every bar of three or four; three half beats do not.
    bar = np.maximum(_around(correlation, 3 * lags), _around(correlation, 4 * lags))
    support = correlation[lags] + 0.5 * _around(correlation, 2 * lags) + 0.25 * bar
    bpm = 60.0 * FRAME_RATE / lags
    score = support * np.exp(-0.5 * (np.log2(bpm / PRIOR_BPM) / PRIOR_OCTAVES) ** 2)
    if current is not None:
        score = np.where(np.abs(np.log2(bpm / current.bpm)) < 0.06, score * KEEP_BONUS, score)
    best = int(np.argmax(score))
    if support[best] <= 0:
        return None
    period = _refine(correlation, int(lags[best]))
    return Tempo(60.0 * FRAME_RATE / period, float(np.clip(correlation[lags[best]], 0.0, 1.0)))


def _autocorrelation(envelope: Floats) -> Floats:
    """Autocorrelation about the mean, 1 at lag 0, corrected for the shrinking overlap."""
    if len(envelope) < 3 * FRAME_RATE:
        return np.zeros(1)
    centred = envelope - envelope.mean()
    size = 1 << (2 * len(centred) - 1).bit_length()
    spectrum = np.fft.rfft(centred, size)
    raw = np.fft.irfft(np.abs(spectrum) ** 2, size)[: len(centred)]
    if raw[0] <= 1e-9:
        return np.zeros(1)
    overlap = len(centred) - np.arange(len(centred))
    result: Floats = raw / raw[0] * len(centred) / np.maximum(overlap, len(centred) // 4)
    return result


def _around(correlation: Floats, lags: "np.ndarray[tuple[int, ...], np.dtype[np.int64]]") -> Floats:
    """The largest value within a frame of each lag (a multiple of a rounded period is off by as much)."""
    inside = np.clip(lags, 1, len(correlation) - 2)
    result: Floats = np.maximum.reduce([correlation[inside - 1], correlation[inside], correlation[inside + 1]])
    return result


def _refine(correlation: Floats, lag: int) -> float:
    """A period finer than a frame: follow the peak to its fourth repetition and divide."""
    period = _parabola(correlation, lag)
    for multiple in (2, 4):
        near = round(period * multiple)
        if near + 3 >= len(correlation) * 3 // 4:
            break
        window = correlation[near - 2 : near + 3]
        top = near - 2 + int(np.argmax(window))
        if correlation[top] < 0.3 * correlation[lag]:
            break
        period = _parabola(correlation, top) / multiple
    return period


def _parabola(values: Floats, index: int) -> float:
    """The vertex of the parabola through a peak and its neighbours."""
    if not 0 < index < len(values) - 1:
        return float(index)
    left, middle, right = values[index - 1], values[index], values[index + 1]
    curvature = left - 2 * middle + right
    if curvature >= 0:
        return float(index)
    return index + float(np.clip(0.5 * (left - right) / curvature, -0.5, 0.5))
