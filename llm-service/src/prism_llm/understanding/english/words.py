"""English politeness, joiners, and fragments of templates."""

HESITATIONS = frozenset("um uh er erm umm uhm hmm hm ah eh please pls kindly".split())
OPENINGS = (
    "[(hey|hi|hello|ok|okay|yo|so|right|hiya)] (lumen|luman|lumin|loomen|prism)",
    "(ok|okay|oh|well|so|right|alright|now|hey|actually|just|quickly|then|also|and|yeah|yes)",
    "maybe (you could|we could|we should|try)",
    "(could|can|would|will) (you|ya|u) [(just|quickly|maybe|possibly|also)] [(go ahead and|like to)]",
    "(could|can|may|shall|should) (we|i) [just]",
    "(i|we) (want|need) [you] to [just]",
    "(i|we) (wanna|gotta)",
    "(id|i would|wed|we would) (like|love|prefer) [you] to",
    "(i|we) feel like",
    "(lets|let us) [just]",
    "let me",
    "go ahead and",
    "(id|i would) (appreciate it if|be glad if) you (could|would)",
    "(do|would) you mind",
    "be (so kind|a dear) [and]",
    "try to",
    "(use|open|launch|start|go to|using|from|on) [the] [(service|app)] <service> [(app|music app)] [(to|and|and then)]",
    "[(the|my|our)] (baby|kids|children|kid|mum|mom|dad|mother|father|wife|husband|everyone|everybody|girls|boys|"
    "mums|moms|dads|babys) [(is|are)] (asleep|sleeping|in bed)",
    "for (me|us)",
)
CLOSINGS = (
    "(thanks|thank you|cheers|ta) [(lumen|very much|so much|a lot|mate)]",
    "(lumen|ok|okay|alright|then|mate|darling|dear|love|buddy|man)",
    "for (me|us)",
    "(right now|right away|immediately|at once|quickly|already|straight away|asap|now|real quick)",
    "(will|would|could|can) you",
    "if you (can|could|would|dont mind|like)",
    "while you are at it",
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
TYPICAL = frozenset(
    "the is what whats are you i of to and it my on me do how can would please that this with for".split()
)

FRAGMENTS = {
    "it": "(it|this|that|this one|that one|[(the|this|that|my|our)] "
    "(movie|film|video|show|programme|program|episode|picture|stream|playback|player|tv|telly|television|"
    "audiobook|audio book|"
    "broadcast|match|game|song|music|track|radio|podcast|series|channel|broadcast|audio))",
    "tv": "[(the|my|this|that)] (tv|telly|television|player|screen|box)",
    "sound": "[(the|my|this|that|tv|tvs)] [(tv|telly|movie|film|programme|audio|speaker|speakers|music|radio|"
    "media|music player|media player)] "
    "(sound|volume|audio|it|noise|racket|tv|telly|television|music|speakers|speaker|radio|this|that|things|levels) "
    "[(of|on) [(the|this|my|all)] (music|tv|telly|television|song|track|movie|film|show|speakers|speaker|radio|player|"
    "music player|media player|programme)]",
    "volume": "[(the|my|this|your)] [(tv|telly|movie|film|audio|sound|speaker|master|media|music player|media "
    "player|speakers|"
    "music|radio)] "
    "(volume|sound|sound level|volume level|audio|audio level|speaker|speakers) "
    "[(of|on|for|in) [(the|this|my|all)] (music|tv|telly|television|song|track|movie|film|show|speakers|speaker|radio|"
    "player|music player|media player|programme)]",
    "bit": "(a bit|a little|a little bit|slightly|a touch|a tad|a notch|just a bit|a wee bit|a smidge|some|one notch)",
    "lot": "(a lot|much|way|far|a whole lot|significantly|considerably|loads|lots|really|very)",
    "subs": "[(the|some|my)] (subtitles|subtitle|captions|closed captions|closed captioning|"
    "captioning|subs|cc|caption)",
    "on": "(on|enable|enabled|activate|activated)",
    "off": "(off|disable|disabled|away)",
    "turn": "(turn|switch|put|set|flip|get)",
    "open": "(open|open up|show|show me|show us|go to|take me to|bring up|pull up|display|see|view|"
    "navigate to|"
    "go into|jump to|give me|call up|check|look at|browse|have a look at|go back to)",
    "reminder": "[(the|my|that|a)] (reminder|reminders|alert)",
    "timer": "[(the|my|that)] (sleep timer|timer|shutdown|sleep|auto off)",
    "whats": "(whats|what is|what s|wats)",
    "here": "[(on|at)] [(the|my|this|that)] (tv|telly|television|screen|channel|moment|box)",
    "kind": "(movie|movies|film|films|show|shows|series|programme|channel|station|stations|music|song)",
    "aired": "(episode|episodes|on tv|on the tv|on the telly|trailer|the movie|the film|the series|"
    "the show|movie|film|series|match|game)",
    "service": "(youtube|you tube|spotify|netflix|deezer|itunes|pandora|google music|google play|last fm|lastfm|"
    "soundcloud|groove shark|grooveshark|slacker|vimeo|zvooq|iheart|iheart radio|iheartradio|apple music|hulu|"
    "amazon music|amazon prime|tidal|sirius|sirius xm)",
    "moment": "(now|right now|at the moment|currently|at present|just now)",
}
