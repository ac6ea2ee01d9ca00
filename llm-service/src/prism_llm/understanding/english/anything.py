"""English: what was watched before, and anything at all."""

from prism_llm.understanding.grammar import Rule, SlotValues, built, rule

_NO_VIEWING = frozenset("eat drink wear read do say cook sleep keep".split())


_PUT = (
    "(put on|put|play|watch|show me|show us|stick on|give me|give us|switch to|bung on|throw on|chuck on|lets watch|"
    "lets "
    "have|(i|we) (want|fancy) to (watch|see))"
)
_FIND = (
    "(find|find me|find us|get me|get us|suggest|recommend|choose|pick|look for|search for|got|have you got|is there)"
)
_THATS = (
    "(thats|that is|which is|thatll be|that will be|that looks|that seems) [(really|a bit|quite|very|properly|nice and|"
    "actually|kind of|fairly|pretty|more|not too)]"
)
_CLAUSE = (
    "(that|which|thats|thatll|(i|we|the kids|the children|everyone|everybody|mum|dad|they|he|she|you) (havent|hasnt|"
    "have|"
    "has|will|would|might|can|could|ll|all|both|like|likes|love|loves|know|knows|want)) {why}"
)


def _whatever(slots: SlotValues) -> SlotValues | None:
    """Anything at all, whatever it is for."""
    return None if str(slots["why"]).casefold().split()[0] in _NO_VIEWING else {}


def _told(slots: SlotValues) -> SlotValues | None:
    """Anything of which something is told; in a title that has capital letters."""
    return _whatever(slots) if str(slots["why"])[0].islower() else None


