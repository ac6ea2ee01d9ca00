"""English: profiles, deleting, and the small words of a dialogue."""

import re

from prism_llm.understanding.english.homes import NAMES
from prism_llm.understanding.english.lexicon import PEOPLE
from prism_llm.understanding.grammar import Rule, SlotValues, built, rule
from prism_llm.understanding.replies import Replies

_NOT_PEOPLE = frozenset(
    "his her their whose our in at on so very ready home hungry tired bored sad happy it this that there the my your "
    "another new "
    "different next previous last same tv live".split()
)


_HOW_IT_IS = frozenset(
    "old older oldest new newer newest last latest first whole entire stupid silly rubbish boring awful bad watched "
    "finished other saved recent recorded unwatched big long longest empty spare duplicate failed broken that this "
    "these those most very really ones one two three nights tonights yesterdays todays weeks mondays tuesdays "
    "wednesdays thursdays fridays saturdays sundays mornings mums dads".split()
)
"""What is said of a thing that is to go, and no name of it."""
_WHOSE = frozenset("the my our your all of them".split())
_LEADS_ON = frozenset(
    "of from about for with without which that who i we you he she they it this these those all both and or "
    "but to in on at by before after until when if because now please again later today tonight tomorrow "
    "yesterday button feature list page folder is are was were".split()
)


def person(slots: SlotValues) -> SlotValues | None:
    """A profile's name, without the possessive."""
    name = str(slots["name"])
    for ending in ("'s", "’s"):
        name = name.removesuffix(ending)
    words = name.casefold().split()
    talk = len(words) > 2 or words[0] in _NOT_PEOPLE or words[0].endswith("ing")
    return None if talk else {"name": name}


def _who_watches(slots: SlotValues) -> SlotValues | None:
    """Whose turn it is, by a name with its verb: "Mum's watching now"."""
    said = str(slots["name"])
    name = re.sub(r"['’]s$", "", said)
    known = name.casefold() in {*NAMES, *PEOPLE}
    return {"name": name} if name != said and known else None


def _named(slots: SlotValues) -> SlotValues | None:
    """A thing and its name before it, also "Vera from my recordings"; "my old playlist" has none."""
    title = re.sub(r"(?<=\S) (?:from|off|out of|among)(?: (?:the|my|our))?$", "", str(slots["title"]))
    slots = {**slots, "title": title}
    words = re.sub(r"['’]", "", str(slots["title"])).casefold().split()
    if not (_HOW_IT_IS | _WHOSE).issuperset(words):
        return dict(slots)
    return {slot: value for slot, value in slots.items() if slot != "title"}


def _one_of(slots: SlotValues) -> SlotValues | None:
    """One of several, by its name in capital letters ("the Freshers one"), and not two of them."""
    title = str(slots["title"])
    return dict(slots) if title[0].isupper() and " and the " not in title else None


def _called(slots: SlotValues) -> SlotValues | None:
    """A thing and its name after it; no name begins with a word that leads on ("the recording from last night")."""
    first, *_ = str(slots["title"]).casefold().split()
    return None if first in _LEADS_ON else dict(slots)


