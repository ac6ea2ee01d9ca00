"""Layers of networks in numpy: weights kept as a byte each with a scale for each row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Weights = Mapping[str, NDArray[np.generic]]
_COLUMNS = 32
"""Columns of a block of weights. A text's few rows by so few columns go through OpenBLAS's kernels for small matrices,
which copy no weights first: on processors with AVX-512 less than half the time of the whole product."""


@dataclass(frozen=True, slots=True)
class Table:
    """A vector for each word piece, kept as bytes."""

    rows: NDArray[np.int8]
    scales: Floats

    @staticmethod
    def of(file: Weights, name: str) -> "Table":
        """The table called `name`."""
        return Table(np.asarray(file[name], np.int8), np.asarray(file[f"{name}.scale"], np.float32))

    def __call__(self, numbers: NDArray[np.int64]) -> Floats:
        """The vectors of some pieces."""
        return np.asarray(self.rows[numbers] * self.scales[numbers, None], np.float32)


@dataclass(frozen=True, slots=True)
class Linear:
    """A linear layer; weights as floats, in blocks of neighbouring outputs, a column for each."""

    weights: Floats
    bias: Floats

    @staticmethod
    def of(file: Weights, name: str) -> "Linear":
        """The layer called `name`."""
        rows = np.asarray(file[name], np.float32) * np.asarray(file[f"{name}.scale"], np.float32)[:, None]
        outputs, inputs = rows.shape
        columns = outputs if outputs % _COLUMNS else _COLUMNS
        blocks = rows.reshape(-1, columns, inputs).transpose(0, 2, 1)
        return Linear(np.ascontiguousarray(blocks), np.asarray(file[f"{name}.bias"], np.float32))

    @property
    def inputs(self) -> int:
        """How many numbers a row has that it answers."""
        return int(self.weights.shape[1])

    def __call__(self, values: Floats) -> Floats:
        """Its answer to one row, or to each of several."""
        rows = values.reshape(-1, self.inputs)
        found = np.empty((len(rows), len(self.bias)), np.float32)
        np.matmul(rows, self.weights, out=found.reshape(len(rows), len(self.weights), -1).transpose(1, 0, 2))
        found += self.bias
        return found.reshape(*values.shape[:-1], -1)


def together(layers: Sequence[Linear]) -> list[Linear]:
    """The layers, their weights in one piece of memory: the system gives it large pages, which are read faster."""
    whole = np.concatenate([layer.weights.ravel() for layer in layers])
    ends = np.cumsum([layer.weights.size for layer in layers])
    pairs = zip(layers, np.split(whole, ends[:-1]), strict=True)
    return [Linear(weights.reshape(layer.weights.shape), layer.bias) for layer, weights in pairs]


@dataclass(frozen=True, slots=True)
class Norm:
    """Brings each row to mean 0 and variance 1, then to a learnt one (Ba, Kiros and Hinton, 2016)."""

    scale: Floats
    bias: Floats

    @staticmethod
    def of(file: Weights, name: str) -> "Norm":
        """The layer called `name`."""
        return Norm(np.asarray(file[name], np.float32), np.asarray(file[f"{name}.bias"], np.float32))

    def __call__(self, values: Floats) -> Floats:
        """The rows, brought to one measure."""
        count = np.float32(values.shape[-1])
        moved: Floats = values - values.sum(axis=-1, keepdims=True) / count
        moved /= np.sqrt((moved * moved).sum(axis=-1, keepdims=True) / count + 1e-12)
        moved *= self.scale
        moved += self.bias
        return moved
