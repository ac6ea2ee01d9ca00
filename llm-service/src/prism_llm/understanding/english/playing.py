"""English: playing, pausing, going on and choosing, as people also say it."""

from prism_llm.understanding.grammar import Rule, rule

_SHOW = "(<it>|(the|my|our|that|this) (show|film|movie|story|thing|programme|match|game))"
_THING = "(episode|chapter|part|clip|video|item|track|song|programme|program|show|one|thing)"
_EARLIER = "(previous|earlier|former|last|prior|preceding)"
_LATER = "(next|following)"

RULES: tuple[Rule, ...] = (
    rule(
        "tv.play",
        "(get|have|set) <it> (moving|rolling|going|running|playing|started) [again]",
        "(get|set|put) <it> in motion [again]",
        "(proceed|get on|go on) with <it>",
        "(un|un-) (freeze|pause|hold) <it>",
        "(unfreeze|unhold|un-freeze|un-pause|un-hold) <it> [and let it (play|run) [on]]",
        "[(you can|so)] (start|play|run|roll) <it> [now|again|up again]",
        "let (it|her|the (film|movie|show)) (play|run|roll|go) [(on|again)]",
        "(press|push|hit|tap) [the] play [button] [(for me|please|dear)]",
        "i meant play",
        "take <it> off (pause|hold)",
        "(lets|let us) get <it> going [again]",
        "roll (it|the (film|movie|tape|show))",
        "put <it> back on",
        "(pick|start) it [back] up again",
    ),
    rule(
        "tv.pause",
        "(freeze|hold) [<it>] (there|right there|the (picture|frame|game|film))",
        "(hold|park) <it> where it is",
        "(keep|leave|hold|park) <it> (standing [there]|there|right there) [(until i (come|get) "
        "back|for (now|a (minute|moment|second|sec))|a (minute|moment|second|sec))]",
        "(make <it> wait|keep my place) [for me]",
        "make sure (it|its|its been|it is|it gets) (paused|on pause)",
        "(time out|timeout)",
        "(could|can|shall) we (stop|break|pause) for (a|five|ten|two|a few) (minute|minutes|moment|second|sec)",
        "(do|would) you mind (pausing|stopping it a (minute|moment|second))",
        "(pauze|pawz|pose|paws) (<it>|the (video|film|movie))",
    ),
    rule(
        "tv.stop",
        "[just] (turn|switch|shut|close|put|power) (it|that|this|everything|the (lot|thing|goggle box|box|tv|"
        "telly|television|whole thing)) [all] (off|out)",
        "[just] get (it|that|this|everything|the (lot|thing|goggle box|box|tv|telly|television|whole thing)) [all] off",
        "[just] (shut|close|power) (it|that|this|everything|the (lot|thing|goggle box|box|tv|telly|television|whole "
        "thing)) [all] down",
        "[just] (turn|switch|shut|close|power) off (it|that|this|everything|the (lot|thing|goggle box|box|whole "
        "thing))",
        "[just] (shut|close|power) down (it|that|this|everything|the (lot|thing|goggle box|box|whole thing))",
        "(kill|end|quit|cut|finish) (the (show|film|movie|programme|video|match|game)|<tv>)",
        "(stop|quit|finish) watching [(tv|telly|it|this|now)]",
        "make (it|this|that) go away",
        "off with the (tv|telly|television|box)",
    ),
    rule("@the_rest", "(see|watch|have) the (rest|end|ending) [of it] [(now|then)]"),
    rule(
        "tv.continue",
        "(go|carry|keep) on with (my|the|our) (last|previous|unfinished) (one|show|film|movie|series|episode|thing)",
        "(finish|finish off|finish up|see the rest of|watch the rest of|see the end of|watch the end of) (it|that|"
        "this|(the|my|our|that) (one|show|film|movie|series|episode|thing|story)) [(i|we) (started|began|left|"
        "abandoned|dropped|were watching|was watching|had on|didnt finish|never finished)] [from] [(last (night|week|"
        "time)|yesterday|earlier|before|the other (day|night|evening))]",
        "(put|stick|get) what (i was|we were) watching [(before|earlier|just now)] back on [again]",
        "(take|bring|get|put) (me|us) back to (the|that|my|our) (one|show|film|movie|series|episode|thing|story|bit) "
        "(i|we) (never|didnt|hadnt) (finish|finished|got to the end of)",
        "(put|bring|get|take|play|show) [me] [back] [on] [up] (<it>|what|the (thing|one|story|show|film)) [back] [on] "
        "[from] [where] (i|we) (was|were|had been|had|left|stopped|fell asleep|dozed off) [(watching|on)] [(where|"
        "from where)] [(i|we|it)] [(left|stopped|got to|up to|fell asleep|dozed off)] [(it|off)] [(before i (switched|"
        "turned) (you|it) off|last (night|time|week)|yesterday|before)]",
        "(put|bring|get|take|play|show) [me] [back] [on] [up] (my (last|previous) (watch|one|show|film|thing)|the "
        "(thing|film|show) from (before|earlier|yesterday|last night)) [back] [on]",
        "(go|jump|skip|take me|get me) [back] to where (i|we) (was|were|got to|left|stopped|fell asleep|dozed off) "
        "[(up to|off|it)] [(last (night|time|week)|yesterday|before)]",
        "(same|the same) (thing|film|show|one) as (last night|yesterday|before) [from where we got to]",
        "(start|go|play|begin) [again] from the (place|point|spot|bit) (i|we) (left|stopped|got to) [(it|at|off)]",
        "(bring back|back to) my last (watch|show|film|one|thing)",
        "see how (it|that|this) ends",
    ),
    rule(
        "tv.surprise",
        "(put|stick|bung|throw|turn|switch|have) [on] <tv> [on] [it] (doesnt|dont|does not) matter what",
        "[it] (doesnt|does not) matter what [(just|so)] (put|play|stick) (something|anything|it) [on]",
        "(put|stick|bung|throw|play|show) [(me|us)] [on] (any old thing|whatever|anything|something) [on] while (i|"
        "we) (iron|cook|eat|work|clean|tidy|knit|wait|fold the washing|do the (ironing|dishes|washing up|cleaning))",
        "(can|could|will|would) you (pick|choose|decide) [(one|something)] [for (me|us)]",
        "(surprise|supprise|suprise|surprize|amuse) (me|us)",
        "so surprise (me|us)",
        "(spin the wheel|lucky dip|give (me|us) a lucky dip|dealers choice|take your pick|feeling lucky|im feeling "
        "lucky)",
        "(telly|tv|channel|film|movie) roulette",
        "(dont know|dunno|no idea|not fussed|not bothered|im easy|im not fussy|not fussy) [(what i want)] [(just|so)] "
        "(anything|whatever|something) [(really|you like|goes|will do)]",
        "(you have|you get|youve got) the (honour|honor|pleasure) of choosing",
        "(its|it is) (your|lumens) (turn to choose|choice|call|pick)",
        "(too tired|cant be bothered) to (choose|decide|pick) you (do it|choose|decide|pick)",
        "(entertain|amuse) (me|us|the (kids|children|baby)) [with (something|anything|whatever [youve got])]",
        "(let fate decide|make it a mystery|leave it [up] to you|ill leave it [up] to you|its up to you)",
        "(show|find|give|get) (me|us) whatever",
    ),
    rule(
        "tv.next",
        f"(give (me|us|them)|play|put on|have|roll|start|go (to|on to|onto)|move (on|along|on to|along to) [to]|"
        f"jump (to|on to)|skip (to|on to)|skip forward to|on (with|to)|onto|forward to|ready for|continue with|"
        f"(were|im) ready for) [the] {_LATER} [{_THING}] [in (the|this) (list|series|queue|season)] [(on)]",
        f"(put|stick|get) the {_LATER} [{_THING}] on",
        f"(forward|ahead|skip|jump|move on) (one|an|a) {_THING}",
        f"(on with the|straight to the|straight on to the) {_LATER} [{_THING}]",
        "(nex|next) episode",
        "(keep them|keep em) coming [next]",
    ),
    rule(
        "tv.previous",
        f"(put|give (me|us)|play|go [back] to|back to|return to|jump [back] to|skip (back|backwards) to|take (me|us) "
        f"back to|get|flip back to|redo|replay|watch|see) the {_EARLIER} {_THING} [in the (list|series|queue)] [(on|"
        "again)]",
        f"(put|give (me|us)|play|go [back] to|back to|return to|jump [back] to|take (me|us) back to|i need|i want|"
        f"its|get) the {_THING} (before|prior) [(this|that|it|to this|this one)]",
        f"the {_THING} (before|prior to) (this|this one|it)",
        "(back up|rewind|go back|jump back|skip back|back) (a|an|one|a whole|an entire|one whole) (episode|chapter|"
        "part|clip|video|item|track|song|programme)",
        f"[the] {_EARLIER} {_THING} [please]",
        "(go|flip|take me|jump) back to the (episode|one|programme|film|video) that just (ended|finished)",
    ),
)
