"""What English rules to put something on make of their words: what is wanted, or that it is something else."""

import re

from prism_llm.understanding.english.described import described
from prism_llm.understanding.english.homes import NAMES
from prism_llm.understanding.english.lexicon import KINDS, PEOPLES
from prism_llm.understanding.english.named import is_called, is_title
from prism_llm.understanding.english.numbered import CODE
from prism_llm.understanding.english.people import is_known, is_person
from prism_llm.understanding.english.screen import query
from prism_llm.understanding.english.watched import what
from prism_llm.understanding.grammar import SlotValues
from prism_llm.understanding.languages.brands import is_broadcaster
from prism_llm.understanding.languages.famous import FAMOUS
from prism_llm.understanding.titles import is_written_as_name
from prism_llm.understanding.utterance import read

_WISHED = frozenset("a an some something anything another more".split())
_AT_TABLE = frozenset("with lunch dinner tea breakfast supper pudding eat drink wear read".split())
"""What else one wishes for: "something light for lunch"."""
_LONGEST_WISH = 9
"""Words."""
_JOKES = frozenset("funny hilarious silly".split())
_TELLS = frozenset(
    "i we he she they you it who what when where how why is are was did do does have has my can could would "
    "will please lets may play put watch start show stream resume continue record tape remind find search skip "
    "go delete add next stick get let's give fancy i'd we'd bring pull fire lets".split()
)
"""How a sentence begins that is more than a title and its episode."""
_TOLD_OF = frozenset("i we he she they you it who what that there".split())
_NTH_OF_NOTHING = re.compile(r"(?:st|nd|rd|th|first|second) (?:episode|season|series)(?! of\b)", re.I)
"""What is also told of a story that is not named: "I've only seen the first episode"."""
_ALSO_LIFE = frozenset("family kids children light travel house metal romance dance action war soul".split())
"""Genres that are wished for apart from any television."""
_WELCOMED = re.compile(
    r"(?:be|go down|go|hit|suit|make|do|not go|cheer|brighten)\b(?:(?! (?:if|but|when|because) ).)*", re.I
)
_JUST_SEEN = re.compile(
    r"(?:that|this|the) (?:goal|try|penalty|tackle|save|catch|shot|hit|play|foul|wicket|punch|crash|bit|part|"
    r"scene|moment|"
    r"replay|line|joke|ad|advert|knockout|touchdown|dunk|ace|overtake|dive|header|finish|miss|pass|move|trick)(?: .*)?"
)
_OWNED = frozenset("his her their its my your our a an it that this lights light heating fan ac".split())
_THINGS_HAD = re.compile(
    r"\b(?:Netflix|Prime|Disney|Plus|Hulu|Spotify|YouTube|Apple|Google|Alexa|Siri|Wi-?Fi|Bluetooth|HDMI|USB|PIN|Monday|"
    r"Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Christmas|Covid|English|French|Spanish|German|"
    r"Italian)\b|['’]s \w+$"
)
"""What one has that is nothing to watch."""
_GIVEN = re.compile(
    r"(?:Strength|Peace|Time|Space|Hope|Chinese|Indian|Thai|Italian|Mexican|Coffee|Tea|Netflix|Disney|YouTube|Spotify|"
    r"Google|Alexa|Siri|Wi-?Fi|Bluetooth|English|Christmas|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday)\b$"
)
"""What is given to people, or is no programme by itself."""
_SEEN_APART = re.compile(r"Doctor (?!Who\b|Strange\b|Zhivago\b)")
"""Who is seen, and not on a screen."""
_SWITCHED = frozenset("subtitles captions subs sound volume timer telly tv television guide full screen".split())
"""What is put on and no programme."""
_PLAYS_ANYWAY = frozenset(
    "it this that there now please again later playback video film movie show episode programme program series song "
    "track music stream tv telly recording timer conversation story book audiobook life work playlist".split()
)
"""What is gone on with and is no title by itself."""
_MINE = frozenset("my your his her to with by from up over again a an doing it this".split())


def coded(slots: SlotValues) -> SlotValues | None:
    """A title with its episode, and no other word: "the office s02e04", "friends season five episode one"."""
    text = str(slots["what"])
    first = text.casefold().split()[0].replace("’", "'")
    if first in _TELLS or first.partition("'")[0] in _TOLD_OF:
        return None
    if (code := CODE.search(text)) and code.end() == len(text) and code.start() > 0:
        return what(slots)
    found = what(slots) or {}
    told = _NTH_OF_NOTHING.search(text) and not {"season", "episode"} <= set(found)
    return None if told or len({"title", "season", "episode"} & set(found)) < 2 else found


def wished(slots: SlotValues) -> SlotValues | None:
    """A genre or a kind that is only named, with its article: "a nice romantic film for date night"."""
    words = str(slots["what"]).casefold().split()
    short = words[0] in _WISHED and 2 < len(words) <= _LONGEST_WISH and not _AT_TABLE & set(words)
    found = what(slots) if short else None
    return found if found and not {"title", "person"} & set(found) and "genre" in found else None


