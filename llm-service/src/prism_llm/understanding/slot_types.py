"""Typed slots that every language has: words with values, numbers, spans of time."""

from collections.abc import Iterable, Mapping

from prism_core.commands import SlotValue
from prism_llm.understanding.durations import DurationWords, number_pattern
from prism_llm.understanding.grammar import SlotType
from prism_llm.understanding.numbers import NumberWords, parse
from prism_llm.understanding.template import either

_MOST = 100
_HEIGHTS = frozenset((144, 240, 360, 480, 540, 576, 720, 1080, 1440, 2160, 4320))


def lexicon(values: Mapping[str, SlotValue]) -> SlotType:
    """A slot of fixed words with a value each."""
    return SlotType(either(values), lambda text: values.get(text))


def words(phrases: Iterable[str]) -> SlotType:
    """A slot of fixed words, kept as said."""
    return SlotType(either(phrases), lambda text: text, kept=True)


def numeric(numbers: NumberWords, durations: DurationWords, percent: str = "percent") -> dict[str, SlotType]:
    """The slots of numbers: `num`, `int`, `percent`, `share` (of one), `number` (as said), `dur` (seconds)."""
    number = number_pattern(numbers)

    def value(text: str) -> float | None:
        return parse(text.removesuffix(percent), numbers)

    def whole(text: str) -> SlotValue | None:
        found = value(text)
        return int(found) if found is not None and found == int(found) else None

    def level(text: str) -> SlotValue | None:
        found = value(text)
        if found is not None and found > _MOST and text.startswith("two "):
            found = value(text.removeprefix("two "))  # "volume two thirty five" is heard for "to thirty five"
        if found is None or (found > _MOST and found in _HEIGHTS):
            return None  # "drop it to 720" is about the picture
        return min(_MOST, found)

    def share(text: str) -> SlotValue | None:
        found = value(text)
        return found / 100 if found is not None and found <= 100 else None

    return {
        "num": SlotType(number, value),
        "int": SlotType(number, whole),
        "percent": SlotType(f"{number}(?:{percent} )?", level),
        "share": SlotType(f"{number}{percent} ", share),
        "number": SlotType(number, lambda text: text if whole(text) is not None else None, kept=True),
        "dur": SlotType(durations.pattern(), durations.seconds),
    }


def height(names: Mapping[str, int], numbers: NumberWords) -> SlotType:
    """Lines of a picture's height: "720", "ten eighty", "4 k"."""

    def lines(text: str) -> SlotValue | None:
        if text in names:
            return names[text]
        value = parse(text, numbers)
        return int(value) if value in _HEIGHTS else None

    named = f"{either(names)}|" if names else ""
    return SlotType(rf"(?:{named}{number_pattern(numbers)})", lines)
