"""What follows a question: "und auf ZDF?", "¿y a las nueve?", "registralo"; English has most of it in `followups`.

What stands behind the "and" is read as the rest of the question that was asked last, so that whatever a language's
grammar knows of channels, times, teams and titles holds for what follows, too.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from prism_core.commands import Command, CommandName, SlotValue
from prism_core.requests import UtteranceContext
from prism_llm.understanding.languages.brands import is_broadcaster
from prism_llm.understanding.utterance import Utterance, read

_NEVER = re.compile(r"(?!)")
_OF_THE_GUIDE: frozenset[CommandName] = frozenset({"ask.now", "ask.next", "ask.at"})
_MOST_WORDS = 8
_MOST_WORDS_WITH_A_REASON = 14
"""The same where it is taken back, beside which one says why: "no lo grabes, que ya lo he visto"."""
_TAKEN_BACK = frozenset({"tv.record", "sleep.set"})
_DEEDS = ("record", "remind", "watch", "next", "another")


@dataclass(frozen=True, slots=True)
class Pursuits:
    """One language's words.

    Attributes:
        ands: what a further question begins with.
        ons: what stands before the name of a channel there.
        questions: for each command a question that `{rest}` completes.
        deeds: what is said of that which was asked about, to have it recorded, be reminded of it, see it, know what
            comes next there, or have something else recommended; to take what was recommended, or agree where it was
            asked; of what is being recorded, not to; where a sleep timer runs, to stay on (`stay_on`);
            and, behind a reminder in the same breath, to hear of the others (`others`).
    """

    ands: re.Pattern[str] = _NEVER
    ons: re.Pattern[str] = _NEVER
    questions: Mapping[str, str] = field(default_factory=dict)
    deeds: Mapping[str, re.Pattern[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, table: Mapping[str, str | Mapping[str, str]]) -> "Pursuits":
        """From a table of a language's file; `ands` and the deeds are expressions."""
        ands, ons = table.get("ands", "(?!)"), table.get("ons", "(?!)")
        questions, deeds = table.get("questions", {}), table.get("deeds", {})
        assert isinstance(ands, str)
        assert isinstance(ons, str)
        assert isinstance(questions, Mapping)
        assert isinstance(deeds, Mapping)
        return cls(
            re.compile(f"(?:{ands}) "),
            re.compile(f"(?:{ons}) "),
            questions,
            {name: re.compile(f"(?:{one}) ") for name, one in deeds.items()},
        )


def pursued(
    utterance: Utterance,
    context: UtteranceContext,
    pursuits: Pursuits,
    parsed: Callable[[Utterance], Sequence[Command]],
    is_channel: Callable[[str], bool],
) -> Command | None:
    """The command that the words come to after the question that was asked last; none where they follow none.

    Args:
        utterance: what was said.
        context: how things stand.
        pursuits: the language's words.
        parsed: the commands that the language's grammar finds in words.
        is_channel: whether a name is that of a channel of the viewer's.
    """
    last = context.last_command
    if last is None or not 0 < len(utterance.words) <= _MOST_WORDS_WITH_A_REASON:
        return None
    if len(utterance.words) > _MOST_WORDS and last.name not in _TAKEN_BACK:
        return None
    text = utterance.norm()
    said = [name for name, deed in pursuits.deeds.items() if deed.fullmatch(text)]
    if last.name == "tv.record" and last.slots.get("on") is True:
        taken_back = "unrecord" in said and not context.pending
        return Command(name="tv.record", slots={**last.slots, "on": False}) if taken_back else None
    if last.name == "sleep.set":
        return Command(name="sleep.cancel") if "stay_on" in said else None
    if not last.name.startswith("ask."):
        return None
    taken = "take" in said or (context.pending and "agree" in said)
    if taken and last.name == "ask.recommend" and context.choices:
        return context.choices[0].command
    if deed := next((name for name in _DEEDS if name in said), None):
        return _done(deed, last)
    question, begins = pursuits.questions.get(last.name), pursuits.ands.match(text)
    if question is None or begins is None:
        return None
    start = begins.group().count(" ")
    rest = utterance.said(start, len(utterance.words))
    if last.name in _OF_THE_GUIDE:
        on = pursuits.ons.match(utterance.norm(start))
        name = utterance.said(start + (on.group().count(" ") if on else 0), len(utterance.words))
        if name and (is_channel(name) or (not on and is_broadcaster(name))):
            return _completed(last, Command(name="ask.now", slots={"channel": name}))
    found = parsed(read(question.format(rest=rest))) if rest else ()
    at = pursuits.questions.get("ask.at") if rest and not found and last.name in _OF_THE_GUIDE else None
    if at is not None:
        found = parsed(read(at.format(rest=rest)))  # "and tonight?" behind what is on now
    return _completed(last, found[0]) if len(found) == 1 else None


def _done(deed: str, last: Command) -> Command | None:
    """What is to be done with what was asked about; none where the question named nothing of the kind."""
    title, channel = last.slots.get("title"), last.slots.get("channel")
    if deed == "another":
        return last if last.name == "ask.recommend" else None
    if deed == "next":
        there = {"channel": channel} if channel else {}
        return Command(name="ask.next", slots=there) if last.name == "ask.now" else None
    if deed == "watch":
        return Command(name="tv.channel", slots={"name": channel}) if channel else None
    if not title and last.name == "ask.next" and deed == "remind":
        return Command(name="reminder.set", slots={"title": "it"})  # what comes next, as "when it starts" does
    if not title:
        return None
    if deed == "record":
        return Command(name="tv.record", slots={"on": True, "title": title})
    return Command(name="reminder.set", slots={"title": title})


def _completed(last: Command, found: Command) -> Command | None:
    """The question asked last with what is new in `found`; none where that asks for something else or names nothing."""
    if not found.slots and (found.name, last.name) == ("ask.now", "ask.at"):
        there = {slot: value for slot, value in last.slots.items() if slot != "when"}
        return Command(name="ask.now", slots=there)  # "e adesso?"
    if not found.slots:
        return None
    if last.name not in _OF_THE_GUIDE or found.name not in _OF_THE_GUIDE:
        return found if found.name == last.name else None
    slots: dict[str, SlotValue] = {**last.slots, **found.slots}
    name: CommandName = "ask.at" if "when" in slots else "ask.now" if last.name == "ask.at" else last.name
    return Command(name=name, slots=slots)
