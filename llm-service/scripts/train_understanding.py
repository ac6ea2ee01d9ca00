"""Trains the tier between the grammar and the language model, and says how good it is.

    python llm-service/scripts/train_understanding.py DATA MINILM

DATA is a folder with public collections of spoken requests, `nlu/{hwu64,slurp,clinc150,snips2017}/dev.jsonl`, an
object with `text`, `lang`, `intent`, `family`, `slots` and `id` a line: xliuhw/NLU-Evaluation-Data,
pswietojanski/slurp, clinc/oos-eval (all CC BY) and sonos/nlu-benchmark (CC0); and of talk,
`emotion/goemotions/train.tsv`: Demszky et al., ACL 2020 (Apache-2.0). To these come sentences made of templates: the
grammar's own, and those in `understanding/` beside this script, and `understanding/said/`, as people said them. MINILM
is the folder of all-MiniLM-L6-v2 (see `networks.py`). A tenth of the requests, templates and sentences, chosen by their
hash, is kept for calibration and for the numbers that are printed; the regression that is shipped has then seen those
too, the network never. Needs numpy, scipy and torch 2.1 or later, and about twenty minutes of a CPU that multiplies in
bfloat16; the same input gives the same file.
"""

import random
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from networks import Entries, Extent
from understanding import network
from understanding.regression import Regression, fitted, kept, known_words, temperature, truth_of
from understanding.requests import from_conversation, from_requests
from understanding.samples import Sample, from_rules, from_templates
from understanding.spoken import from_said

from prism_llm.understanding.trained.features import SENTENCE_BUCKETS, of_sentence
from prism_llm.understanding.trained.model import MODEL_FILE, NOTHING, MeaningModel

_EPOCHS = 4
_EXTENT = Extent(least_uses=5, common=4000, letters=0x80)
_TAKEN = 0.33
"""The share of the samples that ask for something which an epoch takes."""
_VOTE = 2
"""How much the encoder counts beside the regression: the best of 1 and 2 on held-out sentences."""
_LEAST = 8
"""Samples below which a meaning is left to the grammar."""


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
    net = network.trained(fit, meanings, minilm, _EXTENT, _TAKEN)
    words = of_words(fit, meanings)
    divided_by = calibrated(words, net, held, meanings)
    arrays = net.arrays(_VOTE / divided_by)
    write(meanings, words / divided_by, known_words(fit), arrays)
    report(held)
    write(meanings, of_words([*fit, *held], meanings) / divided_by, known_words([*fit, *held]), arrays)


def calibrated(words: Regression, net: network.Trained, held: Sequence[Sample], meanings: list[str]) -> np.float32:
    """The temperature at which the held samples are likeliest by the sum of both."""
    scores = words.scores([of_sentence(sample.words) for sample in held])
    scores += _VOTE * net.scores([sample.heard for sample in held])
    return temperature(scores, truth_of(held, meanings))


def of_words(samples: Sequence[Sample], meanings: list[str]) -> Regression:
    """The regression on hashed words."""
    rows = [of_sentence(sample.words) for sample in samples]
    return fitted(rows, truth_of(samples, meanings), SENTENCE_BUCKETS, len(meanings), _EPOCHS)


def write(meanings: list[str], words: Regression, known: list[str], arrays: Entries) -> None:
    """Round to a byte each and write."""
    packed = words.packed()
    np.savez_compressed(MODEL_FILE, meanings=np.array(meanings), **packed, known=np.array(known), **arrays)
    print(f"{MODEL_FILE.name}: {MODEL_FILE.stat().st_size / 1e6:.1f} MB")


def report(held: Sequence[Sample]) -> None:
    """How often the held samples are read right, and what is taken for a command, by the least share that is asked."""
    MeaningModel.load.cache_clear()
    model = MeaningModel.load()
    shares = [model.look(sample.heard).shares for sample in held]
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
