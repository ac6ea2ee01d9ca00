"""English words: politeness, fragments of templates, and the values of typed slots."""

import re
from collections.abc import Iterable, Mapping

from prism_core.commands import SlotValue
from prism_llm.understanding import numbers
from prism_llm.understanding.durations import ENGLISH as DURATIONS
from prism_llm.understanding.durations import number_pattern
from prism_llm.understanding.grammar import SlotType
from prism_llm.understanding.tongues import ENGLISH_NAMES

HESITATIONS = frozenset("um uh er erm umm uhm hmm hm ah eh please pls kindly".split())
OPENINGS = (
    "[(hey|hi|hello|ok|okay|yo|so|right|hiya)] (lumen|luman|lumin|loomen|prism)",
    "(ok|okay|oh|well|so|right|alright|now|hey|actually|just|quickly|then|also|and|maybe|yeah|yes)",
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
    "thanks",
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
    "and [(then|also|please|after that)]", "then [also]", "after that", "afterwards", "and after that", "also",
    "but [first|also|then]", "plus",
)  # fmt: skip
TYPICAL = frozenset(
    "the is what whats are you i of to and it my on me do how can would please that this with for".split()
)

FRAGMENTS = {
    "it": "(it|this|that|this one|that one|[(the|this|that|my|our)] "
    "(movie|film|video|show|programme|program|episode|picture|stream|playback|player|tv|telly|television|"
    "broadcast|match|game|song|music|track|radio|podcast|series|channel|broadcast|audio))",
    "tv": "[(the|my|this|that)] (tv|telly|television|player|screen|box)",
    "sound": "[(the|my|this|tv|tvs)] [(tv|telly|movie|film|programme|audio|speaker|speakers|music|radio)] "
    "(sound|volume|audio|it|noise|tv|telly|television|music|speakers|speaker|radio|this|that|things|levels)",
    "volume": "[(the|my|this|your)] [(tv|telly|movie|film|audio|sound|speaker|master|media|speakers|music|radio)] "
    "(volume|sound|sound level|volume level|audio|audio level|speaker|speakers)",
    "bit": "(a bit|a little|a little bit|slightly|a touch|a tad|a notch|just a bit|a wee bit|a smidge|some|one notch)",
    "lot": "(a lot|much|way|far|a whole lot|significantly|considerably|loads|lots|really|very)",
    "subs": "[(the|some|my)] (subtitles|subtitle|captions|closed captions|closed captioning|captioning|subs|cc|caption)",
    "on": "(on|enable|enabled|activate|activated)",
    "off": "(off|disable|disabled|away)",
    "turn": "(turn|switch|put|set|flip|get)",
    "open": "(open|open up|show|show me|show us|go to|take me to|bring up|pull up|display|see|view|navigate to|"
    "go into|jump to|give me|call up|check|look at|browse|have a look at|go back to)",
    "reminder": "[(the|my|that|a)] (reminder|reminders|alert)",
    "timer": "[(the|my|that)] (sleep timer|timer|shutdown|sleep|auto off)",
    "whats": "(whats|what is|what s|wats)",
    "here": "[(on|at)] [(the|my|this|that)] (tv|telly|television|screen|channel|moment|box)",
    "kind": "(movie|movies|film|films|show|shows|series|programme|channel|station|stations|music|song)",
    "aired": "(episode|episodes|on tv|on the tv|on the telly|trailer|the movie|the film|the series|the show|movie|film|series|match|game)",
    "moment": "(now|right now|at the moment|currently|at present|just now)",
}

