"""Two requests in one breath that are one wish: "I missed that, go back a minute"."""

import re
from collections.abc import Iterable

from prism_core.commands import Command, SlotValue
from prism_llm.understanding.languages.files import tables, words_of_all

_PLAIN_STEP = (10, -10)
"""A step of the volume whose size was not said."""
_OF_SPEED = frozenset({"tv.rate", "lumen.voice"})
_STORY = Command.of("ask.explain")
"""What somebody wants to know who says why they go back: "go back a bit, I nodded off"."""
_IDEAS = Command.of("ask.recommend")
_OF_A_TITLE = frozenset({"season", "episode", "person"})
_SAME = frozenset({"kind", "person"})
"""Of what one wish has but one."""
_SORT = frozenset({"genre", "kind"})
_MANNER = re.compile(
    r"(?!comedy|documentary|musical|mystery|fantasy|cookery|history|country|rugby|boxing|racing|classical)"
    r"\S*(?:y|ing|ful|ive|ic|al|ous)|sad|light|calm|gentle|fun|feel good|kids|tense|epic|short|old|black and white"
)
"""How something is that is to be watched."""
_ANEW = ["again", *(words for names in tables("names") for words in names.get("again", ()))]
_AGAIN = re.compile(rf"\b(?:{'|'.join(_ANEW)})$", re.I)
"""What is seen once more is no title."""
_REPLAYED = frozenset({"tv.seek", "tv.rate", "tv.repeat_line"})
_POINTING = sorted(words_of_all("names", "pointing"))
_SEEN = re.compile(
    r"(?:that|this|it|him|her|them)(?: [a-z ]+)?$"
    + (rf"|(?:{'|'.join(_POINTING)})(?:(?<=')| )[^\WA-Z\d_]+$".replace("'", "['’]") if _POINTING else "")
)
"""What is to be seen again, in small letters, as no title is written."""
_BACK_TO = re.compile(r"(?:for |up )?(?:it|that|them|some|one)", re.I)
"""What is searched for that was named just before."""
_PLAYED = frozenset({"tv.watch", "tv.continue", "tv.surprise"})
_THEIRS = frozenset("their theirs they them his her our the".split())
"""Whose score it is that were named before."""
_NAMED = frozenset({"tv.channel", "tv.watch"})
_SHELVES = {"radio": "radio", "movies": "movie"}
"""Kinds by the pages that are called so: "radio please, something classical"."""
_RECORDING = Command.of("tv.record", on=True)
_REPLAY = Command.of("tv.seek", mode="relative", seconds=-15)


def again(earlier: Iterable[Command], command: Command) -> bool:
    """Whether a line that was missed is the reason why something before went back."""
    return command.name == "tv.repeat_line" and any(_goes_back(before) for before in earlier)


def of_the_voice(before: Command, command: Command) -> Command:
    """The speed of Lumen's voice, where she was just told that she may speak: "you can talk again, but slower"."""
    step = command.slots.get("step")
    talks = before.name == "lumen.hush" and before.slots["on"] is False
    if not talks or command.name != "tv.rate" or step is None or isinstance(step, str):
        return command
    return Command(name="lumen.voice", slots={"faster" if step > 0 else "slower": True})


_VAGUE_BACK = (-1, -15)
"""Seconds of a jump for which no length was said."""


