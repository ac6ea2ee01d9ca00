"""English: which channel."""

import re

from prism_llm.understanding.english.lexicon import PAGES, THEMES
from prism_llm.understanding.english.watched import what
from prism_llm.understanding.grammar import Rule, SlotValues, built, rule

_NOT_CHANNELS = frozenset(
    "it that this there here something else another one bed sleep work hell school home bathroom toilet shop "
    "store english german french spanish dark light next previous last back the first second third menu mode "
    "the".split()
) | frozenset(PAGES)
_NOT_TELEVISION = frozenset(
    "account accounts bank card email emails mail meeting job plan plans battery lights light lamp heater "
    "heating gas oven password name address flight hotel phone number doctor appointment topic subject pin "
    "airport station street road restaurant calendar list lists airplane bathroom kitchen bedroom savings "
    "checking payment insurance language voice accent persona personality temperature thermostat alarm alarms "
    "mode whisper degrees celsius fahrenheit gps maps map traffic weather wifi internet settings setting "
    "currency euros dollars credit profile user speed ticket tickets train nearest closest pub bistro "
    "restaurant hotel deposit time book goodbye setup paypal order reservation booking oil tire tyre tires "
    "contact contacts reminder reminders event state factory rehab jail prison doctors church".split()
)
_CHANGED = (
    "(i|we|they|he|she|it|you|someone|somebody|<folk>|the (cat|dog|remote|toddler)) [(have|has|had|ve|must have)] "
    "[(just|accidentally|only)] (changed|switched|turned|flipped|flicked|pressed|hit) [(it|the tv|the telly)] [(over|"
    "to)] (over|[(the|a|another|a different|the wrong|wrong)] (channel|channels|station|side))"
)
"""That another channel is on than somebody wants."""
_BACK = "((go|switch|turn|flip|flick) [it] back [over] | (put|take|change|switch|turn|bring) (it|me|us) back)"

_SPORTS = frozenset(
    "football cricket rugby tennis golf boxing snooker darts racing hockey basketball baseball match game cycling "
    "athletics swimming".split()
)
"""What one switches to and what no channel is called."""
_OF_CHANNELS = frozenset("channel tv news sport sports fm hd network television".split())
_OF_SCREEN = frozenset("page screen menu".split())
_OF_SOUND = frozenset("audio track soundtrack subtitles captions volume speed theme timer".split())

_NO_CHANNEL = re.compile(
    r"(?:Netflix|Prime|Disney|Hulu|Spotify|YouTube|Apple|Google|Alexa|Bluetooth|HDMI|USB|TV|DVD|AV|\w+day|"
    r"[\w ]+['’]s\b)"
)
"""On which something is put, too."""
_FOR_WHOM = re.compile(r"\s+for (?:(?:my|the|our|your) )?(?:[a-z]+|[A-Z][a-z]+)$")
"""Who is to see it; no channel is called so."""


def _channel(slots: SlotValues) -> SlotValues | None:
    """Take free words for a channel's name only where they can be one."""
    name = _FOR_WHOM.sub("", str(slots.get("name", "")).strip())
    words = name.casefold().split()
    if words and words[0] == "the" and len(words) > 1:
        words = words[1:]
    if not words or len(words) > 5 or " ".join(words) in _NOT_CHANNELS or set(words) & (_NOT_TELEVISION | _OF_SCREEN):
        return None
    if words[0] in (
        "that",
        "which",
        "where",
        "with",
        "other",
        "my",
        "your",
        "a",
        "an",
        "to",
        "his",
        "her",
        "their",
        "in",
        "on",
        "out",
        "up",
        "off",
    ):
        return None
    if " ".join(words) in _SPORTS:
        return {"@name": "tv.watch", **(what({"what": name}) or {})}
    if set(words) & _OF_SOUND or " ".join(words) in THEMES:
        return None
    return {"name": name.removesuffix("'s")}


def _on_a_dial(slots: SlotValues) -> SlotValues | None:
    """A number alone: of three figures at most, as "put 1917 on" asks for a film, and not "one", which is a thing."""
    return dict(slots) if 1 < int(str(slots["number"])) < 1000 else None