def begun(slots: SlotValues) -> SlotValues | None:
    """What can be started: two words at least, or a name, and no doing ("start calling me Bob")."""
    words = str(slots["what"]).split()
    if len(words) == 1 and (not words[0][0].isupper() or words[0].isupper() or words[0].casefold() in _PLAYS_ANYWAY):
        return None
    return None if words[0].endswith("ing") or words[0] in _MINE else what(slots)


def may_have(slots: SlotValues) -> SlotValues | None:
    """What one may have: a title that everybody knows, as sweets have names, too: "can we have Frozen"."""
    return what(slots) if read(str(slots["what"])).norm().strip().removeprefix("the ") in FAMOUS else None


def may_have_on(slots: SlotValues) -> SlotValues | None:
    """What one may have on: what is written as a name, and nobody and no day."""
    said = str(slots["what"])
    first = said.casefold().split()[0]
    nobody = first in NAMES or first in _MINE or first.endswith("day") or not is_called(said)
    return None if nobody or said.split()[-1][0].islower() else what(slots)


def of_before(slots: SlotValues) -> SlotValues | None:
    """What was on before, by its name: "old episodes of Cheers"."""
    return what(slots) if str(slots["what"])[0].isupper() else None


def resumed(slots: SlotValues) -> SlotValues | None:
    """What is gone on with: a title, and nothing that one does or the thing that plays anyway."""
    words = str(slots["what"]).casefold().split()
    return None if words[0].endswith("ing") or words[0] in _MINE or words[-1] in _PLAYS_ANYWAY else what(slots)


def heard(slots: SlotValues) -> SlotValues | None:
    """What can be listened to or seen; something funny to hear is a joke, and "that goal" was just on."""
    found = what(slots)
    if _JUST_SEEN.fullmatch(str(slots["what"])):
        return None
    return None if found and str(found.get("genre", "")).casefold() in _JOKES else found


def whose(slots: SlotValues) -> SlotValues | None:
    """Something with a person in it: "something with action" is a genre."""
    found = what({"what": slots["person"]})
    return found if found and "genre" in found else what({"what": f"something with {slots['person']}"})


def of_whom(slots: SlotValues) -> SlotValues | None:
    """The same where nothing else says that it is to be watched, as there are things with nuts."""
    found = what({"what": f"something with {slots['person']}"})
    return found if found and is_person(str(found.get("person", ""))) else None


def with_somebody(slots: SlotValues) -> SlotValues | None:
    """What is described with somebody in it."""
    found = told(slots)
    return found if found and "person" in found else None


def told(slots: SlotValues) -> SlotValues | None:
    """What is described and not named, and no life that one would like: "I'd love a family"."""
    found = what({"what": slots["what"]})
    plain = found is not None and not {"title", "season", "episode"} & set(found)
    return found if found and plain and (set(found) != {"genre"} or found["genre"] not in _ALSO_LIFE) else None


def of_a_kind_and_origin(slots: SlotValues) -> SlotValues | None:
    """What comes from somewhere: "Turkish film"; a show is also what is seen elsewhere."""
    return {"genre": slots["comes"], "kind": slots["kind"]} if slots["kind"] != "series" else None


def of_a_decade(slots: SlotValues) -> SlotValues | None:
    """What is of a decade, by its genre or by its kind alone: "eighties music"."""
    decade, _, last = str(slots["what"]).rpartition(" ")
    kind = "music" if last in ("hits", "classics") else KINDS.get(last)
    if decade.casefold().removeprefix("the ").count(" ") or kind is None:
        return told(slots)
    return {"genre": re.sub("^the ", "", decade, flags=re.I), "kind": kind}


def for_somebody(slots: SlotValues) -> SlotValues | None:
    """What somebody of the home wants on; what they want on themselves has its owner before it."""
    words = str(slots["what"]).casefold().split()
    return None if words[0] in _OWNED or words[-1] in _OWNED else what(slots)


def had(slots: SlotValues) -> SlotValues | None:
    """What is looked for by whether it is there; capital letters tell a title or a person."""
    said = str(slots["query"])
    words = [word for word in said.split() if word.casefold() not in ("the", "new", "a")]
    led = what({"what": said}) or {}
    named = (
        is_person(said) or is_written_as_name(said) or (len(said.split()) > 1 and bool(words) and words[0][0].isupper())
    )
    named = named or ("kind" in led and "title" in led)
    thing = is_broadcaster(said) or _THINGS_HAD.search(said)
    return query(slots) if named and words and words[-1][0].isupper() and not thing else None


def written_for(slots: SlotValues) -> SlotValues | None:
    """What somebody wants on, where it is written as a name."""
    words = str(slots["what"]).split()
    written = words[-1][0].isupper() and (len(words) == 1 or words[0][0].isupper() or words[0] == "the")
    return for_somebody(slots) if written else None


