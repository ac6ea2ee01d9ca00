"""Another name, season or wish for what was named last: "not bears, pears", "series three", "record it then"."""

import re
from difflib import SequenceMatcher

from prism_core.commands import Command, SlotValue
from prism_core.requests import UtteranceContext
from prism_llm.understanding import numbers
from prism_llm.understanding.english.types import TYPES
from prism_llm.understanding.followups.cues import AROUND, CORE, cues, only
from prism_llm.understanding.utterance import Utterance, read

_NAMED = {"tv.watch": "title", "ui.search": "query", "profile.switch": "name", "tv.channel": "name"}
_REFUSED = re.compile(r"(?<!\S)(?:not|rather than|instead of) (?P<name>(?:\S+ ){1,3}?)$")
_MEANT = re.compile(
    r"(?P<no>(?:(?:no|nope|nah|sorry|oh|wait|well|not that|not that one|the other one|actually) )*)"
    r"(?P<says>(?:i (?:meant|said|mean|wanted|asked for) )?)(?P<name>(?:\S+ ){1,4}?)"
    r"(?P<after>(?:i (?:meant|said) )?)(?:(?:instead|rather|then) )*"
)
_SMALL = frozenset("the a an of and in on to for".split())
_ALIKE = 0.6
"""How alike a name must be to the one that was heard, where nothing else tells that it is one."""
_PART = re.compile(
    rf"(?<!\S)(?P<kind>season|series|episode|chapter|part) (?:number )?(?P<number>{TYPES['int'].pattern})"
)
_CHANNEL = re.compile(rf"channel (?P<number>{TYPES['int'].pattern})")
_AROUND_A_PART = AROUND | frozenset("from start go play show put watch not try".split())
_NEXT = cues("(next|after that|afterwards|after it|following|later)")
_OF_NEXT = CORE | frozenset("whats what is on comes about how then there what".split())
_CANCELLED = re.compile(
    r"(?:(?:please|now|and|then|can you|could you|actually) )*(?:cancel|delete|remove|drop|scrap|forget|lose) the "
    r"(?P<name>(?:\S+ ){1,5}?)(?:one|reminder) (?:please )?"
)
_PLACES = frozenset("first second third fourth fifth last latest next other".split())
_SHOWN = re.compile(r"\b(?:record|tape|save) this\b")
"""What plays is meant, whatever was asked about before."""
_WISHES = {
    "record": cues("(record|tape|save) (it|that|this) [(as well|too|also)]"),
    "remind": cues(
        "remind (me|us) [(about|of|when|before) [(it|that)]] [(starts|is on)]",
        "(tell|nudge|ping) (me|us) when (it|that) (starts|is on|begins|comes on)",
    ),
    "watch": cues(
        "(put|stick|switch|turn|have) (it|that) on", "(switch|turn|go|flip) [over] (to it|to that|over|there)",
        "(watch|play) (it|that)",
    ),
}  # fmt: skip


def named_instead(utterance: Utterance, context: UtteranceContext) -> Command | None:
    """The last command with the name that was meant, where something tells that one was."""
    last = context.last_command
    slot = _NAMED.get(last.name) if last else None
    if last is None or slot is None:
        return None
    ends = [*sorted(at for at in utterance.breaks if 0 < at < len(utterance.words)), len(utterance.words)]
    start, refused = 0, False
    while len(ends) > 1 and (_REFUSED.match(head := utterance.norm(start, ends[0])) or AROUND.issuperset(head.split())):
        refused = refused or head.startswith(("not ", "no ", "nope "))
        start, ends = ends[0], ends[1:]
    if len(ends) > 1 and not utterance.norm(ends[-2]).startswith(("i said", "i meant")):
        return None
    tail = _REFUSED.search(utterance.norm(start))
    end = len(utterance.words) - (tail.group().count(" ") if tail and tail.start() else 0)
    found = _MEANT.fullmatch(utterance.norm(start, end))
    if found is None:
        return None
    first = start + utterance.norm(start, end).count(" ", 0, found.start("name"))
    name = utterance.said(first, first + len(found["name"].split()))
    told = refused or bool(tail and tail.start()) or found["says"] or found["after"]
    return _with_name(last, slot, name, bool(told), bool(found["no"])) if name else None


