"""Sentences as people said them, beside this file in `said/`, one a line under the command that they ask for.

A heading `== tv.seek mode=relative` names the command and the slots of all lines under it; after `::` a line has slots
of its own. Under `== several` a line names its commands itself, with `;` between them, and under `== none` it asks for
nothing. The first letters of a file's name are its language.
"""

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from prism_core.commands import SlotValue
from prism_llm.understanding.languages import value_of

_FOLDER = Path(__file__).parent / "said"


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, its language (BCP 47), and the commands in it, each with its slots."""

    text: str
    language: str
    commands: tuple[tuple[str, dict[str, SlotValue]], ...]


def lines() -> Iterator[Line]:
    """All sentences, file by file."""
    for path in sorted(_FOLDER.glob("*.txt")):
        head = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("== "):
                head = line.removeprefix("== ")
            elif line:
                text, _, slots = line.partition(" :: ")
                yield Line(text, path.name[:2], _commands(head, slots))


def _commands(head: str, slots: str) -> tuple[tuple[str, dict[str, SlotValue]], ...]:
    if head == "none":
        return ()
    if head == "several":
        return tuple(_command(part) for part in slots.split(";"))
    return (_command(f"{head} {slots}"),)


def _command(text: str) -> tuple[str, dict[str, SlotValue]]:
    name, *pairs = shlex.split(text)
    return name, {slot: value_of(value) for slot, _, value in (pair.partition("=") for pair in pairs)}
