"""Another language, name, day or part for the last command: "sorry, Spanish not French", "what about ITV"."""

import re

from prism_core.commands import Command, SlotValue
from prism_core.requests import UtteranceContext
from prism_llm.understanding.english.lexicon import COLOURS, KINDS
from prism_llm.understanding.english.types import TYPES
from prism_llm.understanding.followups.cues import AROUND, cues, only
from prism_llm.understanding.template import either
from prism_llm.understanding.tongues import ALL_ENGLISH_NAMES
from prism_llm.understanding.utterance import Utterance, read

_LANGUAGE = re.compile(
    rf"(?<!\S)(?P<no>(?:not|rather than|instead of|isnt|never) (?:in |the )?)?(?P<name>{either(ALL_ENGLISH_NAMES)})"
)
_ORIGINAL = cues("(original|proper|real|normal) [(one|language|version|audio|sound|track|voices)]")
_AROUND_A_LANGUAGE = AROUND | frozenset(
    "should wrong meant language please version subtitles subs captions audio language dub dubbed version ones "
    "track sound switch change put set turn try what about how asked them those only speak speaking rather not "
    "back wrong voice over use".split()
)
_SPOKEN = frozenset({"tv.subtitles", "tv.audio_track", "lumen.voice"})
_OF_THE_GUIDE = frozenset({"ask.now", "ask.next"})
"""After which a time asks what is on then: "and tomorrow?"."""
_WHEN = re.compile(rf"(?<!\S)(?:{TYPES['when'].pattern})")
_AROUND_A_TIME = (AROUND - {"maybe", "perhaps"}) | frozenset("what about how show on guide look at not try".split())
_SETS = frozenset("make set change move put push mean meant rather instead better".split())
"""Words with which a bare number may be the time instead: "make it nine"."""
_TIMED = frozenset({"ui.guide", "ask.at", "reminder.set", "tv.record"})
_TIME = re.compile(rf"(?<!\S)(?:{TYPES['time'].pattern})")
_ABOUT = re.compile(
    r"(?:(?:ok|okay|right|oh|now|do|and) )*(?:and|that for|the same for|the same with|what about|how about|"
    r"and what about|same for|same on|and how about) "
    r"(?:(?:on|for|the) )*(?P<name>(?:\S+ ){1,4}?)(?:(?:then|now|instead|please|as well|too|also|one|lot|game|match) )*"
)
_SOMEBODYS = re.compile(
    r"(?:whats|what|whos|who|when|whens|is|are|how|my|your|his|her|our|their|those|these|some|that|this|you|he|"
    r"she|him) "
)
"""How somebody is spoken of who is no team."""
_ASKED_ABOUT = {
    "ask.score": "team", "ask.now": "channel", "ask.next": "channel", "ask.at": "channel", "ask.when": "title",
    "tv.favourite": "channel",
}  # fmt: skip
_THEME = re.compile(rf"(?<!\S)(?:{TYPES['theme'].pattern})")
_NAMES_A_LOOK = frozenset("theme mode look one no not meant said try instead colour".split())
_COMMON_LOOKS = frozenset("light bright classic default forest ocean glass cinema vintage minimal".split())
"""Looks whose names are said of everything."""
_OFFERS = frozenset("what how about ok okay or oh please".split())
"""Words with which the name of a look alone may be said."""
_COMPARED = {"darker": "dark", "lighter": "light", "brighter": "light", "warmer": "warm", "cooler": "cool"}
_AROUND_A_THEME = AROUND | frozenset("theme mode look colour try what about how one switch change put".split())
_OF_GENRES = frozenset({"tv.surprise", "ask.recommend"})
_GENRE = re.compile(
    rf"(?<!\S)(?P<no>(?:not|rather than|instead of|no) (?:a |an )?)?(?P<genre>{TYPES['genre'].pattern})"
)
_TRIES = frozenset("try how about what something more instead maybe meant said else then want fancy".split())
_KIND = re.compile(rf"(?<!\S)(?P<no>(?:not|rather than|instead of) (?:the )?)?(?P<kind>{either(KINDS)})")
_DIRECTION = re.compile(
    r"(?<!\S)(?P<no>not )?"
    r"(?P<way>up|down|left|right|backwards|back|forward|forwards|louder|quieter|faster|quicker|slower) "
)
_FURTHER_ALONG = re.compile(
    r"(?:(?:no|and|now|ok|okay|go|a|bit|little|much|even|still|right|all the way|back) )*"
    r"(?:(?P<up>higher(?: up)?|to the (?:very )?(?:top|start)|further up|up further) |"
    r"(?:lower(?: down)?|to the (?:very )?(?:bottom|end)|further down|down further) )(?:(?:please|again|then|still) )*"
)
"""Where on a list one goes on to behind a scroll."""
_AROUND_A_WAY = AROUND | frozenset(
    "said go going more bit other way no not scroll few lines page pages further farther".split()
)
_SAYS_INSTEAD = frozenset("said meant mean not no other".split())
_SIGNED = {
    "up": 1,
    "forward": 1,
    "forwards": 1,
    "louder": 1,
    "faster": 1,
    "quicker": 1,
    "down": -1,
    "back": -1,
    "backwards": -1,
    "quieter": -1,
    "slower": -1,
}
_OPPOSED = {"tv.volume": "delta", "tv.seek": "seconds", "tv.channel": "step", "tv.rate": "step"}


