"""Mood as valence (sad to glad) and arousal (calm to excited), smoothed, and the word for it.

The circumplex is Russell's (1980); what moves the two axes follows Eerola and Vuoskoski's review (2013):
arousal from loudness, tempo, density of onsets and brightness, valence from mode (major, minor) and tempo.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from prism_companion.audio.levels import BLOCK_SECONDS, Block
from prism_companion.audio.spectrum import Floats
from prism_companion.audio.tempo import Tempo

Label = Literal["energetic", "calm", "dramatic", "upbeat"]

SMOOTHING_SECONDS = 5.0
CHROMA_SECONDS = 10.0
LABEL_HOLD_SECONDS = 3.0
"""A new word must hold this long, so that the face does not flicker."""
MAJOR = np.array([6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88])
MINOR = np.array([6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17])
"""Krumhansl and Kessler's key profiles (1982), tonic first."""


def standardised(values: Floats) -> Floats:
    """`values` without their mean, at length 1: the product of two such is their correlation."""
    centred = values - values.mean()
    result: Floats = centred / np.linalg.norm(centred)
    return result


MAJOR_KEYS, MINOR_KEYS = (
    np.stack([standardised(np.roll(profile, tonic)) for tonic in range(12)]) for profile in (MAJOR, MINOR)
)


@dataclass(frozen=True)
class Mood:
    """valence and arousal: -1 to 1. label: the word for where that is."""

    valence: float = 0.0
    arousal: float = -1.0
    label: Label = "calm"


class MoodTracker:
    """Follows the mood, a block at a time; constant work a block."""

    def __init__(self) -> None:
        self.mood = Mood()
        self._chroma: Floats = np.zeros(12)
        self._started = False
        self._candidate: Label = "calm"
        self._held = 0.0

    def push(self, block: Block, tempo: Tempo | None) -> Mood:
        """Take a block and the tempo in force; give the mood as it stands."""
        self._chroma += (block.chroma - self._chroma) * BLOCK_SECONDS / CHROMA_SECONDS
        arousal, valence = arousal_of(block, tempo), valence_of(self._chroma, block, tempo)
        if not self._started and not block.silent:
            self._started = True
            self.mood = Mood(valence, arousal, label_of(valence, arousal))
        easing = BLOCK_SECONDS / SMOOTHING_SECONDS
        smooth_valence = self.mood.valence + (valence - self.mood.valence) * easing
        smooth_arousal = self.mood.arousal + (arousal - self.mood.arousal) * easing
        self.mood = Mood(smooth_valence, smooth_arousal, self._settle(label_of(smooth_valence, smooth_arousal)))
        return self.mood

    def _settle(self, label: Label) -> Label:
        self._held = self._held + BLOCK_SECONDS if label == self._candidate else 0.0
        self._candidate = label
        return label if self._held >= LABEL_HOLD_SECONDS else self.mood.label


def arousal_of(block: Block, tempo: Tempo | None) -> float:
    """Arousal of one block, -1 to 1."""
    density = min(1.0, block.flux / 2.0)
    brightness = min(1.0, block.centroid / 4000.0)
    speed = _speed(tempo)
    return 2.0 * (0.5 * block.energy + 0.25 * speed + 0.15 * density + 0.1 * brightness * block.energy) - 1.0


def valence_of(chroma: Floats, block: Block, tempo: Tempo | None) -> float:
    """Valence from the mode of what was heard lately and the tempo, -1 to 1."""
    if block.silent:
        return 0.0
    pace = _speed(tempo) - 0.4 if tempo else 0.0
    return float(np.clip(1.6 * mode_of(chroma) + 0.5 * pace, -1.0, 1.0))


def mode_of(chroma: Floats) -> float:
    """How much more major than minor a chroma is: the difference of its best key correlations, -1 to 1."""
    total = float(chroma.sum())
    if total <= 1e-9 or float(chroma.std()) < 1e-3 * total:
        return 0.0
    # A root's harmonics outweigh the third that tells the modes apart; the fourth root evens them out.
    evened = standardised(chroma**0.25)
    return max(float((MAJOR_KEYS @ evened).max()), 0.0) - max(float((MINOR_KEYS @ evened).max()), 0.0)


def _speed(tempo: Tempo | None) -> float:
    """0 at 60 BPM and where there is no beat, 1 at 160."""
    return float(np.clip((tempo.bpm - 60.0) / 100.0, 0.0, 1.0)) if tempo else 0.0


def label_of(valence: float, arousal: float) -> Label:
    """The word for a point of the plane."""
    if arousal < -0.2:
        # What is hardly heard is calm unless it is very sad; a minor key that swells is not.
        return "calm" if valence > (-0.4 if arousal < -0.6 else -0.05) else "dramatic"
    if valence < -0.1:
        return "dramatic"
    return "energetic" if arousal > 0.3 else "upbeat"
