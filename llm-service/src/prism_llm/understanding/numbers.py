"""Numbers as people say them: "one oh three", "twenty five", "seven twenty", "two and a half"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The number words of a language.

    Attributes:
        values: word to value, below a hundred.
        scales: word to multiplier: hundred, thousand.
        joiners: words inside a number that carry nothing ("and", "y", "und").
        halves: phrases that add one half ("and a half").
        point: the word of a decimal point.
    """

    values: Mapping[str, int]
    scales: Mapping[str, int]
    joiners: frozenset[str] = frozenset()
    halves: tuple[str, ...] = ()
    point: str = "point"

    @property
    def all(self) -> list[str]:
        """Every word that can stand in a number, longest first."""
        words = {*self.values, *self.scales, self.point}
        return sorted(words, key=len, reverse=True)


_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
ENGLISH = NumberWords(
    values={
        **{word: value for value, word in enumerate(f"{_UNITS} seventeen eighteen nineteen".split())},
        **{word: 10 * (value + 2) for value, word in enumerate(_TENS.split())},
        "oh": 0,
    },
    scales={"hundred": 100, "thousand": 1000},
    joiners=frozenset({"and"}),
    halves=("and a half",),
)
_MOST_DIGITS = 9
"""Of a number that somebody means."""


def parse(text: str, language: NumberWords = ENGLISH) -> float | None:
    """Value of a number phrase in lower case, digits or words; none if it is not a number.

    Groups that no scale joins are read one after the other, as in channel numbers and picture heights: "one oh
    three" is 103, "ten eighty" 1080.
    """
    text = text.strip()
    extra = 0.0
    for half in language.halves:
        if text.endswith(half):
            text, extra = text[: -len(half)].strip(), 0.5
    whole, _, decimals = text.partition(f" {language.point} ")
    value = _whole(whole.split(), language)
    if value is None:
        return None
    if decimals:
        digits = _whole(decimals.split(), language)
        if digits is None:
            return None
        value = float(f"{int(value)}.{int(digits)}")
    return value + extra


def simplest(number: float) -> int | float:
    """The number as slots have it: an integer where it is whole."""
    return int(number) if float(number).is_integer() else number


def _whole(words: Sequence[str], language: NumberWords) -> float | None:
    groups: list[float] = []
    scaled = False
    open_tens = False
    for word in words:
        if word in language.joiners:
            continue
        if word in language.scales:
            scale = language.scales[word]
            groups = [(_joined(groups) or 1) * scale] if not scaled else [sum(groups) * scale]
            scaled, open_tens = True, False
            continue
        value = _value(word, language)
        if value is None:
            return None
        if open_tens and 0 < value < 10:
            groups[-1] += value
            open_tens = False
            continue
        groups.append(value)
        open_tens = value >= 20 and value % 10 == 0 and not word.isdigit()
    if not groups:
        return None
    return sum(groups) if scaled else _joined(groups)


def _value(word: str, language: NumberWords) -> float | None:
    if word in language.values:
        return language.values[word]
    try:
        return float(word) if word[:1].isdigit() and len(word) <= _MOST_DIGITS else None
    except ValueError:
        return None


def _joined(groups: Sequence[float]) -> float:
    """Read groups one after the other; a single group is itself."""
    if not groups:
        return 0
    return groups[0] if len(groups) == 1 else float("".join(f"{group:g}" for group in groups))
