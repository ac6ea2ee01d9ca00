"""Times as people say them ("tonight", "the day after tomorrow at half nine", "20 minutes from now"). Pure."""

import re
from calendar import month_name, monthrange
from collections.abc import Sequence
from datetime import datetime, timedelta

from prism_llm.telling import asked_times
from prism_llm.understanding import numbers
from prism_llm.understanding.durations import ENGLISH

Window = tuple[datetime, datetime]

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = tuple(name.casefold() for name in month_name[1:])
_ORDINALS = dict(
    zip(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        map(str, range(1, 21)),
        strict=True,
    )
) | {"thirtieth": "30"}
_PARTS = {"morning": (6, 12), "afternoon": (12, 18), "evening": (18, 23), "night": (20, 24), "tonight": (19, 24)}
_FIXED = {"noon": 12.0, "midday": 12.0, "lunchtime": 12.0, "midnight": 24.0}
_NIGHT = 5
"""Hours before it, said in the afternoon, are those of the coming night: "at one"."""
_HALF_A_DAY = timedelta(hours=12)
_LATER = timedelta(hours=4)
_AFTER = timedelta(hours=3)
"""How long "after nine" lasts."""
_NOW = frozenset({"now", "right now", "at the moment", "just now"})
_MINUTES = {"half": 30.0, "quarter": 15.0, "a quarter": 15.0}
_FILLER = re.compile(
    r"\b(?:at|around|about|on|by|this|in the|the|sharp|exactly|precisely|ish|towards|tonight|today|"
    r"morning|evening|afternoon|night)\b"
)
_SPAN = re.compile(
    r"in (?:(?P<count>[\w. ]+?) )?(?P<unit>h|hours?|minutes?|days?|weeks?)"
    r"(?: (?:and )?(?P<part>half past|half|quarter past|a half|\d+)(?: minutes?)?)?"
)
_ROUGHLY = re.compile(
    r"^(?:in|after) (?:(?:about|around|roughly|approximately|exactly|just|maybe) )?"
    r"((?:\S+ )*?(?:seconds?|minutes?|mins?|hours?|half))(?: time|'s time| from now| or so| or thereabouts)?$"
)
"""A span from now, however exact it is meant to be: "in about an hour or so"."""
_DAY_AHEAD = re.compile(r"\bin (?P<count>[a-z]+|\d+) (?P<unit>day|week|month|year)s?\b")
_WEEKDAY = re.compile(rf"\b(?:(?:next|this|coming) )*(?P<day>{'|'.join(_DAYS)})s?(?: next)?\b")
_DATE = re.compile(
    rf"\b(?:(?P<before>\d{{1,2}})(?:st|nd|rd|th|\.)?(?: of| de)? (?P<month>{'|'.join(_MONTHS)})"
    rf"|(?P<month_first>{'|'.join(_MONTHS)}) (?P<after>\d{{1,2}})(?:st|nd|rd|th)?)\b"
)
_SECONDS = {
    "second": 1, "minute": 60, "min": 60, "hour": 3600, "h": 3600, "day": 86400, "week": 7 * 86400,
    "month": 30 * 86400, "year": 365 * 86400,
}  # fmt: skip
_COUNTED = re.compile(rf"in (?:(?P<count>\S.*?) )?(?P<unit>{'|'.join(_SECONDS)})s?")
_LARGE = {"million": 10**6, "billion": 10**9, "trillion": 10**12}
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:[.,]\d{3})+(?![\d.,]*\d)")
_MOST_DIGITS = 12
"""Of a number that is read: longer ones count as one that is as long."""
_HIGHEST_POWER = 99
_BEHIND = re.compile(
    rf" (?:(?:on )?(?:{'|'.join(_DAYS)})|tomorrow|today|tonight|this evening)(?: (?:morning|afternoon|evening|night))?$"
)
"""A day behind a span of the clock, which is that of its beginning."""
_WAY = re.compile(r"(?P<minutes>.+?)(?: minutes?)? (?P<way>past|after|to|before) (?P<clock>.+)")


