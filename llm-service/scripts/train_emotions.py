"""Trains the emotion model on GoEmotions and says how good it is, beside the lexicon alone.

    python llm-service/scripts/train_emotions.py TRAIN.tsv DEV.tsv

The files are GoEmotions' own (text, label numbers, id): Demszky et al., "GoEmotions: A Dataset of Fine-Grained
Emotions", ACL 2020, Apache-2.0. Its 27 emotions are folded into eight. The model is one logistic regression for each
emotion on hashed words and pairs, trained by Adagrad (Duchi et al., JMLR 2011); a tenth of the training texts is kept
to find each emotion's threshold, which becomes probability 0.5. Weights are kept in one byte each. Needs numpy; what
it writes (`sentiment/emotions.bin`) does not.
"""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from prism_llm.sentiment import EMOTIONS, Emotion
from prism_llm.sentiment.analyse import analyse, by_lexicon
from prism_llm.sentiment.features import BUCKETS, features
from prism_llm.sentiment.model import WEIGHTS_FILE, EmotionModel, pack

_LABELS = (
    "admiration amusement anger annoyance approval caring confusion curiosity desire disappointment disapproval "
    "disgust embarrassment excitement fear gratitude grief joy love nervousness optimism pride realization relief "
    "remorse sadness surprise neutral"
).split()
_FOLDED = {
    "joy": "admiration amusement excitement gratitude joy optimism pride relief",
    "love": "love caring",
    "surprise": "surprise realization",
    "curiosity": "curiosity confusion",
    "sadness": "sadness disappointment grief remorse embarrassment",
    "anger": "anger annoyance disapproval",
    "fear": "fear nervousness",
    "disgust": "disgust",
}
_EPOCHS, _BATCH, _RATE, _DECAY = 4, 256, 0.1, 1e-5
Floats = NDArray[np.float32]


def read(path: str) -> tuple[list[str], Floats]:
    """Texts, and a row of eight zeros and ones for each."""
    of = {_LABELS.index(fine): EMOTIONS.index(ours) for ours, all_ in _FOLDED.items() for fine in all_.split()}
    texts: list[str] = []
    rows: list[Floats] = []
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        text, labels, _ = line.split("\t")
        row = np.zeros(len(EMOTIONS), np.float32)
        row[[of[int(label)] for label in labels.split(",") if int(label) in of]] = 1
        texts.append(text)
        rows.append(row)
    return texts, np.stack(rows)


def train(texts: list[str], truth: Floats, seed: int = 1) -> tuple[Floats, Floats]:
    """Weights (buckets by emotions) and biases."""
    rng = np.random.default_rng(seed)
    found = [np.array(features(text)) for text in texts]
    weights = np.zeros((BUCKETS, len(EMOTIONS)), np.float32)
    bias = np.full(len(EMOTIONS), -2.0, np.float32)
    seen, seen_bias = np.full_like(weights, 1e-6), np.full_like(bias, 1e-6)
    for _ in range(_EPOCHS):
        order = rng.permutation(len(texts))
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            flat = np.concatenate([found[index] for index in batch])
            of_text = np.repeat(np.arange(len(batch)), [len(found[index]) for index in batch])
            scores = np.zeros((len(batch), len(EMOTIONS)), np.float32)
            np.add.at(scores, of_text, weights[flat])
            wrong = 1 / (1 + np.exp(-(scores + bias))) - truth[batch]
            buckets, place = np.unique(flat, return_inverse=True)
            slope = np.zeros((len(buckets), len(EMOTIONS)), np.float32)
            np.add.at(slope, place, wrong[of_text])
            slope += _DECAY * len(texts) * weights[buckets]
            seen[buckets] += slope**2
            weights[buckets] -= _RATE * slope / np.sqrt(seen[buckets])
            total = wrong.sum(axis=0)
            seen_bias += total**2
            bias -= _RATE * total / np.sqrt(seen_bias)
    return weights, bias


def f1(said: NDArray[np.bool_], truth: Floats) -> Floats:
    """F1 of each emotion."""
    right = (said & (truth > 0)).sum(axis=0)
    return np.asarray(2 * right / np.maximum(said.sum(axis=0) + truth.sum(axis=0), 1), np.float32)


def centred(weights: Floats, bias: Floats, texts: list[str], truth: Floats) -> Floats:
    """Biases moved so that each emotion's best threshold on these texts is probability 0.5."""
    scores = np.stack([weights[list(features(text))].sum(axis=0) for text in texts]) + bias
    moved = bias.copy()
    for column in range(len(EMOTIONS)):
        cuts = np.linspace(-3, 2, 51)
        best = [f1((scores[:, [column]] > cut), truth[:, [column]])[0] for cut in cuts]
        moved[column] -= cuts[int(np.argmax(best))]
    return moved


def report(name: str, said: Sequence[Mapping[Emotion, float]], truth: Floats) -> None:
    """Print F1 of each emotion and their mean."""
    each = f1(np.array([[row[emotion] >= 0.5 for emotion in EMOTIONS] for row in said]), truth)
    print(
        f"{name:9} macro-F1 {each.mean():.3f}  "
        + "  ".join(f"{e} {v:.2f}" for e, v in zip(EMOTIONS, each, strict=True))
    )


def main(train_path: str, dev_path: str) -> None:
    """Train, write the weights, and report on the development texts."""
    texts, truth = read(train_path)
    kept = len(texts) // 10
    weights, bias = train(texts[kept:], truth[kept:])
    bias = centred(weights, bias, texts[:kept], truth[:kept])
    WEIGHTS_FILE.write_bytes(pack(weights.tolist(), bias.tolist()))
    model = EmotionModel.load()
    dev, dev_truth = read(dev_path)
    report("lexicon", [by_lexicon(text) for text in dev], dev_truth)
    report("model", [{name: score + 0.5 for name, score in model.scores(text).items()} for text in dev], dev_truth)
    report("both", [analyse(text).emotions for text in dev], dev_truth)


if __name__ == "__main__":
    main(*sys.argv[1:3])
