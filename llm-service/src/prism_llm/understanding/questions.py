"""Questions that ask for nothing to be done: whether and how a thing can be done, and how it stands."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from prism_llm.understanding.turns import NEVER
from prism_llm.understanding.utterance import Utterance

_LONGEST = 14
"""Words of such a question."""
_NAMED, _NAME = "{what}", "(?P<what>.+?)"


@dataclass(frozen=True, slots=True)
class Ability:
    """What can be done, as it is asked for.

    Attributes:
        shape: the words behind "how do I".
        generic: the words behind "can you", where nothing is named that it could be done to.
        wide: the same behind "is it possible to"; none where that is a polite request, too ("is it possible to pause").
        asked: whether "can you" asks for it at all; of others it is a polite request ("can you show subtitles").
        things: the words behind "is there"; none where that asks what there is.
    """

    shape: re.Pattern[str]
    generic: re.Pattern[str]
    wide: re.Pattern[str]
    asked: bool = False
    things: re.Pattern[str] = NEVER


@dataclass(frozen=True, slots=True)
class Questions:
    """One language's, as expressions for words with a space after each.

    Attributes:
        how: "how do I", with what may stand before it.
        can: "can you".
        possible: "is it possible to", which asks for nothing whatever follows.
        exists: "is there".
        plainly: the same in words that need no question mark ("is there any").
        seeks: a verb of searching, behind which nothing is put on at once.
        abilities: what can be done, by name; the first that fits is meant.
        states: how it is asked how things stand, by name: whole questions. `{what}` stands for what they name.
        fillers: words that say nothing in a question of how things stand ("right now").
        off: what says that something is off ("muted").
        tags: what makes a question of what is told ("está grabando, ¿no?").
    """

    how: re.Pattern[str] = NEVER
    can: re.Pattern[str] = NEVER
    possible: re.Pattern[str] = NEVER
    exists: re.Pattern[str] = NEVER
    plainly: re.Pattern[str] = NEVER
    seeks: re.Pattern[str] = NEVER
    abilities: Mapping[str, Ability] = field(default_factory=dict)
    states: Mapping[str, Sequence[re.Pattern[str]]] = field(default_factory=dict)
    fillers: frozenset[str] = frozenset()
    off: re.Pattern[str] = NEVER
    tags: re.Pattern[str] = NEVER

    @classmethod
    def of(cls, table: Mapping[str, object]) -> "Questions":
        """From a table of expressions; whatever it lacks is not heard."""
        words = {
            name: str(table.get(name, ""))
            for name in ("before", "how", "can", "possible", "exists", "plainly", "seeks", "small")
        }
        abilities, states = table.get("abilities", {}), table.get("states", {})
        assert isinstance(abilities, Mapping)
        assert isinstance(states, Mapping)
        before = f"(?:(?:{words['before'] or '(?!)'}) )*"
        small = words["small"] or "(?!)"

        def begins(name: str) -> re.Pattern[str]:
            return re.compile(rf"{before}(?:{words[name]}) ") if words[name] else NEVER

        return cls(
            how=begins("how"),
            can=begins("can"),
            possible=begins("possible"),
            exists=begins("exists"),
            plainly=begins("plainly"),
            seeks=begins("seeks"),
            abilities={name: _ability(entry, small) for name, entry in abilities.items()},
            states={
                name: tuple(re.compile(rf"{before}(?:{one.replace(_NAMED, _NAME)}) ") for one in listed)
                for name, listed in states.items()
            },
            fillers=frozenset(str(table.get("fillers", "")).split()),
            off=re.compile(rf"(?<!\S)(?:{table.get('off') or '(?!)'})(?!\S)"),
            tags=re.compile(rf"(?<=\S )(?:{table.get('tags') or '(?!)'}) $"),
        )

    def ability(self, utterance: Utterance) -> tuple[str, bool]:
        """What is asked to be possible, and whether a yes or no is asked for; empty for other words."""
        text = utterance.norm()
        if len(utterance.words) > _LONGEST:
            return "", False
        if led := self.how.match(text):
            rest = text[led.end() :]
            return next((name for name, one in self.abilities.items() if one.shape.match(rest)), ""), False
        if led := self.possible.match(text):
            rest = text[led.end() :]
            if name := next((name for name, one in self.abilities.items() if one.wide.fullmatch(rest)), ""):
                return name, True
        if led := self.can.match(text):
            rest = text[led.end() :]
            fits = (name for name, one in self.abilities.items() if one.asked and one.generic.fullmatch(rest))
            if name := next(fits, ""):
                return name, True
        if led := self.exists.match(text):
            rest = text[led.end() :]
            return next((name for name, one in self.abilities.items() if one.things.fullmatch(rest)), ""), True
        return "", False

    def state(self, utterance: Utterance) -> tuple[str, str]:
        """How what stands is asked, and what the question names, as it was said; empty for other words."""
        if len(utterance.words) > _LONGEST:
            return "", ""
        places = [at for at, word in enumerate(utterance.words) if word.norm not in self.fillers]
        text = "".join(f"{utterance.words[at].norm} " for at in places)
        if utterance.text.rstrip().endswith("?"):
            text = self.tags.sub("", text)
        for name, patterns in self.states.items():
            found = next(filter(None, (pattern.fullmatch(text) for pattern in patterns)), None)
            if found:
                if not found.groupdict().get("what"):
                    return name, ""
                start, end = found.span("what")
                first, last = places[text.count(" ", 0, start)], places[text.count(" ", 0, end)]
                if any(first < at <= last for at in utterance.breaks):
                    continue  # "have you got anything about trains, search for it"
                return name, utterance.said(first, last + 1)
        return "", ""

    def asks_how(self, utterance: Utterance) -> bool:
        """Whether the words begin as those of who asks how or whether something can be done."""
        text = utterance.norm()
        return not self.exists.match(text) and any(lead.match(text) for lead in (self.how, self.can, self.possible))

    def asked(self, utterance: Utterance) -> bool:
        """Whether the words are such a question."""
        return bool(self.state(utterance)[0] or self.ability(utterance)[0])


def _ability(entry: Mapping[str, object], small: str) -> Ability:
    verbs, nouns = str(entry.get("verbs", "")), str(entry["nouns"])
    asked = str(entry.get("can_verbs", verbs)), str(entry.get("can_nouns", nouns))
    return Ability(
        shape=re.compile(_all_of(verbs, nouns)),
        generic=_only(*asked, small),
        wide=NEVER if entry.get("polite") else _only(verbs, nouns, small),
        asked=bool(entry.get("can") or entry.get("can_verbs") or entry.get("can_nouns")),
        things=re.compile(rf"(?:(?:{small}) )*(?:{nouns}) (?:(?:{small}) )*") if entry.get("exists") else NEVER,
    )


def _all_of(*listed: str) -> str:
    """Looks ahead for one of each list."""
    return "".join(rf"(?=(?:\S+ )*?(?:{words}) )" for words in listed if words)


def _only(verbs: str, nouns: str, small: str) -> re.Pattern[str]:
    """Matches these words and no others, with one of each list but that of small ones."""
    each = "|".join(words for words in (verbs, nouns, small) if words)
    return re.compile(rf"{_all_of(verbs, nouns)}(?:(?:{each}) )+")
