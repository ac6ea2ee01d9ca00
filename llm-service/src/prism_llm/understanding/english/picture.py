"""English: subtitles, sound tracks, quality, favourites, recordings."""

from prism_llm.understanding.grammar import Rule, SlotValues, built, rule

_MISSES = "(i|we) (keep|always|never|usually|often|mostly) [(on)] (missing|miss|catch|get to see)"
_UNASKED = (
    "((i|we) (didnt|did not|never) (turn|switch|put|want|need|order|ask for)|"
    "(someone|somebody|who|who has|whos|(he|she|they|you) [(has|have|ve|s)]) (turned|switched|put))"
)
"""How it is told that the subtitles came of themselves."""
_ASKED = "[so] [(please|just)] [(can|could|would|will) you] [please]"


_JOINS = frozenset("and then but so also".split())


def _missed(slots: SlotValues) -> SlotValues:
    """What is always missed is recorded; why it is does not count."""
    return {"title": slots["title"], "when": slots["when"], "on": True}


_NO_TITLES = frozenset(
    "i we you they he she it this that any some anything something everything nothing anyone".split()
)


def _had_recorded(slots: SlotValues) -> SlotValues | None:
    """What is to be recorded, and not a question for what is: "have we got any Poirot recorded"."""
    return None if str(slots["title"]).casefold().split()[0] in _NO_TITLES else {**slots, "on": True}


def _looked_for(slots: SlotValues) -> SlotValues | None:
    """What is looked for among the recordings."""
    return None if str(slots["query"]).casefold().split()[0] in _NO_TITLES else dict(slots)


def _recorded(slots: SlotValues) -> SlotValues | None:
    """What is recorded no longer, and not another request: "stop recording and go home"."""
    return None if str(slots["title"]).casefold().split()[0] in _JOINS else {**slots, "on": False}


