"""What would take a command back."""

from prism_core.commands import Command, SlotValue
from prism_core.events import PlaybackState

_SWITCHES = frozenset(
    {"tv.mute", "tv.subtitles", "tv.favourite", "ui.fullscreen", "ui.pip", "lumen.hush", "lumen.companion"}
)
_PAIRS = (("louder", "quieter"), ("slower", "faster"), ("higher", "deeper"))
_OPPOSITES = {one: other for pair in _PAIRS for one, other in (pair, pair[::-1])}


def resolved(commands: tuple[Command, ...], last: Command | None, asked: Command | None = None) -> tuple[Command, ...]:
    """`commands`, with "undo" and "again" in the place of which stands what they mean, where the mind has to do it.

    Args:
        commands: what was understood.
        last: what was done last.
        asked: what the viewer said last, where that may have been a question.
    """
    if asked is not None and asked.name.startswith("ask."):
        commands = tuple(asked if command.name == "repeat" else command for command in commands)
    if last is None or last.name not in ("tv.record", "reminder.set"):
        return commands
    meant = {"repeat": last}
    if last.name == "reminder.set":
        meant["undo"] = Command(name="reminder.cancel", slots={"title": last.slots.get("title", "it")})
    elif last.slots.get("on") is True:  # what was not recorded meanwhile cannot be had back
        meant["undo"] = Command(name="tv.record", slots={**last.slots, "on": False})
    return tuple(meant.get(command.name, command) for command in commands)


def inverse(command: Command, before: PlaybackState) -> Command | None:
    """The command that restores what `command` changed, given the state before it; none if nothing can."""
    if command.name in _SWITCHES and "on" in command.slots:
        kept = {"channel": command.slots["channel"]} if "channel" in command.slots else {}
        return Command(name=command.name, slots={"on": not command.slots["on"], **kept})
    match command.name:
        case "lumen.voice":
            back: dict[str, SlotValue] = {_OPPOSITES[slot]: True for slot in command.slots if slot in _OPPOSITES}
            return Command(name="lumen.voice", slots=back) if back else None
        case "tv.volume":
            return Command.of("tv.volume", mode="set", level=before.volume)
        case "tv.pause":
            return Command.of("tv.play")
        case "tv.play":
            return Command.of("tv.pause")
        case "tv.channel" | "tv.watch" | "tv.surprise" | "tv.continue" if not before.channel_name:
            return Command.of("tv.stop")
        case "tv.channel" | "tv.watch" | "tv.surprise" | "tv.stop" | "tv.continue":
            return Command(name="tv.channel", slots={"name": before.channel_name}) if before.channel_name else None
        case "tv.rate":
            return Command.of("tv.rate", rate=before.rate)
        case "ui.open" | "ui.guide" | "ui.search":
            return Command.of("ui.back")
        case "sleep.set":
            return Command.of("sleep.cancel")
        case _:
            return None
