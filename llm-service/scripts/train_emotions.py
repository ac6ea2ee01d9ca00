"""Trains the emotion model on GoEmotions and says how good it is.

    python3 llm-service/scripts/train_emotions.py TRAIN.tsv DEV.tsv MINILM

TRAIN and DEV are GoEmotions' own (text, label numbers, id): Demszky et al., "GoEmotions: A Dataset of Fine-Grained
Emotions", ACL 2020, Apache-2.0. MINILM is the folder of all-MiniLM-L6-v2 (see `networks.py`). Labels are learnt
together: the 28 fine ones, eight emotions, polarity, and Ekman's six and neutral; eight, polarity and neutral are kept.
A tenth of the training texts, from which nothing is learnt, finds each label's threshold, which becomes probability
0.5. Needs numpy and torch 2.1 or later, and about twenty minutes of a CPU that multiplies in bfloat16; what it writes
(`sentiment/emotions.npz`) needs numpy alone.
"""

import random
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from encoders import Course, Encoder, put_encoder, scored, train
from networks import Entries, Extent, Floats, minilm, minilm_pieces, vocabulary
from numpy.typing import NDArray
from torch.nn import functional

from prism_llm.networks.pieces import numbered, pieces
from prism_llm.sentiment.model import WEIGHTS_FILE

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
EXTENT = Extent(least_uses=2, common=6000, letters=0x250)
LAYERS, WIDE = 3, 1152
"""Layers of the encoder, and units of each layer's wide part after training."""
COURSE = Course(epochs=3, fall=3, batch=32, rate=1e-4, head_rate=1e-3, halves=True)


def read(path: str) -> tuple[list[str], Floats]:
    """Texts, and a row of zeros and ones for each."""
    texts, rows = [], []
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        text, numbers, _ = line.split("\t")
        said = {FINE[int(number)] for number in numbers.split(",")}
        texts.append(text)
        rows.append([float(bool(said & set(GROUPS[group][name].split()))) for group, name in LABELS])
    return texts, np.array(rows, np.float32)


def f1(said: NDArray[np.bool_], truth: Floats) -> Floats:
    """F1 of each column."""
    right = (said & (truth > 0)).sum(axis=0)
    return np.asarray(2 * right / np.maximum(said.sum(axis=0) + truth.sum(axis=0), 1), np.float32)


def thresholds(scores: Floats) -> Floats:
    """Where each label's F1 is best, going by how likely the network itself holds it.

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


@torch.no_grad()
def write(encoder: Encoder, words: Sequence[str], cuts: Floats) -> None:
    """The file that `prism_llm.sentiment` reads: of the labels those that are kept, moved by their thresholds."""
    kept = [at for at, (group, _) in enumerate(LABELS) if group in ("eight", "polarity")]
    file = Entries(labels=np.array(KEPT), vocabulary=np.array("\n".join(words)))
    put_encoder(file, encoder)
    weight, bias = (part[kept].numpy() for part in (encoder.head.weight, encoder.head.bias))
    file.linear("encoder.head", weight, bias - cuts[kept])
    np.savez_compressed(WEIGHTS_FILE, **file)


def main(train_path: str, dev_path: str, folder: str) -> None:
    """Train, write the weights, and report on the development texts."""
    torch.manual_seed(1)
    random.seed(1)
    texts, truth = read(train_path)
    known = minilm_pieces(Path(folder))
    words = vocabulary(texts, known, EXTENT)
    numbers = numbered(words)
    rows, held = [list(pieces(text, numbers)) for text in texts], len(texts) // 10
    encoder = Encoder(minilm(Path(folder)), [known[piece] for piece in words], truth.mean(axis=0), LAYERS)
    answers = torch.tensor(truth[held:])

    def loss(batch: list[int], said: torch.Tensor) -> torch.Tensor:
        return functional.binary_cross_entropy_with_logits(said.float(), answers[batch])

    train(encoder, rows[held:], COURSE, loss)
    encoder.slim(rows[held : held + 400], WIDE)
    cuts = thresholds(scored(encoder, rows[:held]))
    write(encoder, words, cuts)
    dev, said = read(dev_path)
    each = f1(scored(encoder, [list(pieces(text, numbers)) for text in dev]) > cuts, said)
    for group in GROUPS:
        mine = [at for at, (of, _) in enumerate(LABELS) if of == group]
        print(f"{group:9} macro-F1 {each[mine].mean():.3f}")


if __name__ == "__main__":
    main(*sys.argv[1:4])
