"""English: Lumen herself, profiles, deleting, and the small words of a dialogue."""

from prism_llm.understanding.grammar import Rule, SlotValues, built, rule

_NOT_PEOPLE = frozenset("it this that there the my your another new different next previous last same tv live".split())


def _person(slots: SlotValues) -> SlotValues | None:
    """A profile's name, without the possessive."""
    name = str(slots["name"])
    for ending in ("'s", "’s"):
        name = name.removesuffix(ending)
    return None if name.casefold().split()[0] in _NOT_PEOPLE else {"name": name}


RULES: tuple[Rule, ...] = (
    rule("lumen.hush", "be (quiet|silent|still)", "hush", "keep quiet", "stay (quiet|silent)", "dont (talk|speak|say anything) [(anymore|any more|now)]", "quiet mode", "stop speaking to me", "shh", "shush", "sh", "ssh", "zip it", "keep it down lumen", "no more talking", "(dont|do not) talk to me", "i need (quiet|silence)", "stay quiet for a while", on=True),
    rule("@quiet", "shut up", "quiet", "silence", "shut it", "shut your mouth", "hush now", "quiet please"),
    rule("lumen.hush", "(you|you) (can|may) (talk|speak) [again]", "(start|begin) talking [again]", "talk to me [again]", "you may (talk|speak)", "unhush", "you can stop being quiet", "(speak|talk) again", on=False),
    rule("lumen.stop", "stop (talking|speaking|chatting|rambling|blabbering|babbling|reading)", "stop talking [now]", "(thats|that is) enough (talking|talk|chatter)", "enough (talking|talk|chatter)", "i get it stop", "stop the (talking|talk|chatter)", "let me stop you there", "stop reading [(that|it|aloud|out loud)]"),
    rule("lumen.companion", "watch [(it|this|tv|along|the game|the match|the movie|the film|the show)] [along] with (me|us)", "watch along [with (me|us)]", "(turn|switch) on [the] (companion|companion mode|commentary)", "(companion|companion mode|commentary) on", "(start|begin) (commenting|the commentary|companion mode)", "(keep|give) me company", "comment on (this|it|the game|the match|what is happening|the show|the movie) [with me]", "join me [(watching|for this)]", "(react|comment) along", "react to (this|it) with me", on=True),
    rule("lumen.companion", "stop (commenting|commentating|the commentary|the comments|making comments|watching with me|reacting|companion mode|watching along)", "no [more] (comments|commentary|commenting)", "(turn|switch) off [the] (companion|companion mode|commentary)", "(companion|companion mode|commentary) off", "(i want to|let me) watch [(this|it)] (alone|in peace|on my own|by myself)", "(dont|do not) comment [(on (this|it|everything)|anymore)]", "keep your comments to yourself", "stop watching along", on=False),
    rule("lumen.voice", "(youre|you are) [(a bit|much|way)] too (loud|noisy)", "(talk|speak) [<bit>] (quieter|softer|more quietly|more softly|quietly|softly|lower)", "(lower|turn down|bring down) your (voice|volume)", "(turn|keep) (your (voice|volume)|yourself) down", "(youre|you are) (shouting|yelling)", "(dont|do not|stop) (shout|shouting|yell|yelling)", "your voice is too loud", "whisper", "be <bit> quieter", "use your (inside|indoor) voice", quieter=True),
    rule("lumen.voice", "(youre|you are) [(a bit|much|way)] too (quiet|soft)", "(talk|speak) [<bit>] (louder|up|more loudly|loudly)", "(raise|turn up|bring up) your (voice|volume)", "turn (your (voice|volume)|yourself) up", "i (cant|cannot|can hardly|can barely) hear you", "your voice is too (quiet|soft|low)", "speak up", louder=True),
    rule("lumen.voice", "(talk|speak) [<bit>] (slower|more slowly|slowly)", "(youre|you are) [(talking|speaking)] [(a bit|way|much)] too (fast|quickly)", "slow down your (speech|voice|talking|speaking)", "slow your (speech|voice) [down]", "(dont|do not) (talk|speak) so fast", "(talk|speak) less fast", "slow down when you (talk|speak)", slower=True),
    rule("lumen.voice", "(talk|speak) [<bit>] (faster|more quickly|quicker)", "(youre|you are) [(talking|speaking)] [(a bit|way|much)] too (slow|slowly)", "speed up your (speech|voice|talking)", "speed your (speech|voice) [up]", "(dont|do not) (talk|speak) so slowly", faster=True),
    rule("lumen.voice", "(speak|talk) [to me] [in] <lang:language>", "(answer|reply) [me] in <lang:language>", "(change|switch|set) your language to <lang:language>", "say it in <lang:language>", "(speak|talk) <lang:language> (to|with) me"),
    rule("lumen.gesture", "(give|show) (me|us) [a] <gesture:name>", "(do|make) (a|the) <gesture:name> [(gesture|for me)]", "<gesture:name> [for (me|us)]", "(give|show) [it] [a] <gesture:name>"),
    built("profile.switch", _person, "(switch|change|go) [over] [to] [(the|to)] {name} (profile|account|user)", "(switch|change) (user|profile|users|profiles|viewer) to {name}", "(log in|sign in|log me in|sign me in|login) as {name}", "(im|i am|this is) {name} now", "use {name} profile", "(its|it is) {name} (watching|here) now", "(switch|change) to profile {name}", "profile {name}"),
    built("profile.switch", _person, "(switch|change) [over] to <person:name>"),
    rule("delete", "(delete|erase|remove|get rid of|trash) [(this|that|the|my|the last)] <doomed:kind>"),
    rule("delete", "(delete|erase|remove|get rid of) [(the|my|all)] {title} <doomed:kind>", "(delete|erase|remove|get rid of) [(the|my)] <doomed:kind> (of|called|named|about) {title}"),
    rule("delete", "(forget|delete|erase) (that|everything|what you know about me|all you know about me|everything about me|my memories|what i told you|what i said|all memories)", "forget (that|what) i (told|said) [you] [that]", kind="memory"),
    rule("delete", "forget (about me|me)", kind="memory"),
    rule("undo", "undo [(that|it|this|the last (thing|command|one|change))]", "no undo [that]", "(take|put) (that|it) back [(how|the way) it was]", "revert [(that|it)]", "(change|put|turn|set) it back [(again|to what it was|how it was|as it was)]", "reverse that", "(i|we) didnt (mean|want) that", "that was (a mistake|wrong|an accident)", "(not|no not) (that|what i (meant|wanted|said))", "back to how it was"),
    rule("cancel", "never mind", "nevermind", "cancel [(that|it|this|the request|the command)]", "forget (it|about it)", "(dont|do not) (bother|worry) [about it]", "(dont|do not) do (it|that|anything)", "scratch that", "abort", "leave it", "ignore that", "drop it", "it doesnt matter", "doesnt matter", "no never mind", "disregard [that]", "let it be"),
    rule("confirm", "(yes|yeah|yep|yup|yea|aye) [(please|do it|do that|do|sure|of course|go ahead|thats right|i do|i am|i am sure|im sure|it is|that one|definitely|absolutely|delete it)]", "do it", "(sure|certainly|absolutely|definitely|of course|by all means|indeed|affirmative|correct|confirm|confirmed|agreed)", "(sure|ok|okay) (go ahead|do it|thing|yes|why not)", "go ahead", "thats (right|correct)", "yes yes", "confirm (it|that)", "(i am|im) sure", "go for it", "why not", "make it so", "please do"),
    rule("deny", "(no|nope|nah|nay) [(thanks|thank you|please|way|dont|do not|not now|i dont|dont do it|dont do that|not that|i do not)]", "(no|nope) no", "(dont|do not)", "not now", "(certainly|absolutely|definitely) not", "negative", "rather not", "id rather not", "i dont want (that|to)", "of course not", "please dont", "no way", "not really", "better not"),
    rule("@ok", "(ok|okay|alright|right|fine|good)"),
)  # fmt: skip
