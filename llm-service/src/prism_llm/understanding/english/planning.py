"""English: reminders and the sleep timer."""

from prism_llm.understanding.grammar import Rule, SlotValues, built, rule

_STARTS = (
    "(starts|begins|is on|comes on|is starting|is about to start|is going to start|kicks off|"
    "airs|gets going|is beginning|is live|start|begin|are on|come on)"
)

_NO_TITLES = frozenset("i you we he she they it this that my your our his her christmas easter".split())
_QUESTIONS = frozenset("which when what how who where why if whether".split())
_LONGEST_LEAD = 6 * 3600


def _elliptic(slots: SlotValues) -> SlotValues | None:
    """A lead before a title, without "remind me": only what may be a title, and not days ahead."""
    lead = slots["lead_seconds"]
    words = str(slots["title"]).casefold().split()
    small = isinstance(lead, int | float) and lead <= _LONGEST_LEAD
    return dict(slots) if small and words[0] not in _NO_TITLES and len(words) <= 5 else None


def _not_asked(slots: SlotValues) -> SlotValues | None:
    """A title in free words; "remind me of the date" asks for the date itself."""
    words = str(slots["title"]).casefold().split()
    return None if words[0] in _QUESTIONS or words[:2] == ["the", "date"] else dict(slots)


RULES: tuple[Rule, ...] = (
    # Reminders.
    rule(
        "reminder.set",
        "remind (me|us) <dur:lead_seconds> before {title}",
        f"remind (me|us) <dur:lead_seconds> before {{title}} {_STARTS}",
        "(set|add|create|make|give me) (a|the) reminder [for] <dur:lead_seconds> before {title}",
        f"(set|add|create|make|give me) (a|the) reminder [for] <dur:lead_seconds> before {{title}} {_STARTS}",
        f"(tell|notify|alert|warn|wake) (me|us) <dur:lead_seconds> before {{title}} {_STARTS}",
        "<dur:lead_seconds> before {title} remind me",
    ),
    built("reminder.set", _elliptic, "<dur:lead_seconds> before {title}"),
    rule(
        "reminder.set",
        f"(remind|notify|alert|tell|warn|ping|wake) (me|us) (when|before|once|as soon as|just "
        f"before) {{title}} {_STARTS}",
        f"let (me|us) know (when|before|once|as soon as) {{title}} {_STARTS}",
        f"know (when|before|once) {{title}} {_STARTS}",
    ),
    rule(
        "reminder.set",
        "(remind|notify|alert|wake) (me|us) <when:when>",
        "(set|add|create|make) (a|the) reminder [for] <when:when>",
    ),
    rule(
        "reminder.set",
        "remind (me|us) <when:when> (to watch|to see|about|of|that|for|to record) {title}",
        "remind (me|us) <when:when> to {title}",
        "remind (me|us) (to watch|to see|about|of|for) {title} <when:when>",
        "remind (me|us) to {title} <when:when>",
        "(set|add|create|make) (a|the|me a) reminder (for|about|of|to watch|to) {title} <when:when>",
        "(set|add|create|make) (a|the) reminder [for] <when:when> (for|to watch|to|about) {title}",
        "remind (me|us) that {title} is on <when:when>",
    ),
    built(
        "reminder.set",
        _not_asked,
        "remind (me|us) (to watch|to see|about|of|for) {title}",
        "remind (me|us) to {title}",
        "(set|add|create|make) (a|the|me a) reminder (for|about|of|to watch|to) {title}",
        "(dont|do not) let (me|us) (miss|forget) {title}",
        "(i|we) dont want to miss {title}",
    ),
    rule(
        "reminder.list",
        "(list|show|show me|read|tell me|check|open|see|what are|whats) [all] [of] [(my|the|our)] reminders",
        "(what|which) reminders (do i have|have i got|are there|are set|have i set)",
        "(do i have|have i got|are there|is there) any reminders [set]",
        "(my|any) reminders",
        "what (did|have) (i|you) (ask|asked|set) [(you|me)] to remind (me|you) [(of|about)]",
        "what (are you|will you) (reminding|remind) me (of|about)",
    ),
    rule(
        "reminder.cancel",
        "(cancel|delete|remove|clear|drop|turn off|stop|forget|scrap) [(all|all of)] <reminder>",
        "(dont|do not|no need to) remind (me|us) [(anymore|any more|of that|about that)]",
    ),
    rule(
        "reminder.cancel",
        "(cancel|delete|remove|clear|drop|scrap) [(the|my|that)] {title} (reminder|alert|reminders)",
        "(cancel|delete|remove|clear|drop|scrap) [(the|my|that)] reminder (for|of|about|to watch|to) {title}",
        "(dont|do not|no need to) remind (me|us) (of|about|to watch|to) {title}",
        "(dont|do not) remind (me|us) when {title} (starts|is on|begins)",
    ),
    # Turning off later.
    rule(
        "sleep.set",
        "(turn|switch|shut|power) [(it|this|<tv>|everything|yourself|the lot)] off [(in|after)] <dur:seconds>",
        "(turn|switch|shut|power) off [(it|<tv>|everything)] (in|after) <dur:seconds>",
        "(set|start|put on|turn on) [(a|the|my)] [sleep] timer [(for|to|of|in|on)] <dur:seconds>",
        "<timer> [(for|to|of|in|on)] <dur:seconds>",
        "<dur:seconds> <timer>",
        "(go to sleep|sleep|stop|stop playing|off|stop <it>|stop it|turn yourself off|shut down|"
        "go off|end) (in|after) <dur:seconds>",
        "in <dur:seconds> (turn|switch) [(it|<tv>)] off",
        "(in|after) <dur:seconds> (turn|switch|shut) off [(it|<tv>)]",
        "(set|start) (a|the) <dur:seconds> [sleep] timer",
        "sleep <dur:seconds>",
    ),
    rule(
        "sleep.set",
        "(turn|switch|shut) [(it|this|<tv>|everything)] off [(at|by)] <time:at>",
        "(turn|switch|shut) off [(it|<tv>|everything)] (at|by) <time:at>",
        "(set|start) [(a|the)] sleep timer (for|to|at) <time:at>",
        "(go to sleep|sleep|stop|stop playing|shut down|off) (at|by) <time:at>",
        "at <time:at> (turn|switch) [(it|<tv>)] off",
    ),
    rule(
        "sleep.set",
        "[(turn|switch|shut|go|stop|stop playing|power|tv)] [(it|this|<tv>|everything)] [(off|"
        "down|to sleep)] (after|at the end of|when) (this|the|this one|it|that) [(episode|film|"
        "movie|show|programme|program|match|game|one|series|song|news)] [(ends|finishes|is over|"
        "is done|is finished|has finished)]",
        "(stop|turn off|switch off|sleep|turn it off|switch it off|go off|off) (when|after) (it|"
        "this) (ends|finishes|is over|is done|is finished)",
        "(turn|switch|shut) off <tv> (after|at the end of|when) (this|the) [(episode|film|movie|"
        "show|programme|program|match|game|one)] [(ends|finishes|is over)]",
        "(stop|turn off|switch off|turn it off|sleep|off|timer|sleep timer) (after|at) (this|the "
        "end [of] [(this|the)]) [(episode|film|movie|show|programme|program|match|game|one)]",
        programme_end=True,
    ),
    rule(
        "sleep.cancel",
        "(cancel|stop|turn off|clear|remove|delete|disable|forget|kill|end|switch off) [(the|my|"
        "that)] (sleep timer|timer|sleep|auto off|automatic shutdown)",
        "sleep timer off",
        "(dont|do not) (turn|switch) [(it|<tv>)] off [after all]",
        "no sleep timer",
        "stay on",
        "(turn|switch) the sleep timer off",
    ),
)
