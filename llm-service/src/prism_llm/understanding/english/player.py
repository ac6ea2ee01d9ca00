"""English: play, pause, stop, and moving about in the programme."""

from prism_llm.understanding.grammar import Rule, SlotValues, built, rule

_BACK = (
    "(go back|rewind|skip back|jump back|back|back up|move back|step back|take it back|take me back|wind back|scrub back|"
    "roll back|skip backwards|go backwards|skip backward|rewind it|rewind this|go backward|run it back|backwards|replay)"
)
_ON = (
    "(skip|skip ahead|skip forward|skip forwards|go forward|go forwards|forward|fast forward|jump ahead|jump forward|"
    "jump forwards|jump|ahead|move forward|advance|move ahead|go ahead|go on|forwards|fast forward it|skip over|"
    "ffwd|wind forward|jump on|fast-forward|skip on)"
)
_BY = "[(by|about|around|for|roughly|the last|the next|another|past the next)]"


def _position(slots: SlotValues) -> SlotValues | None:
    """Hours and minutes of a clock-like position ("one hour ten") are already seconds."""
    return {"mode": "absolute", **slots}


def _minute(slots: SlotValues) -> SlotValues | None:
    """ "Minute twelve" is twelve minutes in."""
    minute = slots["minute"]
    return {"mode": "absolute", "seconds": minute * 60} if isinstance(minute, int) else None


