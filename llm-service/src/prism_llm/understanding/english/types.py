"""English typed slots: what they match, and what it is worth."""

import re

from prism_llm.understanding import numbers
from prism_llm.understanding.durations import ENGLISH as DURATIONS
from prism_llm.understanding.durations import number_pattern
from prism_llm.understanding.english.lexicon import (
    COLOURS,
    DOOMED,
    GENRES,
    GESTURES,
    HEIGHTS,
    KINDS,
    LIVE_THINGS,
    LONG_GENRES,
    ORDINALS,
    PAGES,
    PARTS,
    PEOPLE,
    PORTIONS,
    THEMES,
)
from prism_llm.understanding.grammar import SlotType
from prism_llm.understanding.languages.brands import BRAND
from prism_llm.understanding.slot_types import height, lexicon, numeric, words
from prism_llm.understanding.template import either
from prism_llm.understanding.tongues import ENGLISH_NAMES


def _without_at(text: str) -> str:
    return text.removeprefix("at ").removeprefix("for ")


_NEARLY = "(?:about|around|roughly|approximately|maybe|say|like|something like|more or less) "
_NUMBER = number_pattern(numbers.ENGLISH)
_DAY = "(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday) "
_TIME = (
    rf"(?:(?:(?:half |quarter |a quarter |{_NUMBER}(?:minutes )?)(?:past |to |after |before |till )|half )?{_NUMBER}"
    r"(?:o clock |oclock )?(?:am |pm |a m |p m )?|\d+:\d\d (?:am |pm )?|noon |midnight |"
    r"midday |lunchtime |dinner time )"
    r"(?:in the (?:morning|afternoon|evening) |at night |tonight |today |tomorrow |this evening |sharp )?"
)
_DATE = (
    rf"(?:tonight |today |tomorrow (?:morning |afternoon |evening |night )?|(?:on "
    rf")?{_DAY}(?:morning |afternoon |evening |night )?"
    rf"|this (?:morning |afternoon |evening |weekend |week |{_DAY})|next (?:week |{_DAY})|"
    rf"(?:on |at )?the weekend "
    r"|later (?:today |tonight |on )?|(?:in|for) the (?:morning |evening |afternoon )|prime "
    r"time |all day |at prime time )"
)
_SPAN = DURATIONS.pattern()
_WHEN = (
    rf"(?:(?:for |from )?{_DATE}(?:at |around |after |from )?(?:{_TIME})?|(?:at |around |about "
    rf"|after |before |from |by |for ){_TIME}"
    rf"(?:on {_DAY}|{_DATE})?|in {_SPAN}|{_SPAN}from now )"
)
_LIVE = (
    rf"(?:live )?(?:{either(LIVE_THINGS)})"
    r"(?:live |on tv |on now |tonight |today |matches |games )?"
)
_NUMERIC = numeric(numbers.ENGLISH, DURATIONS)


def _roughly(kind: SlotType) -> SlotType:
    """An amount that may be said to be only near it: "about an hour"."""
    return SlotType(f"(?:{_NEARLY})?{kind.pattern}", lambda text: kind.convert(re.sub(f"^{_NEARLY}", "", text)))


TYPES: dict[str, SlotType] = {
    **_NUMERIC,
    "percent": _roughly(_NUMERIC["percent"]),
    "dur": _roughly(_NUMERIC["dur"]),
    "lang": lexicon(ENGLISH_NAMES),
    "page": lexicon(PAGES),
    "kind": lexicon(KINDS),
    "genre": words((*GENRES, *LONG_GENRES)),
    "ordinal": lexicon(ORDINALS),
    "part": lexicon(PARTS),
    "portion": lexicon(PORTIONS),
    "gesture": lexicon(GESTURES),
    "height": height(HEIGHTS, numbers.ENGLISH),
    "when": SlotType(_WHEN, _without_at, kept=True),
    "whose": SlotType(
        r"(?:tonights|todays|tomorrows|this evenings|this weekends|(?:mon|tues|wednes|thurs|fri|satur|sun)days) ",
        lambda text: text.removesuffix("s"),
    ),
    "time": SlotType(_TIME, lambda text: text, kept=True),
    "brand": SlotType(f"(?:{BRAND})", lambda text: text, kept=True),
    "numbered": SlotType(f"(?:channel {_NUMBER})", lambda text: text, kept=True),
    "theme": words(THEMES),
    "shade": words(theme for theme in THEMES if theme not in COLOURS),
    "picture": words(("hd", "fhd", "uhd", "sd", "4k")),
    "person": words(PEOPLE),
    "doomed": lexicon(DOOMED),
    "live": SlotType(_LIVE, lambda text: text, kept=True),
    "liveg": SlotType(f"(?:live )?{either((*GENRES, *LONG_GENRES))}(?:{either(KINDS)})?", lambda text: text, kept=True),
    "starring": SlotType(
        r"(?:\S+ ){1,4}(?:with|starring|featuring|by) (?:\S+ ){2,4}?(?:in (?:it |them )?)?",
        lambda text: text,
        kept=True,
    ),
    "tellable": SlotType(
        rf"(?:(?:{either((*GENRES, *LONG_GENRES))}(?:{either(KINDS)})?|{either(KINDS)})(?:with|by|starring|from|about) "
        rf"(?:\S+ ){{1,5}}"
        r"|the (?:latest|newest|next|last|first) (?:episode|season) of (?:\S+ ){1,6}"
        r"|(?:season|episode) \S+ (?:episode \S+ )?of (?:\S+ ){1,6})",
        lambda text: text,
        kept=True,
    ),
}
