"""Where notes and drums begin: the onset envelope (half-wave rectified spectral flux) and its peaks."""

import numpy as np
from scipy.signal import lfilter

from prism_companion.audio.spectrum import DB_A_NEPER, FRAME_RATE, HOP, WINDOW, Floats, frame_seconds, mel_octaves

LATE_SECONDS = 0.0195
"""From the middle of the earlier of two frames to what is heard when the flux between them peaks (measured)."""
OCTAVES = mel_octaves().astype(np.float32)
"""Each mel band's share of the votes: its width in octaves."""
GAMMA = np.float32(100.0)
"""40 dB below the loudest band a sound is as good as inaudible beside it."""
PEAK_FALL_DB = 3.0 / FRAME_RATE
"""How fast the loudest is forgotten, in dB a frame."""
QUIETEST_PEAK_DB = -60.0
"""What is quieter than this is not made louder."""
FILLING_FRAMES = WINDOW // HOP + 1
"""Frames that the beginning of the stream lies in: that it begins is no onset."""
THRESHOLD_DB = 3.0
REST_FRAMES = 3


class OnsetEnvelope:
    """Spectral flux, one value a frame: how many dB louder the octaves became, each heard as far as it stands out.

    Böck and Widmer's flux (2013, eq. 1) with two changes. Every octave has one vote: over mel bands alone the three of
    a bass drum are outvoted by the hi-hat on the off-beat. And loudness is compressed as log(1 + gamma x / loudest)
    (Klapuri 2006, eq. 1), so that the envelope does not depend on the gain and faint sounds count for less.
    """

    def __init__(self) -> None:
        self._previous: Floats | None = None
        self._peak = QUIETEST_PEAK_DB
        self._filling = FILLING_FRAMES

    def push(self, mel_db: Floats) -> Floats:
        """Mean rise in dB over the octaves since the frame before; one value a row of `mel_db`."""
        if len(mel_db) == 0:
            return np.zeros(0)
        heard = self._compress(mel_db)
        joined = np.concatenate([heard[:1] if self._previous is None else self._previous, heard])
        self._previous = heard[-1:]
        rise: Floats = np.maximum(0.0, joined[1:] - joined[:-1]) @ OCTAVES
        rise[: self._filling] = 0.0
        self._filling = max(0, self._filling - len(rise))
        return rise

    def _compress(self, mel_db: Floats) -> Floats:
        """`mel_db` re the loudest band of late, bent towards 0 dB where it is more than 40 dB below that."""
        fall = PEAK_FALL_DB * np.arange(1, len(mel_db) + 1)
        loudest = np.concatenate([[self._peak], mel_db.max(axis=1) + fall])
        peak = np.maximum(np.maximum.accumulate(loudest)[1:] - fall, QUIETEST_PEAK_DB)
        self._peak = float(peak[-1])
        below = mel_db - peak.astype(np.float32)[:, None]
        heard: Floats = DB_A_NEPER * np.log1p(GAMMA * np.exp(below / DB_A_NEPER))
        return heard


def onset_seconds(frame: float) -> float:
    """When what the envelope announces in frame `frame` is heard, in stream seconds."""
    return frame_seconds(frame - 1) + LATE_SECONDS


class OnsetPicker:
    """Picks the peaks of an onset envelope as it arrives, one frame late."""

    def __init__(self) -> None:
        # The newest two frames, of which the last may yet be a peak, and the running mean with each.
        self._envelope: Floats = np.zeros(2)
        self._means: Floats = np.zeros(2)
        self._taken = 0
        self._last = -REST_FRAMES

    def push(self, envelope: Floats) -> list[float]:
        """Take the next frames; give the onsets among those before the newest, in stream seconds.

        An onset is a local maximum at least `THRESHOLD_DB` above the envelope's running mean (over about a second)
        before it and `REST_FRAMES` after the last one.
        """
        if len(envelope) == 0:
            return []
        values = np.concatenate([self._envelope, envelope])
        easing = 1.0 / FRAME_RATE
        followed, _ = lfilter([easing], [1.0, easing - 1.0], envelope, zi=self._means[-1:] * (1.0 - easing))
        means = np.concatenate([self._means, followed])
        before, middle, after = values[:-2], values[1:-1], values[2:]
        peaks = np.flatnonzero((middle > before) & (middle >= after) & (middle >= means[:-2] + THRESHOLD_DB))
        first, self._taken = self._taken - 1, self._taken + len(envelope)
        self._envelope, self._means = values[-2:], means[-2:]
        found: list[float] = []
        for index in peaks.tolist():
            if first + index - self._last >= REST_FRAMES:
                self._last = first + index
                found.append(onset_seconds(first + index + vertex(*values[index : index + 3].tolist())))
        return found


def vertex(left: float, middle: float, right: float) -> float:
    """Where the parabola through a peak and its neighbours is highest, in frames from the peak: -0.5 to 0.5."""
    curvature = left - 2 * middle + right
    return min(0.5, max(-0.5, 0.5 * (left - right) / curvature)) if curvature < 0 else 0.0
