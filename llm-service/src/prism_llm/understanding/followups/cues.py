"""Cues: phrases that tell what is meant wherever they stand, among words that carry nothing."""

import re

from prism_llm.understanding.english.types import TYPES
from prism_llm.understanding.template import compile_template

CORE = frozenset(
    "oh ok okay yeah yes yep no nope nah sorry wait hang hold on hmm mm well right alright all now then so and "
    "but actually just really please lumen prism mate love dear darling sweetheart buddy pal dude man bro "
    "geezer lad sir thanks thank you cheers ta god gosh jeez blimey ooh ah aw argh ugh whoa woah hey i the a "
    "an that it this can could would will do did again think guess suppose reckon maybe perhaps though haha "
    "honestly lets let us me for to oops whoops oopsie crikey damn yikes".split()
)
"""Words that may stand around any cue: interjections, names for whom one talks to, politeness, articles."""
AROUND = CORE | frozenset(
    "id im ive ill we wed were weve thats thatll its itll is isnt was be been bit little tad touch there here "
    "youve youre of with if like want need rather instead mean meant said after ha quite still very much my by "
    "at in go have has had get got make made done give as too one some even way second thoughts thought than".split()
)
"""The same and those of which follow-ups are made: what is felt, wished and done."""
_PATTERNS = {name: kind.pattern for name, kind in TYPES.items()}


def cues(*templates: str) -> re.Pattern[str]:
    """An expression that finds any of the phrases; of those that begin at one word the first in the list."""
    found = "|".join(f"(?:{compile_template(source, {}, _PATTERNS).pattern.pattern})" for source in templates)
    return re.compile(rf"(?<!\S)(?:{found})")


def only(text: str, cue: re.Pattern[str], around: frozenset[str] = AROUND) -> bool:
    """Whether the cue is in the words and nothing else that carries anything."""
    rest, count = cue.subn("", text)
    return count > 0 and around.issuperset(rest.split())
