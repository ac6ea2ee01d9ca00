"""How likely a sentence must be talk to overrule what a grammar read in it, by what was read."""

import re
from collections.abc import Sequence

from prism_core.commands import SlotValue
from prism_llm.understanding.clauses import clause_behind
from prism_llm.understanding.grammar import Language
from prism_llm.understanding.passes import Found
from prism_llm.understanding.titles import Titles, is_written_as_name
from prism_llm.understanding.utterance import Utterance, read

TAKE_ANYTHING = frozenset({"tv.watch", "tv.channel", "ui.search", "tv.surprise", "ask.recommend"})
UNMISTAKABLE = frozenset({"reminder.set", "delete", "ui.select", "confirm", "deny"})
"""Whose own words ("remind me", "delete the … playlist") leave no doubt, whatever stands in their free ones, or which
an open question or a list on the screen asks for."""
_LEAST_WRITTEN = 3
"""Words of a title whose capital letter alone tells it, behind the verb of a request."""
NOTHING = 0.9
"""How likely talk must be where free words may be anything."""
_HARDLY_ANYTHING = 0.93
"""The same where they stand among words of their own ("how long until …")."""
_HARDLY_WATCHED = 0.985
"""The same behind a verb that is said of little but what one watches."""
_CERTAINLY_NO_QUESTION = 0.995
"""The same for a question about a match: names of teams are words of every kind ("did the Cowboys win")."""
TALKATIVE = 0.5
"""The same where free words go over a comma, or have such as are said to people and of oneself."""
_TALKATIVE_OF_PLAY = 0.8
"""The same behind "play"."""
_TOLD = frozenset("your my me it dont do every free you his her their they yourself chance".split())
_WATCHES = frozenset({"play", "watch", "stream"})
_LEADS_TO_IT = re.compile(r"(?:(?:please|hey|lumen|(?:can|could|will|would) you) )*")
"""What is said before the verb of a request."""
_RECORDS = re.compile(
    r"(?:(?:please|hey|lumen|and|also|(?:can|could|will|would) you|dont forget to) )*(?:record|tape) "
)
"""How a recording is asked for in English."""
_OF_MATCHES = frozenset({"ask.score", "ask.when"})
_PARTS = frozenset({"season", "episode"})
ANSWER = re.compile(
    r"(?:(?:yes|yeah|yep) )?(?:(?:please )?do (?:it|that)|go for it|go ahead(?: and do it)?) |"
    r"(?:yes|yeah|yep|no|nope|no no)(?: (?:please|thanks|thank you|dont|dont do (?:it|that)|leave it))? "
)
"""What is an answer though no question is known."""
_BREAK = re.compile(r"[,;?!]|\. ")


def doubtful(utterance: Utterance, parts: Sequence[Found]) -> list[Found]:
    """The parts that may be talk: those with free words, but where a season or an episode is asked for."""
    watches = _watches(utterance)
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
    if _RECORDS.match(utterance.norm()) and all(_is_recorded_by_name(part, utterance) for part in free):
        return _CERTAINLY_NO_QUESTION
    if any(part.command.name not in TAKE_ANYTHING for part in free):
        return _HARDLY_ANYTHING
    named = [part.command.slots.get("title") for part in free]
    if all(isinstance(title, str) and titles.has(title) for title in named):
        return 1.0
    watches = _watches(utterance)
    if watches and all({"title", "person"} <= part.command.slots.keys() for part in free):
        return 1.0
    if written(utterance, free):
        return _CERTAINLY_NO_QUESTION
    words = _unled(utterance) if watches else utterance.norm()
    named_so = not watches and _in_capitals(utterance, named)
    if not _TOLD.isdisjoint(words.split()):
        return _TALKATIVE_OF_PLAY if words.startswith("play ") else TALKATIVE
    return _HARDLY_WATCHED if watches else _HARDLY_ANYTHING if named_so else NOTHING


