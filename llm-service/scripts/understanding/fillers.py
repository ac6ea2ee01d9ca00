"""Words that fill the slots of made-up sentences."""

import random
import re
from pathlib import Path
from types import ModuleType

from prism_llm.understanding.english.lexicon import GENRES, LONG_GENRES, THEMES
from prism_llm.understanding.grammar import Language

PRELUDES = tuple((Path(__file__).parent / "preludes.txt").read_text(encoding="utf-8").split("\n")[:-1])
_KNOWN = {
    kind: names.split(" | ")
    for kind, _, names in (
        line.partition(": ") for line in (Path(__file__).parent / "names.txt").read_text(encoding="utf-8").splitlines()
    )
}
_ACTORS = _KNOWN["actor"]


def of(kind: str, slot: str, language: Language, rng: "random.Random | ModuleType") -> str:
    """Words for a slot.

    Raises:
        KeyError: nothing is known for this kind in this language.
    """
    if kind == "free":
        return _free(slot, rng)
    if kind in ("num", "int", "percent", "number", "share", "height"):
        number = str(rng.choice((2, 5, 10, 12, 15, 20, 25, 30, 40, 50, 60, 75, 80, 101, 480, 720, 1080)))
        spelled = f"{number} percent" if kind == "share" or (kind == "percent" and rng.random() < 0.3) else number
        return spelled if language.code == "en" else number
    if kind == "dur":
        return _span(language, rng)
    if kind == "brand":
        return rng.choice(_KNOWN["channel"])
    if kind in ("when", "time") and language.code == "en":
        return _time(kind, rng)
    if kind in ("live", "liveg", "tellable"):
        return (
            rng.choice(_KNOWN["query"])
            if kind != "tellable"
            else f"{rng.choice(('a film', 'movies'))} with {rng.choice(_KNOWN['actor'])}"
        )
    return rng.choice(_listed(language.types[kind].pattern))


def name_of(kind: str, rng: "random.Random | ModuleType") -> str:
    """A title, channel, team, person or thing to look for."""
    return rng.choice(_KNOWN[kind])


def _free(slot: str, rng: "random.Random | ModuleType") -> str:
    if slot in ("channel", "name_"):
        return rng.choice(_KNOWN["channel"])
    if slot in ("title", "what"):
        title = rng.choice(_KNOWN["title"])
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
            return f"{rng.choice(('film', 'movie', 'something'))} with {rng.choice(_KNOWN['actor'])}"
        return rng.choice(("news", "sport", "music", "movie", "radio", "podcast")) if roll < 0.42 else genre
    lists = {
        "query": _KNOWN["query"],
        "team": _KNOWN["team"],
        "person": _KNOWN["person"],
        "theme": THEMES,
        "name": _KNOWN["channel"],
    }
    return rng.choice(lists[slot])


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