def window(said: str, now: datetime) -> Window | None:
    """The moment (a window of one minute) or the part of a day that `said` means; none if it names no time.

    A bare hour is the next one to come: "at nine" is nine in the evening when it is noon.
    """
    said = plain_numbers(said.replace("’", "'"))
    try:
        windows = (_window(_tidy(time), now) for time in asked_times(said))
        return next((found for found in windows if found is not None), None)
    except (OverflowError, ValueError):
        return None  # No calendar reaches that far.


def seconds_ahead(said: str) -> float | None:
    """How many seconds from now `said` counts, be it none or more than a calendar has; nothing where it counts none."""
    for time in asked_times(plain_numbers(said)):
        found = _COUNTED.fullmatch(re.sub(r"^(.+) from now$", r"in \1", _tidy(time)))
        if found and (count := _any_count(found["count"] or "")) is not None:
            return count * _SECONDS[found["unit"]]
    return None


def plain_numbers(text: str) -> str:
    """`text` with numbers as digits alone, and none of more than can be meant: "1,000,000" is 1000000."""
    text = _THOUSANDS.sub(lambda found: re.sub(r"\D", "", found.group()), text)
    return re.sub(rf"(\d{{{_MOST_DIGITS}}})\d+", r"\1", text)


def _window(text: str, now: datetime) -> Window | None:
    if text in _NOW:
        return _minute(now)
    if seconds := _ahead(text):
        return _minute(now + timedelta(seconds=seconds))
    if found := _open(text, now):
        return found
    return _in_a_day(text, now)


def _in_a_day(text: str, now: datetime) -> Window | None:
    found = _day(text, now)
    day, rest = found if found else (now.replace(hour=0, minute=0, second=0, microsecond=0), text)
    named = found is not None or "today" in text.split()
    hour = _hour(rest)
    if hour is not None:
        return _minute(_moment(day, hour, set(re.findall(r"[a-z]+|:", rest)), now, named=named))
    for part, (first, last) in _PARTS.items():
        if re.search(rf"\b{part}\b", rest):
            return day + timedelta(hours=first), day + timedelta(hours=last)
    if "weekend" in rest:
        saturday = day + timedelta(days=(5 - day.weekday()) % 7)
        return saturday, saturday + timedelta(days=2)
    if rest == "next week":
        monday = day + timedelta(days=7 - day.weekday())
        return monday, monday + timedelta(days=7)
    if named and not _FILLER.sub("", rest).strip():
        return day, day + timedelta(days=1)
    return (now, now + _LATER) if "later" in rest else None


def _moment(day: datetime, hour: float, words: set[str], now: datetime, *, named: bool) -> datetime:
    moment = day + timedelta(hours=hour)
    evening = words & {"tonight", "evening", "night", "pm", "afternoon"}
    morning = words & {"morning", "am", ":"} or hour >= 12
    if not (evening or morning or named) and hour < _NIGHT and moment + _HALF_A_DAY <= now:
        return moment + timedelta(days=1)
    if (evening and hour < 12) or (not morning and not named and moment <= now):
        moment += _HALF_A_DAY
    return moment if moment > now or named else moment + timedelta(days=1)


def _minute(moment: datetime) -> Window:
    return moment, moment + timedelta(minutes=1)


