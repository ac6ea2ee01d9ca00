"""English: wishes that name what is wrong or wanted, and not what to do."""

from prism_llm.understanding.grammar import Rule, rule

_THEM = (
    "(a thing|a word|anything|it|this|that|them|him|her|<someone>|(what|a word) (they|he|she|<someone>) (say|says|"
    "saying|is saying|are saying|said)|(what|a word) (theyre|hes|shes) saying|whats being said|the (tv|telly|"
    "television|dialogue|dialog|words|sound|voices|actors|film|movie|show|commentary|music|speech|conversation)|over "
    "(the|this|that|all this) (noise|rain|wind|dishwasher|racket)|properly|well|very well|much)"
)
_ASLEEP = "(asleep|sleeping|in bed|napping|trying to sleep|having a nap|going to sleep)"
_KIN = (
    "(the|my|our|your) (baby|kids|children|kid|child|little one|wife|husband|mum|mom|dad|neighbours|neighbors|dog|"
    "flatmate|roommate|parents|family|girls|boys|son|daughter|toddler)"
)
_PICTURE = "(it|this|the (picture|video|stream|image|film|movie|channel|show))"
_SOUND = "(the|this) (sound|volume|audio|tv|telly|film|movie|channel|music)"
_WAIT = "(wait|hang on|hold on|one sec|one second|just a sec|just a second|give me a (sec|second|minute|moment))"
RULES: tuple[Rule, ...] = (
    rule(
        "@faint",
        "[(i|we)] [(still|really)] (cant|cannot|can not|can hardly|can barely|couldnt) [(really|even)] "
        f"(hear|make out|understand|catch) {_THEM} [(anymore|any more|at all|from here|now)]",
        "(i|we) (can hardly|can barely|cant|cannot) hear a (word|thing) [of (it|this|that)]",
        f"(its|it is|thats) (hard|impossible|difficult|tricky) to hear [{_THEM}]",
        f"({_SOUND} is|(the|this) (sounds|volumes|audios|tellys|tvs|films)) [(way|far|a bit|a little|rather|"
        "really|so|very)] [too] (quiet|low|faint|soft)",
        delta=10,
    ),
    rule(
        "@volume",
        f"{_KIN} [(is|are)] [(finally|already|just)] {_ASLEEP}",
        f"the (babys|kids are|little ones) [(finally|already|just)] {_ASLEEP}",
        "(youll|you will|itll|it will|were going to|youre going to|lets not|dont|we dont want to) "
        f"(wake|wake up|disturb|bother) ({_KIN}|everyone|everybody|the (house|street)) [up]",
        f"{_KIN} (will|are going to|is going to) (complain|wake up|hear this|hear us)",
        "hold it down",
        "(i|we) (cant|cannot|can hardly|can barely) hear (myself|ourselves) (think|talk|speak)",
        "(thats|its|this is) (hurting my ears|[(so|really|pretty|very|quite|rather|awfully|dead|proper)] loud)",
        "not (so|that|quite so|too) loud",
        f"{_SOUND} is [(a bit|a little|rather|really|so|too|very|pretty)] loud",
        delta=-10,
    ),
    rule(
        "tv.quality",
        f"({_PICTURE} (is|looks|keeps|keeps going|has gone|went|seems)|(its|the pictures|the videos|the streams|the "
        f"images)) "
        "[(all|a bit|so|really|very|too|quite|rather|pretty|going|getting)] (blurry|blurred|pixelated|pixelating|"
        "fuzzy|grainy|blocky|low quality|out of focus|(terrible|bad|poor) quality)",
        f"why (is|does) {_PICTURE} [look] [so] (blurry|pixelated|fuzzy|grainy|blocky)",
        "(i|we) (want|need|prefer) (a|the) (better|sharper|clearer|crisper) (picture|quality|image|resolution|picture "
        "quality|video)",
        "make (it|the (picture|image|video)) (sharper|clearer|crisper|better)",
        "(improve|fix|sharpen) [the] (quality|picture|picture quality|image|resolution|video quality)",
        auto=True,
    ),
    rule(
        "tv.subtitles",
        "(i|we) (cant|cannot|can not|wont) (follow|watch|understand|enjoy) (it|this|that|a thing|anything) without "
        "<subs>",
        "(its|it is|thats) (hard|impossible|difficult|tricky) to (follow|understand) [(it|this|that|them)] without "
        "<subs>",
        "(i|we) (cant|cannot|cannot|dont|can hardly|can barely) (follow|understand) ((the|his|her|their|these|this) "
        "(accent|accents|language|dialect)|a word of it)",
        "(show|put|write|give|display|have|see|let me see) [me] (the words|(what|everything) (theyre|they|they are) "
        "(saying|say)|what is being said|whats being said|the dialogue|the lines) [(up|down)] (in writing|[up] on "
        "[the] screen|at the bottom|as text|in text|underneath|on the bottom|in words)",
        "(i|we) (want|need|would like|cant do without) (the|some) (words|text) (on [the] screen|at the bottom|"
        "underneath|written)",
        "(i|we) (want|need) to read (along|what (theyre|they are) saying|what they say|the dialogue|it)",
        on=True,
    ),
    rule(
        "tv.pause",
        f"{_WAIT} [(i|we)] (need to|have to|gotta|got to|must|want to|wanna) <errand>",
        f"{_WAIT} [(the|my)] (phone|phones|doorbell|doorbells|door) [is] (ringing|rang)",
        f"{_WAIT} (theres|there is|its) (someone|somebody) at the door",
        "(i|we) need a (toilet|bathroom|loo|pee) break",
    ),
    rule(
        "tv.stop",
        "(im|i am|were|we are|ive|i have|weve) (done|finished|had enough) (watching|with (tv|telly|the tv|watching)) "
        "[for (today|tonight|now)]",
        "(thats|that is|thatll be|that will be) enough (telly|tv|television) for (today|tonight|now|(the|one) (day|"
        "night|evening))",
    ),
    rule(
        "tv.next",
        "(this|it|that) [(one|song|episode|track)] (is|s) (boring|rubbish|crap|terrible|awful|annoying) (next|skip) "
        "[(it|one)]",
        "(boring|lame) (next|skip) [(it|one|song|episode|track)]",
        "(ive|i have|weve|we have) [already] (seen|heard|watched) (this|that) [(one|episode|song|track)] [already] "
        "(next|skip) [(it|one)]",
    ),
    rule(
        "ask.recommend",
        "(theres|there is) nothing [(good|decent|interesting)] (on|to watch) [(tv|telly)] [tonight]",
        "(i|we) (cant|cannot) (decide|choose|think) [of] (what to (watch|put on|see)|anything to watch)",
        "(im|i am|were|we are) (not sure|unsure) what to (watch|put on)",
        "nothing (good|to watch) on [(tv|telly)] [tonight]",
    ),
    rule(
        "tv.seek",
        "(i|we) missed the (start|beginning|opening|first (bit|part|half))",
        mode="start",
    ),
)
