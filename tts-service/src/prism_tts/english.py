"""Written English to English as it is said: abbreviations, channel names, addresses, and what the other tables know.

A list of rules applied in order; each replaces what it knows and leaves the rest. What no rule knows (rare
units, chemistry, long codes) is left to the engine.
"""

import re

from prism_tts.english_amounts import MEASURES, MONEY, NUMBER, RANGES, TELEPHONES
from prism_tts.english_calendar import DATES, TIMES
from prism_tts.english_numbers import cardinal, digits, number, ordinal, plural, year
from prism_tts.roman import in_figures, value_of
from prism_tts.rules import Match, Rule, any_of, rewritten, rule

_ABBREVIATIONS = {
    "Mr": "Mister", "Mrs": "Missus", "Ms": "Miz", "Dr": "Doctor", "Prof": "Professor", "St": "Saint", "Sgt": "Sergeant",
    "vs": "versus", "e.g": "for example", "i.e": "that is", "etc": "et cetera", "approx": "approximately",
    "feat": "featuring", "ft": "featuring", "Jr": "Junior", "Sr": "Senior", "Capt": "Captain", "Lt": "Lieutenant",
    "Gen": "General", "Col": "Colonel", "Maj": "Major", "Cmdr": "Commander", "Gov": "Governor", "Sen": "Senator",
    "Rep": "Representative", "Pres": "President", "Insp": "Inspector", "Supt": "Superintendent",
    "Rev": "Reverend", "Mt": "Mount", "Inc": "Incorporated", "Ltd": "Limited", "dept": "department",
}  # fmt: skip
_NUMBERED = {
    "no": "number", "ch": "channel", "ep": "episode", "eps": "episodes", "vol": "volume", "pt": "part", "p": "page",
    "pp": "pages", "fig": "figure", "figs": "figures", "op": "opus",
}  # fmt: skip
"""Abbreviations in front of a number."""
_SPOKEN_AS_WORDS = frozenset(
    {"NASA", "NATO", "UEFA", "FIFA", "LEGO", "IMAX", "ASAP", "UNICEF", "OPEC", "AIDS", "WADA", "DAZN", "NOW", "LIVE"}
    | {"DAVE", "GOLD", "FILM", "NEWS", "ONE", "TWO", "THE", "AND", "NEW", "ARTE", "FOX", "SYFY", "SPORT", "LOL", "OK"}
    | set("AN AS AT BE BY DO GO HE HI IF IN IS IT ME MY NO OF OH ON OR SO TO UP WE".split())
)
_SPELLED = frozenset(
    "BBC ITV ITVX ABC NBC CBS CNN HBO MTV ESPN PBS AMC TNT RTL ZDF ARD ORF RAI NHK UHD UTV UKTV ITN SABC RTÉ "
    "RTE TVE SBS CBC CTV IPTV EPG VOD OTT USA UAE USSR NYC FBI CIA DEA IRS NYPD LAPD UCLA MIT IMF ECB ICC IOC "
    "EU UN ESA ISS RSPCA NHL NBA NFL MLB AFL WNBA UFC WWE AEW MMA UCL AFC EFL EPL IPL ODI ATP WTA PGA PFA UCI "
    "IAAF ECHL IBM IMDB API URL USB LED OLED HDMI HEVC AAC CPU GPU AOL CEO CFO CTO VIP UFO OAP ATM AGM IOU "
    "SOS SUV MEP OBE CBE MBE ICU RAF SAS IRA DUP CSI SVU NCIS AHS DIY FAQ ETA TBA OMG OST MCU EMI EDM ELO OMD "
    "EST EDT CET CEST EET EEST IST AEST UTC UHF".split()
)
_REGNAL = re.compile(
    r"\b(?P<name>Henry|Elizabeth|Charles|George|Edward|Richard|William|James|Louis|Philip|Napoleon|Nicholas|Catherine|"
    r"Benedict|Francis|Leo|Pius|John Paul) (?P<numeral>[IVX]+)\b(?!['’.]\w)"
)
"""Rulers and popes are counted by ordinals: "Henry the Eighth"."""
_ENDS_OF_NAMES = "com|org|net|co|uk|tv|io|info|eu|ie|de|fr|es|it|us|gov|edu|fm|app|dev"
_SAID_AS_WORDS = frozenset({"com", "org", "net", "co", "info", "gov", "app", "dev", "me"})
_CAPITAL = "[A-ZÀ-ÖØ-Þ]"


