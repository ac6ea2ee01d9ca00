"""What was understood, with a choice in the place of its number, a title in that of its description, or a question."""

import re

from prism_core.commands import Command
from prism_core.requests import Question, Understanding, UtteranceContext
from prism_llm.understanding.choosing import asked_back, question
from prism_llm.understanding.grammar import Language
from prism_llm.understanding.languages.famous import FAMOUS
from prism_llm.understanding.names import ChannelNames
from prism_llm.understanding.titles import Titles
from prism_llm.understanding.utterance import Utterance, read

_OF_CHANNELS = frozenset({"news", "sport", "music", "radio"})
"""Kinds that channels are called by."""


def settled(
    found: Understanding,
    utterance: Utterance,
    context: UtteranceContext,
    names: ChannelNames,
    titles: Titles,
    language: Language,
) -> Understanding:
    """`found` with a choice in the place of its number, and the question back where several may be meant."""
    commands: list[Command] = []
    back: Question | None = None
    for command in found.commands:
        picked = _half_heard(_picked(command, context), names, titles, language)
        told = _described(picked, utterance, titles, language)
        meant = told or asked_back(picked, names, titles, context, language)
        if isinstance(meant, Question):
            back = back or meant
        else:
            commands.append(meant)
    return found.model_copy(update={"commands": tuple(commands), "question": back})


def _picked(command: Command, context: UtteranceContext) -> Command:
    """The command of the choice whose number was said."""
    index = command.slots.get("index")
    if command.name != "ui.select" or not context.choices or not isinstance(index, int):
        return command
    place = index - 1 if index > 0 else len(context.choices) + index
    return context.choices[place].command if 0 <= place < len(context.choices) else command


def _half_heard(command: Command, names: ChannelNames, titles: Titles, language: Language) -> Command:
    """The channel that the viewer has, where its name was half heard and taken for a title: "put on prison beat"."""
    if command.name != "tv.watch" or not (said := _named(command, language)):
        return command
    if titles.has(said) or titles.meant(said) or read(said).norm().strip() in FAMOUS:
        return command
    channel = names.half_heard(said)
    return Command(name="tv.channel", slots={"name": channel}) if channel else command


def _named(command: Command, language: Language) -> str:
    """The words that may be a channel's name: a title, or what is no genre before "news" or "sport"."""
    slots = command.slots
    if set(slots) == {"title"}:
        return str(slots["title"])
    genre, kind = str(slots.get("genre", "")), str(slots.get("kind", ""))
    if set(slots) != {"genre", "kind"} or kind not in _OF_CHANNELS:
        return ""
    known = re.fullmatch(language.types["genre"].pattern, read(genre).norm())
    return "" if known else f"{genre} {kind}"


def _described(command: Command, utterance: Utterance, titles: Titles, language: Language) -> Command | Question | None:
    """What "the one with the detectives" is; none where the guide does not tell, or it was not said so."""
    about = command.slots.get("person")
    if command.name != "tv.watch" or set(command.slots) != {"person"} or not isinstance(about, str):
        return None
    labels = titles.about(about)
    verb = {"tv.record": {"on": True}} if utterance.words[0].norm == "record" else {"tv.watch": {}}
    ((name, slots),) = verb.items()
    commands = [Command.model_validate({"name": name, "slots": {**slots, "title": title}}) for title in labels]
    if len(commands) == 1:
        return commands[0]
    return question(commands, labels, language) if commands else None
