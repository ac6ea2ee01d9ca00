"""How fast the music is: the onset envelope's autocorrelation under a log-normal prior.

Ellis, "Beat tracking by dynamic programming" (2007), section 3.2; the prior's width and centre are librosa's.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
import scipy.fft

from prism_companion.audio.onsets import vertex
from prism_companion.audio.spectrum import FRAME_RATE, Floats

SLOWEST_BPM, FASTEST_BPM = 50.0, 220.0
PRIOR_BPM = 120.0
PRIOR_OCTAVES = 0.9
"""Standard deviation of the prior: listeners' tapping rates spread by about an octave around two a second."""
SMOOTHING = np.array([0.2, 0.6, 0.2])
"""An onset between two frames is not half as periodic as one in a frame."""
KEEP_BONUS = 1.4
"""A tempo in use is left only for one that scores better by this: half and double time are near ties."""
FINENESS = 2
"""Lags a frame at which periods are looked for: multiples of a rounded period are off by as many times as much."""
LAG_RATE = FINENESS * FRAME_RATE
FASTEST_LAG, SLOWEST_LAG = (int(60 * LAG_RATE / bpm) for bpm in (FASTEST_BPM, SLOWEST_BPM))
LONGEST_FRAMES = 4 * SLOWEST_LAG // FINENESS + 4
"""Of four periods of the slowest tempo, and a little around them."""
LAGS = np.arange(FASTEST_LAG, SLOWEST_LAG + 1)
MULTIPLES = np.outer(np.arange(1, 5), LAGS)
OCTAVES = np.log2(60.0 * LAG_RATE / LAGS)
"""The tempi, as base-two logarithms of beats a minute."""
PRIOR = np.exp(-0.5 * ((OCTAVES - np.log2(PRIOR_BPM)) / PRIOR_OCTAVES) ** 2)
SHORTEST_FRAMES = 4 * FRAME_RATE
"""Less is not looked at."""
RECENT_FRAMES = 6 * FRAME_RATE
FASTEST_DOUBLED_BPM = 185.0
AS_STRONG = 0.72
"""Where what lies between the beats is as strong as this beside them, it is beats too."""


@dataclass(frozen=True)
class Tempo:
    """Beats a minute, and how periodic the sound is: 0 (not at all) to 1 (a metronome)."""

    bpm: float
    confidence: float

    @property
    def period(self) -> float:
        """Frames between beats."""
        return 60.0 * FRAME_RATE / self.bpm


@dataclass(frozen=True)
class Look:
    """The last seconds of an onset envelope, smoothed; its autocorrelation; how much speaks for each of `LAGS`."""

    envelope: Floats
    correlation: Floats
    support: Floats


def looks(envelopes: Floats) -> list[Look]:
    """A look at each row, of `SHORTEST_FRAMES` or more; many at once cost little more than one."""
    smooth = SMOOTHING[1] * envelopes
    smooth[:, 1:] += SMOOTHING[0] * envelopes[:, :-1]
    smooth[:, :-1] += SMOOTHING[2] * envelopes[:, 1:]
    # Strong onsets count for more than many weak ones.
    correlations = _recent_and_longer(smooth * np.sqrt(smooth))
    # A multiple of a rounded period is off by a lag.
    near = np.maximum(np.maximum(correlations[:, :-2], correlations[:, 1:-1]), correlations[:, 2:])
    here, double, triple, quadruple = np.moveaxis(near[:, np.minimum(MULTIPLES, near.shape[1]) - 1], 1, 0)
    # What repeats every beat repeats every other beat and every bar of three or four; three half beats do not.
    bar = np.maximum(triple, quadruple)
    # Three half beats repeat well when doubled, but not by themselves.
    itself = np.minimum(1.0, np.maximum(here, 0.0) / np.maximum(np.maximum(double, bar), 1e-9))
    supports = (correlations[:, LAGS] + 0.5 * double + 0.25 * bar) * itself**2
    return [Look(*row) for row in zip(smooth, correlations, supports, strict=True)]