GENRES = (
    "action adventure anime animated animation arts baseball basketball biography blues boxing cartoon cartoons "
    "chess chill classical comedies comedy cooking country cricket crime cycling dance darts detective "
    "disco documentaries documentary drama dramas educational electronic exciting fantasy folk football funny "
    "golf gospel hilarious hockey horror house indie interesting jazz kids latin light metal musicals musical mystery "
    "nature opera pop punk quiz rap reggae relaxing rock romance romantic rugby sad scary skiing snooker soccer "
    "soul tennis techno thriller thrillers travel trance true-crime upbeat uplifting volleyball war western "
    "westerns wildlife wrestling history historical science cheerful happy calm calming soothing silly gripping "
    "family children f1 motorsport racing swing ambient"
).split()
LONG_GENRES = (
    "science fiction", "sci fi", "true crime", "hip hop", "hip-hop", "feel good", "formula one", "formula 1",
    "drum and bass", "r and b", "reality tv", "reality", "stand up", "stand up comedy", "talk shows",
    "talk show", "game shows", "game show", "soap operas", "late night", "easy listening", "lo fi", "film noir",
    "super hero", "superhero", "martial arts", "american football", "ice hockey", "motor sport", "heavy metal",
    "old school", "rom com", "romantic comedy", "romantic comedies",
)  # fmt: skip
KINDS: Mapping[str, str] = {
    **dict.fromkeys(("movie", "movies", "film", "films", "flick"), "movie"),
    **dict.fromkeys(("series", "show", "shows", "tv show", "tv series", "tv shows", "sitcom", "box set"), "series"),
    **dict.fromkeys(("sport", "sports", "live sport", "live sports"), "sport"),
    **dict.fromkeys(("news", "headlines", "the news", "news channel"), "news"),
    **dict.fromkeys(("music", "songs", "song", "tunes", "tune", "tracks", "track", "music videos"), "music"),
    **dict.fromkeys(("radio", "radio station", "radio stations", "station"), "radio"),
    **dict.fromkeys(("podcast", "podcasts"), "podcast"),
}
PAGES: Mapping[str, str] = {
    **dict.fromkeys(("live", "live tv", "live channels", "channels", "channel list", "tv channels"), "live"),
    **dict.fromkeys(("favourites", "favorites", "favourite channels", "favorite channels", "favs"), "favourites"),
    **dict.fromkeys(("search", "search page", "search screen"), "search"),
    **dict.fromkeys(("radio", "radio page", "radio stations", "radio list"), "radio"),
    **dict.fromkeys(("movies", "movie page", "films", "movie library", "movies page", "film list"), "movies"),
    **dict.fromkeys(("recordings", "recorded shows", "recorded programmes", "dvr"), "recordings"),
    **dict.fromkeys(("settings", "options", "preferences", "setup", "configuration", "settings page"), "settings"),
    **dict.fromkeys(("home", "home screen", "home page", "main menu", "start page", "main page", "menu"), "home"),
}
ORDINALS: Mapping[str, int] = {
    **{word: i for i, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 1)},
    **{f"{i}{'th' if i > 3 else ('st', 'nd', 'rd')[i - 1]}": i for i in range(1, 13)},
    "last": -1, "bottom": -1, "final": -1, "top": 1,
}  # fmt: skip
GESTURES: Mapping[str, str] = {
    **dict.fromkeys(("thumbs up", "a thumbs up", "thumb up"), "thumbs_up"),
    **dict.fromkeys(("shrug", "a shrug"), "shrug"),
    **dict.fromkeys(("cheer", "a cheer"), "cheer"),
    **dict.fromkeys(("clap", "a clap", "applaud", "a round of applause", "applause", "clap your hands"), "clap"),
    **dict.fromkeys(("lean in", "lean forward", "come closer"), "lean_in"),
    **dict.fromkeys(("step back", "look surprised", "act surprised"), "surprised_step_back"),
    **dict.fromkeys(("wave", "a wave", "wave at me", "wave your hand"), "wave"),
    **dict.fromkeys(("nod", "a nod"), "nod"),
    **dict.fromkeys(("bow", "a bow"), "bow"),
    **dict.fromkeys(("dance", "a dance", "a little dance"), "dance"),
    **dict.fromkeys(("smile", "a smile"), "smile"),
    **dict.fromkeys(("wink", "a wink"), "wink"),
}


def lexicon(values: Mapping[str, SlotValue]) -> SlotType:
    """A slot of fixed words with a value each."""
    return SlotType(either(values), lambda text: values.get(text))


def words(phrases: Iterable[str]) -> SlotType:
    """A slot of fixed words, kept as said."""
    return SlotType(either(phrases), lambda text: text, kept=True)


def either(phrases: Iterable[str]) -> str:
    """An expression for any of `phrases`, the longest first, with the space after it."""
    ordered = sorted(phrases, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(phrase) for phrase in ordered) + ") "


def _percent(text: str) -> SlotValue | None:
    value = numbers.parse(text.removesuffix("percent"))
    return None if value is None else min(100, value)


def _whole(text: str) -> SlotValue | None:
    value = numbers.parse(text)
    return int(value) if value is not None and value == int(value) else None


def _fraction(text: str) -> SlotValue | None:
    value = numbers.parse(text.removesuffix("percent"))
    return value / 100 if value is not None and value <= 100 else None


def _height(text: str) -> SlotValue | None:
    """Lines of a picture's height: "720", "ten eighty", "4 k"."""
    if text in HEIGHTS:
        return HEIGHTS[text]
    value = numbers.parse(text)
    return int(value) if value in (144, 240, 360, 480, 540, 576, 720, 1080, 1440, 2160, 4320) else None


