"""Times as people say them ("tonight", "tomorrow at half past eight"), and as Lumen says them."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta

from prism_core.events.conversation import HourCycle
from prism_llm.telling import asked_time, spoken_words
from prism_llm.understanding import numbers
from prism_llm.understanding.durations import ENGLISH

_TOLD: ContextVar[HourCycle] = ContextVar("hour_cycle", default="h23")
"""Of the answer that is being made: every sentence of it tells times, and only their words depend on it."""

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_PARTS = {"morning": (6, 12), "afternoon": (12, 18), "evening": (18, 23), "night": (20, 24), "tonight": (19, 24)}
_FIXED = {"noon": 12, "midday": 12, "lunchtime": 12, "midnight": 24}
_CLOCK = re.compile(
    r"(?:(half|quarter|[a-z]+|\d+) (past|to) )?(\d+(?::\d\d)?|[a-z]+(?: (?!am|pm|a m|p m)[a-z]+)?)\s*(am|pm|a "
    r"m|p m)?"
)


def window(said: str, now: datetime) -> tuple[datetime, datetime] | None:
    """The moment (a window of one minute) or the part of a day that `said` means; none if it names no time.

    A bare hour is the next one to come: "at nine" is nine in the evening when it is noon.
    """
    text = asked_time(said).casefold().replace("o'clock", "").replace("oclock", "").strip()
    if text in ("now", "right now", "at the moment"):
        return _minute(now)
    if text.startswith("in ") and (seconds := ENGLISH.seconds(text.removeprefix("in "))):
        return _minute(now + timedelta(seconds=seconds))
    day, named = _day(text, now)
    hour = _hour(text)
    if hour is not None:
        moment = day + timedelta(hours=hour)
        evening = any(word in text for word in ("tonight", "evening", "night", "pm", "p m", "afternoon"))
        morning = any(word in text for word in ("morning", "am", "a m")) or ":" in text or hour >= 12
        if (evening and hour < 12) or (not morning and not named and moment <= now):
            moment += timedelta(hours=12)
        return _minute(moment if moment > now or named else moment + timedelta(days=1))
    for part, (first, last) in _PARTS.items():
        if re.search(rf"\b{part}\b", text):
            return day + timedelta(hours=first), day + timedelta(hours=last)
    if named:
        return day, day + timedelta(days=1)
    return (now, now + timedelta(hours=4)) if "later" in text else None


def _minute(moment: datetime) -> tuple[datetime, datetime]:
    return moment, moment + timedelta(minutes=1)


def _day(text: str, now: datetime) -> tuple[datetime, bool]:
    """Midnight at which the day meant begins, and whether a day was named."""
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    if "tomorrow" in text:
        return today + timedelta(days=1), True
    for index, name in enumerate(_DAYS):
        if name in text:
            return today + timedelta(days=(index - today.weekday()) % 7 or 7), True
    return today, "today" in text


def _hour(text: str) -> float | None:
    """Hours since midnight of a clock time in `text`; none if there is none."""
    words = re.sub(
        r"\b(?:at|around|on|tonight|today|tomorrow|this|in the|morning|evening|afternoon|night|"
        r"about|from)\b",
        " ",
        text,
    )
    words = re.sub(rf"\b(?:{'|'.join(_DAYS)})\b", " ", words)
    match = _CLOCK.fullmatch(" ".join(words.split()))
    if match is None:
        return None
    part, direction, base, half_day = match.groups()
    hour = _clock(base)
    if hour is None or hour > 24:
        return None
    if direction:
        minutes = {"half": 30.0, "quarter": 15.0}.get(part) or numbers.parse(part) or 0.0
        hour += minutes / 60 if direction == "past" else -minutes / 60
    if half_day in ("pm", "p m") and hour < 12:
        hour += 12
    return hour


def _clock(base: str) -> float | None:
    if base in _FIXED:
        return _FIXED[base]
    if ":" in base:
        hours, minutes = base.split(":")
        return int(hours) + int(minutes) / 60
    value = numbers.parse(base)
    if value is not None and value > 100:  # "nine thirty" reads as 930.
        return value // 100 + value % 100 / 60
    return value


@contextmanager
def told(hour_cycle: HourCycle | None) -> Iterator[None]:
    """Tells the times of one answer as the viewer's clock does; by twenty-four hours where that is not known."""
    before = _TOLD.set(hour_cycle or "h23")
    try:
        yield
    finally:
        _TOLD.reset(before)


def time_of_day(moment: datetime, now: datetime) -> str:
    """Such as "20:15", or "8:15 PM" for whoever counts to twelve."""
    local = moment.astimezone(now.tzinfo)
    if _TOLD.get() == "h23":
        return f"{local.hour}:{local.minute:02}"
    minutes = f":{local.minute:02}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes} {'AM' if local.hour < 12 else 'PM'}"


def clock(moment: datetime, now: datetime) -> str:
    """A time of a day that is known already: "at 20:15"."""
    return spoken_words().get("at", "at {time}").format(time=time_of_day(moment, now))


def bare(moment: datetime, now: datetime) -> str:
    """A time after another preposition: "20:15", "tomorrow at 9:00"."""
    return time_of_day(moment, now) if _days(moment, now) == 0 else spoken(moment, now)


def spoken(moment: datetime, now: datetime) -> str:
    """A time for the ear: "at 20:15", "tomorrow at 9:00", "on Friday at 18:30", "on 3 December at 18:30"."""
    local = moment.astimezone(now.tzinfo)
    days = _days(moment, now)
    words = spoken_words()
    if days == 0:
        return clock(moment, now)
    if days in (-1, 1):
        name = "tomorrow" if days == 1 else "yesterday"
        return f"{words.get(name, name)} {clock(moment, now)}"
    # Beyond a week a weekday's name would mean the wrong one.
    if -7 < days < 7:
        return f"{words.get('on_day', 'on {day}').format(day=weekday(local))} {clock(moment, now)}"
    date = words.get("on_date", "on {date} {month}").format(date=local.day, month=month(local))
    return f"{date} {clock(moment, now)}"


def weekday(day: datetime) -> str:
    """Such as "Monday"."""
    words = spoken_words()
    return words["days"].split()[day.weekday()] if words else f"{day:%A}"


def month(day: datetime) -> str:
    """Such as "January"."""
    words = spoken_words()
    return words["months"].split()[day.month - 1] if words else f"{day:%B}"


def spoken_minutes(seconds: float) -> str:
    """A span for the ear: "less than a minute", "25 minutes", "1 hour and 5 minutes"."""
    minutes = round(seconds / 60)
    words = spoken_words()
    if minutes < 1:
        return words.get("moment", "less than a minute")
    hours, rest = divmod(minutes, 60)
    parts = [_counted(value, unit, words) for value, unit in ((hours, "hour"), (rest, "minute")) if value]
    return f" {words.get('and', 'and')} ".join(parts)


def _counted(value: int, unit: str, words: Mapping[str, str]) -> str:
    if value == 1:
        return words.get(unit, f"1 {unit}")
    return words.get(f"{unit}s", f"{{count}} {unit}s").format(count=value)


def _days(moment: datetime, now: datetime) -> int:
    return (moment.astimezone(now.tzinfo).date() - now.date()).days