def _tidy(text: str) -> str:
    """`text` with times as figures write them: "9.30 p.m." is "9:30 pm"."""
    text = re.sub(r"\b([ap])[. ]?m\b\.?", r"\1m", text.casefold().replace("o'clock", "").replace("oclock", ""))
    text = _ROUGHLY.sub(r"in \1", text)
    text = re.sub(r"\b(\d{1,2})[.](\d\d)\b", r"\1:\2", text)
    text = re.sub(r"(\d)([ap]m)\b", r"\1 \2", text)
    text = re.sub(r"\btwenty[ -](first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b", _twenties, text)
    text = re.sub(rf"\b({'|'.join(_ORDINALS)})(?= of\b| (?:{'|'.join(_MONTHS)}))", _figure, text)
    text = re.sub(rf"(?<=\b)({'|'.join(_MONTHS)}) (?:the )?({'|'.join(_ORDINALS)})\b", _month_first, text)
    return " ".join(re.sub(r"[,!?]|\.(?!\w)|-(?!\d)", " ", text).split())


def _twenties(found: re.Match[str]) -> str:
    return f"{20 + int(_ORDINALS[found[1]])}"


def _figure(found: re.Match[str]) -> str:
    return _ORDINALS[found[1]]


def _month_first(found: re.Match[str]) -> str:
    return f"{found[1]} {_ORDINALS[found[2]]}"


def _ahead(text: str) -> float | None:
    """Seconds from now: "in half an hour", "twenty minutes from now"."""
    text = re.sub(r"^(.+) from now$", r"in \1", text)
    if not text.startswith("in "):
        return None
    if seconds := ENGLISH.seconds(text.removeprefix("in ")):
        return seconds
    found = _SPAN.fullmatch(text)
    if found is None or found["unit"][0] in "dw":
        return None
    count = _count(found["count"])
    size = 60 if found["unit"].startswith("minute") else 3600
    part = found["part"] or ""
    more = size / 60 * float(part) if part.isdigit() else size * {"h": 0.5, "a": 0.5, "q": 0.25}.get(part[:1], 0.0)
    return count * size + more if count is not None else None


def _count(said: str | None) -> float | None:
    if said in (None, "a", "an", "one"):
        return 1.0
    return float(said) if re.fullmatch(r"\d+(?:\.\d+)?", said or "") else numbers.parse(said or "")


def _any_count(said: str) -> float | None:
    """A number however large or small: "ten million", "10^9", "-5"."""
    if power := re.fullmatch(r"(\d+) ?\^ ?(\d+)", said):
        return float(min(int(power[1]) ** min(int(power[2]), _HIGHEST_POWER), 10**_HIGHEST_POWER))
    size = 1
    while large := re.search(rf"(?:^| )({'|'.join(_LARGE)})s?(?: of)?$", said):
        said, size = said[: large.start()], size * _LARGE[large[1]]
    if re.fullmatch(r"-?\d+", said):
        return float(said) * size
    count = _count(said or None)
    return count * size if count is not None else None


def _open(text: str, now: datetime) -> Window | None:
    """What has one end only, or two of them: "after nine", "between eight and ten"."""
    if both := re.fullmatch(r"between (.+) and (.+)|from (.+) (?:to|till|til|until) (.+)", text):
        begins, ends = both[1] or both[3], both[2] or both[4]
        if day := _BEHIND.search(ends):  # "from eight till nine tomorrow"
            begins, ends = f"{begins}{day[0]}", ends[: day.start()]
        first = _in_a_day(begins, now)
        last = _in_a_day(ends, first[0]) if first else None
        if first and last and first[0] < last[0] <= first[0] + _HALF_A_DAY:
            return first[0], last[0]
    if not (found := re.fullmatch(r"(after|past|from|before|until|to) (.+)", text)):
        return None
    end = _in_a_day(found[2], now)
    if end is None or end[1] - end[0] > timedelta(minutes=1):
        return None
    if found[1] in ("before", "until", "to"):
        return now, end[0]
    return _minute(end[0]) if found[1] == "from" else (end[0], end[0] + _AFTER)


def _day(text: str, now: datetime) -> tuple[datetime, str] | None:
    """Midnight at which the day that `text` names begins, and the rest of `text`; none where it names none."""
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    days, found = _ahead_in_days(text, today)
    if found is None:
        return _date(text, today)
    return today + timedelta(days=days), f"{text[: found.start()]} {text[found.end() :]}".strip()


