"""English: Lumen's voice and gestures, whose turn it is, and what is kept, as people also say it."""

from prism_llm.understanding.english.dialogue import person
from prism_llm.understanding.grammar import Rule, SlotValues, built, rule

_VOICE = "[(your|lumens)] [own] (voice|speech)"
_ENDS = (
    "(when|after|as soon as|once) (this|<it>|the (news|film|match|show|episode)) (is through|is (finished|over|done)|"
    "finishes|ends)"
)
_DELETE = "(delete|erase|remove|chuck out|scrub|get rid of|wipe|bin|trash|dump|lose|throw out|deleat)"
_REMINDER = "(reminder|alert|alarm|notification)"
_GREETED = (
    "(grandma|grandpa|granny|grandad|mum|dad|everyone|everybody|our guests|the (camera|kids|baby|guests|boys|girls))"
)


def _of(slots: SlotValues) -> SlotValues | None:
    """A title in a few words."""
    words = str(slots["title"]).casefold().split()
    return dict(slots) if len(words) <= 5 and words[0] not in ("me", "you", "that", "it", "to") else None


RULES: tuple[Rule, ...] = (
    rule(
        "lumen.voice",
        f"(turn|put|get) {_VOICE} up [a bit]",
        "i (can barely|can hardly|cant) hear (you|what youre saying) [lumen]",
        "(raise|lift) [your] voice",
        louder=True,
    ),
    rule(
        "lumen.voice",
        f"(turn|put|get) {_VOICE} down [a bit]",
        f"{_VOICE} down [a bit]",
        "(use|talk in|speak in) a (quieter|softer|lower) voice [at night]",
        quieter=True,
    ),
    rule(
        "lumen.voice",
        "you (talk|speak|are talking|are speaking) too (fast|quick|quickly) [(for me|for my [bad] english)]",
        "(say|speak|tell|explain) (things|it|that) [more] (slowly|slower)",
        "you (gabble|sound like an auctioneer) [(take it)] slower",
        slower=True,
    ),
    rule(
        "lumen.voice",
        "(pick|speed) up [the pace of] [your] (speech|talking)",
        "you (speak|talk) (so|too|very) slowly",
        "you (speak|talk) like a snail",
        faster=True,
    ),
    rule(
        "lumen.voice",
        "(answer|reply|respond|speak|talk|converse|chat) [(to|with)] [(me|us)] in <lang:language> [from now on]",
        "from now on (answer|reply|speak|talk) [to me] [in] <lang:language>",
        "(i|we) want you to (talk|speak) [in] <lang:language>",
        "(can|could) (we|you) (chat|talk|speak|converse) in <lang:language>",
    ),
    rule(
        "lumen.hush",
        "(keep|hold) your (mouth shut|tongue|peace) [during the (match|film|show|game)]",
        "not another word [(out of|from) you]",
        "(stay|keep) (schtum|shtum|mum|quiet|silent) [(will ya|will you|for now)]",
        "i (dont want|d rather not) to hear from you [(tonight|today|now)]",
        "less of the (chatter|talking|chat) [be silent]",
        on=True,
    ),
    rule(
        "lumen.hush",
        "you can (chat|talk|speak|open your mouth) again [now]",
        "(get|have|put) your voice back [on]",
        "(un hush|unhush|un-hush) [yourself]",
        "i miss your voice",
        "(dont|do not) (be quiet|go quiet|be silent|shut up|hush)",
        on=False,
    ),
    rule(
        "lumen.stop",
        "(end|stop|cut) (the|your) (speech|answer|lecture|talk|talking)",
        "[oh] do stop (nattering|talking|chattering)",
        "(spare|save) me the rest",
        "(thats|that is) enough stop (speaking|talking)",
        "you talk too much [stop [right there]]",
        "(enough said|blah blah enough)",
    ),
    rule(
        "lumen.companion",
        "(be|you can be) my (film|movie|tv|telly|watching) (buddy|pal|companion|co-commentator|commentator) [for (the|"
        "this) (match|film|derby|show|game)]",
        "(react|comment) [to (stuff|things|it|what happens)] as we watch",
        "watch along with (me|us)",
        on=True,
    ),
    rule(
        "lumen.companion",
        "(leave|exit|end|stop|turn off|quit) [the] (watch-along|watch along|companion|watching) mode",
        "stop (reacting|commenting) [(to|on) (everything|every scene|it all)]",
        "keep your (comments|remarks|opinions) [on the (plot|film)] to yourself",
        "you (dont|do not) (have|need) to watch [along] with (me|us) [(now|any more|anymore)]",
        on=False,
    ),
    rule(
        "lumen.gesture",
        f"<gesture:name> (at|to|for) {_GREETED}",
        f"show (him|her|them|{_GREETED}) [how you] <gesture:name>",
        f"(give|show) (him|her|them|{_GREETED}) [a] [big] <gesture:name>",
        f"give a [big] <gesture:name> [(to|at) {_GREETED}]",
        "(give|show) <given> (a|an|the) [(big|little)] <gesture:name>",
    ),
    rule(
        "lumen.gesture",
        f"(wave|weyve) [(hello|hi|bye|goodbye)] [(at|to) ({_GREETED}|me|us)]",
        f"say (hi|hello) [to {_GREETED}] with your hand",
        name="wave",
    ),
    rule("lumen.gesture", "cheer [along] with (me|us)", name="cheer"),
    rule("lumen.gesture", "nod [your head]", name="nod"),
    rule("lumen.gesture", "shake your head [at (him|her|them|that)]", name="shake"),
    rule("lumen.gesture", "shrug [your shoulders]", name="shrug"),
    rule("lumen.gesture", "stick your thumb up", name="thumbs_up"),
    built(
        "profile.switch",
        person,
        "[(put it on|back to|open|start|load|load up|have|use|i want|switch to|can we have)] [(the|my)] {name} "
        "profile [please]",
        "(set|switch|change) [over] the (user|profile|viewer) [over] to {name}",
        "switch over the user to {name}",
        "make it {name} profile",
    ),
    rule("delete", f"{_DELETE} [(the|my|that|this)] recording (of|from|called) [the] {{title}}", kind="recording"),
    rule(
        "delete",
        f"{_DELETE} {{title}} (from|off|out of) [(the|my|our)] <doomed:kind>",
        "take {title} (off|out of) [(the|my|our)] <doomed:kind>",
    ),
    rule(
        "delete",
        f"{_DELETE} [(all|all of)] [(the|my|our|those|these)] [(old|recorded|watched|saved)] (recordings|episodes) of "
        "{title}",
        f"{_DELETE} (every|each) [(old|recorded|saved)] (recording|episode) of {{title}}",
        kind="recording",
    ),
    rule(
        "delete",
        "(erase|forget|delete|wipe) what you (remember|know) about my {title}",
        "forget what i told you about my {title}",
        "(remove|delete|erase) from [your] memory that {title}",
        kind="memory",
    ),
    built(
        "reminder.cancel",
        _of,
        f"(take|turn|switch) [(the|my|that)] {{title}} {_REMINDER} off",
        f"(turn|switch) off [(the|my|that)] {_REMINDER} for [the] {{title}}",
        f"(switch|turn|take) [(the|my|that)] {_REMINDER} off for [the] {{title}}",
        f"(unset|withdraw|stop|call off|cancel|drop) [(the|my|that)] {{title}} {_REMINDER}",
        f"(unset|withdraw|stop|call off|cancel|drop) [(the|my|that)] {_REMINDER} [you set] (for|of|about) [the] "
        "{title}",
        "(stop reminding|never mind reminding|no need to remind) me (about|of) [the] {title}",
        f"the {_REMINDER} for [the] {{title}} cancel (it|that)",
    ),
    rule("reminder.cancel", f"(call off|unset|withdraw) [(that|the|my)] {_REMINDER}"),
    rule(
        "@set_one",
        "(set|make|add|put in) (one|another [one]|a new one) for <when:when>",
        "(set|make|add|put in) (one|another [one]|a new one) (for|at) <time:when>",
    ),
    rule("@delete_it", "(delete|erase) it"),
    built(
        "@of_them",
        lambda _: {"read": True},
        "(read|tell|give) (me|us) (them [all]|the (others|rest|other ones)|(whats|what is) left)",
        "read [out] the (others|rest|other ones) [out]",
        "what are the (others|other ones)",
        "(which|what) others (do i have|are there|have i got)",
    ),
    rule(
        "@of_them",
        "(show|list) (me|us) (them [all]|the (others|rest|other ones|list)|(whats|what is) left [over]|what "
        "[else] (there "
        "is|i have|we have|ive got|weve got))",
        "(lets|let me|let us) see (them [all]|the (others|rest|other ones)|(whats|what is) left)",
    ),
    rule(
        "reminder.list",
        "(go|run|take me) through my reminders",
        "(have you got|are there) (any|some) reminders [(for me|still active|set)] [(this week|today)]",
        "(give|show|tell|read) me [the] (rundown|list) of my reminders",
        "(show|pull up|bring up|open) [the] reminders list",
        "(i have|ive) forgotten what i set reminders for",
        "am i supposed to be reminded of anything",
        "see what (alerts|reminders) are set",
        "what (was it|is it) you were going to remind me (about|of)",
        "my reminders what are they",
    ),
    built(
        "reminder.set",
        _of,
        "(set|put) an alert for [the] {title}",
        "when {title} (is on|s on) tell me",
        "heads up when {title} (starts|begins|is on|comes on)",
        "(tell|call|poke|buzz|nudge|ping) me when [the] {title} (starts|begins|is on|comes on|s on)",
        "(tell|call|poke|buzz|nudge|ping) me when (its|it is) time for [the] {title}",
        "remind me when [the] {title} (is on|s on|on)",
        "give [a] reminder for [the] {title}",
    ),
    rule(
        "reminder.set",
        "reminder <when:when> for [the] {title}",
        "give [a] reminder for [the] {title} <when:when>",
        "(i|we) mustnt forget [the] {title} set something up for <when:when>",
    ),
    rule(
        "sleep.set",
        f"{_ENDS} ((turn|switch|shut|power) off|[the] (tv|telly) off)",
        f"{_ENDS} (turn|switch|shut) (yourself|it|the thing|the (tv|telly)|everything) off",
        programme_end=True,
    ),
    rule(
        "sleep.set",
        "(auto shutoff|auto shut off|shutoff|auto off) at <time:at>",
        "make sure (youre|you are|its) off by <time:at>",
    ),
    rule("sleep.set", "(run|play|stay on) for another <dur:seconds> then (power|switch|turn|go|shut) off"),
    rule(
        "sleep.cancel",
        "(stop|cancel|disable|drop) the (auto shutoff|auto shut off|countdown [to sleep]|sleep countdown|auto off)",
        "(no need to|dont|do not) (go|turn|switch|shut) [yourself] off (when (this|it) ends|after this|by yourself)",
        "please to not shut down by yourself",
    ),
    rule(
        "undo",
        "(scratch|restore|take back) what you just (did|changed)",
        "[(go on)] reverse that",
        "make [(it|that)] undone",
    ),
    rule(
        "repeat",
        "(repeat|do) (that|it|the same|your last (action|command)|the last one) [(again|another time|once more)]",
        "do it again do it again",
        "(carry out|do) that last one again",
        "(do|go) again",
        "agen",
    ),
    rule(
        "cancel",
        "(never mind|nevermind|never mined) [(found it [myself]|ive got [the remote] [now]|it doesnt matter)]",
        "(its|it is|thats) (fine|ok|okay|alright) (dont (worry|bother) [about it]|never mind)",
        "[(that is|its)] not important",
        "ignore (my|that) request",
        "(dont|do not) do anything [as you were]",
    ),
)
