"""English: questions about what is on, when, and for how long."""

import re

from prism_llm.understanding.english.homes import NAMES
from prism_llm.understanding.english.named import is_called
from prism_llm.understanding.grammar import Rule, SlotValues, built, rule
from prism_llm.understanding.titles import is_written_as_name

_ELSEWHERE = frozenset(
    "weather calendar agenda schedule email inbox list menu mind plate stove sale credit card account bill "
    "traffic road phone fridge desk table shopping todo facebook twitter computer roof sandwich pizza to-do".split()
)


_NO_CHANNELS = (
    ["this"],
    ["that"],
    ["my"],
    ["your"],
    ["our"],
    ["it"],
    ["here"],
    ["there"],
    ["for"],
    ["at"],
    ["other"],
    ["another"],
)
"""What follows "on" where no channel is named."""
_NOT_AIRED = _ELSEWHERE | frozenset("classes class school flight boarding train bus meeting my your".split())
_NOT_BY_NAME = frozenset(NAMES) | frozenset(
    "christmas easter monday tuesday wednesday thursday friday saturday sunday halloween diwali eid ramadan lent "
    "hanukkah "
    "january february march april may june july august september october november december mum dad gran grandma "
    "grandad "
    "nan granny mother father mothers fathers valentines pancake bonfire boxing new good ash thanksgiving "
    "passover".split()
)
"""Who comes, and which day is one: no programme."""
_CALLED_BY_NUMBER = frozenset("4 5 9 four five nine".split())


def on_a_channel(slots: SlotValues) -> SlotValues | None:
    """A channel in free words, unless the words are of something else."""
    channel = str(slots.get("channel", ""))
    words = channel.casefold().split()
    elsewhere = set(words) & _ELSEWHERE or " and on " in f" {' '.join(words)} "
    return None if elsewhere or words[:1] in _NO_CHANNELS else dict(slots)


def on_a_named_channel(slots: SlotValues) -> SlotValues | None:
    """The same where only its capital letters tell the channel."""
    channel = str(slots["channel"])
    return on_a_channel(slots) if is_called(channel) and channel.casefold() not in NAMES else None


def _on_a_written_channel(slots: SlotValues) -> SlotValues | None:
    """The same, though a person may be called so: nobody is on, as a channel is ("what's on Dave")."""
    said = str(slots["channel"])
    return on_a_channel(slots) if is_called(said) and not {"and", "or"} & set(said.split()) else None


def by_number(slots: SlotValues) -> SlotValues:
    """A channel by its number, or by its name where two of that kind are called so."""
    said = str(slots["channel"])
    return {**slots, "channel": f"Channel {said}"} if said.casefold() in _CALLED_BY_NUMBER else dict(slots)


def programme(slots: SlotValues) -> SlotValues | None:
    """A title in free words: not a pronoun, not something of the calendar."""
    title = re.sub(r"(?: be|['’]s| is| back)$|^the (?=\S)", "", str(slots["title"]))
    title = re.sub(r"^(?:their |our |the )?next (?=\S)|(?<=\S) next$", "", title)
    title = re.sub(r"^(?:final|finale|start|(?:semi|first|last|next) \w+) of (?:the )?(?=[A-Z])", "", title)
    title = re.sub(r"^(?:there (?:an?|any) |an? |the )?(?:brand )?(?:new|latest) (?=[A-Z])", "", title)
    title = re.sub(r"^(?P<team>[A-Z].*) (?:game|match)$", r"\g<team>", title)
    slots = {**slots, "title": re.sub(r"^there (?:any|an?|some)(?: (?:good|more))? (?=\S)", "", title)}
    words = str(slots["title"]).casefold().split()
    small = {"and", "it", "this", "that", "you", "i", "we", "my", "your", "he", "she", "they", "there"}
    elsewhere = set(words) & _NOT_AIRED and not is_written_as_name(str(slots["title"]))
    return None if words[0] in small or words == ["next"] or elsewhere else dict(slots)


def _by_name(slots: SlotValues) -> SlotValues | None:
    """A title that its capital letters tell, and nobody's name or a day's: "what time is Countryfile"."""
    title = str(slots["title"])
    first = title.casefold().split()[0].removesuffix("'s").removesuffix("’s")
    named = is_called(title) and not title.split()[-1][0].islower()
    return programme(slots) if named and not {first, title.casefold()} & _NOT_BY_NAME else None


