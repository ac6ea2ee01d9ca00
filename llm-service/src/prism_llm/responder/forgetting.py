"""Wishes to forget and to delete in words that no command has, and to forget what was talked about. Pure."""

from collections.abc import Sequence

from prism_core.commands import Command
from prism_llm.responder.matching import LONGEST_WORDS
from prism_llm.responder.memories import KNOWN
from prism_llm.responder.sparing import sparing
from prism_llm.telling import asked_each, asked_for, asked_words, first_match
from prism_llm.understanding.languages import installed, load
from prism_llm.understanding.utterance import plain

_PLEASE = "|".join(asked_words("please"))
_FORGET = asked_each("forget", rf"^(?:(?:{_PLEASE})[, ]+)*(?:{{}})(?:, (?:{_PLEASE}))*[.!]*$")
_EVERYTHING = asked_for("everything", r"^(?:{})$")
_NEVER_MIND = asked_for("never_mind", rf"^(?:{{}})(?: (?:{_PLEASE}))*$")
"""With which the words mean that nothing need be done."""
_KINDS = {"reminder": asked_for("delete_reminders"), "recording": asked_for("delete_recordings")}
_TALK = asked_for("forget_talk")


def forgets_the_talk(text: str) -> bool:
    """Whether the viewer wants what was talked about forgotten, rather than a memory."""
    return bool(_TALK.search(text))


def forgetting(text: str) -> Sequence[Command]:
    """The deletion that `text` asks for in words that no command has; none for others, or where some are to stay."""
    said = f"{plain(text.casefold())} "
    if sparing(text) or any(load(code).cautions.excepts.search(said) for code in installed()):
        return ()
    for kind, pattern in _KINDS.items():
        if pattern.search(text):
            return (Command.of("delete", kind=kind),)
    found = first_match(_FORGET, text.strip())
    if found is None or forgets_the_talk(text):
        return ()
    what = found["what"].strip(" ,.!")
    if not what or _NEVER_MIND.match(what) or len(what) > LONGEST_WORDS:
        return ()
    if _EVERYTHING.match(what) or KNOWN.match(what):
        return (Command.of("delete", kind="memory"),)
    return (Command.of("delete", kind="memory", title=what),)