def say_english(text: str) -> str:
    """`text` with everything that is not a word turned into words."""
    return rewritten(in_figures(_REGNAL.sub(_reign, text)), _RULES)


def _reign(match: Match) -> str:
    return f"{match['name']} the {ordinal(value_of(match['numeral']))}"


def _quality(match: Match) -> str:
    lines, rate = match["lines"], match["rate"]
    said = f"{cardinal(int(lines[:-2]))} {cardinal(int(lines[-2:])) if lines[-2:] != '00' else 'hundred'} p"
    return f"{said} {cardinal(int(rate))}" if rate else said


def _letters_and_digits(match: Match) -> str:
    name, figures = match["name"], match["figures"]
    spoken = name if len(name) > 1 and not name.isupper() else _acronym(name)
    return f"{spoken} {cardinal(int(figures)) if len(figures) < 3 else digits(figures)}"


def _several(match: Match) -> str:
    """More than one of an abbreviation: "S U V's"."""
    return f"{_acronym(match['letters'])}'s"


def _acronym(letters: str) -> str:
    if letters in _SPOKEN_AS_WORDS:
        return letters.capitalize()
    if letters in _SPELLED or len(letters) < 3 or not re.search("[AEIOUY]", letters):
        return " ".join(letters)
    return letters


def _site(match: Match) -> str:
    """A name on the net: "B B C dot co dot U K"."""
    return " dot ".join(_part_of_site(part) for part in match["host"].split("."))


def _part_of_site(part: str) -> str:
    spelled = part not in _SAID_AS_WORDS and (len(part) < 3 or not re.search("[aeiouy]", part))
    return " ".join(part.upper()) if spelled and part.isalpha() else part


