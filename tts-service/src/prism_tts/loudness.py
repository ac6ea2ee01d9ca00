"""How loud speech is to people, and the factor that makes it as loud as it should be.

ITU-R BS.1770-5, annex 1, for one channel, as EBU R 128 uses it: K-weighting, blocks of 400 ms that overlap by three
quarters, an absolute gate at -70 LUFS and a relative one 10 LU below the rest.
"""

import numpy as np
from numpy.typing import NDArray

Wave = NDArray[np.float64]

TARGET_LUFS = -19.0
"""Level of one loudspeaker's speech: 4 LU over programme sound at EBU R 128's -23, so that it carries over it."""
KNEE, CEILING = 0.6, 0.97
"""Peaks above the knee are rounded off towards the ceiling (both of full scale)."""
FULL_SCALE = 32768.0
BLOCK_SECONDS, STEP_SECONDS = 0.4, 0.1
ABSOLUTE_GATE, RELATIVE_GATE = -70.0, -10.0
OFFSET = -0.691
"""LUFS of a K-weighted mean square of 1 (BS.1770-5, equation 2)."""
MOST_GAIN = 10 ** (30 / 20)
"""What is quieter than this can lift is no voice."""


def loudness(wave: Wave, sample_rate: int) -> float:
    """Integrated loudness in LUFS of `wave` (full scale 1); minus infinity when it is silent."""
    blocks = _block_powers(_weighted(wave, sample_rate), sample_rate)
    heard = blocks[blocks > _power(ABSOLUTE_GATE)]
    if not len(heard):
        return float("-inf")
    kept = heard[heard > heard.mean() * 10 ** (RELATIVE_GATE / 10)]
    return OFFSET + 10 * float(np.log10(kept.mean()))


def gain_for(wave: Wave, sample_rate: int) -> float:
    """Factor that brings a voice which spoke `wave` (full scale 1) to the target loudness; 1 for silence."""
    level = loudness(wave, sample_rate)
    return min(float(10 ** ((TARGET_LUFS - level) / 20)), MOST_GAIN) if np.isfinite(level) else 1.0


def quantised(wave: Wave) -> NDArray[np.int16]:
    """`wave` (full scale 1) as 16 bit, its peaks rounded off rather than clipped."""
    size = np.abs(wave)
    span = CEILING - KNEE
    rounded = np.where(size > KNEE, KNEE + span * np.tanh((size - KNEE) / span), size)
    return np.round(np.sign(wave) * rounded * (FULL_SCALE - 1)).astype(np.int16)


def _block_powers(weighted: Wave, sample_rate: int) -> Wave:
    block = min(int(BLOCK_SECONDS * sample_rate), len(weighted))
    if not block:
        return np.zeros(0)
    sums = np.concatenate(([0.0], np.cumsum(weighted**2)))
    starts = np.arange(0, len(weighted) - block + 1, max(int(STEP_SECONDS * sample_rate), 1))
    return np.asarray((sums[starts + block] - sums[starts]) / block)


def _weighted(wave: Wave, sample_rate: int) -> Wave:
    """`wave` as the head and the ear pass it on; filtered as a whole, by its spectrum."""
    points = len(wave) + sample_rate // 2  # Room for the filter to die away in.
    turn = np.exp(-2j * np.pi * np.fft.rfftfreq(points))
    response = _shelf(sample_rate, turn) * _high_pass(sample_rate, turn)
    return np.asarray(np.fft.irfft(np.fft.rfft(wave, points) * response, points)[: len(wave)])


def _shelf(sample_rate: int, turn: NDArray[np.complex128]) -> NDArray[np.complex128]:
    """BS.1770's first stage; its analogue prototype as libebur128 derives it, for any sample rate."""
    tangent, quality = np.tan(np.pi * 1681.974450955533 / sample_rate), 0.7071752369554196
    high = 10 ** (3.999843853973347 / 20)
    slope = high**0.4996667741545416 * tangent / quality
    above = high + slope + tangent**2, 2 * (tangent**2 - high), high - slope + tangent**2
    return _biquad(turn, above, _denominator(tangent, quality))


def _high_pass(sample_rate: int, turn: NDArray[np.complex128]) -> NDArray[np.complex128]:
    """BS.1770's second stage."""
    tangent, quality = np.tan(np.pi * 38.13547087602444 / sample_rate), 0.5003270373238773
    below = _denominator(tangent, quality)
    return _biquad(turn, (below[0], -2 * below[0], below[0]), below)


def _denominator(tangent: float, quality: float) -> tuple[float, float, float]:
    return 1 + tangent / quality + tangent**2, 2 * (tangent**2 - 1), 1 - tangent / quality + tangent**2


def _biquad(
    turn: NDArray[np.complex128], above: tuple[float, float, float], below: tuple[float, float, float]
) -> NDArray[np.complex128]:
    def at(terms: tuple[float, float, float]) -> NDArray[np.complex128]:
        return np.asarray(terms[0] + turn * (terms[1] + turn * terms[2]))

    return at(above) / at(below)


def _power(lufs: float) -> float:
    return float(10 ** ((lufs - OFFSET) / 10))
