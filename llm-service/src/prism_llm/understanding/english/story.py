"""English: questions about what is on the screen (who, which song, what happened, the score), and what to watch."""

import re

from prism_llm.understanding.grammar import Rule, SlotValues, built, rule

_NO_TEAMS = frozenset(
    "credit my your you i it he she they to test exam things thing everything everyone everybody life work ai "
    "that this there any some next latest weather day traffic market stock stocks kids family baby business school we "
    "their his her board card video computer someone anyone guys all project".split()
)


_SOMEBODY = re.compile(r"(?:i|you|he|she|it|we|they|that|there|this|whos|who)(?:['’](?:m|s|re|ve|ll|d))?$")
"""Who is said to do something, and is no team."""


def _no_team(words: list[str]) -> bool:
    """Whether words are of a bank's scores, or of a school's; a Test match is played."""
    return bool(set(words) & _NO_TEAMS) and words[:2] != ["test", "match"]


_PLAYED = re.compile(
    r"(?: (?:game|match|result|fixture))?(?: (?:last night|yesterday|today|tonight|earlier|this (?:afternoon|evening|"
    r"morning)|at the weekend|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)| (?:game|match|result|fixture))$",
    re.I,
)
"""What they played, and when."""


def _team(slots: SlotValues) -> SlotValues | None:
    """A team in free words: short, and no score of a bank's."""
    team = re.sub(
        r"^(?:(?:let['’]?s (?:have|hear|see)|give|tell|show|get|check|read|find)(?: (?:me|us))?(?: the)?|"
        r"what(?:['’]s| is| was)|whats|scor(?:e|ing) (?:in |of |for )?(?:the )?) ?|['’]s$",
        "",
        str(slots["team"]),
        flags=re.I,
    )
    team = _PLAYED.sub("", team)
    words = team.casefold().split()
    if words and _SOMEBODY.match(words[0]):
        return None
    return {**slots, "team": team} if words and words != ["the"] and len(words) <= 5 and not _no_team(words) else None


_AWAY = frozenset(
    "phone door office charge kitchen street corner shop work school class road pub garden car bank council".split()
)
"""Where somebody is who is not on the screen."""


def _seen(slots: SlotValues) -> SlotValues | None:
    """Somebody on the screen, whatever tells who."""
    return None if _AWAY & set(str(slots.get("how", "")).casefold().split()) else {}


