"""Written English to English as it is said: times, scores, prices, channel names, abbreviations.

A list of rules applied in order; each replaces what it knows and leaves the rest. What no rule knows (rare
units, chemistry, long codes) is left to the engine.
"""

import re
from collections.abc import Callable

from prism_tts.english_numbers import cardinal, clock, digits, number, ordinal, score, year
from prism_tts.roman import in_figures, value_of

Match = re.Match[str]
Rule = tuple[re.Pattern[str], Callable[[Match], str]]

_CURRENCIES = {"£": ("pound", "pounds"), "$": ("dollar", "dollars"), "€": ("euro", "euros"), "¥": ("yen", "yen")}
_MAGNITUDES = {"k": "thousand", "m": "million", "bn": "billion", "b": "billion"}
_ABBREVIATIONS = {
    "Mr": "Mister", "Mrs": "Missus", "Ms": "Miz", "Dr": "Doctor", "Prof": "Professor", "St": "Saint", "Sgt": "Sergeant",
    "vs": "versus", "e.g": "for example", "i.e": "that is", "etc": "et cetera", "approx": "approximately",
    "feat": "featuring", "ft": "featuring", "Jr": "Junior", "Sr": "Senior", "ep": "episode", "Ep": "Episode",
    "vol": "volume", "Vol": "Volume", "min": "minutes", "mins": "minutes", "hrs": "hours", "sec": "seconds",
}  # fmt: skip
_UNITS = {
    "km/h": "kilometres an hour", "mph": "miles an hour", "km": "kilometres", "kg": "kilograms", "cm": "centimetres",
    "mm": "millimetres", "m": "metres", "ms": "milliseconds", "GB": "gigabytes", "MB": "megabytes", "TB": "terabytes",
    "Mbps": "megabits a second", "kbps": "kilobits a second", "Hz": "hertz", "kHz": "kilohertz", "dB": "decibels",
    "min": "minutes", "mins": "minutes", "hrs": "hours", "h": "hours", "s": "seconds", "°C": "degrees Celsius",
    "°F": "degrees Fahrenheit", "°": "degrees", "%": "percent", "p": "pence",
}  # fmt: skip
_SPOKEN_AS_WORDS = frozenset(
    {"NASA", "NATO", "UEFA", "FIFA", "LEGO", "IMAX", "ASAP", "UNICEF", "OPEC", "AIDS", "WADA", "DAZN", "NOW", "LIVE"}
    | {"DAVE", "GOLD", "FILM", "NEWS", "ONE", "TWO", "THE", "AND", "NEW", "ARTE", "FOX", "SYFY", "SPORT", "LOL", "OK"}
)
_SPELLED = frozenset(
    {"BBC", "ITV", "ABC", "NBC", "CBS", "CNN", "HBO", "MTV", "ESPN", "PBS", "AMC", "TNT", "RTL", "ZDF", "ARD", "ORF"}
    | {"RAI", "NHK", "TV", "HD", "UHD", "SD", "UK", "US", "USA", "EU", "UN", "FM", "AM", "DJ", "FBI", "CIA", "NHL"}
    | {"NBA", "NFL", "MLB", "UFC", "WWE", "EPG", "VOD", "AI", "PC", "TVE", "RTE", "SBS", "CBC", "CTV", "UCL", "FA"}
)
_RANGE_WORDS = (
    "seconds?|minutes?|mins?|hours?|days?|weeks?|months?|years?|people|episodes?|channels?|films?|movies?|times|"
    "programmes?|shows?|percent|%|degrees?|°|km|miles?|kg|pounds?|dollars?|euros?|pages?|am|pm|a\\.m|p\\.m|of"
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_INNER_STOP = r"(?:(?<=[A-Za-z])\.(?=\s+[a-z\d]|,))?"
"""The full stop of an abbreviation, where it ends no sentence."""
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"


_REGNAL = re.compile(
    r"\b(?P<name>Henry|Elizabeth|Charles|George|Edward|Richard|William|James|Louis|Philip|Napoleon|Nicholas|Catherine|"
    r"Benedict|Francis|Leo|Pius|John Paul) (?P<numeral>[IVX]+)\b(?!['’.]\w)"
)
"""Rulers and popes are counted by ordinals: "Henry the Eighth"."""


def say_english(text: str) -> str:
    """`text` with everything that is not a word turned into words."""
    text = _REGNAL.sub(_reign, text)
    text = in_figures(text)
    for pattern, replace in _RULES:
        text = pattern.sub(replace, text)
    return text


def _reign(match: Match) -> str:
    return f"{match['name']} the {ordinal(value_of(match['numeral']))}"


def _time(match: Match) -> str:
    half = match["half"]
    if half is None:
        return clock(int(match["hour"]), int(match["minute"]))
    minutes = int(match["minute"] or 0)
    spoken = clock(int(match["hour"]) % 12 or 12, minutes) if minutes else cardinal(int(match["hour"]))
    return f"{spoken} {half[0].upper()} M"


def _price(match: Match) -> str:
    one, many = _CURRENCIES[match["sign"]]
    whole, magnitude = match["whole"].replace(",", ""), match["magnitude"]
    if magnitude:
        amount = whole + (f".{match['part']}" if match["part"] else "")
        return f"{number(amount)} {_MAGNITUDES[magnitude.lower()]} {many}"
    part = (match["part"] or "").ljust(2, "0")[:2]
    spoken = f"{number(whole)} {one if whole == '1' else many}"
    return spoken + (f" {cardinal(int(part))}" if int(part or 0) else "")


def _quality(match: Match) -> str:
    lines = match["lines"]
    return f"{cardinal(int(lines[:-2]))} {cardinal(int(lines[-2:])) if lines[-2:] != '00' else 'hundred'} p"


def _letters_and_digits(match: Match) -> str:
    name, figures = match["name"], match["figures"]
    spoken = name if len(name) > 1 and not name.isupper() else _acronym(name)
    return f"{spoken} {cardinal(int(figures)) if len(figures) < 3 else digits(figures)}"


def _acronym(letters: str) -> str:
    if letters in _SPOKEN_AS_WORDS:
        return letters.capitalize()
    if letters in _SPELLED or len(letters) == 1 or not re.search("[AEIOUY]", letters):
        return " ".join(letters)
    return letters


def _unit(match: Match) -> str:
    unit = _UNITS[match["unit"]]
    return f"{number(match['amount'])} {unit.removesuffix('s') if match['amount'] == '1' else unit}"


def _date(match: Match) -> str:
    if match["before"]:
        return f"the {ordinal(int(match['before']))} of {match['after_month']}"
    return f"{match['month']} {ordinal(int(match['after']))}"


def _rule(pattern: str, replace: Callable[[Match], str], flags: int = 0) -> Rule:
    return re.compile(pattern, flags), replace


def _choice(words: dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_RULES: tuple[Rule, ...] = (
    _rule(r"\b24/7\b", lambda _: "twenty four seven"),
    _rule(
        r"\b[Ss](?P<season>\d{1,2})\s?[Ee](?P<episode>\d{1,3})\b",
        lambda m: f"season {cardinal(int(m['season']))}, episode {cardinal(int(m['episode']))}",
    ),
    _rule(r"(?<!\w)-(?=\d)", lambda _: "minus "),
    _rule(r"(?<=:\d\d)\s?[-–—]\s?(?=\d{1,2}:\d\d)", lambda _: " to "),
    _rule(
        r"\b(?P<hour>[01]?\d|2[0-4])[:.](?P<minute>[0-5]\d)\s?(?P<half>[ap])\.?m\b" + _INNER_STOP, _time, re.IGNORECASE
    ),
    _rule(r"\b(?P<hour>1[0-2]|[1-9])(?P<minute>)\s?(?P<half>[ap])\.?m\b" + _INNER_STOP, _time, re.IGNORECASE),
    _rule(
        r"\b(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?P<half>)?(?::[0-5]\d)?\b",
        lambda m: clock(int(m["hour"]), int(m["minute"])),
    ),
    _rule(
        r"(?P<sign>[£$€¥])\s?(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<part>\d+))?"
        r"(?:\s?(?P<magnitude>bn|[kmb])\b)?",
        _price,
        re.IGNORECASE,
    ),
    _rule(
        rf"\b(?P<first>{_NUMBER})\s?[-–—]\s?(?P<second>{_NUMBER})(?=\s?(?:{_RANGE_WORDS})\b|\s?[%°])",
        lambda m: f"{number(m['first'])} to {m['second']}",
    ),
    _rule(
        r"\b(?P<first>(?:1[1-9]|20)\d\d)\s?[-–—]\s?(?P<second>(?:1[1-9]|20)\d\d)\b",
        lambda m: f"{year(int(m['first']))} to {year(int(m['second']))}",
    ),
    _rule(
        r"(?<![\d-])(?P<first>\d{1,2})\s?[-–—]\s?(?P<second>\d{1,2})(?![\d-])",
        lambda m: score(int(m["first"]), int(m["second"])),
    ),
    _rule(rf"\b(?P<before>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<after_month>{_MONTHS})\b(?P<month>)(?P<after>)", _date),
    _rule(rf"\b(?P<month>{_MONTHS})\s(?P<after>\d{{1,2}})(?:st|nd|rd|th)?\b(?P<before>)", _date),
    _rule(r"\b(?P<number>\d+)(?:st|nd|rd|th)\b", lambda m: ordinal(int(m["number"]))),
    _rule(r"\b(?P<lines>240|360|480|576|720|1080|1440|2160)[pi]\b", _quality),
    _rule(r"\b(?P<number>[2348])\s?[kKdD]\b", lambda m: f"{cardinal(int(m['number']))} {m[0][-1].upper()}"),
    _rule(rf"\b(?P<amount>{_NUMBER})\s?(?P<unit>{_choice(_UNITS)})(?!\w){_INNER_STOP}", _unit),
    _rule(r"(?:\bNo\.|№|#)\s?(?=\d)", lambda _: "number "),
    _rule(rf"(?<![\w.])(?P<short>{_choice(_ABBREVIATIONS)})\.(?=\s|,|$)", lambda m: _ABBREVIATIONS[m["short"]]),
    _rule(r"\bvs\b", lambda _: "versus"),
    _rule(r"\b(?P<name>[A-Za-z]{1,8}?)(?P<figures>\d{1,3})\b", _letters_and_digits),
    _rule(r"\b[A-Z](?:\.[A-Z])+\b\.?", lambda m: m[0].replace(".", " ").strip()),
    _rule(r"\b[A-Z]{2,5}\b", lambda m: _acronym(m[0])),
    _rule(r"(?<![\d,.])(?P<year>1[1-9]\d\d|20\d\d)(?!\d|,\d|\.\d)", lambda m: year(int(m["year"]))),
    _rule(rf"(?<!\w)(?:{_NUMBER})(?!\w)", lambda m: number(m[0])),
    _rule(r"\d+", lambda m: f" {digits(m[0])} "),
    _rule(r"\s?&\s?", lambda _: " and "),
    _rule(r"(?<=\w)@(?=\w)|\s@\s", lambda _: " at "),
    _rule(r"\s?\+\s?", lambda _: " plus "),
    _rule(r"\s=\s", lambda _: " equals "),
)
"""Order matters: what is most specific goes first, bare numbers near the end."""
