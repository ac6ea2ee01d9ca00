"""English typed slots: what they match, and what it is worth."""

import re

from prism_llm.understanding import numbers
from prism_llm.understanding.durations import ENGLISH as DURATIONS
from prism_llm.understanding.durations import number_pattern
from prism_llm.understanding.english.homes import NAMES
from prism_llm.understanding.english.lexicon import (
    COLOURS,
    DOOMED,
    GENRES,
    GESTURES,
    HEIGHTS,
    KINDS,
    LIVE_THINGS,
    LONG_GENRES,
    MUSIC,
    OF_A_KIND,
    ORDINALS,
    PAGES,
    PARTS,
    PEOPLE,
    PEOPLES,
    PORTIONS,
    THEMES,
    WATCHED,
)
from prism_llm.understanding.grammar import SlotType
from prism_llm.understanding.languages.brands import BRAND
from prism_llm.understanding.slot_types import height, lexicon, numeric, words
from prism_llm.understanding.template import either
from prism_llm.understanding.tongues import ALL_ENGLISH_NAMES, ENGLISH_NAMES


def _without_at(text: str) -> str:
    return text.removeprefix("at ").removeprefix("for ")


_NEARLY = "(?:about|around|roughly|approximately|maybe|say|like|something like|more or less) "
_NUMBER = number_pattern(numbers.ENGLISH)
_DAY = "(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday) "
_TIME = (
    rf"(?:(?:(?:half |quarter |a quarter |{_NUMBER}(?:minutes )?)(?:past |to |after |before |till )|half )?{_NUMBER}"
    r"(?:o clock |oclock )?(?:am |pm |a m |p m )?|(?:[01]?\d|2[0-4]):[0-5]\d (?:am |pm )?|noon |midnight |"
    r"midday |lunchtime |dinner time |teatime |tea time |bedtime |suppertime |supper time )"
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
_MONTH = (
    "(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|aug|sept|sep|"
    "oct|nov|dec) "
)
_NTH = (
    r"(?:\d+(?:st|nd|rd|th) |(?:(?:twenty |thirty )?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|"
    "tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|"
    "thirtieth) )"
)
_DATED = rf"(?:(?:the )?(?:{_NTH}(?:of )?|\d+ ){_MONTH}|{_MONTH}(?:the )?(?:{_NTH}|\d+ )|the {_NTH})"
_NAMED_DAY = (
    "(?:(?:new years|christmas|xmas) (?:eve |day )|new year |christmas |xmas |boxing day |st stephens day |good friday "
    "|"
    "easter (?:saturday |sunday |monday )?|whit monday |pancake day |shrove tuesday |ash wednesday |palm sunday |"
    "(?:st|saint) (?:patricks|georges|andrews|davids) day |paddys day |burns night |hogmanay |bonfire night |"
    "guy fawkes night |halloween |thanksgiving (?:day )?|black friday |cyber monday |independence day |"
    "memorial day |labou?r day |veterans day |presidents day |columbus day |mlk day |juneteenth |super bowl sunday |"
    "canada day |victoria day |anzac day |australia day |waitangi day |heritage day |freedom day |"
    "remembrance (?:day |sunday )|armistice day |valentines (?:day )?|mothers day |fathers day |mothering sunday |"
    "(?:the )?bank holiday (?:monday )?|diwali |eid |vaisakhi |holi |hanukkah |passover |ramadan |bastille day |"
    "election (?:day |night )|oscars? night |(?:my|his|her) birthday |the (?:night|morn|morrow) )"
)
"""Days with a name; many are titles too, so that a request for one has them where "on" or a question tells a day."""
_PART_OF_DAY = "(?:(?:in the )?(?:morning |afternoon |evening |night |lunchtime ))"
_DAYS_AHEAD = (
    rf"(?:(?:(?:the )?day after tomorrow |(?:a week on |a week )?{_DAY}week |a week (?:on )?{_DAY}|"
    rf"tomorrow week |this coming {_DAY}|next weekend ){_PART_OF_DAY}?)"
)
_HOLIDAY = (
    rf"(?:(?:{_NAMED_DAY}|{_DATED}|{_DAYS_AHEAD}){_PART_OF_DAY}?(?:at |around |about |after |from )?(?:{{time}})?)"
)
_SPAN = DURATIONS.pattern()
_WHEN = (
    rf"(?:(?:for |from )?{_DATE}(?:at |around |after |from )?(?:{_TIME})?|(?:at |around |about "
    rf"|after |before |from |by |for ){_TIME}"
    rf"(?:on {_DAY}|{_DATE})?|in {_SPAN}|{_SPAN}from now |{_DAYS_AHEAD}|on {_DATED}{_PART_OF_DAY}?(?:at {_TIME})?)"
)
_LIVE = (
    rf"(?:live )?(?:{either(LIVE_THINGS)})"
    r"(?:live |on tv |on now |tonight |today |matches |games )?"
)
_SORT = (
    rf"(?:{either((*GENRES, *LONG_GENRES, *OF_A_KIND, *PEOPLES, *MUSIC, *WATCHED))}|"
    r"[a-z]+(?:ish|ian|ean|ese|ican) )"
)
_OF_A_DECADE = ("music", "hits", "songs", "tunes", "classics", "sitcoms", "sitcom", "film", "films", "movie", "movies")
"""What is told by its decade alone: "eighties music"."""
_LETTERED = r"(?!(?:mp|ps|ep|eps|ch|chan|vol|hd|covid|top|ac|gp|pm|am|se|mi|area|wd|xbox)\d)[a-z]{2,5}\d{1,2} "
"""A channel that is called by letters and its number: "espn2", "cp24"."""
_NUMERIC = numeric(numbers.ENGLISH, DURATIONS)


def _roughly(kind: SlotType) -> SlotType:
    """An amount that may be said to be only near it: "about an hour"."""
    return SlotType(f"(?:{_NEARLY})?{kind.pattern}", lambda text: kind.convert(re.sub(f"^{_NEARLY}", "", text)))


TYPES: dict[str, SlotType] = {
    **_NUMERIC,
    "percent": _roughly(_NUMERIC["percent"]),
    "dur": _roughly(_NUMERIC["dur"]),
    "lang": lexicon(ALL_ENGLISH_NAMES),
    "spoken": lexicon(ENGLISH_NAMES),
    "page": lexicon(PAGES),
    "kind": lexicon(KINDS),
    "genre": words((*GENRES, *LONG_GENRES)),
    "ordinal": lexicon(ORDINALS),
    "part": lexicon(PARTS),
    "portion": lexicon(PORTIONS),
    "gesture": lexicon(GESTURES),
    "height": height(HEIGHTS, numbers.ENGLISH),
    "when": SlotType(_WHEN, _without_at, kept=True),
    "span": SlotType(
        rf"(?:(?:from |between )?(?:{_TIME})(?:to |till |until |til |and ){_TIME})", lambda text: text, kept=True
    ),
    "until": SlotType(rf"(?:(?:until|till|til|up to) {_TIME})", lambda text: text, kept=True),
    "ending": SlotType(
        "(?:(?:after|at the end of|when|once|as soon as|whenever) (?:this|that|it|(?:the|this|that) (?:film|movie|"
        "match|"
        "game|show|programme|program|episode|news|race|one|concert|series|documentary))s? "
        "(?:(?:is |has |s )?(?:over |finished |done |ended |ends |finishes |finish |end ))?|at the end )",
        lambda text: text,
        kept=True,
    ),
    "whose": SlotType(
        r"(?:tonights|todays|tomorrows|this evenings|this weekends|(?:mon|tues|wednes|thurs|fri|satur|sun)days) ",
        lambda text: text.removesuffix("s"),
    ),
    "day": SlotType(_HOLIDAY.replace("{time}", _TIME), lambda text: text, kept=True),
    "time": SlotType(_TIME, lambda text: text, kept=True),
    "brand": SlotType(f"(?:{BRAND}|{_LETTERED})", lambda text: text, kept=True),
    "numbered": SlotType(f"(?:channel {_NUMBER})", lambda text: text, kept=True),
    "theme": words(THEMES),
    "shade": words(theme for theme in THEMES if theme not in COLOURS),
    "picture": words(("hd", "fhd", "uhd", "sd", "4k")),
    "person": words(PEOPLE),
    "given": words(NAMES),
    "doomed": lexicon(DOOMED),
    "live": SlotType(_LIVE, lambda text: text, kept=True),
    "liveg": SlotType(f"(?:live )?{either((*GENRES, *LONG_GENRES))}(?:{either(KINDS)})?", lambda text: text, kept=True),
    "starring": SlotType(
        r"(?:\S+ ){1,4}(?:with|starring|featuring|by) (?:\S+ ){2,4}?(?:in (?:it |them )?)?",
        lambda text: text,
        kept=True,
    ),
    "sorted": SlotType(
        rf"{_SORT}{{1,3}}(?:{either(KINDS)}|{either((*GENRES, *WATCHED))})", lambda text: text, kept=True
    ),
    "aged": SlotType(
        rf"(?:(?:the )?(?:19|20)?\d0 ?s |(?:(?:the )?(?:fif|six|seven|eigh|nine)ties ))"
        rf"(?:(?:{either((*GENRES, *LONG_GENRES, *MUSIC))})(?:{either(KINDS)})?|{either(_OF_A_DECADE)})",
        lambda text: text,
        kept=True,
    ),
    "sport": SlotType(
        "(?:football|golf|tennis|cricket|rugby|snooker|darts|boxing|racing|hockey|basketball|baseball|athletics|"
        "cycling|grand prix|formula (?:one|1)|match|final) ",
        lambda text: text,
        kept=True,
    ),
    "manner": words("short quick long old easy clever dumb daft cosy cozy sweet classic foreign vintage".split()),
    "comes": SlotType(f"(?:{either((*OF_A_KIND, *PEOPLES))})", lambda text: text, kept=True),
    "made": lexicon(
        {"one": "", "version": "", "film": "movie", "movie": "movie", "series": "series", "show": "series"}
    ),
    "told": SlotType("(?:film|movie|series|show|documentary|podcast) ", lambda text: text, kept=True),
    "written": SlotType(r"(?:\S+ ){1,6}?", lambda text: text, kept=True),
    "shelf": words("movie film series show documentary podcast cartoon sitcom anime soap drama".split()),
    "tellable": SlotType(
        rf"(?:(?:{either((*GENRES, *LONG_GENRES))}(?:{either(KINDS)})?|{either(KINDS)})(?:with|by|starring|from|about) "
        rf"(?:\S+ ){{1,5}}"
        r"|the (?:latest|newest|next|last|first) (?:episode|season) of (?:\S+ ){1,6}"
        r"|(?:season|episode) \S+ (?:episode \S+ )?of (?:\S+ ){1,6})",
        lambda text: text,
        kept=True,
    ),
}
