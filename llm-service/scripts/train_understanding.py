"""Trains the tier between the grammar and the language model, and says how good it is.

    python llm-service/scripts/train_understanding.py DATA MINILM

DATA is a folder with public collections of spoken requests, `nlu/{hwu64,slurp,clinc150,snips2017}/dev.jsonl`, an
object with `text`, `lang`, `intent`, `family`, `slots` and `id` a line: xliuhw/NLU-Evaluation-Data,
pswietojanski/slurp, clinc/oos-eval (all CC BY) and sonos/nlu-benchmark (CC0); and of talk,
`emotion/goemotions/train.tsv`: Demszky et al., ACL 2020 (Apache-2.0). To these come sentences made of templates: the
grammars' own, and those in `understanding/` beside this script, and `understanding/said/`, as people said them. MINILM
is the folder of all-MiniLM-L6-v2 (see `networks.py`). A tenth of the requests, templates and sentences, chosen by their
hash, is kept for calibration and for the numbers that are printed; the regression that is shipped has then seen those
too, the network never. Needs numpy, scipy and torch 2.1 or later, and about fifteen minutes of a CPU that multiplies in
bfloat16; the same input gives the same file.
"""

import random
import sys
import zlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from networks import Entries
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from understanding import network
from understanding.requests import from_conversation, from_requests
from understanding.samples import Sample, from_rules, from_templates
from understanding.spoken import from_said

from prism_llm.understanding.trained.features import SENTENCE_BUCKETS, of_sentence
from prism_llm.understanding.trained.model import MODEL_FILE, NOTHING, MeaningModel

_EPOCHS, _BATCH, _RATE, _DECAY = 4, 768, 0.25, 2e-6
_DROPPED = 0.4
"""Share of features hidden in each step, so that no meaning hangs on one word (Srivastava et al., JMLR 2014)."""
_VOTE = 2
"""How much the encoder counts beside the regression: the best of 1 and 2 on held-out sentences."""
_KEPT = 10
_FULL = 31
"""The largest weight of the regression: with 127 it is no better, and the file a megabyte larger."""
_OF_MANY = 12
"""Commands with which a word is used that tells nothing of any of them."""
_LEAST = 8
"""Samples below which a meaning is left to the grammar."""
Floats = NDArray[np.float32]


def main(folder: Path, minilm: Path) -> None:
    """Make samples, train, write the model, report."""
    random.seed(1)
    samples = [*from_rules(random), *from_templates(random), *from_said(random)]
    samples += [*from_requests(folder), *from_conversation(folder)]
    fit = [sample for sample in samples if not kept(sample)]
    held = [sample for sample in samples if kept(sample)]
    counts = {meaning: sum(s.meaning == meaning for s in fit) for meaning in sorted({s.meaning for s in fit})}
    meanings = [meaning for meaning, count in counts.items() if count >= _LEAST]
    fit = [sample for sample in fit if sample.meaning in meanings]
    held = [sample for sample in held if sample.meaning in meanings]
    print(f"{len(fit)} samples, {len(held)} held, {len(meanings)} meanings, {counts[NOTHING]} of nothing")
    net = network.trained(fit, meanings, minilm)
    weights, bias = sentence_weights(fit, meanings)
    temperature = calibrated(weights, bias, net, held, meanings)
    arrays = net.arrays(_VOTE / temperature)
    write(meanings, weights / temperature, bias / temperature, known_words(fit), arrays)
    report(held)
    weights, bias = sentence_weights([*fit, *held], meanings)
    write(meanings, weights / temperature, bias / temperature, known_words([*fit, *held]), arrays)


def kept(sample: Sample) -> bool:
    """Whether a sample is held back; all samples of one template or request go the same way."""
    return zlib.crc32(sample.origin.encode()) % _KEPT == 0


def matrix(rows: Sequence[Sequence[int]], width: int) -> "csr_matrix":
    """A sparse matrix of ones."""
    starts = np.cumsum([0, *(len(row) for row in rows)])
    columns = np.concatenate([np.asarray(row, np.int32) for row in rows])
    return csr_matrix((np.ones(len(columns), np.float32), columns, starts), shape=(len(rows), width))


def softmax(scores: Floats) -> Floats:
    """Shares of each row."""
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(shares / shares.sum(axis=1, keepdims=True), np.float32)


