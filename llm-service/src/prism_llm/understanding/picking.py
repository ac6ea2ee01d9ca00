"""The requests of a sentence that is partly talk: "lights off everyone, put on a horror film".

Asked only where a sentence means nothing as a whole. It is cut at its commas and full stops; what reads as a plain
request is taken, and the rest is what people say around it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from prism_llm.understanding.languages.files import words_of_all
from prism_llm.understanding.merging import once
from prism_llm.understanding.passes import Found
from prism_llm.understanding.utterance import Utterance

_MOST_PIECES, _LEAST_WORDS, _MOST_TALK = 4, 2, 10
"""Pieces; words of one that may be a request; words around it."""
_ALONE = frozenset("pause mute unmute louder quieter subtitles captions fullscreen rewind".split())
"""What a single word may ask for."""
_ENGLISH = {
    "tv.play": "play resume unpause continue start restart playing",
    "tv.pause": "pause freeze hold stop film movie picture telly tv",
    "tv.stop": "off tv telly television film movie show stream",
    "ui.select": "one ones option number choose pick select take play open click result item last please",
}
_OF_PLAYBACK = {name: frozenset(words.split()) | words_of_all("picked", name) for name, words in _ENGLISH.items()}
"""Words without which these are only things that people say: "hang on", "keep going", "stop it", "on the fourth"."""
_OF_CHANNELS = frozenset("channel number button press".split())
"""Words of which one makes a channel of "one", which is a thing that was spoken of: "take me to one"."""
_TALK = frozenset(
    {"confirm", "deny", "cancel", "repeat", "undo", "lumen.stop", "lumen.gesture", "profile.switch", "ask.explain",
     "tv.repeat_line", "lumen.hush", "delete"}
)  # fmt: skip
"""What is said to people as much as to a television."""
_QUOTES = frozenset("said says told asked yelled shouted screamed whispered wrote".split())


def picked(utterance: Utterance, read: Callable[[Utterance], Sequence[Found]]) -> list[Found]:
    """The requests among the pieces of `utterance`; none where it has no pieces, or one of them quotes somebody."""
    pieces = list(_pieces(utterance))
    if not 2 <= len(pieces) <= _MOST_PIECES or _QUOTES & {word.norm for word in utterance.words}:
        return []
    found: list[Found] = []
    talk = 0
    for piece in pieces:
        words = {word.norm for word in piece.words}
        asked = len(piece.words) >= _LEAST_WORDS or words & _ALONE
        plain = [part for part in read(piece) if _is_plain(part, words)] if asked else []
        for part in plain:
            _add(part, found)
        talk += 0 if plain else len(piece.words)
    return found if talk <= _MOST_TALK else []


def _add(part: Found, found: list[Found]) -> None:
    """Add a request, or make one wish of two that tell the same: "a Tom Hanks film, any funny one will do"."""
    wishes = bool(found) and found[-1].command.name == part.command.name == "tv.watch"
    if wishes and (kept := once(found[-1].command, part.command)):
        found[-1] = replace(part, command=kept)
    else:
        found.append(part)


def _is_plain(part: Found, words: set[str]) -> bool:
    name = part.command.name
    if name == "tv.channel" and "one" in words and part.command.slots.get("number") == 1:
        return bool(words & _OF_CHANNELS)
    return name not in _TALK and (name not in _OF_PLAYBACK or bool(words & _OF_PLAYBACK[name]))


def _pieces(utterance: Utterance) -> Iterator[Utterance]:
    ends = [*sorted(utterance.breaks - {0, len(utterance.words)}), len(utterance.words)]
    start = 0
    for end in ends:
        yield Utterance(utterance.text, utterance.words[start:end], frozenset())
        start = end
