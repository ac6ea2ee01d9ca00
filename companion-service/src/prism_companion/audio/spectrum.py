"""A stream of samples as a stream of short-time spectra, without gaps or doubled frames between pushes."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.fft

Floats = npt.NDArray[np.floating[Any]]
"""Sound and what is computed a frame is in single precision: half the memory, and several transforms at a time."""

SAMPLE_RATE = 24_000
"""Hz; cymbals live below 12 kHz, and the frame hop is a whole number of samples."""
FRAME_RATE = 60
"""Frames a second. Beats are placed between frames, to within 2 ms where they are sharp; viewers notice about 30."""
HOP = SAMPLE_RATE // FRAME_RATE
WINDOW = 1024
"""Samples a frame (43 ms): the shortest that still separates a bass drum from a bass voice."""
BLOCK_FRAMES = 6
BLOCK_SAMPLES = BLOCK_FRAMES * HOP
"""A tenth of a second: what is slower than an onset is told of blocks."""
MEL_BANDS = 40
MEL_RANGE_HZ = (30.0, 11_000.0)
BLOCKS_AT_ONCE = 20
"""What is transformed together: what it needs stays in a core's own cache."""
FLOOR_DB = -70.0
"""A band below this is silence: the noise of a codec must not look like music."""
DB_A_NEPER = np.float32(20.0 / np.log(10.0))
"""Natural exponentials and logarithms cost less than those to base ten."""
BAND_EDGES_HZ = ((20.0, 250.0), (250.0, 4000.0), (4000.0, 12_000.0))
"""Bass, mid, high: drum and bass line; voices and chords; cymbals and sibilants."""


def frame_seconds(frame: float) -> float:
    """The middle of frame `frame`, counted from the stream's first, in stream seconds: the first ends with a hop."""
    return (frame + 1) / FRAME_RATE - WINDOW / 2 / SAMPLE_RATE


@dataclass(frozen=True)
class Frames:
    """Consecutive frames, in whole blocks. Arrays share their first axis.

    A row a frame: mel_db, dB re full scale, `MEL_BANDS` columns.
    A row a block: power, the mean square; band_power, in bass, mid and high; chroma, by pitch class, C first, from the
    octaves that carry melody and chords; centroid, Hz; flatness, 0 (a tone) to 1 (white noise).
    """

    mel_db: Floats
    power: Floats
    band_power: Floats
    chroma: Floats
    centroid: Floats
    flatness: Floats


