"""Names without what only points at them, and stations that are called like a sort of radio."""

from prism_core.commands import Command
from prism_llm.understanding.english.pointing import NOW, THIS_ONE, THOSE
from prism_llm.understanding.grammar import Language
from prism_llm.understanding.languages.files import OF_ELIDED
from prism_llm.understanding.utterance import Utterance

_OF_A_TITLE = frozenset({"tv.watch", "delete", "tv.record"})


def bare(command: Command, language: Language) -> Command:
    """What is meant without words that only point at it: "those Paw Patrol recordings", "this channel", "Dark now"."""
    slots = dict(command.slots)
    title, english = slots.get("title"), language.code == "en"
    if english and command.name == "tv.favourite" and THIS_ONE.fullmatch(str(slots.get("channel", ""))):
        slots.pop("channel")
    if isinstance(title, str) and english and command.name in _OF_A_TITLE:
        slots["title"] = NOW.sub("", THOSE.sub("", title, count=1))
    elif isinstance(title, str) and command.name in _OF_A_TITLE - {"tv.watch"} and title[:1].islower():
        slots["title"] = OF_ELIDED.sub("", title, count=1)  # but "mets d'Artagnan"
    return Command(name=command.name, slots=slots)


def of_a_station(command: Command, utterance: Utterance, language: Language) -> Command:
    """The station whose name was taken for a sort of radio: "ponme Radio Clásica"."""
    genre = command.slots.get("genre")
    if command.name != "tv.watch" or command.slots.keys() != {"genre", "kind"} or command.slots["kind"] != "radio":
        return command
    name = f"Radio {genre}"
    called = str(genre)[:1].isupper() and name in utterance.text and not language.capitals
    return Command(name="tv.channel", slots={"name": name}) if called else command
