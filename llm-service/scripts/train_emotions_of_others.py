"""Trains the emotion model of German, Spanish, French and Italian, and says how good it is.

    python llm-service/scripts/train_emotions_of_others.py MINILM

It learns from `feelings/` beside this script: what people wrote, a line each with its emotions, its polarity and the
text; and from requests in `understanding/said/`, that they have no feeling. MINILM is the folder of all-MiniLM-L6-v2
(see `networks.py`), whose first layers learn all languages at once; a bag of words and pieces of words votes beside
them, as there is little to learn from. A tenth of the texts, chosen by their hash, is kept for the threshold and for
the numbers that are printed. Needs numpy and torch, and six minutes of a CPU that multiplies in bfloat16; the same
input gives the same file.
"""

import random
import sys
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from encoders import Course, Encoder, put_encoder, scored, train
from networks import Entries, Extent, Floats, minilm, minilm_pieces, vocabulary
from torch.nn import functional
from understanding import bag
from understanding.said import lines

from prism_llm.networks.pieces import numbered, pieces
from prism_llm.sentiment import EMOTIONS
from prism_llm.sentiment.model import OTHERS_FILE, features

_POLES = ("positive", "negative", "neutral")
_LABELS = (*EMOTIONS, *_POLES)
_EIGHT = len(EMOTIONS)
_FOLDER = Path(__file__).parent / "feelings"
_EXTENT = Extent(least_uses=2, common=0, letters=0x250)
_LAYERS, _WIDE = 3, 768
_COURSE = Course(epochs=6, fall=6, batch=32, rate=2e-4, head_rate=1e-3, halves=True)
_EPOCHS_OF_BAG = 25
_LEAST_USES = 3
"""Texts that have a feature which is learnt."""
_POLARITY = 0.3
"""How much polarity counts beside the emotions."""
_KEPT = 10
_REQUESTS = 800
"""Requests to a television of each language."""
_PLAIN = ("ask.", "ui.", "tv.channel", "tv.watch", "tv.next", "tv.play", "tv.record", "reminder.", "sleep.", "tv.pause")
"""What is asked for without a complaint."""
_HEARD = 400
"""Texts by which the layers are slimmed."""


@dataclass(frozen=True, slots=True)
class Text:
    """What somebody wrote, and a one for each label that it has."""

    text: str
    truth: tuple[float, ...]


def main(folder: Path) -> None:
    """Train both networks, find the threshold, write the file, report."""
    torch.manual_seed(1)
    random.seed(1)
    texts = read()
    fit, held = ([text for text in texts if _kept(text) == back] for back in (False, True))
    fit += requests()
    answers = torch.tensor([text.truth for text in fit])

    def loss(batch: list[int], scores: torch.Tensor) -> torch.Tensor:
        scores, wanted = scores.float(), answers[batch]
        emotions = functional.binary_cross_entropy_with_logits(scores[:, :_EIGHT], wanted[:, :_EIGHT])
        return emotions + _POLARITY * functional.cross_entropy(scores[:, _EIGHT:], wanted[:, _EIGHT:].argmax(1))

    known = minilm_pieces(folder)
    words = vocabulary([text.text for text in fit], known, _EXTENT)
    numbers = numbered(words)
    shares = answers.numpy().mean(axis=0)
    encoder = Encoder(minilm(folder), [known[piece] for piece in words], shares, _LAYERS)
    encoder.slim([pieces(text.text, numbers) for text in random.sample(fit, _HEARD)], _WIDE)
    train(encoder, [pieces(text.text, numbers) for text in fit], _COURSE, loss)
    used = Counter(feature for text in fit for feature in set(features(text.text)))
    rows = {feature: row for row, feature in enumerate(sorted(f for f, uses in used.items() if uses >= _LEAST_USES))}
    sums = bag.taught(_rows(fit, rows), loss, len(rows), len(_LABELS), _EPOCHS_OF_BAG)
    with torch.no_grad():
        votes = [scored(encoder, [pieces(text.text, numbers) for text in held]), sums(_rows(held, rows)).numpy()]
    both = np.asarray(sum(votes) / 2, np.float32)
    cut = threshold(both, held)
    write(encoder, words, sums, list(rows), cut, temperature(both - cut, held))
    for name, scores in (("layers", votes[0]), ("bag", votes[1]), ("both", both)):
        print(f"{name:6} {report(scores, held, cut)}")
    print(f"{OTHERS_FILE.name}: {OTHERS_FILE.stat().st_size / 1e6:.1f} MB")


