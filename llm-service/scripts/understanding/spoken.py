"""Samples of sentences that people said: what each command's slots come from, and the sentence told in other ways."""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import ModuleType

from prism_core.commands import SlotValue
from prism_llm.understanding import languages
from prism_llm.understanding.english import ENGLISH
from prism_llm.understanding.grammar import Language
from prism_llm.understanding.utterance import Utterance, read, with_figures, with_forms
from understanding import fillers
from understanding.said import Line, lines
from understanding.samples import PAUSE, Sample, retold

_TOLD = 7
"""Ways in which each sentence is told."""
_FREE = {"title", "genre", "person", "name", "channel", "query", "team"}
_TYPED = {
    "seconds": ("dur",), "lead_seconds": ("dur",), "level": ("percent",), "delta": ("percent",), "number": ("int",),
    "height": ("height",), "rate": ("num",), "language": ("lang",), "when": ("when",), "at": ("time",),
    "page": ("page",), "index": ("ordinal", "int"), "kind": ("doomed", "kind"), "season": ("int",), "episode": ("int",),
}  # fmt: skip
"""The types that a slot can be read as."""
_CLOSED_NAMES = {"lumen.gesture": "gesture"}
_FILLERS = {"title": "title", "query": "query", "team": "team", "channel": "channel", "person": "actor"}
_LONGEST_NAME = 5
"""Words of a name that other sentences are told with."""


def from_said(rng: "random.Random | ModuleType") -> Iterator[Sample]:
    """Each English sentence with one command or none, in several ways, but where a slot's source is not plain."""
    for line in lines():
        if line.language == "en":
            yield from ways(line, rng, _TOLD)


def ways(line: Line, rng: "random.Random | ModuleType", many: int, *, apart: bool = False) -> Iterator[Sample]:
    """Ways to tell one sentence; `apart` as for `samples.of_rules`."""
    language = ENGLISH if line.language == "en" else languages.load(line.language)
    meaning = _meaning(line, language, apart=apart)
    if meaning is None:
        return
    marked = _marked(line, language)
    for turn in range(many):
        words = _with_other_names(marked, line, rng) if turn > 1 else marked
        inside = bool(line.commands) and "{}" in meaning and any(slot for _, slot in words)
        yield retold(words, meaning, inside, line.text, language, rng, plain=turn == 0)


def _meaning(line: Line, language: Language, *, apart: bool) -> str | None:
    """As `MeaningModel` calls it; none where a slot has another source than the model knows."""
    if not line.commands:
        return "none"
    if len(line.commands) > 1:
        return None
    ((name, slots),) = line.commands
    if name == "tv.watch" and not apart:
        return "tv.watch what={}"
    if name == "ui.back":
        return "@screen_back"
    text = _prepared(line, language).norm()
    sources = {slot: _source(name, slot, value, text, language) for slot, value in slots.items()}
    if None in sources.values():
        return None
    if name == "tv.volume" and isinstance(slots.get("delta"), int) and "<" not in str(sources["delta"]):
        return f"@volume delta={slots['delta']}"
    return " ".join([name, *sorted(f"{slot}={source}" for slot, source in sources.items())])


def _prepared(line: Line, language: Language) -> Utterance:
    """As a pass prepares it for the model."""
    return with_forms(with_figures(read(line.text), language.figures), language.forms)


def _source(name: str, slot: str, value: SlotValue, text: str, language: Language) -> str | None:
    if slot == "name" and name in _CLOSED_NAMES:
        return f"<{_CLOSED_NAMES[name]}>"
    if slot in _FREE:
        return "{}"
    for kind in _TYPED.get(slot, ()):
        slot_type = language.types.get(kind)
        for match in re.finditer(rf"(?<!\S)(?:{slot_type.pattern})", text) if slot_type else ():
            read_as = slot_type.convert(match.group().strip()) if slot_type else None
            if isinstance(value, int | float) and not isinstance(value, bool):
                if isinstance(read_as, int | float) and abs(read_as) == abs(value):
                    return f"<{'-' if value < 0 and kind in ('dur', 'percent') else ''}{kind}>"
            elif read_as == value or slot in ("when", "at"):
                return f"<{kind}>"
    if slot in ("when", "at", "language", "number", "height", "lead_seconds", "season", "episode"):
        return None
    return str(value).lower() if isinstance(value, bool) else str(value)


def _marked(line: Line, language: Language) -> list[tuple[str, str]]:
    """Words, each with the free slot that it belongs to."""
    said = _prepared(line, language)
    pauses = {at - 1 for at in said.breaks if at < len(said.words)}
    words = [(word.norm + PAUSE * (at in pauses), "") for at, word in enumerate(said.words)]
    for name, slots in line.commands[:1]:
        for slot, value in slots.items():
            free = slot in _FREE and name not in _CLOSED_NAMES
            if free or (name == "tv.watch" and slot in ("season", "episode", "kind")):
                _mark(words, slot, [word.norm for word in read(str(value)).words])
    return words


def _mark(words: list[tuple[str, str]], slot: str, said: list[str]) -> None:
    for start in range(len(words) - len(said) + 1):
        part = words[start : start + len(said)]
        if said and [word.removesuffix(PAUSE) for word, _ in part] == said:
            words[start : start + len(said)] = [(word, slot) for word, _ in part]
            return


def _with_other_names(
    words: list[tuple[str, str]], line: Line, rng: "random.Random | ModuleType"
) -> list[tuple[str, str]]:
    """The same with another title, channel, team or thing to look for."""
    slots = [slot for _, slot in words]
    command = line.commands[0][0] if line.commands else ""
    for slot in sorted(set(slots) - {""}):
        kind = _filler(command, slot)
        if kind and rng.random() < 0.7:
            first, last = slots.index(slot), len(slots) - slots[::-1].index(slot)
            said = _names_said(line.language)[kind]
            name = rng.choice(said) if said and rng.random() < 0.7 else fillers.name_of(kind, line.language, rng)
            pause = PAUSE if words[last - 1][0].endswith(PAUSE) else ""
            other = [(word, slot) for word in f"{name}{pause}".split()]
            words = [*words[:first], *other, *words[last:]]
            slots = [slot for _, slot in words]
    return words


@cache
def _names_said(code: str) -> Mapping[str, Sequence[str]]:
    """The names of each kind of filler that are in the sentences of a language."""
    found: dict[str, dict[str, None]] = {kind: {} for kind in _FILLERS.values()}
    for line in lines():
        for name, slots in line.commands if line.language == code else ():
            for slot, value in slots.items():
                kind = _filler(name, slot)
                if kind and len(words := read(str(value)).words) <= _LONGEST_NAME:
                    found[kind][" ".join(word.norm for word in words)] = None
    return {kind: tuple(names) for kind, names in found.items()}


def _filler(command: str, slot: str) -> str:
    """The kind of names that a slot can be told with."""
    return "channel" if (command, slot) == ("tv.channel", "name") else _FILLERS.get(slot, "")
