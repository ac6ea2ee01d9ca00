"""English questions that ask for nothing to be done: whether and how it can be, and how things stand."""

from prism_llm.understanding.questions import Questions

_TAKES_AWAY = "delete|deleting|erase|erasing|remove|removing|get rid of|clear|wipe|bin|throw away|scrap|trash"
_CALLS_OFF = f"cancel|cancelling|canceling|{_TAKES_AWAY}"
_PUTS_ON = "turn|switch|put|get|show|enable|activate|use|see|have|add|display|start|bring up|make|set"
_NOW = "(?: (?:now|yet|at the moment|right now|currently|at all|or not|still|then|please|anywhere|today))*"
_IS = "(?:is|are)"
_HERE = "(?:still |already |now |currently |actually |really )*"
_WHAT_IS_SAID = (
    "(?:me|us|(?:what|everything) (?:i|we) (?:say|am saying|are saying|talk about)|what (?:im|were) saying|"
    "(?:my|our) (?:voices?|conversations?))"
)
_OURS = "(?:the |my |our |your |any |a )?"

QUESTIONS = Questions.of(
    {
        "before": "and|so|but|ok|okay|hey|lumen|hello|please|sorry|tell me|can you tell me|could you tell me|"
                "do you know|"
        "i wonder|well|by the way|can i ask|um|oh|hi|just",
        "how": "how (?:do|can|would|could|should|does|must) (?:i|you|we|one|somebody|someone|it)|how to|"
        "whats the (?:best |easiest )?way to|what is the (?:best |easiest )?way to|"
        "(?:do you know|tell me|show me|explain(?: to me)?|teach me) how (?:to|i(?: can)?|you|we)|"
        "how (?:am|are) (?:i|we|you) (?:supposed|meant) to|how does one|how do people|"
        "what (?:do|should|must|can) (?:i|we) (?:say|do) to|what happens (?:if|when) (?:i|you|we)",
        "can": "(?!(?:can|could|will) you stop recording $)"
        "(?:can|could|do|will|may) (?:you|i|we|one|people|it)(?: (?:also|actually|even|really|ever))*|"
        "are you able to|do you know how to|(?:can|does|do) (?:prism|lumen|this thing|this tv|the tv)(?: also)?",
        "possible": "is it (?:even |also |actually )?possible (?:for (?:me|us|you) )?to|is there (?:a|any) way "
        "(?:for me )?(?:to|of)|can one|are we able to|am i able to|"
        "is it allowed to|does (?:prism|lumen|it|this) (?:support|do|have|allow|let me)",
        "plainly": "(?:is|are) there any",
        "exists": "is there|are there|do you have|have you got|do i have|do we have|does (?:prism|it|this) have|"
                "have we got",
        "small": "a|an|any|some|old|single|several|multiple|many|more|other|another|different|too|also|here|"
                "actually|with "
        "you|on this tv|by voice|things?|stuff|certain|individual|whole|just|one|two|to|in|of|for|from|with|on it|"
        "or|and|at once|at the same time|such a thing as|at all|again|list of|all sorts of|if i want|if necessary|"
                "later",
        "abilities": {
            "stop_recording": {"verbs": "stop|end|cancel|abort|interrupt", "nouns": "recordings?|"
                "recording", "can": True},
            "delete_recording": {"verbs": _TAKES_AWAY, "nouns": "recordings?|recorded (?:shows?|programmes?|films?|"
                                 "things|stuff)|recorded", "can": True},
            "cancel_reminder": {"verbs": f"{_CALLS_OFF}|stop|change|edit", "nouns": "reminders?", "can": True},
            "delete_playlist": {"verbs": _TAKES_AWAY, "nouns": "playlists?|channel lists?", "can": True},
            "add_playlist": {"verbs": "add|import|load|upload|use|put in|set up", "nouns": "playlists?|m3u|"
                "channel lists?",
                             "can": True},
            "forget": {"verbs": f"{_TAKES_AWAY}|forget|make you forget", "nouns": "memory|memories|things|stuff|"
                       "something|what (?:i|you|ive) (?:\\S+ ?){1,4}|my (?:memories|data)|everything", "can": True},
            "cancel_sleep": {"verbs": "cancel|stop|turn off|switch off|disable", "nouns": "sleep ?timers?|timers?"},
            "set_reminder": {"verbs": "set|add|make|create|have|use|get|do|give", "nouns": "reminders?|a reminder|"
                "reminded",
                             "can": True},
            "record": {"verbs": "record|recording|tape", "nouns": "things?|stuff|something|anything|programmes?|"
                "programs?|"
                       "shows?|films?|movies?|series|tv|telly|television|channels?|episodes?|matches|football|games|"
                       "live tv|this|it|that", "can_nouns": "record(?= $)|things|stuff|programmes?|programs?|"
                       "shows?|films?|movies?|"
                       "series|tv|channels?|episodes?|matches|games|live tv|television"},
            "remember": {"verbs": "remember|memorise|memorize|keep in mind|note", "nouns": "things|stuff|something|"
                "facts|"
                         "(?:my )?name|what i (?:like|say)|preferences|you|it",
                         "can_nouns": "things|stuff|facts|preferences"},
            "sleep": {"verbs": f"{_PUTS_ON}|turn it off", "nouns": "(?:the )?sleep ?timers?|timers?|(?:turn|switch) "
                      "(?:itself|yourself) off|"
                      "automatically|by itself|go off by itself", "can": True, "exists": True},
            "subtitles": {"polite": True, "verbs": f"{_PUTS_ON}|change|read|off|turn off", "nouns": "subtitles?|"
                "captions?|subs"},
            "language": {"verbs": "change|switch|choose|select|set|hear|watch|pick|get|listen", "nouns":
                         "(?:audio |spoken |your |sound |original |the )*languages?|audio track|dubbing|"
                         "original (?:version|audio)|voiceover", "can_verbs": "change|choose|select|pick"},
            "voice": {"verbs": "change|set|adjust|alter|make|get|have|speak|talk", "nouns": "(?:your |the )?voices?|"
                "you|"
                      "(?:you )?(?:speak|talk|louder|slower|faster|quieter)", "can_verbs": "change|adjust|alter|have",
                      "can_nouns": "(?:your |the )?voices?", "exists": True},
            "speed": {"verbs": "change|watch|play|set|adjust|make|go|use|get|alter|speed|slow", "nouns":
                      "(?:the |playback )?speed|faster|slower|slow motion|quicker|up|down|half speed|double speed",
                      "can_verbs": "change|adjust|alter", "can_nouns": "(?:the |playback )*speed"},
            "favourite": {"verbs": "add|make|mark|save|set|star|have|create|remove|delete|put|change",
                          "nouns": "favou?rites?|(?:a )?favou?rite channels?"},
            "profile": {"verbs": "switch|change|use|choose|select|swap|log|get|make|create|add|have|set",
                        "nouns": "profiles?|users?|accounts?", "can_verbs": "make|create|add|have|use|change",
                        "exists": True},
            "pip": {"polite": True, "verbs": "", "nouns": "picture in picture|pip|a small picture|"
                "small window", "exists": True},
            "fullscreen": {"polite": True, "verbs": f"{_PUTS_ON}|go|leave|exit|fill", "nouns": "full ?screen|"
                "full screen mode|"
                "the screen"},
            "hush": {"polite": True, "verbs": "mute|silence|quiet|shut|stop", "nouns": "you|lumen|you (?:talking|"
                "commenting|"
                "speaking)|up"},
            "rewind": {"polite": True, "verbs": "rewind|go back|skip back|wind back|jump|skip|fast forward|forward|"
                "restart|start over",
                       "nouns": "rewind|back|live ?tv|live television|forward|ahead|tv|a programme|restart|over|"
                       "skip|(?:the )?(?:film|programme|show|adverts|ads)|from the (?:start|beginning)|programmes|"
                       "shows",
                       "can_verbs": "rewind|pause", "can_nouns": "live ?tv|live television|programmes|shows"},
            "pause": {"polite": True, "verbs": "pause|stop", "nouns": "pause|(?:the |live )?(?:tv|telly|picture|"
                "film|programme)|it|"
                "this"},
            "mute": {"polite": True, "verbs": "mute|unmute|turn|switch|get|"
            "put", "nouns": "(?:the )?sound (?:off|on|back)|"
                     "mute it|unmute it|mute the (?:tv|telly|sound)", "can_verbs": "mute|silence",
                     "can_nouns": "adverts|ads|commercials"},
            "turn_off": {"polite": True, "verbs": "turn|switch|shut", "nouns": "(?:(?:the (?:tv|telly|"
            "television)|it|you) "
                         "off|off (?:the (?:tv|telly|television)|prism))(?= $)"},
            "search": {"polite": True, "verbs": "search|find|look for|look up", "nouns": "search|films?|movies?|"
                "shows?|programmes?|"
                       "something|channels?|things?|titles?"},
        },
        "off": "off|muted|mute|silent|disabled|paused|deactivated|stopped|gone|frozen",
        "states": {
            "private": [
                rf"are you (?:always |secretly )?(?:recording|taping|filming|listening to) {_WHAT_IS_SAID}{_NOW}",
                rf"(?:do|will|would|did) you (?:always |secretly )?(?:record|tape|film) {_WHAT_IS_SAID}{_NOW}",
                rf"(?:(?:can|could) you )?(?:stop|quit|dont|do not|never) (?:recording|taping|filming|record|"
                rf"tape|film) "
                rf"{_WHAT_IS_SAID}{_NOW}",
            ],
            "unanswered": [
                r"(?:does|will|would|do|wont|doesnt) (?!you )(?:the |a |my )?(?:\S+ ){1,2}(?:also )?"
                r"(?:stop|end|interrupt|affect) (?:the|my|a|any) recordings?",
                rf"(?:shall|should) i (?:just )?(?:mute|unmute|pause|turn (?:it |this )?(?:up|down|"
                rf"off))(?: (?:it|this|that|"
                rf"the \S+))?{_NOW}",
            ],
            "kept": [
                r"will (?:it|the (?:tv|telly|television|box)|prism) (?:be )?(?:record|recording|tape) {what}",
                rf"will you (?:be recording|record) (?:it|that){_NOW}",
                r"(?:will|are) (?:you|we) (?:be |going to be )recording (?!it |that |this ){what}",
                r"(?:is|are) (?!anything |something |it |this |that |you |we |the (?:tv|telly|television|box|programme|"
                r"show|film|match|channel|recorder) )(?:the )?{what} (?:already |being |going to be |"
                r"set to be )*recorded",
                r"(?:is|are) {what} set to record",
            ],
            "silence": [rf"(?:whys there no|how come (?:theres|there is) no|(?:theres|there is|(?:ive|weve|i have|we "
                        rf"have)(?: got)?) no) (?:sound|audio|volume){_NOW}",
                        rf"(?:the |my )?sounds? (?:has |is |s )?(?:gone|disappeared|cut out|vanished)(?: off| again)?"
                        rf"{_NOW}",
                        rf"why (?:is there (?:no|any)|cant (?:i|we) hear any|dont (?:i|we) hear any|"
                rf"isnt there any) sound{_NOW}",
                        rf"(?:why is|whys) (?:it|this|everything|the (?:tv|telly|television|"
                        rf"sound)) {_HERE}(?:muted|on mute|silent)"
                rf"{_NOW}",
                rf"why cant (?:i|we) hear (?:anything|it){_NOW}"],
            "live": [rf"(?:is|are) (?:it|this|we|the picture) {_HERE}live{_NOW}",
                     rf"how far behind(?: live)? (?:am i|are we|is (?:it|this)){_NOW}",
                     rf"(?:am i|are we) {_HERE}(?:live|behind(?: live)?){_NOW}"],
            "favourites": [
                rf"how many favou?rites?(?: channels)? (?:do (?:i|we) have|have (?:i|we) got|are there){_NOW}",
                rf"is (?:this|it|this channel|that|the channel) {_HERE}(?:(?:a|one of my|in my|my|among my|on my) )?"
                rf"(?:list of )?favou?rites?(?: channels?| list)?{_NOW}",
            ],
            "captions": [
                rf"(?:why are|whyre) (?:the |there )?(?:any )?(?:subtitles?|captions) {_HERE}(?:on|showing|"
                rf"there)?{_NOW}"
            ],
            "sound": [
                rf"{_IS} {_OURS}(?:sound|volume|audio|tv|telly|mute|it|this|everything) {_HERE}"
                rf"(?:muted|on mute|silent|silenced){_NOW}",
                rf"{_IS} {_OURS}(?:sound|audio|mute|volume) {_HERE}(?:on|off|muted|enabled|disabled|working){_NOW}",
                rf"(?:did|have) (?:i|we|you) (?:\S+ )?mute[d]? (?:it|this|the \S+){_NOW}|am i muted|is mute on{_NOW}",
            ],
            "volume": [
                rf"(?:whats|what is|what) (?:the |is the |my )?(?:current )?(?:volume|sound level|volume level)"
                rf"(?: (?:is it )?(?:on|at|set (?:to|at)|level))*{_NOW}",
                rf"(?:at )?what volume (?:is|are) (?:it|this|we|the \S+)(?: (?:on|at))?{_NOW}",
                rf"how (?:loud|quiet|high|low) (?:is|are) (?:it|this|that|the (?:tv|telly|television|sound|volume)|we)"
                rf"(?: set)?{_NOW}",
                rf"is (?:the )?(?:volume|sound) {_HERE}(?:turned )?(?:up|down)(?: (?:high|loud|enough))*{_NOW}",
                rf"where(?:s| is) the volume(?: at)?{_NOW}",
            ],
            "playback": [
                rf"{_IS} (?:it|this|that|we|everything|the (?:tv|telly|picture|film|movie|programme|show|video|"
                rf"stream)) "
                rf"{_HERE}(?:paused|on pause|playing|stopped|frozen|running){_NOW}",
                rf"(?:did|have) (?:i|we|you) (?:\S+ )?paused? (?:it|this|the \S+){_NOW}",
            ],
            "subtitles": [
                rf"{_IS} {_OURS}(?:subtitles?|captions?|subs) {_HERE}(?:on|off|enabled|disabled|active|showing|"
                rf"switched "
                rf"(?:on|off)|turned (?:on|off)){_NOW}",
                rf"(?:are|do) (?:there|i|we|you) (?:have |got )?(?:any )?(?:subtitles|captions){_NOW}(?: (?:on|here|"
                rf"for "
                r"this|turned on|switched on))?",
                rf"have (?:i|we|you) got (?:the )?(?:subtitles|captions) on{_NOW}",
            ],
            "fullscreen": [
                rf"{_IS} (?:it|this|we|the (?:picture|tv|video)) {_HERE}(?:in |on )?full ?screen(?: mode)?{_NOW}",
                rf"is (?:the )?full ?screen(?: mode)? {_HERE}(?:on|off|active|enabled){_NOW}",
            ],
            "sleep": [
                rf"{_IS} {_OURS}(?:sleep ?timers?|off timer|timer) {_HERE}(?:on|off|set|running|active|going|ticking|"
                rf"switched on){_NOW}",
                rf"(?:is there|do (?:i|we) have|have (?:i|we) got|did (?:i|we|you) set|have (?:i|we|you) set) "
                rf"(?:a|the|any) (?:sleep ?)?timer(?: (?:set|on|running|going))?{_NOW}",
                rf"how (?:long|much|much time|many minutes) (?:is |are |has |have )?(?:left |remaining |"
                rf"to go )?(?:is |are )?"
                rf"(?:on|in|of|has|does|until|till|before) (?:the |my )?(?:sleep ?timer|timer|it (?:turns|switches|"
                rf"goes) "
                rf"(?:itself )?off|the (?:tv|telly) (?:turns|switches|goes) (?:itself )?off)(?: (?:got|have))?"
                rf"(?: left| remaining| to go| got left)?{_NOW}",
                rf"when (?:does|will|is|do) (?:the (?:tv|telly|television|timer|sleep timer|programme)|it|this|you) "
                rf"(?:turn|switch|go|going to turn|going to switch|stop|shut)(?: itself)?(?: off| down)?{_NOW}",
                r"(?!will you )(?:will|does|is|are|do) (?:it|this|you|the (?:tv|telly|television|"
                r"box)) (?:going to |gonna )?(?:turn|"
                r"switch|go|shut|turning|switching|going)(?: (?:it|your)self)? (?:off|down)(?: (?:by itself|"
                r"automatically|by|after|around|at night|tonight))* (?:at|in|after|by|around) (?:\S+ ){0,3}\S+",
                r"(?:it|the (?:tv|telly|television|box)) (?:goes|turns itself|switches itself|turns|"
                r"switches) off (?:at|in|"
                r"after|by|around) (?:\S+ ){0,3}\S+",
                r"is (?:the |my )?(?:sleep )?timer (?:set|on) (?:for|to|at) (?:\S+ ){0,3}\S+",
                rf"what(?:s| is) the (?:sleep )?timer(?: (?:set to|on|at|set for))?{_NOW}",
                rf"will (?:it|the (?:tv|telly)) (?:turn|switch|go)(?: itself)? off(?: by itself| on its own|"
                rf" automatically)?"
                rf"{_NOW}",
            ],
            "commentary": [
                rf"is (?:the |your )?(?:commentary|companion(?: mode)?|commenting) {_HERE}(?:on|off|active){_NOW}",
                rf"are you {_HERE}(?:commenting|watching with (?:me|us)|watching along|going to comment){_NOW}",
            ],
            "speed": [
                rf"(?:whats|what is|what) (?:the )?(?:speed|playback speed|playback rate)(?: (?:is (?:it|"
                rf"this)(?: (?:on|at|"
                rf"playing at))?|are we (?:on|at)))?{_NOW}",
                rf"(?:at )?what speed (?:is|are) (?:it|this|we)(?: (?:playing|running|on|at|watching))*{_NOW}",
                rf"how fast is (?:it|this) (?:playing|running|going){_NOW}",
                rf"is (?:it|this) {_HERE}(?:playing |running |going )?(?:at |in |on )?(?:normal speed|double speed|"
                rf"slow "
                rf"motion|half speed|too fast|sped up|speeded up){_NOW}",
            ],
            "quality": [
                rf"(?:whats|what is|what) (?:the )?(?:picture |video |image |current )?(?:quality|resolution)"
                rf"(?: (?:is (?:it|this)(?: (?:in|on|at))?|are we (?:watching|getting)(?: in| at)?))?{_NOW}",
                rf"(?:in )?what (?:quality|resolution) (?:is|are) (?:it|this|we|the picture)(?: \S+)?(?: in|"
                rf" at)?{_NOW}",
                rf"is (?:it|this|the picture|this channel) {_HERE}(?:in )?(?:hd|high definition|4k|full hd|uhd|"
                rf"ultra hd)"
                rf"{_NOW}",
            ],
            "pip": [rf"is (?:the )?(?:picture in picture|pip)(?: mode)? {_HERE}(?:on|off|active|enabled){_NOW}"],
            "audio": [
                rf"(?:whats|what is|what|which) (?:the )?(?:audio |spoken )?language (?:is (?:it|this|the (?:audio|"
                rf"sound|"
                rf"film|programme))|are (?:they|we)|is being spoken|is on)(?: (?:in|speaking|spoken|watching|"
                rf"set to))*{_NOW}",
                rf"is (?:this|it|the film|the audio) (?:in the original(?: language)?|dubbed){_NOW}",
                rf"is (?:the )?audio description {_HERE}(?:on|off|active){_NOW}",
            ],
            "reminded": [
                rf"(?:is|are) (?:my |the |that |our )(?:\S+ )?reminders? {_HERE}(?:set|on|active|there|saved){_NOW}",
                rf"(?:did|have) (?:you|i|we) (?:already )?(?:set|add|added|make|made|save|saved) (?:the|my|a|that|any) "
                rf"(?:\S+ )?reminders?{_NOW}",
                rf"(?:do|have) (?:i|we|you) (?:have |got )?(?:a|any) reminders?(?: set| coming up| left| today|"
                rf" tonight)?"
                rf"{_NOW}",
                rf"(?:are|is) there (?:a|any) reminders?(?: set| coming up| for me)?{_NOW}",
                rf"how many reminders (?:do (?:i|we) have|have (?:i|we) got|are (?:there|set))(?: set| left|"
                rf" coming up)?{_NOW}",
                rf"when (?:will|do|are) you (?:going to )?(?:remind|reminding) (?:me|us)(?: next)?{_NOW}",
                rf"what (?:did i ask you to remind me|are you (?:going to )?remind(?:ing)? me|"
                rf"will you remind me) (?:of|about)"
                rf"{_NOW}",
                rf"whats my next reminder{_NOW}|when is my next reminder{_NOW}",
            ],
            "recording": [
                rf"(?:is|are) (?:the (?:tv|telly|television|box|programme|show|film|match|channel|recorder)|lumen|"
                rf"we|it|this|"
                rf"that|you|anything|something|prism) {_HERE}(?:being )?(?:recording|recorded|taping|taped)"
                rf"(?: (?:anything|something|this|it|that))?{_NOW}",
                rf"(?:am|are) (?:i|we|you) {_HERE}(?:recording|taping)(?: (?:anything|something|this|it|that|"
                rf"now))*{_NOW}",
                rf"(?:is|are) (?:there )?(?:a|any|the|my) recordings? {_HERE}(?:running|on|going(?: on)?|"
                rf"in progress|active)"
                rf"{_NOW}",
                rf"what (?:am i|are we|are you|is (?:it|the tv|prism)) recording{_NOW}|"
                rf"whats (?:being )?record(?:ing|ed){_NOW}",
                rf"(?:why is|whys|why are|why did) (?:it|this|the (?:tv|telly|television|box)|prism|you) {_HERE}"
                rf"(?:recording|taping|stop recording|start recording)(?: (?:this|that|it|anything))?{_NOW}",
                rf"(?:has|have|did|is) (?:it|the (?:tv|telly|television|box)|prism|"
                rf"you) {_HERE}(?:just )?(?:stop|stopped|"
                rf"finish|finished|start|started) (?:recording|taping)(?: (?:it|this|that))?{_NOW}",
                rf"(?:the|my|our) recording (?:has |just |has just )?(?:stopped|ended|finished|started|failed){_NOW}",
                rf"(?:did|has) (?:the |my )?recording (?:start|started|stop|stopped|finish|finished|work|worked|end|"
                rf"ended){_NOW}",
            ],
            "planned": [
                rf"what (?:will|are) (?:you|we|i) (?:be )?(?:going to )?record(?:ing)? (?:tonight|later|tomorrow|"
                rf"next|this "
                rf"week|today){_NOW}",
                rf"(?:what|which) recordings are (?:planned|scheduled|coming up|set){_NOW}|what(?:s|"
                rf" is) (?:scheduled|set|"
                rf"planned) to (?:be )?record(?:ed)?{_NOW}|whats going to be recorded(?: tonight| later)?{_NOW}",
                rf"(?:are|is) (?:there )?any(?:thing)? (?:recordings )?(?:scheduled|planned|set to record){_NOW}",
            ],
            "recordings": [
                rf"how many (?:recordings|recorded (?:shows|programmes|films|things)) (?:do (?:i|we|you) have|"
                rf"have (?:i|we|you)"
                rf"(?: got)?|are there)(?: (?:saved|left|stored|in total|altogether))?{_NOW}",
                rf"how many (?:things|shows|programmes|films|episodes) (?:have|did) (?:i|we|you) (?:recorded|"
                rf"record){_NOW}",
                rf"(?:have|did) (?:i|we|you) (?:recorded|record) (?:anything|something){_NOW}",
            ],
            "recorded": [
                r"when (?:did|have) (?:i|we|you) (?:record|recorded|tape) {what}",
                r"when was {what} (?:recorded|taped)",
                r"(?:did|have) (?:i|we|you) (?:already |ever )?(?:record|recorded|tape|taped) (?!any|some|this |it |"
                r"that )"
                r"{what}(?: (?:already|yet))?",
                r"do (?:i|we|you) have (?:a|the|any) recordings? of {what}",
                r"(?:has|did|have) (?!it |this |that |you |i |we |he |she |they )(?:the )?{what} (?:already |been |"
                r"get |"
                r"got |being )*(?:record|recorded|tape|taped)(?: (?:properly|okay|ok|alright|all right|yet|already|in "
                r"full))*",
                r"(?:was|were) (?!it |this |that |you |i |we )(?:the )?{what} (?:recorded|taped)(?: (?:last night|"
                r"yesterday|properly|ok|okay|alright|at all|in full))*",
                r"(?:did|have) (?:i|we|you) (?:manage to (?:record|tape|get)|remember to (?:record|tape)) {what}",
                r"were (?:you|we) able to (?:record|tape) {what}",
                r"is there a recording of {what}",
            ],
            "space": [
                rf"how much (?:space|room|storage|disk space|memory) (?:is|do (?:i|we) have|have (?:i|we) got|is there)"
                rf"(?: left| free| available| for recordings)*{_NOW}",
                rf"is (?:there|the disk) (?:enough |any )?(?:space|room|full)(?: left| for recordings| free)*{_NOW}",
            ],
            "subject": [
                r"(?:(?:is|are) there|do you have|have you got|any chance of) (?:(?:a|an|any|some|anything|"
                r"something|good) )*"
                r"(?:(?:film|movie|show|programme|program|documentary|series)s? |documentaries )?(?:on |today |"
                r"tonight )*"
                r"about {what}(?: (?:on|tonight|today|on tv|on telly|later|this week|now))*",
                r"(?:is|are) there (?:a|any) (?:film|movie|show|programme|documentary|series)s? (?:with|on with|"
                r"featuring|"
                r"starring) {what}(?: (?:on|tonight|today|on tv|later|this week|now))*",
            ],
        },
    }
)  # fmt: skip
