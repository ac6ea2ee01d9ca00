"""English: what is to stay as it is."""

from prism_llm.understanding.staying import Staying

_THE = "(?:(?:the|my|our|this|that) )?"
_OFF = (
    "(?:dont|do not|never|you dont have to|you dont need to|you neednt|no need to|you needent) (?:you )?"
    "(?:turn|switch|shut|power) (?:(?:it|this|that|yourself|the (?:tv|telly|television)) off|off(?: the (?:tv|telly|"
    "television))?)"
)
_OVER = (
    "(?:until|till|before) (?:it|its|it is|this|that|(?:the|this|my|our) (?:film|movie|match|game|programme|show|"
    "episode|news)s?)(?: is| has|s)? (?:finished|over|done|ended|ends|finishes|at an end)"
)

STAYING = Staying.of(
    {
        "things": [
            f"{_THE}(?:sleep ?timer|sleep timer|timer|sound|audio|volume|subtitles?|captions|subs|picture|telly|tv|"
            "television|recording|commentary)"
        ],
        "joins": ["but|and|though|just|only|please but"],
        "manners": ["please|lumen|thanks|thank you|for now|for me|mate|love|then"],
        "stays": [
            "(?:leave|keep)(?: me)? {things}(?: (?:on|running|going|as (?:it|they) (?:is|are)|there|where it is|alone|"
            "like that|that way))*",
            "(?:dont|do not) (?:touch|cancel|change|remove) (?:{things})",
            "(?:leave|keep) (?:it|them|those|these) (?:on|off|running|there|up|that way|like that)(?: now)?",
            "(?:leave|keep) (?:it|them|everything) (?:as|where|how|the way|like) (?:it|they) (?:is|are)(?: now)?",
        ],
        "nots": [
            "not {things}",
            "(?:not|without|skip|leave out|cut(?: out)?) (?:the |any )?(?:adverts?|ads|ad breaks?|breaks|commercials|"
            "trailers)",
            r"(?:dont|do not|never) (?:you )?(?:pause|mute|unmute|stop|turn|switch|skip|change|close|touch|start|"
            r"delete|cancel|rewind|restart|play|fast forward|go back|leave|lose)(?: \S+){0,4}?",
        ],
        "mildly": ["not (?:too|so|that|very) much|not (?:by )?(?:a lot|much)|not too (?:loud|quiet|high|low|far)"],
        "all_but": [
            r"(?:turn|switch|shut|stop|mute|silence|close|take|end|kill) (?:\S+ ){0,2}?(?:everything|everyone|"
            r"everybody|all(?! (?:the )?(?:way|right))|every)(?: \S+){0,4}? (?:but|except|bar|apart from|other than|"
            r"besides|save)(?: for| not)?(?= \S)"
        ],
        "spurns": ["not|anything but not"],
        "not_yet": [
            f"{_OFF} (?:yet|just yet|right now|now|until .{{1,40}}|till .{{1,40}}|before .{{1,40}})",
            "(?:did|has|have|was|is|does|will|why|when) (?:[^ ]+ )?(?:my |the )?sleep ?timer(?: [^ ]+){1,7}",
            "(?:cancel|stop|clear|remove|delete|disable|end) (?:the |my )?(?:sleep ?timer|timer) "
            "(?:in|after) (?!the |my |favou?r).{1,30}",
            "(?:skip|pass) (?:it|this|that|this one|that one) in (?:[^ ]+ ){1,3}?(?:seconds?|minutes?|hours?)",
            "(?:make|set|extend) (?:the |my )?sleep ?timer (?:a (?:bit|little) )?(?:longer|later)",
            "(?:you dont have to|you dont need to|you neednt|(?:theres )?no need to) (?:turn|switch|shut) "
            "(?:(?:it|this|the (?:tv|telly|television)) off|off)",
        ],
        "to_the_end": [f"{_OFF} {_OVER}"],
        "wants": ["(?:make sure|check|see to it|ensure)(?: that)? (?:it|its|the sound|the tv)(?: is|s)? muted"],
        "unless": ["not|isnt|never|dont|un ?muted"],
    },
    "I can't leave one thing out of that. Tell me one by one what to do.",
)
