"""Which calls of a model may run at once, and which wait for the viewer's yes.

A model reads what broadcasters, guides, playlists and web pages wrote, and nothing that is told to it keeps it from
doing what it reads there. So it is not asked: once words from the world are in a turn, only what reads, or moves the
picture in a way that a word takes back, runs by itself. The rest waits for a `confirm` that is made here, from the
call's arguments, never from the model's words. Pure.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal, Protocol

from prism_core.commands import SUMMARIES
from prism_llm.tools import OURS, Tool
from prism_llm.tools.cards import name_of, plain

Verdict = Literal["run", "ask"]


class Judge(Protocol):
    """Says whether a call may run at once; see `verdict`."""

    def __call__(self, tool: Tool, arguments: Mapping[str, Any], /, *, tainted: bool, said: str) -> Verdict:
        """The verdict."""
        ...


PLAYER: Final = "control_media_player"
REVERSIBLE: Final = frozenset(
    {"tv.play", "tv.pause", "tv.seek", "tv.channel", "tv.watch", "tv.continue", "tv.next", "tv.previous"}
    | {"tv.subtitles", "tv.audio_track", "tv.quality", "tv.repeat_line", "tv.surprise"}
    | {"ui.guide", "ui.open", "ui.search", "ui.select", "ui.back", "ui.scroll", "ui.fullscreen", "ui.pip"}
    | {"lumen.gesture"}
)
"""What a word takes back and leaves nothing behind. Louder is none of it: ears do not forget."""
_LEAGUES: Final = frozenset({"bl1", "bl2", "bl3", "dfb", "uefacl", "uefael"})
"""Words that the scores are asked with; they carry nothing out."""
_WORD: Final = re.compile(r"[^\W_]+")
_QUESTIONS: Final[Mapping[str, str]] = {
    "remember": "remember “{text}”",
    "forget": "forget “{id}”",
    "record_programme": "record “{programme_id}{channel_id}”",
    "stop_recording": "stop the recording “{id}”",
    "search_web": "search the web for “{query}”",
    "search_movies": "ask The Movie Database for “{query}”",
}


def verdict(tool: Tool, arguments: Mapping[str, Any], *, tainted: bool, said: str) -> Verdict:
    """Whether a call may run at once.

    Args:
        tool: what is called.
        arguments: with what, by the model's choice.
        tainted: whether words from the world are in the turn.
        said: the viewer's own words in this conversation, and the names on the screen.
    """
    if not tainted:
        return "run" if tool.reads or tool.name == PLAYER else "ask"
    if tool.name == PLAYER:
        return "run" if arguments.get("action") in REVERSIBLE else "ask"
    if not tool.reads:
        return "ask"
    # What leaves this Prism may carry something out: only what the viewer said, or sees, goes unasked.
    return "ask" if tool.open_world and not _words(arguments) <= _words(said) | _LEAGUES else "run"


def question_of(tool: Tool, arguments: Mapping[str, Any], found: Sequence[object]) -> str:
    """What to ask the viewer, made from the call alone; `found`: earlier results, which name its ids."""
    shown = {key: _shown(value, found) for key, value in arguments.items() if key not in OURS and value is not None}
    if tool.name == PLAYER:
        return f"Shall I do this: {_action(shown)}?"
    if tool.name in _QUESTIONS:
        blanks = dict.fromkeys(("text", "id", "programme_id", "channel_id", "query"), "")
        return f"Shall I {_QUESTIONS[tool.name].format_map(blanks | shown)}?"
    told = ", ".join(f"{key} “{value}”" for key, value in shown.items())
    return f"Shall I use {plain(tool.title)}{f' with {told}' if told else ''}?"


def _action(shown: Mapping[str, str]) -> str:
    action = shown.get("action", "")
    summary = next((text for name, text in SUMMARIES.items() if name == action), action).rstrip(".")
    slots = ", ".join(f"{key} {value}" for key, value in shown.items() if key != "action")
    return f"{summary} ({slots})" if slots else summary


def _shown(value: object, found: Sequence[object]) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{plain(key)} {plain(one)}" for key, one in value.items())
    names = (name_of(result, str(value)) for result in found)
    return (next(filter(None, names), "") or plain(value)).replace("“", '"').replace("”", '"')


def _words(value: object) -> set[str]:
    if isinstance(value, Mapping):
        return set().union(*(_words(one) for one in value.values()))
    if isinstance(value, list):
        return set().union(*(_words(one) for one in value))
    return {word.casefold() for word in _WORD.findall(value)} if isinstance(value, str) else set()
