"""Trains MiniLM's first layers to tell what a sentence means, and which of its words fill a free slot."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from encoders import Course, Encoder, put_encoder, train
from networks import Entries, Extent, Floats, batches, minilm, minilm_pieces, vocabulary
from torch import nn
from torch.nn import functional

from prism_llm.networks.pieces import numbered, of_words
from prism_llm.understanding.trained.features import Heard
from prism_llm.understanding.trained.model import NOTHING
from prism_llm.understanding.trained.votes import MARKED
from understanding.samples import Sample

_LAYERS, _WIDE = 3, 768
"""Layers of the encoder, and units of each layer's wide part."""
_COURSE = Course(epochs=5, fall=5, batch=48, rate=3e-4, head_rate=1e-3, halves=True)
_SMOOTHED = 0.05
_MARKS = 0.3
"""How much it counts to find the words of free slots, beside the meaning."""
_TAKEN_OF_NOTHING = 0.2
"""The share of the samples that ask for nothing which an epoch takes."""
_HEARD = 400
"""Sentences by which the layers are slimmed."""
_UNTOLD = -1.0
"""Marks a piece of which it is not known whether it belongs to a free slot, or to which."""
_UNPARTED = frozenset({"what", "between"})
"""Slots of which it is not known what is in them: titles, people and more."""


class Reader(Encoder):
    """An encoder with a second head, which marks the pieces of free slots."""

    def __init__(self, *given: object) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        self.marks = nn.Linear(self.pieces.embedding_dim, len(MARKED))

    def forward(self, numbers: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """The scores of all meanings, and of each piece whether it belongs to each slot of `MARKED`."""
        values = self.values(numbers, mask)
        return self.judged(values, mask), self.marks(values)


@dataclass(frozen=True)
class Trained:
    """A network and the pieces that it knows."""

    net: Reader
    words: list[str]

    @torch.no_grad()
    def arrays(self, share: float) -> Entries:
        """What `MeaningModel` reads: the answers times `share`."""
        out = Entries(vocabulary=np.array("\n".join(self.words)))
        put_encoder(out, self.net)
        out.linear("encoder.head", self.net.head.weight.numpy() * share, self.net.head.bias.numpy() * share)
        out.linear("marks", self.net.marks.weight.numpy(), self.net.marks.bias.numpy())
        return out

    @torch.no_grad()
    def scores(self, sentences: Sequence[Heard]) -> Floats:
        """The scores of all meanings for each sentence."""
        numbers = numbered(self.words)
        rows = [of_words(sentence.with_pauses(), numbers)[0] for sentence in sentences]
        found: dict[int, Floats] = {}
        for batch, padded, mask in batches(rows, _COURSE.batch, shuffled=False):
            found |= dict(zip(batch, self.net(padded, mask)[0].numpy(), strict=True))
        return np.stack([found[index] for index in range(len(rows))])


def trained(samples: Sequence[Sample], meanings: list[str], folder: Path, extent: Extent, share: float) -> Trained:
    """The network for these meanings; the same input gives the same.

    Args:
        samples: what it learns.
        meanings: what they may mean.
        folder: MiniLM's.
        extent: which of its pieces are kept.
        share: of the samples that ask for something, how many an epoch takes.
    """
    torch.manual_seed(1)
    random.seed(1)
    known = minilm_pieces(folder)
    words = vocabulary([" ".join(sample.words) for sample in samples], known, extent)
    numbers = numbered(words)
    cut = [of_words(sample.heard.with_pauses(), numbers) for sample in samples]
    rows = [row for row, _ in cut]
    truth = torch.tensor([meanings.index(sample.meaning) for sample in samples])
    marks = [_marks(sample, len(row), starts) for sample, (row, starts) in zip(samples, cut, strict=True)]
    counts = np.bincount(truth.numpy(), minlength=len(meanings))
    shares = np.maximum(counts, 1).astype(np.float32) / len(truth)  # a meaning may have but samples that are kept
    net = Reader(minilm(folder), [known[piece] for piece in words], shares, _LAYERS)

    def loss(batch: list[int], said: tuple[torch.Tensor, torch.Tensor]) -> torch.Tensor:
        scores, marked = said
        meaning = functional.cross_entropy(scores.float(), truth[batch], label_smoothing=_SMOOTHED)
        wanted = nn.utils.rnn.pad_sequence([marks[at] for at in batch], batch_first=True, padding_value=_UNTOLD)
        told = wanted != _UNTOLD
        off = functional.binary_cross_entropy_with_logits(marked.float()[told], wanted[told], reduction="sum")
        return meaning + _MARKS * off / max(int(told.sum()), 1)

    nothing = meanings.index(NOTHING)
    asked, unasked = [torch.nonzero(part)[:, 0].tolist() for part in (truth != nothing, truth == nothing)]

    def of_an_epoch() -> list[int]:
        return [
            at
            for part, taken in ((asked, share), (unasked, _TAKEN_OF_NOTHING))
            for at in random.sample(part, round(taken * len(part)))
        ]

    net.slim(random.sample(rows, _HEARD), _WIDE)
    train(net, rows, _COURSE, loss, of_an_epoch)
    return Trained(net, words)


def _marks(sample: Sample, pieces: int, starts: Sequence[int]) -> torch.Tensor:
    """For each piece and slot of `MARKED` one where a word of the slot begins, zero where another word does."""
    marks = torch.full((pieces, len(MARKED)), _UNTOLD)
    if sample.inside is not None:
        for index, start in enumerate(starts):
            slot = sample.inside.get(index, "")
            marks[start, 0] = float(bool(slot))
            if slot not in _UNPARTED:
                marks[start, 1:] = torch.tensor([float(slot == named) for named in MARKED[1:]])
    return marks
