"""English: what is to be recorded, where its name stands apart: "I'll miss Hollyoaks, record it"."""

import re

from prism_llm.understanding.english.homes import NAMES
from prism_llm.understanding.english.named import is_called, is_title
from prism_llm.understanding.english.watched import title_meant
from prism_llm.understanding.grammar import Rule, SlotValues, built

_IT = "(it|that|this|that one|this one)"
_KEEP = "(record|tape|keep|save|grab|catch)"
_FOR = "[(for (me|us|later|tomorrow)|please|will you|would you|while (im|were) out)]"
_ASK = "[so] [(please|just|can you|could you|will you|would you|you better|better|remember to|youd better)]"
_MISS = "(ill|i will|we ll|we will|im going to|im gonna|were going to|were gonna|ill probably|dont want to|i might)"
_LED = re.compile(r"(?:the|my|our) (?=[A-Z])")


def _kept(slots: SlotValues) -> SlotValues | None:
    """What is called by its name; anything else is kept and caught as well: "catch the bus for me"."""
    title = str(slots["title"])
    named = _LED.sub("", title)
    if not is_called(named) or named.casefold() in NAMES:
        return None
    return {**slots, "title": title_meant(named if title[0].islower() else title), "on": True}


def _said_first(slots: SlotValues) -> SlotValues | None:
    """The same where the name begins the sentence, as any word has its capital letter there: "Right, record it"."""
    return _kept(slots) if is_title(str(slots["title"])) else None


RULES: tuple[Rule, ...] = (
    built(
        "tv.record",
        _said_first,
        f"<written:title> <when:when> {_ASK} {_KEEP} {_IT} {_FOR}",
        f"<written:title> {_ASK} {_KEEP} {_IT} {_FOR}",
    ),
    built(
        "tv.record",
        _kept,
        f"{_MISS} miss <written:title> [<when:when>] {_ASK} {_KEEP} {_IT} {_FOR}",
        f"[(id|i|we)] [(hate|dont want)] to miss <written:title> {_ASK} {_KEEP} {_IT} {_FOR}",
        "(grab|keep|save|catch|nab|get) <whose:when> <written:title> [for (me|us|later)]",
        "(grab|keep|save|nab|catch) <written:title> <when:when> [for (me|us|later)]",
        "(grab|keep|save|nab|catch) <written:title> for (me|us|later)",
        "(mind|make sure|be sure|remember) [(you|to|and)] (get|record|tape|catch|save|keep) <written:title> "
        "<when:when>",
        "(mind|make sure|be sure|remember) [(you|to|and)] (record|tape|save|keep) <written:title>",
    ),
    built(
        "tv.record",
        lambda slots: {**slots, "on": False},
        "(call off|abandon|scrap|drop) [(the|that|my)] recording on <brand:channel>",
        "(thats|that is|ive|weve|youve) [(got)] enough recorded [(stop|stop it|thats it)] [(there|now|please)]",
    ),
)
