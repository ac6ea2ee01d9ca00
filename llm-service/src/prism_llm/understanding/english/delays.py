"""English: when something is to be done."""

from prism_llm.understanding.delays import Delays
from prism_llm.understanding.english.types import TYPES

_DAY = "(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_DAYS = (
    rf"(?:today|tonight|tomorrow|(?:on |this |next )?{_DAY}) (?:(?:morning|afternoon|evening|night) )?|"
    r"this (?:morning|afternoon|evening) |in the (?:morning|afternoon|evening) "
)
_TELLS = (
    r"(?:is|are|am|was|were|will|be|been|starts|begins|ends|finishes|comes|coming|arrives|leaves|leaving|back|ready|"
    r"going|gone|eating|off|due|have|has|need|got|im|ill|well|theyll|hell|shell|its|itll|hes|shes|theyre|"
    r"youll|i|we|they|he|she|(?:dinner|tea|lunch|supper|food|breakfast|bed|school|work|kick)\S*)"
)
DELAYS = Delays.of(
    {},
    ["(in|after) [(exactly|just|maybe)] <dur> [(time|from now|or so|or thereabouts)]"],
    ["(at|around) [about] <time>"],
    _DAYS,
    _TELLS,
    {name: TYPES[name].pattern for name in ("num", "dur", "time")},
    "minute minutes min mins second seconds hour hours percent times x speed volume per p".split(),
)
