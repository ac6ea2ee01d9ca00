"""Cues: phrases that tell what is meant wherever they stand, among words that carry nothing."""

import re

from prism_llm.understanding.english.types import TYPES
from prism_llm.understanding.template import compile_template

AROUND = frozenset(
    "oh ok okay yeah yes yep no nope nah sorry wait hang hold on hmm mm well right alright all now then so and but "
    "actually just really please lumen prism mate love dear darling sweetheart buddy pal dude man thanks thank you "
    "cheers ta god gosh jeez blimey ooh ah aw argh ugh whoa woah hey i id im ive ill we wed were weve lets let me us a "
    "an the that thats thatll this its it itll is isnt was be been bit little tad touch there here again think guess "
    "suppose reckon maybe perhaps can could would will do did done you youve youre to for of with if like want need "
    "rather instead mean meant said though after ha haha honestly quite still very much by at in go have had has get "
    "got make made give as too one some even way second thoughts thought my than bro geezer girl lad sir madam".split()
)
"""Words that may stand around any cue."""
_PATTERNS = {name: kind.pattern for name, kind in TYPES.items()}


def cues(*templates: str) -> re.Pattern[str]:
    """An expression that finds any of the phrases; of those that begin at one word the first in the list."""
    found = "|".join(f"(?:{compile_template(source, {}, _PATTERNS).pattern.pattern})" for source in templates)
    return re.compile(rf"(?<!\S)(?:{found})")


def only(text: str, cue: re.Pattern[str], around: frozenset[str] = AROUND) -> bool:
    """Whether the cue is in the words and nothing else that carries anything."""
    rest, count = cue.subn("", text)
    return count > 0 and around.issuperset(rest.split())
