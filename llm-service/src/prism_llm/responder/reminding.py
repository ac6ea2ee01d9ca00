"""What to be reminded of and when, read from all of the viewer's words: what understood them may have left a part out.

Pure.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import Final

from prism_core.commands import Command
from prism_llm.responder.answer import Question
from prism_llm.responder.asked_times import plain_numbers, seconds_ahead, window
from prism_llm.responder.matching import LONGEST_WORDS
from prism_llm.telling import asked_any, asked_for
from prism_llm.understanding.english.repeating import REPEATS as ENGLISH
from prism_llm.understanding.languages import installed, load
from prism_llm.understanding.repeating import Repeats, once_in_any

_ASKS: Final = re.compile(
    rf"^\W*(?:(?:{asked_any('please', 'linking')})[, ]+)*(?:{asked_any('remind')})(?!\w)(?P<rest>.*)$", re.I | re.S
)
_LEADS: Final = re.compile(
    rf"^(?:{asked_any('remind_before')})(?:\b|(?<=['’]))\s*|\s*\b(?:{asked_any('remind_behind')})$", re.I
)
_OPEN_ENDS: Final = asked_for("no_time_ends", r"^(?:{})$")
"""Words with which no time ends: they belong to what comes next."""
_MOST_WORDS: Final = 9
"""Of a time: "on the third of december at half past nine"."""
FARTHEST_SECONDS: Final = timedelta(days=366).total_seconds()
"""How far ahead reminders are set: nobody means a time beyond it."""
_LARGE: Final = re.compile(r"\d{5,}|\d[.,]\d{3}|\d\^|-\d")
"""Numbers that no time of a day has, nor a span that is meant."""


def reminder_in(text: str, now: datetime) -> Command | None:
    """The reminder that plain words ask for at a time; none where they name no time, or ask for something else.

    A span that counts to no minute, or to one at which none is set, is a time too: the answer tells what is wrong.
    """
    asked = _ASKS.match(text)
    words = asked["rest"].split() if asked else []
    places = _times_in(words, now)
    if not places:
        return None
    start, stop = max(places, key=lambda place: (place[1] - place[0], -place[0]))
    title = " ".join(words[:start] + words[stop:]).strip(" ,;:.!?")
    while title != (shorter := _LEADS.sub("", title).strip(" ,;:")):
        title = shorter
    when = plain_numbers(" ".join(words[start:stop]).strip(" ,;.!?"))
    if len(title) > LONGEST_WORDS:
        return None
    return Command.of("reminder.set", when=when, **({"title": title} if title else {}))


def once(text: str) -> str | None:
    """A wish for a reminder without what says that it is to come again and again; none where nothing does."""
    return once_in_any(text, _repeats())


def is_repeated(when: str) -> bool:
    """Whether a time is one that comes again and again: "every day"."""
    return bool(when) and any(language.tells(when) for language in _repeats())


@cache
def _repeats() -> Sequence[Repeats]:
    return [ENGLISH, *(load(code).repeats for code in installed())]


def completed(question: Question) -> Question:
    """A wish for a reminder with the whole of its time, and with its title where that was lost."""
    slots = question.command.slots
    text = once(question.text) or question.text
    read = reminder_in(text, question.now) if "lead_seconds" not in slots else None
    if read is None:
        return question
    known, found = question.slot("when").casefold(), str(read.slots["when"])
    if known and (not _is_longer(found, known) if _exact(known, question.now) else False):
        found = question.slot("when")
    title = read.slots.get("title") if not known or not question.slot("title") else question.slot("title")
    whole = {**slots, "when": found, **({"title": title} if title else {})}
    return replace(question, command=Command(name="reminder.set", slots=whole))


def _times_in(words: Sequence[str], now: datetime) -> list[tuple[int, int]]:
    """Where times stand: exact ones, and spans that are none or too long; other spans where nothing is exact."""
    phrases = {(start, stop): " ".join(words[start:stop]).strip(" ,;.!?") for start, stop in _phrases(len(words))}
    phrases = {place: phrase for place, phrase in phrases.items() if not _ends_open(phrase)}
    exact = [place for place, phrase in phrases.items() if _exact(phrase, now)]
    if exact and not any(map(_LARGE.search, words)):
        return exact
    counted = {place: seconds_ahead(phrase) for place, phrase in phrases.items()}
    spans = {place: seconds for place, seconds in counted.items() if seconds is not None}
    return exact + [place for place, seconds in spans.items() if not exact or not 0 < seconds <= FARTHEST_SECONDS]


def _is_longer(found: str, known: str) -> bool:
    return len(found) > len(known) and known in found.casefold()


def _phrases(count: int) -> Iterator[tuple[int, int]]:
    """Where phrases of several words may stand; a word alone may be any number ("feed two cats")."""
    for start in range(count):
        for stop in range(start + 2, min(start + _MOST_WORDS, count) + 1):
            yield start, stop


def _ends_open(said: str) -> bool:
    return bool(_OPEN_ENDS.match(said.rpartition(" ")[2]))


def _exact(said: str, now: datetime) -> bool:
    if _ends_open(said):
        return False
    span = window(said, now)
    return span is not None and span[1] - span[0] <= timedelta(minutes=1)
