"""A bare name for an answer to what was asked: "Zu welchem Profil soll ich wechseln?" - "Anna".

Which name is asked for stands in the question. English has its own in `followups.asked`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from prism_core.commands import Command
from prism_llm.understanding.languages.brands import is_broadcaster
from prism_llm.understanding.languages.files import OF_ELIDED
from prism_llm.understanding.turns import NEVER
from prism_llm.understanding.utterance import Utterance, read

_MOST_WORDS, _MOST_OF_A_PERSON = 7, 3
_SENTENCES = re.compile(r"[.!:¡¿]+\s*")
_NAMED: Mapping[str, tuple[str, Mapping[str, str | bool]]] = {
    "profile.switch": ("name", {}),
    "tv.record": ("title", {"on": True}),
    "reminder.set": ("title", {}),
    "reminder.cancel": ("title", {}),
    "delete": ("title", {"kind": "recording"}),
    "ui.search": ("query", {}),
    "ask.when": ("title", {}),
    "ask.score": ("team", {}),
    "tv.channel": ("name", {}),
    "ui.theme": ("name", {}),
    "tv.watch": ("title", {}),
}
"""The slot that a name fills, and the others."""


@dataclass(frozen=True, slots=True)
class Naming:
    """One language's words, as expressions that are looked for among words with a space after each.

    Attributes:
        questions: for each command how its name is asked for.
        leads: what stands before the name in an answer.
        ends: what stands behind it.
        nots: words that no name has.
    """

    questions: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    leads: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    ends: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    nots: frozenset[str] = frozenset()

    @classmethod
    def of(cls, table: Mapping[str, Mapping[str, str]], nots: frozenset[str]) -> "Naming":
        """From a table of a language's file, with the words that no name has.

        Raises:
            ValueError: names of a command are asked for that has none.
        """
        parts = {part: table.get(part, {}) for part in ("questions", "leads", "ends")}
        if unknown := {command for one in parts.values() for command in one} - _NAMED.keys():
            raise ValueError(f"no name is asked for by {', '.join(sorted(unknown))}")
        return cls(
            {name: re.compile(rf"(?<!\S)(?:{said})") for name, said in parts["questions"].items()},
            {name: re.compile(f"(?:{said}) ") for name, said in parts["leads"].items()},
            {name: re.compile(rf"(?<!\S)(?:{said}) $") for name, said in parts["ends"].items()},
            nots,
        )

    def wanted(self, question: str) -> str | None:
        """The command for which a question asks for a name."""
        *_, last = [said for said in _SENTENCES.split(question) if said.strip()] or [""]
        asked = read(last).norm()
        return next((name for name, pattern in self.questions.items() if pattern.search(asked)), None)

    def answered(self, wanted: str, words: Utterance, *, capitals: bool) -> Command | None:
        """The command with the name that all words are, where none of them tells that they are no name.

        Where all nouns have `capitals`, these tell none.
        """
        start, end = 0, len(words.words)
        if lead := self.leads.get(wanted, NEVER).match(words.norm()):
            start = lead.group().count(" ")
        if behind := self.ends.get(wanted, NEVER).search(words.norm(start)):
            end -= behind.group().count(" ")
        most = _MOST_OF_A_PERSON if wanted == "profile.switch" else _MOST_WORDS
        if not 0 < end - start <= most or any(start < at < end for at in words.breaks):
            return None
        name = words.said(start, end)
        told = not capitals and _is_title(name)
        if not told and not self.nots.isdisjoint(word.norm for word in words.words[start:end]):
            return None
        if wanted == "tv.watch" and (is_broadcaster(name) or name.islower()):
            return None  # a channel, or a genre
        if wanted == "profile.switch":
            name = OF_ELIDED.sub("", name, count=1)
        slot, others = _NAMED[wanted]
        if wanted == "tv.record" and is_broadcaster(name):
            slot = "channel"
        if wanted == "tv.channel" and name.isdecimal():
            return Command.of("tv.channel", number=int(name))
        return Command.model_validate({"name": wanted, "slots": {**others, slot: name}})


def _is_title(name: str) -> bool:
    """Whether several words have capital letters each, as those of a title do."""
    return " " in name and all(word[0].isupper() for word in name.split())