def instead(utterance: Utterance, context: UtteranceContext) -> Command | None:
    """The last command with one slot as it was said now."""
    last, text = context.last_command, utterance.norm()
    if last is None:
        return None
    if last.name in _SPOKEN:
        return _in_language(last, text)
    if last.name in _TIMED:
        return _at(last, utterance)
    if last.name == "sleep.set" and "at" in last.slots:
        return _asleep_at(last, utterance)
    if last.name == "ui.theme":
        return _look(last, utterance)
    if (last.name in _OF_GENRES or "genre" in last.slots) and (genre := _genre(text)):
        return Command.of("tv.watch", genre=genre)
    return _kind(last, text) if last.name == "tv.watch" else _way(last, text)


def _genre(text: str) -> str | None:
    """The one genre that is meant: "not horror, comedy", "try drama"."""
    found = list(_GENRE.finditer(text))
    meant = {match["genre"].strip() for match in found if not match["no"]}
    said = len(found) > len(meant) or not _TRIES.isdisjoint(text.split())
    fits = (AROUND | _TRIES).issuperset(_GENRE.sub("", text).split())
    return meant.pop() if len(meant) == 1 and said and fits else None


def _kind(last: Command, text: str) -> Command | None:
    """The film, where the series was put on."""
    found = list(_KIND.finditer(text))
    meant = {KINDS[match["kind"].strip()] for match in found if not match["no"]}
    refused = {KINDS[match["kind"].strip()] for match in found if match["no"]}
    title = {word.norm for word in read(str(last.slots.get("title", ""))).words}
    said = refused or not (_SAYS_INSTEAD | title).isdisjoint(text.split())
    if len(meant) != 1 or not title or not said or not (AROUND | title).issuperset(_KIND.sub("", text).split()):
        return None
    kept = {"title": last.slots["title"]}
    return Command(name=last.name, slots={**kept, "kind": meant.pop()})


def _in_language(last: Command, text: str) -> Command | None:
    if last.name == "tv.audio_track" and only(text, _ORIGINAL, _AROUND_A_LANGUAGE):
        return Command.of("tv.audio_track", original=True)
    found = list(_LANGUAGE.finditer(text))
    meant = {match["name"].strip() for match in found if not match["no"]}
    if len(meant) != 1 or not _AROUND_A_LANGUAGE.issuperset(_LANGUAGE.sub("", text).split()):
        return None
    name = last.name
    if name != "lumen.voice":
        words = set(text.split())
        name = "tv.subtitles" if words & {"subtitles", "subs", "captions"} else name
        name = "tv.audio_track" if words & {"audio", "dub", "dubbed", "sound", "track"} else name
    slots: dict[str, SlotValue] = {"on": True} if name == "tv.subtitles" else {}
    return Command(name=name, slots={**slots, "language": ALL_ENGLISH_NAMES[meant.pop()]})


