"""A small network over the features of a text, summed: fit where there are few texts to learn from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from prism_llm.networks.layers import Floats, Linear, Norm, Table, Weights


@dataclass(frozen=True, slots=True)
class Bag:
    """A vector for each feature, and two layers over their sum. Immutable, so any thread may use it.

    Attributes:
        numbers: the row of each feature, by its hash; others are passed over.
        table: a vector for each row; a text is their sum over the root of their number.
        norm: before the layers.
        hidden: its answers that are above nothing go to `head`.
        head: the score of each label.
    """

    numbers: Mapping[int, int]
    table: Table
    norm: Norm
    hidden: Linear
    head: Linear

    @staticmethod
    def of(file: Weights) -> "Bag":
        """What the file of a model holds of it."""
        return Bag(
            numbers={int(feature): row for row, feature in enumerate(file["features"])},
            table=Table.of(file, "bag"),
            norm=Norm.of(file, "norm"),
            hidden=Linear.of(file, "hidden"),
            head=Linear.of(file, "head"),
        )

    def rows(self, features: Sequence[int]) -> list[int]:
        """The rows of the features that it knows."""
        return [self.numbers[feature] for feature in features if feature in self.numbers]

    def scores(self, rows: Sequence[int]) -> Floats:
        """The score of each label for a text with features of these rows."""
        values = self.table(np.array(rows, np.int64)).sum(axis=0) / np.float32(max(len(rows), 1) ** 0.5)
        return self.head(np.maximum(self.hidden(self.norm(values)), 0))
