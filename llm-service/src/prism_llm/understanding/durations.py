"""Spans and positions of time as people say them: "half an hour", "one hour ten", "1:10:00"."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from prism_llm.understanding import numbers
from prism_llm.understanding.numbers import NumberWords

_LONGEST = 7 * 24 * 3600
"""Seconds of what somebody means to wait for, or to skip."""
_MOST_DIGITS = 9
"""Of an hour's or a minute's figure that is read at all."""


@dataclass(frozen=True, slots=True)
class DurationWords:
    """How a language says spans of time.

    Attributes:
        units: word to seconds.
        amounts: phrases that stand for a number before a unit ("a couple of" is 2).
        fixed: whole phrases with their seconds ("half an hour").
        joiner: the word between parts ("and").
    """

    numbers: NumberWords
    units: Mapping[str, int]
    amounts: Mapping[str, float]
    fixed: Mapping[str, float] = field(default_factory=dict)
    joiner: str = "and"

    def pattern(self) -> str:
        """A regular expression for a span: every word followed by a space."""
        unit = _either(self.units)
        number = number_pattern(self.numbers)
        amount = f"(?:{_either(self.amounts)} |{number})"
        half = f"(?:{_either(self.numbers.halves)} )?" if self.numbers.halves else ""
        part = f"(?:{amount}{unit} {half})"
        tail = f"(?:(?:{self.joiner} )?{part}|(?:{self.joiner} )?{number})"
        whole = f"{part}{tail}{{0,2}}"
        fixed = f"{_either(self.fixed)} |" if self.fixed else ""
        return rf"(?:{fixed}{whole}|\d+:\d\d(?::\d\d)? )"

    def seconds(self, text: str) -> float | None:
        """Seconds of a span of a week at most; none if it is not one.

        A bare number after a unit counts in the next smaller one.
        """
        found = self._seconds(text)
        return found if found is not None and found <= _LONGEST else None

    def _seconds(self, text: str) -> float | None:
        text = text.strip()
        if text in self.fixed:
            return self.fixed[text]
        if re.fullmatch(r"\d+:\d\d(?::\d\d)?", text):
            return _clock(text)
        total, unit, rest = 0.0, 0, text.split()
        while rest:
            length, amount = self._amount(rest)
            if amount is None:
                return None
            rest = rest[length:]
            if rest and rest[0] in self.units:
                unit, rest = self.units[rest[0]], rest[1:]
                rest, half = self._half(rest)
                amount += half
            elif unit:
                unit = unit // 60 or 1
            else:
                return None
            total += amount * unit
            rest = rest[1:] if rest and rest[0] == self.joiner else rest
        return total

    def _half(self, rest: list[str]) -> tuple[list[str], float]:
        for half in self.numbers.halves:
            words = half.split()
            if rest[: len(words)] == words:
                return rest[len(words) :], 0.5
        return rest, 0.0

    def _amount(self, rest: list[str]) -> tuple[int, float | None]:
        """Number at the start of `rest`: how many words it takes, and its value."""
        for phrase in sorted(self.amounts, key=len, reverse=True):
            words = phrase.split()
            if rest[: len(words)] == words and rest[len(words) : len(words) + 1] and (rest[len(words)] in self.units):
                return len(words), self.amounts[phrase]
        end = next((i for i, word in enumerate(rest) if word in self.units), len(rest))
        return end, numbers.parse(" ".join(rest[:end]), self.numbers)


def number_pattern(language: NumberWords) -> str:
    """A regular expression for a number: every word followed by a space."""
    word = rf"(?:\d+(?:\.\d+)?|{_either(language.all)})"
    joiner = f"(?:{_either(language.joiners)} )?" if language.joiners else ""
    half = f"(?:{_either(language.halves)} )?" if language.halves else ""
    return f"(?:{word} (?:{joiner}{word} )*{half})"


def _clock(text: str) -> float | None:
    parts = [int(part[:_MOST_DIGITS]) for part in text.split(":")]
    if any(part >= 60 for part in parts[1:]):
        return None
    if len(parts) == 2:
        return parts[0] * 60 + parts[1]
    return parts[0] * 3600 + parts[1] * 60 + parts[2]


def _either(words: Iterable[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word) for word in ordered) + ")"


_UNITS = {
    **dict.fromkeys(("second", "seconds", "sec", "secs"), 1),
    **dict.fromkeys(("minute", "minutes", "min", "mins"), 60),
    **dict.fromkeys(("hour", "hours", "hr", "hrs"), 3600),
}
ENGLISH = DurationWords(
    numbers=numbers.ENGLISH,
    units=_UNITS,
    amounts={"a": 1, "an": 1, "half a": 0.5, "half an": 0.5, "half": 0.5, "a couple of": 2, "a couple": 2,
             "couple of": 2, "a few": 3, "another": 1, "one": 1, "a full": 1, "one full": 1,
             "a quarter of an": 0.25, "three quarters of an": 0.75},
    fixed={"a moment": 10, "a quarter of an hour": 900, "quarter of an hour": 900,
           "an hour and a half": 5400, "a minute and a half": 90, "hour and a half": 5400, "a half hour": 1800,
           "an hour and a quarter": 4500, "three quarters of an hour": 2700, "a half minute": 30, "a half a minute": 30,
           "a quarter hour": 900},
)  # fmt: skip
