"""Songs whose mood is known by how they are made, after what moves listeners (Eerola and Vuoskoski 2013).

energetic: fast, loud, bright, drums, major. upbeat: brisk, moderate, drums, major. calm: slow, soft, sustained, major,
no drums. dramatic: minor, low and loud, with swells and few drums.
"""

from typing import get_args

import numpy as np

from prism_companion.audio.mood import Label
from prism_companion.audio.spectrum import SAMPLE_RATE, Floats
from prism_companion.testing.music import Music, band

MOODS: tuple[Label, ...] = get_args(Label)
MAJOR, MINOR = (0, 4, 7), (0, 3, 7)


def song(mood: Label, seconds: float, seed: int) -> Music:
    """A song of that mood, in a key and at a tempo that differ by `seed`."""
    random = np.random.default_rng(seed)
    tonic = 220.0 * 2 ** (random.integers(0, 12) / 12)
    if mood == "calm":
        return Music(_pads(tonic, MAJOR, seconds, beat=random.uniform(0.9, 1.2)) * 0.02, np.zeros(0))
    if mood == "dramatic":
        pads = _pads(tonic / 2, MINOR, seconds, beat=random.uniform(0.7, 1.0))
        swell = 0.6 + 0.4 * np.sin(2 * np.pi * np.arange(len(pads)) / SAMPLE_RATE / 8)
        return Music(0.25 * pads * swell, np.zeros(0))
    bpm = random.uniform(128, 160) if mood == "energetic" else random.uniform(100, 122)
    drums = band(bpm, seconds, seed=seed)
    gain = 1.3 if mood == "energetic" else 0.3
    return Music(np.clip(gain * drums.samples, -1, 1), drums.beats)


def _pads(tonic: float, chord: tuple[int, ...], seconds: float, beat: float) -> Floats:
    """Sustained chords on the tonic, the fourth and the fifth, four beats each."""
    at = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    track: Floats = np.zeros(len(at))
    for index in range(int(seconds / (4 * beat)) + 1):
        inside = (at >= index * 4 * beat) & (at < (index + 1) * 4 * beat)
        since = at[inside] - index * 4 * beat
        shape = np.minimum(1.0, np.minimum(since / 0.3, (4 * beat - since) / 0.3))
        root = tonic * 2 ** ((0, 5, 7, 0)[index % 4] / 12)
        for note in chord:
            for harmonic in (1, 2, 3):
                hertz = root * 2 ** (note / 12) * harmonic
                track[inside] += shape * np.sin(2 * np.pi * hertz * since) / harmonic**1.5 / 3
    return track
