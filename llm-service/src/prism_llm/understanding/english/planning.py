"""English: reminders and the sleep timer."""

import re

from prism_llm.understanding.english.types import TYPES
from prism_llm.understanding.grammar import Rule, SlotValues, built, rule
from prism_llm.understanding.utterance import read

_STARTS = (
    "(starts|begins|is on|comes on|is starting|is about to start|is going to start|kicks off|airs|gets going|is "
    "beginning|is live|start|begin|are on|come on)"
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


def _begins(slots: SlotValues) -> SlotValues | None:
    """A title without the verb that its last letter is: "when the snooker's on"."""
    title = re.sub(r"['’]s$", "", str(slots["title"]))
    return {**slots, "title": title} if title != slots["title"] else None


def _more_minutes(slots: SlotValues) -> SlotValues:
    """Minutes that "more" parts from their number."""
    return {"seconds": int(str(slots["minutes"])) * 60}


def _in_a_span(slots: SlotValues) -> SlotValues:
    """A span as a time: "snooze for ten minutes"."""
    seconds = int(float(slots["seconds"]))
    return {"when": f"in {seconds} seconds" if seconds % 60 else f"in {seconds // 60} minutes"}


def _no_time(slots: SlotValues) -> SlotValues | None:
    """A title behind a time, and not the rest of that: "for ten to nine"."""
    return None if re.fullmatch(TYPES["time"].pattern, read(str(slots["title"])).norm()) else dict(slots)


def _not_asked(slots: SlotValues) -> SlotValues | None:
    """A title in free words; "remind me of the date" asks for the date itself."""
    words = str(slots["title"]).casefold().split()
    return None if words[0] in _QUESTIONS or words[:2] == ["the", "date"] else dict(slots)


RULES: tuple[Rule, ...] = (
    # Reminders.
    rule(
        "reminder.set",
        f"(remind|tell|notify|alert|warn|wake) (me|us) [(of|about)] <dur:lead_seconds> before {{title}} [{_STARTS}] "
        "<when:when>",
        "(give|send) (me|us) (a|an) (heads up|reminder|alert|notification|nudge|warning|shout|ping|call|buzz) "
        f"<dur:lead_seconds> before {{title}} [{_STARTS}] <when:when>",
        "(set|add|create|make|give me) (a|the) reminder [for] <dur:lead_seconds> before {title} <when:when>",
        f"<when:when> remind (me|us) <dur:lead_seconds> before {{title}} [{_STARTS}]",
        f"remind (me|us) <when:when> <dur:lead_seconds> before {{title}} [{_STARTS}]",
        f"remind (me|us) <dur:lead_seconds> before {{title}} {_STARTS}",
        "remind (me|us) <dur:lead_seconds> before {title}",
        f"(set|add|create|make|give me) (a|the) reminder [for] <dur:lead_seconds> before {{title}} {_STARTS}",
        "(set|add|create|make|give me) (a|the) reminder [for] <dur:lead_seconds> before {title}",
        f"(tell|notify|alert|warn|wake) (me|us) <dur:lead_seconds> before {{title}} {_STARTS}",
        "<dur:lead_seconds> before {title} remind me",
        "remind (me|us) (about|of|to watch|for) {title} <dur:lead_seconds> (before|beforehand|early|in advance|before "
        "it (starts|begins|is on))",
        f"(give|send) (me|us) (a|an) (heads up|reminder|alert|notification|nudge|warning|shout|ping|call|buzz) "
        f"<dur:lead_seconds> before {{title}} {_STARTS}",
        "(give|send) (me|us) (a|an) (heads up|reminder|alert|notification|nudge|warning|shout|ping|call|buzz) "
        "<dur:lead_seconds> before {title}",
        f"(let|ping) (me|us) [know] <dur:lead_seconds> before {{title}} {_STARTS}",
        "(tell|notify|alert|warn|wake|let|ping) (me|us) [know] <dur:lead_seconds> before {title}",
    ),
    rule(
        "reminder.set",
        "<ending:when> [please] remind (me|us) [(to|about|of)] {title}",
        "remind (me|us) <ending:when> (to|about|of) {title}",
        "remind (me|us) (to|about|of) {title} <ending:when>",
        "(remind|tell|nudge|ping) (me|us) <ending:when>",
    ),
    built("reminder.set", _elliptic, "<dur:lead_seconds> before {title}"),
    built(
        "reminder.set",
        _begins,
        "(remind|notify|alert|warn|ping|wake) (me|us) (when|before|once|as soon as|just before) {title} on",
        "(let me know|let us know|give me a shout|shout) (when|before|once|as soon as) {title} on",
    ),
    rule(
        "reminder.set",
        f"(remind|notify|alert|tell|warn|ping|wake) (me|us) (when|before|once|as soon as|just "
        f"before) {{title}} {_STARTS}",
        f"let (me|us) know (when|before|once|as soon as|if) {{title}} {_STARTS}",
        f"(give|send) (me|us) (a|an) (heads up|reminder|alert|notification|nudge|warning|shout|ping|call|buzz) "
        f"(when|before|once|as soon as) {{title}} {_STARTS}",
        f"(shout|call me|call us|wake me up|wake me|make a noise) (when|once|as soon as) {{title}} {_STARTS}",
        f"(make sure|ensure) [that] (i|we) (know|see|watch|dont miss) (when|it when) {{title}} {_STARTS}",
        f"(set|add|create|make) (a|the) reminder (for when|when) {{title}} {_STARTS}",
        f"know (when|before|once) {{title}} {_STARTS}",
    ),
    rule(
        "reminder.set",
        "(remind|notify|alert|wake) (me|us) <when:when>",
        "(remind|nudge|alert) (me|us) [(about|of) (it|that|this)] again <when:when>",
        "(remind|nudge|alert) (me|us) [(about|of) (it|that|this)] <when:when> again",
        "snooze [(it|that|this|the reminder)] [(until|till)] <when:when>",
        "(set|add|create|make) (a|the) reminder [for] <when:when>",
        "(give|send) (me|us) a (reminder|nudge|shout) <when:when>",
        "(wake|remind|alert) (me|us) [up] (at|in|for) <time:when>",
    ),
    built("reminder.set", _in_a_span, "snooze [(it|that|this|the reminder)] [for] [another] <dur:seconds> [more]"),
    rule(
        "reminder.set",
        "(remind|wake|alert|notify|warn|nudge|ping|call) (me|us) [up] <when:when> (to watch|to see|about|of|that|for|"
        "to record) {title}",
        "<when:when> [(please|can you|could you)] remind (me|us) (to watch|to see|about|of|for) {title}",
        "<when:when> [(please|can you|could you)] remind (me|us) to {title}",
        "remind (me|us) <when:when> to {title}",
        "remind (me|us) (to watch|to see|about|of|for) {title} <when:when>",
        "remind (me|us) to {title} <when:when>",
        "(set|add|create|make|give) [me] (a|the) reminder (for|about|of|to watch|to) {title} <when:when>",
        "remind (me|us) that {title} is on <when:when>",
        "(dont|do not) let (me|us) (miss|forget) {title} <when:when>",
        "make sure (i|we) (dont miss|catch|watch|see) {title} <when:when>",
    ),
    built(
        "reminder.set",
        _no_time,
        "(set|add|create|make|give) [me] (a|the) reminder [for] <when:when> (for|to watch|to|about) {title}",
    ),
    built(
        "reminder.set",
        _not_asked,
        "remind (me|us) (to watch|to see|about|of|for) {title}",
        "remind (me|us) to {title}",
        "(set|add|create|make|give) [me] (a|the) reminder (for|about|of|to watch|to) {title}",
        "(set|put) [(me|us)] [on] an (alarm|alert) for the <sport:title>",
        "(dont|do not) let (me|us) (miss|forget) {title}",
        "(i|we) (dont want to|mustnt|cant|must not) miss {title}",
        "make sure (i|we) (dont miss|catch|watch|see) {title}",
        "(give|send) (me|us) (a|an) (heads up|reminder|alert|notification|nudge) (for|about|of) {title}",
        "(put|add) {title} (on|to|in) [my] reminders",
    ),
    built(
        "reminder.set",
        _not_asked,
        "(dont|do not|never) forget to remind (me|us) (to watch|to see|about|of|for) {title}",
    ),
    rule("tv.record", "(dont|do not|no need to|you neednt) (record|tape) {title} <when:when>", on=False),
    rule(
        "tv.record",
        "(record|tape) [(it|this|that)] (until|till|to) [(the|its)] (end|finish) [of (it|this|that|the (film|"
        "show|match|"
        "game|programme|episode))]",
        on=True,
    ),
    rule("tv.record", "[(set|add|put)] [(a|up a)] series (link|record) [(on|for|of)] {title}", on=True),
    rule(
        "tv.record",
        "(dont|do not|no need to|you neednt) (bother|bother with|worry about) (recording|taping) {title} [(any more|"
        "after "
        "all|now)]",
        "(dont|do not|no need to|you neednt) (bother with|worry about) the {title} recording",
        on=False,
    ),
    rule(
        "tv.record",
        "(dont|do not|no need to|you neednt) (bother|bother with|worry about) (recording [(it|this|that)]|the "
        "recording)",
        on=False,
    ),
    rule(
        "tv.record",
        "(dont|do not|no need to|you neednt) (record|tape) {title} [(anymore|any more|after all)]",
        on=False,
    ),
    rule(
        "reminder.list",
        "(list|show|show me|read|tell me|check|open|see|what are|whats) [all] [of] [(my|the|our)] reminders",
        "(what|which) reminders (do i have|have i got|are there|are set|have i set)",
        "(do i have|have i got|are there|is there) any reminders [set]",
        "(my|any|all|all my) reminders",
        "(can|could) (i|we) (see|have|hear) [(all)] [(my|our|the)] reminders",
        "(what|which) (have i|did i|do i have|are) [got] [(set|asked|on|my)] [(for|as|a)] (reminders|reminder|to be "
        "reminded (of|about))",
        "(what|which) reminders [(are|have)] [(i|we|there)] [(got|set|have|set up|active|coming up)]",
        "what (did|have) (i|you) (ask|asked|set) [(you|me)] to remind (me|you) [(of|about)]",
        "what (are you|will you|have you got to|do you have to) (reminding|remind) me (of|about)",
        "reminders",
    ),
    rule(
        "reminder.cancel",
        "(cancel|delete|remove|clear|drop|turn off|stop|forget [about]|scrap|bin) [(all|all of)] <reminder>",
        "(dont|do not|no need to) remind (me|us) [(anymore|any more|of that|about that|after all)]",
        "(i|we) (dont|do not|no longer) need (the|that|my|a) (reminder|reminders) [(anymore|any more|after all)]",
        "get rid of [(the|my|that|all)] [my] (reminder|reminders)",
    ),
    rule(
        "reminder.cancel",
        "(cancel|delete|remove|clear|drop|scrap|forget about) (the|my|that) {title} (reminder|alert|reminders)",
        "(cancel|delete|remove|clear|drop|scrap) {title} (reminder|alert|reminders)",
        "(cancel|delete|remove|clear|drop|scrap|forget|get rid of|bin|kill|lose) [(the|my|that)] (reminder|alert) "
        "(for|of|about|to watch|to|on) {title}",
        "(forget|get rid of|bin|kill|lose|i dont need) [(the|my|that)] {title} (reminder|alert)",
        "(dont|do not|no need to|you neednt|you need not|you dont (need|have) to) remind (me|us) (of|about|to watch|"
        "to) {title} [(any more|anymore|after all|now|today|tonight)]",
        "(take off|take away|call off|lose|wipe|undo|drop) [(the|my|that)] (reminder|alert) (for|of|about|on) [the] "
        "{title}",
        "(dont|do not) remind (me|us) when {title} (starts|is on|begins)",
        "never mind [about] reminding (me|us) (about|of) {title}",
        "(i|we) (dont|do not|no longer) need (reminding|a reminder|the reminder) (about|of|for) {title} [(any more|"
        "anymore)]",
    ),
    # Turning off later.
    built(
        "sleep.set",
        _more_minutes,
        "[just] <int:minutes> more minutes (then|and then|and) (turn|switch) [(it|<tv>)] off",
        "[just] <int:minutes> more minutes (then|and then|and) (off|stop|sleep|turn off|switch off|turn it off)",
    ),
    rule(
        "sleep.set",
        "(turn|switch|shut|power) [(it|this|<tv>|everything|yourself|the lot)] off [(in|after)] <dur:seconds>",
        "(turn|switch|shut|power) off [(it|<tv>|everything)] (in|after) <dur:seconds>",
        "(set|start|put on|turn on) [(a|the|my)] [sleep] timer [(for|to|of|in|on)] <dur:seconds>",
        "<timer> [(for|to|of|in|on)] <dur:seconds>",
        "<dur:seconds> <timer>",
        "[(put|stick|set)] <dur:seconds> on <timer>",
        "(go to sleep|sleep|stop|stop playing|off|stop <it>|stop it|turn yourself off|shut down|go off|end) (in|"
        "after) <dur:seconds>",
        "in <dur:seconds> (turn|switch) [(it|<tv>)] off",
        "(in|after) <dur:seconds> (turn|switch|shut) off [(it|<tv>)]",
        "(set|start|give me|put on|i want|make it) [(a|the)] <dur:seconds> [sleep] timer",
        "(turn|switch|shut|power) [(it|this|<tv>|everything|yourself|the lot)] (off|down) (in|after) [(about|another|"
        "like|maybe|say)] <dur:seconds> [(or so|from now|time)]",
        "(turn|switch|shut|go|power) [(it|this|<tv>|yourself)] off <dur:seconds> from now",
        "(turn|switch|shut) (yourself|<tv>|it|everything) (off|down) in <dur:seconds> [time]",
        "(stop|pause|end|shut down|power off|shut off|turn off|switch off|go off|go to sleep) [<it>] [playing] (in|"
        "after) [(about|another)] <dur:seconds>",
        "(give|let) (me|us|it) [have] [another] <dur:seconds> [more] (then|and then|before you|and) "
        "(turn|switch|shut|go) [(it|yourself|<tv>)] off",
        "(put|set) [(it|<tv>)] [(to|on)] (sleep|off) (in|after) <dur:seconds>",
        "(keep|leave|stay) [(it|<tv>)] on for [(another|only|just)] <dur:seconds> [(more|longer|only)]",
        "(play|run|keep going|keep playing) for [another] <dur:seconds> [(more|then (stop|turn off|switch off))]",
        "[(another|just)] <dur:seconds> [more] (then|and then|and) [(turn|switch)] [(it|<tv>)] (off|stop|sleep|turn "
        "off|switch off)",
        "sleep <dur:seconds>",
        "(make|have|let) it [so [that] it] (go|goes|turn|turns|switch|switches) [itself] off [by itself] (in|after) "
        "<dur:seconds>",
        "(go|goes) off by itself (in|after) <dur:seconds>",
        "wait [(another|for)] <dur:seconds> [(and|then|and then)] (turn|switch|shut) [(it|<tv>|yourself)] off",
        "wait [(another|for)] <dur:seconds> [(and|then|and then)] (turn|switch|shut) off [(it|<tv>|everything)]",
    ),
    rule(
        "sleep.set",
        "(turn|switch|shut) [(it|this|<tv>|everything)] off [(at|by)] <time:at>",
        "(turn|switch|shut) off [(it|<tv>|everything)] (at|by) <time:at>",
        "(set|start) [(a|the)] sleep timer (for|to|at) <time:at>",
        "(go to sleep|sleep|stop|stop playing|shut down|off) (at|by) <time:at>",
        "at <time:at> (turn|switch|shut) [(it|<tv>|everything|yourself)] (off|down)",
        "(turn|switch|shut|power) [(it|this|<tv>|everything|yourself|the lot)] (off|down) [(at|by|around)] <time:at>",
        "(turn|switch|shut) (off|down) [(at|by|around)] <time:at>",
        "(set|start|put) [(a|the)] [sleep] timer (for|to|at|until|till) <time:at>",
        "(keep|leave|stay) [(it|<tv>)] on (until|till) <time:at>",
        "(stop|end|power off|shut off|go off|be off) [playing] (at|by) <time:at>",
        "(stop|end) (it|this|that|<it>|<tv>) (at|by) <time:at>",
    ),
    rule(
        "sleep.set",
        "[(turn|switch|shut|go|stop|stop playing|power|tv)] [(it|this|<tv>|everything)] [(off|down|to sleep)] (after|"
        "at the end of|when) (this|the|this one|it|that) [(episode|film|movie|show|programme|program|match|game|one|"
        "series|song|news)] [(ends|finishes|is over|is done|is finished|has finished)]",
        "(stop|turn off|switch off|sleep|turn it off|switch it off|go off|off) (when|after) (it|this) (ends|finishes|"
        "is over|is done|is finished)",
        "(turn|switch|shut) off <tv> (after|at the end of|when) (this|the) [(episode|film|movie|show|programme|"
        "program|match|game|one)] [(ends|finishes|is over)]",
        "(stop|turn off|switch off|turn it off|sleep|off|timer|sleep timer) (after|at) (this|the end [of] [(this|"
        "the)]) [(episode|film|movie|show|programme|program|match|game|one)]",
        "[(turn|switch|shut|power|go|put)] [(it|this|<tv>|everything|yourself|the lot)] [(off|down|to sleep)] (after|"
        "at the end of|when|once|as soon as) <it> [(ends|finishes|is over|is done|is finished|has finished|stops|has "
        "ended|is through)]",
        "(turn|switch|shut|power|stop|go|sleep|end|shut) (off|down|to sleep|playing|it off) (after|at the end of|when|"
        "once|as soon as) (this|the|it|that|<it>) [(one|ends|finishes|is over|is done|is finished|has finished|has "
        "ended)]",
        "(when|once|after) (this|it|that|<it>) (ends|finishes|is over|is done|is finished|has finished|has ended) "
        "[(then|please|just)] (turn|switch|shut|power) [(it|<tv>|everything|yourself)] (off|down) [(it|<tv>|"
        "everything|yourself)]",
        "(set|start) [(a|the)] [sleep] timer (for|to|until|till|at) the end [of (this|it|the (film|movie|show|episode|"
        "programme|match|game))]",
        "(when|once|after|at the end of) <it> [(ends|finishes|is over|is done|is finished|has finished)] [(then|please|"
        "just)] (off|off with it|stop|sleep|turn off|switch off|turn it off|switch it off)",
        "(let|wait for) (it|this|that|<it>|this one|the end) [to] [(finish|end|play out|run out)] (and|and then|then|"
        "before you) (turn|switch|shut) [(it|<tv>|everything|yourself)] off",
        "(wait (until|till) (it|this|that|<it>|its|thats)|let (it|this|that|<it>) [(finish|end)]) [(is|has)] [(over|"
        "finished|done|ended|ends|finishes|finish|end)] [(and|and then|then|before you|to)] (turn|switch|shut) [(it|"
        "<tv>|"
        "everything|yourself)] off [(it|<tv>|everything)]",
        "[(turn|switch|shut)] [(it|<tv>|everything|yourself)] off (when|once|as soon as|after) (its|it is|thats|that "
        "is|this is|<it> is|[(the|this)] (films|movies|shows|programmes|episodes|matchs|matches|games)|[(the|this)] "
        "(film|movie|show|programme|episode|match|game) (is|has)) (done|finished|over|ended|through)",
        "(just|only) this (one|episode|film|show) (then|and then) (off|turn off|stop|sleep|bed)",
        "(one|this) (episode|film|show) then (off|turn off|turn it off|stop|sleep)",
        programme_end=True,
    ),
    built(
        "sleep.set",
        lambda slots: {"seconds": int(slots["minutes"]) * 60} if isinstance(slots["minutes"], int) else None,
        "[(give|allow)] [(me|us|it)] <int:minutes> more minutes (then|and then|and) (off|(switch|turn|shut) [(it|<tv>|"
        "yourself)] off|(switch|turn|shut) off [(it|<tv>|yourself)])",
    ),
    rule(
        "tv.pause",
        "(pause|stop|freeze|hold) [(it|this|that|<tv>|the (film|movie|show|programme|episode|match|game))] for <dur>",
    ),
    rule(
        "sleep.cancel",
        "(cancel|stop|turn off|clear|remove|delete|disable|forget|kill|end|switch off) [(the|my|that)] (sleep timer|"
        "timer|sleep|auto off|automatic shutdown)",
        "sleep timer off",
        "(dont|do not) (turn|switch) [(it|<tv>)] off [after all]",
        "no sleep timer",
        "(dont|do not|no need to) (turn|switch|shut) (off|down|yourself off|it off|<tv> off|itself off) [(after all|"
        "tonight|any more|anymore|now|at all)]",
        "(dont|do not) (go to sleep|sleep|shut down|power down|power off)",
        "(keep|leave) (it|<tv>) (on|running) after all",
        "(no|cancel|forget|lose) [(the|my|that)] (sleep timer|timer|auto off|sleep)",
        "(i|we) (dont|do not|no longer) (want|need) (the|a|that) (sleep timer|timer) [(anymore|any more)]",
        "(turn|switch) the sleep timer off",
    ),
    rule("@stay_on", "(keep|leave) (it|<tv>) (on|running)", "stay on"),
)
