"""Whose film is meant: who made it or is in it, where everybody knows the name."""

import re

from prism_core.commands import Command
from prism_llm.understanding.languages.files import words_of_all
from prism_llm.understanding.languages.people import is_well_known
from prism_llm.understanding.languages.titles import key_of, known_titles
from prism_llm.understanding.titles import Titles

_BY = "|".join(sorted(words_of_all("names", "whose") | {"by", "with"}))
_WHOSE = re.compile(rf"[ ,]+(?:{_BY}) +(?=\S)|[ ,]+d['’](?=\w)", re.I)
_OWN = re.compile(r"['’]s$")
_ANYTHING = re.compile(r"(?:something|anything)(?: (?:on|up|good|nice))?", re.I)
_OF_WHAT = frozenset({"title", "person", "genre", "kind"})


def of_the_known(command: Command, titles: Titles) -> Command:
    """Who is to be seen, where that was taken for a title or a sort: "Scorsese's latest", "Ran by Kurosawa".

    What the guide calls so is left.
    """
    if command.name != "tv.watch" or not command.slots.keys() <= _OF_WHAT:
        return command
    slots = dict(command.slots)
    if "person" in slots and _ANYTHING.fullmatch(str(slots.get("title", ""))):
        slots.pop("title")  # "put something on by Agnès Varda"
        return Command(name=command.name, slots=slots)
    if isinstance(title := slots.get("title"), str) and "," in title and (once := _once(title)):
        slots["title"] = once
        return Command(name=command.name, slots=slots)
    if is_well_known(str(slots.get("title", ""))) and slots.get("title") == slots.get("person"):
        slots.pop("title")  # said twice: "Alfredo Landa, alguna de Alfredo Landa"
        return Command(name=command.name, slots=slots)
    for slot in ("title", "genre", "person"):
        said = slots.get(slot)
        if not isinstance(said, str) or titles.has(said) or (slot != "person" and "person" in slots):
            continue
        if slot != "person" and is_well_known(name := _OWN.sub("", said)):
            slots.pop(slot)
            return Command(name=command.name, slots={**slots, "person": name})
        if slot != "genre" and "title" not in slots.keys() - {slot} and (parted := _parted(said)):
            slots.pop(slot)
            return Command(name=command.name, slots={**slots, "title": parted[0], "person": parted[1]})
    return command


def _once(title: str) -> str | None:
    """A title that all know and that was said again and again: "Bluey, Bluey, quiero Bluey"."""
    first, *others = [name.strip() for name in title.split(",")]
    known = known_titles()
    again = others and all(name.casefold() == first.casefold() for name in others)
    return first if again and key_of(first) in known and key_of(title) not in known else None


def _parted(said: str) -> tuple[str, str] | None:
    """A title, and behind it whose it is."""
    for by in _WHOSE.finditer(said):
        if by.start() and is_well_known(said[by.end() :]):
            return said[: by.start()], said[by.end() :]
    return None
