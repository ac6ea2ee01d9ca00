"""Money, measures, fractions, ratings, ranges, scores and telephone numbers in English as they are said."""

import re

from prism_tts.english_calendar import INNER_STOP
from prism_tts.english_numbers import cardinal, digits, fraction, number, score, year
from prism_tts.rules import Match, Rule, any_of, rule

NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_DASH = r"\s?[-–—]\s?"
_CURRENCIES = {
    "£": ("pound", "pounds"), "$": ("dollar", "dollars"), "€": ("euro", "euros"), "¥": ("yen", "yen"),
    "₹": ("rupee", "rupees"), "GBP": ("pound", "pounds"), "USD": ("dollar", "dollars"), "EUR": ("euro", "euros"),
    "CHF": ("Swiss franc", "Swiss francs"), "JPY": ("yen", "yen"), "R$": ("real", "reais"),
}  # fmt: skip
_COINS = {"pound": ("penny", "pence"), "rupee": ("paisa", "paise"), "yen": ("sen", "sen")}
_MAGNITUDES = {"k": "thousand", "m": "million", "mn": "million", "bn": "billion", "b": "billion", "tn": "trillion"}
_WORDS = "thousand|million|billion|trillion"
_UNITS = {
    "km/h": ("kilometre an hour", "kilometres an hour"), "mph": ("mile an hour", "miles an hour"),
    "km²": ("square kilometre", "square kilometres"), "m²": ("square metre", "square metres"),
    "sq ft": ("square foot", "square feet"), "km": ("kilometre", "kilometres"), "kg": ("kilogram", "kilograms"),
    "g": ("gram", "grams"), "cm": ("centimetre", "centimetres"), "mm": ("millimetre", "millimetres"),
    "m": ("metre", "metres"), "ft": ("foot", "feet"), "yd": ("yard", "yards"), "lb": ("pound", "pounds"),
    "lbs": ("pound", "pounds"), "oz": ("ounce", "ounces"), "ml": ("millilitre", "millilitres"),
    "l": ("litre", "litres"), "ms": ("millisecond", "milliseconds"), "s": ("second", "seconds"),
    "sec": ("second", "seconds"), "secs": ("second", "seconds"),
    "min": ("minute", "minutes"), "mins": ("minute", "minutes"), "h": ("hour", "hours"),
    "hr": ("hour", "hours"), "hrs": ("hour", "hours"), "yrs": ("year", "years"), "kB": ("kilobyte", "kilobytes"),
    "MB": ("megabyte", "megabytes"), "GB": ("gigabyte", "gigabytes"), "TB": ("terabyte", "terabytes"),
    "kbps": ("kilobit a second", "kilobits a second"), "Mbps": ("megabit a second", "megabits a second"),
    "Gbps": ("gigabit a second", "gigabits a second"), "fps": ("frame a second", "frames a second"),
    "Hz": ("hertz", "hertz"), "kHz": ("kilohertz", "kilohertz"), "MHz": ("megahertz", "megahertz"),
    "GHz": ("gigahertz", "gigahertz"), "dB": ("decibel", "decibels"), "W": ("watt", "watts"),
    "kW": ("kilowatt", "kilowatts"), "bpm": ("beat a minute", "beats a minute"), "kr": ("krone", "kroner"),
    "tbsp": ("tablespoon", "tablespoons"), "tsp": ("teaspoon", "teaspoons"),
    "°C": ("degree Celsius", "degrees Celsius"), "°F": ("degree Fahrenheit", "degrees Fahrenheit"),
    "°": ("degree", "degrees"), "%": ("percent", "percent"), "p": ("penny", "pence"), "¢": ("cent", "cents"),
}  # fmt: skip
_CROWDS = "people|viewers?|views|subscribers?|users?|fans|followers|homes|households|copies|downloads|listeners"
_COUNTED = (
    "seconds?|minutes?|mins?|hours?|days?|weeks?|months?|years?|people|episodes?|channels?|films?|movies?|times|"
    "programmes?|shows?|percent|%|degrees?|°|km|miles?|kg|pounds?|dollars?|euros?|pages?|am|pm|a\\.m|p\\.m|of|years?"
)
_NUMBERED = (
    "pages?|pp|chapters?|episodes?|ages?|aged|seasons?|channels?|parts?|rounds?|weeks?|volumes?|numbers?|between"
)
_WON_BY = "wins|defeats|victories|draws|losses|ties|leads|always|perhaps|this|was|has|does|hours"
"""Words in s behind a score; others in s are things that a range counts."""
_PERIODS = {
    "mo": "month",
    "yr": "year",
    "wk": "week",
    "hr": "hour",
    "min": "minute",
    "s": "second",
    "sec": "second",
} | {word: word for word in ("month", "year", "week", "day", "hour", "night", "person", "episode", "minute", "second")}
_FRACTIONS = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅛": (1, 8), "⅜": (3, 8)}
_PAIRS = frozenset({"24/7", "50/50", "9/11", "20/20"})