_ASSENT = (
    "(?:yes|yeah|yep|yup|ok|okay|sure|fine|right|alright|all right|absolutely|definitely|of course|go on|by all means)"
)
_IT = "(?:it all|it|that one|that|this|them all|them|those|the (?:lot|whole lot|thing|damn thing|bloody thing))"
_ORDERS = (
    rf"(?:(?:m+|h?mm+|ah|oh|er|um) )?(?:{_ASSENT} )*(?:(?:just|please|then|so|well) )*(?:delete|remove|erase|bin|scrap|"
    rf"trash|wipe|chuck|ditch|dump|throw|lose|drop|get rid of|get shot of|"
    rf"see the back of) {_IT}"
    r"(?: (?:then|please|now|away|out|off|for me|thanks|thank you|yes|yeah))*",
    rf"(?:{_ASSENT} )?(?:out|away|off|gone) with (?:it|that|them)|(?:{_ASSENT} )?get rid",
    rf"(?:(?:{_ASSENT}|why not) )?go on(?: then)?",
)
_UNLOVED = (
    r"(?!.*\b(?:gone|yet|away|off|out|(?<!listen )(?<!listened )(?<!listens )to|think|sure) )"
    r"(?=(?:\S+ )*(?:need|needs|want|wants|watch|watches|watched|watching|listen|listens|listened|listening|use|uses|"
    r"used|like|likes|liked|play|plays|played|mine|ours|good|worth|interested|bothered) )"
    r"(?:i|im|we|were|its?|they|theyre|thats?|nobodys?|no ones?|noones?|none of us|"
    r"(?:dont|never|no longer) (?:really |even )?(?:need|want|use|like|watch|listen)|not (?:mine|ours))"
)
"""That somebody has no use for a thing, with a no that stands anywhere in it."""
_SEEN = (
    r"(?:(?:i|we|ive|weve|i have|we have|everyone|everybody|they|theyve)(?: (?:has|have|all|both|already|just))* "
    r"(?:seen|watched|heard|read|finished|copied)(?: (?:it|them|that|this|all|of|already|twice|before|anyway|"
    r"elsewhere|now|a|hundred|many|times|to|death))*)"
)
_WORTHLESS = (
    r"(?:(?:its|theyre|thats|it is|that is|it was|that was)(?: (?:just|so|all|very|really|far|too|quite|only|pretty|"
    r"totally|absolutely|completely|complete|such|a|an|bit))* (?:old|ancient|rubbish|junk|crap|boring|awful|terrible|"
    r"dreadful|useless|pointless|garbage|outdated|out of date|stale|dull|naff|unwatchable|clutter|duplicate|"
    r"duplicates)(?: (?:now|anyway|by))*)"
)
_DISLIKED = (
    r"(?:(?:i|we) (?:hate|cant stand|cant bear|loathe|detest) (?:it|them|that))",
    r"(?:(?:i|we)(?: (?:just|really))* need (?:the|some|more) (?:space|room))",
    r"(?:(?:(?:im|were|we are|i am)(?: (?:all|so))* )?(?:done|finished|through|bored) with (?:it|them|that))",
)
REPLIES = Replies(
    no=frozenset("no nope nah non never nobody noone".split()),
    denies=frozenset("not dont didnt".split()),
    holds=frozenset("wait hold later other keep keeping leave stop instead dreams".split()),
    nots=frozenset("not dont no".split()),
    deletes=frozenset("delet eras remov".split()),
    loses=frozenset("delet eras remov forget".split()),
    reasons=frozenset({_UNLOVED}),
    doubts=frozenset(
        (
            r"(?:yes |yeah |well )?i (?:guess|suppose|think|reckon|imagine)(?: so| we (?:can|could))?",
            r"(?:m+|h+m+|u+h+|u+m+|e+r+m*|meh|well|hm+h)",
            r"(?:m+|h+m+|u+h+|u+m+|e+r+m*|meh) (?:ok|okay|yes|yeah|yep|sure|fine|alright)",
            r"(?:yes |yeah |ok |okay |oh |sure )?if you (?:like|want|want to|must|say so|insist)",
            r"(?:yes |yeah |ok |okay |oh |sure )?whatever(?: you (?:like|want|say|think))?",
            r"(?:you can|you could|go ahead|do it|delete it) if you (?:like|want|want to|must)",
            r"(?:yes |yeah )?do (?:what|whatever|as) you (?:like|want|please)",
            r"(?:yes |yeah )?(?:i (?:heard|hear)(?: you)?|heard you)",
            r"(?:yes |yeah )?(?:all|everything|every one)(?: of them)? (?:but|except|apart from|bar)(?: for)? .*",
            r"(?:yes |yeah )?(?:one|just a|a) (?:moment|second|sec|minute|mo)",
            r"(?:i )?(?:dont|couldnt) (?:mind|care)|(?:its )?all the same to me",
        )
    ),
    amends=frozenset("sure to right that".split()),
    calls_off=frozenset({"cancel"}),
    assents=frozenset("yeah yes yep sure oh".split()),
    ironies=frozenset({"right"}),
    no_matter=frozenset("problem worries bother doubt question prob biggie objection objections".split()),
    orders=frozenset(_ORDERS),
    settles=frozenset({_SEEN, _WORTHLESS, *_DISLIKED}),
    polite=frozenset("thanks thank you cheers ta please lumen love dear darling mate then".split()),
    asks=frozenset(
        {
            r"(?:do|have|does|did|is|are|am|was|were|should|has|had|may|might|will) (?:i|you|we|he|she|they|there|mum|"
            r"dad|the|my|your|our|anyone|anybody)",
            r"(?:does|did|is|was|should|has|may|might|will) (?:it|that|this)",
            r"(?:what|whats|which|who|whos|when|where|wheres|how|whose) \S+",
            r"why (?!not)\S+",
            "(?:can|could|would|shall) (?:i|we|he|she|they|it|that|this|there)",
            "would you (?!please)\\S+",
        }
    ),
    told=frozenset(
        {
            r"(?:he|she|they|someone|somebody|everyone|everybody|people|mum|dad|mom|nan|gran|grandma|grandad|"
            r"(?:my|the|our) \S+) (?:just |always |already |once )?(?:said|says|told|tells|thinks|reckons|would say|"
            "wants|keeps saying)",
        }
    ),
    buts=frozenset({"but"}),
    whys=frozenset({"why"}),
)
"""How a question is answered."""

