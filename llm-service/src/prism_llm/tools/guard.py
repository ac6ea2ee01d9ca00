"""Which calls of a model may run at once, and which wait for the viewer's yes.

A model reads what broadcasters, guides, playlists and web pages wrote, and nothing that is told to it keeps it from
doing what it reads there. So it is not asked: once words from the world are in a turn, only what reads, or moves the
picture in a way that a word takes back, runs by itself. The rest waits for a `confirm` that is made here, from the
call's arguments, never from the model's words. Pure.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal, Protocol

from prism_llm.tools import Tool
from prism_llm.tools.cards import LONGEST_LINE, name_of

Verdict = Literal["run", "ask"]


class Judge(Protocol):
    """Says whether a call may run at once; see `verdict`."""

    def __call__(
        self, tool: Tool, arguments: Mapping[str, Any], /, *, tainted: bool, said: str, shown: Sequence[str]
    ) -> Verdict:
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
NAMED_BY: Final[Mapping[str, str]] = {"forget": "get_memories", "stop_recording": "list_recordings"}
"""What is asked for the names of a tool's ids: no other result may say what an id means."""
_NAMING: Final[Mapping[str, str]] = {**NAMED_BY, "record_programme": "search_content or query_available_channels"}


def verdict(
    tool: Tool, arguments: Mapping[str, Any], *, tainted: bool, said: str, shown: Sequence[str] = ()
) -> Verdict:
    """Whether a call may run at once.

    Args:
        tool: what is called.
        arguments: with what, by the model's choice.
        tainted: whether words from the world are in the turn.
        said: the viewer's own words in this conversation.
        shown: names that are on the screen.
    """
    if not tainted:
        return "run" if tool.reads or tool.name == PLAYER else "ask"
    if tool.name == PLAYER:
        return "run" if arguments.get("action") in REVERSIBLE else "ask"
    if not tool.reads:
        return "ask"
    # What leaves this Prism may carry something out: only what the viewer said, or sees, goes unasked.
    return "ask" if tool.open_world and _tells(arguments, said, shown) else "run"


def _tells(arguments: Mapping[str, Any], said: str, shown: Sequence[str]) -> bool:
    """Whether the arguments carry more out than the viewer said: words of theirs, none oftener, or a name as it stands.

    Names are broadcasters' words: taken one by one, a title that is an alphabet would spell anything.
    """
    text = " ".join(_strings(arguments))
    for name in shown:
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", text, flags=re.IGNORECASE) if name else text
    told = Counter(word for word in _words(text) if word not in _LEAGUES)
    return not told <= Counter(_words(said))


def askable(arguments: Mapping[str, Any]) -> bool:
    """Whether a question can show all of the arguments: nobody says yes to what they do not see."""
    return all(len(text) <= LONGEST_LINE for text in _strings(arguments))


def nameless(tool: Tool, arguments: Mapping[str, Any], found: Sequence[object]) -> str:
    """The tool to ask for names, where `found` has none for an id of a call: nobody says yes to an id; else empty."""
    keys = [key for key in ("id", "programme_id", "channel_id") if arguments.get(key)]
    named = keys and all(any(name_of(result, str(arguments[key]), key) for result in found) for key in keys)
    return "" if named else _NAMING.get(tool.name, "")


def _strings(value: object) -> list[str]:
    if isinstance(value, Mapping):
        return [text for one in value.values() for text in _strings(one)]
    if isinstance(value, list):
        return [text for one in value for text in _strings(one)]
    return [value] if isinstance(value, str) else []


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
