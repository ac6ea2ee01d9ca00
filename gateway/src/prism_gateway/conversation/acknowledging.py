"""The few words that follow a command: short, true, and silent where the screen already says it."""

from collections.abc import Callable

from prism_core.commands import Command
from prism_core.events import PlaybackResult

Say = Callable[[Command, PlaybackResult], str]


def acknowledgement(command: Command, result: PlaybackResult) -> str:
    """What Lumen says after `command`; empty where a word would only disturb.

    What failed is always said, in the player's own words.
    """
    if not result.ok:
        return _sentence(result.message or "That did not work.")
    say = _SAID.get(command.name)
    return say(command, result) if say else _sentence(result.message)


def _sentence(text: str) -> str:
    text = text.strip()
    return text if not text or text[-1] in ".!?…" else f"{text}."


def _channel(_: Command, result: PlaybackResult) -> str:
    return f"{result.state.channel_name}." if result.state.channel_name else "Here you are."


def _volume(_: Command, result: PlaybackResult) -> str:
    return f"Volume {result.state.volume}."


def _mute(command: Command, _: PlaybackResult) -> str:
    if not command.slots["on"]:
        return "Sound is back."
    seconds = command.slots.get("seconds")
    return f"Muted for {_duration(float(seconds))}." if seconds else "Muted."


def _switch(on: str, off: str) -> Say:
    return lambda command, _: on if command.slots.get("on") else off


def _fixed(text: str) -> Say:
    return lambda _command, _result: text


def _duration(seconds: float) -> str:
    minutes = round(seconds / 60)
    if seconds < 60:
        return f"{round(seconds)} seconds"
    return "a minute" if minutes == 1 else f"{minutes} minutes"


_SAID: dict[str, Say] = {
    "tv.play": _fixed("Playing."),
    "tv.pause": _fixed("Paused."),
    "tv.stop": _fixed("Stopped."),
    "tv.channel": _channel,
    "tv.watch": _channel,
    "tv.surprise": _channel,
    "tv.continue": _channel,
    "tv.volume": _volume,
    "tv.mute": _mute,
    "tv.subtitles": _switch("Subtitles are on.", "Subtitles are off."),
    "tv.favourite": _switch("Added to your favourites.", "Removed from your favourites."),
    "ui.guide": _fixed("Here is the guide."),
    "ui.fullscreen": _switch("Full screen.", ""),
    "ui.scroll": _fixed(""),
    "ui.back": _fixed(""),
    "lumen.hush": _switch("", "I am listening."),
    "lumen.stop": _fixed(""),
    "lumen.companion": _switch("I will watch along.", "I will keep my remarks to myself."),
    "lumen.gesture": _fixed(""),
    "cancel": _fixed("All right."),
    "deny": _fixed("All right."),
}