def _ahead_in_days(text: str, today: datetime) -> tuple[int, re.Match[str] | None]:
    if found := re.search(r"\b(?:the )?day after tomorrow\b", text):
        return 2, found
    if found := re.search(r"\btomorrow\b", text):
        return 1, found
    if (found := _DAY_AHEAD.search(text)) and (count := _count(found["count"])):
        return _days_of(round(count), found["unit"], today), found
    if found := _WEEKDAY.search(text):
        return (_DAYS.index(found["day"]) - today.weekday()) % 7 or 7, found
    return 0, None


def _days_of(count: int, unit: str, today: datetime) -> int:
    """How many days there are in a count of weeks or of calendar months: the same day of the month, or its last."""
    if unit in ("day", "week"):
        return count * (7 if unit == "week" else 1)
    months = today.month - 1 + count * (12 if unit == "year" else 1)
    year, month = today.year + months // 12, months % 12 + 1
    return (today.replace(year=year, month=month, day=min(today.day, monthrange(year, month)[1])) - today).days


def _date(text: str, today: datetime) -> tuple[datetime, str] | None:
    """The day of a date, which is never past; "on the 3rd" is the next third of a month."""
    rest = None
    if found := _DATE.search(text):
        number, month = int(found["before"] or found["after"]), _MONTHS.index(found["month"] or found["month_first"])
        dates = [(today.year + years, month + 1, number) for years in (0, 1)]
        rest = text[: found.start()] + text[found.end() :]
    elif found := re.search(r"\b(\d{1,2})(?:st|nd|rd|th)\b", text):
        months = [today.month - 1 + ahead for ahead in range(3)]
        dates = [(today.year + month // 12, month % 12 + 1, int(found[1])) for month in months]
        rest = text[: found.start()] + text[found.end() :]
    return next(((day, rest) for day in _valid(dates, today) if day >= today), None) if rest is not None else None


def _valid(dates: Sequence[tuple[int, int, int]], like: datetime) -> list[datetime]:
    found: list[datetime] = []
    for year, month, day in dates:
        try:
            found.append(like.replace(year=year, month=month, day=day))
        except ValueError:
            continue  # No month has that day.
    return found


def _hour(text: str) -> float | None:
    """Hours since midnight of a clock time in `text`; none if there is none."""
    words = " ".join(_FILLER.sub(" ", text).split())
    half_day = re.search(r"(?<!^) (am|pm)$", words)
    hour = _clock(words[: half_day.start()] if half_day else words)
    if hour is None or not 0 <= hour <= 24:
        return None
    if half_day and hour >= 12 and half_day[1] == "am":
        return hour - 12 if hour < 13 else None
    return hour + 12 if half_day and half_day[1] == "pm" and hour < 12 else hour


def _clock(text: str) -> float | None:
    """Hours of "half past nine", "ten to nine", "half nine", "nine fifteen", "9:15"."""
    if found := _WAY.fullmatch(text):
        minutes, hour = _MINUTES.get(found["minutes"]) or numbers.parse(found["minutes"]), _clock(found["clock"])
        if minutes is None or hour is None or not 0 < minutes < 60:
            return None
        return hour + minutes / 60 if found["way"] in ("past", "after") else hour - minutes / 60
    if found := re.fullmatch(r"half (.+)", text):
        hour = _clock(found[1])
        return hour + 0.5 if hour is not None and hour == int(hour) else None
    if text in _FIXED:
        return _FIXED[text]
    if found := re.fullmatch(r"(\d{1,2}):([0-5]\d)(?: h)?", text):
        return int(found[1]) + int(found[2]) / 60
    value = numbers.parse(text)
    if value is not None and value > 100 and value % 100 < 60:  # "nine thirty" reads as 930.
        return value // 100 + value % 100 / 60
    return value
