"""The time and the date, when asked."""

from datetime import datetime

from prism_llm.responder import times
from prism_llm.telling import asked_for


def told(text: str, now: datetime) -> str:
    """The time or the date in a sentence; empty where `text` asks for neither, or for another place's."""
    if asked_for("time_elsewhere").search(text):
        return ""
    if asked_for("clock_time").search(text):
        return f"It's {times.time_of_day(now, now)}."
    return f"Today is {times.weekday(now)}, {now.day} {times.month(now)}." if asked_for("date").search(text) else ""
