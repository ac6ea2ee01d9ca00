"""Layers of networks in numpy: weights kept as a byte each with a scale for each row."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Weights = Mapping[str, NDArray[np.generic]]


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
    """A linear layer; weights as floats, a column for each output."""

    weights: Floats
    bias: Floats

    @staticmethod
    def of(file: Weights, name: str) -> "Linear":
        """The layer called `name`."""
        rows = np.asarray(file[name], np.float32) * np.asarray(file[f"{name}.scale"], np.float32)[:, None]
        return Linear(np.ascontiguousarray(rows.T), np.asarray(file[f"{name}.bias"], np.float32))

    def __call__(self, values: Floats) -> Floats:
        """Its answer to one row, or to each of several."""
        return np.asarray(values @ self.weights + self.bias, np.float32)


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
        moved = values - values.mean(axis=-1, keepdims=True)
        spread = np.sqrt((moved * moved).mean(axis=-1, keepdims=True) + 1e-12)
        return np.asarray(moved / spread * self.scale + self.bias)
