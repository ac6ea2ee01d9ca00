"""What a text tells beyond words that name feelings: mocking praise, relief, a complaint, a cry for help."""

import re
from collections.abc import Sequence
from typing import Literal

from prism_llm.sentiment import Emotion
from prism_llm.sentiment.lexicon import Lexicon

Situation = Literal["mocking", "relief", "complaint", "alarm"]
_GLAD: tuple[Emotion, ...] = ("joy", "love")
_HARD: tuple[Emotion, ...] = ("sadness", "anger")
_NEAR = 3
_REACH = 2
"""How many words before what goes wrong take it back: "no more adverts"."""


def situation(clauses: Sequence[Sequence[str]], lexicon: Lexicon, *, asked: bool, wondering: bool) -> Situation | None:
    """What the clauses tell, each its plain words; none where they tell nothing of the kind.

    Args:
        clauses: the parts of a text between its signs.
        lexicon: of the language of the text.
        asked: whether the text asks for something to be done; "no more adverts again" is then no complaint.
        wondering: whether it has a question mark; a question complains of what is wrong only where it asks why.
    """
    whole = " ".join(word for clause in clauses for word in clause)
    if _alarming(whole, lexicon):
        return "alarm"
    if about := _praised(clauses, whole, lexicon):
        if _bothers(about, lexicon):
            return "mocking"
        if any(lexicon.cues.failing.search(part) or lexicon.cues.nagging.search(part) for part in about):
            return "relief"
    if not lexicon.cues.again.search(whole) or _over(whole, lexicon):
        return None
    first = clauses[0][0] if clauses else ""
    if first in lexicon.questions or (wondering and first not in lexicon.reasons):
        return None
    glad = any(lexicon.feeling(word) in _GLAD for clause in clauses for word in clause)
    complained = any(_fails(" ".join(clause), lexicon) for clause in clauses)
    if complained or (not asked and not glad and any(_nags_again(" ".join(clause), lexicon) for clause in clauses)):
        return "complaint"
    return None


def _alarming(whole: str, lexicon: Lexicon) -> bool:
    """A cry for help with a danger, or with what befell somebody who needs help."""
    if not lexicon.cues.cry.search(whole) or not lexicon.picture.isdisjoint(whole.split()):
        return False
    befallen = lexicon.cues.mishap.search(whole) and lexicon.cues.helpless.search(whole)
    return bool(befallen or lexicon.cues.danger.search(whole))


def _praised(clauses: Sequence[Sequence[str]], whole: str, lexicon: Lexicon) -> Sequence[str]:
    """What praise by itself is about, as in "great, another advert"; empty where nothing is praised so.

    In "a great advert" the advert itself is praised.
    """
    if lexicon.cues.mocking.search(whole):
        return [" ".join(clause) for clause in clauses]
    others = [" ".join(clause) for clause in clauses if not _praises(clause, lexicon)]
    if len(others) < len(clauses):
        return others
    # Without signs, as it was heard: only what comes again is surely no praise.
    rest = _behind_praise(clauses[0], lexicon) if clauses else ""
    return [rest] if lexicon.cues.again.search(rest) else []


def _praises(clause: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a clause is praise and nothing else: "oh, how wonderful"."""
    glad = [word for word in clause if lexicon.feeling(word) in _GLAD]
    others = [word for word in clause if word not in glad]
    return bool(glad) and all(word in lexicon.exclaiming or word in lexicon.boosters for word in others)


def _behind_praise(clause: Sequence[str], lexicon: Lexicon) -> str:
    """What follows praise at the beginning of a clause; empty if it is what is praised."""
    start = next((index for index, word in enumerate(clause) if word not in lexicon.exclaiming), len(clause))
    if start == len(clause) or lexicon.feeling(clause[start]) != "joy":
        return ""
    rest = " ".join(clause[start + 1 :])
    return "" if lexicon.cues.nagging.match(rest) else rest


def _bothers(clauses: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether the clauses tell of a nuisance that is not over."""
    whole = " ".join(clauses)
    if _over(whole, lexicon):
        return False
    if any(_fails(clause, lexicon) or _undenied(lexicon.cues.nagging, clause, lexicon) for clause in clauses):
        return True
    hard = any(lexicon.feeling(word) in _HARD for word in whole.split()) or lexicon.cues.amiss.search(whole)
    return bool(hard and lexicon.cues.again.search(whole))


def _fails(text: str, lexicon: Lexicon) -> bool:
    """Whether something does not work: "it's buffering", "the sound's gone"."""
    if _undenied(lexicon.cues.failing, text, lexicon):
        return True
    return bool(lexicon.cues.devices.search(text)) and _undenied(lexicon.cues.breaking, text, lexicon)


def _nags_again(text: str, lexicon: Lexicon) -> bool:
    """Whether what nobody asked for comes again, told close by: "another advert", "ads every five minutes"."""
    for found in lexicon.cues.nagging.finditer(text):
        before, after = text[: found.start()].split(), text[found.end() :].split()
        if lexicon.cues.again.search(" ".join(before[-_NEAR:])) or lexicon.cues.again.search(" ".join(after[:_NEAR])):
            return _undenied(lexicon.cues.nagging, text, lexicon)
    return False


def _over(text: str, lexicon: Lexicon) -> bool:
    return bool(lexicon.cues.ended.search(text))


def _undenied(pattern: re.Pattern[str], text: str, lexicon: Lexicon) -> bool:
    return any(
        lexicon.negations.isdisjoint(text[: found.start()].split()[-_REACH:]) for found in pattern.finditer(text)
    )