def _price(match: Match) -> str:
    one, many = _CURRENCIES[match["sign"].upper()]
    whole, part = match["whole"].replace(",", ""), match["part"] or ""
    if magnitude := (match["magnitude"] or "").lower():
        amount = f"{whole}.{part}" if part else whole
        return f"{number(amount)} {_MAGNITUDES.get(magnitude, magnitude)} {many}"
    coins = int(part.ljust(2, "0")[:2]) if part else 0
    coin, coined = _COINS.get(one, ("cent", "cents"))
    if whole == "0" and coins:
        return f"{cardinal(coins)} {coin if coins == 1 else coined}"
    return f"{number(whole)} {one if whole == '1' else many}" + (f" {cardinal(coins)}" if coins else "")


def _unit(match: Match) -> str:
    one, many = _UNITS[match["unit"]]
    return f"{number(match['amount'])} {one if match['amount'] == '1' else many}"


def _slash(match: Match) -> str:
    """A fraction, a rating out of ten, or two numbers."""
    first, second = match["first"], match["second"]
    if match[0] in _PAIRS or "." in second:
        return f"{number(first)} {number(second)}"
    rated = match["stars"] or "." in first or second in ("10", "100")
    if not rated and int(second) in range(2, 10) and int(first) < int(second):
        return fraction(int(first), int(second))
    if rated or float(first) <= float(second):
        return f"{number(first)} out of {number(second)}"
    between = "for" if float(first) >= 20 else "to"  # Runs for wickets, or odds.
    return f"{number(first)} {between} {number(second)}"


def _mixed(match: Match) -> str:
    whole, sign = match["whole"], match["sign"]
    part = fraction(*_FRACTIONS[sign])
    return f"{cardinal(int(whole))} and {'a half' if part == 'one half' else part}" if whole else part


def _measure(match: Match) -> str:
    """Sides of something: "four by four", "nineteen twenty by ten eighty"."""
    sides = re.split(r"\s?[x×]\s?", match[0])
    return " by ".join(year(int(side)) if len(side) == 4 else number(side) for side in sides)


def _score(match: Match) -> str:
    first, second = int(match["first"]), int(match["second"])
    if first == 0 and second >= 20:
        return f"zero to {cardinal(second)}"
    return score(first, second)


def _telephone(match: Match) -> str:
    sign = "plus " if match[0].startswith("+") else ""
    return sign + ", ".join(digits(group) for group in re.findall(r"\d+", match[0]))


def _range(match: Match) -> str:
    return f"{match['before'] or ''}{number(match['first'])} to {match['second']}"


_MONEY = rf"(?P<whole>\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.(?P<part>\d+))?(?:\s?(?P<magnitude>bn|tn|mn|[kmb]|{_WORDS})\b)?"
_SIGN = any_of(_CURRENCIES)

TELEPHONES: tuple[Rule, ...] = (
    rule(
        r"(?P<before>\b(?:[Cc]all|[Dd]ial|[Pp]hone|[Tt]ext|[Rr]ing)(?: us on| on)? )"
        r"(?P<figures>[19]\d\d|\d{5,6})(?![\d,.]\d|\s?[%°]|\w)",
        lambda m: m["before"] + digits(m["figures"]),
    ),
    rule(r"(?<!\w)\+\d{1,3}(?:[\s-]?\(?\d{1,5}\)?){2,5}(?!\w)", _telephone),
    rule(r"\(\d{2,5}\)\s?\d{3,4}[\s-]?\d{3,4}\b", _telephone),
    rule(r"\b0\d{2,4}[\s-]\d{3,4}(?:[\s-]\d{3,4})?\b", _telephone),
    rule(r"(?<![\d-])(?:\d-)?\d{3}-\d{3}-\d{4}(?![\d-])|(?<![\d-])\d{3}-\d{4}(?![\d-])", _telephone),
)

