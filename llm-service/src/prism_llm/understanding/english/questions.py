"""English: questions about what is on, reminders, the sleep timer."""

from prism_llm.understanding.grammar import Rule, SlotValues, built, rule

_ELSEWHERE = frozenset(
    "weather calendar agenda schedule email inbox list menu mind plate stove sale credit "
    "card account bill traffic "
    "road phone fridge desk table shopping todo facebook twitter computer roof sandwich pizza to-do".split()
)


_NOT_AIRED = _ELSEWHERE | frozenset("classes class school flight boarding train bus meeting my your".split())


def _on_a_channel(slots: SlotValues) -> SlotValues | None:
    """A channel in free words, unless the words are of something else."""
    channel = str(slots.get("channel", ""))
    return None if set(channel.casefold().split()) & _ELSEWHERE else dict(slots)


def _team(slots: SlotValues) -> SlotValues | None:
    """A team in free words: short, and no score of a bank's."""
    words = str(slots["team"]).casefold().split()
    return dict(slots) if len(words) <= 5 and not set(words) & {"credit", "my", "to", "test", "exam"} else None


def _programme(slots: SlotValues) -> SlotValues | None:
    """A title in free words: not a pronoun, not something of the calendar."""
    words = str(slots["title"]).casefold().split()
    small = {"it", "this", "that", "you", "i", "we", "my", "your", "he", "she", "they"}
    return None if words[0] in small or set(words) & _NOT_AIRED else dict(slots)


