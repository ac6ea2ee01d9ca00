"""The rules of a language's file, and what becomes of the free words in them."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from prism_core.commands import SlotValue
from prism_llm.understanding.grammar import Rule, SlotValues
from prism_llm.understanding.languages.files import Table, elided
from prism_llm.understanding.languages.wishes import Wishes
from prism_llm.understanding.numbers import simplest
from prism_llm.understanding.utterance import plain

_WORD = re.compile(r"<[^>]*>|\{\w+\}|\w+")
_EMPTY = re.compile(r"([(\[|])\s*\||\|\s*([)\]])|\(\s*\)|\[\s*\]")
"""What is left of a choice or an option without words."""
_MOST_CHANNEL_WORDS, _MOST_TEAM_WORDS = 3, 3
_WHY = "why"
"""A slot for words that no command has a slot for."""
OF_FREE_WORDS = frozenset({"tv.record", "ui.search", "ask.when"})


@dataclass(frozen=True, slots=True)
class Names:
    """What a language writes onto names.

    Attributes:
        article: before a team ("l'Atalanta").
        of: before a channel ("le programme d'Arte").
        genitive: what ends the name of an owner ("Opas", "Leo's").
    """

    article: re.Pattern[str]
    of: re.Pattern[str]
    genitive: re.Pattern[str]

    @classmethod
    def read(cls, table: Table) -> "Names":
        """From the table of that name of a file."""
        ending = table.get("genitive")
        genitive = re.compile(rf"(?<=\w{{2}})['’]?{ending}$" if ending else "(?!)")
        return cls(elided(table.get("article")), elided(table.get("of")), genitive)


def meant_rules(file: Table, forms: Mapping[str, str], wishes: Wishes) -> Iterator[Rule]:
    """The rules of a file, with the one form of each verb in their templates.

    Raises:
        ValueError: one is not as it should be; the message shows it.
    """
    names = Names.read(file.table("names"))
    for rule in rules_of(file["rules"], file.file):
        templates = tuple(dict.fromkeys(in_forms(source, forms) for source in rule.templates))
        yield replace(rule, templates=templates, build=_meant(rule, wishes, names))


def rules_of(text: str, file: str) -> Iterator[Rule]:
    """Rules from their lines.

    Raises:
        ValueError: a line is not a rule; the message shows it.
    """
    for line in filter(None, map(str.strip, text.splitlines())):
        head, colon, templates = line.partition(": ")
        name, *fixed = head.split()
        if not colon or not all("=" in slot for slot in fixed):
            raise ValueError(f"{file}: rule {line[:60]!r} is not NAME SLOT=VALUE...: TEMPLATE | TEMPLATE")
        slots = {slot: value_of(value) for slot, _, value in (pair.partition("=") for pair in fixed)}
        yield Rule(name, tuple(_split(templates)), slots, _known if name == "tv.channel" else None)


def value_of(text: str) -> SlotValue:
    """What a slot's value in a rule stands for: true, false, a number, or itself."""
    if text in ("true", "false"):
        return text == "true"
    try:
        return simplest(float(text))
    except ValueError:
        return text


def in_forms(source: str, forms: Mapping[str, str]) -> str:
    """A template with the one form of each verb, and without hesitations."""
    said, before = _WORD.sub(lambda found: forms.get(found.group(), found.group()), source), ""
    while said != before:
        before, said = said, _EMPTY.sub(lambda found: found.group(1) or found.group(2) or "", said)
    return said.strip()


def of_an_owner(slots: SlotValues, verbs: frozenset[str], names: Names) -> SlotValues | None:
    """Whose profile it is, without the letter that says so: "Opas Profil"; a verb is no name: "Profil wechseln"."""
    found = dict(slots)
    if isinstance(name := found.get("name"), str) and plain(name.casefold()) in verbs:
        return None
    if isinstance(owner := found.pop("owner", None), str):
        if not owner[0].isupper() or " " in owner:
            return None
        found["name"] = owner.rstrip("'’") if owner[-1] in "'’" else names.genitive.sub("", owner)
    return found


def _meant(rule: Rule, wishes: Wishes, names: Names) -> Callable[[SlotValues], SlotValues | None] | None:
    """What becomes of a rule's free words: taken apart where they are to be watched, refused where they are talk."""
    if any(f"{{{_WHY}}}" in template for template in rule.templates):
        return _without_why
    if rule.name == "tv.watch":
        return wishes.apart
    if rule.name == "reminder.set":
        return wishes.of_the_next
    if rule.name == "tv.favourite":
        return wishes.of_a_channel
    if rule.name == "ui.guide":
        return partial(_of_a_channel, names=names)
    if rule.name == "ask.score":
        return partial(_of_a_team, names=names)
    if rule.name == "profile.switch":
        return partial(of_an_owner, verbs=wishes.verbs, names=names)
    if rule.name == "delete":
        return partial(_as_written, names=names)
    return wishes.sensible if rule.name in OF_FREE_WORDS else rule.build


def _without_why(slots: SlotValues) -> SlotValues:
    """The slots without words that only tell why, or which of several."""
    return {slot: value for slot, value in slots.items() if slot != _WHY}


def _of_a_team(slots: SlotValues, names: Names) -> SlotValues | None:
    """The score of a team, which has a short name and, where it is not known, its capital letter."""
    found = dict(slots)
    if isinstance(said := found.pop("elided", None), str):
        found["team"] = names.article.sub("", said)
    if isinstance(named := found.pop("named", None), str):
        name = names.article.sub("", named)
        if not name[0].isupper() or len(name.split()) > _MOST_TEAM_WORDS:
            return None
        found["team"] = name
    return found


def _as_written(slots: SlotValues, names: Names) -> SlotValues | None:
    """A title of any words, told by its capital letter: "la grabación de Amar es para siempre", "d'Envoyé spécial"."""
    found = dict(slots)
    if isinstance(whose := found.pop("whose", None), str):
        found["written"] = names.of.sub("", whose)
        if found["written"] == whose:
            return None
    if isinstance(written := found.pop("written", None), str):
        if not written[0].isupper() or "," in written:
            return None
        found["title"] = written
    return found


def _of_a_channel(slots: SlotValues, names: Names) -> SlotValues | None:
    """The guide of a channel, whose name is short."""
    name = slots.get("channel")
    if not isinstance(name, str):
        return dict(slots)
    name = names.of.sub("", name)
    return None if "," in name or len(name.split()) > _MOST_CHANNEL_WORDS else {**slots, "channel": name}


def _known(slots: SlotValues) -> SlotValues | None:
    """A channel in free words must be one that the viewer has: `@channel` says so to the context.

    Behind the word for a channel capital letters tell its name, too: "la chaîne Histoire".
    """
    if isinstance(station := slots.get("station"), str):
        words = station.split()
        cased = len(words) <= _MOST_CHANNEL_WORDS and not any(word[0].islower() for word in words)
        return {"name": station} if cased else None
    return slots | {"@name": "@channel"} if isinstance(slots.get("name"), str) else slots


def _split(templates: str) -> Iterator[str]:
    """Cut at the bars outside all brackets."""
    depth, start = 0, 0
    for index, letter in enumerate(templates):
        depth += (letter in "([") - (letter in ")]")
        if letter == "|" and not depth:
            yield templates[start:index].strip()
            start = index + 1
    yield templates[start:].strip()