def _in_capitals(utterance: Utterance, titles: Sequence[SlotValue | None]) -> bool:
    """Whether all that has a capital letter behind the first word is titles: "put Later on"."""
    inner = [utterance.said(at, at + 1) for at in range(1, len(utterance.words))]
    capital = {word for word in inner if word[0].isupper()}
    return bool(titles) and len(capital) < len(inner) and capital == {title for title in titles if title}


def _is_recorded_by_name(part: Found, utterance: Utterance) -> bool:
    """Whether a recording has a title with a capital letter, and no words that are said to people: "Too Cute"."""
    title = part.command.slots.get("title")
    if part.command.name != "tv.record" or not isinstance(title, str) or not title[:1].isupper():
        return False
    return is_written_as_name(title) or _TOLD.isdisjoint(utterance.norm().split())


def _unled(utterance: Utterance) -> str:
    """The words behind what is said before the verb of a request."""
    words = utterance.norm()
    led = _LEADS_TO_IT.match(words)
    return words[led.end() if led else 0 :]


def _watches(utterance: Utterance) -> bool:
    """Whether the verb that asks is said of little but what one watches."""
    return _unled(utterance).partition(" ")[0] in _WATCHES


def written(utterance: Utterance, free: Sequence[Found]) -> bool:
    """Whether capital letters tell that free words are titles, where not every word has one, or all know them."""
    titles = [part.command.slots.get("title", part.command.slots.get("query")) for part in free]
    cased = any(utterance.text[word.start].islower() for word in utterance.words)
    return cased and all(isinstance(title, str) and is_written_as_name(title) for title in titles)


def crosses(value: SlotValue) -> bool:
    """Whether free words go over a comma or the end of a sentence."""
    return isinstance(value, str) and _BREAK.search(value) is not None


def remarks(utterance: Utterance, parts: Sequence[Found]) -> bool:
    """Whether free words go over a comma or begin behind one: they may be a remark ("stop recording, we saw it")."""
    behind = [utterance.text[utterance.words[at].start :] for at in utterance.breaks if 0 < at < len(utterance.words)]
    values = [value for part in parts if part.open for value in part.command.slots.values() if isinstance(value, str)]
    return any(crosses(value) or any(text.startswith(value) for text in behind) for value in values)


def by_kind(parts: Sequence[Found]) -> bool:
    """Whether all that is asked for is to be watched, and told by its kind, its genre or who is in it."""
    return all(part.command.name == "tv.watch" and "title" not in part.command.slots for part in parts)


def is_full_name(parts: Sequence[Found]) -> bool:
    """Whether all that is asked for is a name of two words and more, each with its capital letter."""
    titles = [part.command.slots.get("title") for part in parts if part.command.name == "tv.watch"]
    words = [title.split() for title in titles if isinstance(title, str)]
    return len(words) == len(parts) and all(len(name) > 1 and all(word[0].isupper() for word in name) for name in words)


def named(utterance: Utterance, parts: Sequence[Found], language: Language) -> bool:
    """Whether a title is beyond doubt: behind its kind ("le podcast Transfert"), or with its article ("Das Boot")."""
    slots = parts[0].command.slots if len(parts) == 1 else {}
    title = slots.get("title", slots.get("query"))
    if not isinstance(title, str) or not title[0].isupper() or utterance.text.isupper():
        return False
    before = read(utterance.text.partition(title)[0]).norm().split()
    first = read(title).words[0].norm
    kind = language.types["kind"].convert(before[-1]) if len(before) > 1 else None
    asked = any(language.forms.get(word, word) in language.asides.asks for word in before[-2:])  # "fai partire …"
    long = not language.capitals and len(title.split()) >= _LEAST_WRITTEN  # where nouns have small letters
    clause = asked and clause_behind(read(title.lower()), language.behind, 0) == 0  # "Mentre dormivi"
    asked = asked or language.questions.exists.fullmatch(f"{' '.join(before)} ") is not None  # "tienes …"
    return bool(before) and (kind is not None or first in language.asides.articles or (asked and long) or clause)
