"""The question back where several channels or programmes may be meant, and which of its choices was then chosen."""

import re
from collections.abc import Sequence

from prism_core.commands import Command, CommandName, SlotValue
from prism_core.requests import Choice, Question, UtteranceContext
from prism_llm.understanding import numbers
from prism_llm.understanding.grammar import Language
from prism_llm.understanding.languages.files import words_of_all
from prism_llm.understanding.names import ChannelNames
from prism_llm.understanding.titles import Titles
from prism_llm.understanding.utterance import Utterance, read

MOST_CHOICES = 4
_OF_THE_GUIDE: frozenset[CommandName] = frozenset({"tv.record", "reminder.set", "ask.when"})
"""Commands whose titles can only be the guide's."""
_AROUND = re.compile(
    r"^(?:(?:the|number|option|yes|no|oh|id like|ill take|i want|i meant|i mean|take|put on|switch to|play|record) )+|"
    r"(?: (?:one|please|version|channel|then))+ $"
)
_SMALL = frozenset(
    "the a an one with on in of that this it is has and to at for number option please".split()
) | words_of_all("names", "beside")


def asked_back(
    command: Command, names: ChannelNames, titles: Titles, context: UtteranceContext, language: Language
) -> Command | Question:
    """`command` with the channel or title that is meant, or the question which of several is.

    What plays and what is on the screen decide before the viewer has to.
    """
    slot = "name" if command.name == "tv.channel" else "channel"
    if isinstance(said := command.slots.get(slot), str):
        meant = _among(names.candidates(said), command, context)
        return _settled(command, slot, meant, language) if meant else command
    title = command.slots.get("title")
    if command.name == "tv.watch" and set(command.slots) == {"title"} and isinstance(title, str):
        begun = [name for name in names.candidates(title) if name.casefold().startswith(f"{title.casefold()} ")]
        meant = _among(begun, Command(name="tv.channel", slots={"name": title}), context) if len(begun) > 1 else ()
        channel = Command(name="tv.channel", slots={"name": title})
        return _settled(channel, "name", meant, language) if meant else command
    if command.name in _OF_THE_GUIDE and isinstance(title, str):
        if near := titles.meant(title):
            return _with(command, "title", near)
        meant = _among(titles.candidates(title), command, context)
        return _settled(command, "title", meant, language) if meant else command
    return command


def _among(candidates: Sequence[str], command: Command, context: UtteranceContext) -> Sequence[str]:
    """The candidates that are left once what plays and what is on the screen have been looked at."""
    shown = [name for name in candidates if name in (context.options or ())]
    if shown:
        return shown
    on = (context.channel, context.programme)
    if command.name == "tv.channel":
        return [name for name in candidates if name not in on]
    return [name for name in candidates if name in on] or candidates


def _settled(command: Command, slot: str, meant: Sequence[str], language: Language) -> Command | Question:
    if len(meant) == 1:
        return _with(command, slot, meant[0])
    return question([_with(command, slot, name) for name in meant], list(meant), language)


def question(commands: Sequence[Command], labels: Sequence[str], language: Language) -> Question:
    """Which of `commands` is meant, by their `labels`."""
    choices = tuple(Choice(label=label, command=command) for label, command in zip(labels, commands, strict=True))
    choices = choices[:MOST_CHOICES]
    *others, last = (choice.label for choice in choices)
    listed = f"{', '.join(others)} {language.either} {last}" if others else last
    return Question(text=language.which.format(choices=listed), choices=choices)


def _with(command: Command, slot: str, value: SlotValue) -> Command:
    return Command(name=command.name, slots={**command.slots, slot: value})


def named(utterance: Utterance, labels: Sequence[str]) -> int | None:
    """The place, from 0, of the label that is said word for word, or by its number."""
    said = utterance.norm()
    for index, label in enumerate(labels):
        if read(label).norm() == said:
            return index
    bare = _AROUND.sub("", said).strip()
    number = numbers.parse(bare) if bare else None
    if number is not None and float(number).is_integer() and 1 <= number <= len(labels):
        return int(number) - 1
    return None


def described(utterance: Utterance, labels: Sequence[str]) -> int | None:
    """The place of the label that alone has the words ("the HD one"), or that is nearest to them in sound."""
    words = [word for word in _AROUND.sub("", utterance.norm()).split() if word not in _SMALL]
    if not words or len(words) > 4:
        return None
    fits = [index for index, label in enumerate(labels) if set(words) <= set(read(label).norm().split())]
    if len(fits) == 1:
        return fits[0]
    heard = ChannelNames(labels).meant(" ".join(words)) if not fits else None
    return list(labels).index(heard) if heard is not None and heard in labels else None
