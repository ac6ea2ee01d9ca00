"""Reads the feeling of a text: a trained model, and the words that name feelings."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from prism_core.commands import Command
from prism_llm.sentiment import EMOTIONS, Emotion, Sentiment
from prism_llm.sentiment.asking import CLAUSES, asks, without_names
from prism_llm.sentiment.lexicon import ENGLISH, LEANING, VALENCE, Lexicon, lexicon_of
from prism_llm.sentiment.model import OTHERS_FILE, WEIGHTS_FILE, EmotionModel
from prism_llm.sentiment.situation import Situation, situation
from prism_llm.sentiment.spelling import NEVER, plain

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|[\U0001F300-\U0001FAFF\u2600-\u27BF]")
_LEANING = re.compile(rf"^({'|'.join(sorted(LEANING)) or NEVER})['’](?=[^\W\d_]{{2}})", re.IGNORECASE)
_LITOTES = re.compile(
    r"\b(?:not|never|isn'?t|wasn'?t|aren'?t|weren'?t|ain'?t)(?: (?:so|too|that|half|at all|a))?"
    r" (?:bad|boring|dull|shabby|terrible|awful|stupid|ugly)\b(?! but\b)"
)
"""Praise by denying the opposite, of which the model hears the opposite."""
_MARVEL = re.compile(r"\b(?:(?:i|we) )?(?:can['’]?t|cannot|couldn['’]?t) believe (?=how )", re.IGNORECASE)
"""Wonder, in which the model hears a denial: "I can't believe how happy I am"."""
_LAST_LATIN = "\u0250"
"""The first letter after those of the scripts that the models read."""
_REACH = 3
"""How many words a negation reaches (VADER)."""
_UNHEARD = -0.7
"""Log-odds where the model cannot tell: one word that names a feeling, or denies it, is enough to pass 0."""
_TURNED = 0.74
"""A turned feeling is weaker than its opposite: "not happy" is less than "sad" (VADER)."""
_NAMED = 0.25
"""How far a word that names a feeling moves its score: of 0, 0.25, 0.5 and 1, best on held-out texts."""
_NAMED_ALONE = 1.0
"""The same where the model cannot tell, and of signs and denials, of which it has seen little."""
_NAMED_SHORT = 5.0
"""The same in a few words of a language of whose words its model has seen few: "ich bin begeistert"."""
_PHRASE = 8.0
"""How much more words in a row tell that mean something together ("fed up"): a model has rarely seen them."""
_SURE = 1.5
"""Log-odds from which the model is believed against the words."""
_SUREST = 50.0
"""Log-odds beyond which nothing changes; hundreds of one sign would add up to more than a number holds."""
_SHORT = 6
"""Words up to which a denial is taken to be of all that is said."""
_TOLD = 1.5
"""Log-odds of what is told without being named, and of what that rules out (`_UNTOLD`): as a model that is sure."""
_UNTOLD = -1.5
_CALLING = 0.5
"""Urgency that a cry for help adds to that of its words."""
_URGED = 0.4
"""Urgency that exclamation adds to a complaint: somebody is missing something."""
_ASKED = 2.5
"""How much surer, in log-odds, the model must be of a feeling in a request that names none."""
_REQUEST = 10
"""Words up to which a request is all that is said; in more there is talk beside it."""
_MOCKING = frozenset("🙄 😒 🙃 👎".split())
"""Signs after praise that is not meant."""
_OPPOSITES: dict[Emotion, Emotion] = {"joy": "sadness", "love": "anger", "fear": "joy", "sadness": "joy"}


@dataclass(frozen=True, slots=True)
class Signs:
    """What the words themselves show, by the lexicon."""

    valence: float
    weights: Mapping[Emotion, float]
    """How strongly each emotion is named; below zero where it is denied."""
    emphasis: float
    urgency: float
    foreign: bool
    """In another language than English."""
    words: int
    """How many there are, signs not counted."""
    named: bool
    """Some name a feeling, or are said with emphasis."""
    denied: bool
    """What is named is denied, all of it."""
    marked: bool
    """With a sign that shows a feeling."""
    mocking: bool
    """With a sign that takes praise back."""
    apart: bool
    """Of what is on, not of the viewer."""


def signs(text: str, lexicon: Lexicon | None = None) -> Signs:
    """Read `text` by the lexicon: words, what strengthens or turns them, capitals, exclamation marks, emoji.

    The lexicon is that of the language of the words unless it is given.
    """
    raw = _words(text)
    words = [plain(word) for word in raw]
    lexicon = lexicon or lexicon_of(words)
    words = lexicon.joined(words)
    shouting = len(raw) > 1 and sum(word.isupper() and len(word) > 1 for word in raw) >= len(raw) / 2
    emphasis = 1 + 0.15 * min(text.count("!"), 3) + (0.3 if shouting else 0.0)
    weights: dict[Emotion, float] = dict.fromkeys(EMOTIONS, 0.0)
    valence, named, denied = 0.0, 0, 0
    for index, word in enumerate(words):
        if (emotion := lexicon.feeling(word)) is None:
            continue
        named += 1
        before = words[max(0, index - _REACH) : index]
        around = [*before, *words[index + 1 : index + 1 + _REACH]] if word in lexicon.turned else before
        weight = emphasis * (1 + sum(lexicon.boosters.get(other, 0.0) for other in before))
        weight *= _PHRASE if "_" in word else 1.0
        if "_" in word:  # Most hold their denial ("can't stand"); what fails may be denied: "non si blocca più".
            around = words[max(0, index - 1) : index] if lexicon.cues.failing.match(word.replace("_", " ")) else []
        if lexicon.negations.isdisjoint(around):
            valence += VALENCE[emotion] * weight
            weights[emotion] += weight
            continue
        denied += 1
        valence -= VALENCE[emotion] * weight * _TURNED
        weights[emotion] -= weight
        if emotion in _OPPOSITES:
            weights[_OPPOSITES[emotion]] += weight
    return Signs(
        valence=valence,
        weights=weights,
        emphasis=emphasis,
        urgency=min(1.0, _urgency(words, lexicon) + 0.1 * min(text.count("!"), 3)),
        foreign=lexicon is not ENGLISH,
        words=sum(word[0].isalpha() and word[0] < _LAST_LATIN for word in words),
        named=named > 0 or emphasis > 1,
        denied=0 < named == denied,
        marked=any(word in lexicon.feelings and not word[0].isalpha() for word in words),
        mocking=not _MOCKING.isdisjoint(words),
        apart=lexicon.own.isdisjoint(words) and not lexicon.picture.isdisjoint(words),
    )


def _words(text: str) -> list[str]:
    return [part for token in _TOKEN.findall(text) for part in _LEANING.sub(r"\1 ", token).split()]


def _urgency(words: Sequence[str], lexicon: Lexicon) -> float:
    """What the urgent words add up to, those that are denied not counted."""
    return sum(
        lexicon.urgent.get(word, 0.0)
        for index, word in enumerate(words)
        if lexicon.negations.isdisjoint(words[max(0, index - 2) : index])
    )


def by_lexicon(text: str) -> Mapping[Emotion, float]:
    """The emotions in `text` by the lexicon alone."""
    return {name: 1 - math.exp(-max(0.0, weight)) for name, weight in signs(text).weights.items()}


def analyse(text: str, commands: Sequence[Command] = ()) -> Sentiment:
    """The feeling of `text`: what the model hears in it, moved by what its words name or deny and what they tell.

    Neutral if it is empty, or in a script that the models do not read.

    Args:
        text: what was said.
        commands: what was understood in it; what they ask for by name says nothing of the viewer.
    """
    lexicon = lexicon_of([plain(word) for word in _words(text)])
    rest = without_names(text, commands, lexicon.naming)
    shown = signs(rest, lexicon)
    if not shown.words and not shown.marked:
        return Sentiment(sentiment="neutral", polarity=0.0, emotions=dict.fromkeys(EMOTIONS, 0.0), intensity=0.0,
                         urgency=round(shown.urgency, 3), requires_empathy=False)  # fmt: skip
    told = _told(text, rest, lexicon, asked=asks(commands))
    shown = _as_told(shown, told)
    heard = _as_heard(_heard(rest, shown), told)
    if asks(commands) and told is None and not shown.named and shown.words <= _REQUEST:
        heard = _calmed(heard)
    named = _NAMED_ALONE if shown.foreign or shown.denied or shown.marked else _NAMED
    if shown.foreign and shown.words <= _SHORT:
        named = _NAMED_SHORT
    emotions = {name: round(_logistic(heard[name] + named * shown.weights[name]), 3) for name in EMOTIONS}
    positive, negative = heard["positive"] + named * shown.valence, heard["negative"] - named * shown.valence
    sentiment = _sentiment(positive, negative, heard["neutral"] - named * abs(shown.valence))
    polarity = round(_logistic(positive) - _logistic(negative), 3)
    if sentiment == "negative" and shown.weights["joy"] <= 0:  # which no word names: "so ein Mist"
        emotions["joy"] = min(emotions["joy"], round(1 - abs(polarity), 3))
    heavy = max(emotions["sadness"], emotions["fear"], emotions["anger"]) >= 0.5
    return Sentiment(
        sentiment=sentiment,
        polarity=polarity,
        emotions=emotions,
        intensity=round(min(1.0, max(emotions.values()) * min(shown.emphasis, 1.5) / 1.2), 3),
        urgency=round(shown.urgency, 3),
        requires_empathy=negative > positive and heavy and not shown.apart,
    )


def _told(text: str, rest: str, lexicon: Lexicon, *, asked: bool) -> Situation | None:
    """What the words tell; mockery is read with its names, which may be misheard: "brilliant, it's frozen again"."""
    for said in dict.fromkeys((text, rest)):
        parts = CLAUSES.split(said)
        clauses = [[plain(word) for word in _words(part) if word[0].isalpha()] for part in parts]
        found = situation([clause for clause in clauses if clause], lexicon, asked=asked, wondering="?" in text)
        if found == "mocking" or (found and said == rest):
            return found
    return None


def _as_told(shown: Signs, told: Situation | None) -> Signs:
    """What the words show, without the praise of what is none, and more urgent where somebody calls."""
    if told is None or told == "relief":
        return shown
    weights = {name: 0.0 if name in ("joy", "love") else max(0.0, weight) for name, weight in shown.weights.items()}
    exclaimed = _URGED if shown.emphasis > 1 and told == "complaint" else 0.0
    urgency = min(1.0, shown.urgency + (_CALLING if told == "alarm" else exclaimed))
    return replace(shown, valence=min(0.0, shown.valence), weights=weights, urgency=urgency, denied=False)


def _as_heard(heard: Mapping[str, float], told: Situation | None) -> Mapping[str, float]:
    """What the model heard, corrected by what is told: it hears praise in mockery and nothing in a cry for help."""
    if told is None:
        return heard
    if told == "relief":  # What is over is named all the same: "no more adverts".
        over = {name: min(heard[name], _UNTOLD) for name in ("sadness", "anger", "negative", "neutral")}
        return {**heard, **over, "positive": max(heard["positive"], _TOLD)}
    feeling = "fear" if told == "alarm" else "anger"
    low = {name: min(heard[name], _UNTOLD) for name in ("joy", "love", "positive", "neutral")}
    return {**heard, **low, feeling: max(heard[feeling], _TOLD), "negative": max(heard["negative"], _TOLD)}


def _calmed(heard: Mapping[str, float]) -> Mapping[str, float]:
    """What is heard in a request that names no feeling, of which the model must be surer."""
    calm = {name: score - _ASKED for name, score in heard.items()}
    return {**calm, "curiosity": heard["curiosity"], "neutral": heard["neutral"] + _ASKED / 2}


def _heard(text: str, shown: Signs) -> Mapping[str, float]:
    """The log-odds of the language's model; of signs alone, all are low."""
    if not shown.words:
        return {**dict.fromkeys((*EMOTIONS, "positive", "negative"), _UNHEARD), "neutral": 0.0}
    model = EmotionModel.load(OTHERS_FILE if shown.foreign else WEIGHTS_FILE)
    heard = model.scores(text if shown.foreign else _MARVEL.sub("wow, ", text))
    mocked = shown.mocking and heard["positive"] > heard["negative"]
    litotes = not shown.foreign and _LITOTES.search(" ".join(text.lower().replace("’", "'").split()))
    if mocked or litotes or _misses_denial(heard, shown):
        return {**heard, "positive": heard["negative"], "negative": heard["positive"], "neutral": _UNHEARD}
    return heard


def _misses_denial(heard: Mapping[str, float], shown: Signs) -> bool:
    """Whether the model, none too sure, hears what is denied in a few words ("nobody enjoyed that")."""
    opposite = (heard["positive"] - heard["negative"]) * shown.valence < 0
    return shown.denied and shown.words <= _SHORT and opposite and max(heard["positive"], heard["negative"]) < _SURE


def _sentiment(positive: float, negative: float, neutral: float) -> Literal["positive", "negative", "neutral"]:
    if max(positive, negative) < neutral:
        return "neutral"
    return "positive" if positive >= negative else "negative"


def _logistic(score: float) -> float:
    return 1 / (1 + math.exp(-max(-_SUREST, min(score, _SUREST))))