RULES: tuple[Rule, ...] = (
    rule("tv.play", "play", "(play|resume|unpause|continue|restart playing|un pause|start|keep playing|carry on with) <it>", "resume",
         "unpause", "un pause", "carry on [(playing|watching|with it)]", "continue [(playing|playback|the playback)]",
         "(resume|continue|start) (playing|playback|play|the playback)", "keep playing", "keep it going", "press play", "hit play", "start playing [again]",
         "start it", "play [it] (again|on)", "go ahead and play", "on with the (show|movie|film)", "start (it|the movie|the film|the show) [up] again",
         "play <it> (again|now|from here)", "back to the (show|movie|film|programme|match|game)", "unfreeze", "lets go on", "keep going",
         "get on with it", "start the (movie|film|show|video|stream|match|playback)"),
    rule("tv.pause", "pause", "pause <it>", "(pause|freeze|halt|hold) [the] (playback|picture|screen|frame|tv)", "freeze", "freeze frame",
         "hold on [(a|one|for a|for one)] [(sec|second|minute|moment|mo|tick)]", "hang on [(a|one|for a)] [(sec|second|minute|moment|mo|tick)]",
         "(wait|one|just|hold it|hold) (a|one|a) (sec|second|minute|moment|mo)", "hold it", "hold <it> [(a|for a) (sec|second|minute|moment)]",
         "pause [<it>] for (a|one) (sec|second|minute|moment|bit|while)", "put <it> on (pause|hold)", "hit pause", "press pause", "stop <it> for (a|one) (sec|second|minute|moment)",
         "take a (break|pause)", "(give|gimme) me a (sec|second|moment) [pause]", "pause here", "stop here for (a|one) (sec|second|minute|moment)", "just pause"),
    rule("@stop", "stop", "stop it", "stop [it] now", "stop stop [stop]", "enough", "thats enough", "that is enough", "stop that", "halt", "stop please"),
    rule("tv.stop", "stop (playing|playback|watching|the playback|the stream|streaming)", "stop (playing|watching) <it>", "thats enough (telly|tv|television)",
         "that is enough (telly|tv|television)", "enough (telly|tv|television) [for (today|tonight|now)]", "(turn|switch|shut) <it> off", "(turn|switch|shut) off <it>",
         "(turn|switch|shut) off <tv>", "(turn|switch|shut) <tv> off", "(close|exit|quit|end|kill) (<it>|playback|the player|the stream)", "tv off", "off",
         "stop <it> [now]", "stop <tv>", "shut <it> down", "turn everything off", "power off", "im done watching", "i am done watching", "i dont want to watch (this|it) [anymore|any more|any longer]",
         "(were|we are) done watching", "stop the (film|movie|show|music|song|radio|programme|program|video|channel|match|game)", "turn (this|that) off", "end playback", "switch off"),
    # Seeking.
    rule("tv.seek", f"{_BACK} {_BY} <dur:-seconds>", "<dur:-seconds> (back|backwards|backward|earlier|ago)",
         "(go|take me|take it|skip|move|jump|rewind) <dur:-seconds> (back|backwards|earlier)", "rewind [<it>] [(by|about)] <dur:-seconds>",
         "(rewind|wind|take|move) <it> back <dur:-seconds>", "(replay|repeat|play|show me) [(again|back)] the last <dur:-seconds> [again]",
         "(back|rewind) the last <dur:-seconds>", "go <dur:-seconds> back", f"{_BACK} (to|by) <dur:-seconds> ago", "what (was|happened) <dur:-seconds> ago",
         mode="relative"),
    rule("tv.seek", f"{_ON} {_BY} <dur:seconds>", "<dur:seconds> (forward|forwards|ahead|further|on|later)",
         "(go|take me|take it|skip|move|jump) <dur:seconds> (forward|forwards|ahead|on|further)", "skip [the] next <dur:seconds>", "(skip|fast forward|forward) <it> [by] <dur:seconds>",
         "(fast forward|move|wind|push) <it> (forward|ahead|on) [by] <dur:seconds>", "skip the (intro|recap|opening|credits|adverts|ads|commercials) <dur:seconds>", mode="relative"),
    built("tv.seek", _position, "(go|skip|jump|seek|move|take me|fast forward|rewind|scrub|start|play|go back|skip ahead|jump forward|get) [<it>] (to|at|from) [the] <dur:seconds> [(mark|in|point|position)]",
          "seek <dur:seconds>", "at <dur:seconds> in", "(start|play) [<it>] <dur:seconds> in", "position <dur:seconds>"),
    built("tv.seek", _minute, "(go|skip|jump|seek|move|take me|start|play) (to|at|from) [the] minute <int:minute>",
          "(go|skip|jump|seek|take me) to the <int:minute> minute (mark|point)"),
    rule("tv.seek", "[(go|skip|jump|seek|move|take me|start|fast forward|play)] [<it>] [(to|at|from)] [the] (halfway|half way|middle) [(through|point|mark|of <it>)]", "halfway", "half way through",
         mode="fraction", fraction=0.5),
    rule("tv.seek", "(go|skip|jump|seek|move|take me) to [the] <share:fraction> [(mark|point|through|of <it>)]", "<share:fraction> (in|through|of the way) [through]",
         "(go|skip|jump|seek|move|take me) <share:fraction> (in|through) [<it>]", mode="fraction"),
    rule("tv.seek", "(go|skip|jump|seek|move|take me) [to] (a quarter|one quarter|the first quarter) [(in|of the way|through)] [(through|in)] [<it>]", mode="fraction", fraction=0.25),
    rule("tv.seek", "(go|skip|jump|seek|move|take me) [to] (three quarters) [(in|of the way|through)] [(through|in)] [<it>]", mode="fraction", fraction=0.75),
    rule("tv.seek", "[(play|start|watch|go|go back|rewind|skip back|jump back|jump|take me back|restart|back|begin|show|resume|run)] [<it>] [(from|to|at)] [the] [very] (beginning|start|top) [(again|of <it>)]",
         "(start|play|watch) [<it>] (over|from scratch|all over again|from the top|over again)", "start over", "restart", "restart <it>", "(start|begin) <it> over [again]", "begin again", "from scratch",
         "rewind [<it>] (all the way|completely|to zero)", "go all the way back", "start again [from the (beginning|start)]", mode="start"),
    rule("tv.seek", "[(go|jump|skip|back|take me|return|switch|get|catch up|bring me)] [back] [to] [the] (live|live edge|live broadcast|live picture|live point|live stream)", "catch up [(to|with)] [the] live [broadcast]",
         "go live", "(watch|show|play) [it] live", "back to (now|real time)", "(go|jump|skip) [to] (now|the live point)", mode="live"),
    rule("tv.seek", f"{_BACK} <bit>", f"<bit> {_BACK}", "(rewind|wind back) [<it>] [<bit>]", "skip back", "jump back", "go back <bit> [(further|more)]", "(take|wind|move|run) <it> back [<bit>]", "back a few seconds", "back up [<bit>]", "rewind",
         "a bit earlier", mode="relative", seconds=-15),
    rule("tv.seek", f"{_ON} <bit>", "<bit> (further|forward|forwards|ahead|later|further on|further ahead)", "(fast forward|forward|skip ahead|skip forward|jump ahead|jump forward|go forward|go forwards|move forward|ffwd|skip forwards|fast forwards)", "fast forward <it> [<bit>]",
         "skip [past] (this bit|this part|this scene|that bit|that part|the boring bit|the boring part)", "a bit further", "go <bit> further", mode="relative", seconds=15),
    rule("tv.repeat_line", "what (did|does|has) (she|he|they|that guy|that man|that woman|that person|it|who|the guy|the man|the woman) [just] (say|said|says|saying) [there|just now|just then|again]",
         "what was that [again]", "what did (she|he|they) [just] say", "(i|we) (missed|didnt catch|didnt hear|did not catch|did not hear) (that|it|what he said|what she said|what they said|that line|the last line|that bit)",
         "what was (said|that line)", "(repeat|replay|say) (the last|that) (line|bit|sentence|part|dialogue|words)", "what did (he|she|they) say [just now]",
         "(repeat|replay|rewind) what (he|she|they) [just] said", "what are they saying", "what is (he|she) saying", "whats (he|she) saying", "play that (line|bit) again", "what (he|she|they) say", "say what",
         "(come|say that) again what did (he|she|they) say", "didnt catch that", "i missed that [line]"),
    # Next and previous.
    rule("tv.next", "[(play|go to|skip to|watch|put on|start|show|onto|on to)] [the] next (episode|one|track|song|video|programme|program|chapter|part|title|item|show|movie|film|tune|podcast|music|piece)",
         "skip (this|it|that|this one|that one|track|song|episode|this episode|this song|this track|the song|the track|the episode|this movie|this video|this show|the current song|the current track|current song|to next|to the next)", "skip", "skip (this|the|that) (song|track|episode|video|one|tune|programme)", "next (please|up)",
         "(i dont like|dont like|i hate|not) this (song|track|one|tune) [(skip|next)] [(it|one|song)]", "move on to the next [(one|episode|song|track)]", "(go|skip|move) (on|forward|ahead) [(to|one)] [the] [next] (song|track|episode|one)", "play something else next", "[(play|go to|skip to)] next (song|track|episode|video)"),
    rule("@next", "next", "next next", "(go|skip|move|jump) [to] [the] next", "next one"),
    rule("tv.previous", "[(play|go to|go back to|skip to|skip back to|watch|put on|back to|return to)] [the] (previous|last|prior|preceding) (episode|one|track|song|video|programme|program|chapter|part|title|tune)",
         "(go|skip|jump) back (one|a) (episode|track|song|video|chapter)", "play (the|that) (last|previous) (song|track|episode) again", "(go|skip|jump) back to the (last|previous) (one|song|track|episode)", "previous one", "the one before [(this|that)]", "(last|previous) (song|track|episode) [again]"),
    rule("@previous", "previous", "go to [the] previous"),
    rule("@back", "go back", "back", "go back again", "take me back", "back please", "go back to (that|it|where i was|where we were|before|what i was doing|the last thing)", "go backwards", "return"),
    rule("@more", "more", "[(a|some|even|once|keep|and)] <bit> more", "even more", "some more", "[<bit>] more [(of that|like that)]", "keep going", "further", "(and|still|not) more", "more more", "not enough", "thats not enough", "still not enough", "once more", "and more", "further still"),
    rule("@again", "again", "[(do|try|say)] (it|that|this) again", "(one|once) more [time]", "(one more|another) time", "same again", "(and|yet) again", "do the same [thing] again", "repeat that", "repeat", "do it once more", "repeat (it|this|the last command)", "(do|try) that one more time"),
    rule("@too_much", "[(thats|that is|thats a bit|that was|its|it is|way|a bit|thats way|that was a bit)] too (much|far)", "not (so|that|as) (much|far)", "[(thats|that was)] too far", "(whoa|woah) too much", "thats (over the top|a bit much)", "less than that", "too much too much"),
    rule("@less", "less", "<bit> less", "even less", "(a bit|a little) less", "less less"),
    # What it looks and sounds like.
    rule("tv.subtitles", "<subs>", "[(turn|switch|put|get)] <subs> <on>", "(turn|switch|put) <on> <subs>", "<on> <subs>", "(enable|activate|show|show me|display|add|give me|have|get|use|see|put up|watch with|with|need|want|play with) <subs> [on] [(on screen|on the screen)]",
         "<subs> (on please|on screen)", "(i|we) (need|want) <subs>", "<subs> back on", "caption (it|this)", on=True),
    rule("tv.subtitles", "[(turn|switch|put|take|get)] <subs> (<off>|off)", "(turn|switch|take) off <subs>", "(hide|remove|disable|deactivate|no|get rid of|lose|kill|stop|without|drop|no more|stop showing|cancel|clear) <subs>", "(i|we) dont (want|need) <subs> [anymore|any more]", on=False),
    rule("tv.subtitles", "[(turn|switch|put)] [on] [(the|some)] <lang:language> <subs> [on]", "[(turn|switch|put)] [on] <subs> [on] in <lang:language>", "(show|show me|display|enable|give me|have|get|use|add|switch to|change to|i want|i need|watch with|play with) [(the|some)] <lang:language> <subs>",
         "(show|show me|display|enable|give me|have|get|use|add|change|switch|set|put) <subs> [(to|into|in)] <lang:language>", "(change|set|switch) <subs> to <lang:language>", "<subs> <lang:language>", "<subs> on in <lang:language>", "with <lang:language> <subs>", on=True),
    rule("tv.audio_track", "[(switch|change|set|put|play|use|turn|watch|hear|go|back)] [<it>] [(to|in|back to)] [the] original (language|audio|sound|version|audio track|sound track|soundtrack|voices|track)", "original version", "(in|with) [the] original (language|sound|audio)", original=True),
    rule("tv.audio_track", "[(turn|switch|put)] [on] [the] (audio description|audio descriptions|described video|descriptive audio|descriptions) [on]", "(enable|activate|i need|use|with|give me|start) [the] (audio description|descriptive audio|audio descriptions)", "describe (the picture|what is on the screen|whats on the screen|what happens on screen)", description=True),
    rule("tv.audio_track", "[(switch|change|set|put|play|watch|turn|use|hear)] [(the|this|it)] [(audio|language|sound|dub|audio track|sound track|soundtrack|audio language|movie|film|show|dubbing|programme|voices)] [(to|into|in)] <lang:language> [(audio|sound|dub|version|language|audio track|sound track|soundtrack|dubbing|please)]",
         "(in|dubbed in|play it in|watch it in|watch this in|hear it in|hear this in) <lang:language>", "<lang:language> (audio|dub|dubbing|sound|audio track|soundtrack|language|version)", "(audio|language|sound|audio track) [in] <lang:language>"),
    rule("tv.quality", "[(drop|set|switch|change|go|lower|raise|put|play|turn|increase|reduce|use|down|bump|up|limit)] [<it>] [(down|up)] [(the|it|this|to)] [(picture|quality|resolution|video|picture quality|video quality|stream)] [(down|up)] [(to|at|in)] <height:height> [(p|lines|quality|resolution|please)]"),
    rule("tv.quality", "[(set|switch|use|put|give me|change|i want|play|go|the|turn|picture|video|stream|get|have)] [(it|this|in|the|to|picture|video|quality|resolution|on)] [(to|in|on|at)] [the] (best|highest|automatic|auto|maximum|max|adaptive|top) [(possible|available|picture|video|stream)] (quality|resolution|picture)",
         "(quality|resolution|picture quality|video quality) [(to|on)] (auto|automatic|best|the best|highest|the highest|max)", "(set|switch|change) [the] (quality|resolution) to (auto|automatic|best|the best|highest|max|maximum)", "auto quality", "automatic quality", auto=True),
    rule("tv.favourite", "(add|save|put|mark|bookmark|store) [(this|it|that|this one|this channel|that channel|the channel|the current channel|this station|this show|channel)] [(to|as|in|into|on)] [(my|the|our|a)] (favourites|favorites|favourite|favorite|favs|favourites list|favorites list|favourite channels|favorite channels)", "(favourite|favorite|bookmark|star|heart) (this|it|that|this channel|that channel|this one|this station)",
         "(i love|i like|i really like|i really love|love) this channel", "make (this|it) [(a|my)] (favourite|favorite)", "save this (channel|station)", "add to [my] (favourites|favorites)", on=True),
    rule("tv.favourite", "(remove|delete|take|drop) [(this|it|that|this one|this channel|that channel|the channel)] [(from|out of|off)] [(my|the|our)] (favourites|favorites|favs|favourites list|favorites list)", "(unfavourite|unfavorite|unstar|un favourite) (this|it|that|this channel)", "(remove|take) (this|it) off my (favourites|favorites)", "remove from [my] (favourites|favorites)", on=False),
    rule("tv.favourite", "(add|save|put) {channel} (to|in|into|on) [(my|the|our)] (favourites|favorites|favs|favourites list|favorites list)", "make {channel} a (favourite|favorite)", "(favourite|favorite|bookmark) {channel}", on=True),
    rule("tv.favourite", "(remove|delete|take|drop) {channel} (from|out of|off) [(my|the|our)] (favourites|favorites|favs)", on=False),
    rule("tv.record", "(record|tape|dvr) [(this|it|that|this one|the programme|this programme|this program|this show|the show|this movie|the movie|this film|this match|the match|the game|this game|this episode|this channel|what is on|whats on)]", "(start|begin) [a] recording [(this|it|now)]", "hit record", "(start|begin) to record", "record what (im|i am|were|we are) watching", on=True),
    rule("tv.record", "(stop|end|cancel|finish|quit) [(the|this|that|my)] recording [(this|it)]", "dont record (this|it)", "stop (taping|the tape)", on=False),
    rule("tv.record", "(record|tape) {title} on {channel}", "(record|tape) {title} <when:when>", "(record|tape) {title} on {channel} <when:when>", "(record|tape) {title}", on=True),
    rule("tv.record", "(stop|cancel) (recording|the recording of) {title}", on=False),
)  # fmt: skip
