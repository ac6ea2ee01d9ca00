"""What one language says for what is written in signs: the words, and the forms they take beside numbers.

Whole numbers stay figures, since every engine reads those itself; what stands between and behind them is said here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Forms = tuple[str, ...]
"""A counted word: for one and for many, and between them for a few where the language has such a form."""


def one_or_many(amount: str) -> int:
    """Index of the form beside `amount`, where one is one and all else many."""
    return 0 if amount == "1" else -1


def slavic(amount: str) -> int:
    """One, a few (2 to 4, 22 to 24, … but not 12 to 14), many; fractions go with a few."""
    if not amount.isdecimal():
        return 1
    last, tens = int(amount) % 10, int(amount) % 100
    if last == 1 and tens != 11:
        return 0
    return 1 if 2 <= last <= 4 and not 12 <= tens <= 14 else 2


def west_slavic(amount: str) -> int:
    """The same, but 21, 31, … are many."""
    return 2 if amount.isdecimal() and int(amount) > 1 and int(amount) % 10 == 1 else slavic(amount)


@dataclass(frozen=True, slots=True)
class Manner:
    """One language's words.

    Attributes:
        clock: says an hour and its minutes, from their figures without leading zeros.
        score: stands between the goals of a match; empty where nothing does.
        to: stands between the ends of a range.
        currencies: forms of each sign.
        units: forms of each unit.
        season: a season and its episode, with two places for their numbers.
        always: how "24/7" is said.
        minus: said before a number below zero.
        form: which form goes beside an amount.
        abbreviations: said in full; matched as written, with their full stops.
        signs: words for single signs.
        ordinals: those that are written with figures and an ending.
        hours: words behind a time that are part of it.
        counted: words behind a range; two numbers before anything else are a score.
        percent_first: said before a percentage rather than the unit behind it.
        spaced: whether words are parted by spaces.
        dotted: what stands in front of a time that is written with a full stop, as a pattern.
        months: as they are said within a date, from January on.
        date: a date, with places for `day`, `month` and `year`.
        short_dates: whether "24.12." is a date.
        year: says a year from 1100 to 1999, where it is said otherwise than as a number.
    """

    clock: Callable[[str, str], str]
    score: str
    to: str
    currencies: Mapping[str, Forms]
    units: Mapping[str, Forms]
    season: str
    always: str
    minus: str
    form: Callable[[str], int] = one_or_many
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    signs: Mapping[str, str] = field(default_factory=dict)
    ordinals: Mapping[str, str] = field(default_factory=dict)
    hours: tuple[str, ...] = ("h",)
    counted: str = ""
    percent_first: str = ""
    spaced: bool = True
    dotted: str = "(?!)"
    months: tuple[str, ...] = ()
    date: str = "{day} {month} {year}"
    short_dates: bool = False
    year: Callable[[str], str] = str

    def said(self, amount: str, forms: Forms) -> str:
        """`amount` with the form that goes beside it."""
        return f"{amount} {forms[min(self.form(amount), len(forms) - 1)]}"


def words(pairs: str) -> dict[str, str]:
    """Words by what is written: "&=und|+=plus"."""
    return {sign: word for sign, _, word in (pair.rpartition("=") for pair in pairs.split("|"))}


def forms(pairs: str) -> dict[str, Forms]:
    """Forms by what is written, the same for all amounts where there is only one: "km=kilómetro/kilómetros|kg=kilo"."""
    return {sign: tuple(word.split("/")) for sign, word in words(pairs).items()}