def once(before: Command, command: Command) -> Command | None:
    """The one command that both mean; none where they are two."""
    if before.name == command.name == "tv.volume":
        return _volume(before, command)
    if (
        before.name == command.name == "reminder.set"
        and before.slots.get("title") == "it"
        and command.slots.get("title")
    ):
        return command  # "erinner mich, wenn die Sportschau anfängt"
    if before.name == command.name == "ask.score" and str(command.slots.get("team")).casefold() in _THEIRS:
        return before  # "how are Surrey getting on, what's their score"
    if before.name == command.name == "tv.watch":
        return before if before == command else _described_twice(before, command)
    if before.name == command.name == "ui.search" and _BACK_TO.fullmatch(str(command.slots["query"])):
        return before  # "have you got anything about trains, search for it"
    if chosen := _complained(before, command) or _chosen(before, command) or _begun(before, command):
        return chosen
    if before.name == "tv.volume" and command.name == "lumen.voice":
        return command if {"louder", "quieter"} & set(command.slots) else None  # "louder, I can't hear you"
    if before.name == command.name == "tv.mute" and before.slots.get("seconds") and command.slots["on"] is False:
        return before  # "mute it for ten minutes and then put the sound back"
    if before.name == "tv.mute" and before.slots["on"] is True and command.name == "tv.volume":
        return before if command.slots.get("delta") in _PLAIN_STEP else None  # "mute it, the adverts are so loud"
    if before.name == "tv.stop" and command.name == "tv.record" and command.slots["on"] is False:
        return command  # "that's enough, stop recording"
    if command.name == "tv.repeat_line" and before.name in ("tv.pause", "ui.back", "repeat"):
        return command  # "hang on, go back, what did she say?"
    if before.name == command.name and before.name.startswith(("ask.", "ui.guide")) and not command.slots:
        return before  # "how are the Mets doing, what's the score"
    if before.name == "lumen.voice" and command.name == "tv.rate":
        return before  # "you talk too fast, slow down"
    if before.name == command.name == "tv.quality":
        return command if "height" in command.slots else before  # "the picture is fuzzy, put it in HD"
    if before.name in _REPLAYED and command.name == "tv.watch" and _SEEN.match(str(command.slots.get("title", ""))):
        return before  # "back ten seconds, I want to see that goal"
    if before.name.endswith(".cancel") and command.name == "cancel":
        return before
    if _goes_back(before) and command == _REPLAY:
        return before  # "go back thirty seconds, I want to see that again"
    if before.name == "reminder.set" and command == _RECORDING and set(before.slots) == {"title"}:
        return Command(name="tv.record", slots={**command.slots, **before.slots})  # "don't let me miss it, record it"
    if before.name == "ui.back" and _goes_back(command) and command.slots.get("seconds") in _VAGUE_BACK:
        return before  # "get me out of this menu, back one"
    if before.name == "sleep.cancel" and command.name in ("tv.continue", "tv.play"):
        return before  # "cancel the timer, we want to see the end"
    if before.name == command.name == "lumen.companion":
        return before  # "quédate a verla conmigo y me la vas comentando"
    if before.name == command.name == "tv.channel" and "step" in before.slots and "name" in command.slots:
        return command  # "gira su Rete 4"
    if before.name == "ask.next" and not before.slots and command.name == "tv.channel" and "name" in command.slots:
        return Command(name="ask.next", slots={"channel": command.slots["name"]})  # "cosa viene dopo su Rai Premium?"
    if before.name == "undo" and command.slots.get("last") is True:
        return command  # "not that one, back to the other channel"
    back = "tv.repeat_line", "tv.seek"
    if (before.name, command.name) in (back, back[::-1]):
        seek = command if command.name == "tv.seek" else before
        return seek if _goes_back(seek) else None
    if before == _STORY and (command.name in ("ask.explain", "tv.repeat_line") or _goes_back(command)):
        return command
    if command == _STORY and _slows(before):
        return before
    other = command.name == "tv.channel" and command.slots.get("last") is not True
    again = other or command.name in ("tv.next", "tv.previous") or command.slots.get("mode") == "relative"
    return command if before == command and not again else None


def _slows(command: Command) -> bool:
    """Whether somebody who lost the thread may be why it was asked for; not of how loud Lumen speaks."""
    voice = command.name in _OF_SPEED and not {"louder", "quieter"} & command.slots.keys()
    return voice or command.name == "ask.explain" or _goes_back(command)


def is_apart(before: Command, command: Command) -> bool:
    """Whether what is joined to a request is one of its own: "volume up and then down", "remind me and record it"."""
    if before.name == "reminder.set" and command == _RECORDING:
        return True
    if before.name == "sleep.cancel" and command.name == "tv.play":
        return True
    if before.name != command.name or before.name != "tv.volume":
        return False
    if before.slots.get("mode") == command.slots.get("mode") == "set":
        return before != command
    first, second = before.slots.get("delta"), command.slots.get("delta")
    return isinstance(first, int | float) and isinstance(second, int | float) and first * second < 0


def _complained(before: Command, command: Command) -> Command | None:
    """What is asked for about the same thing as a complaint just before it, which alone would ask for a step."""
    names = (before.name, command.name)
    if names == ("tv.volume", "tv.mute") and _falls(before) and command.slots["on"] is True:
        return command  # "it's much too loud, mute it"
    if names == ("tv.rate", "tv.rate") and "step" in before.slots and "rate" in command.slots:
        return command  # "it's too slow, put it on one and a half times"
    if names == ("lumen.voice", "lumen.hush") and "quieter" in before.slots and command.slots["on"] is True:
        return command  # "you're too loud, be quiet"
    return None


def _falls(volume: Command) -> bool:
    """Whether it is a step down."""
    delta = volume.slots.get("delta")
    return isinstance(delta, int | float) and delta < 0


