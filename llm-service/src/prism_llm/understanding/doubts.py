"""How likely a sentence must be talk to overrule what a grammar read in it, by what was read."""

import re
from collections.abc import Sequence

from prism_core.commands import SlotValue
from prism_llm.understanding.passes import Found
from prism_llm.understanding.titles import Titles
from prism_llm.understanding.utterance import Utterance

TAKE_ANYTHING = frozenset({"tv.watch", "tv.channel", "ui.search", "tv.surprise", "ask.recommend"})
UNMISTAKABLE = frozenset({"reminder.set", "delete"})
"""Whose own words ("remind me", "delete the … playlist") leave no doubt, whatever stands in their free ones."""
NOTHING = 0.9
"""How likely talk must be where free words may be anything."""
_HARDLY_ANYTHING = 0.97
"""The same where they stand among words of their own ("how long until …")."""
_HARDLY_WATCHED = 0.985
"""The same behind a verb that is said of little but what one watches."""
_CERTAINLY_NO_QUESTION = 0.995
"""The same for a question about a match: names of teams are words of every kind ("did the Cowboys win")."""
TALKATIVE = 0.5
"""The same where free words go over a comma, or have such as are said to people and of oneself."""
_TOLD = frozenset("your my me it dont do every free you his her their they yourself chance".split())
_WATCHES = frozenset({"play", "watch", "stream"})
_OF_MATCHES = frozenset({"ask.score", "ask.when"})
_PARTS = frozenset({"season", "episode"})
_LEAST_BEFORE_A_NAME = 3
"""Words before a title whose kind is said: a verb, an article and the kind."""
_BREAK = re.compile(r"[,;?!]|\. ")


def doubtful(utterance: Utterance, parts: Sequence[Found]) -> list[Found]:
    """The parts that may be talk: those with free words, but where a season or an episode is asked for."""
    watches = utterance.words[0].norm in _WATCHES
    return [
        part
        for part in parts
        if part.open
        and part.command.name not in UNMISTAKABLE
        and not (watches and not _PARTS.isdisjoint(part.command.slots))
    ]


def least_nothing(utterance: Utterance, free: Sequence[Found], titles: Titles) -> float:
    """How likely it must be that the sentence asks for nothing, to overrule `free` readings of it."""
    if all(part.command.name in _OF_MATCHES for part in free):
        return _CERTAINLY_NO_QUESTION
    if any(part.command.name not in TAKE_ANYTHING for part in free):
        return _HARDLY_ANYTHING
    named = [part.command.slots.get("title") for part in free]
    if all(isinstance(title, str) and titles.has(title) for title in named):
        return 1.0
    if any(word.norm in _TOLD for word in utterance.words):
        return TALKATIVE
    return _HARDLY_WATCHED if utterance.words[0].norm in _WATCHES else NOTHING


def crosses(value: SlotValue) -> bool:
    """Whether free words go over a comma or the end of a sentence."""
    return isinstance(value, str) and _BREAK.search(value) is not None


def names_its_kind(utterance: Utterance, parts: Sequence[Found], beside: Sequence[Found]) -> bool:
    """Whether a title follows its kind, and no reason does: "le podcast | Les pieds sur terre"."""
    if [set(part.command.slots) for part in beside] != [{"kind"}] or utterance.breaks - {0, len(utterance.words)}:
        return False
    title = str(parts[0].command.slots.get("title", ""))
    return len(utterance.words) - len(title.split()) >= _LEAST_BEFORE_A_NAME
