"""Trains a small network where there are few sentences: the features of a sentence summed, and two layers."""

import random
from collections.abc import Callable, Sequence

import torch
from networks import Entries
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

_SIZE, _HIDDEN = 64, 192
_EPOCHS, _BATCH, _RATE, _DECAY = 8, 128, 2e-3, 0.02
_WARM = 100
"""Steps in which the rate rises, before it falls."""
_HIDDEN_FEATURES, _DROPPED = 0.3, 0.4
"""Shares of features and of units that are hidden in each step."""
_SMOOTHED = 0.05
Rows = Sequence[Sequence[int]]


class Bag(nn.Module):
    """A vector for each feature, and two layers over their sum."""

    def __init__(self, features: int, meanings: int) -> None:
        super().__init__()
        self.bag = nn.EmbeddingBag(features, _SIZE, mode="sum")
        nn.init.normal_(self.bag.weight, std=0.05)
        self.norm = nn.LayerNorm(_SIZE)
        self.hidden = nn.Linear(_SIZE, _HIDDEN)
        self.head = nn.Linear(_HIDDEN, meanings)

    def forward(self, rows: Rows) -> torch.Tensor:
        """The scores of all meanings."""
        starts = torch.tensor([0, *(len(row) for row in rows[:-1])]).cumsum(0)
        shares = torch.tensor([1 / len(row) ** 0.5 for row in rows for _ in row])
        values = self.bag(torch.tensor([at for row in rows for at in row]), starts, per_sample_weights=shares)
        values = functional.dropout(self.norm(values), _DROPPED, self.training)
        values = functional.dropout(functional.relu(self.hidden(values)), _DROPPED, self.training)
        scores: torch.Tensor = self.head(values)
        return scores


def trained(rows: Rows, truth: NDArray, features: int, meanings: int) -> Bag:  # type: ignore[type-arg]
    """The network for sentences of these features and meanings; the same input gives the same."""
    wanted = torch.tensor(truth)

    def loss(batch: list[int], scores: torch.Tensor) -> torch.Tensor:
        return functional.cross_entropy(scores, wanted[batch], label_smoothing=_SMOOTHED)

    return taught(rows, loss, features, meanings, _EPOCHS)


def taught(
    rows: Rows, loss: Callable[[list[int], torch.Tensor], torch.Tensor], features: int, labels: int, epochs: int
) -> Bag:
    """The network that learns from what `loss` makes of a batch's indexes and its scores of them."""
    torch.manual_seed(1)
    rng = random.Random(1)
    net = Bag(features, labels)
    optimiser = torch.optim.AdamW(net.parameters(), _RATE, weight_decay=_DECAY)
    steps = epochs * -(-len(rows) // _BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda at: min(1, at / _WARM) * max(0.02, 1 - at / steps))
    for epoch in range(epochs):
        order = rng.sample(range(len(rows)), len(rows))
        total = 0.0
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            seen = [[at for at in rows[index] if rng.random() >= _HIDDEN_FEATURES] or [0] for index in batch]
            off = loss(batch, net(seen))
            optimiser.zero_grad()
            off.backward()
            optimiser.step()
            schedule.step()
            total += float(off.detach()) * len(batch)
        print(f"epoch {epoch + 1}: loss {total / len(order):.3f}", flush=True)
    return net.eval()


@torch.no_grad()
def arrays(net: Bag, share: float) -> Entries:
    """What `networks.bag.Bag` reads of it: the scores times `share`."""
    out = Entries()
    out.table("bag", net.bag.weight.numpy())
    out["norm"], out["norm.bias"] = net.norm.weight.numpy(), net.norm.bias.numpy()
    out.linear("hidden", net.hidden.weight.numpy(), net.hidden.bias.numpy())
    out.linear("head", net.head.weight.numpy() * share, net.head.bias.numpy() * share)
    return out
