"""Where notes and drums begin: the onset envelope (half-wave rectified spectral flux) and its peaks."""

import numpy as np

from prism_companion.audio.spectrum import FRAME_CENTRE_SECONDS, FRAME_RATE, Floats

FLUX_LAG = 2
"""Frames between the spectra compared: frames overlap by three quarters, so neighbours hardly differ."""


class OnsetEnvelope:
    """Spectral flux over mel bands in dB, one value a frame (Böck and Widmer 2013, eq. 1, without filters)."""

    def __init__(self) -> None:
        self._previous: Floats | None = None

    def push(self, mel_db: Floats) -> Floats:
        """Mean rise in dB over the bands since `FLUX_LAG` frames ago; one value a row of `mel_db`."""
        if len(mel_db) == 0:
            return np.zeros(0)
        previous = self._previous if self._previous is not None else np.repeat(mel_db[:1], FLUX_LAG, axis=0)
        joined = np.concatenate([previous, mel_db])
        self._previous = joined[-FLUX_LAG:]
        rise: Floats = np.maximum(0.0, joined[FLUX_LAG:] - joined[:-FLUX_LAG]).mean(axis=1)
        return rise


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
