"""English: questions about programmes, people and what happened, as people also ask them."""

from prism_llm.understanding.english.questions import by_number, on_a_channel, programme
from prism_llm.understanding.grammar import Rule, SlotValues, built, rule

_SHOWN = "(on|showing|playing|airing|being shown|being broadcast|scheduled|broadcast)"
_MINUTE = (
    "(now|right now|at the (moment|mo|minute)|this minute|right this (second|minute)|currently|at present|just now)"
)
_PIECE = "(programme|program|show|film|movie|series|thing|match|game|rubbish|one)"
_AFTER = (
    "(next|after (this|that|it|this one|<it>|the (ads|adverts|news|break)) [(is over|ends|finishes|is done)]|"
    "afterwards|when (this|it|<it>) (ends|finishes|is over)|behind (this|<it>)|directly (after|afterwards))"
)
_GOOD = "(good|decent|interesting|worth (watching|a look|seeing|staying up for)|nice)"
_TO_WATCH = (
    "(what|what else) (can|could|should|shall|might) (i|we) (watch|see) [(on (tv|telly|here)|then)] [(now|today|"
    "tonight|this evening|later|tomorrow|this afternoon)]"
)
_THAT = "(guy|man|woman|lady|bloke|actor|actress|person|chap|fellow|singer|presenter|girl|boy|player|fella)"


def _whole(slots: SlotValues) -> SlotValues | None:
    """A channel in free words of at most three, as their names are."""
    return on_a_channel(slots) if len(str(slots["channel"]).split()) <= 3 else None