def estimate_tempo(look: Look, current: Tempo | None = None) -> Tempo | None:
    """The tempo of what was looked at; None where nothing repeats.

    `current` is the tempo in use, which wins near ties so that the pulse does not flip between octaves.
    """
    score = look.support * PRIOR
    if current is not None:
        score[np.abs(OCTAVES - np.log2(current.bpm)) < 0.06] *= KEEP_BONUS
    best = int(score.argmax())
    if look.support[best] <= 0:
        return None
    lag = FASTEST_LAG + best
    period = _refine(look.correlation, lag) / FINENESS
    shortest = 60 * FRAME_RATE / FASTEST_DOUBLED_BPM
    if period / 2 >= shortest and between(look.envelope[-RECENT_FRAMES:], period) > AS_STRONG:
        period /= 2
    return Tempo(60.0 * FRAME_RATE / period, steadiness(look.envelope, lag / FINENESS))


def between(envelope: Floats, period: float) -> float:
    """How strong what happens half-way between the pulses of `period` frames is, beside the pulses: 0 to 1."""
    points = np.interp(np.arange(0, len(envelope) - 1, 1 / FINENESS), np.arange(len(envelope)), envelope)
    length = round(FINENESS * period)
    bins = (np.arange(len(points)) * (length / FINENESS / period)).astype(np.int64) % length
    folded = np.bincount(bins, points, length) / np.maximum(np.bincount(bins, minlength=length), 1)
    smooth = np.roll(folded, -1) + folded + np.roll(folded, 1)
    on = int(np.argmax(smooth))
    return float(smooth[(on + length // 2) % length] / max(smooth[on], 1e-9))


def _recent_and_longer(envelopes: Floats) -> Floats:
    """Autocorrelation of all that is remembered and of the last seconds: the one is steady, the other up to date."""
    longer, recent = _autocorrelation(envelopes), _autocorrelation(envelopes[:, -RECENT_FRAMES:])
    shared = min(longer.shape[1], min(envelopes.shape[1], RECENT_FRAMES) * 3 // 4)
    longer[:, :shared] = (longer[:, :shared] + recent[:, :shared]) / 2
    return _finer(longer)


def _autocorrelation(envelopes: Floats) -> Floats:
    """Autocorrelation about the mean of each row, 1 at lag 0, corrected for the shrinking overlap; by frames."""
    centred = envelopes - envelopes.mean(axis=1, keepdims=True)
    length = centred.shape[1]
    count = min(length, LONGEST_FRAMES)
    size = scipy.fft.next_fast_len(length + count - 1, real=True)
    spectra = scipy.fft.rfft(centred, size, axis=1)
    raw = scipy.fft.irfft(spectra.real**2 + spectra.imag**2, size, axis=1)[:, :count]
    result: Floats = raw / np.maximum(raw[:, :1], 1e-9) / overlap_shares(length)[:count]
    return result


def _finer(correlations: Floats) -> Floats:
    """The autocorrelations that they would be of envelopes with points half-way between their frames."""
    ahead = correlations[:, 1:] + correlations[:, :-1]
    points = np.empty((len(correlations), FINENESS * correlations.shape[1] - 1))
    points[:, ::FINENESS] = correlations / 2
    points[:, FINENESS::FINENESS] += ahead / 8
    points[:, :-1:FINENESS] += ahead / 8
    points[:, 1::FINENESS] = ahead / 2
    return points


@cache
def overlap_shares(count: int) -> Floats:
    """Of `count` values, the share that overlaps with those a lag later, by lag; never less than a quarter."""
    shares: Floats = np.maximum(count - np.arange(count), count // 4) / count
    return shares


def steadiness(envelope: Floats, period: float) -> float:
    """How periodic an onset envelope is at `period` frames: 0 (not at all) to 1 (each is as the one before)."""
    centred = envelope - envelope.mean()
    lag = round(period)
    raw = float(centred[lag:] @ centred[:-lag]) / float(centred @ centred)
    return float(np.clip(raw / overlap_shares(len(centred))[lag], 0.0, 1.0))


def _refine(correlation: Floats, lag: int) -> float:
    """A period finer than a lag: follow the peak to its fourth repetition and divide."""
    period = _peak(correlation, lag)
    for multiple in (2, 4):
        near = round(period * multiple)
        if near + 3 >= len(correlation):
            break
        top = near - 2 + int(correlation[near - 2 : near + 3].argmax())
        if correlation[top] < 0.3 * correlation[lag]:
            break
        period = _peak(correlation, top) / multiple
    return period


def _peak(values: Floats, index: int) -> float:
    """Where the parabola through a peak and its neighbours is highest."""
    return index + vertex(*values[index - 1 : index + 2].tolist())
