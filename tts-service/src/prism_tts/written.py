"""Written German, Spanish, French and Italian to what is said, by the words of `languages`.

Rules in order; each replaces what it knows. Whole numbers stay figures for the engine to read.
"""

import functools
import re
from collections.abc import Callable, Iterable

from prism_tts.languages import MANNERS, Manner
from prism_tts.roman import in_figures

Match = re.Match[str]
Rule = tuple[re.Pattern[str], Callable[[Match], str]]

_AMOUNT = r"(?P<whole>\d{1,3}(?:[.\u00a0\u202f ]\d{3})+(?!\d)|\d+)(?:[.,](?P<part>\d{1,2})(?!\d))?"
_DASH = r"\s?[-–—]\s?"
_COUNTED = (
    "Sekunden|Minuten|Stunden|Tage|Wochen|Jahre|Personen|Folgen|Grad|Euro|minutos|horas|días|semanas|años|personas|episodios|"
    "grados|euros|minutes|heures|jours|semaines|ans|personnes|épisodes|degrés|minuti|ore|giorni|settimane|anni|persone|"
    "episodi|gradi|euro"
)
"""Behind a range; two numbers before anything else are a score."""
_SPELLED = frozenset(
    {
        "BBC",
        "ITV",
        "ABC",
        "NBC",
        "CBS",
        "CNN",
        "HBO",
        "MTV",
        "RTL",
        "ZDF",
        "ARD",
        "ORF",
        "SRF",
        "WDR",
        "NDR",
        "MDR",
        "SWR",
    }
    | {
        "RBB",
        "BR",
        "HR",
        "TV",
        "HD",
        "UHD",
        "SD",
        "TF",
        "TVE",
        "RTVE",
        "RTS",
        "DW",
        "VOX",
        "FM",
        "DJ",
        "EU",
        "USA",
        "UE",
    }
)
_WORDS = frozenset({"VOX", "ARTE", "RAI", "UEFA", "FIFA", "NASA", "NATO", "DAZN"})


def say_written(text: str, language: str) -> str:
    """`text` with signs as words in `language` (de, es, fr, it); unchanged in any other."""
    if language not in MANNERS:
        return text
    text = in_figures(text)
    for pattern, replace in _rules(language):
        text = pattern.sub(replace, text)
    return text


@functools.cache
def _rules(language: str) -> tuple[Rule, ...]:
    """What is most specific goes first."""
    manner = MANNERS[language]
    counted = _any([*manner.currencies, *manner.units])
    return (
        _rule(r"(?<![\d/])24/7(?![\d/])", lambda _: manner.always),
        _rule(r"\b[Ss](\d{1,2})\s?[Ee](\d{1,3})\b", lambda m: manner.season.format(int(m[1]), int(m[2]))),
        _rule(rf"(?<![\w.])(?:{_any(manner.abbreviations)})(?![\w])", lambda m: manner.abbreviations[m[0]]),
        _rule(
            r"\b([01]?\d|2[0-4])(?:[:h]|\s?h\s?)([0-5]\d)(?:\s?(?:Uhr|h|heures))?\b",
            lambda m: _clock(manner, m[1], m[2]),
        ),
        _rule(r"(?<=\d) Uhr ([0-5]\d)\b", lambda m: f" Uhr {int(m[1])}"),
        _rule(rf"\b([12]\d{{3}}){_DASH}([12]\d{{3}})\b", lambda m: f"{m[1]} {manner.to} {m[2]}"),
        _rule(rf"(?<![\d.,])(1[1-9]\d\d)(?!\d|[.,]\d|\s?(?:{counted}))", lambda m: manner.year(m[1])),
        _rule(rf"{_AMOUNT}\s?(?P<sign>{_any(manner.currencies)})(?!\w)", lambda m: _price(manner, m)),
        _rule(rf"(?P<sign>{_any(manner.currencies)})\s?{_AMOUNT}", lambda m: _price(manner, m)),
        _rule(rf"(\d+){_DASH}(\d+)(?=\s?(?:{counted}|{_COUNTED})(?!\w))", lambda m: f"{m[1]} {manner.to} {m[2]}"),
        _rule(
            r"(?<![\w.,:-])(\d{1,2})(?:\s?[–—-]\s?|:)(\d{1,2})(?![\d:-]|[.,]\d)",
            lambda m: f"{m[1]} {manner.score} {m[2]}",
        ),
        _rule(r"(?<!\w)[-−](?=\d)", lambda _: f"{manner.minus} "),
        _rule(rf"(?<!\w)(?:{_any(manner.ordinals) or '(?!)'})(?!\w)", lambda m: manner.ordinals[m[0]]),
        _rule(rf"(?<![\w])(\d+(?:[.,]\d+)?)\s?({_any(manner.units)})(?!\w)", lambda m: _unit(manner, m[1], m[2])),
        _rule(r"\b([A-Z]{2,5})(\d{1,3})?\b", lambda m: _acronym(m[1]) + (f" {m[2]}" if m[2] else "")),
        _rule(rf"\s?({_any(manner.signs)})\s?", lambda m: f" {manner.signs[m[1]]} "),
    )


def _clock(manner: Manner, hour: str, minute: str) -> str:
    return manner.clock(str(int(hour)), str(int(minute)))


def _price(manner: Manner, match: Match) -> str:
    one, many = manner.currencies[match["sign"]]
    whole = re.sub(r"\D", "", match["whole"])
    part = (match["part"] or "").ljust(2, "0").lstrip("0") if match["part"] else ""
    return f"{whole} {one if whole == '1' else many}" + (f" {part}" if part else "")


def _unit(manner: Manner, amount: str, unit: str) -> str:
    one, many = manner.units[unit]
    return f"{amount} {one if amount == '1' else many}"


def _acronym(letters: str) -> str:
    if letters in _WORDS:
        return letters.capitalize()
    if letters in _SPELLED or not re.search("[AEIOUYÄÖÜ]", letters):
        return " ".join(letters)
    return letters


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _rule(pattern: str, replace: Callable[[Match], str]) -> Rule:
    return re.compile(pattern), replace