RULES: tuple[Rule, ...] = (
    rule(
        "tv.continue",
        "(where|from where|pick up where|continue where|carry on where|resume where|go back to where|start where|play "
        "from where|continue from where) (we|i) (left off|stopped|were|was)",
        "(continue|carry on|go on|crack on|keep going) with (the|my|our|that) (show|series|film|movie|programme|"
        "episode|story|one|thing) [from] where (i|we) (left off|stopped|was|were|left it|got to)",
        "continue watching [(it|the (show|movie|film|series))]",
        "(continue|keep) watching (from|where|from where) (i|we) (stopped|left off|were)",
        "(carry on|go on) watching",
        "where were we",
        "(carry on|go on|continue) with (my|our|the) (show|series|film|movie|programme|episode|story)",
        "(keep|carry on|continue|resume|go on|go back to) (watching|playing|with) (what|whatever|the (show|movie|film|"
        "series|thing|one|episode)) (i|we) (was|were|had|d|watched|started|had been|was watching|were watching|had on|"
        "began) [(watching|on|in the middle of|halfway through)] [(before|earlier|yesterday|last night|last time|the "
        "other (day|night)|this morning)]",
        "(resume|continue|pick up|carry on|go on|start|play) [(it|watching|playing)] [up] [from] (where|from where) "
        "(i|we|it) (left|stopped|was|were|had|had stopped|paused|got to|finished|left it) [(off|at|it)] [(before|"
        "earlier|yesterday|last night|last time|the other (day|night)|this morning)]",
        "(finish|continue|resume|carry on with|go on with|back to|pick up) (my|our|the|that) [(last|previous|"
        "unfinished|half finished|current)] (show|series|film|movie|episode|programme|thing) [(i|we) (was|were|had) "
        "[watching]] [(from)] [(last time|last night|yesterday|earlier|before)]",
        "(resume|continue) (what|the (show|movie|film|series)) (i|we) (was|were|had been) watching",
        "(pick|take) up where (we|i) left off",
        "continue (my|our|the last|where) (show|series|movie|film|episode|programme)",
        "(play|watch|continue|resume) what (i|we) (was|were) watching [(before|last|last time|yesterday|last night)]",
        "(continue|resume) from (last time|yesterday|before|where it was)",
        "(continue|resume) (my|our) (show|series|film|movie|programme|episode)",
        "(play|put on|put|watch|finish) [back] [on] (the|that|my) (film|movie|show|series|programme|episode|one|"
        "thing) (i|we) (didnt|did not|never) finish [watching] [(last night|yesterday|last time)]",
        "[(go|lets go|take me|take us)] back to what (i|we) (was|were) watching (yesterday|last night|last time|this "
        "morning|the other (day|night))",
        "(play|carry|go) on from where (i|we|it) (was|were|left off|stopped) [(last time|last night|yesterday|before)]",
        "[(i|we) (fell|dozed|nodded) (asleep|off) [last night]] (carry on|continue|resume) from there",
        "(continue|resume) [(the|my|our)] (last|previous) (show|movie|film|episode|one)",
    ),
    rule(
        "tv.surprise",
        "(throw|chuck|whack|bung|stick) on (anything|something|whatever)",
        "(put|play|show me|give me|turn|throw|stick|choose|pick|watch) (anything|whatever|something) [(on|you like|at "
        "all|random|good|you want|at random|nice|to watch|for me|interesting)]",
        "[you] surprise (me|us)",
        "(put|play|throw|stick|have|get) (anything|something|whatever) [(else|different)] on [(instead|now)]",
        "(you|lumen) (choose|pick|decide)",
        "(play|put on|show me|watch) something [(random|else|different|good|nice|new|interesting)]",
        "(anything|whatever) (you like|will do|goes|is fine|works)",
        "(put on|put|play|find|find me|find us|show me|show us|stick on) something [that] (the (kids|children|"
        "boys|girls|"
        "family|whole family|wife|baby)|i|we|everyone|everybody|they|my <folk>|<folk>) (will|would|might|can|could|ll|"
        "all) [all] (like|enjoy|love|watch|agree on)",
        "random (channel|movie|film|show|something)",
        "(pick|choose) (something|anything|one) [for (me|us)]",
        "put something on [(tv|the tv|for (me|us))]",
        "(play|put on) a random (movie|film|channel|show)",
        "i dont care [what] [just] [put (something|anything) on]",
        "entertain (me|us)",
        "(im|i am|were|we are) bored put something on",
        "put on (anything|something|whatever) [(you like|at random|random|good|nice)]",
        "dealers choice",
        "(your|lumens) (choice|pick|call)",
        "(put|stick|throw|bung|play|get) (any|some) (old) (thing|rubbish|crap|nonsense) [on]",
        "(put|stick|throw|bung) (anything|something|whatever|any old thing) on [(for (me|us)|please|now)]",
        "(you|lumen) (choose|pick|decide|select) [(something|one|for (me|us))] [(for (me|us)|tonight)]",
        "[just] (pick|choose|put on|play|find|select) (something|anything|whatever) [(for (me|us)|you (like|want|"
        "think is good)|at random|i (might|would) like|good|nice|fun)]",
        "(whatever|anything) [(is|you)] [(fine|like|want|goes|works|will do|suits you)] [just] [(put|play|pick|"
        "choose)] [(something|anything|one)] [on]",
        "(i|we) (dont (care|mind)|have no (preference|idea)) [(what|just|whatever)] [just] (put|play|pick|choose|"
        "bung) (something|anything|whatever) [on]",
        "(random|any) (channel|movie|film|show|programme|episode|thing) [please]",
        "(play|show|put) [me] [on] (something|anything) (random|at random)",
        "(find|get|give) (me|us) (anything|something|whatever) to (look at|watch|see)",
        "you (decide|choose|pick) [what (we|i|to) watch]",
        "(pick|choose) (a|any) (film|movie|show|channel|programme) [for (me|us)] [any (film|movie|show|one|channel)]",
    ),
    rule(
        "tv.watch",
        "(put|stick|play|show|find|get|bung|throw|chuck) [(me|us)] [on] (something|anything) [(good|nice|new|fun|"
        "decent|quiet|else)] [on] for [(the|my|our)] [(wee|little|young)] (kids|children|kiddies|bairns|weans|ones|"
        "toddlers)",
        genre="kids",
    ),
    rule(
        "tv.watch",
        "(were|we are|im|i am) [(all|both|big|huge|more)] [(a|an)] [(big|huge)] <genre> (people|person|fan|fans|lover|"
        "lovers|family|household) so [(its|lets have|some|a|an|the)] <genre:genre>",
    ),
    built(
        "tv.surprise",
        _whatever,
        "(put on|play|stick on|show (me|us)|bung on|throw on|chuck on) (something|anything) [(nice|good)] (for|"
        "to) {why}",
    ),
    rule(
        "tv.channel",
        f"{_PUT} (something|anything|whatever|what) [(thats|that is|which is|whats)] [playing] on <brand:name> [(now|"
        f"right "
        "now|at the moment|tonight)]",
        f"{_PUT} (the|that) (programme|program|show|film|movie|match|game|thing|one) (thats|that is|which is) "
        f"[playing] on "
        "<brand:name> [(now|right now|at the moment)]",
    ),
    rule(
        "tv.surprise",
        f"{_PUT} (something|anything|whatever) (thats|that is|which is|whats) [playing] on [(now|right now|at the "
        f"moment|"
        "telly|tv)]",
    ),
    rule(
        "tv.watch",
        f"{_PUT} (something|anything|some) {_THATS} <genre:genre>",
        f"{_PUT} (a|an|any|some|another) [(good|nice)] <kind:kind> {_THATS} <genre:genre>",
    ),
    rule(
        "ask.recommend",
        f"{_FIND} (something|anything) {_THATS} <genre:genre>",
        f"{_FIND} (a|an|any|some|another) [(good|nice)] <kind> {_THATS} <genre:genre>",
    ),
    rule(
        "ask.recommend",
        f"{_FIND} (something|anything) [(suitable|good|nice|fun)] for (all the family|the whole family|all ages)",
        f"{_FIND} (a|an|any|some) [(good|nice|fun)] <kind> [suitable] for (all the family|the whole family|all ages)",
        genre="family",
    ),
    built(
        "ask.recommend",
        _told,
        f"{_FIND} (something|anything|stuff|things) [(good|nice)] {_CLAUSE}",
        f"{_FIND} (a|an|any|some|another) [(good|nice)] <kind> {_CLAUSE}",
    ),
    built(
        "tv.surprise",
        _told,
        f"{_PUT} (something|anything|whatever) [(good|nice)] {_CLAUSE}",
    ),
    rule(
        "ask.recommend",
        "(is there|are there|is there anything|have you got|have we got|got|know|do you know|do you know of) (a|any|"
        "some) (good|decent|nice|great) "
        "(film|films|movie|movies|show|shows|series|programme|programmes|thing|things) [on] [(tonight|today|now|at the "
        "moment|this evening|this afternoon|tomorrow|later|this weekend|to watch)]",
    ),
)