def led_by_its_kind(slots: SlotValues) -> SlotValues | None:
    """A title that is only named, behind its kind: "the film Drishyam"; capital letters tell it from talk."""
    words = str(slots["title"]).split()
    named = (
        words[0][0].isupper() and words[-1][0].isupper() and (len(words) == 1 or is_written_as_name(" ".join(words)))
    )
    found = what({"what": f"the {slots['sort']} {slots['title']}"}) if named else None
    return found if found and "title" in found and len(found) > 1 else None


def wished_by_name(slots: SlotValues) -> SlotValues | None:
    """What somebody of the home would like, where it is written as a title of several words."""
    return for_somebody(slots) if is_written_as_name(str(slots["what"])) else None


def lately(slots: SlotValues) -> SlotValues | None:
    """What is written as a name, of which the last or the next part is asked for, or to go on with it."""
    said = str(slots["what"])
    return what(slots) if said[0].isupper() or (said.startswith("the ") and said[4:5].isupper()) else None


def put_on(slots: SlotValues) -> SlotValues | None:
    """What stands between "put" and "on", and not behind "put on"."""
    slots = {slot: value for slot, value in slots.items() if slot != "why"}
    said = str(slots["what"]).casefold()
    return None if said.startswith("on ") or said.removeprefix("the ") in _SWITCHED else what(slots)


def put(slots: SlotValues) -> SlotValues | None:
    """What is only put, as homes in India say: two words and more that are written as a name."""
    said = str(slots["what"])
    return what(slots) if is_written_as_name(said) and not said.split()[-1].islower() else None


def by_its_name(slots: SlotValues) -> SlotValues | None:
    """What is written as a name behind words that are also said of other things: "give us strength"."""
    said = str(slots["what"]).removesuffix("'s").removesuffix("’s")
    first = said.split()[0].casefold()
    other = first in (*NAMES, *PEOPLES) or _GIVEN.match(said)
    return what({"what": said}) if is_called(said) and not other else None


_ANY_OF = re.compile(r"^(?:any|some|an?|another|more) (?:(?:old|early|late|good) )?", re.I)
"""What stands before a name for something of theirs: "any Kurosawa"."""


def by_a_full_name(slots: SlotValues) -> SlotValues | None:
    """The same where only a name of two words and more tells a title or a person."""
    said = str(slots["what"]).removesuffix("'s").removesuffix("’s")
    who = _ANY_OF.sub("", said)
    if is_known(who) and (who == said or " " not in who):
        return {"person": who}
    return what({"what": said}) if is_title(said) and not _SEEN_APART.match(said) else None


def film_night(slots: SlotValues) -> SlotValues | None:
    """A film behind what tells that it is one."""
    return {"kind": "movie", "title": slots["title"]} if is_called(str(slots["title"])) else None


def put_up(slots: SlotValues) -> SlotValues | None:
    """What is put on the screen, and not brought to somebody who cannot get up."""
    return None if str(slots["what"]).casefold().split()[0] in ("me", "us") else what(slots)


def lived(slots: SlotValues) -> SlotValues | None:
    """A genre that is only named."""
    return None if str(slots["genre"]).casefold() in _ALSO_LIFE else dict(slots)


def welcome(slots: SlotValues) -> SlotValues | None:
    """What one would not mind: "a thriller would go down nicely"."""
    return told({"what": slots["what"]}) if _WELCOMED.fullmatch(str(slots["how"])) else None


def offered(slots: SlotValues) -> SlotValues | None:
    """What there is of a sort is recommended; what there is with somebody is put on."""
    found = told(slots)
    return {"@name": "ask.recommend", **found} if found and set(found) == {"genre"} else found


def more_of(slots: SlotValues) -> SlotValues | None:
    """More of what is written as a name, which is nobody's."""
    title = str(slots["title"])
    return dict(slots) if is_called(title) and title.casefold() not in NAMES else None


def part(slots: SlotValues) -> SlotValues | None:
    """A season or an episode of what was named before."""
    return None if any(isinstance(value, int) and value < 1 for value in slots.values()) else dict(slots)


def looked_for(slots: SlotValues) -> SlotValues | None:
    """What is about something is looked for; what is of a kind or with somebody is put on."""
    text = str(slots["what"])
    return {"@name": "ui.search", "query": text} if " about " in text else what(slots)


def on_about(slots: SlotValues) -> SlotValues | None:
    """A kind and its topic, parted by the verb's own "on": "put a podcast on about history"."""
    found = what({"what": f"a {slots['sort']} about {slots['topic']}"})
    return found if found and "title" not in found else None


def by_its_maker(slots: SlotValues) -> SlotValues | None:
    """A title behind what tells which it is: "that Tarkovsky film, Stalker, start that"."""
    kind, title = KINDS.get(str(slots["sort"]).casefold()), str(slots["title"]).strip(" ,.")
    if not title[:1].isupper():
        return None
    maker = described(f"that {slots['who']} {slots['sort']}") or {}
    person = {"person": maker["person"]} if "person" in maker else {}
    return {"title": title, **person, **({"kind": kind} if kind else {})}
