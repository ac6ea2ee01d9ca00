"""How loud and how bright each tenth of a second is: the grid on which everything slower than a beat is decided."""

from dataclasses import dataclass

import numpy as np

from prism_companion.audio.spectrum import Floats, Frames

BLOCK_SECONDS = 0.1
SILENCE_DB = -55.0
"""RMS re full scale below which a programme is silent."""
QUIET_DB, LOUD_DB = -45.0, -10.0
"""RMS that counts as energy 0 and as energy 1: a whisper's and a mastered pop song's."""
ATTACK_SECONDS, RELEASE_SECONDS = 0.2, 0.8


@dataclass(frozen=True)
class Bands:
    """Share of the power in bass (below 250 Hz), mid (to 4 kHz) and high; they sum to 1, or are all 0 in silence."""

    bass: float = 0.0
    mid: float = 0.0
    high: float = 0.0


@dataclass(frozen=True)
class Block:
    """Means over a tenth of a second that begins at `at` (stream seconds).

    loudness: RMS in dB re full scale. bass_db: the bass alone. centroid: Hz. flux: dB a frame. energy: 0 to 1,
    smoothed as a listener follows loudness. chroma: power by pitch class.
    """

    at: float
    loudness: float
    bass_db: float
    bands: Bands
    centroid: float
    flatness: float
    flux: float
    energy: float
    chroma: Floats

    @property
    def silent(self) -> bool:
        """Whether nothing is heard."""
        return self.loudness < SILENCE_DB


class Levels:
    """Makes blocks of frames, remembering the energy that the next one eases from."""

    def __init__(self) -> None:
        self._energy = 0.0

    def block(self, at: float, frames: Frames, envelope: Floats) -> Block:
        """The block that `frames` and their onset envelope make."""
        power = float(frames.power.mean())
        loudness = decibels(power)
        target = float(np.clip((loudness - QUIET_DB) / (LOUD_DB - QUIET_DB), 0.0, 1.0))
        easing = BLOCK_SECONDS / (ATTACK_SECONDS if target > self._energy else RELEASE_SECONDS)
        self._energy += (target - self._energy) * min(1.0, easing)
        bass, mid, high = (float(value) for value in frames.band_power.mean(axis=0))
        return Block(
            at=at,
            loudness=loudness,
            bass_db=decibels(bass),
            bands=shares(bass, mid, high) if loudness >= SILENCE_DB else Bands(),
            centroid=float(frames.centroid.mean()),
            flatness=float(frames.flatness.mean()),
            flux=float(envelope.mean()),
            energy=self._energy,
            chroma=frames.chroma.mean(axis=0),
        )


def decibels(power: float) -> float:
    """Mean square as dB re full scale, never below -120."""
    return max(-120.0, 10.0 * float(np.log10(max(power, 1e-12))))


def shares(bass: float, mid: float, high: float) -> Bands:
    """Powers as shares of their sum."""
    total = bass + mid + high
    return Bands(bass / total, mid / total, high / total) if total > 0 else Bands()


def mean_bands(blocks: list[Block]) -> Bands:
    """Mean shares of the blocks that are not silent."""
    heard = [block.bands for block in blocks if not block.silent]
    if not heard:
        return Bands()
    count = len(heard)
    return Bands(
        sum(b.bass for b in heard) / count, sum(b.mid for b in heard) / count, sum(b.high for b in heard) / count
    )
