"""Trains the convolutional network that votes beside the regression, with a softmax over the meanings."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from networks import Convolutions, Entries, Extent, Floats, Shape, batches, main_axes, minilm, minilm_pieces, vocabulary
from torch.nn import functional

from prism_llm.networks.pieces import numbered, pieces

_SHAPE = Shape(
    size=64, widths=(1, 2, 3), filters=96, hidden=128, dropped_pieces=0.12, dropped_seen=0.3, dropped_answers=0.4
)
_EXTENT = Extent(least_uses=3, common=4000, letters=0x80)
_EPOCHS, _BATCH, _RATE, _SMOOTHED = 4, 96, 1.5e-3, 0.05


@dataclass(frozen=True)
class Trained:
    """A network and the pieces that it knows."""

    net: Convolutions
    words: list[str]

    def arrays(self, share: float) -> Entries:
        """What `MeaningModel` reads: a byte for each weight, a scale for each row; the answers times `share`."""
        out = Entries(vocabulary=np.array("\n".join(self.words)))
        out.body("", self.net)
        weight, bias = (self.net.state_dict()[f"head.{kind}"].numpy() * share for kind in ("weight", "bias"))
        out.linear("head", weight, bias)
        return out

    @torch.no_grad()
    def scores(self, texts: Sequence[str]) -> Floats:
        """The scores of all meanings for each text."""
        numbers = numbered(self.words)
        rows = [pieces(text, numbers) for text in texts]
        found: dict[int, Floats] = {}
        for batch, padded, mask in batches(rows, _BATCH, shuffled=False):
            found |= dict(zip(batch, self.net(padded, mask).numpy(), strict=True))
        return np.stack([found[index] for index in range(len(rows))])


def train(texts: Sequence[str], answers: Sequence[int], meanings: int, folder: Path) -> Trained:
    """One network; `folder` is MiniLM's. The same input gives the same."""
    torch.manual_seed(1)
    random.seed(1)
    known = minilm_pieces(folder)
    words = vocabulary(texts, known, _EXTENT)
    numbers = numbered(words)
    rows = [pieces(text, numbers) for text in texts]
    table = main_axes(minilm(folder), [known[piece] for piece in words], _SHAPE.size)
    net = Convolutions(table, meanings, _SHAPE)
    steps = _EPOCHS * (len(rows) // _BATCH + len(rows) // (50 * _BATCH) + 2)
    optimiser = torch.optim.AdamW(net.parameters(), lr=_RATE, weight_decay=0.01)
    pace = torch.optim.lr_scheduler.OneCycleLR(optimiser, _RATE, total_steps=steps, pct_start=0.06)
    truth = torch.tensor(answers)
    for epoch in range(_EPOCHS):
        losses = []
        for batch, padded, mask in batches(rows, _BATCH, shuffled=True):
            loss = functional.cross_entropy(net(padded, mask), truth[batch], label_smoothing=_SMOOTHED)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            pace.step()
            losses.append(loss.item())
        print(f"network, epoch {epoch + 1}: loss {np.mean(losses):.3f}", flush=True)
    return Trained(net.eval(), words)
