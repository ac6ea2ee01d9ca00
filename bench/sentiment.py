"""How well and how fast feelings are read: `.venv/bin/python bench/sentiment.py DATA`.

DATA is a folder with `emotion/goemotions/{train,dev}.tsv` (Demszky et al., ACL 2020, Apache-2.0). One table on the
development texts: Prism, Prism's lexicon alone, VADER and a TF-IDF classifier (scikit-learn; both from
`bench/requirements.txt`, each left out where it is not installed), which learns from the training texts as Prism's
networks did. Measured are the share right of positive, negative and neutral (texts with labels of one of the three
alone), and F1, the mean of all labels: of the eight emotions, and of Ekman's six and neutral, into which love goes with
joy and curiosity with surprise; Prism's neutral is its sentiment. Then sentences with denials and in five languages;
latency is processor time, for which set `OPENBLAS_NUM_THREADS=1` before, as the service does for itself.
"""

import importlib.util
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from prism_llm.sentiment import EMOTIONS
from prism_llm.sentiment.analyse import analyse, by_lexicon, signs

FINE = (
    "admiration amusement anger annoyance approval caring confusion curiosity desire disappointment disapproval "
    "disgust embarrassment excitement fear gratitude grief joy love nervousness optimism pride realization relief "
    "remorse sadness surprise neutral"
).split()
EIGHT = {
    "joy": "admiration amusement approval desire excitement gratitude joy optimism pride relief", "love": "love caring",
    "surprise": "surprise realization", "curiosity": "curiosity confusion",
    "sadness": "sadness disappointment grief remorse embarrassment", "anger": "anger annoyance disapproval",
    "fear": "fear nervousness", "disgust": "disgust",
}  # fmt: skip
EKMAN = {
    "anger": "anger annoyance disapproval", "disgust": "disgust", "fear": "fear nervousness",
    "joy": "joy amusement approval excitement gratitude love optimism relief pride admiration desire caring",
    "sadness": "sadness disappointment embarrassment grief remorse",
    "surprise": "surprise realization confusion curiosity", "neutral": "neutral",
}  # fmt: skip
POLARITY = {
    "positive": "amusement excitement joy love desire optimism caring pride admiration gratitude relief approval",
    "negative": "sadness disappointment embarrassment grief remorse anger annoyance disapproval disgust fear "
    "nervousness",
    "neutral": "neutral",
}  # fmt: skip
MERGED = {"love": "joy", "curiosity": "surprise"}
SENTENCES = Path(__file__).parent / "data" / "feelings.txt"
Truth = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Text:
    """A text and its fine labels."""

    text: str
    labels: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of a text; a part that it does not give is none."""

    polarity: str | None
    eight: frozenset[str] | None = None
    ekman: frozenset[str] | None = None


Reader = Callable[[str], Reading]


def texts(path: Path) -> list[Text]:
    """The lines of one of GoEmotions' files."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return [Text(text, frozenset(FINE[int(number)] for number in numbers.split(","))) for text, numbers, _ in rows]


def grouped(labels: frozenset[str], groups: Mapping[str, str]) -> frozenset[str]:
    """The groups that the labels belong to."""
    return frozenset(name for name, members in groups.items() if labels & set(members.split()))


def of_ekman(eight: frozenset[str]) -> frozenset[str]:
    """Ekman's emotions for some of the eight; neutral where there is none."""
    return frozenset(MERGED.get(name, name) for name in eight) or frozenset({"neutral"})


def prism(text: str) -> Reading:
    found = analyse(text)
    eight = frozenset(name for name, share in found.emotions.items() if share >= 0.5)
    calm = {"neutral"} if found.sentiment == "neutral" else set[str]()
    return Reading(found.sentiment, eight, of_ekman(eight) - {"neutral"} | calm)


def lexicon(text: str) -> Reading:
    valence = signs(text).valence
    polarity = "neutral" if not valence else "positive" if valence > 0 else "negative"
    eight = frozenset(name for name, share in by_lexicon(text).items() if share >= 0.5)
    return Reading(polarity, eight, of_ekman(eight))


def vader() -> Reader:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyser = SentimentIntensityAnalyzer()

    def read(text: str) -> Reading:
        score = analyser.polarity_scores(text)["compound"]
        # 0.05: the bounds that its authors give.
        return Reading("positive" if score >= 0.05 else "negative" if score <= -0.05 else "neutral")

    return read


