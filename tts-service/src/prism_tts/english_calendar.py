"""Dates and times of day in English as they are said: "17/05/2024", "Mon-Fri", "the '90s", "7-9pm", "20h15"."""

import re

from prism_tts.english_numbers import cardinal, clock, ordinal, plural, year
from prism_tts.rules import Match, Rule, any_of, rule

_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_SHORT_MONTHS = {month[:3]: month for month in _MONTHS} | {"Sept": "September"}
_SHORT_DAYS = {day[:3]: day for day in _DAYS} | {"Tues": "Tuesday", "Thur": "Thursday", "Thurs": "Thursday"}
_MONTH, _SHORT_MONTH = any_of(_MONTHS), any_of(_SHORT_MONTHS)
_DAY = any_of([*_DAYS, *_SHORT_DAYS])
_DASH = r"\s?[-–—]\s?"
_STOP = r"(?:\.(?=\s[a-z\d]|,))?"
_ENDING = "(?:st|nd|rd|th)?"
INNER_STOP = r"(?:(?<=[A-Za-z])\.(?=\s+[a-z\d]|,))?"
"""The full stop of an abbreviation, where it ends no sentence."""
_NO_TIME = (
    r"(?!\d|[.,:]\d|\s?[%°£$€/]|\s(?:per|percent|million|billion|thousand|points?|degrees?|km|kg|k?m|met\w+|miles?|"
    r"seconds?|minutes?|hours?|stars?|goals?|out)\b)"
)
"""What follows a number that is no time of day."""


def _date(match: Match) -> str:
    month = match["month"]
    day = f"the {ordinal(int(match['day']))} of {_MONTHS[int(month) - 1] if month.isdecimal() else month}"
    return f"{day}, {year(int(match['year']))}"


def _numeric_date(match: Match) -> str:
    """Day first, as most of the world writes, unless that cannot be."""
    first, second = int(match["first"]), int(match["second"])
    day, month = (second, first) if second > 12 else (first, second)
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return match[0]
    return f"the {ordinal(day)} of {_MONTHS[month - 1]}, {year(int(match['year']))}"


def _day(short: str) -> str:
    return _SHORT_DAYS.get(short, short)


def _decade(match: Match) -> str:
    century, tens = match["century"], int(match["tens"]) * 10
    if not century:
        return plural(cardinal(tens))
    if tens:
        return f"{cardinal(int(century))} {plural(cardinal(tens))}"
    return "two thousands" if century == "20" else f"{cardinal(int(century))} hundreds"


def _half_day(match: Match) -> str:
    hour, minutes = int(match["hour"]), int(match["minute"] or 0)
    if not minutes and hour == 12:
        return "noon" if match["half"] in "pP" else "midnight"
    spoken = clock(hour % 12 or 12, minutes) if minutes else cardinal(hour)
    return f"{spoken} {match['half'].upper()} M"


def _clock(match: Match) -> str:
    return clock(int(match["hour"]), int(match["minute"]))


def _hours(match: Match) -> str:
    hour = int(match["hour"])
    return f"{cardinal(hour)} hour{'' if hour == 1 else 's'} {cardinal(int(match['minute']))}"


_HOUR, _MINUTE = r"(?P<hour>[01]?\d|2[0-4])", r"(?P<minute>[0-5]\d)"

TIMES: tuple[Rule, ...] = (
    rule(r"(?<=:\d\d)\s?[-–—]\s?(?=\d{1,2}:\d\d)", " to "),
    rule(r"(?<=[\dmM])\s?[-–—]\s?(?=(?:1[0-2]|[1-9])(?:[:.][0-5]\d)?\s?[ap]\.?m\b)", " to ", re.IGNORECASE),
    rule(rf"\b{_HOUR}[:.]{_MINUTE}\s?(?P<half>[ap])\.?m\b" + INNER_STOP, _half_day, re.IGNORECASE),
    rule(r"\b(?P<hour>1[0-2]|[1-9])(?P<minute>)\s?(?P<half>[ap])\.?m\b" + INNER_STOP, _half_day, re.IGNORECASE),
    rule(r"(?<![\w.])(?P<half>[ap])\.m\.", lambda m: f"{m['half'].upper()} M"),
    rule(r"\b(?P<hour>\d)h(?P<minute>[0-5]\d)\b", _hours),
    rule(rf"\b{_HOUR}h{_MINUTE}\b", _clock),
    rule(rf"\b{_HOUR}:{_MINUTE}(?::[0-5]\d)?(?:\s?h(?:rs)?\b)?(?![\d:])", _clock),
    rule(
        rf"\b(?P<before>[Aa]t|[Ff]rom|[Uu]ntil|[Tt]ill) {_HOUR}\.{_MINUTE}{_NO_TIME}",
        lambda m: f"{m['before']} {_clock(m)}",
    ),
)
"""Before everything that a colon, a full stop or a dash between numbers may mean else."""