def _with_name(last: Command, slot: str, name: str, told: bool, refused: bool) -> Command | None:
    """The command with the name, if it is a name: as one is written, or near to the one before."""
    words, made = name.split(), str(last.slots.get(slot, ""))
    written = all(word[0].isupper() or word in _SMALL or word.isdigit() for word in words) and name[0].isupper()
    alike = SequenceMatcher(None, name.casefold(), made.casefold()).ratio() >= _ALIKE
    said = [word.norm for word in read(name).words]
    if AROUND.issuperset(said) or name.casefold() == made.casefold() or not (written or alike):
        return None
    if not told and not (refused and written and last.name == "profile.switch"):
        return None
    if last.name == "tv.channel" and (match := _CHANNEL.fullmatch(read(name).norm())):
        return Command.of("tv.channel", number=int(numbers.parse(match["number"]) or 0))
    return Command(name=last.name, slots={slot: re.sub(r"['’]s$", "", name)})


def another_part(utterance: Utterance, context: UtteranceContext) -> Command | None:
    """A season or an episode of the series that was put on last."""
    last, text = context.last_command, utterance.norm()
    found = list(_PART.finditer(text))
    if last is None or last.name != "tv.watch" or "title" not in last.slots or not found:
        return None
    if not _AROUND_A_PART.issuperset(_PART.sub("", text).split()):
        return None
    slots: dict[str, SlotValue] = {"title": last.slots["title"]}
    for match in found:
        kind = "season" if match["kind"] in ("season", "series") else "episode"
        slots[kind] = int(numbers.parse(match["number"]) or 0)
    if "season" in last.slots and "season" not in slots:
        slots["season"] = last.slots["season"]
    return Command(name="tv.watch", slots=slots)


def cancelled(utterance: Utterance, context: UtteranceContext) -> Command | None:
    """One of the reminders that were listed: "cancel the dentist one"."""
    last = context.last_command
    if last is None or last.name not in ("reminder.list", "reminder.cancel") or context.choices:
        return None
    found = _CANCELLED.fullmatch(utterance.norm())
    if found is None or (AROUND | _PLACES).issuperset(found["name"].split()):
        return None
    first = utterance.norm().count(" ", 0, found.start("name"))
    return Command(name="reminder.cancel", slots={"title": utterance.said(first, first + len(found["name"].split()))})


def about_that(utterance: Utterance, context: UtteranceContext) -> Command | None:
    """What is to be done with what was asked about: "record it then", "and next?"."""
    last, text = context.last_command, utterance.norm()
    if last is None or not last.name.startswith(("ask.", "reminder.set", "ui.search")):
        return None
    title, channel = last.slots.get("title"), last.slots.get("channel")
    if last.name == "ask.now" and only(text, _NEXT, _OF_NEXT):
        return Command.model_validate({"name": "ask.next", "slots": {"channel": channel} if channel else {}})
    wish = next((name for name, cue in _WISHES.items() if only(text, cue)), None)
    if last.name == "ui.search":
        title = last.slots.get("query") if not context.options and not context.choices else None
    if wish == "watch" and last.name == "ui.search" and title:
        return Command(name="tv.watch", slots={"title": title})
    if wish == "watch" and channel:
        return Command(name="tv.channel", slots={"name": channel})
    if wish == "record" and ("when" in last.slots or (context.playing and _SHOWN.search(text))):
        return None
    if wish in ("record", "remind") and title:
        slots = {"on": True, "title": title} if wish == "record" else {"title": title}
        return Command.model_validate({"name": "tv.record" if wish == "record" else "reminder.set", "slots": slots})
    return None
