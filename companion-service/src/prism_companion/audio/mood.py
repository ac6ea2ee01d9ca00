"""Mood as valence (sad to glad) and arousal (calm to excited), smoothed, and the word for it.

The circumplex is Russell's (1980); what moves the two axes follows Eerola and Vuoskoski's review (2013):
arousal from loudness, tempo, density of onsets and brightness, valence from mode (major, minor) and tempo.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.signal import lfilter

from prism_companion.audio.levels import BLOCK_SECONDS, SILENCE_DB, Blocks
from prism_companion.audio.spectrum import Floats

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
    """Follows the mood, block by block; constant work a block."""

    def __init__(self) -> None:
        self.mood = Mood()
        self._chroma: Floats = np.zeros((1, 12))
        self._started = False
        self._candidate: Label = "calm"
        self._held = 0.0

    def push(self, blocks: Blocks, bpm: Floats) -> list[Mood]:
        """Take blocks and the tempo in force at each (0: none); give the mood as it stands after each."""
        arousal, valence = arousal_of(blocks, bpm), valence_of(self._heard(blocks.chroma), blocks, bpm)
        heard = blocks.loudness >= SILENCE_DB
        return [self._ease(*each) for each in zip(valence.tolist(), arousal.tolist(), heard.tolist(), strict=True)]

    def _heard(self, chroma: Floats) -> Floats:
        """The chroma of the last seconds, at each block."""
        easing = BLOCK_SECONDS / CHROMA_SECONDS
        rows: Floats
        rows, self._chroma = lfilter([easing], [1.0, easing - 1.0], chroma, axis=0, zi=self._chroma)
        return rows

    def _ease(self, valence: float, arousal: float, heard: bool) -> Mood:
        if not self._started and heard:
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


def arousal_of(blocks: Blocks, bpm: Floats) -> Floats:
    """Arousal of each block, -1 to 1."""
    density = np.minimum(1.0, blocks.flux / 2.0)
    brightness = np.minimum(1.0, blocks.centroid / 4000.0)
    energy = blocks.energy
    arousal: Floats = 2.0 * (0.5 * energy + 0.25 * speed_of(bpm) + 0.15 * density + 0.1 * brightness * energy) - 1.0
    return arousal


def valence_of(chroma: Floats, blocks: Blocks, bpm: Floats) -> Floats:
    """Valence of each block from the mode of what was heard lately and the tempo, -1 to 1."""
    pace = np.where(bpm > 0, speed_of(bpm) - 0.4, 0.0)
    valence: Floats = np.clip(1.6 * mode_of(chroma) + 0.5 * pace, -1.0, 1.0) * (blocks.loudness >= SILENCE_DB)
    return valence


def mode_of(chroma: Floats) -> Floats:
    """How much more major than minor each chroma is: the difference of its best key correlations, -1 to 1."""
    totals = chroma.sum(axis=1)
    tonal = (totals > 1e-9) & (chroma.std(axis=1) >= 1e-3 * totals)
    # A root's harmonics outweigh the third that tells the modes apart; the fourth root evens them out.
    evened = np.sqrt(np.sqrt(chroma))
    centred = evened - evened.mean(axis=1, keepdims=True)
    centred /= np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-12)
    major, minor = ((centred @ keys.T).max(axis=1) for keys in (MAJOR_KEYS, MINOR_KEYS))
    mode: Floats = np.where(tonal, np.maximum(major, 0.0) - np.maximum(minor, 0.0), 0.0)
    return mode


def speed_of(bpm: Floats) -> Floats:
    """0 at 60 BPM and where there is no beat, 1 at 160."""
    speed: Floats = np.clip((bpm - 60.0) / 100.0, 0.0, 1.0)
    return speed


def label_of(valence: float, arousal: float) -> Label:
    """The word for a point of the plane."""
    if arousal < -0.2:
        # What is hardly heard is calm unless it is very sad; a minor key that swells is not.
        return "calm" if valence > (-0.4 if arousal < -0.6 else -0.05) else "dramatic"
    if valence < -0.1:
        return "dramatic"
    return "energetic" if arousal > 0.3 else "upbeat"
