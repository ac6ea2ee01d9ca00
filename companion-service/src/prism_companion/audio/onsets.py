"""Where notes and drums begin: the onset envelope (half-wave rectified spectral flux) and its peaks."""

import numpy as np

from prism_companion.audio.spectrum import FRAME_CENTRE_SECONDS, FRAME_RATE, Floats, mel_octaves

FLUX_LAG = 2
"""Frames between the spectra compared: frames overlap by three quarters, so neighbours hardly differ."""
OCTAVES = mel_octaves().astype(np.float32)
"""Each mel band's share of the votes: its width in octaves."""
GAMMA = np.float32(100.0)
"""40 dB below the loudest band a sound is as good as inaudible beside it."""
PEAK_FALL_DB = 3.0 / FRAME_RATE
"""How fast the loudest is forgotten, in dB a frame."""
QUIETEST_PEAK_DB = -60.0
"""What is quieter than this is not made louder."""
DB_A_NEPER = np.float32(20.0 / np.log(10.0))
"""Natural exponentials and logarithms cost a tenth of those to base ten."""


class OnsetEnvelope:
    """Spectral flux, one value a frame: how many dB louder the octaves became, each heard as far as it stands out.

    Böck and Widmer's flux (2013, eq. 1) with two changes. Every octave has one vote: over mel bands alone the three of
    a bass drum are outvoted by the hi-hat on the off-beat. And loudness is compressed as log(1 + gamma x / loudest)
    (Klapuri 2006, eq. 1), so that the envelope does not depend on the gain and faint sounds count for less.
    """

    def __init__(self) -> None:
        self._previous: Floats | None = None
        self._peak = QUIETEST_PEAK_DB

    def push(self, mel_db: Floats) -> Floats:
        """Mean rise in dB over the octaves since `FLUX_LAG` frames ago; one value a row of `mel_db`."""
        if len(mel_db) == 0:
            return np.zeros(0)
        heard = self._compress(mel_db)
        previous = self._previous if self._previous is not None else np.repeat(heard[:1], FLUX_LAG, axis=0)
        joined = np.concatenate([previous, heard])
        self._previous = joined[-FLUX_LAG:]
        rise: Floats = np.maximum(0.0, joined[FLUX_LAG:] - joined[:-FLUX_LAG]) @ OCTAVES
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


def frame_seconds(frame: float) -> float:
    """When what frame `frame` (counted from the stream's first) announces is heard, in stream seconds."""
    # The flux of a click peaks in the frame that is centred on it, to within 4 ms (measured at 60 to 190 BPM).
    return frame / FRAME_RATE + FRAME_CENTRE_SECONDS


class OnsetPicker:
    """Picks the peaks of an onset envelope as it arrives, one frame late."""

    def __init__(self, threshold_db: float = 3.0, rest_frames: int = 5) -> None:
        self._threshold, self._rest = threshold_db, rest_frames
        self._before, self._middle, self._mean = 0.0, 0.0, 0.0
        self._frame = -1
        self._last = -rest_frames

    def push(self, envelope: Floats) -> list[float]:
        """Take the next frames; give the onsets among those before the newest, in stream seconds.

        An onset is a local maximum at least `threshold_db` above the envelope's running mean (over about a
        second) and `rest_frames` after the last one.
        """
        found: list[float] = []
        for value in envelope.tolist():
            rises = self._middle > self._before and self._middle >= value
            is_new = self._frame - self._last >= self._rest
            if rises and is_new and self._middle >= self._mean + self._threshold:
                found.append(frame_seconds(self._frame))
                self._last = self._frame
            self._mean += (value - self._mean) / FRAME_RATE
            self._before, self._middle = self._middle, value
            self._frame += 1
        return found
