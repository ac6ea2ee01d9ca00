"""The emotion networks as they are trained: MiniLM's first layers, and convolutions."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from encoders import Course, begin
from networks import Entries, Floats, Known, batches
from torch import nn
from torch.nn import functional


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


LAYERS, WIDE = 3, 1152
"""Layers of the encoder, and units of each layer's wide part after training."""
SHAPE = Shape(
    size=128, widths=(1, 2, 3, 4), filters=160, hidden=192, dropped_pieces=0.1, dropped_seen=0.4, dropped_answers=0.5
)
VOTES = {"Encoder": 0.65, "Convolutions": 0.35}
"""How much each network counts, by held-out texts."""
CONVOLUTIONS = Course(epochs=5, fall=5, batch=64, rate=1e-3, head_rate=1e-3, halves=False)
ENCODER = Course(epochs=2, fall=3, batch=32, rate=2e-4, head_rate=1e-3, halves=True)


def main_axes(known: Known, numbers: Sequence[int], size: int) -> Floats:
    """MiniLM's vectors of some pieces on their `size` main axes, where words of nearly one meaning are near."""
    table = known["embeddings.word_embeddings.weight"][list(numbers)].astype(np.float64)
    table -= table.mean(axis=0)
    axes, _, _ = np.linalg.svd(table.T @ table)
    turned = table @ axes[:, :size]
    return np.asarray(turned / turned.std() * 0.3, np.float32)


def begun(known: Known, numbers: Sequence[int], shares: Floats) -> Convolutions:
    """Convolutions whose pieces begin as MiniLM's on their main axes, and each label as often as it is said."""
    net = Convolutions(main_axes(known, numbers, SHAPE.size), len(shares), SHAPE)
    begin(net.head, shares)
    return net


@torch.no_grad()
def scored(nets: Sequence[nn.Module], rows: Sequence[Sequence[int]], labels: int) -> Floats:
    """The networks' log-odds, by their votes."""
    scores = np.zeros((len(rows), labels), np.float32)
    for batch, numbers, mask in batches(rows, 64, shuffled=False):
        scores[batch] = sum(VOTES[type(net).__name__] * net(numbers, mask).numpy() for net in nets)
    return scores


def put_convolutions(file: Entries, prefix: str, net: Convolutions) -> None:
    """A convolutional network but for its head."""
    state = {name: values.numpy() for name, values in net.state_dict().items()}
    file.table(f"{prefix}pieces", state["pieces.weight"])
    for at, width in enumerate(net.shape.widths):
        rows = state[f"filters.{at}.weight"].transpose(0, 2, 1).reshape(net.shape.filters, -1)
        file.linear(f"{prefix}filter{width}", rows, state[f"filters.{at}.bias"])
    file.linear(f"{prefix}hidden", state["hidden.weight"], state["hidden.bias"])