def _put_on_it(slots: SlotValues) -> SlotValues | None:
    """What "it" is put on: a channel that is written as a name, and no service and no day."""
    said = str(slots["name"])
    named = all(word[0].isupper() or word[0].isdigit() for word in said.split())
    return _channel(slots) if named and not _NO_CHANNEL.match(said) else None


def _gone_to(slots: SlotValues) -> SlotValues | None:
    """After words for any journey ("take me to …") only what the viewer has, or what is plainly a channel, is one."""
    found = _channel(slots)
    if found is None or "name" not in found or set(str(found["name"]).casefold().split()) & _OF_CHANNELS:
        return found
    return {**found, "@name": "@channel"}


_CHANGE = (
    "(change|switch|turn|go|flip|tune|tune in|put it|put me|take me|move|switch over|change over|flip over|turn over|"
    "put us|take us|jump|zap|head|flick|skip)"
)
_SWITCH_BACK = (
    "(go|switch|flip|flick|zap|turn|take me|take us|jump|hop|nip|pop|put it|swap|change|back|over) [(over|it|me|us)] "
    "[back] [over] [(to|on|on to)]"
)
_THE_LAST_ONE = (
    "(the|that) [(last|other|previous|first|original)] (channel|one|side|station) [that] (i|we) [just] (was|were|had|"
    "watched|left|came from) [(watching|on|looking at|had)] [(on|up)] [(before|earlier|just now|then|last|first|a "
    "(minute|moment|second|while) ago)]"
)
_TUNE = "(change|switch|turn|flip|tune|tune in|put it|switch over|change over|flip over|turn over|zap|flick)"
_GO = "(go|put me|take me|move|put us|take us|jump|head|skip)"

