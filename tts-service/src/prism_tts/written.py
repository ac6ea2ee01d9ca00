"""Written text of any language but English to what is said, by the words of `languages`.

Rules in order; each replaces what it knows. Whole numbers stay figures for the engine to read.
"""

import functools
import re

from prism_tts.languages import MANNERS
from prism_tts.languages_asia import hindi_figures
from prism_tts.manner import Manner
from prism_tts.roman import in_figures
from prism_tts.rules import Match, Rule, any_of, rewritten, rule

_AMOUNT = (
    r"(?P<whole>\d{1,3}(?:[.\u00a0\u202f ]\d{3})+(?!\d)|\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:[.,](?P<part>\d{1,2})(?!\d))?"
)
_DASH = r"\s?[-–—~～]\s?"
_BEFORE, _AFTER = r"(?<![\d.,:/-])", r"(?![\d:-]|[.,]\d)"
_SPELLED = frozenset(
    "BBC ITV ABC NBC CBS CNN HBO MTV RTL ZDF ARD ORF SRF WDR NDR MDR SWR RBB BR HR TV HD UHD SD TF TVE RTVE RTS DW "
    "FM DJ EU USA UE TVP TVN TVI SIC RTP NPO VTM NOS TRT ATV STV TVR".split()
)
_WORDS = frozenset("VOX ARTE RAI UEFA FIFA NASA NATO DAZN".split())


def say_written(text: str, language: str) -> str:
    """`text` with signs as words in `language`; unchanged in one that has no words here."""
    if language not in MANNERS:
        return text
    said = rewritten(in_figures(text) if MANNERS[language].spaced else text, _rules(language))
    return hindi_figures(said) if language == "hi" else said


@functools.cache
def _rules(language: str) -> tuple[Rule, ...]:
    """What is most specific goes first."""
    manner = MANNERS[language]
    # Without spaces between words, a letter behind a unit is another word.
    end = r"(?!\w)" if manner.spaced else r"(?![A-Za-z\d])"
    return (
        *_dotted(manner),
        *_dates(manner),
        *_times(manner),
        *_amounts(manner, end),
        *_numbers(manner, end),
        *_names(manner),
    )


def _dotted(manner: Manner) -> tuple[Rule, ...]:
    """Times that are written with a full stop, as dates are."""
    behind = rf"\s?(?:{any_of(manner.hours)})(?!\w)"
    no_time = rf"(?![\d%]|[.,]\d|\s?(?:{any_of(manner.units)}))"
    return (
        rule(
            rf"(?<!\w)({manner.dotted})\s([01]?\d|2[0-4])\.([0-5]\d)(?:{behind}|{no_time})",
            lambda m: f"{m[1]} {manner.clock(str(int(m[2])), str(int(m[3])))}",
        ),
        rule(
            rf"{_BEFORE}([01]?\d|2[0-4])\.([0-5]\d){behind}",
            lambda m: manner.clock(str(int(m[1])), str(int(m[2]))),
        ),
    )


def _dates(manner: Manner) -> tuple[Rule, ...]:
    """Dates in figures, the day first or the year."""
    day, month, year = r"(?P<day>[0-3]?\d)", r"(?P<month>[01]?\d)", r"(?P<year>(?:19|20)\d\d)"
    whole = rf"(?<![\d./-]){day}(?P<sign>[./-])\s?{month}(?P=sign)\s?{year}(?!\d)"
    iso = rf"(?<![\d./-]){year}(?P<sign>[./-]){month}(?P=sign){day}(?!\d)\.?"
    short = (rule(rf"(?<![\d.]){day}\.\s?{month}\.(?!\s?\d)", lambda m: _date(manner, m)),)
    return (
        rule(whole, lambda m: _date(manner, m)),
        rule(iso, lambda m: _date(manner, m)),
        *(short if manner.short_dates else ()),
    )


def _date(manner: Manner, match: Match) -> str:
    day, month, found = int(match["day"]), int(match["month"]), match.groupdict()
    if not (1 <= day <= 31 and 1 <= month <= len(manner.months)):
        return match[0]
    return manner.date.format(day=day, month=manner.months[month - 1], year=found.get("year", "")).strip()


