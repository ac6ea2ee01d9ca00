"""Makes a synthetic voice agreeable: no rumble, a little warmth, less edge, even loudness, no clicks.

Works on a stream: what goes in by pieces comes out by pieces, on the same clock (the filter's delay is taken
out again), and nothing depends on the pieces but rounding.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from prism_tts.loudness import FULL_SCALE, Wave, quantised

Samples = NDArray[np.int16]

TAPS = 255
"""Length of the filter: 86 Hz of resolution at 22 050 Hz, 5.8 ms of delay."""
FADE_SECONDS = 0.005
EQUALISER: Sequence[tuple[float, float]] = (
    (0.0, -60.0),
    (50.0, -30.0),
    (110.0, 0.0),
    (220.0, 1.5),
    (500.0, 0.0),
    (1800.0, 1.0),
    (3200.0, 1.0),
    (4500.0, -1.0),
    (7000.0, -3.0),
    (11025.0, -6.0),
)
"""Gain in dB at frequencies in Hz: rumble and offset out, body in, formants kept, the buzz above them down."""


class Polish:
    """Polishes one utterance. `push` every piece, then `flush`.

    Args:
        sample_rate: Hz.
        gain: factor that brings the voice to the target; from `loudness.gain_for`.
    """

    def __init__(self, sample_rate: int, gain: float) -> None:
        self._filter = _design(sample_rate) * gain / FULL_SCALE
        self._history: Wave = np.zeros(TAPS - 1)
        self._skip = TAPS // 2
        self._fade = int(FADE_SECONDS * sample_rate)
        self._faded_in = 0
        self._held: Wave = np.zeros(0)

    def push(self, samples: Samples) -> Samples:
        """Polished sound so far; the last few milliseconds stay inside until more comes."""
        self._held = np.concatenate((self._held, self._filtered(samples.astype(np.float64))))
        ready = max(len(self._held) - self._fade, 0)
        out, self._held = self._held[:ready], self._held[ready:]
        return quantised(self._faded(out))

    def flush(self) -> Samples:
        """The rest, faded out; in all, as many samples came out as went in."""
        tail = np.concatenate((self._held, self._filtered(np.zeros(TAPS // 2))))
        self._held = np.zeros(0)
        fade = min(self._fade, len(tail))
        if fade:
            tail[-fade:] *= np.linspace(1.0, 0.0, fade)
        return quantised(self._faded(tail))

    def _filtered(self, wave: Wave) -> Wave:
        if not len(wave):
            return wave
        joined = np.concatenate((self._history, wave))
        self._history = joined[-(TAPS - 1) :]
        out = np.convolve(joined, self._filter, mode="valid")
        skipped = min(self._skip, len(out))
        self._skip -= skipped
        return out[skipped:]

    def _faded(self, wave: Wave) -> Wave:
        left = min(self._fade - self._faded_in, len(wave))
        if left > 0:
            ramp = (np.arange(self._faded_in, self._faded_in + left) + 1) / self._fade
            wave = np.concatenate((wave[:left] * ramp, wave[left:]))
            self._faded_in += left
        return wave


def _design(sample_rate: int) -> Wave:
    """Linear-phase filter with the equaliser's response, by frequency sampling with a Hamming window."""
    points = 4096
    frequencies = np.fft.rfftfreq(points, 1 / sample_rate)
    decibels = np.interp(frequencies, [point[0] for point in EQUALISER], [point[1] for point in EQUALISER])
    response = np.fft.irfft(10 ** (decibels / 20), points)
    centred = np.roll(response, TAPS // 2)[:TAPS]
    return np.asarray(centred * np.hamming(TAPS), dtype=np.float64)
