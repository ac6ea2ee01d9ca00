"""What the viewer is asked before a call that waits for a yes: made from the call's arguments alone. Pure."""

from collections.abc import Mapping, Sequence
from string import Formatter
from typing import Any, Final

from prism_core.commands import SUMMARIES
from prism_llm.tools import OURS, Tool
from prism_llm.tools.cards import name_of, plain
from prism_llm.tools.guard import PLAYER

_QUESTIONS: Final[Mapping[str, str]] = {
    "remember": "remember “{text}”",
    "forget": "forget “{id}”",
    "record_programme": "record “{programme_id}{channel_id}”",
    "stop_recording": "stop the recording “{id}”",
    "search_web": "search the web for “{query}”",
    "search_movies": "ask The Movie Database for “{query}”",
}
DEEDS: Final[Mapping[str, str]] = {
    "tv.stop": "stop the programme",
    "tv.volume mode=set": "set the volume to {level}",
    "tv.volume mode=step": "change the volume by {delta}",
    "tv.mute on=True": "mute the sound",
    "tv.mute on=False": "bring the sound back",
    "tv.favourite on=True": "add this channel to your favourites",
    "tv.favourite on=False": "remove this channel from your favourites",
    "lumen.hush on=True": "keep quiet",
    "lumen.hush on=False": "talk again",
    "profile.switch": "switch to the profile {name}",
    "sleep.set": "turn off in {seconds} seconds",
    "sleep.cancel": "call off the sleep timer",
}
"""What the player does, by its command and what is fixed of it; the rest is filled in."""
_FIXED: Final = ("mode", "on")


def question_of(tool: Tool, arguments: Mapping[str, Any], found: Sequence[object]) -> str:
    """What to ask the viewer; `found`: earlier results, which name the call's ids."""
    given = {key: value for key, value in arguments.items() if key not in OURS and value is not None}
    if tool.name == PLAYER and (deed := _deed(given)):
        return f"Shall I {deed}?"
    shown = {key: _shown(key, value, found) for key, value in given.items()}
    if tool.name == PLAYER:
        return f"Shall I do this: {_action(shown)}?"
    blanks = dict.fromkeys(("text", "id", "programme_id", "channel_id", "query"), "")
    if tool.name in _QUESTIONS and shown.keys() <= blanks.keys():  # What it has no words for is shown as it is.
        return f"Shall I {_QUESTIONS[tool.name].format_map(blanks | shown)}?"
    with_them = ", ".join(f"{key} “{value}”" for key, value in shown.items())
    return f"Shall I use {plain(tool.title)}{f' with {with_them}' if with_them else ''}?"


def _deed(given: Mapping[str, Any]) -> str:
    """What the player would do, in words that say all of its slots; empty where there are none."""
    slots = given.get("slots") or {}
    if not isinstance(slots, Mapping) or given.keys() - {"action", "slots"}:
        return ""
    fixed = "".join(f" {key}={slots[key]}" for key in _FIXED if key in slots)
    deed = DEEDS.get(f"{given.get('action')}{fixed}", "")
    rest = {key: plain(value) for key, value in slots.items() if key not in _FIXED}
    told = {name for _, name, _, _ in Formatter().parse(deed) if name}
    return deed.format_map(rest) if told == rest.keys() else ""


def _action(shown: Mapping[str, str]) -> str:
    action = shown.get("action", "")
    summary = next((text for name, text in SUMMARIES.items() if name == action), action).rstrip(".")
    slots = ", ".join(value if key == "slots" else f"{key} {value}" for key, value in shown.items() if key != "action")
    return f"{summary} ({slots})" if slots else summary


def _shown(key: str, value: object, found: Sequence[object]) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{plain(key)} {plain(one)}" for key, one in value.items())
    names = (name_of(result, str(value), key) for result in found)
    return (next(filter(None, names), "") or plain(value)).replace("“", '"').replace("”", '"')