RULES: tuple[Rule, ...] = (
    built(
        "ask.who",
        _seen,
        "(whos|who is|who was) (your|yer|that|the|this) (man|one|woman|lad|lassie|lass|fella|bloke|girl|guy|lady|chap|"
        "boy|actor|actress|wan) (in|with|on|wearing) <written:how>",
        "(whos|who is) (your|yer) (man|one|woman|lad|fella|wan) [(there|again|now)]",
        "(whos|who is) (your|yer) (man|one|woman|lad|fella|wan) from <written:how>",
    ),
    rule(
        "ask.who",
        "(whos|who is|who s|who was) (that|this|the|he|she) [(actor|actress|guy|man|woman|person|lady|girl|boy|"
        "presenter|singer|player|host|character|one|fellow|chap|dude)] [(on (the )?(screen|tv)|in this|there|playing|"
        "again|talking|speaking|singing)]",
        "(whos|who is) (talking|speaking|playing|presenting|on screen|on the screen|in this|in it|starring|acting) "
        "[(in (this|it)|now|there)]",
        "(what|which) (actor|actress|player) is (that|this)",
        "who (plays|played|is playing) (him|her|this|that (guy|man|woman|character)|the (guy|man|woman))",
        "who (stars|acts|plays) in (this|it|this movie|this film|this show|the movie|the film)",
        "who am i (looking at|watching)",
        "(whos|who is) in (this (movie|film|show|scene)|the cast)",
        "(whos|who is) (the (presenter|host|commentator|singer|director|actor|actress))",
        "who (are (they|these people)|directed this|made this (film|movie))",
        "where do i know (him|her|them|that (guy|man|woman|actor|actress)) from",
        "(whats|what is) (his|her|that actors|that actresss|the actors|the actresss|their|this actors|this actresss) "
        "name [again]",
        "(whos|who is|who was) (that|this|the) [(old|young|tall|blonde|funny|other|little|bald|dark haired|new|main)] "
        "(actor|actress|guy|man|woman|person|lady|girl|boy|presenter|singer|player|host|character|one|fellow|chap|"
        "dude|kid|bloke|lead|villain|narrator|commentator) [(with|in|on|playing|talking|wearing|there|right now|again|"
        "speaking|singing|from|over|who) [(the|this|that|a|my|there|screen|here|is|just)] [(beard|hat|glasses|red|"
        "blue|left|right|screen|tv|movie|film|show|suit|dress|picture|scene|moustache|talking|singing|speaking)] "
        "[(hair|dress|shirt|coat|suit|hat|jacket)]]",
        "(whos|who is|who) (playing|plays|is playing|played|portrays|acting as) (the|that|this|his|her) [(main|old|"
        "young|bad)] (detective|doctor|killer|cop|mother|father|guy|man|woman|lawyer|villain|hero|lead|main character|"
        "captain|teacher|king|queen|son|daughter|brother|sister|wife|husband|boss|part|role|character|policeman|bad "
        "guy|girl|boy|nurse|president|soldier|priest|lead role)",
        "(what else|what other (films|movies|shows|things)|where else) (has|have|was|is|did) <someone> [been] [(in|"
        "done|appeared in|starred in|play in|played in|made|do|make|direct|directed|write|written|sing|sung)]",
        "what (has|have|was) <someone> [(also|else)] been in [before]",
        "(what|where) (have|did|do) (i|we) (seen|see|know) (him|her|them|that (guy|man|woman|actor|actress|face)|this "
        "(guy|man|woman|actor|actress)) [(in|from|before)] [before]",
        "(whos|who is) (he|she|that|this|it) [(again|supposed to be|meant to be|played by|on [the] screen)]",
        "(who are|whos) (the (actors|cast|stars|players|people|presenters)|in the cast|all these people|they|those "
        "(people|guys|actors)) [(in (this|it)|here|again)]",
        "(whos|who is) (starring|acting|the star|the lead|in) [in] (this|it|<it>|this one)",
        "[the] cast [(list|of this|please)]",
        "(name|identify|recognise|recognize) (that|this|the) (actor|actress|guy|man|woman|person|presenter|player|"
        "face)",
        "tell me (who|the name of) (that|this|the) [(is|actor|actress|guy|man|woman|person)] [is]",
        "(tell|remind) (me|us) who (directed|wrote|made|produced|plays in|stars in|is in) (this|it|<it>)",
        "(tell me|tell us|remind me|remind us|find out|look up) who (he|she|they|those people|these people) "
        "(is|are|was|were) [(again|meant to be|supposed to be|played by|in (this|it))]",
        "(tell|remind) (me|us) [what] (his|her|their) name [is] [again]",
        "(tell|remind) (me|us) where (i|we) (know|ve seen|have seen) (him|her|them) [from] [before]",
        "(tell|remind) (me|us) what [else] (he|she|hes|shes|theyve) [(has|was|is)] [been] in [before]",
        "(whos|who is|who) (directed|the director of|wrote|made|produced) (this|it|<it>)",
    ),
    rule(
        "ask.song",
        "(whats|what is|which is|what was|identify|name) (this|that|the) (song|track|tune|music|melody|piece) "
        "[(called|playing|name|again|right now|now|in the background|from)]",
        "what (song|track|tune|music|piece) (is|was) (this|that|playing|it|on) [(now|right now|currently|just now|"
        "here|in the background)]",
        "(whats|what is) the (name|title) of (this|that|the) (song|track|tune|music|piece) [(playing|thats playing|"
        "that is playing|right now)]",
        "who (sings|sang|is singing|made|wrote|performs|plays|composed) (this|that|it|this song|this track|the song|"
        "that song|this music|this tune)",
        "(whos|who is) (the (artist|band|singer)|this (artist|band|singer)|singing (this|that)) [(of|on|in) [(this|"
        "the) (song|track|music)]]",
        "(name|identify|shazam) (that|this|the) (tune|song|track|music)",
        "(tell me|do you know|can i know|i want to know) (what (song|track) (is|this is)|the (name|title) of|whats "
        "the name of|what) [(this|that|the)] [(song|track|music)] [(is|playing|is playing|this is|its called)]",
        "what (am i|are we) listening to",
        "(what|which) (song|track|tune|music|piece) (am i|are we) (listening to|hearing) [<moment>]",
        "(what|which) (song|track|tune|music) is [(currently|now)] (playing|on|this|that) [<moment>]",
        "(whats|what is) the [(current|name of the current)] (song|track) [(currently|now)] (playing|called) "
        "[<moment>]",
        "(whats|what is) the (name|title) of the current (song|track|music)",
        "(whats|what is) the current (song|track) [called]",
        "(whos|who is) (the (artist|singer|band|performer|composer) of|singing|performing|playing) (this|that|the) "
        "[(current|last)] (song|track|music|piece|tune) [(playing|i am listening to|im listening to|thats playing|"
        "on)] [<moment>]",
        "(tell|give) me the (name of the (artist|singer|composer|song|track|band)|(artist|singer|song|track|composer) "
        "[name]) [(of|playing|on) [(this|the) (song|track|music)]]",
        "(find|find me|tell me|get me) the (name|title|artist|singer) of (this|that|the) (song|track|music|artist|"
        "singer)",
        "(find|find me|tell me) the name of the (artist|singer) of (this|the) (song|music|track)",
        "(what|which) (artist|band|singer) is (this|that|playing|on|singing) [<moment>]",
        "tell me who (wrote|sings|sang|made|is singing) (this|that) [(song|track)]",
        "(whats|what is) the [name of the] band (playing|thats playing) [<moment>]",
        "(check|show) [the] current [playing] (song|track|music) [title]",
        "(whats|what is) (playing|the song|this music|the music|the current song|the song playing) [(now|right now|by|"
        "called)] song",
        "shazam [(this|it|that)]",
        "[(hey|do you know|tell me|any idea)] (what|which|whats) (song|track|tune|music|piece) (is|s) (this|that|it|"
        "playing) [(again|called|now|from|by|in the background)]",
        "(whats|what is|which is|whos) (this|that) (song|tune|track|music|piece|melody|band|singer|artist) [(called|"
        "again|playing|in the background|by|from|name|on now)]",
        "(whos|who is|who) (singing|sings|performing|playing|this song by|the song by|this by|sang) [(this|that|it|"
        "here|now|the song|this song)] [(song|now)]",
        "(whats|what is) (playing|the (name|title|music|song) (of|in|playing)) [(in the background|the background|now|"
        "this scene|here|right now|this)]",
        "(i (like|love) this (song|tune|music|track)) (what|whats|who) (is|sings|it) [(it|this|called)]",
        "(whats|what is) the (song|music|track|tune)",
    ),
    rule(
        "ask.explain",
        "(recap|summarise|summarize|explain|sum up|catch me up on|tell me about) [(what happened in|me)] the (last|"
        "past|previous) <dur:seconds>",
        "what (happened|did i miss|have i missed|was going on|has happened) [(in|during|over)] [the] (last|past|"
        "previous) <dur:seconds>",
        "(recap|summarise|summarize|sum up|explain|tell me about|go over|fill me in on|catch me up on|bring me up to "
        "speed on|update me on|run me through) [(what happened in|what i missed in|me|a (recap|summary) of)] [the] "
        "[(last|past|previous)] <dur:seconds>",
        "give me (a (recap|summary) of [the]|the) (last|past|previous) <dur:seconds>",
        "(what|whats) (happened|did (i|we) miss|have (i|we) missed|went on|was going on|has happened|been happening) "
        "[(in|during|over|for)] [(the|these)] [(last|past|previous)] <dur:seconds>",
        "(a|give me a|do a|i need a|can i have a|can i get a) [(quick|short|brief)] (recap|summary|rundown) (of|for|"
        "on) [the] (last|past|previous) <dur:seconds>",
        "(i|we) (missed|slept through|wasnt here for|wasnt listening for|was out for|was away for|was asleep for|was "
        "gone for) [the] [(last|past|first|previous)] <dur:seconds> [(what happened|what did i miss|fill me in|catch "
        "me up|recap)]",
        "catch me up (on|with) the last <dur:seconds>",
        "i missed the last <dur:seconds>",
    ),
    rule(
        "ask.explain",
        "recap",
        "(tell|show) (me|us) what (i|we|ive|weve) [(just|have)] (missed|been missing)",
        "tell (me|us) what (ive|weve) missed [so far]",
        "(give me|do) (a|the) (recap|summary|rundown|quick recap)",
        "(recap|summarise|summarize|explain|sum up) [me] (it|this|this (scene|movie|film|episode|bit|show|plot)|the "
        "(plot|story|scene|movie|film|show|game|episode)|that|what happened|what just happened|what is going on|whats "
        "going on|so far|the story so far)",
        "what (did|have) (i|we) (miss|missed)",
        "(what|whats) (just happened|happened|is happening|going on|is going on|happening) [(just now|so far|here|"
        "there|in (this|the) (movie|film|show|scene)|on the screen|on screen)]",
        "(catch|fill|bring) me (up|in|up to speed) [please]",
        "(whats|what is) (this|it|the (movie|film|show|story|plot)) about",
        "(i|we) (dont|do not) (get|understand|follow) (this|it|that|whats going on|what is going on|whats happening|"
        "the plot)",
        "(im|i am) (confused|lost whats going on)",
        "explain (that|this) [to me]",
        "explain (that|this|the) last (bit|part|scene|thing) [(to (me|us)|please)]",
        "why did (he|she|they) do that",
        "what (does|did) that mean",
        "[(whats|what is) the] story so far",
        "[(just|can you)] (give|tell) me the gist [(of (it|this|that|the story))]",
        "(what|whats) (he|she|they|<someone>) (doing|on about) [there] [and why]",
        "what does that mean what (he|she|they) [just] said",
        "(bring|get) me up to date",
        "(whats|what is) (this|all this) [all] about then",
        "who (killed|shot|robbed|betrayed) (who|whom|him|her|them)",
        "(im|i am) not following",
        "what is happening",
        "whats happening",
        "(whatd|what d) (i|we) miss",
        "(i|we) (dozed off|fell asleep|was away|nodded off|zoned out|wasnt (watching|listening)) [what (happened|did "
        "(i|we) miss)]",
        "(i|we) (dont|do not|not|cant|didnt) (understand|get|follow) [(it|this|that|anything)] [explain [(it|this|"
        "that)]]",
        "(can you|please) explain (whats happening|what is happening|whats going on|this|that|the plot|what just "
        "happened)",
        "(explain|recap|summarise|summarize|describe) (whats happening|what is happening|whats going on|what just "
        "happened|what happened|the (scene|story|plot|rules|ending|joke|last scene)|(this|that|the) (rule|bit|part|"
        "scene|decision|call)|so far|everything so far|it [all] [to me]|this [to me])",
        "(what|whats) (just happened|did i [just] miss|happened (here|there|just now|while i was (away|gone|out))|is "
        "going on (here|with (this|the) (story|plot|film|show)))",
        "what did (i|we) (just miss|miss [(so far|while (i|we) (was|were) (away|gone|out|asleep|in the kitchen))])",
        "(why|how come) (did|is|are|was|were|does|do) (he|she|they|that (guy|man|woman)|everyone) (do|doing|so|crying|"
        "angry|upset|running|fighting|laughing|mad|leave|leaving|kill|killed|scared|sad) [(that|this|him|her|them|"
        "away|there)]",
        "(im|i am|were|we are|ive|we have|i have) [(totally|completely|so|a bit|really)] (lost|confused) (here|now|"
        "with (this|the) (plot|story)|whats (going on|happening)|what happened)",
        "(im|i am|were|we are) (totally|completely|so|a bit|really) (lost|confused)",
        "(fill|catch|bring|get) (me|us) (in|up|up to speed) [(on (this|it|the story|what (happened|i missed))|please|"
        "quickly)]",
        "(a|give me a|do a|i need a|can i have a|can i get a|quick) [(quick|short|brief)] (recap|summary|rundown|"
        "explanation) [(of|for|on) (this|it|the (story|plot|film|show|match|game|episode) [so far]|what (happened|i "
        "missed))] [please]",
        "(remind me|tell me) (whats happened|what happened|whats going on|whats happening) [so far]",
        "(whats|what is) (this|it|the (movie|film|show|story|plot|episode)) [all] about [again]",
    ),
    rule("@lost", "(im|i am|were|we are) lost", "(ive|i have|weve|we have) lost the (plot|thread)"),
    rule(
        "ask.score",
        "(whats|what is|what was|tell me|give me|check) the [(current|latest|final|live)] score [(now|right now|so "
        "far|please|of (this|the) (match|game)|in (this|the) (match|game))]",
        "is (anybody|anyone|somebody|someone) (winning|leading|ahead) [(this|it|yet|now)]",
        "(whos|who is) (winning|leading|ahead|losing) [(now|right now|the (match|game)|this (match|game))]",
        "score [(please|update|check)]",
        "(how|what) (do|is|are) (they|the teams|the match|the game) (stand|doing|standing|going)",
        "(whats|what is) the (result|standing|state of play)",
        "what score is it",
        "(whats|what is|what was|hows) (their|our|its) score [(now|then|so far|please)]",
        "(whats|how is) the (match|game) (going|score)",
        "did (anyone|anybody|someone|they|we) score [(yet|already|a goal)]",
        "did (we|our (lot|boys|team|side|girls)) (win|lose|draw) [(yet|today|tonight|yesterday|last night|in the end)]",
        "who won (the|this|that) (match|game|race|fight|final) [(then|yesterday|last night|today|in the end)]",
        "(has|have) (anyone|anybody|someone|they|we) scored [(yet|already)]",
        "(are|is) (we|they|our (team|lot|boys|side)|my team) (winning|losing|ahead|leading|up)",
        "(whats|what is|what was|hows|how is) [the] [(current|latest|final|live|half time|full time)] (score|"
        "scoreline|result|match|game) [(now|right now|so far|please|going|looking|like|(of|in) (this|the|todays|"
        "tonights) (match|game))]",
        "(how|what) (do|is|are|s) (they|the teams|the (match|game)) [(stand|doing|standing|going|getting on|looking|"
        "at)] [(now|so far|in the (match|game))]",
        "(whos|who is) (up|in front|winning it|on top|in the lead|beating who) [now]",
        "how many goals [(are there|have they scored|so far|were there)]",
        "who scored",
    ),
    rule("ask.explain", "(whats|what is) [(this|the|that)] <it> [all] about"),
    built(
        "ask.score",
        _team,
        "(whats|what is|what was|tell me|give me|check|whats was) the [(current|latest|final|live)] score (of|for|in|"
        "from|on) [the] {team} (game|match)",
        "(whats|what is|what was|tell me|give me|check) the [(current|latest|final|live)] score (of|for|in|from) "
        "[the] {team}",
        "(whats|what is|what was|tell me|give me) the {team} (score|result)",
        "[the] score (of|in|for|from|at) [the] {team} (game|match)",
        "[the] score (of|in|for|from|at) [the] {team}",
        "what did {team} score",
        "how (are|is) [the] {team} (getting on|doing|playing) [(now|today|tonight|so far|in the (match|game))]",
        "(did|have|has) [the] {team} (score|scored|win|won|lose|lost) [(yet|already|today|tonight|again|the (match|"
        "game))]",
        "(are|is) [the] {team} (winning|losing|leading) [(now|today|tonight)]",
        "(whats|what is|what was|hows|how was) the {team} (score|game|match|result) [(going|looking|now|so far)]",
        "(whats|what is|what was|tell me|give me|check) [the] [(current|latest|final|live)] score (of|for|in|from|on|"
        "at|with) [the] {team}",
        "{team} score [please]",
        "(score|scores) (check|update) (on|for) [the] {team}",
        "howd [the] {team} (do|get on|play|go) [(today|tonight|yesterday|last night)]",
        "how did [the] {team} (do|get on|play) [(today|tonight|yesterday|last night)]",
        "how did [the] {team} (game|match) (go|end|finish)",
        "(did|have) [the] {team} (win|won|lose|lost|draw) [(yet|last night|yesterday|today|tonight|at the "
        "weekend|(their|the|todays|last nights) (game|match))]",
        "(who is|whos) (winning|ahead|leading) [(in|at)] [the] <live:team>",
        "(who is|whos) winning (in|between) [the] {team} [(game|match)]",
        "who won the {team} (game|match)",
        "who (won|is winning|wins) [(in|at)] [(the|last nights|yesterdays|todays)] <live:team> [(match|game|final|last "
        "night|yesterday|today|so far)]",
        "[(any|whats the|what are the)] [(latest|news on the)] [the] {team} (score|result)",
        "(whats|what is|any|give me the) [the] (latest|news) (in|on|from|with) [the] {team} (game|match|score)",
    ),
    rule(
        "ask.recommend",
        "what (should|shall|could|can|do) (we|i|you) [(suggest|recommend)] (watch|see|put on|play|we watch|i watch) "
        "[(now|tonight|today|next|this evening)]",
        "(recommend|suggest) [(me|us)] (something|anything|a (show|film|movie|programme|series)|what to watch|some "
        "(movies|films|shows|series)|something (to watch|good|nice|for tonight)) [to watch] [(tonight|now|please)]",
        "(any|do you have any|got any|have you got any|give me (some|a|any)|i need (some|a)|whats your|what is your|"
        "what are your) (recommendation|recommendations|suggestion|suggestions|ideas|tips) [(for tonight|for (me|us)|"
        "to watch|on what to watch|for a (movie|film|show|series)|of (movies|films|shows)|for (movies|films|shows|"
        "series|tv))]",
        "what (would|do) you (recommend|suggest) [(watching|to watch|tonight|for tonight|we watch|i watch|me to "
        "watch)]",
        "(i|we) dont know what to watch",
        "(im|i am|were|we are) bored",
        "(whats|what is) (good|worth watching) [(on tv|to watch|tonight|on|now|right now)]",
        "help (me|us) (find|choose|pick) something [(to watch|good)]",
        "anything worth watching",
        "what to watch",
        "(whats|what is) (a good|the best|good) (movie|film|show|series|thing) (to watch|on|right now|tonight|now)",
        "(what|which) (movie|film|show|series|programme) (should|shall|can|could|would|do) (i|we|you) (watch|see|"
        "recommend|suggest) [(tonight|now|today|next)]",
        "(any|got any|have you got any|do you have any) (suggestions|recommendations|ideas|tips) [(lumen|please|for "
        "(tonight|me|us|today|this evening|something to watch|a (film|movie|show|series))|what to watch|on what to "
        "watch)]",
        "(whats|what is|is there anything) (good|decent|worth watching|worth seeing|interesting|fun|nice) [(on|to "
        "watch|to see)] [(tv|telly)] [(tonight|now|right now|today|this evening)] [(to watch|on)]",
        "anything (worth watching|worth seeing|good to watch|fun to watch) [(tonight|now|today|this evening)]",
        "(recommend|suggest|find) (me|us) (something|anything|a (show|film|movie|programme|series)) [(good|nice|new|"
        "else|different|decent|fun)] [(to watch|for (tonight|us|me|the evening))] [(tonight|please)]",
        "(help|can you help) (me|us) (find|choose|pick|decide) [on] (something|what|a (film|movie|show)) [(to watch|"
        "good|good to watch|nice)] [tonight]",
        "what (should|shall|could|can|might) (i|we) (watch|see|put on|view|have on) [(tonight|now|today|next|this "
        "evening|later|with the kids|together|after this)]",
        "what (do|would) (you) (think|say) (we|i) should (watch|see|put on) [tonight]",
        "what (are|is) people watching",
    ),
    rule(
        "ask.recommend",
        "(recommend|suggest) [(me|us)] (a|an|some|any) [good] <genre:genre> [<kind>] [to watch]",
        "(recommend|suggest|find|pick) [(me|us)] (something|anything) [(a bit|really|quite)] <genre:genre> [(to watch|"
        "for tonight|tonight)]",
        "(recommend|suggest) [(me|us)] [(a|an|some|any)] [(good|decent|nice|great)] <genre:genre> [<kind>] [(to watch|"
        "for tonight|tonight|please|for (me|us|the kids))]",
        "(whats|what is|know|do you know|got|have you got) (a good|the best|a decent|a great|a nice|any good) "
        "<genre:genre> [<kind>] [(to watch|right now|on|tonight|for tonight|to see)]",
        "(any|got any|do you have any|have you got any|are there any) (good|decent|great|nice) <genre:genre> [<kind>] "
        "[(on|to watch|you (would|can) recommend|you know)] [tonight]",
        "(any|do you have any|got any) (recommendations|suggestions|ideas|tips) for [(a|an|some)] [(good|decent)] "
        "<genre:genre> [<kind>] [(to watch|tonight)]",
        "(whats|what is) (a good|the best) <genre:genre> [<kind>] [(to watch|right now|on|tonight)]",
        "(any|got any|do you have any) good <genre:genre> [<kind>] [on] [tonight]",
        "what <genre:genre> [<kind>] (should|shall|can|could) (i|we) watch",
        "(anything|is there anything|got anything) [good] [on] for [the] <genre:genre>",
        "(any|do you have any) (recommendations|suggestions) for [(a|an)] [good] <genre:genre> [<kind>]",
    ),
)
