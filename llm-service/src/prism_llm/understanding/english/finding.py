"""English: the guide, pages, search and lists, as people also ask for them."""

import re

from prism_llm.understanding.english.questions import on_a_channel
from prism_llm.understanding.english.screen import query
from prism_llm.understanding.english.watched import without_kind
from prism_llm.understanding.grammar import Rule, SlotValues, built, rule

_GUIDE = (
    "(guide|tv guide|listings|tv listings|whole listing|listing|schedule|programme schedule|tv schedule|planner|lineup|"
    "line up|timetable|guide page|program guide|programme guide|big grid|grid)"
)
_SHOW = (
    "(show|show me|show us|open|open up|bring up|pull up|get me|get|give me|give us|let me have|put up|see|have|chuck|"
    "i want|i need|wheres|where is|call up|put)"
)
_UP = "(up|up on [the] screen|on [the] screen|in front of (me|us)|up please|up on the (tv|telly))"
_ENTRY = "(one|entry|result|item|option|picture|programme|film|row|tile|thumbnail|choice|title)"
_LIST = "(on|in|of) (the|this) (list|row|page|screen)"
_FIND = "(search|search for|look for|look up|find|hunt for|hunt down|seach|serch|seek|go find|type in)"
_PAGE = "(page|screen|menu|section|place)"

_MADE_BY = re.compile(r"[A-Z].*['’]s? (?:[a-z]+ )?(?:films|movies|songs|shows|series|documentaries|work|music)")
_NOT_NAMED = frozenset("out a an my your his her him them it that this somewhere someone anything something me".split())


def _named(slots: SlotValues) -> SlotValues | None:
    """What is looked for by its name alone: "find Poirot"."""
    words = str(slots["query"]).casefold().split()
    return None if words[0] in _NOT_NAMED or len(words) > 6 else query(slots)


def _match(slots: SlotValues) -> SlotValues | None:
    """A match of those who are named: "where's the Liverpool match"."""
    words = str(slots["query"]).split()
    return query(slots) if words[-1] in ("match", "game", "fight", "race") and words[0][0].isupper() else None


def _by_its_kind(slots: SlotValues) -> SlotValues | None:
    """What is looked for by its kind and its title: "find the movie Heat"."""
    said = str(slots["query"])
    return query(slots) if without_kind(said) != said else None


def _of_somebody(slots: SlotValues) -> SlotValues | None:
    """What somebody made, with its kind: "find Taika Waititi's early films"."""
    return query(slots) if _MADE_BY.fullmatch(str(slots["query"])) else None


