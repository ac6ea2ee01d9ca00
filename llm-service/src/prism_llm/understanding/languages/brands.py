"""Names of broadcasters, so that "BBC One" alone is a channel."""

import re

from prism_llm.understanding.template import either
from prism_llm.understanding.utterance import read

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
    "one two three four five six seven 1 2 3 4 5 6 7 8 9 10 24 news sport sports hd world "
    "radio live uk us usa international "
    "kids family premier league main event extra plus business asia africa america europe "
    "deutschland parliament scotland "
    "wales alba arabic persian hausa somali turkish max hits rocks max cinema movies "
    "atlantic arts comedy crime nature "
    "history mix witness documentaries f1 football cricket golf racing arena action box "
    "office x junior cinemax signature "
    "comedy zone espanol deportes neo info gold classic 80s 90s club fm service network "
    "channel channels uhd 4k k tv"
)
BRAND = (
    either(_BRAND_PHRASES)
    + f"(?:{either(sorted(set(_TAILS.split())))}){{0,2}}|"
    + either(_BRAND_HEADS)
    + f"(?:{either(sorted(set(_TAILS.split())))}){{0,3}}"
)
_WHOLE = re.compile(f"(?:the )?(?:{BRAND})")


def is_broadcaster(name: str) -> bool:
    """Whether `name` is a broadcaster's, with or without a number or a kind after it."""
    return _WHOLE.fullmatch(read(name).norm()) is not None