RULES: tuple[Rule, ...] = (
    built(
        "profile.switch",
        person,
        "(switch|change|go) [over] [to] [(the|to)] {name} profile",
        "(switch|change) (user|profile|users|profiles|viewer) to {name}",
        "(log in|sign in|log me in|sign me in|login) as {name}",
        "use {name} profile",
        "(its|it is) {name} (watching|here) now",
        "(switch|change) to profile {name}",
        "profile {name}",
        "(switch|change|go|move|swap) [over] [(to|the profile to|profile to|profiles to|user to)] [the] {name} "
        "(profile|account)",
        "(use|open|load|activate|select|enter|go to) [(the|my)] {name} (profile|account)",
        "(put|get|have|turn) {name} (profile|account) on",
        "(its|it is) {name} (turn|go) [now]",
        "(im|i am|this is) {name} [(so|and|now)] (switch|change) [over] to (me|mine|my (profile|account|one))",
        "(its|it is|this is) {name} (watching|speaking) [(now|again)]",
        "(log|sign) [me] in [as] {name}",
    ),
    built(
        "profile.switch",
        person,
        "(im|i am|its|it is|this is) <person:name> [(now|here|watching|speaking|talking)]",
        "(switch|change|go|swap|move) [(over|back)] to <person:name>",
        "<person:name> (is|s) (watching|here) now",
        "(its|it is) <person:name> (turn|time)",
    ),
    built("profile.switch", person, "(switch|change) [over] to <person:name>"),
    built("profile.switch", _who_watches, "<written:name> (watching|here) now", "<written:name> turn [now]"),
    built(
        "profile.switch",
        lambda slots: person({"name": slots["name"]}),
        "(switch|change|go|move|swap) [over] to [(the|my)] {name} profile (its|they|theyre|shes|hes|he|she|i|im|"
        "we|were|"
        "because|so|its) {why}",
    ),
    rule(
        "profile.switch",
        "(switch|change|swap|move|flip) [(it|me|us)] [(over|back)] to <given:name> [(now|again|please|for a (bit|"
        "while))]",
        "(its|it is) me <given:name> [(here|now|again)]",
        "go over to <given:name> [(now|again|please|for a (bit|while))]",
        "log <given:name> in",
    ),
    rule(
        "delete",
        "(delete|erase|remove|get rid of|trash|bin|wipe|throw away|scrap) [(this|that|the|my|the last|these|those|"
        "(all|every|each) [(of|single)] [(the|my|our)]|(the lot|the whole lot) of [(the|my|our)])] <doomed:kind>",
        "(i|we) (dont|do not|no longer) (need|want) (this|that|the|my) <doomed:kind> [(anymore|any more)]",
    ),
    built(
        "delete",
        _named,
        "(delete|erase|remove|get rid of|trash|bin|wipe|throw away) [(the|my|all|that)] {title} <doomed:kind>",
        "(delete|erase|remove|get rid of|trash|bin|wipe|throw away) [(the|my|that)] <doomed:kind> (of|called|named|"
        "about|for|with) {title}",
    ),
    built(
        "delete",
        _one_of,
        "(delete|erase|remove|get rid of|trash|bin|wipe|throw away|scrap|cancel) (that|the|my|this) <doomed:kind> "
        "[its] [(the|my)] <written:title> one",
        "(delete|erase|remove|get rid of|trash|bin|wipe|scrap) (those|these|my|the) <doomed:kind> [(the|my)] "
        "<written:title> ones",
    ),
    rule(
        "reminder.cancel",
        "(cancel|delete|remove|drop|bin|scrap|clear|get rid of) (that|the|my|a) reminder the <written:title> one",
    ),
    built(
        "@the_one",
        _one_of,
        "(delete|erase|remove|get rid of|trash|bin|wipe|scrap|cancel|drop|clear) (the|my|that) <written:title> one",
    ),
    built("delete", _called, "(delete|erase|remove|get rid of|trash|bin|wipe|throw away) [the] <doomed:kind> {title}"),
    rule(
        "delete",
        "(forget|delete|erase) (that|everything|what you know about me|all you know about me|everything about me|my "
        "memories|what i told you|all memories)",
        "forget (that|what) i told [you] [that]",
        "forget that i said [that]",
        "(delete|erase) what i said",
        "(forget|delete|erase) (everything|all) [that] (you know|you remember|you have|i told you|i said) [(about|"
        "of)] [(me|us)]",
        kind="memory",
    ),
    rule(
        "delete",
        "forget that (i|we|my|our) {title}",
        "forget (what|everything|all|whatever) (i|we) (told|said) [to] [you] about {title}",
        "forget about my {title}",
        "(dont|do not) remember that (i|we|my|our) {title} [(any more|anymore)]",
        kind="memory",
    ),
    rule("delete", "forget (about me|me)", kind="memory"),
    rule(
        "undo",
        "undo [(that|it|this|the last (thing|command|one|change))]",
        "no undo [that]",
        "(take|put) (that|it) back [(how|the way) it was]",
        "revert [(that|it|the last (thing|change|command))]",
        "(undo|reverse|revert|take back) (that|it|this|what (you|i) [just] did|(the|my) last (thing|change|command|"
        "action|one|step))",
        "(put|take|change|turn|set|switch|bring) (it|that|this|things|everything) back [(again|to (what|how|the way|"
        "where|normal)|how|the way|as|to)] [(it|they|that)] [(was|were)] [before]",
        "[(go|put it|take it|change it|set it|turn it)] back to (how|what|the way|where) (it|things|that) (was|were) "
        "[before]",
        "(cancel|undo|revert|take back) [the] last (thing|command|one|action)",
        "(thats not|that is not|this is not|that was not|that wasnt|that isnt) what (i|we) (meant|wanted|asked for|"
        "said|asked)",
        "(i|we) (didnt|did not) (mean|want|ask for) (that|this|it|to do that)",
        "(oops|whoops|oh no|wait no) (undo|go back|wrong (one|button|channel|thing)|not that|i didnt mean that)",
        "(wrong|bad) (one|button|thing|command|choice) [(undo|go back)]",
        "(change|put|turn|set) it back [(again|to what it was|how it was|as it was)]",
        "reverse that",
        "(i|we) didnt (mean|want) that",
        "that was (a mistake|wrong|an accident)",
        "(not|no not) (that|what i (meant|wanted|said))",
        "back to how it was",
    ),
    rule(
        "cancel",
        "never mind",
        "nevermind",
        "cancel [(that|it|this|the request|the command)]",
        "forget (it|about it)",
        "(dont|do not) (bother|worry) [about it]",
        "(dont|do not) do (it|that|anything)",
        "scratch that",
        "abort",
        "leave it",
        "ignore that",
        "drop it",
        "it doesnt matter",
        "doesnt matter",
        "no never mind",
        "never you mind",
        "disregard [that]",
        "(never mind|nevermind|forget it|forget about it|cancel that|leave it|skip it|drop it) [(then|lumen|now|thats "
        "ok|its ok|its fine|i changed my mind)]",
        "(i|ive) (changed|have changed) my mind",
        "(dont|do not) bother [(with (that|it)|about it|anymore)]",
        "(actually|oh) (never mind|nevermind|forget it|leave it|dont|no never mind)",
        "forget (what i [just] said (to you|just now|before|earlier)|what ive [just] said)",
        "(forget|ignore) (what i [just] said|i said anything|i asked|my last (request|command|question))",
        "let it be",
    ),
    rule(
        "confirm",
        "(yes|yeah|yep|yup|yea|aye) [(please|forget it|please do|do it|do that|do|sure|of course|go ahead|thats right|"
        "i do|i am|i am sure|im sure|it is|that one|definitely|absolutely|delete it)]",
        "do it",
        "(sure|certainly|absolutely|definitely|of course|by all means|indeed|affirmative|correct|confirm|confirmed|"
        "agreed)",
        "(sure|ok|okay) (go ahead|do it|thing|yes|why not)",
        "[(yes|yeah|yep)] go ahead [and do it]",
        "thats (right|correct)",
        "yes yes",
        "confirm (it|that)",
        "(i am|im) sure",
        "go for it",
        "why not",
        "make it so",
        "please do",
        "(yes|yeah|yep|yup|sure) [(please|sure|thats (fine|ok|okay|right|the one)|sounds good|why not|go for it|do "
        "that|i do|absolutely|of course|very much|it is|correct|indeed|by all means|do so|lets do (it|that))]",
        "(i confirm|yes i confirm|lets do (it|that)|go on then)",
        "(yes|yeah) (delete|remove|record|cancel|play|do|stop|start|erase|set) (it|that|this|them)",
    ),
    rule(
        "deny",
        "(no|nope|nah|nay) [(thanks|thank you|please|way|dont|do not|not now|i dont|dont do it|dont do that|not that|"
        "i do not)]",
        "(no|nope) no [leave it]",
        "(dont|do not)",
        "not now",
        "(certainly|absolutely|definitely) not",
        "negative",
        "rather not",
        "id rather not",
        "i dont want (that|to)",
        "of course not",
        "please dont",
        "no way",
        "not really",
        "better not",
        "(no|nope|nah) [(its (fine|ok|okay|alright)|im (fine|good|ok)|thanks (lumen|anyway|though)|thank you (lumen|"
        "very much)|leave it|keep it|cancel|stop|never|please dont|not (really|today|yet|now|that one)|i dont (want|"
        "think so|want to|want that)|dont (bother|do that|delete it|do it)|absolutely not)]",
        "(definitely|absolutely|certainly|no) (not|way)",
        "(dont|do not) (do (it|that)|delete (it|that)|bother)",
        "(not|no) (right now|today|yet)",
        "leave (it|them|that|that one) (where|as|how) (it|they) (is|are)",
        "i (dont think so|said no)",
    ),
    rule(
        "@ok",
        "(ok|okay|alright|all right|right|fine|good|exactly|precisely|totally|obviously|naturally|you bet|perfect|"
        "great)",
        "(sounds|looks) (good|great|fine)",
        "(thats|that is) (the one|fine|it|ok|okay|good|great|perfect)",
        "(alright|all right|ok|okay|fine|right|fine by me) (then|by me|with me)",
        "[(i|we) (have|ve) [got]] (no|not any|nothing) (objection|objections|against (it|that)) [(at all|here)]",
        "[(yes|yeah|ok|okay|sure|fine|right|of course|go on)] (it|that|they|those) can [all] go",
    ),
)