def _times(manner: Manner) -> tuple[Rule, ...]:
    return (
        rule(r"(?<![\d/])24/7(?![\d/])", manner.always),
        rule(r"\b[Ss](\d{1,2})\s?[Ee](\d{1,3})\b", lambda m: manner.season.format(int(m[1]), int(m[2]))),
        rule(rf"(?<!\w)(?:{any_of(manner.ordinals)})(?!\w)", lambda m: manner.ordinals[m[0]]),
        rule(rf"(?<![\w.])(?:{any_of(manner.abbreviations)})(?![\w])", lambda m: manner.abbreviations[m[0]]),
        rule(r"(?<=:\d\d)\s?[-–—~～]\s?(?=\d{1,2}:\d\d)", f" {manner.to or ','} "),
        rule(
            rf"{_BEFORE}([01]?\d|2[0-4])(?::|：|\s?h\s?)([0-5]\d)(?![\d:])(?:\s?(?:{any_of(manner.hours)})(?!\w))?",
            lambda m: manner.clock(str(int(m[1])), str(int(m[2]))),
        ),
        rule(r"(?<=\d) Uhr ([0-5]\d)\b", lambda m: f" Uhr {int(m[1])}"),
    )


def _amounts(manner: Manner, end: str) -> tuple[Rule, ...]:
    signs = any_of(manner.currencies)
    counted = any_of([*manner.currencies, *manner.units])
    percent = rule(r"[%٪％]\s?(\d+(?:[.,]\d+)?)|(\d+(?:[.,]\d+)?)\s?[%％]", lambda m: _percent(manner, m))
    return (
        rule(rf"\b([12]\d{{3}}){_DASH}([12]\d{{3}})\b", lambda m: _joined(m[1], manner.to, m[2])),
        rule(rf"(?<![\d.,])(1[1-9]\d\d)(?!\d|[.,]\d|\s?(?:{counted}))", lambda m: manner.year(m[1])),
        rule(rf"{_AMOUNT}\s?(?P<sign>{signs}){end}", lambda m: _price(manner, m)),
        rule(rf"(?P<sign>{signs})\s?{_AMOUNT}", lambda m: _price(manner, m)),
        rule(
            rf"(\d+){_DASH}(\d+)(?=\s?(?:{counted}|{manner.counted or '(?!)'}){end})",
            lambda m: _joined(m[1], manner.to, m[2]),
        ),
        *((percent,) if manner.percent_first else ()),
    )


def _numbers(manner: Manner, end: str) -> tuple[Rule, ...]:
    return (
        rule(
            rf"(?<![A-Za-z.,:-]){_BEFORE}(\d{{1,3}})(?:\s?[–—-]\s?|[:：])(\d{{1,3}}){_AFTER}",
            lambda m: _joined(m[1], manner.score, m[2]),
        ),
        rule(r"(?<!\w)[-−](?=\d)", f"{manner.minus} "),
        rule(rf"(?<![\d.,])(\d+(?:[.,]\d+)?)\s?({any_of(manner.units)}){end}", lambda m: _unit(manner, m[1], m[2])),
    )


def _names(manner: Manner) -> tuple[Rule, ...]:
    return (
        rule(
            r"(?<![^\W_])(?<![A-Za-z])([A-Z]{2,5})-?(\d{1,3})?(?![A-Za-z\d])"
            if manner.spaced
            else r"(?<![A-Za-z\d])([A-Z]{2,5})-?(\d{1,3})?(?![A-Za-z\d])",
            lambda m: _acronym(m[1]) + (f" {m[2]}" if m[2] else ""),
        ),
        rule(r"(?<=[^\W\d_])/(?=[^\W\d_])", " "),
        rule(rf"\s?({any_of(manner.signs)})\s?", lambda m: f" {manner.signs[m[1]]} "),
    )


def _joined(first: str, between: str, second: str) -> str:
    return " ".join(filter(None, (first, between, second)))


def _percent(manner: Manner, match: Match) -> str:
    return manner.percent_first + (" " if manner.spaced else "") + (match[1] or match[2])


def _price(manner: Manner, match: Match) -> str:
    whole = re.sub(r"\D", "", match["whole"])
    part = (match["part"] or "").ljust(2, "0").lstrip("0") if match["part"] else ""
    return manner.said(whole, manner.currencies[match["sign"]]) + (f" {part}" if part else "")


def _unit(manner: Manner, amount: str, unit: str) -> str:
    return manner.said(amount, manner.units[unit])


def _acronym(letters: str) -> str:
    if letters in _WORDS:
        return letters.capitalize()
    if letters in _SPELLED or not re.search("[AEIOUYÄÖÜ]", letters):
        return " ".join(letters)
    return letters
