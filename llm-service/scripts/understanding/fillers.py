"""Words that fill the slots of made-up sentences."""

import random
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import ModuleType

from prism_llm.understanding.english.lexicon import GENRES, LONG_GENRES, THEMES
from prism_llm.understanding.grammar import Language

_FOLDER = Path(__file__).parent


@cache
def preludes(code: str) -> Sequence[str]:
    """What people of a language say before what they ask for."""
    return _lines("preludes", code)


@cache
def _known(code: str) -> Mapping[str, Sequence[str]]:
    """Names of each kind."""
    return {kind: names.split(" | ") for kind, _, names in (line.partition(": ") for line in _lines("names", code))}


def _lines(name: str, code: str) -> Sequence[str]:
    """The lines of a language's own file, else of the English one."""
    own = _FOLDER / f"{name}_{code}.txt"
    return (own if own.exists() else _FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def of(kind: str, slot: str, language: Language, rng: "random.Random | ModuleType") -> str:
    """Words for a slot.

    Raises:
        KeyError: nothing is known for this kind in this language.
    """
    if kind == "free":
        return _free(slot, language, rng)
    if kind in ("num", "int", "percent", "number", "share", "height"):
        number = str(rng.choice((2, 5, 10, 12, 15, 20, 25, 30, 40, 50, 60, 75, 80, 101, 480, 720, 1080)))
        spelled = f"{number} percent" if kind == "share" or (kind == "percent" and rng.random() < 0.3) else number
        return spelled if language.code == "en" else number
    if kind == "dur":
        return _span(language, rng)
    if kind == "brand":
        return rng.choice(_known(language.code)["channel"])
    if kind in ("when", "time") and language.code == "en":
        return _time(kind, rng)
    if kind in ("live", "liveg", "tellable"):
        return (
            rng.choice(_known(language.code)["query"])
            if kind != "tellable"
            else f"{rng.choice(('a film', 'movies'))} with {rng.choice(_known(language.code)['actor'])}"
        )
    return rng.choice(_listed(language.types[kind].pattern))


def name_of(kind: str, code: str, rng: "random.Random | ModuleType") -> str:
    """A title, channel, team, person or thing to look for, in a language."""
    return rng.choice(_known(code)[kind])


def _free(slot: str, language: Language, rng: "random.Random | ModuleType") -> str:
    if language.code != "en":
        return _free_elsewhere(slot, language, rng)
    known = _known("en")
    if slot in ("channel", "name_"):
        return rng.choice(known["channel"])
    if slot in ("title", "what"):
        title = rng.choice(known["title"])
        roll = rng.random()
        if roll < 0.12:
            return f"{title} season {rng.randint(1, 9)} episode {rng.randint(1, 12)}"
        return f"episode {rng.randint(1, 12)} of {title}" if roll < 0.18 else title
    if slot == "genre":
        roll = rng.random()
        genre = rng.choice((*GENRES, *LONG_GENRES))
        if roll < 0.25:
            return f"{genre} {rng.choice(('movie', 'film', 'film', 'show', 'series', 'music', 'radio'))}"
        if roll < 0.35:
            return f"{rng.choice(('film', 'movie', 'something'))} with {rng.choice(known['actor'])}"
        return rng.choice(("news", "sport", "music", "movie", "radio", "podcast")) if roll < 0.42 else genre
    lists = {
        "query": known["query"],
        "team": known["team"],
        "person": known["person"],
        "theme": THEMES,
        "name": known["channel"],
    }
    return rng.choice(lists[slot])


def _free_elsewhere(slot: str, language: Language, rng: "random.Random | ModuleType") -> str:
    """Free words where no word of English is among them."""
    if slot == "genre":
        return rng.choice(_listed(language.types["genre"].pattern))
    if slot == "name":
        return rng.choice(_known(language.code)[rng.choice(("channel", "channel", "person"))])
    kind = {"name_": "channel", "what": "title", "theme": "query"}.get(slot, slot)
    return rng.choice(_known(language.code)[kind])


def _span(language: Language, rng: "random.Random | ModuleType") -> str:
    units = re.findall(
        r"(?:second|sekund|segund|second|minut|hour|stund|hora|heure|or[ae]\b)\w*", language.types["dur"].pattern
    )
    unit = rng.choice(units)
    if language.code == "en" and rng.random() < 0.3:
        return rng.choice(
            ("half a minute", "half an hour", "a minute and a half", "a couple of minutes", "an hour", "a minute")
        )
    return f"{rng.choice((2, 5, 10, 15, 20, 30, 45, 90))} {unit}"


def _time(kind: str, rng: "random.Random | ModuleType") -> str:
    hour = rng.choice(
        ("eight", "nine", "half past seven", "ten", "8", "9 pm", "midnight", "eleven oclock", "quarter to ten")
    )
    if kind == "time":
        return hour
    day = rng.choice(
        ("tonight", "tomorrow", "tomorrow night", "this evening", "on friday", "this weekend", "later", "next week")
    )
    return rng.choice((day, f"at {hour}", f"{day} at {hour}"))


def _listed(pattern: str) -> list[str]:
    """The phrases of a slot of fixed words."""
    match = re.fullmatch(r"\(\?:([^()]*)\) ", pattern)
    if not match:
        raise KeyError(pattern[:40])
    return [re.sub(r"\\(.)", r"\1", phrase) for phrase in match.group(1).split("|")]