class Spectrum:
    """Cuts a stream into overlapping Hann frames; the cost of a push depends on its length alone."""

    def __init__(self) -> None:
        # As if silence had come before: a hop completes the first frame, and a block has the same frames everywhere.
        self._rest: Floats = np.zeros(WINDOW - HOP, np.float32)
        hann = np.hanning(WINDOW + 1)[:-1]
        # Scaled here, so that the square of a bin is its share of the frame's mean square.
        self._window = (hann * np.sqrt(2.0 / (WINDOW * np.sum(hann**2)))).astype(np.float32)
        self._mel, self._sums = filters()

    def push(self, samples: Floats) -> Frames:
        """Take mono samples in [-1, 1] at `SAMPLE_RATE`; give the frames of the blocks that are now complete."""
        joined = np.concatenate([self._rest, samples], dtype=np.float32)
        blocks = (len(joined) - WINDOW + HOP) // BLOCK_SAMPLES
        self._rest = joined[blocks * BLOCK_SAMPLES :].copy()
        if blocks <= 0:
            return described(np.zeros((0, MEL_BANDS)), np.zeros((0, self._sums.shape[1])), np.zeros(0))
        views = np.lib.stride_tricks.sliding_window_view(joined, WINDOW)[: blocks * BLOCK_SAMPLES : HOP]
        mel: Floats = np.empty((blocks * BLOCK_FRAMES, MEL_BANDS), np.float32)
        sums: Floats = np.empty((blocks, self._sums.shape[1]), np.float32)
        flatness: Floats = np.empty(blocks, np.float32)
        scratch = _Scratch.of(min(blocks, BLOCKS_AT_ONCE) * BLOCK_FRAMES)
        for first in range(0, blocks, BLOCKS_AT_ONCE):
            part = slice(first, min(first + BLOCKS_AT_ONCE, blocks))
            frames = slice(part.start * BLOCK_FRAMES, part.stop * BLOCK_FRAMES)
            power = scratch.power(views[frames], self._window)
            np.matmul(power, self._mel, out=mel[frames])
            np.matmul(power.reshape(-1, BLOCK_FRAMES, power.shape[1]).mean(axis=1), self._sums, out=sums[part])
            flatness[part] = flatness_of(power[BLOCK_FRAMES // 2 :: BLOCK_FRAMES])
        return described(mel, sums, flatness)


@dataclass(frozen=True)
class _Scratch:
    """Memory for the frames at hand: the pages of new memory cost as much as the transforms."""

    windowed: Floats
    square: Floats
    other: Floats

    @classmethod
    def of(cls, count: int) -> "_Scratch":
        return cls(*(np.empty((count, width), np.float32) for width in (WINDOW, WINDOW // 2 + 1, WINDOW // 2 + 1)))

    def power(self, frames: Floats, window: Floats) -> Floats:
        """The power in each bin of each frame, until the next call."""
        count = len(frames)
        windowed = np.multiply(frames, window, out=self.windowed[:count])
        bins = scipy.fft.rfft(windowed, axis=1, overwrite_x=True)
        power: Floats = np.square(bins.real, out=self.square[:count])
        power += np.square(bins.imag, out=self.other[:count])
        return power


@cache
def filters() -> tuple[Floats, Floats]:
    """What the power in each bin is multiplied with: a frame's for the mel bands, a block's for all other sums.

    These are, a column each: bass, mid and high; the pitch classes; the sum of the frequencies (Hz); the whole.
    """
    frequencies = np.fft.rfftfreq(WINDOW, 1 / SAMPLE_RATE)
    bands = np.stack([(frequencies >= low) & (frequencies < high) for low, high in BAND_EDGES_HZ])
    sums = [bands, chroma_filters(frequencies), frequencies[None], np.ones((1, len(frequencies)))]
    mel = mel_filters(MEL_BANDS, *MEL_RANGE_HZ).T
    return np.ascontiguousarray(mel, np.float32), np.ascontiguousarray(np.concatenate(sums).T, np.float32)


def described(mel: Floats, sums: Floats, flatness: Floats) -> Frames:
    """The frames with this power in the mel bands, in blocks whose powers have these sums (see `filters`)."""
    bands, chroma, moment, total = np.split(sums, np.cumsum([len(BAND_EDGES_HZ), 12, 1]), axis=1)
    return Frames(
        mel_db=np.maximum(DB_A_NEPER / 2 * np.log(np.maximum(mel, np.float32(1e-12))), np.float32(FLOOR_DB)),
        power=total[:, 0],
        band_power=bands,
        chroma=chroma,
        centroid=(moment / np.maximum(total, 1e-12))[:, 0],
        flatness=flatness,
    )


def flatness_of(power: Floats) -> Floats:
    """Geometric over arithmetic mean of the bins above the hum."""
    audible = power[:, 5:] + np.float32(1e-12)
    flatness: Floats = np.exp(np.log(audible).mean(axis=1)) / audible.mean(axis=1)
    return flatness


def mel_filters(count: int, low_hz: float, high_hz: float) -> Floats:
    """Triangular filters equally wide in mel (HTK's formula), `count` rows over the FFT's bins.

    Each row peaks at 1, so that a band's power is comparable with full scale.
    """
    frequencies = np.fft.rfftfreq(WINDOW, 1 / SAMPLE_RATE)
    edges = mel_edges(count, low_hz, high_hz)
    rising = (frequencies - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    falling = (edges[2:, None] - frequencies) / (edges[2:] - edges[1:-1])[:, None]
    return np.maximum(0.0, np.minimum(rising, falling))


def mel_edges(count: int, low_hz: float, high_hz: float) -> Floats:
    """Lower edge, centres and upper edge of the filters, in Hz: `count` + 2 values."""
    mels = np.linspace(2595 * np.log10(1 + low_hz / 700), 2595 * np.log10(1 + high_hz / 700), count + 2)
    edges: Floats = 700 * (10 ** (mels / 2595) - 1)
    return edges


def mel_octaves() -> Floats:
    """Width in octaves of each band of `mel_db`, from half-way to its neighbours' centres; they sum to 1."""
    edges = mel_edges(MEL_BANDS, *MEL_RANGE_HZ)
    middles = np.sqrt(edges[:-1] * edges[1:])
    widths = np.log2(middles[1:] / middles[:-1])
    shares: Floats = widths / widths.sum()
    return shares


def chroma_filters(frequencies: Floats, low_hz: float = 250.0, high_hz: float = 2500.0) -> Floats:
    """Which pitch class each FFT bin belongs to, as 12 rows of weights; bins below 250 Hz span several notes."""
    filters = np.zeros((12, len(frequencies)))
    for index, hertz in enumerate(frequencies):
        if low_hz <= hertz <= high_hz:
            note = 12 * np.log2(hertz / 440.0) + 9
            nearest = round(note)
            filters[nearest % 12, index] = 1.0 - abs(note - nearest)
    return filters