def classifier(learnt: Sequence[Text]) -> Reader:
    """TF-IDF of words and pairs, a logistic regression for each label; a tenth of the texts finds its threshold."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.multiclass import OneVsRestClassifier

    fit, kept = learnt[len(learnt) // 10 :], learnt[: len(learnt) // 10]
    words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
    seen, held = words.fit_transform([one.text for one in fit]), words.transform([one.text for one in kept])
    models = {}
    for groups in (EIGHT, EKMAN, POLARITY):
        model = OneVsRestClassifier(LogisticRegression(C=4, max_iter=300)).fit(seen, truth(fit, groups))
        models[tuple(groups)] = (model, thresholds(model.predict_proba(held), truth(kept, groups)))

    def read(text: str) -> Reading:
        row = words.transform([text])
        said = {
            groups: model.predict_proba(row)[0] - cuts for groups, (model, cuts) in models.items()
        }  # what is above zero is said
        eight, ekman, polar = (said[tuple(groups)] for groups in (EIGHT, EKMAN, POLARITY))
        return Reading(tuple(POLARITY)[int(polar.argmax())], _above(eight, EIGHT), _above(ekman, EKMAN))

    return read


def _above(scores: NDArray[np.float64], groups: Mapping[str, str]) -> frozenset[str]:
    return frozenset(name for name, score in zip(groups, scores, strict=True) if score > 0)


def truth(rows: Sequence[Text], groups: Mapping[str, str]) -> Truth:
    """A row of yes and no for each text."""
    return np.array([[name in grouped(row.labels, groups) for name in groups] for row in rows])


def thresholds(shares: NDArray[np.float64], answers: Truth) -> NDArray[np.float64]:
    """Where each label's F1 is best."""
    cuts = np.linspace(0.05, 0.8, 31)
    best = [max(cuts, key=lambda cut, at=at: f1(shares[:, at] > cut, answers[:, at])) for at in range(answers.shape[1])]
    return np.array(best)


def f1(said: Truth, answers: Truth) -> float:
    """F1 of one label."""
    return float(2 * (said & answers).sum() / max(1, said.sum() + answers.sum()))


def row(name: str, read: Reader, dev: Sequence[Text]) -> str:
    """The line of the table."""
    seconds, found = [], []
    for one in dev:
        began = time.process_time()
        found.append(read(one.text))
        seconds.append(time.process_time() - began)
    clear = [(got, next(iter(polar))) for got, one in zip(found, dev, strict=True) if len(polar := _polar(one)) == 1]
    right = sum(got.polarity == wanted for got, wanted in clear) / len(clear)
    eight, ekman = (_macro([getattr(got, part) for got in found], dev, groups) for part, groups in
                    (("eight", EIGHT), ("ekman", EKMAN)))  # fmt: skip
    seconds.sort()
    return f"| {name} | {right:.1%} | {eight} | {ekman} | {seconds[len(seconds) * 95 // 100] * 1000:.2f} |"


def _polar(one: Text) -> frozenset[str]:
    """Positive, negative or neutral; none where a label is neither."""
    said = grouped(one.labels, POLARITY)
    return said if all(grouped(frozenset({label}), POLARITY) for label in one.labels) else frozenset()


def _macro(said: Sequence[frozenset[str] | None], dev: Sequence[Text], groups: Mapping[str, str]) -> str:
    if any(labels is None for labels in said):
        return "-"
    columns = np.array([[name in (labels or ()) for name in groups] for labels in said])
    answers = truth(dev, groups)
    return f"{np.mean([f1(columns[:, at], answers[:, at]) for at in range(len(groups))]):.3f}"


def sentences(read: Reader) -> str:
    """How many of the sentences with denials and in five languages have the sentiment that they should."""
    wrong, count = [], 0
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        wanted, _, text = line.partition("\t")
        count += 1
        if read(text).polarity != wanted:
            wrong.append(text)
    return f"{count - len(wrong)} of {count}" + "".join(f"\n    not right: {text}" for text in wrong)


def main(folder: Path) -> None:
    """Measure and print."""
    data = folder / "emotion" / "goemotions"
    dev = texts(data / "dev.tsv")
    print(f"{len(dev)} texts; eight: {', '.join(EMOTIONS)}")
    print("| reader | three ways right | F1 of eight | F1 of Ekman's six and neutral | CPU ms p95 |")
    print("|---|---|---|---|---|")
    readers: dict[str, Reader] = {"Prism": prism, "Prism's lexicon alone": lexicon}
    if importlib.util.find_spec("sklearn"):
        readers["TF-IDF"] = classifier(texts(data / "train.tsv"))
    if importlib.util.find_spec("vaderSentiment"):
        readers["VADER"] = vader()
    for name, read in readers.items():
        print(row(name, read, dev), flush=True)
    for name, read in readers.items():
        print(f"{name}, denials and five languages: {sentences(read)}")


if __name__ == "__main__":
    if len(sys.argv) == 2:
        main(Path(sys.argv[1]))
    else:
        print("not measured: name the folder with the data, as this script's first lines say")
