"""English: put something on."""

from prism_llm.understanding.english import wanted
from prism_llm.understanding.english.watched import what
from prism_llm.understanding.grammar import Rule, built, rule

_PLAY = "(play|put on|watch|start watching|listen to|stream|throw on|stick on|start playing|play me)"

RULES: tuple[Rule, ...] = (
    built(
        "tv.watch",
        wanted.by_its_maker,
        "(that|the) {who} <told:sort> {title} (start|play|put|watch|stick|get|pop|run) (that|it|this) [on] "
        "[(then|now)]",
    ),
    built(
        "tv.watch",
        wanted.part,
        "(play|put on|watch|start) (season|series) <int:season> [on] and (start|begin|go) (from|at|with) episode "
        "<int:episode>",
    ),
    built(
        "tv.watch",
        wanted.on_about,
        "(put|stick|get|have|bung|whack|pop|chuck|throw) [(me|us)] (a|an|some|any|another) {sort} on about {topic}",
    ),
    built("tv.watch", wanted.coded, "{what}", "(do|get|give|find|show) (me|us) {what}"),
    built("tv.watch", wanted.wished, "{what}"),
    built(
        "tv.watch",
        wanted.heard,
        "(i|we) (want|would like|wish|d like|wanna) to see {what}",
        "(id|wed) (like|love) to see {what}",
    ),
    rule(
        "tv.watch",
        "(give|show|get|put) [(me|us)] [on] [the] [(latest|news|main|top)] headlines [on] [(for (me|us)|please)]",
        "the news",
        kind="news",
    ),
    built("tv.watch", wanted.begun, "start {what} [for (me|us)]"),
    built("tv.watch", wanted.begun, "restart {what}"),
    built("tv.watch", wanted.may_have, "(can|could) (we|i) have <written:what>"),
    built("tv.watch", wanted.may_have_on, "(can|could) (we|i) have <written:what> on"),
    built(
        "tv.watch",
        wanted.of_before,
        "[(play|put on|watch|some|an|the)] [(some|an|the)] old (episode|episodes) of {what}",
    ),
    built(
        "tv.watch",
        wanted.resumed,
        "resume {what}",
        "(resume|continue|carry on|go on) (watching|listening to|reading|playing) {what}",
    ),
    rule(
        "tv.watch",
        "(put|stick|turn|get|have|bung|chuck|switch|show|throw|watch) [(me|us)] [on] the (game|match) [on] [for (me|"
        "us)]",
        kind="sport",
    ),
    rule(
        "tv.watch",
        "(play|put on|show me|show us|show|watch|turn on|listen to|hear|start|give me|give us|i want|stick on|put|have|"
        "get|get us|see|find me|find us|find|open) [(me|us|some|a|an|the|any|something|anything|a bit of|another|a "
        "good|some good|more|a nice|something a bit)] <genre:genre> <kind:kind> [on] [(to watch|to listen to|on tv)]",
        "(play|put on|show me|show|watch|turn on|listen to|start|give me|i want|stick on|put|have|see|find me|in the "
        "mood for) [(me|us|some|a|an|the|any|something|anything|a bit of|another|a good|some good|more|a nice|"
        "something a bit)] <genre:genre> [on] [(to watch|to listen to|on tv)]",
        "(something|anything|some) [(a bit|more|really|quite|nice and|a little|a bit more)] <genre:genre> [(on|on tv|"
        "to watch|for tonight|for the kids)]",
        "(bung|stick|put|throw|chuck|whack|get|have) [(some|the|a|a bit of)] <genre:genre> on",
        "(bung|stick|throw|chuck|whack|fire up|queue up) [on] [(some|the|a|a bit of)] <genre:genre> [<kind:kind>]",
        "(got|have you got|do you have|do we have|have we got|are there|is there|you got) [(any|some)] [good] "
        "<genre:genre> [<kind:kind>] [(on|at the moment|now|to watch|on tonight)]",
        "(fancy|feel like|in the mood for|up for|could go for|go for|craving|need) [(watching|seeing|hearing|"
        "listening to)] [(a|some|something|an|a good|a bit of)] <genre:genre> [<kind:kind>]",
        "(how about|what about|lets (have|see|watch|try|get|go for)|shall we (have|watch|see|try)|give us|gimme) [(a|"
        "some|something|an|a good|a bit of)] <genre:genre> [<kind:kind>]",
        "(can|could|may) (i|we) (watch|have|see|get|listen to|hear) [(a|some|something|an|a good|a bit of)] "
        "<genre:genre> [<kind:kind>] [on]",
        "(i|we) (want|need|wish|would like) [to] (watch|see|listen to) [(a|some|something|an|a good|a bit of)] "
        "<genre:genre> [<kind:kind>]",
        "[(i|we) (want|need|wish|would like) [to]] hear [(some|a bit of|a little|more)] <genre:genre> [<kind:kind>]",
        "something for [the] <genre:genre>",
        "(play|put on|put|show me|find|find me|find us|watch|stick on|i want|i fancy) (something|anything) "
        "(thats|that is|which is) [(a bit|more|really|quite|not too|nice and|a little)] "
        "<genre:genre> [(on|to watch|please)]",
        "[(a|some|the)] <genre:genre> <kind:kind>",
        "(im|i am|were|we are) in the mood for [(a|some|something|an|a good|a bit of)] <genre:genre> [<kind:kind>]",
        "something a bit more <genre:genre>",
        "(a|an|some|something) [(good|nice|bit of)] <genre:genre> [<kind:kind>] would be (lovely|nice|great|good)",
        "(i|we) (want|fancy) [(a|some|something|an|a good|a bit of)] <genre:genre> [<kind:kind>]",
    ),
    rule(
        "tv.watch",
        "(play|put on|show me|watch|turn on|listen to|hear|start|give me|stick on|put|have|get|see|i want|switch on|"
        "open|lets have|go to) [(me|us|some|a|the|any|my|a bit of|another|a good|a nice|good|live)] <kind:kind> [on] "
        "[(to watch|to listen to|on tv|please)]",
        "(some|a) <kind:kind>",
        "[(put|switch|turn)] [the] <kind:kind> on",
        "(im|i am|were|we are) in the mood for [(a|some|something|an|a good|a bit of)] <kind:kind>",
        "(put|stick|throw|get|have|bung|chuck) [(me|us)] [(a|some|the)] <kind:kind> on (with|starring|by|featuring) "
        "{person}",
        "(put|stick|throw|get|have|bung|chuck) [(me|us)] [(a|some|the)] <genre:genre> [<kind:kind>] on (with|starring|"
        "by|featuring) {person}",
        "<kind:kind> please",
        "(fancy|feel like|in the mood for|up for|could go for|need|how about|lets (have|see|watch|try|get)|gimme|give "
        "us|bung|chuck|throw|whack) [(watching|seeing|hearing|listening to)] [(a|some|the|a good|a bit of)] "
        "<kind:kind> [on]",
        "(can|could|may) (i|we) (watch|have|see|get|listen to|hear) [(a|some|the|a good|a bit of)] <kind:kind> [on] "
        "[(now|please)]",
        "(i|we) (want|need|wish|would like) [to] (watch|see|hear|listen to) [(a|some|the|a good|a bit of)] "
        "<kind:kind> [(now|please)]",
        "(watch|see|hear|listen to) [(a|some|the|a good|a bit of)] <kind:kind> [(now|please)]",
        "(is there|are there|got|have you got) any <kind:kind> [on] [(put|stick) (it|some) on]",
        "(a|some) [good] <kind:kind> would be (lovely|nice|great|good)",
    ),
    rule(
        "@about",
        "(play|put on|watch|show|show me|switch to|record|i want|give me|find|lets have|have|get) the (one|show|film|"
        "movie|programme|series|thing) (with|about|that has|where theres|where there is|of) [(the|a|some|all the)] "
        "{about} [(on|in [(it|them)])]",
        "put the (one|show|film|movie|programme|series|thing) (with|about) [(the|a|some)] {about} on",
    ),
    built(
        "tv.watch",
        wanted.for_somebody,
        "(<folk>|he|she|they) (wants|want|would like|likes|needs) {what} on [(again|now|please|back on)]",
    ),
    built(
        "tv.watch",
        wanted.written_for,
        "(<folk>|he|she|they) (wants|want|would like|likes|needs) <written:what> on [(again|now|please|back on)]",
    ),
    built(
        "ui.search",
        wanted.had,
        "(do you have|have you got|have we got|do we have|yall got|you got|got|do they have|have they got) [(any|"
        "anything (by|with))] <written:query> [(on here|anywhere|at all|to watch)]",
        "is there any <written:query> [(on here|anywhere|at all|to watch)]",
        "(is|have we got) <written:query> (on here|available|anywhere on here)",
    ),
    rule(
        "tv.watch",
        "(something|anything) [(good|nice|new|more|else|really|proper)] [(in|thats|that is)] <comes:genre>",
    ),
    built(
        "tv.watch",
        wanted.led_by_its_kind,
        "[(the|that)] <shelf:sort> <written:title>",
    ),
    built(
        "tv.watch",
        wanted.lately,
        "(show|give|get|find|put|play) (me|us) the (latest|newest|new|last|next|most recent) <written:what> [on]",
        "(carry on|go on|continue|crack on|keep going) with <written:what>",
        "(carry on|go on|continue|keep) (watching|playing|listening to|reading) <written:what>",
        "(continue|restart) <written:what>",
    ),
    built(
        "tv.watch",
        wanted.wished_by_name,
        "<folk> [(really|just)] (wants|want|would like|fancies|fancy|is asking for|keeps asking for) [to (see|watch)] "
        "<written:what> [again]",
    ),
    built(
        "tv.watch",
        wanted.told,
        "[(put on|put|watch|play|show (me|us)|find (me|us)|have you got|is there)] (a|an|the|some|any|another) "
        "<sorted:what> (channel|station) [on]",
        "<sorted:what> (channel|station)",
    ),
    built(
        "tv.watch",
        wanted.told,
        "(show|show me|show us|give me|give us|gimme|get|get me|find|find me|find us|any|got any|got|are there any|is "
        "there any|have you got any|do you have any|have we got any|i want|we want|lets have|bring up) [(some|a|an|"
        "the|all the|me|us)] [(good|new|old|nice|classic)] <sorted:what> [(on|to watch|on (now|tonight|tv)|to listen "
        "to)]",
    ),
    built(
        "tv.watch",
        wanted.put_on,
        "(put|stick|have|get|pop|bung|whack|switch) {what} back on [(there|here|please|now)]",
        "(put|stick|have|get) {what} on [(there|here)]",
        "(put|stick|have|get|pop|bung|whack) {what} on (before|while|whilst|because|cause|cos|so|since|or) {why}",
        "(put|stick|chuck|whack) {what} on (season|series) <int:season> [episode <int:episode>]",
    ),
    built(
        "tv.watch",
        wanted.heard,
        "(i|we) (want|need|would like|wish|like|d like) to (hear|listen to) {what}",
        "(id|wed) (like|love) to (hear|listen to) {what}",
        "(let|let me|lets) hear {what}",
        "(can|could|may) (i|we) hear {what}",
        "(i|we) (wanna|gotta) (hear|listen to) {what}",
    ),
    built(
        "tv.watch",
        wanted.whose,
        "(play|put on|show me|show us|find me|find us|stick on|watch|i want|i fancy|we fancy) "
        "(anything|something|stuff) [good] (with|starring|by|featuring) {person} [in (it|them)]",
        "(put|stick|have|get) (anything|something|stuff) [good] (with|starring|by|featuring) {person} [in it] on",
    ),
    built(
        "tv.watch",
        wanted.of_whom,
        "[(have you got|got|is there|want|any chance of|in the mood for|im in the mood for)] "
        "(anything|something|stuff) [good] (with|starring|by|featuring) {person} [in (it|them)]",
        "what have (you|we) got (with|starring|by|featuring) {person} [in it]",
    ),
    built(
        "@part",
        wanted.of_whom,
        "[the] (one|ones) (with|starring|by|featuring|directed by) {person} [in it]",
    ),
    rule(
        "tv.watch",
        "[the] [news] headlines [please]",
        "(lets|let me|can (i|we)) (see|have|hear) the headlines",
        kind="news",
    ),
    rule(
        "tv.watch",
        "(gimme|give (me|us)|play (me|us)|show (me|us)|get (me|us)) something [(nice and|really|a bit)] <genre:genre>",
        "(gimme|give (me|us)|play (me|us)|show (me|us)|get (me|us)) something [(nice and|really|a bit)] <comes:genre>",
    ),
    rule(
        "tv.watch",
        "[(i|we)] [(want|need|fancy|d like|would like)] [to (watch|see)] something [really] <manner:genre> [(please|"
        "tonight|now|to watch|this time)]",
    ),
    built(
        "tv.watch",
        wanted.part,
        "(go|skip|jump|move|switch|take (me|us)) [back] to episode [number] <int:episode>",
        "(go|skip|jump|move|switch|take (me|us)) [back] to the <ordinal:episode> episode",
        "back to episode [number] <int:episode>",
        "back to the <ordinal:episode> episode",
    ),
    built("tv.watch", wanted.of_a_kind_and_origin, "[(a|an|some)] <comes:comes> <kind:kind>"),
    built("tv.watch", wanted.of_a_decade, "[(some|a bit of)] <aged:what>"),
    built(
        "tv.watch",
        wanted.more_of,
        "[(i want|we want|can (i|we) (have|see|watch)|put on|play|watch|lets have|how about|give (me|us))] [some] more "
        "{title}",
        "[(i want|we want|can (i|we) (have|see|watch)|put on|play|watch|lets have|how about|give (me|us))] another "
        "(episode|one) of {title}",
    ),
    built(
        "@part",
        wanted.part,
        "[the] (season|series) [number] <int:season> [[the] episode [number] <int:episode>]",
        "[the] <ordinal:season> (season|series) [episode <int:episode>]",
        "[the] [very] <ordinal:episode> episode",
        "episode [number] <int:episode>",
        "[the] <ordinal:season> (season|series) [the] [very] <ordinal:episode> episode",
        "[the] [very] <ordinal:episode> episode of (season|series) <int:season>",
        "(season|series) <int:season> [the] [very] <ordinal:episode> episode",
    ),
    built(
        "tv.watch",
        wanted.told,
        "(i|we) could [(really|just|right)] (murder|go [for]|do with|handle) {what}",
        "(im|i am|were|we are) [really] (dying for|craving|after|hoping for|gasping for|looking for|thinking [of]) "
        "{what}",
        "(i was|we were) thinking [(of|about|maybe)] {what}",
        "(im|i am|were|we are) in the mood for {what}",
        "(id|wed|i would|we would) [(really|quite|rather)] (like|love|prefer|fancy|have) {what}",
        "(i|we) [(really|quite|kinda|do|just|sort of)] (fancy|want|need) {what}",
        "(got|have you got|have we got|do you have|do we have|is there|are there|any|yall got|you got) {what} (put|pop|"
        "stick|bung|whack|chuck|get|throw) (one|it|some|that|something) on",
        "(any|is there any) chance of {what}",
        "(is there|are there|have you got|have we got|do we have|do you have|got) (a|an|some) {what} (we|i) (could|can|"
        "might) {how}",
    ),
    built(
        "tv.watch",
        wanted.with_somebody,
        "(got|have you got|have we got|do you have|do we have|is there|are there|yall got|you got) <starring:what> "
        "(put|pop|stick|bung|whack|chuck|get|throw) (one|it|some|that|something) on",
        "(have you got|have we got|do you have|do we have|are there|is there|got|any|yall got|you got) {what}",
    ),
    built(
        "tv.watch",
        wanted.by_its_name,
        "(hit (me|us) with|give (me|us)|gimme|show us) {what}",
        "get {what} (going|started|rolling) [for (me|us)]",
        "let <watching> (have|see|watch) [(his|her|their|some)] {what}",
        "[(im|i am|were|we are)] in the mood for <written:what>",
    ),
    built(
        "tv.watch",
        wanted.by_a_full_name,
        "{what} (would|will|ll|d) (do|be) [(nicely|me|us|lovely|great|grand|perfect|nice|fine)]",
        "any {what} (is|would be) (fine|ok|okay|alright|good) [(by|with|for) (me|us)]",
        "{what} is what (i|we) (want|fancy|need|would like)",
        "{what} [is] (what|whats) (were|we are|im|i am) after",
        "{what} (tonight|this evening|for (me|us)|all evening|while (i|we) (eat|cook|iron|have our tea|wait))",
        "[(a|just a)] [(wee|little|good old)] bit of {what}",
        "(id|i) (been|was|were|am|have been|d been) told to (see|watch|try) {what}",
    ),
    built(
        "tv.watch",
        wanted.film_night,
        "(film|movie) night <written:title>",
        "its (film|movie) night <written:title>",
        "(the|that) (film|movie) (called|named) <written:title>",
    ),
    built(
        "tv.watch",
        wanted.by_its_name,
        "(put on|play|watch|start) (the|that) (one|show|thing) (called|named) <written:what>",
    ),
    rule("tv.watch", "<comes:genre> news [(on|please)]", kind="news"),
    built("tv.watch", wanted.put, "(put|switch on|turn on) [(me|us)] <written:what>"),
    built("tv.watch", wanted.put_up, "(get|pull|bring|fire) {what} up"),
    built(
        "tv.watch",
        wanted.lived,
        "(a|some) <genre:genre>",
        "yall (got|have) [(any|some)] [(good|old|new|nice)] <genre:genre> [<kind:kind>] [(on|on tonight|to watch)]",
    ),
    built("tv.watch", wanted.welcome, "{what} (would|wouldnt|will) {how}"),
    built(
        "tv.watch",
        wanted.offered,
        "what have (you|we) got (thats|that is|in the way of) {what}",
        "(got any|have you got any|do you have any|any|are there any) {what} (we|i) (could|can|might) {how}",
    ),
    built(
        "tv.watch",
        wanted.looked_for,
        "(find|find me|find us|get me|look for|search for|seek) [(some|any|all|the|a|an|me|us)] <tellable:what>",
    ),
    rule(
        "tv.channel",
        "[(i|we)] (want|put on|give (me|us)|show (me|us)|lets (see|watch|have)|see|watch|play|get|stick on) [(me|us)] "
        "(whatever is|whatevers|what is|whats|something|anything) on <brand:name> [(now|right now|at the moment)]",
        "[(i|we)] (want|put on|give (me|us)|show (me|us)|lets (see|watch|have)|see|watch|play|get|stick on) [(me|us)] "
        "(whatever is|whatevers|what is|whats|something|anything) on channel <int:number> [(now|right now|at "
        "the moment)]",
    ),
    built(
        "tv.watch",
        what,
        f"{_PLAY} {{what}}",
        f"{_PLAY} [(some|any|all|the|a|an|another)] <tellable:what>",
        "find and (play|put on|start|show [(me|us)]) {what}",
        "(chuck|whack|bung|fire|queue|pull) (on|up) {what}",
        "(want|like) [to] (watch|see) [(a|the|some)] <tellable:what>",
        "(find|get) (me|us) {what} (to watch|on tv)",
        "(i|we) want watch {what}",
        "show (me|us) {what} <aired>",
        "[(a|an|some|something|anything)] <tellable:what>",
        "(show|show me|show us|give me|give us|get) [(me|us|some|a|an|the|any|all)] <tellable:what>",
        "(in the mood for|i feel like watching|feel like watching|watching) {what}",
        "[(im|i am|were|we are)] in the mood to (watch|see|hear|listen to) {what}",
        "(can|could) i (watch|listen to) {what}",
        "(i|id|i would|i wouldnt|wouldnt) [not] say no to {what}",
        "(start|begin|resume|continue) {what} (from|at|with) (season|episode|series) <int:season>",
        "(fancy|how about|what about|up for|shall we (watch|have|see)|lets (watch|see|have|get)|throw on|chuck on|"
        "stick on|bung on|whack on|fire up|queue up|pull up|bring up|get) <tellable:what> [on]",
        "(got|have you got|do you have|do we have|have we got|is there|are there|are there any|got any) (any|some|a) "
        "<tellable:what>",
    ),
)
