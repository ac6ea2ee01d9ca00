"""English: which channel."""

from prism_llm.understanding.english.lexicon import PAGES
from prism_llm.understanding.grammar import Rule, SlotValues, built, rule

_NOT_CHANNELS = frozenset(
    "it that this there here something else another one bed sleep work hell school home "
    "bathroom toilet shop store "
    "english german french spanish dark light next previous last back the first second third "
    "menu mode the".split()
) | frozenset(PAGES)
_NOT_TELEVISION = frozenset(
    "account accounts bank card email emails mail meeting job plan plans battery lights "
    "light lamp heater heating "
    "gas oven password name address flight hotel phone number doctor appointment topic "
    "subject pin airport station "
    "street road restaurant calendar list lists airplane bathroom kitchen bedroom savings "
    "checking payment insurance "
    "language voice accent persona personality temperature thermostat alarm alarms mode "
    "whisper degrees celsius fahrenheit "
    "gps maps map traffic weather wifi internet settings setting currency euros dollars "
    "credit profile user speed "
    "ticket tickets train nearest closest pub bistro restaurant hotel deposit time book goodbye "
    "setup paypal order reservation booking oil tire tyre tires contact contacts reminder "
    "reminders event".split()
)


def _channel(slots: SlotValues) -> SlotValues | None:
    """Take free words for a channel's name only where they can be one."""
    name = str(slots.get("name", "")).strip()
    words = name.casefold().split()
    if words and words[0] == "the" and len(words) > 1:
        words = words[1:]
    if not words or len(words) > 5 or " ".join(words) in _NOT_CHANNELS or set(words) & _NOT_TELEVISION:
        return None
    if words[0] in ("my", "your", "a", "an", "to", "his", "her", "their", "in", "on", "out", "up", "off"):
        return None
    return {"name": name.removesuffix("'s")}


_CHANGE = (
    "(change|switch|turn|go|flip|tune|tune in|put it|put me|take me|move|switch over|change "
    "over|flip over|turn over|put us|take us|jump|zap|head|flick|skip)"
)

RULES: tuple[Rule, ...] = (
    rule(
        "tv.channel",
        f"[{_CHANGE}] [(to|on|over to|it to|the channel to|channel to|tv to|the tv to|channels "
        f"to)] channel [number] <int:number>",
        "(channel|station) number <int:number>",
        "(watch|play|put on|show|show me|select|open|tune in to|tune to|turn on|give me|stick "
        "on) channel [number] <int:number>",
        f"{_CHANGE} [(the|this|my)] [(channel|station|tv|tv channel)] to [channel] [number] <int:number>",
        "number <int:number>",
        f"{_CHANGE} [(it|that|the tv)] to number <int:number>",
        "channel <int:number> please",
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
        "[(put on|show|try)] [the] next (channel|station)",
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
        "(go|move) one channel down",
        step=-1,
    ),
    rule(
        "tv.channel",
        "[(go|switch|change|take me|put|flip|jump|back)] [back] [to] [the] (previous|last|other) "
        "(channel|station) (i|we) (was|were|was on|were on|was watching|were watching) [on] "
        "[before]",
        "[(go|switch|change|take me|put|flip|jump)] back to [the] (last|previous|other) (channel|station)",
        "(last|the last) channel",
        "(go|switch|flip|back) [back] to (the|what) [(channel|one)] (i|we) [(was|were|had)] "
        "(watching|on|before|on before|watching before)",
        "[the] channel (i|we) (was|were|had) [(on|watching)] [before]",
        "previous channel (i|we) (was|were) [(on|watching)]",
        "(go|switch|change) back [a] channel",
        "(switch|go|flip) back to (the other|that) (channel|one)",
        "swap back",
        "[(go|switch|flip)] [back] to the (channel|one) (before|from before)",
        "recall",
        "(go|switch) to [the] last channel",
        "back to the other channel",
        last=True,
    ),
    built(
        "tv.channel",
        _channel,
        "[(play|watch|put on|show|show me|turn on|open|stick on|go to|switch to|change to|tune "
        "to|tune in to|turn to|flip to|over to|turn over to|switch over to|i want|give me|lets "
        "see|see|select|switch on|get|get me|find me)] [the] <brand:name> [(channel|please)]",
        "[the] <brand:name>",
        "(change|switch|turn|set|put) [the] (channel|tv|telly|television|station) [over] to <brand:name>",
    ),
    built(
        "tv.channel",
        _channel,
        f"{_CHANGE} [(the|this|my)] [(channel|station|tv|telly|tv channel|television)] [over] to "
        f"[the] [channel] {{name}}",
        f"{_CHANGE} [over] to the {{name}} (channel|station)",
        "(tune|tune in) [(in|to|into)] {name}",
        "(watch|play|put on|show me|turn on|open|stick on|select|i want|give me) [the] {name} channel",
        "(watch|put on|show me|turn on|open|select|go to|play) channel {name}",
        "(watch|put on|turn on|play) the channel [called] {name}",
    ),
)