RULES: tuple[Rule, ...] = (
    rule(
        "ui.guide",
        f"{_SHOW} [(the|a|your|that)] {_GUIDE} [{_UP}]",
        f"[(the|a)] {_GUIDE} [(bring|put|get|pull)] (that|it) up",
        f"{_SHOW} [(an|the)] overview of (all|the|all the) channels [(on a timeline|by time)]",
        f"[{_SHOW}] [(the|that)] {_GUIDE} with all [the] (channels|programmes) [and times] [on it]",
        f"(can|could) (we|i) have the {_GUIDE} up",
    ),
    rule(
        "ui.guide",
        f"[{_SHOW}] [(the|a)] {_GUIDE} [for] <when:when>",
        f"{_SHOW} [(the|a)] {_GUIDE} {_UP} for <when:when>",
        f"[{_SHOW}] <whose:when> {_GUIDE} [{_UP}]",
    ),
    built(
        "ui.guide",
        on_a_channel,
        f"[{_SHOW}] [(the|a)] {_GUIDE} (for|of|on) [the] <brand:channel> [{_UP}]",
        f"[{_SHOW}] [(the|a)] {_GUIDE} (for|of|on) [the] <brand:channel> <when:when>",
        f"[{_SHOW}] [the] <brand:channel> {_GUIDE} [(for)] [<when:when>]",
        f"{_SHOW} (whats|what is) scheduled on [the] <brand:channel>",
        f"{_SHOW} (whats|what is) scheduled on [the] <brand:channel> <when:when>",
    ),
    rule(
        "ui.open",
        "(go|switch|turn|move) [the screen] [over] to [(the|my|our)] <page:page> [(page|screen|section|menu|tab|part|"
        "bit)]",
        "[the] <page:page> (page|screen|section|menu|tab|part|bit) (go there|open it|open that|please)",
        "(browse|browse through|go through|flick through|look through|fiddle with|have a look (at|through)|look at|"
        "see|change something in) [(the|my|our)] <page:page>",
        "(i|we) (want|need) (to|the) [(see|browse|go to|open|check|change|look at)] [(the|my|our)] <page:page> [(page|"
        "screen|section|menu|tab)]",
        "open [(the|my|our)] <page:page>",
    ),
    rule("ui.open", "(set tings|settins|setings|the set tings)", page="settings"),
    built("ui.search", _named, "find [(me|us)] {query}"),
    built("ui.search", _of_somebody, "(find|look up|search for|look for) [(me|us)] <written:query> [please]"),
    built("ui.search", _match, "(wheres|where is|find [(me|us)]) the <written:query> [(on|please)]"),
    built("ui.search", _by_its_kind, "find [(me|us)] <written:query> [please]"),
    built(
        "ui.search",
        query,
        f"{_FIND} [(me|us)] [(anything|something|everything|all the things|things|stuff)] "
        "(with|about|on|by|starring|featuring|under|to do with) [that] [(guy|actor|actress|singer)] {query} [in it]",
        "(see|check) what you (can find|have|have got|ve got) (about|on|under|for|with) {query}",
        "(search|look) [(through)] [(the (listings|channels|guide)|everything|all the channels)] for [(anything|"
        "something)] {query}",
        "go through everything and find (me|us) {query}",
        "(search|look) [(on|in|through)] (<service>|iplayer|all the apps|the app|the library) for <written:query>",
        "(where (would|can|could|do) (i|we) find|what have (we|you) got under) {query} [(can you|could you|please)] "
        "(search|search that|look it up|search it)",
        "(seach|serch|sarch) [for] {query}",
        "type in {query} [for me]",
        "where (can|could|do) (i|we) (watch|see|find|get) {query}",
        "(hunt down|track down|dig out|dig up|seek out) [(that|the)] [(series|film|show|programme)] {query} [for me]",
        "find (me|us) (them|those|these|some of those) {query}",
    ),
    rule(
        "ui.select",
        f"(have|take|pick|choose|i want|i will have|ill take|open|select|play|click [on]|its|go (for|with)) [the] "
        f"<ordinal:index> {_ENTRY} [{_LIST}]",
        f"[the] [very] <ordinal:index> {_ENTRY} [{_LIST}] [(please|looks (good|nice|right|like the right one))] [(open "
        "(it|that)|play (it|that)|i want that)]",
        "the very <ordinal:index> [one]",
        "(number|option|result|item) <int:index> [(looks|sounds) (good|nice|right|like the right one)] [open it]",
        "(select|choose|open|pick|take) [the] (item|entry|option|result|one) (at position|number|at number) "
        "<int:index>",
        "so number <int:index>",
    ),
    rule(
        "ui.select",
        f"(have|take|pick|choose|i want|open|select|play|click [on]|its) [the] (one|{_ENTRY}) [right] at the (end|"
        f"bottom) [{_LIST}]",
        f"[(that|the)] one [right] [down] at the (end|bottom) [{_LIST}]",
        f"[(i want|take|pick|open)] [(the|this)] (final|last|bottom) {_ENTRY} [{_LIST}] [open]",
        index=-1,
    ),
    rule("ui.select", "(that|the) one [right] [up] at the top [there] [(yeah|yes|please)]", index=1),
    rule(
        "ui.back",
        f"(take|get|bring) me back to (where i was in the menu|the (last|previous) {_PAGE}|the {_PAGE} before)",
        f"(wrong|not this|not the right) {_PAGE} [(go)] back",
        f"[(i opened the|its the)] wrong {_PAGE} (get|take) me back [out]",
        f"close this {_PAGE} [and go to the previous one]",
        f"go [(a|one)] {_PAGE} back",
        "[(go|take (me|us)|get (me|us)|lets go)] back to the [search] (results|list|menu|search|listings)",
        "(hit|press|push|use|tap|click) [the] back button [for me]",
        "navigate back [one]",
        f"[(i want|id like|show)] the (last|previous) {_PAGE} [i had open]",
    ),
    rule(
        "ui.scroll",
        "(go|move|scroll|slide|shift|push|swipe|nudge) [(the|this)] [(page|guide|list|row|screen)] [(over|along|"
        "across|further|a bit|on)] [to [the]] (right|rightwards) [(in the row|a bit|please)]",
        direction="right",
    ),
    rule(
        "ui.scroll",
        "(go|move|scroll|slide|shift|push|swipe|nudge) [(the|this)] [(page|guide|list|row|screen)] [(over|along|"
        "across|further|a bit|on)] [to [the]] (left|leftwards) [(in the row|a bit|please)]",
        direction="left",
    ),
    rule(
        "ui.scroll",
        "(i|we) (cant|cannot) see the bottom [of the (page|list)]",
        "scroll [(it|on|this)] [down] [(slowly|a bit|please|further)]",
        "(move|slide|shift) [the] (page|list|screen) (down|downwards)",
        direction="down",
    ),
    rule("ui.scroll", "(move|slide|shift) [the] (page|list|screen) (up|upwards)", direction="up"),
)