MONEY: tuple[Rule, ...] = (
    rule(r"\b(?:US|AU|CA|NZ|HK|[AC])(?=\$\d)", ""),
    rule(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+,\d\d(?!\d)", lambda m: m[0].replace(".", "").replace(",", ".")),
    rule(
        rf"(?P<sign>[£$€¥₹])\s?(?P<first>{NUMBER}){_DASH}[£$€¥₹]?(?=(?:{NUMBER}))",
        lambda m: f"{number(m['first'])} to {m['sign']}",
    ),
    rule(rf"(?P<sign>{_SIGN})\s?{_MONEY}", _price, re.IGNORECASE),
    rule(rf"\b{_MONEY}\s?(?P<sign>{_SIGN})(?!\w)", _price),
    rule(rf"(?<=\w)\s?/\s?(?P<period>{any_of(_PERIODS)})\b", lambda m: f" a {_PERIODS[m['period']]}"),
)

RANGES: tuple[Rule, ...] = (
    rule(
        rf"(?P<before>)\b(?P<first>{NUMBER}){_DASH}(?P<second>{NUMBER})(?=\s?(?:{_COUNTED})\b|\s?[%°]|\s?[kmc]?m\b)",
        _range,
    ),
    rule(rf"\b(?P<before>(?:{_NUMBERED})\.?\s)(?P<first>\d+){_DASH}(?P<second>\d+)\b", _range, re.IGNORECASE),
    rule(
        rf"(?P<before>)(?<![\d-])(?P<first>\d{{1,3}}){_DASH}(?P<second>\d{{1,3}})(?=\s(?!(?:{_WON_BY})\b)[a-z]{{3,}}[a-rt-z]s\b)",
        _range,
    ),
    rule(r"\b(16|21):9\b|\b4:3\b", lambda m: " by ".join(cardinal(int(side)) for side in m[0].split(":"))),
    rule(r"(?<![\d:-])(?P<first>\d{1,3})\s?[-–—]\s?(?P<second>\d{1,3})(?![\d:-]|[.,]\d)", _score),
    rule(r"(?<![\d:.])(?P<first>\d{1,2}):(?P<second>\d)(?![\d:])", _score),
)

MEASURES: tuple[Rule, ...] = (
    rule(r"\b(?P<minute>\d+)\+(?P<added>\d{1,2})['′’]", lambda m: f"{m['minute']} plus {m['added']}"),
    rule(
        r"(?<![\d/])(?P<first>\d+(?:\.\d)?)/(?P<second>\d{1,3}(?:\.\d)?)(?![\d/])(?=(?P<stars>\s(?:stars?|points)\b)?)",
        lambda m: _slash(m),
    ),
    rule(
        r"\b(?P<foot>\d)['′’]\s?(?P<inch>\d{1,2})[\"″”]",
        lambda m: f"{cardinal(int(m['foot']))} foot {cardinal(int(m['inch']))}",
    ),
    rule(
        r"\b(?P<foot>\d+)\s?ft\.?\s(?P<inch>\d{1,2})\s?in\b\.?",
        lambda m: f"{cardinal(int(m['foot']))} foot {cardinal(int(m['inch']))}",
    ),
    rule(r"\b(?P<hour>\d+)\s?h\s?(?P<minute>\d{1,2})\s?m(?:ins?)?\b", lambda m: f"{m['hour']} h {m['minute']} min"),
    rule(r"(?<=\d)\s?[x×]\s?(?=\d+\s?(?:min|mins|h|hrs?|s|secs?)\b)", " times "),
    rule(r"(?<=\d)\s?[x×*]\s?(?=\d+\s?=)", " times "),
    rule(r"(?<![\w.])(?P<times>\d)\s?[x×]\s?(?=\d+\s?k?m\b)", lambda m: f"{cardinal(int(m['times']))} by "),
    rule(r"(?<![\w.])\d+\s?[x×]\s?\d+(?:\s?[x×]\s?\d+)?(?!\w)", _measure),
    rule(r"(?<![\w.])(?P<amount>\d+(?:\.\d+)?)[x×](?!\w)", lambda m: f"{number(m['amount'])} times"),
    rule(r"(?<!\w)[x×](?P<amount>\d+)\b", lambda m: f"times {number(m['amount'])}"),
    rule(r"\b(?P<base>\d+)\^(?P<power>\d+)\b", lambda m: f"{number(m['base'])} to the power of {number(m['power'])}"),
    rule(rf"\b(?P<amount>{NUMBER})\s?m(?=\s(?:{_CROWDS})\b)", lambda m: f"{number(m['amount'])} million"),
    rule(r"\b(?P<amount>[248])[kK]\b", lambda m: f"{cardinal(int(m['amount']))} K"),
    rule(r"\b(?P<amount>[234])[dD]\b", lambda m: f"{cardinal(int(m['amount']))} D"),
    rule(rf"\b(?P<amount>{NUMBER})[kK]\b", lambda m: f"{number(m['amount'])} thousand"),
    rule(rf"\b(?P<amount>{NUMBER})\s?bn\b", lambda m: f"{number(m['amount'])} billion"),
    rule(rf"\b(?P<amount>{NUMBER})\s?(?P<unit>{any_of(_UNITS)})(?!\w){INNER_STOP}", _unit),
    rule(r"(?P<whole>(?:\b\d+\s?)?)(?P<sign>[½⅓⅔¼¾⅕⅛⅜])", _mixed),
)
