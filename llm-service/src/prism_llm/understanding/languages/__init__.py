"""Languages that are a file: `de.toml` says all that German needs, and another file is another language.

A file has `rules`, a line for each meaning: the command's name, slots that the phrase fixes, a colon, and templates
(see `template.py`) with bars between them. Beside the rules it has number words, spans and times, lists of words with
their values, and fragments of templates. Accents do not count, as recognisers and people leave them out.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from prism_core.commands import SlotValue
from prism_llm.understanding.durations import DurationWords
from prism_llm.understanding.grammar import Language, Rule, SlotType, SlotValues
from prism_llm.understanding.languages.brands import BRAND
from prism_llm.understanding.numbers import NumberWords
from prism_llm.understanding.slot_types import height, lexicon, numeric, words
from prism_llm.understanding.template import compile_template
from prism_llm.understanding.utterance import plain

_FOLDER = Path(__file__).parent
_PERCENT = {"de": "prozent", "es": "por ciento", "fr": "pour cent", "it": "per cento"}


def installed() -> tuple[str, ...]:
    """Codes of the languages that have a file."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


@cache
def load(code: str) -> Language:
    """The language of a file.

    Raises:
        FileNotFoundError: no such file; `installed` lists them.
        ValueError: a rule is not as it should be; the message shows it.
    """
    written = (_FOLDER / f"{code}.toml").read_text(encoding="utf-8")
    file, spoken = tomllib.loads(plain(written.casefold())), tomllib.loads(written)
    numbers = _numbers(file["numbers"])
    spans = file["durations"]
    durations = DurationWords(numbers, spans["units"], spans["amounts"], spans["fixed"], file["numbers"]["joiner"])
    types = _types(file, numbers, durations)
    return Language(
        code=file["code"],
        rules=tuple(rules_of(file["rules"])),
        fragments=file["fragments"],
        types=types,
        figures={phrase: str(value) for value, phrase in enumerate(file["numbers"]["count"])},
        hesitations=frozenset(file["hesitations"].split()),
        openings=tuple(file["openings"]),
        closings=tuple(file["closings"]),
        joiners=tuple(file["joiners"]),
        typical=frozenset(file["typical"].split()),
        which=spoken["which"],
        either=spoken["either"],
    )


def _numbers(table: Mapping[str, Any]) -> NumberWords:
    return NumberWords(
        values=table["also"],
        scales=table["scales"],
        glued=table.get("glued", ""),
        joiners=frozenset({table["joiner"]}),
        point=table["point"],
    )


def _types(file: Mapping[str, Any], numbers: NumberWords, durations: DurationWords) -> dict[str, SlotType]:
    types = numeric(numbers, durations, _PERCENT.get(file["code"], "percent"))
    types |= {kind: lexicon(values) for kind, values in file["words"].items()}
    types |= {kind: words(phrases) for kind, phrases in file["phrases"].items()}
    types["lang"] = lexicon(file["languages"])
    types["height"] = height({}, numbers)
    types["brand"] = SlotType(f"(?:{BRAND})", lambda text: text, kept=True)
    return types | _times(file["when"], {"num": types["num"].pattern})


def _times(table: Mapping[str, Any], known: Mapping[str, str]) -> dict[str, SlotType]:
    """Points in time, kept as said but for the words before them ("um acht" is "acht")."""

    def pattern(sources: list[str]) -> str:
        return "(?:" + "|".join(compile_template(source, {}, known).pattern.pattern for source in sources) + ")"

    time, day, at = pattern(table["time"]), pattern(table["day"]), pattern([table["at"]])
    when = rf"(?:{day}(?:{at}?{time})?|{at}{time}(?:{day})?)"

    def bare(text: str) -> str:
        first, _, rest = text.partition(" ")
        return rest if first in table["before"] and rest else text

    return {"when": SlotType(when, bare, kept=True), "time": SlotType(time, lambda text: text, kept=True)}


def rules_of(text: str) -> Iterator[Rule]:
    """Rules from their lines.

    Raises:
        ValueError: a line is not a rule; the message shows it.
    """
    for line in filter(None, map(str.strip, text.splitlines())):
        head, colon, templates = line.partition(": ")
        name, *fixed = head.split()
        if not colon or not all("=" in slot for slot in fixed):
            raise ValueError(f"rule {line[:60]!r} is not NAME SLOT=VALUE...: TEMPLATE | TEMPLATE")
        slots = {slot: value_of(value) for slot, _, value in (pair.partition("=") for pair in fixed)}
        yield Rule(name, tuple(_split(templates)), slots, _known if name == "tv.channel" else None)


def _known(slots: SlotValues) -> SlotValues | None:
    """A channel in free words must be one that the viewer has: `@channel` says so to the context."""
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


def value_of(text: str) -> SlotValue:
    """What a slot's value in a rule stands for: true, false, a number, or itself."""
    if text in ("true", "false"):
        return text == "true"
    try:
        number = float(text)
    except ValueError:
        return text
    return int(number) if number.is_integer() else number
