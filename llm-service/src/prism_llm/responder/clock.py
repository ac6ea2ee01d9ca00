"""The time and the date, when asked."""

import re
from datetime import datetime

from prism_llm.responder import times

_TIME = re.compile(
    r"\b(?:what(?:'?s| is) the time|what time is it|have you got the time|tell me the time|"
    r"wie spät ist es|wie viel uhr ist es|"
    r"qué hora es|quelle heure est-il|il est quelle heure|che ore sono|che ora è)\b",
    re.I,
)
_DATE = re.compile(
    r"\b(?:what(?:'?s| is) (?:the date|today'?s date|the day|today)|(?:what|which) (?:day|date) is "
    r"(?:it|today|this)|(?:was für ein|welcher) tag ist (?:heute|es)|der wievielte ist heute|welches datum|"
    r"qué (?:día|fecha) es(?: hoy)?|a qué día estamos|quel jour (?:sommes-nous|est-on|on est)|on est quel jour|"
    r"quelle est la date|quelle date|che giorno è|che data è|quanti ne abbiamo)(?:\b|$)",
    re.I,
)
_ELSEWHERE = re.compile(r"\btime is it in\b|\btime in\b", re.I)


def told(text: str, now: datetime) -> str:
    """The time or the date in a sentence; empty where `text` asks for neither, or for another place's."""
    if _ELSEWHERE.search(text):
        return ""
    if _TIME.search(text):
        return f"It's {times.time_of_day(now, now)}."
    return f"Today is {times.weekday(now)}, {now.day} {times.month(now)}." if _DATE.search(text) else ""