DATES: tuple[Rule, ...] = (
    rule(r"\b(?P<year>(?:1\d|20)\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?!\d)", _date),
    rule(
        r"(?<![\d/.])(?P<first>\d{1,2})(?P<sign>[/.])(?P<second>\d{1,2})(?P=sign)(?P<year>(?:19|20)\d\d)(?!\d)",
        _numeric_date,
    ),
    rule(rf"\b(?P<first>{_DAY}){_DASH}(?P<last>{_DAY})\b", lambda m: f"{_day(m['first'])} to {_day(m['last'])}"),
    rule(
        rf"\b(?P<day>{any_of(_SHORT_DAYS)})\b\.?(?=,?\s(?:the\s)?(?:\d|{_MONTH}|{_SHORT_MONTH}))",
        lambda m: _SHORT_DAYS[m["day"]],
    ),
    rule(rf"\b(?P<month>{_SHORT_MONTH})\b\.?(?=\s\d)", lambda m: _SHORT_MONTHS[m["month"]]),
    rule(
        rf"(?:(?<=\d\s)|(?<=(?:st|nd|rd|th)\s))(?P<month>{_SHORT_MONTH})\b{_STOP}",
        lambda m: _SHORT_MONTHS[m["month"]],
    ),
    rule(
        rf"\b(?P<first>\d{{1,2}}){_ENDING}{_DASH}(?P<last>\d{{1,2}}){_ENDING}\s(?P<month>{_MONTH})\b",
        lambda m: f"the {ordinal(int(m['first']))} to the {ordinal(int(m['last']))} of {m['month']}",
    ),
    rule(
        rf"\b(?P<month>{_MONTH})\s(?P<first>\d{{1,2}}){_ENDING}{_DASH}(?P<last>\d{{1,2}}){_ENDING}(?![\w-])",
        lambda m: f"{m['month']} {ordinal(int(m['first']))} to {ordinal(int(m['last']))}",
    ),
    rule(
        rf"\b(?P<the>the\s)?(?P<day>\d{{1,2}}){_ENDING}\s(?P<month>{_MONTH})\b",
        lambda m: f"the {ordinal(int(m['day']))} of {m['month']}",
    ),
    rule(
        rf"\b(?P<month>{_MONTH})\s(?P<day>\d{{1,2}}){_ENDING}(?![\w:]|[.,]\d)",
        lambda m: f"{m['month']} {ordinal(int(m['day']))}",
    ),
    rule(r"\b(?P<century>1\d|20)(?P<tens>\d)0['’]?s\b", _decade),
    rule(r"(?<![\w'’])['’](?P<century>)(?P<tens>[1-9])0['’]?s\b", _decade),
    rule(
        r"(?P<before>\b(?:[Tt]he|[Ee]arly|[Ll]ate|[Mm]id|[Hh]is|[Hh]er|[Tt]heir)[ -])(?P<century>)(?P<tens>[2-9])0s\b",
        lambda m: m["before"] + _decade(m),
    ),
    rule(
        r"\b(?P<first>(?:19|20)\d\d)(?P<sign>[-–/])(?P<last>\d\d)(?![-–/\d])",
        lambda m: f"{year(int(m['first']))} {'' if m['sign'] == '/' else 'to '}{cardinal(int(m['last']))}",
    ),
    rule(
        rf"\b(?P<first>(?:1[1-9]|20)\d\d){_DASH}(?P<last>(?:1[1-9]|20)\d\d)\b",
        lambda m: f"{year(int(m['first']))} to {year(int(m['last']))}",
    ),
    rule(
        r"\b(?P<before>[Ii]n|[Ss]ince|[Ff]rom|[Uu]ntil|[Yy]ear|AD) (?P<year>10[1-9]\d)\b(?![,.]\d)",
        lambda m: f"{m['before']} {year(int(m['year']))}",
    ),
)
"""Before what a dash, a slash or a full stop between numbers may mean else."""
