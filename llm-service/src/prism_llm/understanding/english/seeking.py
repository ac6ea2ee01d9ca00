"""English: moving about in the programme."""

from prism_llm.understanding.grammar import Rule, SlotValues, built, rule

_BACK = (
    "(go back|rewind|skip back|jump back|back|back up|move back|step back|take it back|take me back|wind back|scrub "
    "back|roll back|skip backwards|go backwards|skip backward|rewind it|rewind this|go backward|run it back|backwards|"
    "replay)"
)
_ON = (
    "(skip|skip ahead|skip forward|skip forwards|go forward|go forwards|forward|fast forward|jump ahead|jump forward|"
    "jump forwards|jump|ahead|move forward|advance|move ahead|go ahead|go on|forwards|fast forward it|skip over|ffwd|"
    "wind forward|jump on|fast-forward|skip on)"
)
_BY = "[(by|about|around|for|roughly|the last|the next|another|past the next)]"


def _position(slots: SlotValues) -> SlotValues | None:
    """Hours and minutes of a clock-like position ("one hour ten") are already seconds."""
    return {"mode": "absolute", **slots}


def _minute(slots: SlotValues) -> SlotValues | None:
    """Minute twelve is twelve minutes in."""
    minute = slots["minute"]
    return {"mode": "absolute", "seconds": minute * 60} if isinstance(minute, int) else None


_GO_BACK = (
    "(go back|rewind [(it|that)]|back up|skip back|jump back|wind (it|that) back|run (it|that) back|(take|bring) (it|"
    "that|me|us) back)"
)
_UNSEEN = (
    "[(because|cause|cos|since|sorry|wait|oh)] (i|we|she|he|<folk>) ((didnt|did not|never|couldnt|hardly|barely) "
    "[(even|quite|really|properly|actually)] (see|watch|follow) (that|it|this|anything|a thing|[(the|that)] [last] "
    "(bit|part|scene|goal|replay|ending|one)|any of (it|that)|what (just happened|happened|<someone> did) [there]|"
    "who (did|said|scored) [(it|that)])|(wasnt|werent|was not|were not) [(really|even)] (watching|looking|paying "
    "attention|concentrating|in the room|ready)|(was|were) (looking away|distracted|in the (kitchen|loo|bathroom)|on "
    "(the|my) phone|miles away)|(blinked|looked away|zoned out|drifted off|got distracted))"
)
"""That somebody has not seen what was on."""