_RULES: tuple[Rule, ...] = (
    rule(rf"\b(?P<host>(?:[a-z\d-]+\.)+(?:{_ENDS_OF_NAMES}))\b(?!\.\w)(?:/\S*[\w/])?", _site),
    *TELEPHONES,
    rule(
        r"\b[Ss](?P<season>\d{1,2})\s?[Ee](?P<episode>\d{1,3})\b",
        lambda m: f"season {cardinal(int(m['season']))}, episode {cardinal(int(m['episode']))}",
    ),
    rule(r"\b24/7\b", "twenty four seven"),
    rule(r"(?<![\w)])[-−](?=[\d.])", "minus "),
    rule(r"(?<![\d-])\d(?:-\d){2,}(?![\d-])", lambda m: digits(m[0].replace("-", ""))),
    rule(r"\bWW(?P<numeral>I{1,2})\b", lambda m: f"World War {cardinal(len(m['numeral']))}"),
    rule(
        r"\b(?P<channel>[A-Z]{2,5})(?P<tens>[2-9])0s\b",
        lambda m: f"{m['channel']} {plural(cardinal(10 * int(m['tens'])))}",
    ),
    *DATES,
    *TIMES,
    *MONEY,
    rule(rf"\b(?P<short>{any_of(_NUMBERED)})\.\s?(?=\d)", lambda m: f"{_NUMBERED[m['short'].lower()]} ", re.IGNORECASE),
    rule(r"\b(?P<short>[Cc]h|[Ee]ps?|[Vv]ol|[Pp]t|No)\s(?=\d)", lambda m: f"{_NUMBERED[m['short'].lower()]} "),
    *RANGES,
    rule(r"\b(?P<number>\d+)(?:st|nd|rd|th|ST|ND|RD|TH)\b", lambda m: ordinal(int(m["number"]))),
    rule(r"\b(?P<lines>240|360|480|576|720|1080|1440|2160)[pi](?P<rate>\d\d)?\b", _quality),
    *MEASURES,
    rule(
        r"\b(?P<title>Mrs?|Ms|Dr|Prof|St|Sgt|Capt|Lt|Col|Gen|Rev|Mt) (?=[A-Z])",
        lambda m: f"{_ABBREVIATIONS[m['title']]} ",
    ),
    rule(r"(?:№|#)\s?(?=\d)", "number "),
    rule(r"\b(?P<note>[A-G])[#♯](?!\w)", lambda m: f"{m['note']} sharp"),
    rule(r"\b(?P<note>[A-G])♭", lambda m: f"{m['note']} flat"),
    rule(r"\bFt\.? (?=[A-Z])", "Fort "),
    rule(r"\bUtd\b\.?", "United"),
    rule(r"(?<=\w) v\.? (?=[A-Z])", " versus "),
    rule(r"(?<!\w)#(?=[^\W\d])", "hashtag "),
    rule(r"(?<!\w)@(?=\w)", "at "),
    rule(r"\b(?P<name>[A-Z][a-z]+(?:['’]s)?) St\.?(?=$|[,;!?]|\s[a-z])", lambda m: f"{m['name']} Street"),
    rule(rf"(?<![\w.])(?P<short>{any_of(_ABBREVIATIONS)})\.(?=\s|,|$)", lambda m: _ABBREVIATIONS[m["short"]]),
    rule(r"\bvs\b", "versus"),
    rule(r"\bw/o\b", "without"),
    rule(r"\bw/(?=\s?\w)", "with "),
    rule(r"\bH\.(?P<code>26\d)\b", lambda m: f"H {digits(m['code'])}"),
    rule(r"\bv(?=\d+\.\d)", "version "),
    rule(r"\b\d+(?:\.\d+){2,}\b", lambda m: " point ".join(number(part) for part in m[0].split("."))),
    rule(r"\b(?P<name>[^\W\d_]{1,8}?)(?P<figures>\d{1,3})\b", _letters_and_digits),
    rule(r"\b[A-Z](?:\.[A-Z])+\b\.?(?=\s[a-z\d]|\s[A-Z][a-z]|,)", lambda m: m[0].replace(".", " ").strip()),
    rule(r"\b[A-Z](?:\.[A-Z])+\b", lambda m: m[0].replace(".", " ").strip()),
    rule(rf"\b(?P<letters>{any_of(_SPELLED)})s\b", _several),
    rule(rf"(?<![^\W\d_]){_CAPITAL}{{2,5}}(?![^\W\d_])", lambda m: _acronym(m[0])),
    rule(r"(?<![\d,.])(?P<year>1[1-9]\d\d|20\d\d)(?!\d|,\d|\.\d)", lambda m: year(int(m["year"]))),
    rule(rf"(?<!\w)(?:{NUMBER})(?!\w)", lambda m: number(m[0])),
    rule(r"\d+", lambda m: f" {digits(m[0])} "),
    rule(r"(?<=[^\W\d_.])/(?=[^\W\d_])", " "),
    rule(r"\s?&\s?", " and "),
    rule(r"(?<=\w)@(?=\w)|\s@\s", " at "),
    rule(r"\s?±\s?", " plus or minus "),
    rule(r"\s?\+\s?", " plus "),
    rule(r"\s?=\s?(?=\S)", " equals "),
    rule(r"\s?÷\s?", " divided by "),
    rule(r"√\s?", "the square root of "),
    rule(r"\s?≥\s?", " at least "),
    rule(r"\s?≤\s?", " at most "),
    rule(r"\s?≠\s?", " is not "),
    rule(r"π", "pi"),
    rule(r"∞", "infinity"),
    rule(r"[~≈]\s?(?=\w)", "about "),
    rule(r"²", " squared"),
    rule(r"³", " cubed"),
)
"""Order matters: what is most specific goes first, bare numbers near the end."""
