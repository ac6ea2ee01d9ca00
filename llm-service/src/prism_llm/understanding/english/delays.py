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
    r"going|gone|eating|off (?:to|home|out)|due|have|has|need|got|im|ill|well|theyll|hell|shell|its|"
    r"itll|hes|shes|theyre|youll|i|we|they|he|she|(?:dinner|tea|lunch|supper|food|breakfast|bed|school|work|kick)\S*)"
)
_WATCHED = (
    "news|match|game|film|movie|show|programme|program|episode|race|adverts|ads|ad break|break|quiz|final|weather|"
    "football|song|concert|first half|half|party|show|documentary"
)
_LED = "(?:(?:please|lumen|hey|can you|could you|would you|id like to|i want to|actually|and|just) )*"
_TIMER = "(?:(?:the|my|our|this|that) )?(?:sleep ?timer|timer|sleep)"
_EXTRA = "another|an extra|an additional|extra|more"
_BY = rf"(?: (?:by|for|with|a bit|a little|back|longer|to it|now|tonight|{_EXTRA}))*"
DELAYS = Delays.of(
    {},
    ["(in|after) [(exactly|just|maybe)] <dur> [(time|from now|or so|or thereabouts)]"],
    ["(at|around) [about] <time>"],
    _DAYS,
    _TELLS,
    {name: TYPES[name].pattern for name in ("num", "dur", "time")},
    [
        *"minute minutes min mins second seconds hour hours percent times x speed volume per p".split(),
        "and a quarter",
        "and a half",
        "and three quarters",
    ],
    vague="(?:(?:switch|turn|flip|change|go) over|change (?:the )?channels?|put it on)",
    steps="steps?|increments?|jumps?|chunks?|intervals?",
    untimed=(
        r"(?:(?:please|lumen|hey|can you|could you|would you|will you|id like|i want|i need|lets|let us) )*"
        r"(?:(?:to )?(?:put|set|start|turn|switch|activate|enable|use|have|add|make|do|give me|give us)(?: up| on)? )?"
        r"(?:(?:the|a|an|my|our) )?(?:sleep|shut ?off|auto ?off|switch ?off|bedtime) ?timer(?: (?:on|up|please|for me|"
        r"for us|now|lumen|going|running|tonight|for tonight))*"
    ),
    longer=(
        rf"{_LED}(?:extend|lengthen|prolong|increase|push (?:back|out)|delay|postpone|snooze|stretch) {_TIMER}{_BY}|"
        rf"{_LED}(?:extend|lengthen|prolong) it{_BY}|"
        rf"{_LED}(?:leave|keep) (?:it|the (?:tv|telly|television)) on(?: (?:for|a bit|a little|a while|{_EXTRA}))* "
        rf"longer|"
        rf"{_LED}(?:add|tack)(?: (?:{_EXTRA}))*(?: (?:on|onto|to))? {_TIMER}{_BY}|"
        rf"{_LED}(?:put|give|stick|whack)(?: (?:{_EXTRA}))+(?: (?:on|onto|to))? {_TIMER}|"
        rf"{_LED}(?:give|allow) {_TIMER}(?: (?:{_EXTRA}))+|"
        rf"{_LED}(?:make|set) {_TIMER}(?: (?:a bit|a little|{_EXTRA}))*? (?:longer|later)(?: (?:for me|now|tonight))*|"
        rf"{_LED}(?:(?:{_EXTRA}) )+(?:on|onto) {_TIMER}"
    ),
    shorter=(
        rf"{_LED}(?:shorten|reduce|decrease|bring forward) {_TIMER}{_BY}|"
        rf"{_LED}(?:take|knock|cut)(?: away)? (?:off|from|off of) {_TIMER}|"
        rf"{_LED}(?:make|set) {_TIMER}(?: (?:a bit|a little))*? (?:shorter|sooner|earlier)(?: (?:now|tonight))*"
    ),
    added=rf"{_LED}add(?: (?:{_EXTRA}))*{_BY}",
    snoozes=(
        rf"{_LED}(?:hit )?snooze(?: (?:it|that|this|the reminder|that reminder|the alarm|for a (?:bit|while)))?|"
        rf"{_LED}remind (?:me|us) (?:again )?(?:(?:a (?:bit|little) )?later|in a (?:bit|while|little while|minute))"
        "(?: again)?|"
        rf"{_LED}remind (?:me|us) again"
    ),
    loose={
        "events": [
            r"(?<!sooner or )(?<!no )(?<!days )(?<!weeks )(?<!years )(?<!see you )(?<!talk )later(?: on)?(?! than)",
            "in a (?:little )?(?:bit|while)",
            r"(?:in|during|at|for) (?:the |all the )?(?:next|coming|following|every|each) "
            r"(?:ads?|adverts?|commercials?|advertising|break)(?: breaks?)?",
            rf"(?:after|at the end of) (?:the|this|that|my|todays|tonights) (?:{_WATCHED})"
            "(?: is over| ends| finishes)?",
            "(?<!channel )(?<!one )(?<!episode )(?<!programme )(?<!show )(?<!film )"
            "after (?:this|that)(?: one| is over| ends| finishes)?",
            "when (?:it|this|that)s? (?:finishes|ends|is over|over|finished|done)",
            "at (?:half time|halftime|full time|the end)",
            "but not (?:yet|now|right now|just yet)",
        ],
        "other_days": [
            "(?:the day after )?tomorrow(?: (?:morning|afternoon|evening|night))?",
            rf"(?:on|next|this) {_DAY}(?: (?:morning|afternoon|evening|night))?",
        ],
        "starts": [
            "(?:when|once|as soon as)(?:ever)? (?:it|that|this|he|she|they) "
            "(?:starts?|begins?|comes? on|is on|airs?|kicks off)(?= $)",
            "(?:when|once|as soon as)(?:ever)? (?:its|thats) on(?= $)",
            r"(?:when|once|as soon as) ((?:\w+ ){1,6}?)"
            "(?:starts?|begins?|comes? on|is on|airs?|kicks off)(?= $)",
        ],
    },
)