RULES: tuple[Rule, ...] = (
    rule(
        "ask.now",
        "<whats> (on|playing|showing|running|airing) [(on)] [<here>] [<moment>]",
        "<whats> on [<here>] <moment>",
        "<whats> (happening|going) on <here>",
        "what (am i|are we) (watching|looking at) [<moment>]",
        "what (movie|film|show|programme|program|channel|series|episode|match|game) is (this|"
        "that|it|on|playing|showing) [<moment>]",
        "(whats|what is) this [(movie|film|show|programme|program|series|channel|called)]",
        "(whats|what is) [(the (name|title) of)] (this|the) (movie|film|show|programme|program|series|episode|channel)",
        "(whats|what is) this (movie|film|show) called",
        "(which|what) channel (is this|am i on|are we on|am i watching|are we watching)",
        "is (anything|there anything) [good] on [(now|tv|the tv|right now)]",
        "<whats> this (im|i am|were) watching",
        "what do we have on [<moment>]",
        "<moment> <whats> on",
        "(whats|what is) on (tv|telly|television) [<moment>]",
        "what (are they|is it) showing",
        "(tell|show) (me|us) (whats|what is) on [(now|right now|at the moment|tv)]",
        "(anything|something) good on",
    ),
    built(
        "ask.now",
        _on_a_channel,
        "<whats> (on|playing on|showing on|running on|airing on) [the] [channel] <brand:channel> [channel] [<moment>]",
        "what is <brand:channel> (showing|playing|airing) [<moment>]",
        "(whats|what is) <moment> (on|playing on) <brand:channel>",
        "<whats> on channel <number:channel> [<moment>]",
        "what does <brand:channel> have on [<moment>]",
    ),
    built(
        "ask.now",
        _on_a_channel,
        "<whats> (playing|showing|airing) [<moment>] on {channel}",
        "<whats> on {channel} (now|right now|at the moment|currently|just now)",
        "<whats> on [the] {channel} channel",
        "<whats> [<moment>] on {channel} tv",
    ),
    rule(
        "ask.next",
        "<whats> [(on|coming|playing|showing|coming up|up)] next [<here>]",
        "<whats> (on|coming on) after (this|that|this one|the (show|film|movie|news|match|programme))",
        "<whats> coming (up|on) [(next|after this|later)]",
        "(what|which) (programme|show|movie|film|program) (is|comes) next",
        "what comes (next|after this|on next)",
        "(and|what about) (next|after that|after this)",
        "<whats> on later",
        "whats next up",
        "tell me (whats|what is) (on next|coming up)",
    ),
    rule(
        "ask.next",
        "<whats> [(on|coming|playing|showing|coming up|up)] next on [the] [channel] <brand:channel>",
        "<whats> on [the] <brand:channel> (next|after this|later)",
        "<whats> (coming up|coming) [next] on [the] <brand:channel>",
        "<whats> next on channel <number:channel>",
    ),
    built("ask.next", _on_a_channel, "<whats> [(on|coming|playing|showing|coming up|up)] next on [the] {channel}"),
    rule(
        "ask.at",
        "<whats> (on|playing|showing|airing|coming on|coming up) [<here>] <when:when>",
        "<whats> on (tv|telly|television) <when:when>",
        "(what|which) (movies|films|shows|programmes|sport|sports|films are|movies are) (are|is) on <when:when>",
        "what (will be|shall be) on <when:when>",
        "(anything|is there anything) [good] on <when:when>",
        "(whats|what is) <when:when> on tv",
        "<when:when> <whats> on",
        "(show|tell) (me|us) <whats> (on|coming up|coming on) [tv] <when:when>",
    ),
    rule(
        "ask.at",
        "<whats> [(on|playing|showing)] on [(the|all the)] other (channels|channel|side|sides|stations)",
        "what else is (on|there|showing|playing) [<here>] [<moment>]",
        "<whats> else (on|there) [<moment>]",
        when="now",
    ),
    rule(
        "ask.at",
        "<whats> (on|playing on|showing on) [the] [channel] <brand:channel> <when:when>",
        "<whats> (on|playing|showing) <when:when> on [the] [channel] <brand:channel>",
        "<whats> on channel <number:channel> <when:when>",
    ),
    built(
        "ask.at",
        _on_a_channel,
        "<whats> (on|playing|showing) <when:when> on [the] {channel}",
        "<whats> on {channel} <when:when>",
    ),
    built(
        "ask.when",
        _programme,
        "(when|what time) (is|are|will|does|do) {title} (on|on tv|on the tv|be on|start|starting|"
        "begin|air|airing|come on|coming on|be shown|on next|on tonight|on today|on again|"
        "showing|playing|be aired|kick off)",
        "(when|what time) is {title} next on",
        "(whens|what times) {title} (on|starting|coming on|on tv|start|begin)",
        "(when|what time) can (i|we) (watch|see) {title}",
        "at what time (is|does|will) {title} (on|start|begin|air|be on)",
    ),
    rule(
        "ask.remaining",
        "how (long|much|much time|many minutes) (is|are|have we got|do we have|till|until|have i "
        "got) [(there|it|this)] (left|remaining|to go|the end|it ends|it finishes|is over|over)",
        "how (much|long) (longer|more) [(is (this|it)|does (this|it) (go|last|run)|(till|until) (the end|it ends))]",
        "how (long|much) is left [(in|of|on) <it>]",
        "(when|what time) (does|will|is) <it> (end|finish|over|be over|going to end|stop|ending|finishing)",
        "how (long|much|much time) (is|does) (left|remaining|it have|this have) [(left|in|of|to go)] [<it>]",
        "how much longer (is|does|will) <it> [(go on|last|take|run|on|go)]",
        "[how much] time (left|remaining)",
        "how long (till|until|before|to) (the end|it ends|it is over|its over|this ends|this is over|it finishes)",
        "is it (nearly|almost) (over|finished|done)",
        "how far (in|along|through) are we",
        "how long (does|will) <it> (last|go on|run|take)",
        "how much of <it> is left",
        "whats left",
        "how much (of it|is) (is left|left)",
        "how many minutes [are] (left|remaining|to go)",
    ),
    rule(
        "ask.who",
        "(whos|who is|who s|who was) (that|this|the|he|she) [(actor|actress|guy|man|woman|person|"
        "lady|girl|boy|presenter|singer|player|host|character|one|fellow|chap|dude)] [(on (the "
        ")?(screen|tv)|in this|there|playing|again|talking|speaking|singing)]",
        "(whos|who is) (talking|speaking|singing|playing|presenting|on screen|on the screen|in "
        "this|in it|starring|acting) [(in (this|it)|now|there)]",
        "(what|which) (actor|actress|player) is (that|this)",
        "who (plays|played|is playing) (him|her|this|that (guy|man|woman|character)|the (guy|man|woman))",
        "who (stars|acts|plays) in (this|it|this movie|this film|this show|the movie|the film)",
        "who am i (looking at|watching)",
        "(whos|who is) in (this (movie|film|show|scene)|the cast)",
        "(whos|who is) (the (presenter|host|commentator|singer|director|actor|actress))",
        "who (are (they|these people)|directed this|made this (film|movie))",
        "where do i know (him|her|them|that (guy|man|woman|actor|actress)) from",
        "(whats|what is) (his|her|that actors|that actresss|the actors|the actresss) name",
    ),
    rule(
        "ask.song",
        "(whats|what is|which is|what was|identify|name) (this|that|the) (song|track|tune|music|"
        "melody|piece) [(called|playing|name|again|right now|now|in the background|from)]",
        "what (song|track|tune|music|piece) (is|was) (this|that|playing|it|on) [(now|right now|"
        "currently|just now|here|in the background)]",
        "(whats|what is) the (name|title) of (this|that|the) (song|track|tune|music|piece) "
        "[(playing|thats playing|that is playing|right now)]",
        "who (sings|sang|is singing|made|wrote|performs|plays|composed) (this|that|it|this song|"
        "this track|the song|that song|this music|this tune)",
        "(whos|who is) (the (artist|band|singer)|this (artist|band|singer)|singing (this|that)) "
        "[(of|on|in) [(this|the) (song|track|music)]]",
        "(name|identify|shazam) (that|this|the) (tune|song|track|music)",
        "(tell me|do you know|can i know|i want to know) (what (song|track) (is|this is)|the "
        "(name|title) of|whats the name of|what) [(this|that|the)] [(song|track|music)] [(is|"
        "playing|is playing|this is|its called)]",
        "what (am i|are we) listening to",
        "(what|which) (song|track|tune|music|piece) (am i|are we) (listening to|hearing) [<moment>]",
        "(what|which) (song|track|tune|music) is [(currently|now)] (playing|on|this|that) [<moment>]",
        "(whats|what is) the [(current|name of the current)] (song|track) [(currently|now)] (playing|called) "
        "[<moment>]",
        "(whats|what is) the (name|title) of the current (song|track|music)",
        "(whats|what is) the current (song|track) [called]",
        "(whos|who is) (the (artist|singer|band|performer|composer) of|singing|performing|playing) (this|that|the) "
        "[(current|last)] (song|track|music|piece|tune) [(playing|i am listening to|im listening to|thats "
        "playing|on)] [<moment>]",
        "(tell|give) me the (name of the (artist|singer|composer|song|track|band)|(artist|singer|song|track|"
        "composer) [name]) "
        "[(of|playing|on) [(this|the) (song|track|music)]]",
        "(find|find me|tell me|get me) the (name|title|artist|singer) of (this|that|the) (song|track|music|"
        "artist|singer)",
        "(find|find me|tell me) the name of the (artist|singer) of (this|the) (song|music|track)",
        "(what|which) (artist|band|singer) is (this|that|playing|on|singing) [<moment>]",
        "tell me who (wrote|sings|sang|made|is singing) (this|that) [(song|track)]",
        "(whats|what is) the [name of the] band (playing|thats playing) [<moment>]",
        "(check|show) [the] current [playing] (song|track|music) [title]",
        "(whats|what is) (playing|the song|this music|the music|the current song|the song "
        "playing) [(now|right now|by|called)] song",
        "shazam",
        "(whats|what is) the (song|music|track|tune)",
    ),
    rule(
        "ask.explain",
        "(recap|summarise|summarize|explain|sum up|catch me up on|tell me about) [(what happened "
        "in|me)] the (last|past|previous) <dur:seconds>",
        "what (happened|did i miss|have i missed|was going on|has happened) [(in|during|over)] "
        "[the] (last|past|previous) <dur:seconds>",
        "(recap|summarise|summarize) [the] <dur:seconds>",
        "catch me up (on|with) the last <dur:seconds>",
        "i missed the last <dur:seconds>",
    ),
    rule(
        "ask.explain",
        "recap",
        "(give me|do) (a|the) (recap|summary|rundown|quick recap)",
        "(recap|summarise|summarize|explain|sum up) [me] (it|this|this (scene|movie|film|episode|"
        "bit|show|plot)|the (plot|story|scene|movie|film|show|game|episode)|that|what happened|"
        "what just happened|what is going on|whats going on|so far|the story so far)",
        "what (did|have) (i|we) (miss|missed)",
        "(what|whats) (just happened|happened|is happening|going on|is going on|happening) "
        "[(just now|so far|here|there|in (this|the) (movie|film|show|scene)|on the screen|on "
        "screen)]",
        "(catch|fill|bring) me (up|in|up to speed) [please]",
        "(whats|what is) (this|it|the (movie|film|show|story|plot)) about",
        "(i|we) (dont|do not) (get|understand|follow) (this|it|that|whats going on|what is going "
        "on|whats happening|the plot)",
        "(im|i am) (lost|confused) [whats going on]",
        "explain (that|this) [to me]",
        "why did (he|she|they) do that",
        "what (does|did) that mean",
        "[(whats|what is) the] story so far",
        "(im|i am) not following",
        "what is happening",
        "whats happening",
    ),
    rule(
        "ask.score",
        "(whats|what is|what was|tell me|give me|check) the [(current|latest|final|live)] score "
        "[(now|right now|so far|please|of (this|the) (match|game)|in (this|the) (match|game))]",
        "(whos|who is) (winning|leading|ahead|losing) [(now|right now|the (match|game)|this (match|game))]",
        "score [(please|update|check)]",
        "(how|what) (do|is|are) (they|the teams|the match|the game) (stand|doing|standing|going)",
        "(whats|what is) the (result|standing|state of play)",
        "what score is it",
        "(whats|how is) the (match|game) (going|score)",
        "did anyone score",
        "who scored",
    ),
    built(
        "ask.score",
        _team,
        "(whats|what is|what was|tell me|give me|check|whats was) the [(current|latest|final|"
        "live)] score (of|for|in|from|on) [the] {team} (game|match)",
        "(whats|what is|what was|tell me|give me|check) the [(current|latest|final|live)] score "
        "(of|for|in|from) [the] {team}",
        "(whats|what is|what was|tell me|give me) the {team} (score|result)",
        "score of [the] {team} (game|match)",
        "what did {team} score",
        "how did [the] {team} (game|match) (go|end|finish)",
    ),
    rule(
        "ask.recommend",
        "what (should|shall|could|can|do) (we|i|you) [(suggest|recommend)] (watch|see|put on|"
        "play|we watch|i watch) [(now|tonight|today|next|this evening)]",
        "(recommend|suggest) [(me|us)] (something|anything|a (show|film|movie|programme|series)|"
        "what to watch|some (movies|films|shows|series)|something (to watch|good|nice|for "
        "tonight)) [to watch] [(tonight|now|please)]",
        "(any|do you have any|got any|have you got any|give me (some|a|any)|i need (some|a)|"
        "whats your|what is your|what are your) (recommendation|recommendations|suggestion|"
        "suggestions|ideas|tips) [(for tonight|for (me|us)|to watch|on what to watch|for a "
        "(movie|film|show|series)|of (movies|films|shows)|for (movies|films|shows|series|tv))]",
        "what (would|do) you (recommend|suggest) [(watching|to watch|tonight|for tonight|we "
        "watch|i watch|me to watch)]",
        "(i|we) dont know what to watch",
        "(im|i am|were|we are) bored",
        "(whats|what is) (good|worth watching) [(on tv|to watch|tonight|on|now|right now)]",
        "help (me|us) (find|choose|pick) something [(to watch|good)]",
        "anything worth watching",
        "what to watch",
        "(whats|what is) (a good|the best|good) (movie|film|show|series|thing) (to watch|on|right now|tonight|now)",
        "(what|which) (movie|film|show|series) (should|shall|can|could|would) (i|we|you) (watch|"
        "see|recommend|suggest) [(tonight|now|today)]",
    ),
    rule(
        "ask.recommend",
        "(recommend|suggest) [(me|us)] (a|an|some|any) [good] <genre:genre> [<kind>] [to watch]",
        "(recommend|suggest) [(me|us)] something <genre:genre>",
        "(whats|what is) (a good|the best) <genre:genre> [<kind>] [(to watch|right now|on|tonight)]",
        "(any|got any|do you have any) good <genre:genre> [<kind>] [on] [tonight]",
        "what <genre:genre> [<kind>] (should|shall|can|could) (i|we) watch",
        "(anything|is there anything|got anything) [good] [on] for [the] <genre:genre>",
        "(any|do you have any) (recommendations|suggestions) for [(a|an)] [good] <genre:genre> [<kind>]",
    ),
)
