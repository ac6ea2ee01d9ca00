"""Softmax regression over hashed features, and what else a model of meanings is made of."""

import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from prism_llm.understanding.trained.model import NOTHING
from understanding.samples import Sample

_BATCH, _RATE, _DECAY = 768, 0.25, 2e-6
_DROPPED = 0.4
"""Share of features hidden in each step, so that no class hangs on one word (Srivastava et al., JMLR 2014)."""
_KEPT = 10
_FULL = 31
"""The largest weight: with 127 it is no better, and the file a third larger."""
_OF_MANY = 12
"""Commands with which a word is used that tells nothing of any of them."""
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Regression:
    """Weights by bucket and class, and the bias of each class."""

    weights: Floats
    bias: Floats

    def scores(self, features: Sequence[Sequence[int]]) -> Floats:
        """The scores of all classes, a row for each row of features."""
        return np.asarray(matrix(features, len(self.weights)) @ self.weights + self.bias, np.float32)

    def packed(self, prefix: str = "") -> Mapping[str, NDArray[np.generic]]:
        """What a file holds of it: each weight rounded to a byte, with a scale for each class."""
        scale = np.abs(self.weights).max(axis=0) / _FULL + 1e-9
        return {
            f"{prefix}weights": np.round(self.weights / scale).astype(np.int8),
            f"{prefix}scale": scale.astype(np.float32),
            f"{prefix}bias": self.bias,
        }

    def __truediv__(self, temperature: np.float32) -> "Regression":
        return Regression(self.weights / temperature, self.bias / temperature)


def kept(sample: Sample) -> bool:
    """Whether a sample is held back; all samples of one template or request go the same way."""
    return zlib.crc32(sample.origin.encode()) % _KEPT == 0


def matrix(rows: Sequence[Sequence[int]], width: int) -> "csr_matrix":
    """A sparse matrix of ones."""
    starts = np.cumsum([0, *(len(row) for row in rows)])
    columns = np.concatenate([np.asarray(row, np.int32) for row in rows])
    return csr_matrix((np.ones(len(columns), np.float32), columns, starts), shape=(len(rows), width))


def softmax(scores: Floats) -> Floats:
    """Shares of each row."""
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(shares / shares.sum(axis=1, keepdims=True), np.float32)


def fitted(
    rows: Sequence[Sequence[int]], truth: NDArray[np.int64], width: int, classes: int, epochs: int
) -> Regression:
    """The regression of `truth` on buckets below `width`, by Adagrad (Duchi et al., JMLR 2011)."""
    rng = np.random.default_rng(1)
    features = matrix(rows, width)
    weights = np.zeros((width, classes), np.float32)
    bias = np.zeros(classes, np.float32)
    speed, speed_bias = np.full_like(weights, 1e-3), np.full_like(bias, 1e-3)
    for epoch in range(epochs):
        order, wrong = rng.permutation(len(rows)), 0
        for start in range(0, len(order), _BATCH):
            part = features[order[start : start + _BATCH]]
            used = np.unique(part.indices)
            part = part[:, used]
            part.data = (rng.random(len(part.data)) > _DROPPED).astype(np.float32) / np.float32(1 - _DROPPED)
            shares = softmax(part @ weights[used] + bias)
            answer = truth[order[start : start + _BATCH]]
            wrong += int((shares.argmax(axis=1) != answer).sum())
            shares[np.arange(len(answer)), answer] -= 1
            slope = np.asarray(part.T @ shares) + _DECAY * len(rows) * weights[used]
            speed[used] += slope**2
            weights[used] -= _RATE * slope / np.sqrt(speed[used])
            total = shares.sum(axis=0)
            speed_bias += total**2
            bias -= _RATE * total / np.sqrt(speed_bias)
        print(f"epoch {epoch + 1}: {wrong / len(rows):.2%} wrong", flush=True)
    return Regression(weights, bias)


def temperature(scores: Floats, truth: NDArray[np.int64]) -> np.float32:
    """What to divide the scores by, so that the true classes are likeliest (Guo et al., ICML 2017)."""

    def loss(divided_by: float) -> float:
        shares = softmax(np.asarray(scores / divided_by, np.float32))
        return float(-np.log(shares[np.arange(len(truth)), truth] + 1e-9).mean())

    best = min(np.arange(0.5, 4.0, 0.05), key=loss)
    print(f"temperature {best:.2f}, log loss {loss(float(best)):.3f}")
    return np.float32(best)


def known_words(samples: Sequence[Sample]) -> list[str]:
    """For each command, and an empty name for many at once: its name and the words outside its free slot."""
    used: dict[str, set[str]] = {}
    for sample in samples:
        if sample.meaning != NOTHING and (sample.inside is not None or "{}" not in sample.meaning):
            outside = {word for at, word in enumerate(sample.words) if at not in (sample.inside or ())}
            used.setdefault(sample.meaning.split()[0], set()).update(outside)
    often = Counter(word for words in used.values() for word in words)
    everywhere = {word for word, commands in often.items() if commands >= _OF_MANY}
    return [" ".join([name, *sorted(words - everywhere)]) for name, words in sorted(used.items())] + [
        " ".join(["", *sorted(everywhere)])
    ]


def truth_of(samples: Sequence[Sample], meanings: Sequence[str]) -> NDArray[np.int64]:
    """The index of each sample's meaning."""
    places = {meaning: at for at, meaning in enumerate(meanings)}
    return np.array([places[sample.meaning] for sample in samples])
