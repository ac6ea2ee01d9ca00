"""English: subtitles, sound tracks, quality, favourites, recordings."""

from prism_llm.understanding.grammar import Rule, rule

RULES: tuple[Rule, ...] = (
    # What it looks and sounds like.
    rule(
        "tv.subtitles",
        "<subs>",
        "[(turn|switch|put|get)] <subs> <on>",
        "(turn|switch|put) <on> <subs>",
        "<on> <subs>",
        "(enable|activate|show|show me|display|add|give me|have|get|use|see|put up|watch with|"
        "with|need|want|play with) <subs> [on] [(on screen|on the screen)]",
        "<subs> (on please|on screen)",
        "(i|we) (need|want) <subs>",
        "<subs> back on",
        "caption (it|this)",
        on=True,
    ),
    rule(
        "tv.subtitles",
        "[(turn|switch|put|take|get)] <subs> (<off>|off)",
        "(turn|switch|take) off <subs>",
        "(hide|remove|disable|deactivate|no|get rid of|lose|kill|stop|without|drop|no more|stop "
        "showing|cancel|clear) <subs>",
        "(i|we) dont (want|need) <subs> [anymore|any more]",
        on=False,
    ),
    rule(
        "tv.subtitles",
        "[(turn|switch|put)] [on] [(the|some)] <lang:language> <subs> [on]",
        "[(turn|switch|put)] [on] <subs> [on] in <lang:language>",
        "(show|show me|display|enable|give me|have|get|use|add|switch to|change to|i want|i need|"
        "watch with|play with) [(the|some)] <lang:language> <subs>",
        "(show|show me|display|enable|give me|have|get|use|add|change|switch|set|put) <subs> "
        "[(to|into|in)] <lang:language>",
        "(change|set|switch) <subs> to <lang:language>",
        "<subs> <lang:language>",
        "<subs> on in <lang:language>",
        "with <lang:language> <subs>",
        on=True,
    ),
    rule(
        "tv.audio_track",
        "[(switch|change|set|put|play|use|turn|watch|hear|go|back)] [<it>] [(to|in|back to)] "
        "[the] original (language|audio|sound|version|audio track|sound track|soundtrack|voices|"
        "track)",
        "original version",
        "(in|with) [the] original (language|sound|audio)",
        original=True,
    ),
    rule(
        "tv.audio_track",
        "[(turn|switch|put)] [on] [the] (audio description|audio descriptions|described video|"
        "descriptive audio|descriptions) [on]",
        "(enable|activate|i need|use|with|give me|start) [the] (audio description|descriptive "
        "audio|audio descriptions)",
        "describe (the picture|what is on the screen|whats on the screen|what happens on screen)",
        description=True,
    ),
    rule(
        "tv.audio_track",
        "[(switch|change|set|put|play|watch|turn|use|hear)] [(the|this|it)] [(audio|language|"
        "sound|dub|audio track|sound track|soundtrack|audio language|movie|film|show|dubbing|"
        "programme|voices)] [(to|into|in)] <lang:language> [(audio|sound|dub|version|language|"
        "audio track|sound track|soundtrack|dubbing|please)]",
        "(in|dubbed in|play it in|watch it in|watch this in|hear it in|hear this in) <lang:language>",
        "<lang:language> (audio|dub|dubbing|sound|audio track|soundtrack|language|version)",
        "(audio|language|sound|audio track) [in] <lang:language>",
    ),
    rule(
        "tv.quality",
        "[(drop|set|switch|change|go|lower|raise|put|play|turn|increase|reduce|use|down|bump|up|"
        "limit)] [<it>] [(down|up)] [(the|it|this|to)] [(picture|quality|resolution|video|"
        "picture quality|video quality|stream)] [(down|up)] [(to|at|in)] <height:height> [(p|"
        "lines|quality|resolution|please)]",
    ),
    rule(
        "tv.quality",
        "[(set|switch|use|put|give me|change|i want|play|go|the|turn|picture|video|stream|get|"
        "have)] [(it|this|in|the|to|picture|video|quality|resolution|on)] [(to|in|on|at)] [the] "
        "(best|highest|automatic|auto|maximum|max|adaptive|top) [(possible|available|picture|"
        "video|stream)] (quality|resolution|picture)",
        "(quality|resolution|picture quality|video quality) [(to|on)] (auto|automatic|best|the "
        "best|highest|the highest|max)",
        "(set|switch|change) [the] (quality|resolution) to (auto|automatic|best|the best|highest|max|maximum)",
        "auto quality",
        "automatic quality",
        auto=True,
    ),
    rule(
        "tv.favourite",
        "(add|save|put|mark|bookmark|store) [(this|it|that|this one|this channel|that channel|"
        "the channel|the current channel|this station|this show|channel)] [(to|as|in|into|on)] "
        "[(my|the|our|a)] (favourites|favorites|favourite|favorite|favs|favourites list|"
        "favorites list|favourite channels|favorite channels)",
        "(favourite|favorite|bookmark|star|heart) (this|it|that|this channel|that channel|this one|this station)",
        "(i love|i like|i really like|i really love|love) this channel",
        "make (this|it) [(a|my)] (favourite|favorite)",
        "save this (channel|station)",
        "add to [my] (favourites|favorites)",
        on=True,
    ),
    rule(
        "tv.favourite",
        "(remove|delete|take|drop) [(this|it|that|this one|this channel|that channel|the "
        "channel)] [(from|out of|off)] [(my|the|our)] (favourites|favorites|favs|favourites list|"
        "favorites list)",
        "(unfavourite|unfavorite|unstar|un favourite) (this|it|that|this channel)",
        "(remove|take) (this|it) off my (favourites|favorites)",
        "remove from [my] (favourites|favorites)",
        on=False,
    ),
    rule(
        "tv.favourite",
        "(add|save|put) {channel} (to|in|into|on) [(my|the|our)] (favourites|favorites|favs|"
        "favourites list|favorites list)",
        "make {channel} a (favourite|favorite)",
        "(favourite|favorite|bookmark) {channel}",
        on=True,
    ),
    rule(
        "tv.favourite",
        "(remove|delete|take|drop) {channel} (from|out of|off) [(my|the|our)] (favourites|favorites|favs)",
        on=False,
    ),
    rule(
        "tv.record",
        "(record|tape|dvr) [(this|it|that|this one|the programme|this programme|this program|"
        "this show|the show|this movie|the movie|this film|this match|the match|the game|this "
        "game|this episode|this channel|what is on|whats on)]",
        "(start|begin) [a] recording [(this|it|now)]",
        "hit record",
        "(start|begin) to record",
        "record what (im|i am|were|we are) watching",
        on=True,
    ),
    rule(
        "tv.record",
        "(stop|end|cancel|finish|quit) [(the|this|that|my)] recording [(this|it)]",
        "dont record (this|it)",
        "stop (taping|the tape)",
        on=False,
    ),
    rule(
        "tv.record",
        "(record|tape) {title} on {channel}",
        "(record|tape) {title} <when:when>",
        "(record|tape) {title} on {channel} <when:when>",
        "(record|tape) {title}",
        on=True,
    ),
    rule("tv.record", "(stop|cancel) (recording|the recording of) {title}", on=False),
)
