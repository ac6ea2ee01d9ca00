"""English politeness, joiners, and fragments of templates."""

import re

from prism_llm.understanding.pursuing import Pursuits
from prism_llm.understanding.turns import Turns, phrases

HESITATIONS = frozenset(
    "um em uh er erm umm uhm hmm hm ah eh please pls plz kindly bro rq lol tbh ngl dear thx".split()
)
OPENINGS = (
    "(sorry|excuse me) [to (bother|disturb|interrupt|trouble) [you]] but",
    "sorry to (bother|disturb|interrupt|trouble) you [lumen]",
    "[(hey|hi|hello|ok|okay|yo|so|right|hiya|excuse me|please)] (lumen|luman|lumin|loomen|lumens|loman|prism)",
    "(ok|okay|oh|well|so|right|alright|all right|now|hey|hi|yo|actually|just|quickly|then|also|and|yeah|yes|oops|ugh|"
    "wow|like|sorry|anyway|wait|you know what|um|great|cool|good|perfect|come on|lets see|listen|sweetheart|darling|"
    "dear|love|honey|sweetie|my friend|buddy|for gods sake|for goodness sake|oi|damn|man|mate|dude|hello|excuse me|"
    "one more thing|if possible|this time|for now|maybe|perhaps|i mean|no wait|no|nah|nope|naw)",
    "(sweet as|grand so|no worries|righto|lovely jubbly)",
    "maybe (you could|we could|we should|try)",
    "on (second thoughts|second thought|reflection)",
    "(could|can|would|will|wont|couldnt|cant) (you|ya|u|we) [(just|quickly|maybe|possibly|also|perhaps|all)] [(go "
    "ahead and|like to|be (a dear|a love|so kind|an angel) and|be so kind as to|do me a favour and|do me a favor and|"
    "help me|help me to|try to|try and|manage to)]",
    "(blimey|crikey|gosh|jeez|christ|god|[oh] my (god|goodness|days|word)|bloody hell|flipping heck|goodness [me]|"
    "heavens|good (god|grief|lord)|blast|ooh|oooh|aw|argh|yikes|whoa|woah)",
    "(would|could) you (be a (love|dear|darling|star|pal|sweetheart) and|mind awfully|kindly)",
    "[please] (do me a favour and|do me a favor and|do us a favour and|be a (love|dear|pal|mate|star|sport|good girl) "
    "and|help me [to]|make sure to|remember to|feel free to|try and|try to)",
    "(would|is) it (be possible|possible|be ok|be okay|ok|okay|be alright|alright) [for you] (to|if you)",
    "(would|will) it be (possible|ok|okay|alright) (to|if (you|we|i) [(could|can)])",
    "(any|is there any) (chance|way) [that] (you|we|i) (could|can|might)",
    "[is there] any chance of",
    "is there [a] way (to|you could|you can|we could|we can)",
    "(i was|im|i am|was|just) (wondering|curious) if (you|we|i) (could|can|might)",
    "(do you think|i wonder if|do you suppose) (you|we|i) (could|can|might)",
    "(if its not too much trouble|if its no trouble|if its no bother|if its alright|if its ok|if its okay|if its "
    "possible|if possible|if you dont mind|if you can|if you could|if you would|when you can|when you get a chance|"
    "when you have a moment|id appreciate it if you could|it would be (great|nice|good|lovely) if (you|we) (could|"
    "can)|itd be (great|nice|good|lovely) if (you|we) (could|can))",
    "(i think|i guess|i believe|i suppose|maybe|perhaps|im thinking) (i|we|its time) (d like|should|could|might|want|"
    "will|ll|can) [to]",
    "(i think|i guess|i suppose|i believe|i reckon)",
    "(its|it is|is it) time to",
    "[i think] (i|we) (should|could|ought to|have to|had better|would rather|d rather|might as well|may as well)",
    "(you|id like you|i want you|i need you|id love you|we want you|id love for you|i would like you) (should|could|"
    "can|to|may|might|would) [(just|maybe|please)]",
    "(could|can|may|shall|should) (we|i) [just]",
    "(i|we) (want|need) [you] to [just]",
    "(i|we) (wanna|gotta)",
    "[(are you|you)] gonnae [just]",
    "(id|i would|wed|we would|ill|we ll) (like|love|prefer|rather|want) [you] [to]",
    "(i|we) feel like",
    "(lets|let us) [(just|go and|try and|try to|all)]",
    "(how about|what about|why dont|why not) [(you|we|i)] [just]",
    "(how about|what about) (trying|going to|putting on|having|switching to|turning to)",
    "(do you|dyou|d you|do ya) (fancy|mind)",
    "(trying|having)",
    "go on [then]",
    "(time|ready|fancy|care|happy) to",
    "(let me|lemme)",
    "(im|i am) (afraid|sorry)",
    "go ahead and",
    "(id|i would) (appreciate it if|be glad if) you (could|would)",
    "(do|would) you mind [(if (you|we|i))]",
    "i (said|told you) [to]",
    "be (so kind|a dear) [and]",
    "(would|will) you be able to",
    "(see|check) (if|whether) you can",
    "could i trouble you to",
    "try to",
    "(dont|do not|never|you (mustnt|must not|wont|better not)) [you] forget to",
    "(use|open|launch|start|go to|using|from|on) [the] [(service|app)] <service> [(app|music app)] [(to|and|and then)]",
    "[(the|my|our)] (baby|kids|children|kid|mum|mom|dad|mother|father|wife|husband|everyone|everybody|girls|boys|mums|"
    "moms|dads|babys) [(is|are)] (asleep|sleeping|in bed) [(at last|finally|now|already)] [so]",
    "for (me|us)",
)
_FOLK = (
    "(nan|nana|nanna|gran|granny|grandma|grandad|granddad|grandpa|gramps|mum|mummy|mom|mam|dad|daddy|him|her|them|"
    "everyone|everybody|"
    "(the|my|our|your) (kids|children|baby|boys|girls|family|wife|husband|missus|mother|father|son|daughter|sister|"
    "brother|mum|mom|dad|nan|gran|granny|grandma|grandad|granddad|grandpa|uncle|aunt|auntie|aunty|cousin|nephew|niece|"
    "little (brother|sister|one|girl|boy)|grandson|granddaughter|guests|lads|dog|cat|old man|little ones))"
)
CLOSINGS = (
    "(thanks|thank you|cheers|ta|thx|many thanks) [(lumen|very much|so much|a lot|mate|love|darling|dear)]",
    "(lumen|luman|ok|okay|alright|then|mate|darling|dear|love|buddy|man|dude|pal|sweetie|honey|yeah|bro|kay|right|my "
    "friend|thats all|too|instead|again please|for me please|sweetheart|lol|haha|actually|though|maybe|perhaps|or "
    "something|or whatever|if possible|if thats ok|if thats okay|if thats alright|for a change|i think|i guess|would "
    "be nice|would be great|would be good|would be lovely|will do|for gods sake|for goodness sake)",
    "(beta|beti|yaar|bhai)",
    "like a (good|dear|decent|love|great) (lad|lass|girl|boy|man|woman|fella|chap|pet)",
    "for (me|us)",
    "(i think [it was]|i believe|isnt it|wasnt it|i reckon|(theres|thats) a (good|dear) (girl|boy|love))",
    "please and thank you",
    "(yeah|yep|yes|aye|grand|thats|thatd be|thatll be) sound",
    "[for] a (bit|while|minute|moment)",
    "if (youd|you would) be so (kind|good)",
    "(right now|right away|immediately|at once|quickly|already|straight away|asap|now|real quick)",
    "(will|would|could|can|wont) (you|ya)",
    "if you (can|could|would|dont mind|like|please|wouldnt mind|may|want)",
    "if (youve|you have|theres|there is|weve|we have) [got] (one|any|some)",
    "when you (can|get a chance|have a moment|have time)",
    "than (that|this|it (is|was))",
    "while (you are|youre|were) at it",
    f"for {_FOLK}",
    "for now",
    "[(any (one|of them)|whichever)] (the|his|her|their) [(old|older|early|earlier|new|newer|first)] ones are "
    "[(always|still)] [the] (best|better|good|great|fine|funniest)",
    "any (one|of them)",
    "(let us|lets|let me|so (i|we) can|(i|we) want to|(i|we) wanna) see (what|whats|what is) [(is|all)] "
    "(happening|going on|new) [(in the world|out there|there|today|now|then)]",
    "(sort it out|sort that out|(can|could) you (fix|sort) (it|that|this) [out]|do something [about (it|that)])",
)
JOINERS = (
    "and [(then|also|please|after that)]",
    "then [also]",
    "after that",
    "afterwards",
    "and after that",
    "also",
    "but [first|also|then]",
    "plus",
)
TURNS = Turns.of(
    {
        "before": ("oh", "er", "um", "uh", "wait", "ah"),
        "words": (
            "no", "nope", "nah", "sorry", "i mean", "i meant", "or rather", "rather", "actually", "scratch that",
            "correction", "make (?:it|that)", "on second thoughts?",
        ),
        "after": (
            "no", "wait", "sorry", "rather", "actually", "hang on", "hold on", "i mean", "i meant", "make it",
            "make that", "lets say", "say", "lets make (?:it|that)", "better make (?:it|that)",
        ),
        "another": (
            "no", "nope", "nah", "scratch that", "actually no", "i mean", "i meant", "sorry no", "on second thoughts?",
        ),
        "denies": ("not(?: (?:the|to|on))?",),
        "ends": ("i (?:mean|meant)(?: to say)?", "i should(?:ve| have)? (?:say|said)", "rather", "instead"),
        "perhaps": (
            "(?:or |well |actually )?(?:maybe|perhaps|more like|rather|better)(?: (?:just|only|even|more like))?",
        ),
        "lasts": (
            "(?:(?:it|that|they|its|thats|theyre) )?(?:lasts?|takes?|runs?|goes|is|are|its|thats|theyre|must be|should "
            "be)(?: (?:only|just|usually|always|on for|for))*", "(?:about|around|roughly)",
        ),
        "fillers": ("(?!)",),
        "explains": (
            "(?:i|we|they|he|she|(?:my|the) \\S+) (?:really |just )?(?:want|wants|wanna|need|needs|would like|d "
            "like)(?: to)? "
            "(?:see|watch|hear|listen to|read|find|catch)", "(?:id|wed) like to (?:see|watch|hear|listen to|read|find)",
        ),
        "hints": (
            "(?:the |my |our )?\\S+(?: is| are|s)(?: all| finally)? (?:in bed|asleep|sleeping|napping)",
            "(?:he|she|they)(?:s|re| is| are)(?: all)? (?:mumbling|muttering|whispering|talking (?:so|too) fast)"
            "(?: again| so much)?",
            "(?:i|we)(?:ve)? (?:missed|lost) (?:it|that|(?:all of it|the (?:start|beginning|thread|first bit)))",
            "(?:i|we) (?:cant|couldnt|can hardly) (?:hear|understand|follow|make out) "
            "(?:a (?:thing|word)|anything|him|her|it|them)",
        ),
        "led": (
            "oh|ah|er|erm|um|uh|hmm|ok|okay|but|or|well|and|then|please|you know what",
        ),
        "noes": ("no|nope|nah|naw|actually not",),
        "rethinks": ("wait|sorry|hang on|hold on|actually|come to think of it|on second thoughts?|on reflection",),
        "withdraws": (
            "(?:dont|do not)(?: (?:bother|worry|please)| (?:record|tape|play|mute|unmute|pause|stop|delete|erase|"
            "turn|switch|"
            "change|put|skip|do|open|close|add|start|cancel|set|remind|rewind|go|show|touch)(?: \\S+){0,3})?",
            "(?:just )?leave (?:it|that|this|them|him|her|everything|the \\S+)(?: (?:on|off|up|down|alone|be|there|"
            "as (?:it|they) "
            "(?:is|are|was|were)|as is|the way (?:it|they) (?:is|are|was|were)|like (?:that|this|it is)|how it is|"
            "where it is|"
            "running|playing|out|in|please|for now|then|after all|the same))*",
            "(?:keep|carry on|go on) (?:watching|going|playing|recording)|(?:carry|keep) on|"
            "(?:its|it is|thats|theyre)(?: already| just)? (?:finished|over|done)|"
            "keep (?:it|them|that|this|the \\S+)(?: (?:on|off|up|as (?:it|they) (?:is|are)|like (?:that|this)|then|"
            "please|after all|"
            "for now|the same|where it is))*",
            "(?:lets )?stay(?: (?:here|there|put|on (?:it|this|here|this one|this channel)|where (?:you|we) are|as "
            "you are))*",
            "never ?mind(?: (?:that|it|then))?|nevermind",
            "forget (?:it|that|about it|about that|i said (?:that|anything))",
            "(?:ive |i |we |weve )?changed (?:my|our) minds?",
            "(?:scratch|strike|scrap|cancel) (?:that|it)",
            "(?:its|it is|thats|its all) (?:fine|ok|okay|alright|all right|good)(?: (?:as it is|like (?:that|this)|"
            "now|actually|"
            "after all|really))*",
            "as you were|not (?:now|yet|after all|really|necessary|needed)|better not|(?:id|i would|wed) (?:rather|"
            "better) not|"
            "no need|(?:there is|theres) no need|(?:i|we) (?:dont|do not) (?:want|need) "
            "(?:to|it|that|them)(?: any ?more| after all)?",
            "let (?:it|them|that) (?:be|go|run|play|stay)(?: \\S+){0,2}",
        ),
        "on_again": ("(?:straight |right )?(?:back )?on(?: again| after that)?",),
        "off_again": ("(?:straight |right )?(?:back )?off(?: again| after that)?",),
        "up_again": ("(?:straight |right )?(?:back )?(?:up|higher|louder|faster)(?: again| after that)?",),
        "down_again": ("(?:straight |right )?(?:back )?(?:down|lower|quieter|slower)(?: again| after that)?",),
        "lets": (
            "never ?mind(?: (?:that|it|then|actually))?|forget (?:it|that|about it|i said (?:that|anything))|"
            "(?:ive |i |weve )?changed (?:my|our) minds?|(?:scratch|strike|scrap) that|better not|"
            "(?:dont|not to) worry|(?:id|i would) rather not|"
            "leave it(?: (?:alone|be|as it is|then|after all|actually))*|not after all|actually (?:dont|not|leave it)",
        ),
        "halts": (
            "(?:please )?(?:wait|hang on|hold on|hold it|one (?:moment|second|sec)|just a (?:moment|second|sec|minute))"
            "(?: a (?:moment|second|sec|minute|bit))?|the other one|not (?:that|this) one",
        ),
        "talk": (
            *"i im ive id ill it its thats that you youre we were they theyre he hes she shes".split(),
            *"thanks thank cheers".split(),
        ),
    }
)  # fmt: skip
WAITS = phrases(
    ("wait", "hang on", "hold on", "no", "oh", "ooh", "(?:just )?(?:a|one) (?:sec|second|minute|moment|mo)", "now")
)
ECHOES = phrases(
    (
        "(?:(?:can|could|would|will) (?:you|we)|just|please|lets|go on|so|well) ?(?:just )?(?:please )?"
        "(?:put|stick|bring|pull|get|pop|whack|have|start|play|watch|see) (?:it|that|them|this|one|him|her)"
        "(?: (?:on|up|for (?:me|us|them)|then|please|now))*",
        "(?:put|stick|bring|pull|pop|whack) (?:it|that|them|this|one) (?:on|up)"
        "(?: (?:then|please|now|for (?:me|us|them)))*",
        "(?:the|that) (?:sound|volume|telly|tv|picture|channel|film|show)",
    )
)
_RETHINKS = (
    "(?:no|nah|nope|oh|actually|sorry|wait|hmm|well|you know what|come to think of it|on second thoughts?|on "
    "reflection)"
)
PURSUITS = Pursuits(
    deeds={
        "others": re.compile(
            "(?:(?:tell|read|show|give|list)(?: me| us)?(?: out)? (?:the (?:others?|rest)|(?:which|what) "
            "(?:others|ones|"
            "else)(?: (?:are|is|do|i|we|ive|weve|there|left|still|have|got|set|on))*|whats (?:left|still "
            "(?:there|set))|"
            "(?:what is|which are) (?:left|still (?:there|set)))(?: out)?|(?:which|what) (?:others|ones|else) "
            "(?:are|is|do|have) (?:i|we|there|left|still|got)(?: (?:have|got|there|left|set|on))*)(?: please)? "
        ),
        "unrecord": re.compile(
            rf"(?:(?:{_RETHINKS} )*(?:please )?(?:dont|do not|dont bother|no need|(?:theres )?no need to|dont bother "
            "to|you (?:dont|neednt)(?: have to| need to)?|you neednt bother|dont worry about) (?:record|recording|"
            "tape|taping)(?: (?:it|that|this|them|anything|after all|please|then|now|any ?more|actually|thanks))* |"
            rf"(?:{_RETHINKS} )+(?:just )?(?:dont|do not)(?: (?:bother|worry))?(?: (?:then|after all|thanks|please))* |"
            rf"(?:{_RETHINKS} )+(?:just )?(?:leave|forget|scrap|scratch|cancel|skip|drop) (?:it|that|this|that one|"
            "the recording|about it|about that)(?: (?:then|after all|thanks|please))* |"
            "(?:scrap|scratch|cancel|leave) (?:that|it|that one) |"
            rf"(?:{_RETHINKS} )*(?:better not|not after all|(?:ive |weve )changed (?:my|our) minds?|(?:i|we) (?:dont|"
            "do not) (?:want|need) (?:it|that)(?: recorded)?(?: any ?more| after all)?) |"
            r"(?<=\S )(?:its|thats|it is) (?:fine|ok|okay|alright) |"
            rf"never ?mind (?=(?:{_RETHINKS} )*(?:dont|do not|leave|scrap) ))+"
        ),
        "more_talk": re.compile(
            r"(?:(?:ha|haha|good|very good|nice|lol|funny|brilliant|ok|okay|and|now|please|come on|go on|well|oh) )*"
            r"(?:tell (?:me |us )?|give (?:me |us )?|got |have you got |do you know |know |(?:and )?(?:can|could) "
            r"(?:i|we) "
            r"(?:have|hear) )?(?:another|one more|(?:a different|a new|a better) one|more (?:of (?:them|those)|like "
            r"that))"
            r"(?: (?:one|of (?:them|those)|like that))?(?: (?:please|then|lumen|now|go on))* "
        ),
        "take": re.compile(
            r"(?:(?:yes|yeah|yep|ok|okay|sure|great|perfect|lovely|thanks|thank you|cheers|"
            r"brilliant|go on|right|alright|please|lets|well|ill) )*"
            r"(?:(?:put|stick|play|watch|have|take|see|show|switch to|go to|go for) (?:me |us )?(?:it|that|this)"
            r"(?: one)?(?: on)?|put (?:it|that) on)(?: (?:then|please|thanks|now))* "
        ),
    }
)
RECORDED = phrases(
    (
        r"(?:(?:the|my|our|that|a|one of my|one of the|something from my) )?(?:(?:very )?(?:last|latest|newest|most "
        r"recent|"
        r"first|oldest|other) )?recordings?(?: (?:i|we|you) (?:made|have|did|set)| (?:from|of|made) (?:yesterday|today|"
        r"tonight|last (?:night|week)|this (?:morning|week)|(?:on )?\w+day))?",
        r"(?:what|the (?:last )?(?:thing|one|show|film|programme)) (?:i|we|you) (?:last )?recorded(?: (?:last|"
        r"yesterday|last night))?",
    )
)
SHUTS = phrases(
    (
        "(?:(?:can|could|would|will) you |please |now |just )*(?:close|shut|exit|hide|dismiss|kill) (?:this|that|it)"
        "(?: (?:now|please|again|down|for (?:me|us)))*",
        "(?:please |now |just )*(?:get|take) (?:this|that|it) (?:off|out of the way|off (?:the|my) screen)(?: please)?",
    )
)
CALLED = re.compile(
    r"(?<!\S)(?<!whats )(?<!what is )(?:the|that|this) "
    r"(?:(?:film|movie|show|series|programme|program|podcast|documentary|sitcom|cartoon) "
    r"((?:thats |that is |which is |whats )?(?:called|titled|named) )(?=\S)|one (thats |that is |which is )(?=called ))"
)
"""What leads to the name of something that is wished for."""
TYPICAL = frozenset(
    "the is what whats are you i of to and it my on me do how can would please that this with for a an in we "
    "go up down no im off out back turn put show tell play watch find search look get give open new season "
    "series one two three start from forward film movie and at been there before after again more some any "
    "have has had when who why which they he she his her been will four five seven eight nine ten eleven twelve "
    "twenty thirty forty fifty sixty hundred just call want need like dont cant lets because only really about".split()
)

