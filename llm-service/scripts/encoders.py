"""MiniLM's first layers as they are trained on, slimmed, and written: what both trained models share of them."""

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from networks import Entries, Floats, Known, batches
from torch import nn
from torch.nn import functional

from prism_llm.networks.encoder import HEADS
from prism_llm.networks.pieces import MOST_PIECES

KINDS = ("weight", "bias")
_HEADS = ("head.", "marks.")
"""What is learnt from nothing, at a rate of its own."""
_SCORED_AT_ONCE = 64
"""Texts."""


@dataclass(frozen=True, slots=True)
class Course:
    """How a network is trained: the rate rises for a sixteenth of `fall` epochs and then falls."""

    epochs: int
    fall: int
    """Epochs after which the rate would be nothing: a third one makes the encoder surer, no better."""
    batch: int
    rate: float
    head_rate: float
    halves: bool
    """Multiplies in numbers of 16 bits: twice as fast where the processor has them."""


class Layer(nn.Module):
    """One of MiniLM's layers."""

    def __init__(self, known: Known, at: int) -> None:
        super().__init__()
        name = f"encoder.layer.{at}"
        own = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
        self.attention = _linear(*(np.concatenate([known[f"{one}.{kind}"] for one in own]) for kind in KINDS))
        self.mixed = _linear(*(known[f"{name}.attention.output.dense.{kind}"] for kind in KINDS))
        self.after_attention = _norm(known, f"{name}.attention.output.LayerNorm")
        self.wide = _linear(*(known[f"{name}.intermediate.dense.{kind}"] for kind in KINDS))
        self.narrow = _linear(*(known[f"{name}.output.dense.{kind}"] for kind in KINDS))
        self.after_all = _norm(known, f"{name}.output.LayerNorm")

    def forward(self, values: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """The pieces in the light of the others."""
        count, longest, size = values.shape
        parts = self.attention(values).view(count, longest, 3, HEADS, size // HEADS).permute(2, 0, 3, 1, 4)
        heard = functional.scaled_dot_product_attention(*parts, attn_mask=mask).transpose(1, 2)
        mixed = functional.dropout(self.mixed(heard.reshape(count, longest, size)), 0.1, self.training)
        values = self.after_attention(values + mixed)
        narrow = self.narrow(functional.gelu(self.wide(values)))
        out: torch.Tensor = self.after_all(values + functional.dropout(narrow, 0.1, self.training))
        return out

    def slim(self, heard: torch.Tensor, wide: int) -> None:
        """Keep the `wide` units that vary most in `heard`, a column for each; of the others, their mean."""
        says = heard.std(0) * self.narrow.weight.norm(dim=0)
        kept, lost = (part.sort().values for part in says.argsort(descending=True).split([wide, len(says) - wide]))
        moved = self.narrow.bias + self.narrow.weight[:, lost] @ heard.mean(0)[lost]
        self.wide = _linear(self.wide.weight[kept].numpy(), self.wide.bias[kept].numpy())
        self.narrow = _linear(self.narrow.weight[:, kept].numpy(), moved.numpy())


class Encoder(nn.Module):
    """MiniLM's first layers, and a head over the mean and the largest of each value."""

    def __init__(self, known: Known, numbers: Sequence[int], shares: Floats, layers: int) -> None:
        super().__init__()
        table = known["embeddings.word_embeddings.weight"][list(numbers)]
        self.pieces = nn.Embedding.from_pretrained(torch.tensor(table), freeze=False)
        kind = known["embeddings.token_type_embeddings.weight"][0]
        self.positions = nn.Parameter(torch.tensor(known["embeddings.position_embeddings.weight"][:MOST_PIECES] + kind))
        self.first = _norm(known, "embeddings.LayerNorm")
        self.layers = nn.ModuleList(Layer(known, at) for at in range(layers))
        self.head = nn.Linear(2 * table.shape[1], len(shares))
        begin(self.head, shares)

    def values(self, numbers: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """The pieces in the light of the others; in training, values and whole pieces are dropped."""
        found = self.pieces(numbers) + self.positions[: numbers.shape[1]]
        if self.training:
            found = found * (torch.rand((*numbers.shape, 1)) > 0.08)
        values = functional.dropout(self.first(found), 0.1, self.training)
        kind = torch.bfloat16 if torch.is_autocast_enabled("cpu") else torch.float32
        away = ((1 - mask)[:, None, None] * -1e4).to(kind)
        for layer in self.layers:
            values = layer(values, away)  # their sums stay whole: in bfloat16 less is learnt
        return values

    def judged(self, values: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """The score of each label, from what `values` gave."""
        rows = mask[..., None]
        mean = (values * rows).sum(1) / rows.sum(1)
        seen = torch.cat([mean, (values - 1e4 * (1 - rows)).max(1)[0]], 1)
        out: torch.Tensor = self.head(functional.dropout(seen, 0.2, self.training))
        return out

    def forward(self, numbers: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """The score of each label."""
        return self.judged(self.values(numbers, mask), mask)

    @torch.no_grad()
    def slim(self, texts: Sequence[Sequence[int]], wide: int) -> None:
        """Keep the `wide` units of each layer that vary most in `texts`; of the others, their mean."""
        self.eval()
        heard: list[list[torch.Tensor]] = [[] for _ in self.layers]
        hooks = [
            layer.narrow.register_forward_pre_hook(lambda _, given, into=into: into.append(given[0][0]))
            for layer, into in zip(self.layers, heard, strict=True)
        ]
        for numbers in texts:
            self.values(torch.tensor([numbers]), torch.ones((1, len(numbers))))
        for hook in hooks:
            hook.remove()
        for layer, parts in zip(self.layers, heard, strict=True):
            layer.slim(torch.cat(parts), wide)


def _linear(weight: Floats, bias: Floats) -> nn.Linear:
    layer = nn.Linear(weight.shape[1], weight.shape[0])
    layer.load_state_dict({"weight": torch.tensor(weight), "bias": torch.tensor(bias)})
    return layer


def _norm(known: Known, name: str) -> nn.LayerNorm:
    layer = nn.LayerNorm(known[f"{name}.weight"].shape[0], eps=1e-12)
    layer.load_state_dict({kind: torch.tensor(known[f"{name}.{kind}"]) for kind in KINDS})
    return layer


def begin(head: nn.Linear, shares: Floats) -> None:
    """Let each label be as likely as it is often said."""
    head.bias.data[:] = torch.tensor(np.log(shares / (1 - shares)))


def train(
    net: nn.Module,
    rows: Sequence[Sequence[int]],
    course: Course,
    loss: Callable[[list[int], Any], torch.Tensor],
    taken: Callable[[], Sequence[int]] | None = None,
) -> None:
    """Teach the network by what `loss` makes of a batch's indexes and the network's answers to them.

    `taken` gives the indexes of the texts of an epoch; without it, all are taken.
    """
    optimiser = _optimiser(net.train())
    for epoch in range(course.epochs):
        every = list(batches(rows, course.batch, shuffled=True, of=taken and taken()))
        random.shuffle(every)
        for at, (batch, numbers, mask) in enumerate(every):
            _set_rates(optimiser, course, (epoch + (at + 1) / len(every)) / course.fall)
            with torch.autocast("cpu", torch.bfloat16, enabled=course.halves):
                said = net(numbers, mask)
            off = loss(batch, said)
            optimiser.zero_grad(set_to_none=True)
            off.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
        print(f"epoch {epoch + 1}: loss {off.item():.4f}, {time.process_time():.0f} s of a CPU", flush=True)
    net.eval()


@torch.no_grad()
def scored(encoder: Encoder, rows: Sequence[Sequence[int]]) -> Floats:
    """The score of each label for each text."""
    scores = np.zeros((len(rows), encoder.head.out_features), np.float32)
    for batch, numbers, mask in batches(rows, _SCORED_AT_ONCE, shuffled=False):
        scores[batch] = encoder(numbers, mask).numpy()
    return scores


def _optimiser(net: nn.Module) -> torch.optim.Optimizer:
    parts = (
        [weights for name, weights in net.named_parameters() if name.startswith(_HEADS) == is_head]
        for is_head in (False, True)
    )
    return torch.optim.AdamW([{"params": part} for part in parts], weight_decay=0.01, fused=True)


def _set_rates(optimiser: torch.optim.Optimizer, course: Course, done: float) -> None:
    share = min(done / 0.06, (1 - done) / 0.94)
    for group, rate in zip(optimiser.param_groups, (course.rate, course.head_rate), strict=True):
        group["lr"] = rate * share


def put_encoder(file: Entries, encoder: Encoder) -> None:
    """The encoder but for its head; norms as they are."""
    state = {name: values.numpy() for name, values in encoder.state_dict().items()}
    file.table("encoder.pieces", state["pieces.weight"])
    file |= {"encoder.positions": state["positions"], "encoder.layers": len(encoder.layers)}
    norms = ["first"]
    for at in range(len(encoder.layers)):
        for part in ("attention", "mixed", "wide", "narrow"):
            name = f"layers.{at}.{part}"
            file.linear(f"encoder.layer{at}.{part}", state[f"{name}.weight"], state[f"{name}.bias"])
        norms += [f"layers.{at}.{part}" for part in ("after_attention", "after_all")]
    for name in norms:
        written = f"encoder.{name.replace('layers.', 'layer')}"
        file |= {written: state[f"{name}.weight"], f"{written}.bias": state[f"{name}.bias"]}
