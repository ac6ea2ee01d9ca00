"""Two things of which the same is asked in one breath: "record the news and also Panorama", "add Rai 3 and La7 …".

A name may have an "and" of its own. What stands there tells ("and also"), or that both are known.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from prism_core.commands import Command, CommandName, SlotValue
from prism_llm.understanding.languages.brands import is_broadcaster
from prism_llm.understanding.languages.famous import FAMOUS
from prism_llm.understanding.languages.files import OF_ELIDED
from prism_llm.understanding.languages.titles import key_of
from prism_llm.understanding.names import ChannelNames
from prism_llm.understanding.titles import Titles
from prism_llm.understanding.turns import NEVER
from prism_llm.understanding.utterance import Utterance, read

_NAMED: Mapping[CommandName, str] = {
    "tv.favourite": "channel",
    "tv.record": "title",
    "reminder.set": "title",
    "reminder.cancel": "title",
    "delete": "title",
}
"""What is done to one thing, and the slot that names it."""


@dataclass(frozen=True, slots=True)
class Several:
    """One language's words, as expressions that are looked for among words with a space after each.

    Attributes:
        ands: what joins two things, or is a part of one's name.
        surely: what stands only between two ("and also", "and the one of").
        ofs: what is said before either: "of Vera and of Lewis".
        both: what is said before two.
        ends: what stands behind the second: "and the Lewis one".
    """

    ands: re.Pattern[str] = NEVER
    surely: re.Pattern[str] = NEVER
    ofs: re.Pattern[str] = NEVER
    both: re.Pattern[str] = NEVER
    ends: re.Pattern[str] = NEVER

    @classmethod
    def of(cls, table: Mapping[str, str]) -> "Several":
        """From a table of a language's file."""
        made = {name: re.compile(f"(?:{said}) ") for name, said in table.items() if name != "ends"}
        ends = table.get("ends")
        return cls(**made, ends=re.compile(rf"(?<!\S)(?:{ends}) $") if ends else NEVER)

    def second(self, utterance: Utterance, start: int, end: int) -> str:
        """The name of the second thing where the words from `start` surely lead to one; else nothing."""
        sure = self.surely.match(utterance.norm(start, end))
        first = start + sure.group().count(" ") if sure else end
        return OF_ELIDED.sub("", self._ended(utterance.said(first, end)), count=1) if first < end else ""

    def _ended(self, name: str) -> str:
        words = read(name)
        end = self.ends.search(words.norm())
        return words.said(0, len(words.words) - end.group().count(" ")) if end and end.start() else name

    def parts(
        self, name: str, before: str, are_known: Callable[[str, str], bool], orders: Callable[[Utterance], bool]
    ) -> Sequence[str]:
        """The things that a name holds, which may be one.

        Args:
            name: as it was said.
            before: the words before it.
            are_known: whether two names are those of two things.
            orders: whether words begin as an order does.
        """
        words, both = read(name), self.both.match(read(name).norm())
        begins = both.group().count(" ") if both else 0
        for at in range(begins + 1, len(words.words) - 1):
            sure = self.surely.match(words.norm(at))
            joined = sure or self.ands.match(words.norm(at))
            if not joined or not words.said(at, at + 1).islower():
                continue
            start = at + joined.group().count(" ")
            if (of := self.ofs.match(words.norm(start))) and before.endswith(f" {of.group()}"):
                sure, start = of, start + of.group().count(" ")
            first, second = words.said(begins, at), OF_ELIDED.sub("", words.said(start, len(words.words)), count=1)
            if first and second and not orders(read(second)) and (sure or both or are_known(first, second)):
                return [first, *self.parts(self._ended(second) if sure else second, before, are_known, orders)]
        return [name]

    def names_alone(self, name: str, text: str) -> bool:
        """Whether nothing but an "and" leads to a name, at the end of the words or before another "and"."""
        said = re.escape(read(name).norm())
        led = re.compile(rf"(?<!\S)(?:{self.surely.pattern}|{self.ands.pattern})(?:\w{{1,3}} )?{said}")
        if name.islower():
            return False  # "registra Report e poi basta"
        ends = (text[found.end() :] for found in led.finditer(text))
        return any(not rest or self.ands.match(rest) or self.ends.fullmatch(rest) for rest in ends)


def each(
    commands: Sequence[Command],
    utterance: Utterance,
    several: Several,
    orders: Callable[[Utterance], bool],
    names: ChannelNames,
    titles: Titles,
) -> Iterator[Command]:
    """The commands, one for each thing that they name."""
    for command in _alike(commands, utterance.norm(), several):
        slot = _NAMED.get(command.name, "")
        said = command.slots.get(slot)
        if not isinstance(said, str) or titles.has(said) or names.has(said):
            yield command
            continue
        text = utterance.norm()
        before = f" {text[: max(0, f' {text}'.find(f' {read(said).norm()}'))]}"
        known = _channels(names) if slot == "channel" else _programmes(titles)
        for one in several.parts(said, before, known, orders):
            yield _with(command, slot, one)


def _alike(commands: Sequence[Command], text: str, several: Several) -> Sequence[Command]:
    """The commands, with what is only named beside another as that is asked: "nimm Tatort auf und auch Brisant"."""
    meant = list(commands)
    for at in range(1, len(meant)):
        before, command = meant[at - 1], meant[at]
        slot = "channel" if "title" not in before.slots and before.name == "tv.record" else _NAMED.get(before.name, "")
        said = next(iter(command.slots.values()), None)
        kind = {"tv.watch": "title", "tv.channel": "name"}.get(command.name)
        wanted = "name" if slot == "channel" else "title"
        if slot in before.slots and command.slots.keys() == {kind} == {wanted} and several.names_alone(str(said), text):
            meant[at] = _with(before, slot, said)
    for at in range(len(meant) - 1, 0, -1):
        before, command = meant[at - 1], meant[at]
        name, channel = before.slots.get("name"), command.slots.get("channel")
        listed = command.name == "tv.favourite" and before.name == "tv.channel" and name and channel
        if listed and re.search(_joined(str(name), str(channel), several), text):
            meant[at - 1] = _with(command, "channel", name)
    return meant


def _joined(first: str, second: str, several: Several) -> str:
    first, second = (re.escape(read(name).norm()) for name in (first, second))
    return rf"(?<!\S){first}(?:{several.surely.pattern}|{several.ands.pattern}){second}"


def _with(command: Command, slot: str, value: SlotValue | None) -> Command:
    return Command.model_validate({"name": command.name, "slots": {**command.slots, slot: value}})


def _channels(names: ChannelNames) -> Callable[[str, str], bool]:
    return lambda *both: any(names.has(name) or is_broadcaster(name) for name in both)


def _programmes(titles: Titles) -> Callable[[str, str], bool]:
    return lambda *both: all(titles.has(name) or key_of(name) in FAMOUS for name in both)
