"""An amount that belongs to the last command: "half that", "ten more", "back ten", "thirty, not thirteen"."""

import re
from dataclasses import dataclass
from itertools import pairwise

from prism_core.commands import Command
from prism_core.requests import UtteranceContext
from prism_llm.understanding.corrections import correct
from prism_llm.understanding.english.types import TYPES
from prism_llm.understanding.followups.cues import CORE, cues
from prism_llm.understanding.numbers import simplest
from prism_llm.understanding.utterance import Utterance

_SHARES = {
    0.5: cues("half [(of|as|again)] [(that|it|this|much|far|long|the (amount|distance|way))] [(as|much|far|long)]",
        "halve (it|that)"),
    2.0: cues("(twice|double|two times) [(of|as|again)] [(that|it|this|much|far|long|the amount)]"),
}  # fmt: skip
_RATE = re.compile(
    r"(?<!\S)(?:(?P<twice>double|twice|two times) |(?:normal|usual|regular) )(?:speed |as fast |the speed )?"
)
_PARTS = {
    0.75: cues("three quarters [of the way] [(through|in)]"),
    2 / 3: cues("two thirds [of the way] [(through|in)]"),
    1 / 3: cues("(a|one) third [of the way] [(through|in)]"),
    0.25: cues("[(a|one)] quarter [of the way] [(through|in)]"),
    0.5: cues("(halfway|half way|half|the middle) [(through|in)]"),
}
_ONWARD = re.compile(
    r"(?<!\S)(?<!hang )(?<!hold )(?<!wait )(?:on|along|onwards?) (?:by )?"
    rf"(?=(?:{TYPES['dur'].pattern}|{TYPES['num'].pattern}))"
)
"""Where the picture goes on by an amount, whichever way it went before."""
_IT_ON = re.compile(r"(?<!\S)(?:put|set|have|get|stick|turn) it on ")
"""Where "on" says a level and nothing more."""
_IDLE = frozenset({"a second ", "a sec ", "a minute ", "a moment ", "a min "})
"""Spans that are only said: "just a second"."""
_OH = re.compile(r"^(?:oh )+")
"""What is no zero."""
_PARTED = re.compile(rf"({TYPES['num'].pattern})(more|extra|further|less|fewer) (?=(?:seconds|minutes|hours) )")
_ONE = re.compile(r"(?<!\S)(?:the|that|this|which|other|wrong|same|next|last) one ")
"""What is no number."""
_SPAN = re.compile(rf"(?<!\S)(?:{TYPES['dur'].pattern})")
_NUMBER = re.compile(rf"(?<!\S)(?:{TYPES['num'].pattern})(?:percent )?")
_NOT_THAT = re.compile(
    r"(?<!\S)(?:not|rather than|instead of|never) (?:by |to |in |channel |number |on )?(?:a )?"
    rf"(?:{TYPES['dur'].pattern}|{TYPES['num'].pattern})"
)
_ON = frozenset("more another extra further again longer additional on top plus add".split())
_OFF = frozenset("less fewer shorter off".split())
_TOO = cues("too (far|much|many|long)")
_UP = frozenset("up forward forwards ahead on louder higher later".split())
_DOWN = frozenset("down back backwards lower quieter rewind earlier".split())
_BY, _TO = frozenset("by".split()), frozenset("to at".split())
_BARE = CORE - {"us", "me", "all", "did"} | frozenset(
    ", meant mean said of in rather instead like make made want wanted id its thats is need be as than too bit "
    "little still even way if much add there".split()
)
_OF_AN_AMOUNT = _BARE | _ON | _OFF | _UP | _DOWN | frozenset(
    "only make set put go skip jump by to at not channel number volume timer percent level call say another "
    "try minutes seconds minute second whoa nearer closer around about roughly than a yes number up for change "
    "it".split()
)  # fmt: skip
_GIVEN = frozenset("give me us have got before earlier it starts beforehand warning notice".split())
"""What stands around a span of time alone: "give me another ten minutes"."""
_TIMED = frozenset({"tv.seek", "sleep.set", "tv.mute"})
_COUNTED = _TIMED | {"reminder.set", "tv.volume", "tv.channel", "tv.quality", "tv.rate"}


@dataclass(frozen=True, slots=True)
class _Amount:
    """What was said: a span in seconds or a bare number, and the words around it."""

    value: float
    is_span: bool
    around: frozenset[str]


def amount(utterance: Utterance, context: UtteranceContext) -> Command | None:
    """The last command with the amount that was said; none where there is no such amount."""
    last = context.last_command
    if last is None or last.name not in _COUNTED:
        return None
    text = _ONE.sub("", _PARTED.sub(r"\2 \1", _IT_ON.sub("to ", _meant(utterance))))
    if last.name == "tv.seek" and last.slots.get("mode") == "fraction":
        return _part(last, text)
    if (
        last.name == "tv.rate"
        and (rate := _RATE.search(text))
        and _OF_AN_AMOUNT.issuperset(_RATE.sub("", text).split())
    ):
        return Command.of("tv.rate", rate=2 if rate["twice"] else 1)
    if last.name == "tv.seek":
        text = _ONWARD.sub("forward ", text)
    halves = any("half" in span.group() for span in _SPAN.finditer(text))
    for share, cue in () if halves else _SHARES.items():
        if cue.search(text) and _OF_AN_AMOUNT.issuperset(cue.sub("", text).split()):
            return _shared(last, share)
    said = _said(text)
    if said is None or not said.around <= (_OF_AN_AMOUNT | _GIVEN if said.is_span else _OF_AN_AMOUNT):
        return None
    return _changed(last, said)


