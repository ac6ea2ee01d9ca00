"""Trains the tier between the grammar and the language model for every language but English.

    python llm-service/scripts/train_languages.py INTENTS MINILM

It writes a file for each, and one with layers of MiniLM that learn all of them at once. A language is trained where
`understanding/said/` beside this script has sentences of it: on these, on sentences made of its grammar's rules, and
on what is said to a home that is no television. INTENTS has that: a checkout of OHF-Voice/intents (CC BY 4.0), of
which `tests/<language>/` is read. MINILM is the folder of all-MiniLM-L6-v2 (see `networks.py`): it was made for
English, and reads all others word by word in English (`prism_llm.understanding.languages.glossary`). A tenth of the
sentences, chosen by their hash, is kept for calibration; the regressions then learn them, too. Needs numpy, scipy and
torch, and forty minutes of a CPU that multiplies in bfloat16; the same input gives the same files.
"""

import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from networks import Extent, Floats
from numpy.typing import NDArray
from understanding import bag, network
from understanding.regression import Regression, fitted, kept, known_words, temperature, truth_of
from understanding.said import Line, lines
from understanding.samples import Sample, of_rules
from understanding.spoken import ways

from prism_llm.understanding import languages
from prism_llm.understanding.english import ENGLISH
from prism_llm.understanding.grammar import Language, prepared
from prism_llm.understanding.languages.glossary import english
from prism_llm.understanding.trained.features import of_loose_sentence, seen
from prism_llm.understanding.trained.few import in_english
from prism_llm.understanding.trained.model import NOTHING, TOGETHER_FILE, file_of
from prism_llm.understanding.utterance import read

_EPOCHS = 3
_OF_A_RULE, _OF_A_LINE, _OF_TALK = 4, 4, 8
"""Sentences of each template, ways to tell each sentence that asks for something, and times that others are told."""
_OF_ENGLISH = 2
"""The same of English, of which there is most: it teaches the layers that languages share."""
_SHARED = 4
"""Sentences or templates that have a feature which is learnt."""
_REGRESSION, _BAG = 0.3, 0.2
"""How much the regression and the small network count beside the layers that are shared: of twelve pairs as good as the
best on held-out sentences of German and French."""
_EXTENT = Extent(least_uses=5, common=0, letters=0x80)
_TAKEN = 0.5
"""The share of the samples that ask for something which an epoch takes."""
_LEAST = 4
"""Samples below which a meaning is left to the grammar."""
_OF_A_HOME = 1500
_ABOUT_TELEVISION = re.compile(
    r"\btv\b|fernseh|televis|\btele|\bradio|musi|volum|lautst|\bton\b|\bson\b|sonid|media|film|pel[ií]|lied|song", re.I
)
"""What a sentence to a home has that may be about a television."""


def main(intents: Path, minilm: Path) -> None:
    """Train the layers that are shared, then each language."""
    said = list(lines())
    samples = {}
    for code in sorted({line.language for line in said}):
        language = ENGLISH if code == "en" else languages.load(code)
        own = [line for line in said if line.language == code]
        made = [*samples_of(own, language), *at_home(intents / "tests" / code, language)]
        samples[code] = often([sample for sample in made if sample.words])
        print(f"{code}: {len(own)} lines, {len(samples[code])} samples")
    together = Common.trained([_as_english(one, code) for code, part in samples.items() for one in part], minilm)
    del samples["en"]  # which has a model of its own
    for code, part in samples.items():
        arrays = trained(part, [_as_english(sample, code) for sample in part], together)
        np.savez_compressed(file_of(code), **arrays)
        print(f"{code}: {len(arrays['meanings'])} meanings, {file_of(code).stat().st_size / 1e3:.0f} kB")


def often(samples: Sequence[Sample]) -> list[Sample]:
    """Those of meanings that are not left to the grammar."""
    counts = Counter(sample.meaning for sample in samples)
    return [sample for sample in samples if counts[sample.meaning] >= _LEAST]


@dataclass(frozen=True)
class Common:
    """The layers that all languages share, and the meanings of all."""

    net: network.Trained
    meanings: list[str]

    @staticmethod
    def trained(samples: Sequence[Sample], minilm: Path) -> "Common":
        """Teach them what is not kept, and write them."""
        meanings = sorted({sample.meaning for sample in samples})
        fit = [sample for sample in samples if not kept(sample)]
        net = network.trained(fit, meanings, minilm, _EXTENT, _TAKEN)
        np.savez_compressed(TOGETHER_FILE, **net.arrays(1.0))
        print(f"{TOGETHER_FILE.name}: {len(meanings)} meanings, {TOGETHER_FILE.stat().st_size / 1e6:.1f} MB")
        return Common(net, meanings)

    def columns(self, meanings: Sequence[str]) -> NDArray[np.int64]:
        """Where the scores of some meanings are."""
        return np.array([self.meanings.index(meaning) for meaning in meanings])

    def scores(self, samples: Sequence[Sample], meanings: Sequence[str]) -> Floats:
        """Of each sample the scores of some meanings."""
        scores: Floats = self.net.scores([sample.heard for sample in samples])
        return scores[:, self.columns(meanings)]


