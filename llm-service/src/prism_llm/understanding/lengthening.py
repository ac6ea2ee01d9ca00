"""A sleep timer that runs already, made longer or shorter: "add ten minutes to the sleep timer"."""

import re

from prism_core.commands import Command
from prism_core.requests import UtteranceContext
from prism_llm.understanding.grammar import Language
from prism_llm.understanding.utterance import Utterance

_MOST_WORDS = 16


def lengthened(words: Utterance, language: Language, context: UtteranceContext) -> Command | str | None:
    """The timer with the time that is to be added or taken off; what to ask where that cannot be told.

    None where the words ask for no such thing.
    """
    if not 1 < len(words.words) <= _MOST_WORDS:
        return None
    text, delays, span = words.norm(), language.delays, language.types["dur"]
    said = re.search(rf"(?<!\S)(?:{span.pattern})", text)
    around = f"{text[: said.start()]}{text[said.end() :]}" if said else text
    longer = delays.longer.fullmatch(around)
    if not longer and not delays.shorter.fullmatch(around):
        return None
    left, by = _left(context), span.convert(said.group().strip()) if said else None
    if left is None or not isinstance(by, int | float):
        return delays.how_long
    seconds = round(left + (by if longer else -by))
    return Command.of("sleep.set", seconds=seconds) if seconds > 0 else delays.how_long


def _left(context: UtteranceContext) -> float | None:
    """Seconds until the timer ends; that which was set last where the player does not tell."""
    if context.sleep_at and context.now and context.sleep_at > context.now:
        return (context.sleep_at - context.now).total_seconds()
    last = context.last_command
    seconds = last.slots.get("seconds") if last is not None and last.name == "sleep.set" else None
    return float(seconds) if isinstance(seconds, int | float) else None
