"""Words that carry a feeling, and words around them that strengthen, weaken or turn it.

The scheme (valence words, negation within three words, boosters, capitals, exclamation marks) is VADER's: Hutto and
Gilbert, "VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social Media Text", ICWSM 2014.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from prism_llm.sentiment import EMOTIONS, Emotion

_WORDS: Mapping[Emotion, str] = {
    "joy": "happy glad great good wonderful fantastic brilliant excellent amazing awesome fun funny "
    "enjoy enjoyed "
    "enjoying delighted pleased cheerful excited exciting yay hooray nice lovely perfect "
    "beautiful best superb haha "
    "hilarious laugh thrilled win won fabulous cool proud relieved hope hopeful thanks thank "
    "grateful 😀 😃 😄 😁 😂 🤣 😊 🎉 👍 😎",
    "love": "love loved loves loving adore adorable darling sweet caring cute dear favourite "
    "favorite heart ❤ ❤️ 😍 🥰 😘 💕",
    "surprise": "wow surprised surprising surprise unexpected unbelievable incredible astonishing whoa "
    "omg suddenly "
    "shocking shocked 😮 😲 🤯 😱",
    "curiosity": "wonder wondering curious interesting intrigued interested fascinating 🤔",
    "sadness": "sad unhappy depressed depressing lonely alone cry crying cried tears miss missed lost "
    "heartbroken "
    "grief grieving died death hurt hurts sorry disappointed disappointing miserable "
    "hopeless upset tired "
    "exhausted terrible awful unfortunately 😢 😭 😞 😔 💔 ☹ 🙁",
    "anger": "angry mad furious annoyed annoying hate hated hates irritating irritated frustrated "
    "frustrating rage "
    "stupid idiot idiots damn broken useless rubbish worst ridiculous sucks crap unacceptable pissed 😠 😡 🤬",
    "fear": "afraid scared scary fear frightened terrified terrifying worried worry anxious nervous "
    "panic dread "
    "horrifying threat danger dangerous stressed 😨 😰 😟",
    "disgust": "disgusting disgusted gross nasty yuck ew eww vile sick sickening revolting horrible filthy 🤢 🤮",
}
VALENCE: Mapping[Emotion, float] = {
    "joy": 1.0, "love": 1.0, "surprise": 0.2, "curiosity": 0.1,
    "sadness": -1.0, "anger": -1.0, "fear": -0.9, "disgust": -1.0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language; `typical` ones tell which it is."""

    feelings: Mapping[str, Emotion]
    negations: frozenset[str]
    boosters: Mapping[str, float]
    urgent: Mapping[str, float]
    typical: frozenset[str]
    turned: frozenset[str] = frozenset()
    """Verbs that a negation turns from behind, too: "gefällt mir nicht", "j'aime pas"."""


ENGLISH = Lexicon(
    feelings={word: emotion for emotion, words in _WORDS.items() for word in words.split()},
    negations=frozenset(
        "not no never dont doesnt didnt isnt arent wasnt werent cant couldnt wont wouldnt hardly without nothing "
        "neither nor aint shouldnt havent hasnt barely nobody noone none".split()
    ),
    boosters={
        **dict.fromkeys("very really so extremely absolutely totally completely incredibly too utterly".split(), 0.3),
        **dict.fromkeys("slightly somewhat bit little kinda sorta fairly rather".split(), -0.3),
    },
    urgent={
        **dict.fromkeys("now immediately urgent urgently emergency asap hurry quickly quick instantly".split(), 0.5),
        **dict.fromkeys("help please soon already stop".split(), 0.25),
    },
    typical=frozenset("i you he she it we they the a an and is not me my this that of to in for so what was".split()),
)


def _others() -> tuple[Lexicon, ...]:
    tables = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
    signs = {sign: feeling for sign, feeling in ENGLISH.feelings.items() if not sign.isascii()}
    return tuple(
        Lexicon(
            feelings=signs | {word: emotion for emotion in EMOTIONS for word in words[emotion].split()},
            negations=frozenset(words["negations"].split()),
            boosters=dict.fromkeys(words["boosters"].split(), 0.3) | dict.fromkeys(words["dampers"].split(), -0.3),
            urgent=dict.fromkeys(words["urgent"].split(), 0.5),
            typical=frozenset(words["typical"].split()),
            turned=frozenset(words.get("turned", "").split()),
        )
        for words in tables.values()
    )


_OTHERS = _others()


def lexicon_of(words: list[str]) -> Lexicon:
    """The lexicon of the language that the words are in: where most are typical or carry a feeling, else English."""

    def known(lexicon: Lexicon) -> int:
        return sum((word in lexicon.typical) + (word in lexicon.feelings) for word in words)

    best = max(_OTHERS, key=known)
    return best if known(best) > known(ENGLISH) else ENGLISH