RULES: tuple[Rule, ...] = (
    rule(
        "ask.now",
        f"(what|which) {_PIECE} (is|has) (being (broadcast|shown|played)|on|just started|showing|playing|this) "
        f"[{_MINUTE}]",
        f"<whats> on [<here>] {_MINUTE}",
        f"(can|could) you (identify|name|recognise) (this|the) {_PIECE} [for (me|us)]",
        f"(tell|show) (me|us) what (this|that) [{_PIECE}] is [called]",
        f"(whats|what is) this {_PIECE} called",
        f"(who knows|do you know|any idea) what this [{_PIECE}] is [called] [do you]",
        "(ive|i have|weve) forgotten what (we|i) (put on|are watching|had on) [what is it]",
        "what (would|could|might) this be [that (were|im) (seeing|watching)]",
        f"(anything|something) {_GOOD} on [(tv|telly|the (tv|telly|box))] {_MINUTE}",
    ),
    built("ask.now", by_number, f"<whats> on channel <number:channel> {_MINUTE}"),
    built(
        "ask.now",
        on_a_channel,
        f"<whats> on [the] <brand:channel> {_MINUTE}",
        f"(what|whats) (have they got|do they have|are they showing|is there) on [the] <brand:channel> [{_MINUTE}]",
        f"(see|check|tell me|look) [(what|whats)] [is] on [the] <brand:channel> [{_MINUTE}]",
        f"(anything|something) [currently] [{_GOOD}] [currently] on [the] <brand:channel> [(worth a look|{_MINUTE})]",
    ),
    built(
        "ask.now",
        _whole,
        f"<whats> on [the] {{channel}} {_MINUTE}",
        f"(what|whats) (have they got|are they showing) on [the] {{channel}} {_MINUTE}",
    ),
    rule(
        "ask.next",
        f"(whats|what is|whatll be|what will be|what comes|what is there|what {_PIECE} is there|what are they "
        f"showing|what is coming|which {_PIECE} (comes|is)) [(on|up|coming|shown|coming up)] {_AFTER}",
        f"{_AFTER} (whats|what is) [(on|up|coming)]",
        "[and] coming up next",
        f"[is there] (anything|something) [{_GOOD}] [on] {_AFTER}",
        f"what (does|will) (the|this) channel (put out|show|have) {_AFTER}",
        f"(can|could) you (see|tell me) (whats|what is) [(on|up|coming)] {_AFTER}",
        "(whats|what is) following (this|the (news|match|film|show|game|weather))",
        "[the] (next|following) (show|programme|film|one) what is it",
        "who is on next",
    ),
    built(
        "ask.next",
        on_a_channel,
        f"(whats|what is|whatll be|what will be|anything|something|what comes) [{_GOOD}] [(on|coming up|coming)] [on] "
        f"[the] <brand:channel> {_AFTER}",
        f"what (does|will|do) [the] <brand:channel> (have|show|put on|put out) {_AFTER}",
        f"(whats|what is) the (next|following) {_PIECE} on [the] <brand:channel>",
        "(tell me|show me) the next (thing|programme|show) on [the] <brand:channel>",
        "what (follows|comes) [(next|up)] on [the] <brand:channel>",
    ),
    rule(
        "ask.at",
        f"(whats|what is|what will be|whatll be) [{_GOOD}] ({_SHOWN}|in|to watch|to see) [on] "
        "[(tv|telly|the (tv|telly|box))] [for] <when:when>",
        f"(what have they got|what do they (have|show)|is there [very] "
        f"(anything [much]|something|much|a lot|lots)|what is there|whats there) "
        f"[{_GOOD}] [to (watch|see)] [{_SHOWN}] [on] [(tv|telly|the (tv|telly|box))] [for] <when:when>",
        f"what (is|are they) {_SHOWN} [(on|in) (tv|telly|the tv)] <when:when>",
        f"(tell|show) (me|us) (whats|what is) {_SHOWN} <when:when>",
        "<when:when> (whats|what is) on",
    ),
    built(
        "ask.at",
        on_a_channel,
        "what (does|will|do|is|are) [the] <brand:channel> (have on|show|showing|have|broadcasting|got on|put on) "
        "<when:when>",
        "what does channel <number:channel> have [on] <when:when>",
        "(whats|what is|what does|what will) [the] <brand:channel> (showing|show|have on) <when:when>",
        "(whats|what is|what does|what will) channel <number:channel> (showing|show|have on) <when:when>",
        f"(whats|what is|what will be|anything|something) [{_GOOD}] on [the] <brand:channel> <when:when>",
        f"is [the] <brand:channel> showing anything [{_GOOD}] <when:when>",
        "(whats|what s) <brand:channel> got on <when:when>",
        "(what|whats) (have they got|do they have|are they showing|is there|have we got) on [the] <brand:channel> "
        "<when:when>",
    ),
    built(
        "ask.when",
        programme,
        "(what|which|on (what|which)) (day|time|hour) (is|are|does|do|will) [the] {title} (on|start|begin|come on|"
        "starting|be on|showing|air)",
        "(do|can) you (know|tell me) when {title} (starts|begins|kicks off|is on|comes on|is showing|airs)",
        "tell me when (theyre|they are) (showing|repeating|putting on) {title} [again]",
        "when (will|do|are) they (repeat|repeating|show|showing|put on|air) {title} [again]",
        "(whens|when is|when s) {title} (on|showing|coming on|starting|back|broadcast|repeated) [(again|now|next|"
        "today|tonight|this week)]",
        "when (is|are|will) {title} (this week|be (on|broadcast|shown)|tonight|today)",
        "(whens|when is) [the] {title} (coverage|broadcast|repeat|episode)",
        "{title} (whens|when is|when s) (that|it) [on]",
        "(they (moved|changed|shifted)|i want|(he|she|my boy|my girl|the kids) wants) {title} [again] (whens|when is) "
        "(it|that) on [now]",
        "at what time (is|comes) [(coming|on)] {title} [on]",
    ),
    rule(
        "ask.remaining",
        "how long (is it|is this|have we got) still",
        "(how (many|much) more|how many) (minutes|time) [(left|to go|is left|are left|have we got)]",
        "(ow|how) much is left [of (this|<it>)] [one]",
    ),
    rule(
        "ask.who",
        f"who (is|are|was) (the|that|those|this) [(old|young|tall|little)] {_THAT} [(playing|commentating|singing|"
        "talking|presenting|acting|in the (hat|mask|middle|back)|on the (left|right)|there)] [the (king|queen|lead|"
        "villain|baddie|doctor|cop)]",
        f"(that|this) {_THAT} (whats|what is) (he|she|his name|her name) [called] [in real life]",
        "(tell|show) me the (cast|actors|actor)",
        "(who are|who is in|name) the (actors|cast) [in this [(film|movie|show|series)]]",
        "(who is|whos) (acting|starring|playing) in this [(film|movie|show|series|serial)]",
        f"(hoo|who) is that {_THAT}",
        "who are (they|these|those) [(people|guys|two|men|women|actors)]",
    ),
    rule(
        "ask.song",
        "what (piece|song|tune|track|number|music) [of [classical] music] (is|s) (this|that|it|playing)",
        "(find out|identify|name|recognise|tell me) (the|this|that) (song|tune|track|music) [in this (scene|film|ad)]",
        "do you (recognise|know|recognize) this (song|tune|track|music)",
        "what number is that [the choirs singing]",
        "(whats|what is) (it|this|that) called this (song|tune|track|music|piece)",
    ),
    rule(
        "ask.explain",
        "(bring|get|catch) (me|us) up to speed",
        "(walk|run|talk) (me|us) through (it|this|what happened|the (plot|story))",
        "(whats|what is) (it|this) all about",
        "(whats|what is) all the fuss about [in this (scene|film|bit)]",
        "(whats|what has|what) happened since",
        "what [just] (went on|has happened) [(until now|so far)]",
        "(summarise|summarize|sum up) (what [has] happened|it|the (story|plot)) [(until now|so far|up to now)]",
        "explain (that|this|it) [to (me|us)]",
        "(whats|what is) the deal with (him|her|them|this|that|it)",
        "why was that (offside|a foul|a penalty|a red card|disallowed|a no ball)",
        "why did (he|she|they) (do that|slap (him|her)|leave|run [away]|kill (him|her|them)|say that|cry)",
        "(run|take|walk) me through the last <dur:seconds>",
        "(re cap|recap) [of] the last <dur:seconds>",
    ),
    rule(
        "ask.score",
        "(whats|what is) it at [now] [the (match|game)]",
        "[the] current score",
        "how many (points|goals|runs) have they got",
        "(who is|whos) (in front|ahead|up|winning|leading) [now]",
    ),
    rule(
        "ask.recommend",
        f"{_TO_WATCH} [(maybe|perhaps|preferably)] (something|anything|some|a|an|a bit of) [(nice and|really|a "
        "bit|good|nice|decent)] <genre:genre> [<kind>]",
        "(is|isnt) [there] (anything|something) [(a bit|really|vaguely|remotely|nice and)] <genre:genre> (on|to "
        "watch|showing|playing|worth watching) [(tonight|now|today|later|tv|telly|right now|this evening)]",
    ),
    rule(
        "ask.recommend",
        f"{_TO_WATCH} [(maybe|perhaps|preferably)] (a|some) [(good|nice|decent)] (film|movie|series|show|documentary)",
    ),
    rule(
        "ask.recommend",
        "(whats|what is|what would be|whatd be) good [(on here|for (me|us|the (kids|family)|a (family|quiet) night|"
        "tonight)|right now)]",
        "what (would|do|can|could) you (recommend|suggest|advise) [(for (me|us|tonight|a (family|quiet|lazy) (night|"
        "evening)))]",
        "what do you think (id|we d|wed|i would) (like|enjoy)",
        "(give|have|got) [(me|us|you got)] [(a few|some|any)] (suggestions|recommendations|ideas|tips)",
        "(any|some) (suggestions|recommendations|ideas|tips) [for (tonight|me|us|what to (watch|put on))]",
        "(recomend|recommend|suggest|advise) [(me|us)] (something|a (film|movie|show|series|programme)|anything)",
        "[(just)] tell (me|us) (whats|what is) good [on here]",
        "(i|we) (want|need) (ideas|suggestions|a suggestion|recommendations|a tip) [(for (something|tonight))]",
        "(dont know|not sure|no idea) what to (watch|put on)",
    ),
)
