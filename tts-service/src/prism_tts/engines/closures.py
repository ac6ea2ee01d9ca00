"""Where the mouth closes for a stop.

espeak-ng says when a stop bursts; the lips or the tongue shut the sound off before that, which is what is seen of it.
"""

import numpy as np
from numpy.typing import NDArray

STOPS = frozenset("pbtdkɡgqcɟʈɖʔ")
"""First letters, in IPA, of stops and of the affricates that begin with one."""
HOP_SECONDS = 0.005
DIP = 3.0
"""Natural logarithm of the power (13 dB) that the sound loses in a closure; what loses less has none that is heard."""
FLOOR = 10.0
"""Power, of int16 samples, that counts as silence."""


def is_stop(ipa: str) -> bool:
    """Whether a phoneme begins by shutting the mouth off."""
    return ipa[:1] in STOPS


def closed_samples(before: NDArray[np.int16], sample_rate: int) -> int:
    """How many samples at the end of `before`, the sound from one phoneme's start to a stop's burst, are its closure.

    It begins half-way, in logarithm, between the loudest sound before the burst and the quietest after that.
    """
    hop = int(HOP_SECONDS * sample_rate)
    whole = before[len(before) % hop :].astype(np.float64)
    levels = np.log(np.mean(whole.reshape(-1, hop) ** 2, axis=1) + FLOOR)
    if not len(levels):
        return 0
    falling = levels[levels.argmax() :]
    if falling[0] - falling.min() < DIP:
        return 0
    loud = np.flatnonzero(falling > (falling[0] + falling.min()) / 2)
    return int(len(falling) - 1 - loud[-1]) * hop