def _begun(before: Command, command: Command) -> Command | None:
    """What is asked for and then to begin, or to stand still: "Dune, can you start it"."""
    names = (before.name, command.name)
    if names == ("tv.play", "tv.watch") and "title" in command.slots:
        return command  # "play, what was it, Dune"
    if names == ("sleep.set", "tv.stop"):
        return before  # "after the film, off"
    if _goes_back(before) and names[1] == "tv.watch" and _AGAIN.search(str(command.slots.get("title", ""))):
        return before  # "back twenty seconds, I want to see him fall again"
    if names[0] in _PLAYED and names[1] == "tv.play":
        return before
    if names == ("tv.play", "tv.seek") and command.slots["mode"] == "start":
        return command  # "run it right from the top"
    if set(names) == {"tv.pause", "tv.stop"}:
        return Command.of("tv.pause")  # "stop for two seconds, pause it"
    if names == ("lumen.voice", "lumen.voice") and any(
        {a, b} == {*before.slots, *command.slots} for a, b in (("faster", "slower"), ("louder", "quieter"))
    ):
        return command  # "you speak so fast, speak slower"
    return None


def _chosen(before: Command, command: Command) -> Command | None:
    """What is recommended or put on, and of which sort: "what would you recommend, I fancy a thriller"."""
    names = (before.name, command.name)
    if names == ("tv.watch", "tv.repeat_line"):
        return before  # "any chance of watching Dune, I missed it"
    if names == ("tv.watch", "tv.surprise"):
        return before if "title" not in before.slots else None  # "put some western on, anything is fine"
    if names == ("tv.surprise", "tv.watch"):
        return command if "title" not in command.slots else None
    if names == ("ui.open", "tv.watch") and set(command.slots) == {"genre"}:
        kind = _SHELVES.get(str(before.slots.get("page")))
        return Command(name="tv.watch", slots={**command.slots, "kind": kind}) if kind else None
    if before == _IDEAS and (names[1] == "tv.channel" or "title" in command.slots) and names[1] in _NAMED:
        return command  # "I'm bored, put on BBC One", "what shall we watch, ah yes, Dune"
    if set(names) != {"ask.recommend", "tv.watch"}:
        return None
    watch, asked = (command, before) if command.name == "tv.watch" else (before, command)
    sort = {slot: value for slot, value in watch.slots.items() if slot == "genre"}
    return Command(name="ask.recommend", slots={**sort, **asked.slots}) if set(watch.slots) <= _SORT else None


def _volume(before: Command, command: Command) -> Command | None:
    """Of two steps the one whose size was said: the other gives its reason, as it does before a level."""
    if before.slots["mode"] == "set" and command.slots["mode"] == "step":
        return before if command.slots["delta"] in _PLAIN_STEP else None  # "volume twenty, the neighbours are asleep"
    if before.slots["mode"] == "step" and command.slots["mode"] == "set":
        return command  # "it's far too loud, turn it down to ten": whatever the step, the level is heard
    if not before.slots["mode"] == command.slots["mode"] == "step":
        return None
    return before if command.slots["delta"] in _PLAIN_STEP else command


def _described_twice(before: Command, command: Command) -> Command | None:
    """What is to be watched, described once more: by its kind and who is in it, or by its season behind its title."""
    first, second = before.slots, command.slots
    if str(first.get("title", "")).islower() and len(first) == 1 and set(second) <= _SORT:
        return command  # "something calm, a documentary": no name is written so
    if set(first) == {"title"} and second.get("person") == first["title"]:
        return command  # "Alfredo Landa, ponme alguna de Alfredo Landa"
    if "title" in first and set(second) <= _OF_A_TITLE and not set(first) & set(second):
        return Command(name="tv.watch", slots={**first, **second})
    differ = any(first[slot] != second[slot] for slot in _SAME & set(first) & set(second))
    if "title" in first or "title" in second or differ:
        return None
    if "genre" not in first or "genre" not in second or first["genre"] == second["genre"]:
        return Command(name="tv.watch", slots={**first, **second})
    if "kind" in second:
        return None if "kind" in first else Command(name="tv.watch", slots={**first, **second})
    if "kind" in first or (_is_manner(second["genre"]) and not _is_manner(first["genre"])):
        return Command(name="tv.watch", slots={**second, **first})
    return Command(name="tv.watch", slots={**first, **second}) if _is_manner(first["genre"]) else None


def _is_manner(genre: SlotValue) -> bool:
    """Whether it says how something is, and not what: "something funny, a comedy" is one wish."""
    return _MANNER.fullmatch(str(genre).casefold()) is not None


def _goes_back(seek: Command) -> bool:
    seconds = seek.slots.get("seconds")
    return (
        seek.name == "tv.seek"
        and seek.slots.get("mode") == "relative"
        and isinstance(seconds, int | float)
        and seconds < 0
    )
