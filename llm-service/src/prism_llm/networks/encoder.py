"""A small transformer over word pieces: the first layers of MiniLM.

Wang et al., "MiniLM: Deep Self-Attention Distillation for Task-Agnostic Compression of Pre-Trained Transformers",
NeurIPS 2020. It knows words in their context: "sick" of a dog and of a solo.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from prism_llm.networks.layers import Floats, Linear, Norm, Table, Weights, together

HEADS = 12
"""Attention heads of each layer."""
_LINEAR = ("attention", "mixed", "wide", "narrow")
_GELU = np.float32(np.sqrt(2 / np.pi))


@dataclass(frozen=True, slots=True)
class Layer:
    """Self-attention, then two linear layers at each piece; both are added to what came in."""

    attention: Linear
    """Queries, keys and values, side by side."""
    mixed: Linear
    after_attention: Norm
    wide: Linear
    narrow: Linear
    after_all: Norm

    @staticmethod
    def several(file: Weights, names: Sequence[str]) -> list["Layer"]:
        """The layers called `names`."""
        linear = iter(together([Linear.of(file, f"{name}.{part}") for name in names for part in _LINEAR]))
        return [
            Layer(
                attention=next(linear),
                mixed=next(linear),
                after_attention=Norm.of(file, f"{name}.after_attention"),
                wide=next(linear),
                narrow=next(linear),
                after_all=Norm.of(file, f"{name}.after_all"),
            )
            for name in names
        ]

    def __call__(self, values: Floats, cuts: Sequence[int]) -> Floats:
        """What the pieces, a row each, are in the light of the others of their text; `cuts` part the texts."""
        parts = self.attention(values)
        mixed = self.mixed(np.concatenate([_heard(text) for text in np.split(parts, cuts)]) if cuts else _heard(parts))
        mixed += values
        values = self.after_attention(mixed)
        narrow = self.narrow(_gelu(self.wide(values)))
        narrow += values
        return self.after_all(narrow)


@dataclass(frozen=True, slots=True)
class Encoder:
    """The whole network. Immutable, so any thread may use it."""

    pieces: Table
    positions: Floats
    first: Norm
    layers: Sequence[Layer]
    head: Linear

    @staticmethod
    def of(file: Weights, prefix: str = "") -> "Encoder":
        """The network whose weights' names begin with `prefix`."""
        return Encoder(
            pieces=Table.of(file, f"{prefix}pieces"),
            positions=np.asarray(file[f"{prefix}positions"], np.float32),
            first=Norm.of(file, f"{prefix}first"),
            layers=Layer.several(file, [f"{prefix}layer{at}" for at in range(int(file[f"{prefix}layers"]))]),
            head=Linear.of(file, f"{prefix}head"),
        )

    def values(self, texts: Sequence[Sequence[int]]) -> Sequence[Floats]:
        """What each piece of some texts, whose numbers are given, is in the light of the others of its text.

        Several short texts at once take little longer than one: most of the time goes to reading the weights.
        """
        places = np.concatenate([self.positions[: len(numbers)] for numbers in texts])
        values = self.first(self.pieces(np.concatenate([np.asarray(numbers) for numbers in texts])) + places)
        cuts = list(accumulate(len(numbers) for numbers in texts[:-1]))
        for layer in self.layers:
            values = layer(values, cuts)
        return np.split(values, cuts)

    def judged(self, values: Floats) -> Floats:
        """The score of each label, from the mean of the pieces and the largest of each value."""
        return self.head(np.concatenate([values.mean(axis=0), values.max(axis=0)]))

    def scores(self, numbers: Sequence[int]) -> Floats:
        """The score of each label for the numbers of a text's pieces."""
        (values,) = self.values([numbers])
        return self.judged(values)


def _heard(parts: Floats) -> Floats:
    """What each piece of one text takes from the others; `parts` has its query, key and answer side by side."""
    count, size = len(parts), parts.shape[1] // 3
    queries, keys, answers = parts.reshape(count, 3, HEADS, -1).transpose(1, 2, 0, 3)
    shares: Floats = queries @ keys.transpose(0, 2, 1)
    shares *= np.float32(np.sqrt(HEADS / size))
    shares -= shares.max(axis=-1, keepdims=True)
    np.exp(shares, out=shares)
    heard: Floats = shares @ answers
    heard /= shares.sum(axis=-1, keepdims=True)
    return heard.transpose(1, 0, 2).reshape(count, size)


def _gelu(values: Floats) -> Floats:
    """Hendrycks and Gimpel, "Gaussian Error Linear Units", 2016; their approximation by the hyperbolic tangent."""
    shares = values * values
    shares *= _GELU * np.float32(0.044715)
    shares += _GELU
    shares *= values
    np.tanh(shares, out=shares)
    shares += np.float32(1)
    shares *= values
    shares *= np.float32(0.5)
    return shares