def samples_of(said: Sequence[Line], language: Language) -> list[Sample]:
    """The lines told in several ways, and sentences of the rules, as the reader of the language sees them."""
    rng = random.Random(1)
    asked, talk, made = (_OF_ENGLISH,) * 3 if language.code == "en" else (_OF_A_LINE, _OF_TALK, _OF_A_RULE)
    samples = [sample for line in said for sample in ways(line, rng, asked if line.commands else talk, apart=True)]
    samples += of_rules(language, made, rng, apart=True)
    return [_as_read(sample, language) for sample in samples]


def at_home(folder: Path, language: Language) -> Iterator[Sample]:
    """What asks a home for anything but its television."""
    found: set[str] = set()
    for path in sorted(folder.rglob("*.yaml")):
        if not re.search("Media|Volume|Broadcast", str(path)):
            found |= {text.strip("\"'") for text in re.findall(r"^\s+- (.*)$", path.read_text(encoding="utf-8"), re.M)}
    texts = sorted(text for text in found if text.count(" ") > 1 and ":" not in text)
    random.Random(1).shuffle(texts)
    for text in [text for text in texts if not _ABOUT_TELEVISION.search(text)][:_OF_A_HOME]:
        words = tuple(seen([word.norm for word in prepared(read(text), language).words]))
        if words:
            yield Sample(words, NOTHING, None, text)


def _as_read(sample: Sample, language: Language) -> Sample:
    """With the one form of each verb, and without hesitations."""
    places = [at for at, word in enumerate(sample.words) if word not in language.hesitations]
    words = tuple(language.forms.get(sample.words[at], sample.words[at]) for at in places)
    inside = None
    if sample.inside is not None:
        inside = {new: sample.inside[old] for new, old in enumerate(places) if old in sample.inside}
    pauses = frozenset(sum(place < at for place in places) for at in sample.pauses) - {0, len(words)}
    return Sample(words, sample.meaning, inside, sample.origin, pauses)


def _as_english(sample: Sample, code: str) -> Sample:
    """As the layers that languages share read it."""
    return replace(sample, words=in_english(sample.heard, english(code)).words)


def trained(samples: Sequence[Sample], told: Sequence[Sample], together: Common) -> Mapping[str, object]:
    """What the file of a language holds; `told` has the same samples as the shared layers read them."""
    meanings = sorted({sample.meaning for sample in samples})
    features = shared(samples)
    numbers = {feature: row for row, feature in enumerate(features)}
    fit, held = ([sample for sample in samples if kept(sample) == back] for back in (False, True))
    net = bag.trained(_rows(fit, numbers), truth_of(fit, meanings), len(features), len(meanings))
    words = _regression(fit, numbers, meanings)
    rows = _rows(held, numbers)
    with torch.no_grad():
        scores = _BAG * net(rows).numpy() + _REGRESSION * words.scores(rows)
        scores += together.scores([sample for sample in told if kept(sample)], meanings)
    divided_by = temperature(scores, truth_of(held, meanings))
    return {
        "meanings": np.array(meanings),
        "known": np.array(known_words(samples)),
        "features": np.array(features, np.uint32),
        **(_regression(samples, numbers, meanings) / np.float32(divided_by / _REGRESSION)).packed(),
        **bag.arrays(net, float(_BAG / divided_by)),
        "together": together.columns(meanings),
        "together.share": 1 / divided_by,
    }


def shared(samples: Sequence[Sample]) -> list[int]:
    """The features that several sentences or templates have."""
    origins: dict[int, set[str]] = {}
    for sample in samples:
        for feature in of_loose_sentence(sample.words):
            origins.setdefault(feature, set()).add(sample.origin)
    return sorted(feature for feature, where in origins.items() if len(where) >= _SHARED)


def _rows(samples: Sequence[Sample], numbers: Mapping[int, int]) -> list[list[int]]:
    rows = [[numbers[one] for one in of_loose_sentence(sample.words) if one in numbers] for sample in samples]
    return [row or [0] for row in rows]


def _regression(samples: Sequence[Sample], numbers: Mapping[int, int], meanings: Sequence[str]) -> Regression:
    return fitted(_rows(samples, numbers), truth_of(samples, meanings), len(numbers), len(meanings), _EPOCHS)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