def _without_at(text: str) -> str:
    return text.removeprefix("at ").removeprefix("for ")


HEIGHTS: Mapping[str, int] = {
    "4 k": 2160, "four k": 2160, "uhd": 2160, "ultra hd": 2160, "full hd": 1080, "hd": 720, "high definition": 720,
    "sd": 480, "standard definition": 480, "8 k": 4320,
}  # fmt: skip
_NUMBER = number_pattern(numbers.ENGLISH)
_DAY = "(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday) "
_TIME = (
    rf"(?:(?:(?:half|quarter|a quarter|{_NUMBER}(?:minutes )?)(?:past |to |after |before ))?{_NUMBER}"
    r"(?:o clock |oclock )?(?:am |pm |a m |p m )?|\d+:\d\d (?:am |pm )?|noon |midnight |midday |lunchtime |dinner time )"
    r"(?:in the (?:morning|afternoon|evening) |at night |tonight |today |tomorrow |this evening |sharp )?"
)
_DATE = (
    rf"(?:tonight |today |tomorrow (?:morning |afternoon |evening |night )?|(?:on )?{_DAY}(?:morning |afternoon |evening |night )?"
    rf"|this (?:morning |afternoon |evening |weekend |week |{_DAY})|next (?:week |{_DAY})|(?:on |at )?the weekend "
    r"|later (?:today |tonight |on )?|(?:in|for) the (?:morning |evening |afternoon )|prime time |all day |at prime time )"
)
_SPAN = DURATIONS.pattern()
_WHEN = (
    rf"(?:(?:for |from )?{_DATE}(?:at |around |after |from )?(?:{_TIME})?|(?:at |around |about |after |before |from |by |for ){_TIME}"
    rf"(?:on {_DAY}|{_DATE})?|in {_SPAN}|{_SPAN}from now )"
)
_BRAND_PHRASES = (
    "national geographic",
    "nat geo",
    "nat geo wild",
    "al jazeera",
    "france 24",
    "france two",
    "france 2",
    "france 3",
    "france info",
    "cartoon network",
    "comedy central",
    "animal planet",
    "food network",
    "discovery channel",
    "history channel",
    "disney channel",
    "disney junior",
    "film 4",
    "film four",
    "das erste",
    "pro sieben",
    "sat 1",
    "kabel eins",
    "rai uno",
    "canal plus",
    "la sexta",
    "antena 3",
    "antena tres",
    "la siete",
    "la una",
    "red bull tv",
    "bein sports",
    "star plus",
    "prism beat",
    "prism stories",
    "prism clock",
    "sony tv",
    "zee tv",
    "radio one",
    "radio 1",
    "radio two",
    "radio 2",
    "radio three",
    "radio 3",
    "radio four",
    "radio 4",
    "radio five live",
    "radio 5 live",
    "radio six",
    "radio 6",
    "classic fm",
    "heart fm",
    "capital fm",
    "virgin radio",
    "absolute radio",
    "talksport",
    "talk sport",
    "fashion tv",
    "nasa tv",
    "sky news",
    "tele 5",
    "super rtl",
    "n tv",
    "welt",
    "3 sat",
    "red button",
    "planet rock",
    "kiss fm",
    "world service",
    "the cw",
    "fox news",
    "cbs news",
    "nbc news",
    "abc news",
    "usa network",
    "paramount network",
    "global news",
    "star movies",
    "quest red",
    "cbeebies",
    "cbbc",
    "e4",
    "more4",
    "e 4",
    "more 4",
)
_BRAND_HEADS = (
    "bbc",
    "itv",
    "cnn",
    "fox",
    "espn",
    "hbo",
    "nbc",
    "abc",
    "cbs",
    "pbs",
    "sky",
    "eurosport",
    "mtv",
    "dw",
    "euronews",
    "cnbc",
    "msnbc",
    "bloomberg",
    "nickelodeon",
    "hgtv",
    "tnt",
    "amc",
    "syfy",
    "ard",
    "zdf",
    "rtl",
    "arte",
    "tf1",
    "m6",
    "rai",
    "canale",
    "telecinco",
    "tve",
    "nhk",
    "trt",
    "tvp",
    "npo",
    "svt",
    "nrk",
    "tv2",
    "rte",
    "dazn",
    "univision",
    "telemundo",
    "cbc",
    "ctv",
    "b b c",
    "c n n",
    "i t v",
    "h b o",
    "e s p n",
    "m t v",
    "n b c",
)
_TAILS = (
    "one two three four five six seven 1 2 3 4 5 6 7 8 9 10 24 news sport sports hd world radio live uk us usa international "
    "kids family premier league main event extra plus business asia africa america europe deutschland parliament scotland "
    "wales alba arabic persian hausa somali turkish max hits rocks max cinema movies atlantic arts comedy crime nature "
    "history mix witness documentaries f1 football cricket golf racing arena action box office x junior cinemax signature "
    "comedy zone español deportes neo info gold classic 80s 90s club fm service network channel channels uhd 4k k tv"
)
_BRAND = (
    either(_BRAND_PHRASES)
    + f"(?:{either(sorted(set(_TAILS.split())))}){{0,2}}|"
    + either(_BRAND_HEADS)
    + f"(?:{either(sorted(set(_TAILS.split())))}){{0,3}}"
)
THEMES = (
    "dark",
    "light",
    "bright",
    "retro",
    "retro arcade",
    "arcade",
    "neon",
    "minimal",
    "minimalist",
    "high contrast",
    "cyberpunk",
    "pastel",
    "night",
    "day",
    "black",
    "white",
    "classic",
    "default",
    "midnight",
    "ocean",
    "forest",
    "sunset",
    "cinema",
    "cosy",
    "cozy",
    "vintage",
    "futuristic",
    "8 bit",
    "eighties",
    "christmas",
    "halloween",
    "colourful",
    "colorful",
    "monochrome",
    "warm",
    "cool",
    "solarized",
    "purple",
    "blue",
    "red",
    "green",
    "pink",
    "orange",
    "glass",
    "normal",
)
PEOPLE = (
    "anna mum dad mom mama papa tom ben lisa max paul emma leo mia kids children guest guests grandma grandpa".split()
)
DOOMED: Mapping[str, str] = {
    **dict.fromkeys(("recording", "recordings", "recorded programme", "recorded show"), "recording"),
    **dict.fromkeys(("playlist", "playlists"), "playlist"),
    **dict.fromkeys(("memory", "memories"), "memory"),
}
_LIVE = (
    rf"(?:live )?(?:{either(('football', 'sport', 'sports', 'tennis', 'cricket', 'rugby', 'news', 'golf', 'boxing', 'basketball', 'music', 'concerts', 'tv', 'hockey', 'baseball', 'racing', 'snooker', 'darts', 'formula one', 'soccer', 'matches', 'games', 'football matches', 'football games', 'radio'))})"
    r"(?:live |on tv |on now |tonight |today |matches |games )?"
)
TYPES: dict[str, SlotType] = {
    "num": SlotType(_NUMBER, numbers.parse),
    "int": SlotType(_NUMBER, _whole),
    "percent": SlotType(f"{_NUMBER}(?:percent )?", _percent),
    "share": SlotType(f"{_NUMBER}percent ", _fraction),
    "dur": SlotType(DURATIONS.pattern(), DURATIONS.seconds),
    "lang": lexicon(ENGLISH_NAMES),
    "page": lexicon(PAGES),
    "kind": lexicon(KINDS),
    "genre": words((*GENRES, *LONG_GENRES)),
    "ordinal": lexicon(ORDINALS),
    "gesture": lexicon(GESTURES),
    "height": SlotType(rf"(?:{either(HEIGHTS)}|{_NUMBER})", _height),
    "when": SlotType(_WHEN, _without_at, kept=True),
    "time": SlotType(_TIME, lambda text: text, kept=True),
    "brand": SlotType(f"(?:{_BRAND})", lambda text: text, kept=True),
    "number": SlotType(_NUMBER, lambda text: text if _whole(text) is not None else None, kept=True),
    "theme": words(THEMES),
    "person": words(PEOPLE),
    "doomed": lexicon(DOOMED),
    "live": SlotType(_LIVE, lambda text: text, kept=True),
    "liveg": SlotType(f"(?:live )?{either((*GENRES, *LONG_GENRES))}(?:{either(KINDS)})?", lambda text: text, kept=True),
    "tellable": SlotType(
        rf"(?:(?:{either((*GENRES, *LONG_GENRES))})?{either(KINDS)}(?:with|by|starring|from|about) (?:\S+ ){{1,5}}"
        r"|the (?:latest|newest|next|last|first) (?:episode|season) of (?:\S+ ){1,6}"
        r"|(?:season|episode) \S+ (?:episode \S+ )?of (?:\S+ ){1,6})",
        lambda text: text,
        kept=True,
    ),
}
