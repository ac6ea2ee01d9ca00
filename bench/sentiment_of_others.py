"""How well feelings are read in German, Spanish, French and Italian: `.venv/bin/python bench/sentiment_of_others.py`.

One table on `data/feelings_<language>.tsv`, 120 texts of each language with emotions, polarity and the text a line, by
a writer who saw nothing of what the model learnt from: the share right of positive, negative and neutral, and F1 as
the mean of eight emotions, of Prism and of its lexicon alone; latency is processor time.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from prism_llm.sentiment import EMOTIONS
from prism_llm.sentiment.analyse import analyse, by_lexicon, signs

DATA = Path(__file__).parent / "data"
LANGUAGES = {"de": "German", "es": "Spanish", "fr": "French", "it": "Italian"}


@dataclass(frozen=True, slots=True)
class Feeling:
    """What a text has, or what a reader makes of it."""

    polarity: str
    emotions: frozenset[str]


def prism(text: str) -> Feeling:
    found = analyse(text)
    return Feeling(found.sentiment, frozenset(name for name, share in found.emotions.items() if share >= 0.5))


def lexicon(text: str) -> Feeling:
    valence = signs(text).valence
    polarity = "neutral" if not valence else "positive" if valence > 0 else "negative"
    return Feeling(polarity, frozenset(name for name, share in by_lexicon(text).items() if share >= 0.5))


def texts(language: str) -> list[tuple[str, Feeling]]:
    """The texts of a language with what they have."""
    rows = (line.split("\t") for line in (DATA / f"feelings_{language}.tsv").read_text(encoding="utf-8").splitlines())
    return [(text, Feeling(polarity, frozenset(said.split(",")) - {"none"})) for said, polarity, text in rows]


def macro_f1(found: Sequence[Feeling], truth: Sequence[Feeling]) -> float:
    """The mean of the emotions' F1."""
    said, wanted = (np.array([[name in one.emotions for name in EMOTIONS] for one in part]) for part in (found, truth))
    return float(np.mean(2 * (said & wanted).sum(axis=0) / np.maximum(said.sum(axis=0) + wanted.sum(axis=0), 1)))


def row(name: str, read: Callable[[str], Feeling], rows: Sequence[tuple[str, Feeling]]) -> str:
    """A line of the table."""
    seconds, found = [], []
    for text, _ in rows:
        began = time.process_time()
        found.append(read(text))
        seconds.append(time.process_time() - began)
    truth = [feeling for _, feeling in rows]
    right = np.mean([got.polarity == one.polarity for got, one in zip(found, truth, strict=True)])
    seconds.sort()
    return f"| {name} | {right:.1%} | {macro_f1(found, truth):.3f} | {seconds[len(seconds) * 95 // 100] * 1000:.2f} |"


def main() -> None:
    """Measure and print."""
    analyse("das ist zum Warmwerden")
    print("| reader | three ways right | F1 of eight | CPU ms p95 |\n|---|---|---|---|")
    every = {name: texts(code) for code, name in LANGUAGES.items()}
    every["all four"] = [one for rows in every.values() for one in rows]
    for name, rows in every.items():
        for reader, read in (("Prism", prism), ("lexicon alone", lexicon)):
            print(row(f"{reader}, {name}", read, rows), flush=True)


if __name__ == "__main__":
    main()