FRAGMENTS = {
    "folk": _FOLK,
    "it": "(it|this|that|this one|that one|[(the|this|that|my|our)] "
    "(movie|film|video|show|programme|program|episode|picture|stream|playback|player|tv|telly|television|audiobook|"
    "audio book|broadcast|match|game|song|music|track|radio|podcast|series|channel|broadcast|audio))",
    "watching": "(<folk>|(the|my|our) [(wee|little|poor)] (girl|boy|lad|lass|one|fella|man|child|bairn|toddler|"
    "teenager|niece|nephew|cousin))",
    "tv": "[(the|my|this|that)] (tv|telly|television|player|screen|box)",
    "sound": "[(the|my|this|that|tv|tvs)] [(tv|telly|movie|film|programme|audio|speaker|speakers|music|radio|"
    "media|music player|media player)] (sound|volume|audio|it|noise|racket|tv|telly|television|music|speakers|speaker|"
    "radio|this|that|things|levels) [(of|on) [(the|this|my|all)] (music|tv|telly|television|song|track|movie|film|"
    "show|speakers|speaker|radio|player|music player|media player|programme)]",
    "volume": "[(the|my|this|your)] [(tv|telly|movie|film|audio|sound|speaker|master|media|music player|media "
    "player|speakers|music|radio)] (volume|sound|sound level|volume level|audio|audio level|speaker|speakers) [(of|on|"
    "for|in) [(the|this|my|all)] (music|tv|telly|television|song|track|movie|film|show|speakers|speaker|radio|player|"
    "music player|media player|programme)]",
    "bit": "[just] (a bit|a little|a little bit|slightly|a touch|a tad|a notch|a wee bit|a smidge|a smidgen|some|"
    "one notch|a hair|a fraction|a tiny bit|a teeny bit|a teensy bit|ever so slightly|one step|a step|a smidgeon|"
    "somewhat|a tick|a small bit|a bit more|a little more|just slightly|a couple of notches|two notches|a few notches|"
    "a teeny tiny bit)",
    "lot": "(a lot|much|much much|way|way way|far|a whole lot|significantly|considerably|substantially|dramatically|"
    "loads|lots|really|very|a great deal|a ton|quite a bit|quite a lot|by a lot|a good bit|a fair bit|massively|heaps|"
    "tons)",
    "subs": "[(the|some|my)] (subtitles|subtitle|captions|closed captions|closed captioning|"
    "captioning|subs|cc|caption)",
    "on": "(on|enable|enabled|activate|activated)",
    "off": "(off|disable|disabled|away)",
    "turn": "(turn|switch|put|set|flip|get)",
    "open": "(open|open up|show|show me|show us|go to|take me to|bring up|pull up|display|see|view|"
    "navigate to|go into|jump to|give me|call up|check|look at|browse|have a look at|go back to)",
    "reminder": "[(the|my|that|a)] (reminder|reminders|alert)",
    "timer": "[(the|my|that)] (sleep timer|timer|shutdown|sleep|auto off)",
    "whats": "(whats|what is|what s|wats)",
    "here": "[(on|at)] [(the|my|this|that)] (tv|telly|television|screen|channel|moment|box)",
    "errand": "(pee|wee|(go|nip|pop|run) to the (loo|toilet|bathroom|door|kitchen|shop)|use the (loo|toilet|bathroom)|"
    "(grab|get|fetch|make) (something|myself something|a (drink|snack|beer|coffee|cuppa|tea|sandwich|bite)|some (food|"
    "water|crisps|popcorn|tea|coffee|snacks)|(my|the) (phone|glasses|pizza|popcorn|dinner|food|door)|dinner|food)|"
    "answer (this|that|it|the (phone|door))|(take|get) (this|that|this call|the phone)|check (something|on the kids|"
    "the oven|on dinner)|come back|get back|am back|(do|finish) (this|something|the dishes)|feed the (cat|dog|baby)|"
    "let the (cat|dog) (out|in)|go out|pay the delivery guy)",
    "kind": "(movie|movies|film|films|show|shows|series|programme|channel|station|stations|music|song)",
    "someone": "(she|he|they|that (guy|man|woman|girl|bloke|lady|person|actor|actress)|the (guy|man|woman|girl|"
    "bloke|lady|actor|actress|commentator|presenter|reporter|detective|doctor))",
    "aired": "(episode|episodes|on tv|on the tv|on the telly|trailer|the movie|the film|the series|"
    "the show|movie|film|series|match|game)",
    "service": "(youtube|you tube|spotify|netflix|deezer|itunes|pandora|google music|google play|last fm|lastfm|"
    "soundcloud|groove shark|grooveshark|slacker|vimeo|zvooq|iheart|iheart radio|iheartradio|apple music|hulu|amazon "
    "music|amazon prime|tidal|sirius|sirius xm)",
    "moment": "([just] (now|the now)|right now|at the (moment|minute|mo)|currently|at present|this minute)",
}