def _time_enough(_: SlotValues) -> SlotValues:
    """What there is time for does not count."""
    return {}


_EVERY_CHANNEL = (
    "([(the|all the)] other (channels|channel|side|sides|stations)|(all|all the|all of the|all my|all our|all these) "
    "(channels|stations)|(every|each) [other] (channel|station))"
)
RULES_OF_OWN_CHANNELS: tuple[Rule, ...] = (
    built(
        "ask.now",
        _on_a_written_channel,
        "[(tell|show) (me|us)] <whats> [<moment>] (on|playing on|showing on) [the] <written:channel>",
        "(check|see|look) <whats> [<moment>] on [the] <written:channel>",
    ),
    built(
        "ask.at",
        _on_a_written_channel,
        "[(tell|show) (me|us)] <whats> (on|playing on|showing on) [the] <written:channel> [(on|at)] <day:when>",
        "[(tell|show) (me|us)] <whats> (on|playing on|showing on) [the] <written:channel> <when:when>",
        "[(tell|show) (me|us)] <whats> (on|playing on|showing on) [the] <written:channel> at <time:when>",
    ),
    built("@on", on_a_channel, "<whats> [<moment>] (on|playing on|showing on) [the] {channel}"),
)
"""Tried last, as any words may be a channel's name; what the viewer has no channel of is left to others."""
RULES: tuple[Rule, ...] = (
    rule(
        "ask.now",
        "<whats> (on|playing|showing|running|airing) [(on)] [<here>] [<moment>]",
        "<whats> on [<here>] <moment>",
        "<whats> (happening|going) on <here>",
        "what (am i|are we) (watching|looking at) [<moment>]",
        "what (movie|film|show|programme|program|channel|series|episode|match|game) is (this|that|it|on|playing|"
        "showing) [<moment>]",
        "(whats|what is) this [(movie|film|show|programme|program|series|channel|called)]",
        "(whats|what is) [(the (name|title) of)] (this|the) (movie|film|show|programme|program|series|episode|channel)",
        "(whats|what is) this (movie|film|show) called",
        "(which|what) channel (is this|am i on|are we on|am i watching|are we watching)",
        "is (anything|there anything) [good] on [(now|tv|the tv|right now)]",
        "<whats> this (im|i am|were) watching",
        "what do we have on [<moment>]",
        "what (even|exactly) is (this|that|it|this thing)",
        "what is (now|currently) on",
        "what is this (programme|film|movie|show|series) called",
        "<moment> <whats> on",
        "(whats|what is) on (tv|telly|television) [<moment>]",
        "what (are they|is it) showing",
        "(tell|show) (me|us) (whats|what is) on [(now|right now|at the moment|tv)]",
        "(anything|something) (good|decent|interesting|worth watching) on [(now|tv|telly|right now|at the moment)]",
        "(anything|something) on [(tv|telly)] [(now|right now|at the moment)]",
        "(what|which) (show|film|movie|programme|program|thing|series) (am i|are we|is this|is that|is it|do we have "
        "on|have we got on) [(watching|on|called)]",
        "what (have we got|have i got|do we have|do i have) on [(here|now|at the moment|tv)]",
        "(whats|what is) (this|that) [thing] [(called|on here|im watching|were watching|i am watching|we are "
        "watching)]",
        "(whats|what is) [the] (name|title) of (this|the) [(thing|one)] [(were|we are|im|i am) watching]",
        "(whats|what is) (on|playing|showing|running) [on] [(the|my|our)] (tv|telly|television|box|screen|air) "
        "[<moment>]",
        "(tell|show) me what (this|that|it) is",
        "(whatve|what have) (they|you|we) got on [<moment>]",
        "(what|which) (film|show|programme|series) is (it|this one)",
        "what on earth (is this|are we watching) [(were watching|im watching|we are watching)]",
        "[remind me] (whats|what is) this [again]",
    ),
    built("ask.now", by_number, "<whats> on channel <number:channel> [<moment>]"),
    built(
        "ask.now",
        on_a_channel,
        "<whats> (on|playing on|showing on|running on|airing on) [the] [channel] <brand:channel> [channel] [<moment>]",
        "(whats|what is) (now|currently|right now) on [the] <brand:channel>",
        "what is <brand:channel> (showing|playing|airing) [<moment>]",
        "(whats|what is) <moment> (on|playing on) <brand:channel>",
        "what does <brand:channel> have on [<moment>]",
        "<whats> [<moment>] (on|playing on|showing on) [the] [channel] <brand:channel> [channel] [(at the moment|"
        "right now|now|currently)]",
        "(anything|something|is there anything|is anything) [(good|decent|interesting)] on [the] <brand:channel> "
        "[<moment>]",
        "(anything|something|is there anything|is anything) [(good|decent|interesting)] on <numbered:channel> "
        "[<moment>]",
        "what (are they|have they got|do they have) (showing|playing|on) on [the] <brand:channel> [<moment>]",
        "(what|which) (show|film|movie|programme|program|match|game) is [<moment>] (on|playing on|showing on) [the] "
        "<brand:channel> [<moment>]",
        "(tell me|show me|check) <whats> [<moment>] on [the] <brand:channel> [<moment>]",
        "what (are|is) [the] <brand:channel> (showing|playing|airing|broadcasting) [<moment>]",
        "<brand:channel> (whats|what is) on [<moment>]",
        "(whats|what is) <moment> (on|playing|showing) on [the] <brand:channel>",
    ),
    built(
        "ask.now",
        on_a_channel,
        "<whats> (playing|showing|airing) [<moment>] on {channel} [<moment>]",
        "<whats> on {channel} (now|right now|at the moment|currently|just now)",
        "<whats> on [the] {channel} channel",
        "<whats> [<moment>] on {channel} tv",
    ),
    built(
        "ask.now",
        on_a_named_channel,
        "what (are they|is) (showing|playing) on <written:channel> [<moment>]",
        "what (are they|have they got|do they have) on on <written:channel> [<moment>]",
    ),
    built(
        "ask.at",
        on_a_named_channel,
        "(whats|what is) <written:channel> (showing|got on|putting on) <when:when>",
        "what (does|will) <written:channel> (have|show|be showing|have on|got on) [(on|at)] <day:when>",
        "what (does|will) <written:channel> (have|show|be showing|have on|got on) <when:when>",
        "what (does|will) <written:channel> (have|show|be showing|have on|got on) at <time:when>",
    ),
    rule(
        "ask.next",
        "<whats> [(on|coming|playing|showing|coming up|up)] next [<here>]",
        "<whats> (on|coming on) after (this|that|this one|the (show|film|movie|news|match|programme))",
        "<whats> coming (up|on) [(next|after this|later)]",
        "(what|which) (programme|show|movie|film|program) (is|comes) next",
        "what (comes|follows|starts|is on|goes out) (next|after this|on next|this|that|afterwards|<it>|after <it>)",
        "(whats|what is) on (after|following) <it>",
        "(and|what about) (next|after that|after this)",
        "<whats> on later",
        "whats next up",
        "tell me (whats|what is) (on next|coming up)",
        "(whats|what is|what comes|what will be|what s) [(on|up|coming|showing)] (after|following) (this|that|it|"
        "<it>) [(ends|finishes|is over|is done)]",
        "(what|whats) (happens|starts|begins|follows|comes|is on|on|up) (after|next) [(this|that|it|<it>)]",
        "(whats|what is) [(the)] next (show|programme|film|movie|thing|program|thing on|on)",
        "(whats|what is) (up|on|coming|showing) (next|afterwards|after)",
    ),
    rule(
        "ask.next",
        "[tell (me|us)] <whats> [(on|coming|playing|showing|coming up|up)] next on [the] [channel] <brand:channel>",
        "<whats> on [the] <brand:channel> (next|after this|later)",
        "<whats> (coming up|coming) [next] on [the] <brand:channel>",
        "<whats> (on|coming on|coming up|showing) after (this|that|<it>|the (news|film|movie|match|game|show|"
        "programme|weather)) on [the] <brand:channel>",
        "(what|whats) (comes|is on|on|starts|follows|coming) next on [the] <brand:channel>",
        "what (does|do|is|are) [the] <brand:channel> (have|show|showing|got) (on next|next|coming up|after this|later)",
    ),
    built(
        "ask.next",
        by_number,
        "<whats> (coming up|coming|up) [next] on channel <number:channel>",
        "[tell (me|us)] <whats> [on] next on channel <number:channel>",
        "(what|whats) (comes|is on|on|starts|follows|coming) next on channel <number:channel>",
        "<whats> (on|coming on|coming up|showing) after (this|that|<it>) on channel <number:channel>",
    ),
    built(
        "ask.next",
        on_a_channel,
        "[tell (me|us)] <whats> [(on|coming|playing|showing|coming up|up)] next on [the] {channel}",
        "(what|whats) (comes|is on|starts|follows|is coming|is coming up) next on [the] {channel}",
        "<whats> (coming up|coming|up|on) (on|at) [the] {channel} (after|next|after (this|that)|afterwards|later)",
        "<whats> (coming up|coming) [next] on [the] {channel}",
        "<whats> (on|coming on|coming up|showing) after (this|that) on [the] {channel}",
    ),
    rule(
        "ask.at",
        "<whats> [(on|playing|showing|airing|coming on|coming up)] [<here>] [(on|for|over|at)] <day:when>",
        "(whats|what is) there [to watch] [(on|for|over|at)] <day:when>",
        "(what|which) (movies|films|shows|programmes|sport|sports|matches|games) (are|is) [(on|showing|playing)] "
        "[<here>] [(on|for|over|at)] <day:when>",
        "(what will|whatll) be on [<here>] [(on|for|over|at)] <day:when>",
        "(what do we have|what have we got|what are they showing|what have they got|what do they have) [on] [<here>] "
        "[(on|for|over|at)] <day:when>",
        "(is|will) (anything|there anything|there be anything) [(good|decent|interesting)] [be] [on] [<here>] "
        "[(on|for|over|at)] <day:when>",
        "(anything|something) [(good|decent|interesting)] on [<here>] [(on|for|over|at)] <day:when>",
        "(show|tell) (me|us) <whats> (on|coming up|coming on) [<here>] [(on|for|over|at)] <day:when>",
        "what (can|could) (i|we) (watch|see) [<here>] [(on|for|over|at)] <day:when>",
    ),
    rule(
        "ask.at",
        "<whats> (on|playing on|showing on) [the] <brand:channel> [(on|for|over|at)] <day:when>",
        "<whats> [(on|playing|showing)] [(on|for|over|at)] <day:when> on [the] [channel] <brand:channel>",
        "(what will|whatll) be on [the] <brand:channel> [(on|for|over|at)] <day:when>",
        "(what does|what do|what will|what are|what is) [the] <brand:channel> (show|have|have on|showing|showing on) "
        "[(on|for|over|at)] <day:when>",
    ),
    built(
        "ask.at", by_number, "<whats> (on|playing on|showing on) channel <number:channel> [(on|for|over|at)] <day:when>"
    ),
    rule(
        "ask.at",
        "<whats> (on|playing|showing|airing|coming on|coming up) [<here>] <when:when>",
        "<whats> on (tv|telly|television) <when:when>",
        "(what|which) (movies|films|shows|programmes|sport|sports|films are|movies are) (are|is) on <when:when>",
        "what (will be|shall be) on <when:when>",
        "(anything|is there anything) [good] on <when:when>",
        "(whats|what is) <when:when> on tv",
        "<when:when> <whats> on",
        "what is <when:when> on (tv|telly|television)",
        "(show|tell) (me|us) <whats> (on|coming up|coming on) [tv] <when:when>",
        "<whats> (on|playing|showing|airing|coming on|coming up) [<here>] <when:when> [(on tv|on the telly|on telly)]",
        "(what|which) (movies|films|shows|programmes|sport|sports|matches|games|films are|movies are) (are|is) (on|"
        "showing|playing) [(tv|telly)] <when:when>",
        "what (can|could) (i|we) (watch|see) <when:when>",
        "(what will|whatll) be on [(tv|telly|the tv)] <when:when>",
        "(what do we have|what have we got|what are they showing|whats there) [on] <when:when>",
        "(is|will) (anything|there anything|there be anything) [(good|decent|interesting)] [be] on [(tv|telly)] "
        "<when:when>",
    ),
    rule(
        "ask.at",
        f"<whats> [(on|playing|showing)] (on|across) {_EVERY_CHANNEL} <when:when>",
        f"<whats> [(on|playing|showing)] <when:when> (on|across) {_EVERY_CHANNEL}",
    ),
    rule(
        "ask.at",
        f"<whats> [(on|playing|showing)] [<moment>] (on|across) {_EVERY_CHANNEL} [<moment>]",
        "<whats> [(on|playing|showing)] [<moment>] everywhere [else] [<moment>]",
        "<whats> [(on|playing|showing)] elsewhere [<moment>]",
        f"what (are|have) {_EVERY_CHANNEL} (showing|playing|got [on]) [<moment>]",
        "[is there] (anything|something) else [(good|decent|interesting|worth watching)] on [(tv|telly)] [<moment>]",
        "what else is (on|there|showing|playing) [<here>] [<moment>]",
        "<whats> else (on|there) [<moment>]",
        when="now",
    ),
    rule(
        "ask.at",
        "<whats> (on|playing on|showing on) [the] [channel] <brand:channel> <when:when>",
        "<whats> (on|playing|showing) <when:when> on [the] [channel] <brand:channel>",
        "(what will|whatll) be on [the] [channel] <brand:channel> <when:when>",
        "(what does|what do|what will|what are|what is) [the] <brand:channel> (show|have|have on|showing|showing on) "
        "<when:when>",
        "<whats> <when:when> on [the] [channel] <brand:channel>",
        "(is|will) (anything|there anything|there be anything) [good] [be] on [the] <brand:channel> <when:when>",
    ),
    built(
        "ask.at",
        by_number,
        "<whats> (on|playing on|showing on) channel <number:channel> <when:when>",
        "(what will|whatll) be on channel <number:channel> <when:when>",
        "<whats> [(on|playing|showing)] <when:when> on channel <number:channel>",
    ),
    built(
        "ask.at",
        on_a_channel,
        "<whats> (on|playing|showing) <when:when> on [the] {channel}",
        "<whats> [there] (coming|coming up|coming on|scheduled) <when:when> on [the] {channel}",
        "<whats> on {channel} <when:when>",
    ),
    rule("ask.when", "(when|what time) is [the] kick off", "(whens|what times) [the] kick off", title="kick off"),
    built(
        "ask.when",
        _by_name,
        "(when|what time) (is|are) <written:title>",
        "(whens|what times) <written:title>",
    ),
    built(
        "ask.when",
        programme,
        "(when|what time) (is|are|will|does|do) {title} (on|on tv|on the tv|be on|start|starting|begin|air|airing|"
        "come on|coming on|be shown|on next|on tonight|on today|on again|showing|playing|be aired|kick off)",
        "(when|what time) is {title} next on",
        "(when|what time) will {title} be (on|on next|on again|shown|shown again|back|back on)",
        "(whens|what times) {title} (on|starting|coming on|on tv|start|begin)",
        "(when|what time) can (i|we) (watch|see) {title}",
        "(at what time|when) (starts|begins|comes|is starting) {title}",
        "at what time (is|does|will) {title} (on|start|begin|air|be on)",
        "(when|what time|what day) (is|does|will|are|do) [the] (next|new|latest) (episode|part|one|edition) of "
        "{title} [(on|start|air|begin|coming on|be on|on tv|out)]",
        "whens [the] (next|new|latest) (episode|part|one|edition) of {title} [(on|start|air|begin|coming on|on tv|"
        "out)]",
        "(is|are) {title} on [(tv|telly)] (tonight|today|tomorrow|later|this week|this evening|later today|this "
        "weekend|at all)",
        "(when|what time) (do|does) (they|<brand>|it) show {title} again",
        "(when|what time) (do|does) (they|<brand>|it) show {title}",
        "(what|which) (channel|side|station) (is|are) {title} on [(tonight|today|tomorrow|later|this (week|weekend|"
        "evening))]",
        "(what|which) (channels|sides) {title} on [(tonight|today|tomorrow|later|this (week|weekend|evening))]",
        "(what (channel|time)|when) (is|are) {title} (next on|on next|on again|showing next|shown again|repeated|next "
        "shown)",
        "(when will|whenll) {title} (be on|start|air|begin|come on|be shown|be back|be repeated)",
        "(do you know|tell me|find out|check|any idea) (when|what time) {title} (is|is on|starts|airs|begins|comes on|"
        "will be on|is next on|is on next)",
        "how long (until|till|before) {title} (starts|begins|is on|comes on|kicks off)",
        "(whens|when is|what time is|what day is) [the] <live:title>",
        "(whens|when is|what time is|what day is) [the] {title} (game|match|final|fight|race)",
        "(is|are) the <sport:title> [still] (on|started|starting|over) [(yet|now|already|tonight|today)]",
        "has the <sport:title> [(already|even)] (started|begun|kicked off|finished) [(yet|already)]",
        "(whens|when is|what time is|what day is) [the] (final|finale|start|semi final|first episode|last episode) of "
        "[the] {title} [on]",
        "(when|what time|what day) (do|does|are|is|will) [the] {title} (play|playing) [(next|again|today|tonight|"
        "tomorrow|this (week|weekend|evening|afternoon)|their next (game|match))]",
        "(do you|dyou|d you) know what (day|time) {title} [is] on",
        "(what day|when) will they show {title}",
        "(see|check|find out|tell me|look) (if|whether) {title} is on [(anywhere|tonight|today|tomorrow|later|at all|"
        "now)]",
    ),
    built(
        "ask.remaining",
        _time_enough,
        "(have (i|we) got|do (i|we) have|is there) time (for|to) {errand} before (this|it|<it>) (ends|finishes|is "
        "over)",
    ),
    rule(
        "ask.remaining",
        "how (long|much|much time|many minutes) (is|are|have we got|do we have|till|until|have i got) [(there|it|"
        "this)] (left|remaining|to go|the end|it ends|it finishes|is over|over)",
        "how (much|long) (longer|more) [(is (this|it)|does (this|it) (go|last|run)|(till|until) (the end|it ends))]",
        "[(tell me|check|see)] how (long|much) is left [(in|of|on) <it>]",
        "(when|what time) (does|will|is) <it> (end|finish|over|be over|going to end|stop|ending|finishing)",
        "how (long|much|much time) (is|does) (left|remaining|it have|this have) [(left|in|of|to go)] [<it>]",
        "how (long|much) (has|have|is) <it> [still] [got] (left|to go|to run)",
        "how much longer (is|does|will) <it> [(go on|last|take|run|on|go)]",
        "[how much] time (left|remaining)",
        "how long (till|until|before|to) (the end|it ends|it is over|its over|this ends|this is over|it finishes)",
        "is it (nearly|almost) (over|finished|done)",
        "how far (in|along|through) are we",
        "how (long|much) [(longer|more)] [(has|have|is)] [(<it>|we|there)] [got] (left|to go|remaining|still to go)",
        "how (long|much longer) (has|have) (<it>|we) got",
        "[(tell me|check|see)] how longs (left|to go) [(in|on|of) <it>]",
        "how long (does|will) <it> (last|go on|run|take)",
        "how much of <it> is left",
        "whats left",
        "how much (of it|is) (is left|left)",
        "how many (minutes|hours) [are] [there] (left|remaining|to go) [(in|of|on) [<it>]]",
        "how (long|much|much time|many minutes) (is|are|s|have (we|i) got|do (we|i) have|does (it|this) have) [there] "
        "(left|remaining|to go) [(in|of|on|for) [<it>]]",
        "(when|what time) (does|will|is|s) (this|it|that|<it>) [going to] (end|finish|over|be over|stop|be finished|"
        "be done|done|finished)",
        "(whens|when is|when will) (this|it|<it>) (over|end|finish|finished|done|be over|be done|going to end|ending|"
        "finishing)",
        "how (much longer|long|many more minutes) (is|will|does|do|until|till|before|to) [(this|it|<it>|we|i)] [(is|"
        "have|got|be|go|last|run|going|take|ends|finishes|over)] [(going to (be|last|go on)|for|left|on|to (go|wait)|"
        "over|on for|till (its over|the end))]",
        "(is|are) (this|it|<it>|we) (nearly|almost|about) (over|finished|done|there|at the end|to end|ended)",
        "(whats|what is) the (remaining time|time left|time remaining|end time)",
        "how (far|much) (through|into|along) (are we|is it|am i) [(in)] [<it>]",
        "how (long|much time) (until|till|before|to) [the] (finish|end|the finish)",
        "[(the)] (remaining time|time left|time remaining|end time) [please]",
        "(how long|what) (does this|is this|is the) (movie|film|show|episode|programme|match|go on|last|run|running "
        "time) [(go on|last|run|for|left)] [for]",
    ),
)