def _at(last: Command, utterance: Utterance) -> Command | None:
    text = utterance.norm()
    found = list(_WHEN.finditer(text))
    if not found and (at := [*_TIME.finditer(text)]) and not _SETS.isdisjoint(text.split()):
        rest = _TIME.sub("", text).split()
        start, end = (text.count(" ", 0, place) for place in at[0].span())
        plain = len(at) == 1 and (_AROUND_A_TIME | _SETS).issuperset(rest)
        return Command(name=last.name, slots={**last.slots, "when": utterance.said(start, end)}) if plain else None
    if len(found) != 1 or not _AROUND_A_TIME.issuperset(_WHEN.sub("", text).split()):
        return None
    end = text.count(" ", 0, found[0].end())
    kept = TYPES["when"].convert(found[0].group().strip())
    said = utterance.said(end - len(str(kept).split()), end)
    return Command(name=last.name, slots={**last.slots, "when": said})


def _asleep_at(last: Command, utterance: Utterance) -> Command | None:
    text = utterance.norm()
    found = list(_TIME.finditer(text))
    if len(found) != 1 or not _AROUND_A_TIME.issuperset(_TIME.sub("", text).split()):
        return None
    start, end = (text.count(" ", 0, place) for place in found[0].span())
    return Command(name=last.name, slots={"at": utterance.said(start, end)})


def about_another(utterance: Utterance, context: UtteranceContext) -> Command | None:
    """The last question about another team, channel or title: "and Bayern?"."""
    last = context.last_command
    slot = _ASKED_ABOUT.get(last.name) if last else None
    found = _ABOUT.fullmatch(utterance.norm())
    if last is None or slot is None or found is None or AROUND.issuperset(found["name"].split()):
        return None
    if last.name == "tv.favourite" and "for " not in utterance.norm():
        return None
    if _SOMEBODYS.match(found["name"]):
        return None
    start = utterance.norm().count(" ", 0, found.start("name"))
    end = start + len(found["name"].split())
    if last.name in _OF_THE_GUIDE and _WHEN.fullmatch(found["name"]):
        return Command(name="ask.at", slots={**last.slots, "when": utterance.said(start, end)})
    return Command(name=last.name, slots={**last.slots, slot: utterance.said(start, end)})


def _look(last: Command, utterance: Utterance) -> Command | None:
    text = re.sub(r"(?:too|so) \S+ ", "", utterance.norm())
    for compared, meant in _COMPARED.items():
        text = text.replace(f"{compared} ", f"{meant} ")
    found = list(_THEME.finditer(text))
    rest = _THEME.sub("", text).split()
    if len(found) > 1:
        found = [match for match in found if match.group().strip() != last.slots.get("name")]
        rest = [word for word in rest if word != "not"]
    plain = len(found) == 1 and (found[0].group().strip() not in COLOURS | _COMMON_LOOKS or set(rest) <= _OFFERS)
    if not plain and _NAMES_A_LOOK.isdisjoint(rest):
        return None
    fits = len(found) == 1 and "not" not in rest and _AROUND_A_THEME.issuperset(rest)
    return Command(name=last.name, slots={"name": found[0].group().strip()}) if fits else None


def _way(last: Command, text: str) -> Command | None:
    """The same step in the direction that was said: "no, I said down"."""
    if last.name == "ui.scroll" and (moved := _FURTHER_ALONG.fullmatch(text)):
        return Command.of("ui.scroll", direction="up" if moved["up"] else "down")
    found = [match["way"] for match in _DIRECTION.finditer(text) if not match["no"]]
    if len(found) > 1 and found[0] == "back":  # "back up"
        found = found[1:]
    rest = set(_DIRECTION.sub("", text).split())
    if len(found) != 1 or not rest <= _AROUND_A_WAY:
        return None
    if last.name == "ui.scroll":
        way = {"back": "up", "forward": "down", "forwards": "down"}.get(found[0], found[0])
        known = way in ("up", "down", "left", "right")
        return Command.of("ui.scroll", direction=way) if known else None
    if last.name == "tv.rate" and found[0] in ("faster", "quicker", "slower"):
        return Command.of("tv.rate", step=-0.25 if found[0] == "slower" else 0.25)
    slot, sign = _OPPOSED.get(last.name), _SIGNED.get(found[0])
    made = last.slots.get(slot or "")
    if sign is None or not isinstance(made, int | float) or not rest & _SAYS_INSTEAD:
        return None
    return Command(name=last.name, slots={**last.slots, str(slot): sign * abs(made)})
