"""What the viewer meant instead: "no, I meant thirty", "the other one"."""

from pydantic import ValidationError

from prism_core.commands import Command
from prism_core.requests import UtteranceContext
from prism_llm.understanding.grammar import SlotValues

_NO_NAMES = frozenset(
    "nothing anything something to that what it you me i no not well every for when if the this by".split()
)
_LONGEST_NAME = 4
"""Words; longer is talk."""
_NAMED = {"tv.channel": "name", "tv.watch": "title", "ui.search": "query"}
_TIMED = {"reminder.set": "when", "tv.record": "when", "ask.at": "when", "ui.guide": "when", "sleep.set": "at"}
_UNCOUNTED = (5, 25)
"""Steps for which no number was said: "a bit louder", "a lot louder"."""
_PLAIN_STEP = 10
"""One for which none, or that, may have been said."""
_LEAST_SECONDS = 15
"""From which a number after minutes is one of seconds."""
_LEAST_LEVEL = 30
"""From which a number after it is no step."""
_OF_A_TITLE = frozenset({"kind", "season", "episode"})
_PLAIN = {"tv.channel": "number", "tv.quality": "height", "tv.rate": "rate"}


def correct(slots: SlotValues, context: UtteranceContext) -> Command | None:
    """The last command with the number, span or name that was meant; none if it holds nothing of the kind.

    A step has been made already, so what is done now is the difference: after "back thirty seconds",
    "I meant forty" goes ten further.
    """
    last = context.last_command
    if part := {slot: value for slot, value in slots.items() if slot in _OF_A_TITLE}:
        return _of_the_title(last, part)
    if last is None:
        return None
    if isinstance(name := slots.get("name"), str):
        return _named(last, name)
    if isinstance(when := slots.get("when"), str):
        return _at(last, when)
    if isinstance(more := slots.get("more"), int | float):
        return _further(last, more)
    value, seconds = slots.get("value"), slots.get("seconds")
    if last.name == "tv.volume" and isinstance(value, int | float):
        return _volume(last, value)
    if isinstance(last.slots.get("seconds"), int | float):
        return _span(last, value, seconds)
    if last.name == "tv.channel" and "name" in last.slots and isinstance(value, int):
        return Command.of("tv.channel", number=value)
    slot = _PLAIN.get(last.name)
    if slot in last.slots and isinstance(value, int | float):
        return _with(last, slot, value)
    return None


def _with(last: Command, slot: str, value: int | float) -> Command | None:
    """The command with another number; none where it cannot have that one."""
    try:
        return Command(name=last.name, slots={**last.slots, slot: value})
    except ValidationError:
        return None


def _at(last: Command, when: str) -> Command | None:
    """The command at another time; none where it has none."""
    slot = _TIMED.get(last.name)
    if slot is None or (last.name == "sleep.set" and slot not in last.slots):
        return None
    return Command(name=last.name, slots={**last.slots, slot: when})


def _of_the_title(last: Command | None, part: SlotValues) -> Command:
    """The same title of another kind, or another part of it: "no, the series"; by itself where none was named."""
    title = last.slots.get("title") if last and last.name == "tv.watch" else None
    if last is None or not isinstance(title, str):
        return Command(name="tv.watch", slots=part)
    season = {"season": last.slots["season"]} if "episode" in part and "season" in last.slots else {}
    return Command(name="tv.watch", slots={"title": title, **season, **part})


def _further(last: Command, more: int | float) -> Command | None:
    """So many more in the direction of the last step or jump, in the unit that was used before: "five more"."""
    made = last.slots.get("delta" if last.name == "tv.volume" else "seconds")
    if last.slots.get("mode", "") not in ("step", "relative") or not isinstance(made, int | float):
        return None
    if last.name == "tv.seek" and abs(made) >= 60 and made % 60 == 0 and more < _LEAST_SECONDS:
        more *= 60
    return _with(last, "delta" if last.name == "tv.volume" else "seconds", more if made > 0 else -more)


def other(slots: SlotValues, context: UtteranceContext) -> Command | None:
    """The second of two that are listed, or one counted from the end; else the channel before this one."""
    if isinstance(place := slots.get("from_end"), int):
        index = len(context.choices or context.options or ()) + 1 - place
        return Command.of("ui.select", index=index) if index > 0 else None
    if context.options:
        return Command.of("ui.select", index=2) if len(context.options) == 2 else None
    last = context.last_command
    return Command.of("tv.channel", last=True) if last and last.name == "tv.channel" else None


def _named(last: Command, name: str) -> Command | None:
    words = name.casefold().split()
    slot = _NAMED.get(last.name)
    if slot is None or len(words) > _LONGEST_NAME or words[0] in _NO_NAMES:
        return None
    return Command(name=last.name, slots={slot: name})


def _volume(last: Command, value: int | float) -> Command | None:
    """Another level, or another step; where no number was said before ("a bit louder"), the number is a level."""
    if last.slots["mode"] == "set" or _is_level(last, value):
        return Command.of("tv.volume", mode="set", level=value) if 0 <= value <= 100 else None
    made = last.slots["delta"]
    assert isinstance(made, int | float)
    wanted = value if made > 0 else -value
    further = wanted - made
    return Command.of("tv.volume", mode="step", delta=further) if further and abs(further) <= 100 else None


def _is_level(last: Command, value: int | float) -> bool:
    """Whether a number after a step can only be how loud it is to be."""
    made = last.slots["delta"]
    assert isinstance(made, int | float)
    return abs(made) in _UNCOUNTED or (abs(made) == _PLAIN_STEP and value >= _LEAST_LEVEL)


def _span(last: Command, value: object, seconds: object) -> Command | None:
    """A span or a position with other seconds; a bare number is in the unit that was used before."""
    made = last.slots["seconds"]
    assert isinstance(made, int | float)
    if isinstance(seconds, int | float):
        wanted: int | float = seconds
    elif isinstance(value, int | float):
        wanted = value * 60 if abs(made) >= 60 and made % 60 == 0 else value
    else:
        return None
    if last.slots.get("mode") == "relative":
        wanted = (wanted if made > 0 else -wanted) - made
    return Command(name=last.name, slots={**last.slots, "seconds": wanted}) if wanted else None
