"""Times as Lumen says them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from prism_core.events.conversation import HourCycle
from prism_llm.telling import spoken_words

_TOLD: ContextVar[HourCycle] = ContextVar("hour_cycle", default="h23")
"""Of the answer that is being made: every sentence of it tells times, and only their words depend on it."""


@contextmanager
def told(hour_cycle: HourCycle | None) -> Iterator[None]:
    """Tells the times of one answer as the viewer's clock does; by twenty-four hours where that is not known.

    It holds for answers in English; those in a language that has a clock of its own keep to that.
    """
    before = _TOLD.set(hour_cycle or "h23")
    try:
        yield
    finally:
        _TOLD.reset(before)


def time_of_day(moment: datetime, now: datetime) -> str:
    """Such as "20:15", or "8:15 PM" for whoever counts to twelve in English."""
    local = moment.astimezone(now.tzinfo)
    # The cycle that a browser tells is that of its language, which nobody chose for Lumen: a German whose browser is
    # set to American English hears "20 Uhr", not "8 PM". So a language with a clock of its own is told by that.
    if spoken_words().get("clock", _TOLD.get()) == "h23":
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
