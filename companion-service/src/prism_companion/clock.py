"""Where a stream's sound lies on the programme's clock, across gaps, overlaps and restarts."""

from dataclasses import dataclass

import numpy as np

from prism_companion.audio.spectrum import SAMPLE_RATE, Floats

LONGEST_GAP_SECONDS = 8.0
"""Sound that is missing for longer is no lost segment but another piece of programme."""
LONGEST_OVERLAP_SECONDS = 2.0
"""Sound that begins further before what was heard is one, too."""
TOLERANCE_SECONDS = 0.12
"""Announced and decoded durations differ by a few codec frames (21 ms each); that is no gap."""
FRESH_TOLERANCE_SECONDS = 0.03
"""The same where a decoder begins: less than this nobody sees, and a cut would be heard as an onset."""


@dataclass(frozen=True)
class Placement:
    """What to give the analyser next: `samples`, and whether it must start anew at `origin` (Unix seconds)."""

    samples: Floats
    restart: bool


class ProgrammeClock:
    """Keeps stream seconds (what the analyser counts) and programme time together.

    `origin` is the programme time of the analyser's first sample. Within a run of segments the decoded samples
    are the clock; where a run begins anew, its announced time is.
    """

    def __init__(self) -> None:
        self.origin = 0.0
        self._samples = 0
        self._started = False

    @property
    def heard_until(self) -> float:
        """Programme time of the next sample."""
        return self.origin + self._samples / SAMPLE_RATE

    def place(self, samples: Floats, at: float, *, fresh: bool) -> Placement:
        """Fit `samples` that are said to begin at `at` (Unix seconds) behind what was placed before.

        `fresh`: nothing decoded before joins on to them. A gap is filled with silence, so that the beat goes on over
        it, and an overlap cut off; after longer ones the analyser has to start anew.
        """
        ahead = at - self.heard_until
        if not self._started or not -LONGEST_OVERLAP_SECONDS < ahead < LONGEST_GAP_SECONDS:
            self._started, self.origin, self._samples = True, at, len(samples)
            return Placement(samples, restart=True)
        if abs(ahead) > (FRESH_TOLERANCE_SECONDS if fresh else TOLERANCE_SECONDS):
            samples = shifted(samples, ahead)
        self._samples += len(samples)
        return Placement(samples, restart=False)


def shifted(samples: Floats, seconds: float) -> Floats:
    """`samples` after that much silence, or without that much of their beginning."""
    count = round(seconds * SAMPLE_RATE)
    return np.concatenate([np.zeros(count), samples]) if count > 0 else samples[-count:]
