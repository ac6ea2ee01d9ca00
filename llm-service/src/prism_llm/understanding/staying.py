"""What is to stay as it is: "mute it but leave the subtitles", "turn it up but not too much", "don't turn it off yet".

The rest is done. Where all but one thing is to end, nothing is done at once, and the viewer is told so.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from prism_core.commands import Command
from prism_llm.understanding.utterance import Utterance

NEVER = re.compile(r"(?!)")
_SMALL = 5
_LISTED = frozenset({"genre", "kind"})
_FLIPPED = frozenset({"tv.subtitles", "tv.mute"})


@dataclass(frozen=True, slots=True)
class Staying:
    """One language's words, as expressions that are looked for among words with a space after each.

    Attributes:
        whole: a clause that says what is to stay as it is ("leave the sound on").
        tail: the same, or what is not to be done to a thing, at the end behind a word that joins ("but not the sound").
        lead: the same at the beginning, with the word that joins what follows.
        mildly: how little is asked for, at the end ("but not too much").
        all_but: how all but one thing is to end ("turn off everything but the subtitles").
        spurns: what stands before a channel or a genre that is not wanted ("nada de").
        not_yet: how it is said that the television is not to be turned off now, which calls nothing off.
        to_the_end: the same where it is to be turned off at the end.
        wants: what asks for a thing to be on, whatever stands around it ("j'ai besoin de").
        unless: what makes the contrary of it.
        unable: what the viewer is told where all but one thing is to end.
    """

    whole: re.Pattern[str] = NEVER
    tail: re.Pattern[str] = NEVER
    lead: re.Pattern[str] = NEVER
    mildly: re.Pattern[str] = NEVER
    all_but: re.Pattern[str] = NEVER
    spurns: re.Pattern[str] = NEVER
    not_yet: re.Pattern[str] = NEVER
    to_the_end: re.Pattern[str] = NEVER
    wants: re.Pattern[str] = NEVER
    unless: re.Pattern[str] = NEVER
    unable: str = ""

    @classmethod
    def of(cls, table: Mapping[str, Iterable[str]], unable: str = "") -> "Staying":
        """From lists of expressions by their names, with `{things}` in the place of what is on; any may lack."""
        things = "|".join(table.get("things", ())) or "(?!)"

        def either(name: str) -> str:
            words = "|".join(table.get(name, ())) or "(?!)"
            return f"(?:{words.replace('{things}', f'(?:{things})')})"

        stays, joins, nots, manners = either("stays"), either("joins"), either("nots"), either("manners")
        return cls(
            whole=re.compile(f"(?:(?:{joins}|{manners}) )*{stays}(?: {manners})* "),
            tail=re.compile(rf"(?<=\S )(?:{joins} )+(?:{manners} )*(?:{stays}|{nots})(?: {manners})* $"),
            lead=re.compile(f"(?:{manners} )*{stays} (?:(?:{joins}|{manners}) )*"),
            mildly=re.compile(rf"(?<=\S )(?:{joins} )*{either('mildly')}(?: {manners})* $"),
            all_but=re.compile(rf"(?<!\S){either('all_but')} "),
            spurns=re.compile(f"(?:{manners} )*{either('spurns')} "),
            not_yet=re.compile(f"(?:(?:{joins}|{manners}) )*{either('not_yet')}(?: {manners})* "),
            to_the_end=re.compile(f"(?:(?:{joins}|{manners}) )*{either('to_the_end')}(?: {manners})* "),
            wants=re.compile(rf"(?<!\S){either('wants')} "),
            unless=re.compile(rf"(?<!\S){either('unless')} "),
            unable=unable,
        )

    def rest(self, utterance: Utterance) -> tuple[int, int] | None:
        """Where what is to be done stands beside what is to stay; nowhere where that is all, none for other words."""
        text, count = utterance.norm(), len(utterance.words)
        if self.whole.fullmatch(text):
            return 0, 0
        if found := self.tail.search(text):
            return 0, text.count(" ", 0, found.start())
        starts = (at for at in utterance.breaks if 0 < at < count)
        if at := next((at for at in starts if self.whole.fullmatch(utterance.norm(at))), 0):
            return 0, at
        found = self.lead.match(text)
        start = found.group().count(" ") if found else count
        joined = start in utterance.breaks or (found is not None and not self.whole.fullmatch(found.group()))
        return (start, count) if start < count and joined else None

    def little(self, utterance: Utterance) -> int:
        """Where the words end that ask for a little; none where they do not."""
        found = self.mildly.search(utterance.norm())
        return utterance.norm().count(" ", 0, found.start()) if found else 0

    def spurned(self, utterance: Utterance) -> int:
        """Where that begins which is not wanted; none where nothing is named so."""
        found = self.spurns.match(utterance.norm())
        return found.group().count(" ") if found and not _inner(utterance) else 0

    def meant(self, utterance: Utterance, command: Command) -> Command:
        """The command, switching on what is wanted on: "j'ai besoin de sous-titres"."""
        text = utterance.norm()
        if command.name not in _FLIPPED or command.slots.get("on") is not False:
            return command
        if not self.wants.search(text) or self.unless.search(text):
            return command
        return Command.model_validate({"name": command.name, "slots": {**command.slots, "on": True}})


def smaller(command: Command) -> Command:
    """A step of the volume, made small."""
    delta = command.slots.get("delta")
    if command.name != "tv.volume" or not isinstance(delta, int):
        return command
    return Command.of("tv.volume", mode="step", delta=_SMALL if delta > 0 else -_SMALL)


def is_step(command: Command) -> bool:
    """Whether the volume goes up or down."""
    return command.name == "tv.volume" and "delta" in command.slots


def goes_there(command: Command) -> bool:
    """Whether a command goes to a channel or a genre, and to no title that may begin with a no."""
    if command.name == "tv.channel":
        return "name" in command.slots
    return command.name == "tv.watch" and bool(command.slots) and command.slots.keys() <= _LISTED


def _inner(utterance: Utterance) -> bool:
    return any(0 < at < len(utterance.words) for at in utterance.breaks)