def amount_beside(utterance: Utterance, context: UtteranceContext) -> Command | None:
    """The same of a part of a sentence, where a number alone may count anything."""
    return amount(utterance, context) if len(utterance.words) > 1 else None


def _part(last: Command, text: str) -> Command | None:
    """Another part of the whole: "three quarters, not halfway"."""
    meant = [(share, cue) for share, cue in _PARTS.items() if cue.search(text)]
    kept = [(share, cue) for share, cue in meant if share != last.slots.get("fraction")]
    if len(kept) != 1:
        return None
    rest = text
    for _, cue in meant:
        rest = cue.sub("", rest)
    fits = _OF_AN_AMOUNT.issuperset(word for word in rest.split() if word != "not")
    return Command.of("tv.seek", mode="fraction", fraction=kept[0][0]) if fits else None


def _meant(utterance: Utterance) -> str:
    """The words without the amounts that are refused: "not four, five"; a comma parts two numbers."""
    ends = [*sorted(at for at in utterance.breaks if 0 < at < len(utterance.words)), len(utterance.words)]
    pieces = (utterance.norm(start, end) for start, end in pairwise([0, *ends]))
    return ", ".join(_NOT_THAT.sub("", _OH.sub("", piece)) for piece in pieces)


def _said(text: str) -> _Amount | None:
    for pattern, is_span in ((_SPAN, True), (_NUMBER, False)):
        found = list(pattern.finditer(text))
        if len(found) != 1:
            continue
        value = TYPES["dur" if is_span else "num"].convert(found[0].group().strip().removesuffix(" percent"))
        rest = f"{text[: found[0].start()]}{text[found[0].end() :]}"
        idle = found[0].group() in _IDLE and "forward" not in rest.split()
        if isinstance(value, int | float) and not idle:
            too = " less " if _TOO.search(rest) else " another " if "another" in found[0].group() else ""
            return _Amount(value, is_span, frozenset(f"{_TOO.sub('', rest)}{too}".split()))
    return None


def _changed(last: Command, said: _Amount) -> Command | None:
    on, off = said.around & _ON, said.around & _OFF
    if last.name == "tv.volume":
        return _volume(last, said, bool(on), bool(off))
    if last.name == "tv.seek" and (turned := _sought(last, said, bool(on), bool(off))):
        return turned
    if last.name in ("sleep.set", "tv.mute") and (on or off):
        return _longer(last, said, 1 if on else -1)
    if last.name == "reminder.set":
        return (
            Command(name=last.name, slots={**last.slots, "lead_seconds": simplest(said.value)})
            if said.is_span
            else None
        )
    if last.name not in _TIMED and (on or off or said.is_span or said.around & (_UP | _DOWN)):
        return None
    return _corrected(last, said)


def _corrected(last: Command, said: _Amount) -> Command | None:
    return correct({"seconds" if said.is_span else "value": simplest(said.value)}, UtteranceContext(last_command=last))


def _volume(last: Command, said: _Amount, on: bool, off: bool) -> Command | None:
    """Up or down by so much, or to a level."""
    if said.is_span or not 0 < said.value <= 100:
        return None
    made = last.slots.get("delta", 1)
    sign = 1 if not isinstance(made, int | float) or made > 0 else -1
    up, down = said.around & _UP, said.around & _DOWN
    if (up or down or on or off) and not said.around & _TO:
        sign = 1 if up else -1 if down else sign if on else -sign
        return Command.of("tv.volume", mode="step", delta=simplest(sign * said.value))
    if last.slots["mode"] == "step" and said.around & (_BY | {"meant", "said", "only"}):
        return _corrected(last, said)
    return Command.of("tv.volume", mode="set", level=simplest(said.value))


def _sought(last: Command, said: _Amount, on: bool, off: bool) -> Command | None:
    """Further by so much, or back; none where the span itself is put right."""
    made = last.slots.get("seconds")
    if said.is_span and {"go", "to"} <= said.around:
        return Command.of("tv.seek", mode="absolute", seconds=simplest(said.value))
    if last.slots.get("mode") != "relative" or not isinstance(made, int | float):
        made = 1
        if not said.is_span or not (on or off or said.around & (_UP | _DOWN)):
            return None
    up, down = said.around & (_UP - _ON), said.around & _DOWN
    meant = said.around & {"meant", "said", "mean"}
    if not (on or off or up or down) or meant:
        return None
    ahead = bool(up) if up or down else (made > 0) == (on and not off)
    seconds = _seconds(made, said)
    if ahead != (made > 0) and seconds > abs(made):
        seconds = said.value
    return Command.of("tv.seek", mode="relative", seconds=simplest(seconds if ahead else -seconds))


def _seconds(made: float, said: _Amount) -> float:
    """A bare number is in the unit that was used before."""
    minutes = not said.is_span and abs(made) >= 60 and made % 60 == 0
    return said.value * 60 if minutes else said.value


def _longer(last: Command, said: _Amount, sign: int) -> Command | None:
    made = last.slots.get("seconds")
    if not isinstance(made, int | float):
        return None
    seconds = made + sign * _seconds(made, said)
    return Command(name=last.name, slots={**last.slots, "seconds": simplest(seconds)}) if seconds > 0 else None


def _shared(last: Command, share: float) -> Command | None:
    """The last command by a share of its amount: what was done already counts."""
    for slot in ("delta", "seconds", "level", "rate"):
        made = last.slots.get(slot)
        if isinstance(made, int | float) and not isinstance(made, bool):
            step = slot == "delta" or (slot == "seconds" and last.slots.get("mode") == "relative")
            wanted = made * (share - 1) if step else made * share
            return Command(
                name=last.name, slots={**last.slots, slot: simplest(min(wanted, 100) if slot == "level" else wanted)}
            )
    return None