def sentence_weights(samples: Sequence[Sample], meanings: list[str]) -> tuple[Floats, Floats]:
    """Softmax regression by Adagrad (Duchi et al., JMLR 2011)."""
    rng = np.random.default_rng(1)
    features = matrix([of_sentence(sample.words) for sample in samples], SENTENCE_BUCKETS)
    truth = np.array([meanings.index(sample.meaning) for sample in samples])
    weights = np.zeros((SENTENCE_BUCKETS, len(meanings)), np.float32)
    bias = np.zeros(len(meanings), np.float32)
    speed, speed_bias = np.full_like(weights, 1e-3), np.full_like(bias, 1e-3)
    for epoch in range(_EPOCHS):
        order, wrong = rng.permutation(len(samples)), 0
        for start in range(0, len(order), _BATCH):
            rows = features[order[start : start + _BATCH]]
            used = np.unique(rows.indices)
            part = rows[:, used]
            part.data = (rng.random(len(part.data)) > _DROPPED).astype(np.float32) / np.float32(1 - _DROPPED)
            shares = softmax(part @ weights[used] + bias)
            answer = truth[order[start : start + _BATCH]]
            wrong += int((shares.argmax(axis=1) != answer).sum())
            shares[np.arange(len(answer)), answer] -= 1
            slope = np.asarray(part.T @ shares) + _DECAY * len(samples) * weights[used]
            speed[used] += slope**2
            weights[used] -= _RATE * slope / np.sqrt(speed[used])
            total = shares.sum(axis=0)
            speed_bias += total**2
            bias -= _RATE * total / np.sqrt(speed_bias)
        print(f"epoch {epoch + 1}: {wrong / len(samples):.2%} wrong", flush=True)
    return weights, bias


def calibrated(
    weights: Floats, bias: Floats, net: network.Trained, held: Sequence[Sample], meanings: list[str]
) -> np.float32:
    """The temperature at which the held samples are likeliest by the sum of both (Guo et al., ICML 2017)."""
    scores = matrix([of_sentence(sample.words) for sample in held], SENTENCE_BUCKETS) @ weights + bias
    scores += _VOTE * net.scores([" ".join(sample.words) for sample in held])
    truth = np.array([meanings.index(sample.meaning) for sample in held])

    def loss(temperature: float) -> float:
        shares = softmax(np.asarray(scores / temperature, np.float32))
        return float(-np.log(shares[np.arange(len(truth)), truth] + 1e-9).mean())

    best = min(np.arange(0.5, 4.0, 0.05), key=loss)
    print(f"temperature {best:.2f}, log loss {loss(float(best)):.3f}")
    return np.float32(best)


def known_words(samples: Sequence[Sample]) -> list[str]:
    """For each command, and an empty name for many at once: its name and the words outside its free slot."""
    used: dict[str, set[str]] = {}
    for sample in samples:
        if sample.meaning != NOTHING and (sample.inside is not None or "{}" not in sample.meaning):
            outside = {word for at, word in enumerate(sample.words) if at not in (sample.inside or ())}
            used.setdefault(sample.meaning.split()[0], set()).update(outside)
    often = Counter(word for words in used.values() for word in words)
    everywhere = {word for word, commands in often.items() if commands >= _OF_MANY}
    return [" ".join([name, *sorted(words - everywhere)]) for name, words in sorted(used.items())] + [
        " ".join(["", *sorted(everywhere)])
    ]


def write(meanings: list[str], weights: Floats, bias: Floats, known: list[str], arrays: Entries) -> None:
    """Round to a byte each and write."""
    scale = np.abs(weights).max(axis=0) / _FULL + 1e-9
    np.savez_compressed(
        MODEL_FILE,
        meanings=np.array(meanings),
        weights=np.round(weights / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        bias=bias,
        known=np.array(known),
        **arrays,
    )
    print(f"{MODEL_FILE.name}: {MODEL_FILE.stat().st_size / 1e6:.1f} MB")


def report(held: Sequence[Sample]) -> None:
    """How often the held samples are read right, and what is taken for a command, by the least share that is asked."""
    MeaningModel.load.cache_clear()
    model = MeaningModel.load()
    shares = [model.look(sample.words).shares for sample in held]
    nothing = [sample.meaning == NOTHING for sample in held]
    for least in (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95):
        said = [str(model.meanings[int(s.argmax())]) if s.max() >= least else NOTHING for s in shares]
        right = sum(a == s.meaning for a, s, no in zip(said, held, nothing, strict=True) if not no)
        false = sum(a != NOTHING for a, no in zip(said, nothing, strict=True) if no)
        print(
            f"from {least:.2f}: {right / (len(held) - sum(nothing)):.2%} of meanings right, "
            f"{false} false in {sum(nothing)}"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