RULES: tuple[Rule, ...] = (
    # Seeking.
    rule(
        "tv.seek",
        f"{_BACK} {_BY} <dur:-seconds>",
        "<dur:-seconds> (back|backwards|backward|earlier|ago)",
        "(go|take me|take it|skip|move|jump|rewind) <dur:-seconds> (back|backwards|earlier)",
        "rewind [<it>] [(by|about)] <dur:-seconds>",
        "(rewind|wind|take|move) <it> back <dur:-seconds>",
        "(replay|repeat|play|show me) [(again|back)] the last <dur:-seconds> [again]",
        "(back|rewind) the last <dur:-seconds>",
        "go <dur:-seconds> back",
        f"{_BACK} [by] [(like|maybe|just|say|exactly|at least)] <dur:-seconds> [(or so|ish|please|again|from here|"
        f"from now)]",
        "(show|play|see|watch) [me] (what happened|that|it) <dur:-seconds> ago",
        "(show|play|see|watch|hear) [me] the last <dur:-seconds> [(again|back|once more|over again|one more time)]",
        "(nudge|push|shift|bump|pull|move|scrub|wind|run|roll) <it> back (by|about|around) <dur:-seconds>",
        "(rewind|back up|scrub|spool) [<it>] [back] (about|by|around|like|maybe) <dur:-seconds>",
        f"{_BACK} (to|by) <dur:-seconds> ago",
        "what (was|happened) <dur:-seconds> ago",
        mode="relative",
    ),
    rule(
        "tv.seek",
        f"{_ON} {_BY} <dur:seconds>",
        "<dur:seconds> (forward|forwards|ahead|further|on|later)",
        "(go|take me|take it|skip|move|jump) <dur:seconds> (forward|forwards|ahead|on|further)",
        "skip [the] next <dur:seconds>",
        f"{_ON} [by] [(like|maybe|just|say|exactly|at least)] <dur:seconds> [(or so|ish|please|from here)]",
        "(nudge|push|shift|bump|move|scrub|wind|run) <it> (forward|forwards|on|ahead) [(by|about|around)] "
        "<dur:seconds>",
        "(lose|miss|cut) the next <dur:seconds>",
        "(go|skip|move|jump|scrub) (forward|ahead|on) [(about|by|around|like|maybe)] <dur:seconds>",
        "(skip|fast forward|forward) <it> [by] <dur:seconds>",
        "(fast forward|move|wind|push) <it> (forward|ahead|on) [by] <dur:seconds>",
        "skip the (intro|recap|opening|credits|adverts|ads|commercials) <dur:seconds>",
        mode="relative",
    ),
    rule("tv.seek", "(plus|add) <dur:seconds>", mode="relative"),
    rule(
        "tv.seek",
        "(i|we) (missed|didnt (hear|catch|get|see)|couldnt (hear|catch|see)) (that|it|something|that bit) (go|skip|"
        "run|wind "
        "it|take it) back [by] <dur:-seconds>",
        mode="relative",
    ),
    rule("tv.seek", "minus <dur:-seconds>", mode="relative"),
    # Bare numbers after a direction are seconds, as on a remote control.
    rule("tv.seek", "(rewind|back|skip back|jump back|go back) [by] <num:-seconds>", mode="relative"),
    rule("tv.seek", "<num:-seconds> back", mode="relative"),
    rule("tv.seek", "<num:seconds> (forward|ahead)", mode="relative"),
    rule(
        "tv.seek",
        "(forward|fast forward|skip forward|skip ahead|jump ahead|jump forward|skip) [by] <num:seconds>",
        mode="relative",
    ),
    rule(
        "tv.seek",
        "(skip|skip over|skip past|jump|jump over|fast forward|fast forward through|get past) (the|this|these|those) "
        "(intro|recap|opening|opening credits|opening titles|titles|adverts|ads|advert|ad|commercials|commercial|"
        "commercial break|advert break|ad break|break)",
        mode="relative",
        seconds=30,
    ),
    built(
        "tv.seek",
        _position,
        "(go|skip|jump|seek|move|take me|fast forward|rewind|scrub|start|play|go back|skip ahead|jump forward|get) "
        "[<it>] (to|at|from) [the] <dur:seconds> [(mark|in|point|position)]",
        "seek <dur:seconds>",
        "at <dur:seconds> in",
        "(start|play) [<it>] <dur:seconds> in",
        "position <dur:seconds>",
        "(take|bring|get|put) (me|us|it) to [the] <dur:seconds> [(mark|in|point|position|in the film|into <it>|into "
        "it)]",
        "(go|skip|jump|start|play|resume) [<it>] (to|at|from) [(exactly|about|around)] <dur:seconds> [(in|into <it>)]",
        "[(go|skip|jump|take me|get) to] [the] <dur:seconds> (mark|point|timestamp|time stamp|position)",
        "time (stamp|code|index) <dur:seconds>",
        "<dur:seconds> (in|into it|into <it>)",
    ),
    built(
        "tv.seek",
        _minute,
        "(go|skip|jump|seek|move|take me|start|play|fast forward|forward|rewind|wind|spool) [(back|on|ahead|forward)] "
        "(to|at|from) [the] minute <int:minute>",
        "(go|skip|jump|seek|take me) to the <int:minute> minute (mark|point)",
    ),
    rule(
        "tv.seek",
        "[(go|skip|jump|seek|move|take me|start|fast forward|play)] [<it>] [(to|at|from)] "
        "[(about|around|roughly)] [the] (halfway|half way|middle) [(through|point|mark|of <it>)]",
        "halfway",
        "half way through",
        mode="fraction",
        fraction=0.5,
    ),
    rule(
        "tv.seek",
        "(go|skip|jump|seek|fast forward|wind|forward|take (me|us)|get (me|us)) [<it>] [(on|forward|ahead|straight|"
        "right)] to the [very] end [of <it>]",
        mode="fraction",
        fraction=1,
    ),
    rule("tv.seek", "to <part:fraction>", mode="fraction"),
    rule(
        "tv.seek",
        "(go|skip|jump|seek|move|take me) to [the] <share:fraction> [(mark|point|through|of <it>)]",
        "<share:fraction> (in|through|of the way) [through]",
        "(go|skip|jump|seek|move|take me) <share:fraction> (in|through) [<it>]",
        mode="fraction",
    ),
    rule(
        "tv.seek",
        "(go|skip|jump|seek|move|take me|get me|put it|start) [(it|on|forward|ahead|back)] [(to|at|from)] "
        "<part:fraction> [(mark|point)] [(in|of the way|through|of|into)] [(through|in|into)] [<it>]",
        "[(about|around|roughly)] <part:fraction> (of the way|through|in) [(through|in|into)] [<it>]",
        mode="fraction",
    ),
    rule(
        "tv.seek",
        "[(let me|lets|can (i|we)|i want to|show (me|us)|rewind)] [(see|watch|show|have|play)] (that|the) (goal|play|"
        "try|catch|shot|save|tackle|wicket|pass|moment|scene|bit|foul|replay|punch|dive|miss) (again|back|once "
        "more|one more time|over again)",
        mode="relative",
        seconds=-15,
    ),
    rule(
        "tv.seek",
        "[(play|start|watch|go|go back|rewind|skip back|jump back|jump|take me back|take it back|restart|back|go all "
        "the way back|see|begin|show|show me|resume|run|go right back|put it back|have)] [<it>] [(again|over|back|"
        "right back)] [(from|to|at|back to)] [the] [very] (beginning|start|top) [(again|of <it>)]",
        "(start|play|watch) [<it>] (over|from scratch|all over again|from the top|over again)",
        "start over",
        "(take|run|play|roll) <it> from (the top|scratch|zero)",
        "(rewind|go|skip) to [the] start",
        "start <it> over [again]",
        "(play|start) [(it|this|that|the (movie|film|show|song|episode|video))] [up] again",
        "(play|start) (it|this|that|the (movie|film|show|song|episode|video)) (once more|one more time)",
        "restart",
        "restart <it>",
        "(start|begin) <it> over [again]",
        "begin again",
        "from scratch",
        "rewind [<it>] (all the way|completely|to zero)",
        "go all the way back",
        "start again [from the (beginning|start)]",
        "(play|start|run|watch|show) [<it>] (all over|over) [again]",
        "(start|begin|play) <it> (again|anew|afresh|from zero)",
        "(restart|replay|rerun) (the (whole|entire) (thing|film|movie|show|episode)|everything)",
        "play <it> [all] over [again]",
        "(put|take|bring|get|set|return|go|wind) [(me|us|<it>)] [right] [back] to the [very] (start|beginning|top|"
        "first (minute|second)) [of <it>]",
        "(see|watch|play|have|show) [(me|us)] <it> [again] [right] from the [very] (start|beginning|top|first (minute|"
        "second|scene))",
        mode="start",
    ),
    rule(
        "tv.seek",
        "[(go|jump|skip|back|take (me|us)|return|switch|get|get (me|us)|catch up|bring (me|us)|put (me|us))] [back] "
        "[to] [the] (live|live edge|live broadcast|live picture|live point|live stream)",
        "catch up [(to|with)] [the] live [broadcast]",
        "go live",
        "(watch|show|play|see) [it] live",
        "back to (now|real time)",
        "(go|jump|skip) to (now|the live point)",
        "[(go|get|jump|skip|take me|bring me|switch|return|come|i want to be)] [back] to (live tv|live television|the "
        "live (feed|show|game|match|action|programme|transmission|edge)|(whats|what is) live|real time|the present)",
        "(catch|get) (me|us) [back] (up to live|up to the live (edge|feed|broadcast))",
        "(watch|show|see) (it|this|the (match|game|show)) live [again]",
        "live [again] [please]",
        "(i|we) want [to] [(see|be|watch)] [<it>] live",
        "(jump|go|skip|get) live",
        "(sync|resync|re sync) [back] [up] (with|to) [the] live [(broadcast|feed|picture|tv)]",
        "[put] (me|us|it) back on live [tv]",
        "(jump|go|skip) to the live (bit|part)",
        "(catch me|catch us|catch) up (to|with) live",
        "[(whats|what is) happening live] take me there",
        "catch up",
        mode="live",
    ),
    rule(
        "tv.seek",
        f"{_BACK} <bit>",
        f"<bit> {_BACK}",
        "(rewind|wind back) [<it>] [<bit>]",
        "skip back",
        "jump back",
        "go back <bit> [(further|more)]",
        "(take|wind|move|run) <it> back [<bit>]",
        "back a few seconds",
        "(go|skip|jump|rewind|scrub|nip|hop|move) back (a few seconds|some|just a bit|slightly more|a moment|a couple "
        "of seconds)",
        "(nudge|push|shift|bump|pull|move) <it> back [<bit>]",
        "<bit> (back|backwards|earlier)",
        "back up [<bit>]",
        "rewind",
        "a bit earlier",
        "(run|take|wind|spin|roll) (that|it|this) back",
        "(show|let) (me|us) [see] (that|the) [last] (goal|bit|part|scene|shot|moment|try|save|point|move|tackle) again",
        "(see|watch|have) (that|the) [last] (goal|bit|part|scene|shot|moment|try|save|point|move|tackle) again",
        "(see|watch|show me|have) that (again|once more|one more time)",
        "(replay|rewind) that",
        "replay (the|that) [last] (goal|try|bit|part|scene|shot|catch|wicket|save|point|move|tackle|moment|race|"
        "finish)",
        "[a] (touch|tad|bit|little) (further|more) back",
        "<bit> (further|more) back",
        "(go|rewind|skip) back (i|we) missed (that|the last) (bit|part|scene|goal)",
        mode="relative",
        seconds=-15,
    ),
    rule(
        "tv.seek",
        f"{_ON} <bit>",
        "<bit> (further|forward|forwards|ahead|later|further on|further ahead)",
        "(fast forward|forward|skip ahead|skip forward|jump ahead|jump forward|go forward|go forwards|move forward|"
        "ffwd|skip forwards|fast forwards)",
        "fast forward <it> [<bit>]",
        "(skip|skip over|skip past|jump|jump over|fast forward|fast forward through|get past) [past] (the|this|that) "
        "[(boring|dull|slow|silly|scary)] (bit|part|scene)",
        "a bit further",
        "(nudge|push|shift|bump|move|wind) <it> (forward|forwards|on|ahead|along) [<bit>]",
        "(skip|jump|go|move|hop) (forward|ahead|on) (a few seconds|some|just a bit|slightly)",
        "go <bit> further",
        mode="relative",
        seconds=15,
    ),
    rule(
        "tv.seek",
        "(rewind|wind (it|that) back|run it back|go back|skip back|back) <bit> (i|we) missed that",
        "(i|we) (cant|couldnt|didnt) (read|see|follow|get) (that|it|this|a thing|what it said) (go|skip|run) back "
        "[<bit>]",
        f"{_GO_BACK} [<bit>] {_UNSEEN}",
        f"{_UNSEEN} [(so|can (you|we)|could (you|we)|please|just|quick)] {_GO_BACK} [<bit>]",
        mode="relative",
        seconds=-15,
    ),
    rule(
        "tv.repeat_line",
        "what (did|does|has) (she|he|they|that guy|that man|that woman|that person|it|who|the guy|the man|the woman) "
        "[just] (say|said|says|saying) [there|just now|just then|again]",
        "what was that [again]",
        "(tell|remind) (me|us) what <someone> [just] (said|says)",
        "what was that (bit|line) [again]",
        "what was that (he|she|they|<someone>) [just] said",
        "let (me|us) hear (that|it|that (bit|line)) again",
        "what did (she|he|they) [just] say",
        "(i|we) (missed|didnt catch|didnt hear|did not catch|did not hear) (that|it|what he said|what she said|what "
        "they said|that line|the last line|that bit)",
        "what was (said|that line)",
        "(repeat|replay|say) (the last|that) (line|bit|sentence|part|dialogue|words)",
        "what did (he|she|they) say [just now]",
        "(repeat|replay|rewind|play|go back to) [back] what (<someone>|was) [just] said [again]",
        "(whatd|what d|whad|wat did) <someone> [just] say [(there|again)]",
        "[(sorry|wait|hang on|huh|eh|hold on)] what (did|does|has|was) <someone> [just] (say|said|saying|says|mumble|"
        "whisper|shout) [(there|just now|just then|again)]",
        "(i|we) (missed|didnt (catch|hear|get|understand)|couldnt (hear|catch|make out)|did not (catch|hear|get)) "
        "(that|what (<someone>|was) [just] said|the last (bit|line|part|sentence|word|thing [<someone> said])|that "
        "last (bit|line|part|sentence)|a word of that|any of that)",
        "(missed|didnt (catch|hear|get)) (that|it|the last (bit|line|part))",
        "[(i|we)] couldnt (make|hear|catch|understand|get) (that|it|what <someone> said) [out]",
        "[(i|we)] (cant|couldnt|didnt) make (that|it) out",
        "(go|skip|jump|run|play) (back|that back) [a bit] [(i|we)] (missed|didnt (hear|catch|get)|couldnt (hear|"
        "catch)) (that|it|what <someone> said|the last (bit|line))",
        "(play|run|replay) (that|it) [(line|bit)] (again|once more|one more time|back) with (captions|subtitles)",
        "(say|repeat|play|replay) that (line|bit) (again|once more|one more time)",
        "what was that [(line|word|bit|last (bit|line|part))]",
        "(come again|pardon) what (did <someone> say|was that)",
        "what are they saying",
        "(i|we) (missed|didnt (hear|catch|get)|couldnt (hear|catch)) (that|it|something|that bit|what <someone> said) "
        "(go "
        "back|rewind|back up|wind it back|play it again|run it back)",
        "(go back|rewind|back up|back) [<bit>] (i|we) (missed|didnt hear|didnt catch|didnt get) (that|it|something|"
        "that bit)",
        "what is (he|she) saying",
        "whats (he|she) saying",
        "play that (line|bit) again",
        "what (he|she|they) say",
        "say what",
        "(i|we) (missed|didnt (catch|hear|get)|couldnt (hear|catch|make out)|cant tell|didnt quite (hear|catch|get)) "
        "what (he|she|they|<someone>|was) [just] (said|say) [(there|just now|just then)]",
        "couldnt (hear|catch|make out) what (he|she|they|<someone>|was) [just] said",
        "didnt (get|catch|hear) (that last|the last) (bit|line|sentence|part|word)",
        "(play|run|say) (that|the) [last] (line|bit|sentence) [by me] again [please] [with the (words|captions|"
        "subtitles) on]",
        "[(huh|eh|what|you what)] whatd (he|she|they|<someone>) [just] say",
        "(come|say that) again what did (he|she|they) say",
        "didnt catch that",
        "i missed that [line]",
    ),
)
