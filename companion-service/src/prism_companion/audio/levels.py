"""How loud and how bright each tenth of a second is: the grid on which everything slower than a beat is decided."""

from dataclasses import dataclass, fields

import numpy as np

from prism_companion.audio.spectrum import BLOCK_FRAMES, MEL_BANDS, Floats, Frames

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
class Blocks:
    """Means over tenths of a second, one after another. Arrays share their first axis, one row a block.

    at: where each begins, in stream seconds. loudness: RMS in dB re full scale. bass_db: the bass alone. bands: shares
    of the power, as in `Bands`. centroid: Hz. flux: dB a frame. energy: 0 to 1, smoothed as a listener follows
    loudness. chroma: power by pitch class. mel_db: of the mel bands.
    """

    at: Floats
    loudness: Floats
    bass_db: Floats
    bands: Floats
    centroid: Floats
    flatness: Floats
    flux: Floats
    energy: Floats
    chroma: Floats
    mel_db: Floats

    def __len__(self) -> int:
        """How many blocks there are."""
        return len(self.at)

    def __getitem__(self, part: slice) -> "Blocks":
        """Some of the blocks."""
        return Blocks(*(getattr(self, name)[part] for name in COLUMNS))

    def then(self, following: "Blocks") -> "Blocks":
        """These blocks and those that follow them."""
        return Blocks(*(np.concatenate([getattr(self, name), getattr(following, name)]) for name in COLUMNS))


COLUMNS = tuple(each.name for each in fields(Blocks))


class Levels:
    """Makes blocks of frames, remembering the energy that the next one eases from."""

    def __init__(self) -> None:
        self._energy = 0.0

    def blocks(self, at: Floats, frames: Frames, envelope: Floats) -> Blocks:
        """The blocks that begin at `at`, of `frames` with their onset envelope."""
        loudness = decibels(frames.power)
        return Blocks(
            at=at,
            loudness=loudness,
            bass_db=decibels(frames.band_power[:, 0]),
            bands=shares(frames.band_power) * (loudness >= SILENCE_DB)[:, None],
            centroid=frames.centroid,
            flatness=frames.flatness,
            flux=envelope.reshape(-1, BLOCK_FRAMES).mean(axis=1),
            energy=self._followed(loudness),
            chroma=frames.chroma,
            mel_db=frames.mel_db.reshape(-1, BLOCK_FRAMES, MEL_BANDS).mean(axis=1),
        )

    def _followed(self, loudness: Floats) -> Floats:
        """Loudness as energy, which rises faster than it falls."""
        energies = []
        for target in np.clip((loudness - QUIET_DB) / (LOUD_DB - QUIET_DB), 0.0, 1.0).tolist():
            easing = BLOCK_SECONDS / (ATTACK_SECONDS if target > self._energy else RELEASE_SECONDS)
            self._energy += (target - self._energy) * min(1.0, easing)
            energies.append(self._energy)
        return np.array(energies)


def decibels(power: Floats) -> Floats:
    """Mean squares as dB re full scale, never below -120."""
    result: Floats = 10.0 * np.log10(np.maximum(power, 1e-12))
    return result


def shares(powers: Floats) -> Floats:
    """Rows of powers as shares of their sums; of nothing, nothing."""
    sums = powers.sum(axis=1, keepdims=True)
    result: Floats = np.divide(powers, sums, out=np.zeros_like(powers), where=sums > 0)
    return result


def mean_bands(blocks: Blocks) -> Bands:
    """Mean shares of the blocks that are not silent."""
    heard = blocks.bands[blocks.loudness >= SILENCE_DB]
    return Bands(*heard.mean(axis=0).tolist()) if len(heard) else Bands()


class Recent:
    """The last values of a stream of rows, ready as windows that end at each new row."""

    def __init__(self, length: int, before: float) -> None:
        self._length, self._rows = length, np.full(length - 1, before)

    def windows(self, rows: Floats) -> Floats:
        """For each of `rows`, the `length` values that end with it, oldest first; `before` where there were none."""
        joined = np.concatenate([self._rows, rows])
        self._rows = joined[len(joined) - self._length + 1 :]
        views: Floats = np.lib.stride_tricks.sliding_window_view(joined, self._length)
        return views
