"""Two requests in one breath that are one wish: "I missed that, go back a minute"."""

from collections.abc import Iterable

from prism_core.commands import Command

_PLAIN_STEP = (10, -10)
"""A step of the volume whose size was not said."""
_OF_SPEED = frozenset({"tv.rate", "lumen.voice"})
_STORY = Command.of("ask.explain")
"""What somebody wants to know who says why they go back: "go back a bit, I nodded off"."""


_RECORDING = Command.of("tv.record", on=True)
_REPLAY = Command.of("tv.seek", mode="relative", seconds=-15)


def again(earlier: Iterable[Command], command: Command) -> bool:
    """Whether a line that was missed is the reason why something before went back."""
    return command.name == "tv.repeat_line" and any(_goes_back(before) for before in earlier)


def once(before: Command, command: Command) -> Command | None:
    """The one command that both mean; none where they are two."""
    if before.name == command.name == "tv.volume":
        return _volume(before, command)
    if before.name == command.name == "tv.watch":
        return _described_twice(before, command)
    if before.name == "tv.volume" and command.name == "lumen.voice":
        return command if {"louder", "quieter"} & set(command.slots) else None  # "louder, I can't hear you"
    if before.name == "tv.stop" and command.name == "tv.record" and command.slots["on"] is False:
        return command  # "that's enough, stop recording"
    if command.name == "tv.repeat_line" and before.name in ("tv.pause", "ui.back"):
        return command  # "hang on, go back, what did she say?"
    if before.name == command.name and before.name.startswith("ask.") and not command.slots:
        return before  # "how are the Mets doing, what's the score"
    if before.name == "lumen.voice" and command.name == "tv.rate":
        return before  # "you talk too fast, slow down"
    if before.name.endswith(".cancel") and command.name == "cancel":
        return before
    if _goes_back(before) and command == _REPLAY:
        return before  # "go back thirty seconds, I want to see that again"
    if before.name == "reminder.set" and command == _RECORDING and set(before.slots) == {"title"}:
        return Command(name="tv.record", slots={**command.slots, **before.slots})  # "don't let me miss it, record it"
    if before.name == "undo" and command.slots.get("last") is True:
        return command  # "not that one, back to the other channel"
    back = "tv.repeat_line", "tv.seek"
    if (before.name, command.name) in (back, back[::-1]):
        seek = command if command.name == "tv.seek" else before
        return seek if _goes_back(seek) else None
    if before == _STORY and (command.name in ("ask.explain", "tv.repeat_line") or _goes_back(command)):
        return command
    if command == _STORY and (before.name in (*_OF_SPEED, "ask.explain") or _goes_back(before)):
        return before
    other = command.name == "tv.channel" and command.slots.get("last") is not True
    again = other or command.name in ("tv.next", "tv.previous") or command.slots.get("mode") == "relative"
    return command if before == command and not again else None


def _volume(before: Command, command: Command) -> Command | None:
    """Of two steps the one whose size was said: the other gives its reason, as it does before a level."""
    if before.slots["mode"] == "step" and command.slots["mode"] == "set":
        return command if before.slots["delta"] in _PLAIN_STEP else None
    if not before.slots["mode"] == command.slots["mode"] == "step":
        return None
    return before if command.slots["delta"] in _PLAIN_STEP else command


def _described_twice(before: Command, command: Command) -> Command | None:
    """What is to be watched, by its kind and then by who is in it."""
    apart = not set(before.slots) & set(command.slots) and "title" not in (*before.slots, *command.slots)
    return Command(name="tv.watch", slots={**before.slots, **command.slots}) if apart else None


def _goes_back(seek: Command) -> bool:
    seconds = seek.slots.get("seconds")
    return (
        seek.name == "tv.seek"
        and seek.slots.get("mode") == "relative"
        and isinstance(seconds, int | float)
        and seconds < 0
    )
