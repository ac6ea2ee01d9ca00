"""Trains the emotion model on GoEmotions and says how good it is, beside the lexicon alone.

    python3 llm-service/scripts/train_emotions.py TRAIN.tsv DEV.tsv MINILM

TRAIN and DEV are GoEmotions' own (text, label numbers, id): Demszky et al., "GoEmotions: A Dataset of Fine-Grained
Emotions", ACL 2020, Apache-2.0. MINILM is the folder of all-MiniLM-L6-v2 (Apache-2.0; `model.safetensors` and
`tokenizer.json`), of which only the table of word pieces is used, to begin with. Labels are learnt together: the 28
fine ones, eight emotions, Ekman's six and neutral, and polarity; eight and polarity are kept. A tenth of the training
texts finds each label's threshold, which becomes probability 0.5. Needs numpy and torch; two networks take ten minutes
on a core; what it writes (`sentiment/emotions.npz`) needs numpy alone.
"""

import json
import random
import struct
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from prism_llm.sentiment.model import WEIGHTS_FILE, WIDTHS
from prism_llm.sentiment.pieces import FIRST, LAST, UNKNOWN, pieces

FINE = (
    "admiration amusement anger annoyance approval caring confusion curiosity desire disappointment disapproval "
    "disgust embarrassment excitement fear gratitude grief joy love nervousness optimism pride realization relief "
    "remorse sadness surprise neutral"
).split()
GROUPS = {
    "eight": {
        "joy": "admiration amusement excitement gratitude joy optimism pride relief", "love": "love caring",
        "surprise": "surprise realization", "curiosity": "curiosity confusion",
        "sadness": "sadness disappointment grief remorse embarrassment", "anger": "anger annoyance disapproval",
        "fear": "fear nervousness", "disgust": "disgust",
    },
    "polarity": {
        "positive": "amusement excitement joy love desire optimism caring pride admiration gratitude relief approval",
        "negative": "sadness disappointment embarrassment grief remorse anger annoyance disapproval disgust fear "
        "nervousness",
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
SIZE, FILTERS, HIDDEN, EPOCHS, BATCH = 128, 160, 192, 5, 64
SEEDS = (1, 2)
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


def vocabulary(texts: Sequence[str], known: dict[str, int]) -> list[str]:
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


def piece_table(folder: Path, numbers: Sequence[int]) -> Floats:
    """MiniLM's vectors of the pieces, on their main axes."""
    raw = (folder / "model.safetensors").read_bytes()
    (length,) = struct.unpack("<Q", raw[:8])
    entry = json.loads(raw[8 : 8 + length])["embeddings.word_embeddings.weight"]
    start, end = (8 + length + offset for offset in entry["data_offsets"])
    table = np.frombuffer(raw[start:end], np.float32).reshape(entry["shape"])[list(numbers)].astype(np.float64)
    table -= table.mean(axis=0)
    axes, _, _ = np.linalg.svd(table.T @ table)
    turned = table @ axes[:, :SIZE]
    return np.asarray(turned / turned.std() * 0.3, np.float32)


class Net(nn.Module):
    """The network of `prism_llm.sentiment.model`, with what training needs."""

    def __init__(self, table: Floats, shares: Floats) -> None:
        super().__init__()
        self.pieces = nn.Embedding.from_pretrained(torch.tensor(table), freeze=False)
        self.filters = nn.ModuleList(nn.Conv1d(SIZE, FILTERS, width, padding=width - 1) for width in WIDTHS)
        self.hidden = nn.Linear(len(WIDTHS) * FILTERS + SIZE, HIDDEN)
        self.head = nn.Linear(HIDDEN + len(WIDTHS) * FILTERS, len(LABELS))
        self.head.bias.data[:] = torch.tensor(np.log(shares / (1 - shares)))

    def forward(self, numbers: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Log-odds of all labels; in training, values, whole pieces and answers are dropped."""
        found = self.pieces(numbers)
        if self.training:
            found = functional.dropout(found, 0.2) * (torch.rand((*numbers.shape, 1)) > 0.1)
        found = found * mask[..., None]
        mean = found.sum(1) / mask.sum(1, keepdim=True)
        turned = found.transpose(1, 2)
        seen = torch.cat([functional.relu(one(turned)).max(2)[0] for one in self.filters], 1)
        both = functional.dropout(torch.cat([seen, mean], 1), 0.4, self.training)
        hidden = functional.relu(self.hidden(both))
        out: torch.Tensor = self.head(functional.dropout(torch.cat([hidden, seen], 1), 0.5, self.training))
        return out


def batches(rows: Sequence[Sequence[int]], shuffled: bool) -> Iterator[tuple[list[int], torch.Tensor, torch.Tensor]]:
    """Indexes, numbers and mask of texts of like length."""
    order = list(range(len(rows)))
    if shuffled:
        random.shuffle(order)
    for start in range(0, len(order), BATCH * 50):
        chunk = sorted(order[start : start + BATCH * 50], key=lambda index: len(rows[index]))
        for begin in range(0, len(chunk), BATCH):
            batch = chunk[begin : begin + BATCH]
            width = max(len(rows[index]) for index in batch)
            padded = torch.tensor([[*rows[index], *[0] * (width - len(rows[index]))] for index in batch])
            mask = torch.tensor([[float(at < len(rows[index])) for at in range(width)] for index in batch])
            yield batch, padded, mask


def train(table: Floats, rows: Sequence[Sequence[int]], truth: Floats, seed: int) -> Net:
    """One network from one seed."""
    torch.manual_seed(seed)
    random.seed(seed)
    net, steps = Net(table, truth.mean(axis=0)), EPOCHS * -(-len(rows) // BATCH)
    optimiser = torch.optim.AdamW(net.parameters(), lr=1e-3, weight_decay=0.01)
    pace = torch.optim.lr_scheduler.OneCycleLR(optimiser, 1e-3, total_steps=steps + EPOCHS, pct_start=0.06)
    answers = torch.tensor(truth)
    for epoch in range(EPOCHS):
        for batch, numbers, mask in batches(rows, shuffled=True):
            loss = functional.binary_cross_entropy_with_logits(net(numbers, mask), answers[batch])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            pace.step()
        print(f"seed {seed}, epoch {epoch + 1}: loss {loss.item():.4f}", flush=True)
    return net.eval()


@torch.no_grad()
def scored(nets: Sequence[Net], rows: Sequence[Sequence[int]]) -> Floats:
    """The networks' mean log-odds."""
    scores = np.zeros((len(rows), len(LABELS)), np.float32)
    for batch, numbers, mask in batches(rows, shuffled=False):
        scores[batch] = np.mean([net(numbers, mask).numpy() for net in nets], axis=0)
    return scores


def f1(said: NDArray[np.bool_], truth: Floats) -> Floats:
    """F1 of each column."""
    right = (said & (truth > 0)).sum(axis=0)
    return np.asarray(2 * right / np.maximum(said.sum(axis=0) + truth.sum(axis=0), 1), np.float32)


def thresholds(scores: Floats, truth: Floats) -> Floats:
    """Where each label's F1 is best."""
    cuts = np.linspace(-4, 2, 61)
    best = [np.argmax([f1(scores[:, [at]] > cut, truth[:, [at]])[0] for cut in cuts]) for at in range(len(LABELS))]
    return np.asarray(cuts[best], np.float32)


def write(nets: Sequence[Net], words: Sequence[str], cuts: Floats) -> None:
    """Round each row to bytes, move the biases by the thresholds, write."""
    out: dict[str, object] = {
        "labels": np.array(KEPT), "networks": len(nets), "vocabulary": np.array("\n".join(words)),
    }  # fmt: skip

    def put(name: str, weights: Floats, bias: Floats | None = None) -> None:
        scale = np.abs(weights).max(axis=1) / 127 + 1e-9
        out[name], out[f"{name}.scale"] = np.round(weights / scale[:, None]).astype(np.int8), scale.astype(np.float32)
        if bias is not None:
            out[f"{name}.bias"] = bias

    for number, net in enumerate(nets):
        state = {name: value.numpy() for name, value in net.state_dict().items()}
        put(f"{number}.pieces", state["pieces.weight"])
        for at, width in enumerate(WIDTHS):
            turned = state[f"filters.{at}.weight"].transpose(0, 2, 1).reshape(FILTERS, -1)
            put(f"{number}.filter{width}", turned, state[f"filters.{at}.bias"])
        put(f"{number}.hidden", state["hidden.weight"], state["hidden.bias"])
        kept = len(KEPT)
        put(f"{number}.head", state["head.weight"][:kept], state["head.bias"][:kept] - cuts[:kept])
    np.savez_compressed(WEIGHTS_FILE, **out)


def main(train_path: str, dev_path: str, minilm: str) -> None:
    """Train, write the weights, and report on the development texts."""
    texts, truth = read(train_path)
    known = json.loads((Path(minilm) / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    words = vocabulary(texts, known)
    numbers = {piece: number for number, piece in enumerate(words)}
    table = piece_table(Path(minilm), [known[piece] for piece in words])
    rows, kept = [list(pieces(text, numbers)) for text in texts], len(texts) // 10
    nets = [train(table, rows[kept:], truth[kept:], seed) for seed in SEEDS]
    cuts = thresholds(scored(nets, rows[:kept]), truth[:kept])
    write(nets, words, cuts)
    dev, answers = read(dev_path)
    each = f1(scored(nets, [list(pieces(text, numbers)) for text in dev]) > cuts, answers)
    for group in GROUPS:
        mine = [at for at, (of, _) in enumerate(LABELS) if of == group]
        print(f"{group:9} macro-F1 {each[mine].mean():.3f}")


if __name__ == "__main__":
    main(*sys.argv[1:4])
