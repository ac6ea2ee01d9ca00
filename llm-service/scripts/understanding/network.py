"""Trains the convolutional network that votes beside the regression: over word pieces, whose vectors it begins with.

Kim, "Convolutional Neural Networks for Sentence Classification", EMNLP 2014. The vectors are those of all-MiniLM-L6-v2
(Apache-2.0; of its folder `model.safetensors` and `tokenizer.json` are read) on their main axes, so that words which
mean nearly the same are near each other before the first sentence is seen.
"""

import json
import random
import struct
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from prism_llm.sentiment.pieces import FIRST, LAST, UNKNOWN, pieces
from prism_llm.understanding.trained.network import WIDTHS

_SIZE, _FILTERS, _HIDDEN = 64, 96, 128
_EPOCHS, _BATCH, _RATE, _SMOOTHED = 4, 96, 1.5e-3, 0.05
_LEAST_USES = 3
_COMMON = range(1996, 4000)
"""Numbers of whole words that everybody uses, in the order of MiniLM's vocabulary."""
Floats = NDArray[np.float32]


def vocabulary(texts: Sequence[str], known: dict[str, int]) -> list[str]:
    """Pieces that the texts use, common words, letters."""
    uses = Counter(piece for text in texts for piece in pieces(text, known))
    return [
        piece
        for piece, number in sorted(known.items(), key=lambda pair: pair[1])
        if uses[number] >= _LEAST_USES
        or piece in ("[PAD]", UNKNOWN, FIRST, LAST)
        or (len(piece.removeprefix("##")) == 1 and piece.isascii())
        or (number in _COMMON and piece.isascii())
    ]


def piece_table(folder: Path, numbers: Sequence[int]) -> Floats:
    """MiniLM's vectors of the pieces, on their main axes."""
    raw = (folder / "model.safetensors").read_bytes()
    (length,) = struct.unpack("<Q", raw[:8])
    entry = json.loads(raw[8 : 8 + length])["embeddings.word_embeddings.weight"]
    start, end = (8 + length + offset for offset in entry["data_offsets"])
    table = np.frombuffer(raw[start:end], np.float32).reshape(entry["shape"])[list(numbers)].astype(np.float64)
    table -= table.mean(axis=0)
    axes, _, _ = np.linalg.svd(table.T @ table)
    turned = table @ axes[:, :_SIZE]
    return np.asarray(turned / turned.std() * 0.3, np.float32)


class Net(nn.Module):
    """The network of `prism_llm.understanding.trained.network`, with what training needs."""

    def __init__(self, table: Floats, meanings: int) -> None:
        super().__init__()
        self.pieces = nn.Embedding.from_pretrained(torch.tensor(table), freeze=False)
        self.filters = nn.ModuleList(nn.Conv1d(_SIZE, _FILTERS, width, padding=width - 1) for width in WIDTHS)
        self.hidden = nn.Linear(len(WIDTHS) * _FILTERS + _SIZE, _HIDDEN)
        self.head = nn.Linear(_HIDDEN + len(WIDTHS) * _FILTERS, meanings)

    def forward(self, numbers: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Scores of all meanings; in training, values, whole pieces and answers are dropped."""
        found = self.pieces(numbers)
        if self.training:
            found = functional.dropout(found, 0.2) * (torch.rand((*numbers.shape, 1)) > 0.12)
        found = found * mask[..., None]
        mean = found.sum(1) / mask.sum(1, keepdim=True)
        turned = found.transpose(1, 2)
        seen = torch.cat([functional.relu(one(turned)).max(2)[0] for one in self.filters], 1)
        hidden = functional.relu(self.hidden(functional.dropout(torch.cat([seen, mean], 1), 0.3, self.training)))
        out: torch.Tensor = self.head(functional.dropout(torch.cat([hidden, seen], 1), 0.4, self.training))
        return out


@dataclass(frozen=True)
class Trained:
    """A network and the pieces that it knows."""

    net: Net
    words: list[str]

    def arrays(self, share: float) -> dict[str, object]:
        """What `MeaningModel` reads: a byte for each weight, a scale for each row; the answers times `share`."""
        state = {name: value.numpy() for name, value in self.net.state_dict().items()}
        out: dict[str, object] = {"vocabulary": np.array("\n".join(self.words))}

        def put(name: str, weights: Floats, bias: Floats | None = None) -> None:
            scale = np.abs(weights).max(axis=1) / 127 + 1e-9
            out[name], out[f"{name}.scale"] = np.round(weights / scale[:, None]).astype(np.int8), scale
            if bias is not None:
                out[f"{name}.bias"] = bias

        put("pieces", state["pieces.weight"])
        for at, width in enumerate(WIDTHS):
            turned = state[f"filters.{at}.weight"].transpose(0, 2, 1).reshape(_FILTERS, -1)
            put(f"filter{width}", turned, state[f"filters.{at}.bias"])
        put("hidden", state["hidden.weight"], state["hidden.bias"])
        put("head", state["head.weight"] * share, state["head.bias"] * share)
        return out

    @torch.no_grad()
    def scores(self, texts: Sequence[str]) -> Floats:
        """The scores of all meanings for each text."""
        numbers = {piece: number for number, piece in enumerate(self.words)}
        rows = [list(pieces(text, numbers)) for text in texts]
        found: dict[int, Floats] = {}
        for batch, padded, mask in _batches(rows, shuffled=False):
            found |= dict(zip(batch, self.net(padded, mask).numpy(), strict=True))
        return np.stack([found[index] for index in range(len(rows))])


def train(texts: Sequence[str], answers: Sequence[int], meanings: int, minilm: Path) -> Trained:
    """One network; the same input gives the same."""
    torch.manual_seed(1)
    random.seed(1)
    known = json.loads((minilm / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    words = vocabulary(texts, known)
    numbers = {piece: number for number, piece in enumerate(words)}
    rows = [list(pieces(text, numbers)) for text in texts]
    net = Net(piece_table(minilm, [known[piece] for piece in words]), meanings)
    steps = _EPOCHS * (len(rows) // _BATCH + len(rows) // (50 * _BATCH) + 2)
    optimiser = torch.optim.AdamW(net.parameters(), lr=_RATE, weight_decay=0.01)
    pace = torch.optim.lr_scheduler.OneCycleLR(optimiser, _RATE, total_steps=steps, pct_start=0.06)
    truth = torch.tensor(answers)
    for epoch in range(_EPOCHS):
        losses = []
        for batch, padded, mask in _batches(rows, shuffled=True):
            loss = functional.cross_entropy(net(padded, mask), truth[batch], label_smoothing=_SMOOTHED)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            pace.step()
            losses.append(loss.item())
        print(f"network, epoch {epoch + 1}: loss {np.mean(losses):.3f}", flush=True)
    return Trained(net.eval(), words)


def _batches(rows: Sequence[Sequence[int]], shuffled: bool) -> Iterator[tuple[list[int], torch.Tensor, torch.Tensor]]:
    """Indexes, numbers and mask of texts of like length."""
    order = list(range(len(rows)))
    if shuffled:
        random.shuffle(order)
    for start in range(0, len(order), _BATCH * 50):
        chunk = sorted(order[start : start + _BATCH * 50], key=lambda index: len(rows[index]))
        for begin in range(0, len(chunk), _BATCH):
            batch = chunk[begin : begin + _BATCH]
            width = max(len(rows[index]) for index in batch)
            padded = torch.tensor([[*rows[index], *[0] * (width - len(rows[index]))] for index in batch])
            mask = torch.tensor([[float(at < len(rows[index])) for at in range(width)] for index in batch])
            yield batch, padded, mask