def read() -> list[Text]:
    """All texts of all languages."""
    found = []
    for path in sorted(_FOLDER.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            emotions, pole, text = line.split("\t")
            said = {pole, *emotions.split(",")}
            found.append(Text(text, tuple(float(label in said) for label in _LABELS)))
    return found


def requests() -> list[Text]:
    """What is asked of a television, which has no feeling by itself: some of each language."""
    plain = tuple(float(label == "neutral") for label in _LABELS)
    found: dict[str, list[str]] = {}
    for line in lines():
        if line.language != "en" and line.commands and line.commands[0][0].startswith(_PLAIN):
            found.setdefault(line.language, []).append(line.text)
    return [Text(text, plain) for part in found.values() for text in random.sample(part, _REQUESTS)]


def _kept(text: Text) -> bool:
    return zlib.crc32(text.text.encode()) % _KEPT == 0


def _rows(texts: Sequence[Text], rows: dict[int, int]) -> list[list[int]]:
    return [[rows[one] for one in features(text.text) if one in rows] or [0] for text in texts]


def threshold(scores: Floats, held: Sequence[Text]) -> float:
    """Where the emotions' macro-F1 is best, one for all: the rare ones have too few texts for their own."""
    return float(max(np.arange(-3, 1, 0.1), key=lambda cut: f1(scores, held, float(cut))))


def temperature(scores: Floats, held: Sequence[Text]) -> float:
    """What to divide the scores by, so that what is true is likeliest (Guo et al., ICML 2017): a bag is too sure."""
    truth = np.array([text.truth[:_EIGHT] for text in held])

    def loss(divided_by: float) -> float:
        turned = np.where(truth > 0, -scores[:, :_EIGHT], scores[:, :_EIGHT]) / divided_by
        return float(np.logaddexp(0, turned).mean())

    return float(min(np.arange(0.5, 6.0, 0.1), key=loss))


def f1(scores: Floats, held: Sequence[Text], cut: float) -> float:
    """Macro-F1 of the emotions."""
    said, truth = scores[:, :_EIGHT] > cut, np.array([text.truth[:_EIGHT] for text in held])
    return float(np.mean(2 * (said * truth).sum(axis=0) / np.maximum(said.sum(axis=0) + truth.sum(axis=0), 1)))


def report(scores: Floats, held: Sequence[Text], cut: float) -> str:
    """Both numbers in words."""
    poles = np.array([text.truth[_EIGHT:] for text in held]).argmax(axis=1)
    right = float((scores[:, _EIGHT:].argmax(axis=1) == poles).mean())
    return f"macro-F1 of eight emotions {f1(scores, held, cut):.3f}, polarity right {right:.1%} of {len(held)}"


@torch.no_grad()
def write(
    encoder: Encoder, words: Sequence[str], sums: bag.Bag, numbers: Sequence[int], cut: float, divided_by: float
) -> None:
    """The file that `prism_llm.sentiment` reads: the mean of both, the emotions moved by their threshold."""
    file = Entries(labels=np.array(_LABELS), vocabulary=np.array("\n".join(words)))
    put_encoder(file, encoder)
    moved = np.array([cut] * _EIGHT + [0.0] * len(_POLES), np.float32)
    share = 0.5 / divided_by
    file.linear(
        "encoder.head", encoder.head.weight.numpy() * share, encoder.head.bias.numpy() * share - moved / divided_by
    )
    file |= {"features": np.array(numbers, np.uint32), **bag.arrays(sums, share)}
    print(f"threshold {cut:.1f}, temperature {divided_by:.1f}")
    np.savez_compressed(OTHERS_FILE, **file)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
