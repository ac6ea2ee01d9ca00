"""Numbers, spans and times as a language's file has them, and all its typed slots."""

from collections.abc import Callable, Mapping
from typing import Any

from prism_core.commands import SlotValue
from prism_llm.understanding.durations import DurationWords
from prism_llm.understanding.grammar import SlotType
from prism_llm.understanding.languages.brands import BRAND
from prism_llm.understanding.languages.files import Table
from prism_llm.understanding.languages.given import GIVEN
from prism_llm.understanding.numbers import NumberWords
from prism_llm.understanding.slot_types import height, lexicon, numeric, words
from prism_llm.understanding.template import compile_template, either

_CLOCK = r"(?:[01]?\d|2[0-4])[:.][0-5]\d "
"""A time of the day in figures: "20:15"."""
_NEVER = "(?!)"
_MINUTE = 60


def figures_of(table: Table) -> dict[str, str]:
    """Number words and their figures, below a thousand ("zweihundertfünf", "doscientos cinco")."""
    below, between, lost = table["count"], table.get("between", " "), table.get("elided")
    figures = {phrase: str(value) for value, phrase in enumerate(below)}
    if table.get("apart"):  # "trenta cinque", as it is heard
        figures |= {f"{below[ten]} {below[one]}": str(ten + one) for ten in range(20, 100, 10) for one in range(1, 10)}
    for many, hundred in enumerate(table.get("hundreds", ()), start=1):
        rests = {more: f"{between}{rest}" for more, rest in enumerate(below) if more}
        if many > 1:  # a hundred alone is also a part of "per cento"
            rests[0] = ""
        if lost and hundred.endswith(lost):  # "quattrocentottanta"
            others = {more: rest for more, rest in rests.items() if rest.startswith(lost)}
            figures |= {f"{hundred.removesuffix(lost)}{rest}": str(100 * many + more) for more, rest in others.items()}
        figures |= {f"{hundred}{rest}": str(100 * many + more) for more, rest in rests.items()}
    return figures


def types_of(file: Table) -> dict[str, SlotType]:
    """The typed slots of a language."""
    numbers = _numbers(file["numbers"])
    types = numeric(numbers, _durations(file, numbers), file["numbers"].get("percent", "percent"))
    types |= {kind: _lexicon(values) for kind, values in file.table("words").items()}
    types |= {kind: _words(phrases) for kind, phrases in file.table("phrases").items()}
    for kind in ("kind", "ordinal", "genre"):
        types.setdefault(kind, SlotType(_NEVER, lambda _: None))  # what code asks for by its name
    types["given"] = words([*GIVEN, *file.table("phrases").get("family", ())])
    types["lang"] = _lexicon(file.table("languages"))
    types["height"] = height({}, numbers)
    types["minute"] = SlotType(types["int"].pattern, _minutes(types["int"].convert))
    captions = file.get("captions", "").split()
    types["captions"] = SlotType(f"(?={either(captions)})" if captions else _NEVER, lambda _: None)
    types["brand"] = SlotType(f"(?:{BRAND})", lambda text: text, kept=True)
    known = {kind: types[kind].pattern for kind in ("num", "dur")} | {"clock": _CLOCK}
    return types | _times(file.table("when"), known)


def _lexicon(values: Mapping[str, SlotValue]) -> SlotType:
    return lexicon(values) if values else SlotType(_NEVER, lambda _: None)


def _words(phrases: list[str]) -> SlotType:
    return words(phrases) if phrases else SlotType(_NEVER, lambda _: None)


def _numbers(table: Table) -> NumberWords:
    return NumberWords(
        values=table.get("also", {}),
        scales=table.get("scales", {}),
        joiners=table.words("joiner"),
        point=table.get("point", "."),
    )


def _durations(file: Table, numbers: NumberWords) -> DurationWords:
    table = file["durations"]
    units = table["units"]
    fixed = _past_an_hour(table.get("an_hour", ""), units) | table.get("fixed", {})
    return DurationWords(numbers, units, table.get("amounts", {}), fixed, file["numbers"].get("joiner") or _NEVER)


def _past_an_hour(words: str, units: Mapping[str, int]) -> dict[str, int]:
    """Seconds of an hour and some minutes, where an hour is one word with its article: "unora e 12"."""
    minutes = ["", *(f" {unit}" for unit, seconds in units.items() if seconds == _MINUTE)]
    said = ((f"{words} {count}{unit}", count) for count in range(1, 60) for unit in minutes)
    return {span: 3600 + _MINUTE * count for span, count in said} if words else {}


def _minutes(number: Callable[[str], SlotValue | None]) -> Callable[[str], SlotValue | None]:
    """Seconds of the minute that a number names ("minute zwölf")."""

    def seconds(text: str) -> SlotValue | None:
        value = number(text)
        return value * _MINUTE if isinstance(value, int) else None

    return seconds


def _times(table: Table, known: Mapping[str, str]) -> dict[str, SlotType]:
    """Points in time, kept as said but for the words before them ("um acht" is "acht")."""

    def pattern(sources: list[str]) -> str:
        made = [compile_template(source, {}, known).pattern.pattern for source in sources if source]
        return "(?:" + "|".join(made) + ")" if made else _NEVER

    time, day, at = pattern(table.get("time", [])), pattern(table.get("day", [])), pattern([table.get("at", "")])
    when = rf"(?:{day}(?:{at}?{time})?|{at}{time}(?:{day})?|{pattern([table.get('after', '')])})"
    before: Any = table.get("before", ())

    def bare(text: str) -> str:
        first, _, rest = text.partition(" ")
        return rest if first in before and rest else text

    return {"when": SlotType(when, bare, kept=True), "time": SlotType(time, lambda text: text, kept=True)}
