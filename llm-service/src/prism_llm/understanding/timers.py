"""The sleep timer: one that runs made longer or shorter, and one beside what is to happen at the same time."""

import re
from collections.abc import Sequence

from prism_core.commands import Command
from prism_core.requests import UtteranceContext
from prism_llm.understanding.grammar import Language
from prism_llm.understanding.languages.files import words_of_all
from prism_llm.understanding.numbers import simplest
from prism_llm.understanding.reminding import part
from prism_llm.understanding.utterance import Utterance, read, with_figures

THEN = frozenset({"then", "afterwards"}) | words_of_all("names", "then")
"""What comes behind something else."""
_AT_THAT_TIME = THEN | words_of_all("names", "whereupon")
"""The same, where the time of it was just told."""
_MOST_WORDS = 16
_LONGEST = 24 * 3600
"""Seconds that a timer may run."""


def lengthened(words: Utterance, language: Language, context: UtteranceContext) -> Command | str | None:
    """The timer with the time that is to be added or taken off; None where the words ask for no such thing.

    Where it cannot be told, or would be no time or more than a day, what Lumen asks, in the viewer's language.
    """
    if not 1 < len(words.words) <= _MOST_WORDS:
        return None
    text, delays, span = words.norm(), language.delays, language.types["dur"]
    said = re.search(rf"(?<!\S)(?:{span.pattern})", text)
    around = f"{text[: said.start()]}{text[said.end() :]}" if said else text
    just_set = context.last_command is not None and context.last_command.name == "sleep.set"
    longer = delays.longer.fullmatch(around) or (just_set and delays.added.fullmatch(around))
    if not longer and not delays.shorter.fullmatch(around):
        return None
    left, by = seconds_left(context), span.convert(said.group().strip()) if said else None
    if left is None or not isinstance(by, int | float):
        return delays.how_long
    seconds = left + (by if longer else -by)
    return Command.of("sleep.set", seconds=round(seconds)) if 0 < seconds <= _LONGEST else delays.how_long


def seconds_left(context: UtteranceContext) -> float | None:
    """Seconds until the timer ends; that which was set last where the player does not tell."""
    if context.sleep_at and context.now and context.sleep_at > context.now:
        return (context.sleep_at - context.now).total_seconds()
    last = context.last_command
    seconds = last.slots.get("seconds") if last is not None and last.name == "sleep.set" else None
    return float(seconds) if isinstance(seconds, int | float) else None


def then_off(commands: Sequence[Command], utterance: Utterance, language: Language) -> tuple[Command, ...]:
    """A sleep timer beside the reminder of the same time: "tell me in ten minutes and then turn off"."""
    if len(commands) == 1 and commands[0].name == "tv.stop":
        return _off_then(utterance, language)
    if len(commands) < 2 or commands[-1].name != "tv.stop" or commands[-2].name != "reminder.set":
        return ()
    when = commands[-2].slots.get("when")
    if not isinstance(when, str) or all(word.norm not in _AT_THAT_TIME for word in utterance.words):
        return ()
    timer = _timer(when, language)
    return (*commands[:-1], timer) if timer else ()


def _off_then(utterance: Utterance, language: Language) -> tuple[Command, ...]:
    """A sleep timer where it is told before when it is enough: "um elf muss ich ins Bett, mach dann aus"."""
    words = with_figures(utterance, language.figures)
    then = next((at for at, word in enumerate(words.words) if word.norm in _AT_THAT_TIME), 0)
    delay = language.delays.find(part(words, 0, then)) if then else None
    if delay is None or not any(delay.end <= at <= then for at in words.breaks):
        return ()
    said = words.said(delay.start, delay.end)
    when = str(language.types["when"].convert(words.norm(delay.start, delay.end).strip()))
    timer = _timer(" ".join(said.split()[-len(when.split()) :]), language)
    return (timer,) if timer else ()


def _timer(when: str, language: Language) -> Command | None:
    """The sleep timer for a time; none where it is none of a clock, and no span."""
    words = with_figures(read(when), language.figures).norm()
    if span := re.search(rf"(?<!\S)(?:{language.types['dur'].pattern})", words):
        seconds = language.types["dur"].convert(span.group().strip())
        if isinstance(seconds, int | float):
            return Command.of("sleep.set", seconds=simplest(seconds))
    timed = re.search(rf"(?<!\S)(?:{language.types['time'].pattern})", words)
    return Command(name="sleep.set", slots={"at": when}) if timed else None
