"""Words that carry a feeling, and words around them that strengthen, weaken or turn it.

The scheme (valence words, negation within three words, boosters, capitals, exclamation marks) is VADER's: Hutto and
Gilbert, "VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social Media Text", ICWSM 2014.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from prism_llm.sentiment import EMOTIONS, Emotion
from prism_llm.sentiment.cues import Cues, Naming, cues_of, naming_of
from prism_llm.sentiment.spelling import any_of, plain

VALENCE: Mapping[Emotion, float] = {
    "joy": 1.0, "love": 1.0, "surprise": 0.2, "curiosity": 0.1,
    "sadness": -1.0, "anger": -1.0, "fear": -0.9, "disgust": -1.0,
}  # fmt: skip
_SHORTEST_STEM = 3
_APART = frozenset(
    (*Cues.__slots__, *Naming.__slots__, "asks", "kinds", "open", "openers", "exclaiming", "questions", "reasons")
)
"""Lists whose words in a row mean nothing together for the feeling."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language, plain; `typical` ones tell which it is."""

    feelings: Mapping[str, Emotion]
    stems: Mapping[str, Emotion]
    """Beginnings of words."""
    negations: frozenset[str]
    boosters: Mapping[str, float]
    urgent: Mapping[str, float]
    typical: frozenset[str]
    turned: frozenset[str]
    """Verbs that a negation turns from behind, too: "gefällt mir nicht", "j'aime pas"."""
    own: frozenset[str]
    """Words of who speaks of himself."""
    picture: frozenset[str]
    """What is on, and what asks for it."""
    phrases: re.Pattern[str]
    """Words in a row that mean something together."""
    exclaiming: frozenset[str]
    """Words that stand around praise alone: "oh, how lovely"."""
    questions: frozenset[str]
    """Words that begin a question."""
    reasons: frozenset[str]
    """Words that ask why."""
    cues: Cues
    naming: Naming

    def feeling(self, word: str) -> Emotion | None:
        """What `word` names: as it is, else by the longest stem that it begins with."""
        if word in self.feelings:
            return self.feelings[word]
        ends = range(len(word), _SHORTEST_STEM - 1, -1)
        return next((self.stems[word[:end]] for end in ends if word[:end] in self.stems), None)

    def joined(self, words: Sequence[str]) -> list[str]:
        """The words, those that mean something together as one: `right_now`."""
        return self.phrases.sub(lambda found: found[0].replace(" ", "_"), " ".join(words)).split()


def _lexicon(words: Mapping[str, str], signs: Mapping[str, str]) -> Lexicon:
    def listed(name: str) -> list[str]:
        return plain(words.get(name, "")).split()

    feelings = {word: emotion for emotion in EMOTIONS for word in listed(emotion)}
    stems = {word.rstrip("*"): emotion for word, emotion in feelings.items() if word.endswith("*")}
    feelings |= {sign: emotion for emotion in EMOTIONS for sign in signs[emotion].split()}
    together = [word for name in words if name not in _APART for word in listed(name) if "_" in word]
    return Lexicon(
        feelings=feelings,
        stems=stems,
        negations=frozenset(listed("negations")),
        boosters=dict.fromkeys(listed("boosters"), 0.3) | dict.fromkeys(listed("dampers"), -0.3),
        urgent=dict.fromkeys(listed("urgent"), 0.5) | dict.fromkeys(listed("pressing"), 0.25),
        typical=frozenset(listed("typical")),
        turned=frozenset(listed("turned")),
        own=frozenset(listed("own")),
        picture=frozenset(listed("picture")),
        phrases=re.compile(any_of(together)),
        exclaiming=frozenset(plain(words.get("exclaiming", "")).replace("_", " ").split()),
        questions=frozenset(listed("questions")),
        reasons=frozenset(listed("reasons")),
        cues=cues_of(words),
        naming=naming_of(words),
    )


def _file(path: Path) -> Mapping[str, str]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


_WORDS = {path.stem: _file(path) for path in sorted(Path(__file__).with_name("words").glob("*.toml"))}
_SIGNS = _file(Path(__file__).with_name("signs.toml"))
_LEXICONS = {code: _lexicon(words, _SIGNS) for code, words in _WORDS.items()}
ENGLISH = _LEXICONS["en"]
LEANING = frozenset(word for words in _WORDS.values() for word in words.get("leaning", "").split())
"""What leans on the next word, in any language: "j'adore", "n'aime"."""


def lexicon_of(words: Sequence[str]) -> Lexicon:
    """The lexicon of the language that the words are in: where most are typical, urgent or feel, else English."""

    def known(lexicon: Lexicon) -> int:
        return sum(
            (word in lexicon.typical)
            + (lexicon.feeling(word) is not None or word in lexicon.urgent or word in lexicon.picture)
            for word in words
        )

    best = max(_LEXICONS.values(), key=known)
    return best if known(best) > known(ENGLISH) else ENGLISH
