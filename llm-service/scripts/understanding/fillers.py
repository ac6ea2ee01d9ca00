"""Words that fill the slots of made-up sentences."""

import random
import re
from pathlib import Path
from types import ModuleType

from prism_llm.understanding.english import ENGLISH
from prism_llm.understanding.english.lexicon import GENRES, LONG_GENRES, PEOPLE, THEMES
from prism_llm.understanding.grammar import Language

PRELUDES = tuple((Path(__file__).parent / "preludes.txt").read_text(encoding="utf-8").split("\n")[:-1])
_TITLES = (
    "the office|breaking bad|planet earth|star trek|doctor who|match of the day|bake off|game of thrones|friends|the crown|"
    "the simpsons|peaky blinders|law and order|top gear|the great british bake off|sherlock|house of cards|the wire|lost|"
    "the matrix|star wars|titanic|toy story|the godfather|jurassic park|back to the future|harry potter|the lion king|frozen|"
    "blue planet|newsnight|question time|coronation street|eastenders|hollyoaks|the one show|strictly come dancing|the voice|"
    "the late show|saturday night live|monday night football|the world cup final|formula one|wimbledon|the six nations|"
    "gladiator|amelie|parasite|inception|interstellar|dune|barbie|oppenheimer|shrek|up|alien|jaws|rocky|die hard|home alone|"
    "the bear|succession|ted lasso|stranger things|black mirror|the last of us|bluey|peppa pig|paw patrol|sesame street|"
    "thriller by michael jackson|abbey road|hey jude|bohemian rhapsody|the beatles|queen|taylor swift|beethoven|adele|"
    "the ten oclock news|the weather|the match|the news|the game|the final|the race|the film|my show|my series|the concert|"
    "tagesschau|tatort|la casa de papel|le journal de vingt heures|montalbano|dark|lupin|el clasico|sanremo|the tour de france"
).split("|")
_QUERIES = (
    "penguins|cooking shows|star trek|live football|cartoons|old westerns|tom hanks movies|documentaries about space|"
    "jazz concerts|bake off|french films|nature shows|true crime|world war two|gardening|dinosaurs|anime|cricket highlights|"
    "premier league|stand up comedy|christmas movies|kids shows|history of rome|bbc news|sharks|travel shows|quiz shows"
).split("|")
_CHANNELS = (
    "bbc one|bbc two|bbc news|itv|itv two|channel four|channel five|sky news|sky sports|sky sports main event|cnn|fox news|"
    "espn|hbo|nbc|abc|cbs|discovery|national geographic|mtv|comedy central|cartoon network|film four|e four|more four|dave|"
    "al jazeera|euronews|eurosport|eurosport two|history|nickelodeon|disney channel|bloomberg|zdf|ard|das erste|pro sieben|rtl|"
    "arte|tf one|france two|m six|la one|antena three|telecinco|rai one|rai two|canale five|prism beat|radio four|classic fm"
).split("|")
_TEAMS = (
    "liverpool|arsenal|dortmund|real madrid|barcelona|the lakers|england|france|chelsea|bayern|milan|the yankees".split(
        "|"
    )
)
_PEOPLE = "anna|tom|peter|maria|ben|sarah|mum|dad|lisa|max|the kids|emma|paul|julia".split("|")
_WITH = (
    "tom hanks|brad pitt|meryl streep|clint eastwood|audrey hepburn|steven spielberg|will smith|julia roberts".split(
        "|"
    )
)
_UNITS = {"second": ("seconds", "secs", "minutes", "hours"), "sekunde": ("sekunden", "minuten")}


def of(kind: str, slot: str, language: Language, rng: "random.Random | ModuleType") -> str:
    """Words for a slot.

    Raises:
        KeyError: nothing is known for this kind in this language.
    """
    if kind == "free":
        return _free(slot, rng)
    if kind in ("num", "int", "percent", "number", "share", "height"):
        number = str(rng.choice((2, 5, 10, 12, 15, 20, 25, 30, 40, 50, 60, 75, 80, 101, 480, 720, 1080)))
        spelled = f"{number} percent" if kind == "share" or (kind == "percent" and rng.random() < 0.3) else number
        return spelled if language.code == "en" else number
    if kind == "dur":
        return _span(language, rng)
    if kind == "brand":
        return rng.choice(_CHANNELS)
    if kind in ("when", "time") and language.code == "en":
        return _time(kind, rng)
    if kind in ("live", "liveg", "tellable"):
        return (
            rng.choice(_QUERIES)
            if kind != "tellable"
            else f"{rng.choice(('a film', 'movies'))} with {rng.choice(_WITH)}"
        )
    return rng.choice(_listed(language.types[kind].pattern))


def _free(slot: str, rng: "random.Random | ModuleType") -> str:
    if slot in ("channel", "name_"):
        return rng.choice(_CHANNELS)
    if slot in ("title", "what"):
        title = rng.choice(_TITLES)
        roll = rng.random()
        if roll < 0.12:
            return f"{title} season {rng.randint(1, 9)} episode {rng.randint(1, 12)}"
        return f"episode {rng.randint(1, 12)} of {title}" if roll < 0.18 else title
    if slot == "genre":
        roll = rng.random()
        genre = rng.choice((*GENRES, *LONG_GENRES))
        if roll < 0.25:
            return f"{genre} {rng.choice(('movie', 'film', 'film', 'show', 'series', 'music', 'radio'))}"
        if roll < 0.35:
            return f"{rng.choice(('film', 'movie', 'something'))} with {rng.choice(_WITH)}"
        return rng.choice(("news", "sport", "music", "movie", "radio", "podcast")) if roll < 0.42 else genre
    lists = {"query": _QUERIES, "team": _TEAMS, "person": _PEOPLE, "theme": THEMES, "name": _CHANNELS}
    return rng.choice(list(lists[slot]))


def _span(language: Language, rng: "random.Random | ModuleType") -> str:
    units = re.findall(
        r"(?:second|sekund|segund|second|minut|hour|stund|hora|heure|or[ae]\b)\w*", language.types["dur"].pattern
    )
    unit = rng.choice(units)
    if language.code == "en" and rng.random() < 0.3:
        return rng.choice(
            ("half a minute", "half an hour", "a minute and a half", "a couple of minutes", "an hour", "a minute")
        )
    return f"{rng.choice((2, 5, 10, 15, 20, 30, 45, 90))} {unit}"


def _time(kind: str, rng: "random.Random | ModuleType") -> str:
    hour = rng.choice(
        ("eight", "nine", "half past seven", "ten", "8", "9 pm", "midnight", "eleven oclock", "quarter to ten")
    )
    if kind == "time":
        return hour
    day = rng.choice(
        ("tonight", "tomorrow", "tomorrow night", "this evening", "on friday", "this weekend", "later", "next week")
    )
    return rng.choice((day, f"at {hour}", f"{day} at {hour}"))


def _listed(pattern: str) -> list[str]:
    """The phrases of a slot of fixed words."""
    match = re.fullmatch(r"\(\?:([^()]*)\) ", pattern)
    if not match:
        raise KeyError(pattern[:40])
    return [re.sub(r"\\(.)", r"\1", phrase) for phrase in match.group(1).split("|")]


assert ENGLISH.types and PEOPLE