RULES: tuple[Rule, ...] = (
    # What it looks and sounds like.
    rule(
        "tv.subtitles",
        "<subs>",
        "[(turn|switch|put|get|leave|keep)] <subs> <on>",
        "(turn|switch|put) <on> <subs>",
        "<on> <subs>",
        "(enable|activate|show|show me|display|add|give me|have|get|use|see|put up|watch with|with|need|want|play "
        "with) <subs> [on] [(on screen|on the screen)]",
        "<subs> (on please|on screen)",
        "(i|we) (need|want) <subs>",
        "<subs> back on",
        "caption (it|this)",
        "(turn|switch|put|have|get) <subs> [back] (on|up) [(again|for (me|us|this|this one))]",
        "(can|could|may) (i|we) (have|get|see|turn on) <subs> [on]",
        "(put|get|turn|switch|stick|pop|bung) the (words|writing|text) (on|up) [on [the] screen]",
        "(put|add|enable|stick|throw|bung|pop) <subs> (on|up|to (it|this)|onto <it>)",
        "(watch|see|show|play) <it> (with|using) <subs>",
        "<subs> [(back|please)] on (for this|again|now)",
        "(turn|switch|put) the sub titles on",
        "(switch|turn|put) on the sub titles",
        "get <subs> going",
        "[(put|show|have)] [the] (words|text|writing) [up] (on [the] screen|at the bottom)",
        "(can|could) you (make|have) the (text|words) (appear|come up|show) [(at the bottom|on [the] screen)]",
        "(can|could|may) (we|i) read along",
        "(i|we) (want|need) to see the (words|text|lines)",
        "(can you|please) [(put|add|do|have)] <subs>",
        "(put|do) <subs>",
        on=True,
    ),
    rule(
        "tv.subtitles",
        "(take|get) (the|those|these) words (away|off) [the screen]",
        "[(turn|switch|put|take|get|leave|keep)] <subs> (<off>|off)",
        "(turn|switch|take) off <subs>",
        "(hide|remove|disable|deactivate|no|get rid of|lose|kill|stop|without|drop|no more|stop showing|cancel|clear) "
        "<subs>",
        "(i|we) (dont|do not) (want|need|like) <subs> [(anymore|any more|any longer|now)]",
        "(take|get|turn|switch|put) <subs> (off|away|down) [(the screen|screen|please|again)]",
        "(take|get) <subs> off the screen",
        "<subs> [(be|please)] (gone|away|off)",
        "(get rid of|lose|remove|hide|drop|turn off|take off|take away) (the|those|these|that) (words|writing|text) "
        "[(at the bottom|on [the] screen|off the screen)]",
        "(turn|take|switch) (the|that|those) (writing|words|text) (off|away) [the screen]",
        "(the|these|those) (subtitles|captions|subs|words) [(at the bottom|on [the] screen)] are (annoying|"
        "distracting|in the way|irritating|too big) [(turn|get|take|switch) (rid of them|them (off|away)|off)]",
        "(the|these|those) (subtitles|captions|subs) can go",
        f"{_UNASKED} (<subs> on|on <subs>|<subs>) [so] [please] (take|get|turn|switch) them (off|away)",
        "(could|can) <subs> go (away|off)",
        on=False,
    ),
    rule(
        "tv.subtitles",
        "[(turn|switch|put)] [on] [(the|some)] <lang:language> <subs> [on]",
        "[(turn|switch|put)] [on] <subs> [on] in <lang:language>",
        "(show|show me|display|enable|give me|have|get|use|add|switch to|change to|i want|i need|watch with|play "
        "with) [(the|some)] <lang:language> <subs>",
        "(show|show me|display|enable|give me|have|get|use|add|change|switch|set|put) <subs> [(to|into|in)] "
        "<lang:language>",
        "(change|set|switch|swap) <subs> to <lang:language>",
        "(change|set|switch|swap) <subs> from <lang> (to|into) <lang:language>",
        "<subs> <lang:language>",
        "<subs> on in <lang:language>",
        "with <lang:language> <subs>",
        "(can|could|may) (i|we) (have|get|see) [(the|some)] <lang:language> <subs>",
        "(can|could|may) (i|we) (have|get|see) <subs> in <lang:language>",
        "(turn|switch|put|change) [on] [the] <subs> (to|in|into) <lang:language>",
        "(turn|switch|put|stick|get) [the] <lang:language> <subs> (on|up)",
        "(i|we) (want|need|would like|prefer) [(the|some)] <lang:language> <subs>",
        "(i|we) (want|need|would like|prefer) <subs> in <lang:language>",
        "(watch|see|show|play) <it> with <lang:language> <subs>",
        "(subtitle|caption) <it> in <lang:language>",
        on=True,
    ),
    rule(
        "tv.audio_track",
        "[(switch|change|set|put|play|use|turn|watch|hear|go|back)] [<it>] [(to|in|back to)] [the] original (language|"
        "audio|sound|version|audio track|sound track|soundtrack|voices|track)",
        "original version",
        "(i|we) (want|prefer|need|d like|would like) [to (hear|have|watch|listen to)] [<it>] [(in|with)] [the] "
        "original (language|audio|sound|version|voices|track)",
        "(watch|play|hear|show|have) <it> (in|with) (its|the) original (language|version|audio|voices)",
        "(the original|undubbed|no dubbing|without dubbing|not dubbed)",
        "(turn off|no|stop|lose|kill) [(the|this|that)] [(awful|horrible|terrible|bad)] (dubbing|dub)",
        "(put|play|show|have) <it> in its own (language|voice|voices)",
        "original version with the real voices",
        "(give|get) (me|us) [the] original (language|audio|sound|version|soundtrack|voices)",
        "(in|with) [the] original (language|sound|audio)",
        original=True,
    ),
    rule(
        "tv.audio_track",
        "[(turn|switch|put)] [on] [the] (description for the blind|audio description|audio descriptions|described "
        "video|descriptive audio|descriptions) [on]",
        "(enable|activate|i need|use|with|give me|start) [the] (audio description|descriptive audio|audio "
        "descriptions)",
        "describe (the picture|what is on the screen|whats on the screen|what happens on screen)",
        "(put|turn|switch|have|get) [the] (audio description|audio descriptions|described video|descriptive audio) "
        "(on|back on)",
        "(can|could) (i|we) (have|get) [the] (audio description|audio descriptions|descriptive audio)",
        "(describe|narrate) (whats|what is) happening [on (screen|the screen)]",
        "[the] audio described version",
        "(turn|switch|put) on [the] (description|descriptions|narrator|narration) for (the blind|blind people)",
        "(narrate|describe) the (picture|screen|action) for (me|us|the blind)",
        description=True,
    ),
    rule(
        "tv.audio_track",
        "[the] (audio description|audio descriptions|descriptive audio|description for the blind|description|"
        "descriptions) (off|away)",
        "(turn|switch) off [the] (audio description|audio descriptions|descriptive audio|narrator|narration|"
        "description) [for (the blind|blind people)]",
        "(turn|switch) [the] (audio description|audio descriptions|descriptive audio|narrator|narration|description) "
        "[for (the blind|blind people)] off",
        "(no|no more|without|stop|stop the|end the|lose the) (audio description|audio descriptions|descriptive audio|"
        "descriptions)",
        "stop (describing|narrating) [(everything|the picture|whats happening|it)]",
        description=False,
    ),
    rule(
        "tv.audio_track",
        "[(switch|change|set|put|play|watch|turn|use|hear)] [(the|this|it)] [(audio|language|sound|dub|audio track|"
        "sound track|soundtrack|audio language|movie|film|show|dubbing|programme|voices)] [(to|into|in)] "
        "<spoken:language> [(audio|sound|dub|version|language|audio track|sound track|soundtrack|dubbing|please)]",
        "[(switch|change|set|put|play|watch|turn|use|hear)] [(the|this|it)] (audio|language|sound|dub|audio track|"
        "sound track|soundtrack|audio language|dubbing|voices) [(to|into|in)] <lang:language> [please]",
        "(switch|change|set|put|play|watch|turn|hear) [<it>] (in|into) <lang:language>",
        "(switch|change|swap) [it] [over] to <lang:language>",
        "(switch|change|swap) [<it>] [the (audio|language|sound)] from <lang> (to|into) <lang:language>",
        "(change|set|put|turn|switch) [it] [over] [back] to <lang:language> (audio|sound|dub|version|language|audio "
        "track|sound track|soundtrack|dubbing|voices)",
        "(can|could|may) (i|we) (have|hear|watch|listen to|get) [<it>] in <lang:language>",
        "(have you got|is there|do you have) [<it>] [(a|an|the)] <lang:language> (audio|dub|dubbing|sound|soundtrack|"
        "sound track|audio track|version|voices)",
        "(have you got|is there|do you have) <it> in <lang:language>",
        "(have you got|is there|do you have) (a|an|the) <lang:language> (version|dub|soundtrack) (of|for|on) <it>",
        "(watch|play|hear|show|have|put|want) <it> in (the|its) original <lang:language>",
        "[in] the original <lang:language>",
        "(dubbed in|play it in|watch it in|watch this in|hear it in|hear this in) <lang:language>",
        "is there [(a|an)] <lang:language> (version|dub|audio|track) [(switch|change|go|put it|put us) (to|on) (it|"
        "that)]",
        "(make|have|let) (them|him|her|<it>) (speak|talk) [in] <lang:language>",
        "(can|could) they (speak|talk) [in] <lang:language> [instead]",
        "[(switch|change|go|over|turn|put|set|use|i want|give me|play|have|get)] [(to|on)] [the] <lang:language> "
        "(audio|dub|dubbing|sound|audio track|soundtrack|language|version|track|voices|language track|commentary|"
        "commentators) [(on|please)]",
        "(make|have|let) <it> (speak|talk|be|play) [in] <lang:language>",
        "(i|we) (want|need|prefer|d rather|would rather|would like|d like) [to] (hear|have|watch|listen to|play) <it> "
        "in <lang:language>",
        "(hear|have|watch|listen to|play|see) <it> in <lang:language>",
        "[(play|watch|hear|have)] [<it>] dubbed (in|into) <lang:language>",
        "(audio|language|sound|audio track) [in] <lang:language>",
    ),
    rule(
        "@in_language",
        "in <lang:language>",
        "[(and|no|what about|how about|try)] [the] <lang:language> (ones|one) [instead]",
        "(what about|how about|and) [in] <lang:language>",
    ),
    rule(
        "tv.quality",
        "(run|watch|show|see|stream) [<it>] (in|at|on) <height:height> [(p|lines|quality|resolution)]",
        "[(drop|knock|take|bring|stick|set|switch|change|go|make|lower|raise|put|play|turn|increase|reduce|use|down|"
        "bump|up|limit)] [<it>] [(down|up)] [(the|it|this|to)] [(picture|quality|resolution|video|picture quality|"
        "video quality|stream)] [(down|up)] [(to|at|in)] <height:height> [(p|lines|quality|resolution|please)]",
    ),
    rule(
        "tv.quality",
        "[(set|switch|use|put|give me|change|i want|play|go|the|turn|picture|video|stream|get|have)] [(it|this|in|the|"
        "to|picture|video|quality|resolution|on)] [(to|in|on|at)] [the] (best|highest|automatic|auto|maximum|max|"
        "adaptive|top) [(possible|available|picture|video|stream)] (quality|resolution|picture)",
        "(quality|resolution|picture quality|video quality) [(to|on)] (auto|automatic|best|the best|highest|the "
        "highest|max)",
        "(set|switch|change) [the] (quality|resolution) to (auto|automatic|best|the best|highest|max|maximum)",
        "(better|best|good) (quality|picture|resolution)",
        "[(best|highest|top|max|maximum)] (quality|picture|resolution) [please]",
        "(best|highest) (picture|quality|resolution) (you can|you have|youve got|possible|available|there is)",
        "(use|give me|i want|show|play|set|switch to|put on|have) [<it>] [(in|to|at|with)] the (best|highest|top|"
        "sharpest) [possible] (picture|quality|resolution|picture quality|video quality) [(you (can|have)|youve got|"
        "possible|available|there is)]",
        "(let|leave) (the connection|it|you|prism) (decide|choose|pick) the (quality|resolution)",
        "(quality|resolution) (up|as high as possible|as good as possible)",
        "(adjust|set|choose|pick) the (quality|resolution|picture quality) (automatically|for me|yourself)",
        "(automatic|auto|adaptive) (quality|resolution|mode for the quality)",
        "(turn|put|crank) the (quality|resolution) (all the way up|up|to the max|to maximum)",
        "auto quality",
        "automatic quality",
        auto=True,
    ),
    rule(
        "tv.favourite",
        "(add|save|put|mark|bookmark|store) [(this|it|that|this one|this channel|that channel|the channel|the current "
        "channel|this station|this show|channel)] [(to|as|in|into|on)] [(my|the|our|a)] (favourites|favorites|faves|"
        "favourite|favorite|favs|favourites list|favorites list|favourite channels|favorite channels)",
        "(favourite|favorite|bookmark|star|heart) (this|it|that|this channel|that channel|this one|this station)",
        "(i love|i like|i really like|i really love|love) this (channel|station) [(save|favourite|favorite|add|keep|"
        "bookmark) (it|this) [to my (favourites|favorites|faves)]]",
        "(remember|keep|save|pin) (this|that|the current) (channel|station) [for (later|me|next time)]",
        "(put|stick|throw|pop|get|chuck) (this|it|that|this channel|this one) (in|into|on|onto|to|with) [(my|the|"
        "our)] (favourites|favorites|faves|favs|favourites list|favorites list|favourite channels|list of favourites)",
        "(add|save|mark) (this|it|that|this one|(this|that|the|the current) (channel|station)) [(to|as|in)] [(my|a|"
        "the)] (favourites|favorites|faves|favs|favourite|favorite|favourites list|favorites list|list of favourites|"
        "list of favorites)",
        "make (this|it|this one|this (channel|station)) [(a|my)] (favourite|favorite)",
        "(put|pop|stick|get|save|keep) (this|it|this one|this (channel|station)) (in|in with|with|among|into) [(my|"
        "the|our)] (favourites|favorites|faves|favs) [so (i|we) can find it [again]]",
        "save this (channel|station)",
        "add to [my] (favourites|favorites|faves)",
        on=True,
    ),
    rule(
        "tv.favourite",
        "(remove|delete|take|drop) [(this|it|that|this one|this channel|that channel|the channel)] [(from|out of|"
        "off)] [(my|the|our)] (favourites|favorites|faves|favs|favourites list|favorites list)",
        "(unfavourite|unfavorite|unstar|un favourite) (this|it|that|this channel)",
        "(remove|take) (this|it) off my (favourites|favorites|faves)",
        "not a (favourite|favorite) any (longer|more) [take it off]",
        "remove from [my] (favourites|favorites|faves)",
        "(take|remove|drop|delete|kick|throw) (this|it|that|this one|(this|that|the|the current) (channel|station)) "
        "(from|off|out of) [(my|the|our)] (favourites|favorites|faves|favs|favourites list|favorites list|list of "
        "favourites|favourite channels)",
        "(unfavourite|unfavorite|un favourite|un favorite|unstar|unheart) [(this|it|that|this (channel|one|station)|"
        "that (channel|one))]",
        "(this|it) (is|should) (not|no longer|not be) [a] (favourite|favorite) [(anymore|any more)]",
        "(i dont|i do not) (want|like) (this|this channel|it) (in|as|on) [(my|a)] (favourites|favorites|faves|"
        "favourite|favorite) [(anymore|any more)]",
        on=False,
    ),
    rule(
        "tv.favourite",
        "(add|save|put|pop|stick|get) {channel} (to|in|into|on|among) [(my|the|our)] (favourites|favorites|faves|favs|"
        "favourites list|favorites list|list of favourites)",
        "save {channel} as a (favourite|favorite)",
        "make {channel} a (favourite|favorite)",
        "make {channel} one of (my|our|the) (favourites|favorites|faves|favs|favourite channels|favorite channels)",
        "(favourite|favorite|bookmark|heart|star) <brand:channel>",
        on=True,
    ),
    rule(
        "tv.favourite",
        "(unfavourite|unfavorite|unstar|unheart|un favourite) <brand:channel>",
        "(unfavourite|unfavorite|unstar|unheart) {channel}",
        "(take out|kick out) {channel} (from|of) [(my|the|our)] (favourites|favorites|faves|favs) [list]",
        "(remove|delete|take|drop) {channel} (from|out of|off) [(my|the|our)] (favourites|favorites|faves|favs) [list]",
        on=False,
    ),
    rule(
        "tv.record",
        "(record|tape|dvr) [(this|it|that|[(this|that)] one|(the|this) (programme|program|show|movie|film|match|game)|"
        "this (episode|channel)|what is on|whats on)]",
        "(start|begin|keep|carry on|continue|go on|resume) [(a|the)] recording [(this|it|now)]",
        "hit record",
        "(record|tape|save) the (rest|end|remainder) [of (this|it|<it>)]",
        "(start|begin) to record",
        "record what (im|i am|were|we are) watching",
        "(record|tape|save) (this|it|that|what (im|i am|were) watching|whats on|(this|the) (show|programme|film|movie|"
        "match|game|episode|one)) (for (me|us|later|tomorrow|mum|dad|the kids)|to watch later|so (i|we) can watch it "
        "later|now)",
        "(start|begin|get) (recording|taping) [(this|it|that|now|(this|the) (show|programme|film|movie|match|game|"
        "episode))]",
        "(make|do) a recording [of (this|it)]",
        "(hit|press|push) [the] record [button]",
        "(save|keep) (this|this (show|film|movie|programme|episode)) for later",
        on=True,
    ),
    rule(
        "tv.record",
        "(stop|end|cancel|finish|quit) [(the|this|that|my)] recording [(this|it)]",
        "(stop|end|cancel|finish|quit) [(the|this|that|my)] recording [(this|it)] and (bin|scrap|ditch|chuck|dump) "
        "(it|that)",
        "dont record (this|it)",
        "stop (taping|the tape)",
        "(stop|end|cancel|finish|quit|abort|halt) [(the|this|that|my)] (recording|taping) [(this|it|that|now|(this|"
        "the) (show|film|programme|match|movie))]",
        "(thats|that is) enough recording",
        "(dont|do not|no need to) record (this|it|that) [(anymore|any more|after all)]",
        "(dont|do not|no need to) record (anymore|any more)",
        "recording off",
        "(finish|end|stop) [the] (recording|taping)",
        "(you neednt|you dont need to|no need to|you can stop|you may stop) (record|recording) [any more [of (it|"
        "this)]]",
        on=False,
    ),
    built(
        "tv.record",
        _missed,
        f"{_MISSES} {{title}} (because|cause|cos|coz) [of] {{why}} {_ASKED} (record|tape) it <when:when>",
        f"{_MISSES} {{title}} {_ASKED} (record|tape) it <when:when>",
    ),
    rule("tv.record", "(record|tape) <whose:when> [(episode|showing|edition) of] {title}", on=True),
    rule(
        "tv.record",
        "(record|tape) [on] <brand:channel> <span:when>",
        "(record|tape) [(it|this|that|whatevers on|whats on)] <until:when>",
        "(record|tape) [(it|this|that)] for [(about|at least|the next|another)] <dur>",
        "(record|tape) the next (<dur>|hour|half hour|half an hour|couple of hours|few hours) [of (it|this|<it>)]",
        "(record|tape) [(it|this|whatevers on|whats on)] <span:when> [on <brand:channel>]",
        "(record|tape) {title} <span:when> [on <brand:channel>]",
        "(record|tape) on <brand:channel> <when:when>",
        "(record|tape) [on] [the] <numbered:channel> <when:when>",
        "(record|tape) <brand:channel> <when:when>",
        "(record|tape) (whats|what is|whatever is|whatevers) on <brand:channel> [<when:when>]",
        "(record|tape) {title} for (me|us|<folk>|<given>) <when:when>",
        "(record|tape) {title} for (me|us|<folk>|<given>)",
        "(record|tape) [(the|a)] [(next|new|latest)] [(episode|episodes) of] {title} on <numbered:channel> "
        "[<when:when>]",
        "(record|tape) [(the|a)] [(next|new|latest)] [(episode|episodes) of] {title} <when:when> on <numbered:channel>",
        "(record|tape) [(the|a)] [(next|new|latest)] [(episode|episodes) of] {title} on <brand:channel>",
        "(record|tape) [(the|a)] [(next|new|latest)] [(episode|episodes) of] {title} on <brand:channel> <when:when>",
        "(record|tape) [(the|a)] [(next|new|latest)] [(episode|episodes) of] {title} <when:when> on <brand:channel>",
        "(record|tape) [(the|a)] [(next|new|latest)] [(episode|episodes) of] {title} <when:when>",
        "(record|tape) every [new] episode of {title}",
        "(record|tape) {title} on {channel}",
        "(record|tape) {title} on {channel} <when:when>",
        "(record|tape) [the] (next|new|latest|next few) (episode|episodes) of {title}",
        "(set|schedule|make) [(a|up a|the)] recording (for|of) {title} [<when:when>]",
        "(set|schedule) {title} to (record|be recorded) [<when:when>]",
        "(record|tape) {title}",
        on=True,
    ),
    rule(
        "tv.record",
        "(record|tape) (the|this) [whole] (series|season|show|lot) [(please|of (it|this|them))]",
        "(record|tape) (all|every episode|every one|the rest) [of (it|this|them|these)]",
        "(record|tape) the whole thing",
        on=True,
    ),
    built(
        "tv.record",
        _had_recorded,
        "(get|have) [(the|a|every|each)] [(next|new|latest|whole)] [(episode|episodes|series|season|lot) of] {title} "
        "(recorded|taped)",
    ),
    built(
        "ui.search",
        _looked_for,
        "(have|has|did) (we|i|you|she|he|anyone|anybody) [(got|get)] [(any|some|the)] {query} (recorded|taped)",
        "(is|was) [(any|some|the)] {query} [being] (recorded|taped)",
        "(did|have|has) (we|i|you|it) (record|tape|recorded|taped) [(any|some|the)] {query}",
    ),
    rule(
        "tv.record",
        "(cancel|scrap|drop|forget|call off|remove|bin|lose|delete) (the|that|my|our) recording for <when:when>",
        "(cancel|scrap|drop|forget|call off|remove|bin|lose) [the] <whose:when> recording",
        "(cancel|scrap|drop|forget|call off|remove|bin|lose) (the|that|my|our) recording [(of|for)] {title} "
        "<when:when>",
        "(cancel|scrap|drop|forget|call off|remove|bin|lose) [the] <whose:when> recording (of|for) {title}",
        "(cancel|scrap|drop|forget|call off|remove|bin|lose) recording {title} <when:when>",
        on=False,
    ),
    built("tv.record", _recorded, "(stop|cancel) (recording|the recording of) {title}"),
)