RULES: tuple[Rule, ...] = (
    rule("@on_number", "(put|stick|have|get|set|turn) it (on|to|at|up to|down to) <int:number>"),
    rule(
        "tv.channel",
        f"[{_CHANGE}] [(to|on|over to|it to|the channel to|channel to|tv to|the tv to|channels "
        f"to)] channel [number] <int:number>",
        "(channel|station) number <int:number>",
        "[(change|go|switch)] [to] [the] channel number <int:number>",
        "(watch|play|put on|show|show me|select|open|tune in to|tune to|turn on|give me|stick on) channel [number] "
        "<int:number>",
        f"{_CHANGE} [(the|this|my)] [(channel|station|tv|tv channel)] to [channel] [number] <int:number>",
        "number <int:number>",
        f"{_CHANGE} [(it|that|the tv)] to number <int:number>",
        "channel <int:number> please",
        "(press|do|dial) [me] [channel] [number] <int:number> [for me]",
        "<int:number> channel",
        "(nan|gran|grandma|grandad|mum|mom|dad|the kids|he|she) wants [channel] <int:number>",
        "<int:number> please",
        "(put|stick|get|have|turn|switch|throw|bung) [on] channel [number] <int:number> [on] [(for (me|us)|please)]",
        "(can|could|may) (i|we) (have|get|see|watch) channel [number] <int:number> [on]",
        "(i|we) (want|need|would like) [to (watch|see)] channel [number] <int:number>",
        f"{_CHANGE} [over] (to|on) [number] <int:number> [please]",
        "(try|enter|dial|type) [channel] [number] <int:number>",
    ),
    *(
        rule(
            "tv.channel",
            f"[(put|stick|have|turn|switch|change|go|get|watch|show)] [me] [(on|to|over to|it to)] channel "
            f"[number] {heard}",
            number=number,
        )
        for heard, number in (
            ("(for|fore)", 4),
            ("(to|too)", 2),
            ("(ate|hate)", 8),
            ("(won|wan)", 1),
            ("(tree|free)", 3),
        )
    ),
    rule("tv.channel", f"{_CHANGE} (two|too) channel [number] <int:number>"),
    built(
        "tv.channel",
        _on_a_dial,
        "(put|stick|switch|throw|bung|chuck|whack|pop|flick|flip) [on] <int:number> [on] [(for (me|us)|please)]",
    ),
    rule(
        "tv.channel",
        "[(go|skip|move|flip|switch|change|jump|turn|zap|flick)] [(to|up|over to)] [the] next (channel|station)",
        "channel up",
        "(go|move|flip|turn) up (a|one) (channel|station)",
        "(channel|one channel) (up|forward)",
        "one (channel|station) up",
        "next channel [up]",
        "up a channel",
        "(change|switch) [the] channel [up]",
        "(change|switch|flip) (channels|channel|stations)",
        "(go|move) one channel up",
        "flip the channel",
        "[(put on|show|try|watch|see|give me|lets (see|try|have)|onto|on to)] [the] next (channel|station) [(up|along|"
        "please)]",
        "(go|move|flip|turn|zap|flick|channel|surf) (up|forward|on) [(a|one|the)] (channel|station)",
        "(flip|zap|flick|channel|surf) (up|forward|on) [(a|one)]",
        "(keep going|go|flick|flip|zap|surf|carry on) [(up|on)] through (the|all the) channels",
        "(up|on|forward) (one|a) (channel|station)",
        "(next|one) (channel|station) (up|along|on|over)",
        "(try|see|show me) (another|a different) (channel|station)",
        "(another|a different) (channel|station) [please]",
        "skip (this|the|that) (channel|station)",
        "something else next (channel|station)",
        "next one along [channel]",
        "one up on the channels",
        "[(go to|switch to|put on|try)] the (channel|station) (after|above|past) (this|it|that) [one]",
        step=1,
    ),
    rule(
        "tv.channel",
        "[(go|skip|move|flip|switch|change|jump|zap)] [(to|down|back to)] [the] previous (channel|station)",
        "channel down",
        "(go|move|flip|turn) down (a|one) (channel|station)",
        "one (channel|station) (down|back)",
        "(channel|one channel) (down|back)",
        "down a channel",
        "(down|back) (one|a) (channel|station)",
        "(go|move|flip|zap|flick|channel) (down|back) [(a|one|the)] (channel|station)",
        "(the|one) (channel|station) (below|under|before) [this [one]]",
        "(go|move) one channel down",
        "go down one",
        step=-1,
    ),
    rule(
        "tv.channel",
        "[(go|switch|change|take me|put|flip|jump|back)] [back] [to] [the] (previous|last|other) (channel|station) (i|"
        "we) (was|were|was on|were on|was watching|were watching) [on] [before]",
        "[(go|switch|change|take me|put|flip|jump)] back to [the] (last|previous|other) (channel|station)",
        "(last|the last) channel",
        "(go|switch|flip|back) [back] to (the|what) [(channel|one)] (i|we) [(was|were|had)] (watching|on|before|on "
        "before|watching before)",
        "[the] channel (i|we) (was|were|had) [(on|watching)] [before]",
        "previous channel (i|we) (was|were) [(on|watching)]",
        "(go|switch|change) back [a] channel",
        "(switch|go|flip) back to (the other|that) (channel|one)",
        "swap back",
        "[(go|switch|flip|flick)] [back] to the (channel|one) (before|from before)",
        "recall",
        "[(i want|go to|put|put on|switch to|back to)] the channel (before|from before|of before)",
        "(what|which) was that channel (i|we) (had|were|was) [(on|watching)] before [(put (that|it) back|go back to "
        "(it|that))] [on]",
        "(go|switch) to [the] last channel",
        "back to the other channel",
        "(put|turn|switch|get) [the] (last|previous|other) (channel|one) [back] on",
        "(go|switch|flip|turn) back to (that|the last|the other) channel",
        "(flip|flick|hop|zap) back",
        "(go|switch|flip|turn|flick|take me|jump|put it) [over] [back] to (the other|that other|the last) (channel|"
        "one|side|station)",
        "(over|back) to the (other|last|previous) (channel|one|side|station)",
        "(go|switch|flip|flick|zap|turn|take me|jump|put it) [back] [on] to (what|whatever|the (channel|one|station|"
        "thing)) (i|we) [(was|were|had|just)] [(just)] (watching|had on|on|watched) [(before|earlier|just now|a "
        "(minute|moment|"
        "second) ago|last|first)]",
        f"{_SWITCH_BACK} {_THE_LAST_ONE}",
        "(put|stick|pop|whack|bung|get|have|watch|try|see|show (me|us)|lets (see|try|have|watch)) [on] the other "
        "(side|channel) [back] [on] [(again|please|for a (bit|minute|second))]",
        "(what|the (channel|one)) (i|we) (was|were|had) (watching|on) (before|earlier|just now|a (minute|moment|"
        "second) ago)",
        "[(go|switch|turn|take me|flick)] [back] [to] the (channel|one|station) (i|we) [just] (left|came from)",
        "(flick|flip|jump|go|take me) back to the (channel|one|station) (i|we) (was|were|had) [just] (on|watching)",
        "(swap|switch|flip|toggle) (channels|back|back and forth)",
        "(swap|switch|flip|change|turn|go|put it) [over] [back] to the other (channel|side|one|station)",
        "the one before channel wise",
        f"{_CHANGED} [(so|can you|could you|please)] {_BACK}",
        f"{_BACK} {_CHANGED}",
        f"wrong (channel|station) {_BACK}",
        f"{_BACK} wrong (channel|station)",
        "[the] other (channel|side) [please]",
        "(put|turn|switch) (it|the tv) back [to] (what|how|where) it was on",
        last=True,
    ),
    built(
        "tv.channel",
        _channel,
        "[(play|watch|put on|show|show me|turn on|open|stick on|go to|switch to|change to|tune to|tune in to|turn to|"
        "flip to|over to|turn over to|switch over to|i want|give me|lets see|see|select|switch on|get|get me|find "
        "me)] [the] <brand:name> [(channel|please)]",
        "[the] <brand:name>",
        "[(i|we)] [(want|need|put|give me|show me|watch|see)] the channel <brand:name>",
        "(change|switch|turn|set|put) [the] (channel|tv|telly|television|station) [over] to <brand:name>",
        "(put|stick|get|have|turn|switch|throw|bung|whack|flick|pop|chuck) [(me|us)] [(the|on the|on|over to)] "
        "<brand:name> [(on|up)] [(for (me|us)|please|now)]",
        "(can|could|may) (i|we) (have|get|see|watch|put on) [the] <brand:name> [on]",
        "(i|we) (want|need|fancy|feel like|would like) [to] [(watch|see|have)] [(a bit of|some)] [the] <brand:name> "
        "[on]",
        "(flip|flick|turn|switch|go|zap|hop|jump|tune|head|change|move|swap|bring me|get me|take us|put us|take me|"
        "put me) [(it|the tv|the telly|back|me|us)] [(over|back|on)] [(to|on to|onto|in to|into|on)] [the] "
        "<brand:name>",
        "(lets|try|gimme|bring up|pull up|load|start|tune into|check|check out|see whats on) [the] <brand:name>",
        "<brand:name> (on|now|please|channel)",
        "(have|take) a look at [the] <brand:name>",
        "(put|get|bring|have) [the] <brand:name> (on|up) [(on|onto)] the [big] (screen|tv|telly)",
        "[the] <brand:name> would be (lovely|nice|great|good)",
    ),
    rule(
        "@quality",
        "[(switch to|go to|put on|change to|watch|show|play|give me|i want|take)] [<it>] [in] [the] <picture:quality> "
        "(one|version|channel)",
    ),
    rule(
        "@channel",
        "(can|could|may) (i|we) (get|have|see|watch) {name} on [here]",
        "(is|have we got|do we have) {name} (put|switch to) it [on]",
    ),
    built(
        "tv.channel",
        _channel,
        f"{_TUNE} [(the|this|my)] [(channel|station|tv|telly|tv channel|television)] [over] to "
        f"[the] [channel] {{name}}",
        f"{_CHANGE} [over] to the {{name}} (channel|station)",
        "(tune|tune in) [(in|to|into)] {name}",
        "(watch|play|put on|show me|turn on|open|stick on|select|i want|give me|gimme|find|get|find me|get me|see) "
        "[the] {name} (channel|station)",
        "(put|stick|get|have|bung|whack|pop) [the] {name} channel on",
        "(flip|flick|turn|switch|zap|change|swap) [(it|the tv|the telly)] (over|back) to {name}",
        "(watch|put on|show me|turn on|open|select|go to|play) channel {name}",
        "(watch|put on|turn on|play) the channel [called] {name}",
    ),
    built("tv.channel", _put_on_it, "(stick|put|pop|bung|whack|chuck|have|leave) it on <written:name>"),
    built(
        "tv.channel",
        _gone_to,
        f"{_GO} [(over|back)] to [the] [channel] {{name}}",
        "(get|bring) (me|us) (to|over to) {name}",
    ),
)
