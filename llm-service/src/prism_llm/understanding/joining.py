"""What a request says about the words that "and" joins to it: more of it, the same of another, or its title's end."""

import re
from collections.abc import Sequence
from dataclasses import replace

from prism_core.commands import Command
from prism_llm.understanding.grammar import Language, Reading
from prism_llm.understanding.languages.files import tables, words_of_all
from prism_llm.understanding.numbers import simplest
from prism_llm.understanding.turns import NEVER
from prism_llm.understanding.utterance import Utterance

_REPEATED = frozenset(
    {
        "tv.volume",
        "@volume",
        "@up_or_down",
        "@faint",
        "tv.seek",
        "ui.scroll",
        "tv.rate",
        "tv.channel",
        "tv.next",
        "tv.previous",
    }
)

_SWITCHED = frozenset({"tv.subtitles", "tv.mute", "ui.fullscreen", "ui.pip", "lumen.companion", "tv.favourite"})
"""What one word turns back: off."""
_OFF_AT_ONCE = frozenset({"tv.subtitles", "tv.mute", "ui.fullscreen", "ui.pip"})
"""What may be off with another by one word for both."""
_SOUND = frozenset({"sound", "audio", "volume"}) | words_of_all("names", "sound")
_STEPPED = frozenset({"tv.volume", "@volume", "tv.channel", "tv.rate"})
"""What one word turns back: down."""
_EXPLAINED = frozenset(
    {
        "sleep.cancel",
        "lumen.hush",
        "lumen.stop",
        "ui.scroll",
        "ui.guide",
        "ui.open",
        "ui.fullscreen",
        "ui.pip",
        "tv.volume",
        "@volume",
        "@up_or_down",
        "tv.seek",
        "tv.quality",
        "tv.repeat_line",
    }
)
"""What is seldom followed by another programme, so that what one wants to see tells why."""
_WANTED = frozenset({"tv.watch", "tv.continue", "ui.search", "ask.at", "ask.now", "ask.recommend"})
_HINTED = frozenset({"tv.volume", "tv.repeat_line", "ask.explain", "tv.seek", "tv.pause"})
"""What is asked for by telling how things are."""
_OF_ONE = frozenset({"delete", "reminder.cancel", "reminder.set", "tv.record"})
"""What is done to what has a title."""
_FOR_LATER = frozenset({"tv.record", "reminder.set", "reminder.cancel", "ask.when", "ui.search"})
"""What names something that is not on yet, to which captions would be no addition."""
_ARTICLES = frozenset({"the"})
_A_THING = 2
"""Words of a thing, with its article."""
_LONGEST_ARTICLE = 3
"""Letters, in any language."""
_ADDS, _DROPS = (
    re.compile(
        "|".join(
            f"(?:{one})".replace("{name}", rf"(?P<name{at}>.+?)")
            for at, one in enumerate([english, *(one for table in tables("names") for one in table.get(way, ()))])
        )
    )
    for way, english in (
        ("adds", "add {name}(?: to (?:it|them|my favou?rites))?"),
        ("drops", "(?:remove|drop|take out) {name}(?: out| off)?"),
    )
)
"""How another channel is made one of the favourites, and is one no more."""
_LONGEST_NAME = 4
_LOUDEST = 100
_OF_THE_GUIDE = frozenset({"@on", "ask.now", "ask.next", "ask.at"})
_IT = frozenset("it that this them".split())
_BEFORE = sorted({"over", "on", "in"} | words_of_all("names", "on"))
_BEFORE_ANOTHER = re.compile(rf"(?:(?:(?:what|how) about|{'|'.join(_BEFORE)}) )+", re.I)
"""What may stand before the name of another channel that the same is asked about."""
_TO_IT = re.compile(
    r"(?:then |please |just )*(?:(?:switch|turn|go|flip|change|tune|move|flick)(?: over)? (?:to (?:it|that|that "
    r"channel)|there)|(?:put|stick|pop|have) (?:it|that) on|(?:watch|play|show(?: me)?|start) (?:it|that))"
    r"(?: (?:now|please|then|for (?:me|us)|as well|too))* "
)
"""How what was just named is put on."""
_ANY_OF_THEM = re.compile(
    r"(?:just |please |then )*(?:put|stick|pop|have|play|show|start|watch) (?:me |us |on )*(?:any|one|some|either)"
    r"(?: one)? of (?:them|those|these)(?: (?:on|please|then|for (?:me|us)|will do))* "
)
"""How anything is put on of the kind that was just named."""
_TO_A_LEVEL = re.compile(r"(?:(?:then|back|up|down|turn it|put it) )*to ")


def turned_back(head: Reading, norm: str, language: Language) -> Reading | None:
    """The contrary of a request, told by a word alone behind it: "full screen on and then off again"."""
    words, slots = language.turns.back, head.slots
    on = slots.get("on")
    if head.name in _SWITCHED and isinstance(on, bool):
        said = next((way for way in (True, False) if words["on" if way else "off"].fullmatch(norm)), None)
        sound = head.name == "tv.mute"
        meant = said if said is None or not sound else not said
        return Reading(head.name, {"on": meant}, joined=True) if meant is not None and meant != on else None
    if slots.get("mode") == "set" and (to := _TO_A_LEVEL.match(norm)):
        level = re.fullmatch(language.types["percent"].pattern, norm[to.end() :])
        value = language.types["percent"].convert(level.group().strip()) if level else None
        if not isinstance(value, int | float) or not 0 <= value <= _LOUDEST or value == slots.get("level"):
            return None
        return Reading("tv.volume", {"mode": "set", "level": simplest(value)}, joined=True)
    for slot in ("delta", "step"):
        size = slots.get(slot)
        if (
            isinstance(size, int | float)
            and head.name in _STEPPED
            and words["down" if size > 0 else "up"].fullmatch(norm)
        ):
            return Reading(head.name, {**slots, slot: -size}, joined=True)
    return None


def goes_further(head: Reading, more: Reading) -> bool:
    """Whether the second request is more of the first: "turn it up, then a bit more"."""
    return more.name in ("@more", "@again") and head.name in _REPEATED


def of_another(head: Reading, reading: Reading, said: str) -> Reading:
    """The same question about a channel that is named alone: "what's on BBC One and BBC Two"."""
    if asks_of_a_channel(head) and reading.name in ("@channel", "tv.channel"):
        name = other_channel(said)
        if reading.slots == {"name": name}:
            return replace(head, slots=head.slots | {"channel": name})
    return reading


def off_too(head: Reading, reading: Reading, norm: str, language: Language) -> Reading:
    """Captions off where something was to be off, and they alone are named behind "and": "quita el sonido y los …"."""
    off = head.name == "tv.stop" or head.slots.get("on") is (head.name == "tv.mute")
    named = norm.count(" ") in (2, 3) and norm.split()[0] in language.asides.articles
    if off and named and reading.name == "tv.subtitles" and reading.slots == {"on": True}:
        return replace(reading, slots={"on": False})
    return reading


def sound_too(head: Reading, norm: str, language: Language) -> Reading | None:
    """The sound off or on as what was named before it, where it alone is behind "and": "quita los … y el sonido"."""
    on, words = head.slots.get("on"), norm.split()
    if head.name not in _OFF_AT_ONCE - {"tv.mute"} or not isinstance(on, bool) or words[-1] not in _SOUND:
        return None
    named = len(words) == 1 or (len(words) == _A_THING and words[0] in language.asides.articles | _ARTICLES)
    return Reading("tv.mute", {"on": not on}, joined=True) if named else None


def both_off(head: Reading, said: str, reading: Reading, norm: str, language: Language) -> Reading:
    """The first of two things off where one word behind both says so: "mach die Untertitel und den Ton aus".

    Args:
        head: what was made of the first.
        said: its words, a verb and what it is done to.
        reading: what was made of the second.
        norm: its words, a thing and how it is to be.
        language: whose words they are.
    """
    on = head.slots.get("on")
    if not isinstance(on, bool) or {head.name, reading.name} - _OFF_AT_ONCE or on is not (head.name != "tv.mute"):
        return head
    off = reading.slots.get("on") is (reading.name == "tv.mute")
    words, last, way = said.split(), norm.split()[-1], language.turns.back
    named = len(norm.split()) == _A_THING + 1 and norm.split()[0] in language.asides.articles
    told = any(way[one].fullmatch(f"{words[-1]} ") for one in ("on", "off"))
    if not off or not named or told or not way["off"].fullmatch(f"{last} "):
        return head
    return replace(head, slots=head.slots | {"on": not on})


def counted_on(head: Reading, reading: Reading) -> Reading | None:
    """An episode that is only counted behind its season: "Dark, Staffel zwei, die dritte"."""
    index = reading.slots.get("index")
    if head.name not in ("tv.watch", "@part") or "season" not in head.slots or "episode" in head.slots:
        return None
    if reading.name != "ui.select" or not isinstance(index, int) or index <= 0:
        return None
    return replace(head, slots=head.slots | {"episode": index})


def favourite_too(head: Reading, norm: str, said: str) -> Reading | None:
    """Another favourite, or one no more, behind one that was named: "enlève W9 de … et ajoute TV5 Monde"."""
    if head.name != "tv.favourite" or "channel" not in head.slots:
        return None
    for on, way in ((True, _ADDS), (False, _DROPS)):
        found = way.fullmatch(norm.strip())
        part = next((part for part, name in found.groupdict().items() if name), None) if found else None
        if not found or part is None:
            continue
        first, words = norm.count(" ", 0, found.start(part)), said.split()
        name = words[first : first + len(found.group(part).split())]
        if len(name) <= _LONGEST_NAME and not name[0][0].islower():
            return Reading("tv.favourite", {"on": on, "channel": " ".join(name).rstrip(",.!?")}, joined=True)
    return None


def tells_why(before: str, name: str, norm: str, language: Language) -> bool:
    """Whether what one wants to see or hear is why one asked for the command before: "scroll on, I want to see more".

    Args:
        before: the name of the command before.
        name: that of what the words were taken for.
        norm: the words.
        language: whose words they are.
    """
    if before == "lumen.hush" and language.behind.match(norm):
        return True  # "kein Wort, bis der Abspann läuft"
    if before == "tv.channel" and name == "ask.when" and language.turns.starts.match(norm):
        return True  # "metti Rai 1, comincia Sanremo"
    return before in _EXPLAINED and name in _WANTED and language.turns.explains.match(norm) is not None


def before_a_hint(commands: Sequence[Command], utterance: Utterance, language: Language) -> Utterance | None:
    """The words before what only tells how things are, where that was taken for a request of its own.

    "Put a film on, the kids are in bed" asks for the film alone.
    """
    last = max((at for at in utterance.breaks if at < len(utterance.words)), default=0)
    if len(commands) < 2 or not last or commands[-1].name not in _HINTED:
        return None
    if not language.turns.hints.fullmatch(utterance.norm(last)):
        return None
    return replace(
        utterance, words=utterance.words[:last], breaks=frozenset(at for at in utterance.breaks if at < last)
    )


def ends_a_name(before: str, name: str, norm: str, language: Language) -> bool:
    """Whether a word for captions ends what is only named for later: "graba Cifras y letras".

    Args:
        before: the name of the command before.
        name: that of what the words were taken for.
        norm: the words.
        language: whose words they are.
    """
    *articles, _ = norm.split()
    alone = not articles or (len(articles) == 1 and len(articles[0]) <= _LONGEST_ARTICLE)
    asked = language.cautions.asks.match(norm) is not None  # "graba Pasapalabra y pon subtítulos"
    return before in _FOR_LATER and name == "tv.subtitles" and alone and not asked


def asks_of_a_channel(head: Reading) -> bool:
    """Whether it asks what is on a channel."""
    return head.name in ("@on", "ask.now", "ask.next") and "channel" in head.slots


def at_another_time(
    head: Reading, utterance: Utterance, cut: tuple[int, int], end: int, language: Language
) -> Reading | None:
    """What is on at another time, or next, behind what is on there: "what's on next, and at ten"."""
    start, resume = cut
    if head.name not in _OF_THE_GUIDE or resume == start:
        return None
    there = {slot: value for slot, value in head.slots.items() if slot == "channel"}
    norm, time, after = utterance.norm(resume, end), language.types["when"], language.pursuits.deeds.get("next", NEVER)
    if head.name != "ask.next" and (norm == "next " or after.fullmatch(utterance.norm(start, end))):
        return Reading("ask.next", there, joined=True)
    if not re.fullmatch(time.pattern, norm):
        return None
    when = str(time.convert(norm.strip()))
    return Reading("ask.at", {**there, "when": utterance.said(end - len(when.split()), end)}, joined=True)


def other_channel(said: str) -> str:
    """Words without what stands before a channel's name that the same is asked about: "and on ITV"."""
    return _BEFORE_ANOTHER.sub("", said, count=1) if _BEFORE_ANOTHER.match(said) else said


def put_on(head: Reading, norm: str) -> Reading | None:
    """What was just asked about or recorded, where the words put it on: "record Q on BBC Four and switch to it".

    `head` itself is on already.
    """
    channel, title = head.slots.get("channel"), head.slots.get("title")
    if head.name == "tv.watch" and head.slots.keys() <= {"genre", "kind"} and _ANY_OF_THEM.fullmatch(norm):
        return head
    records = head.name == "tv.record" and head.slots.get("on") is True
    if not (records or asks_of_a_channel(head)) or not _TO_IT.fullmatch(norm):
        return None
    if channel:
        return Reading("tv.channel", {"name": channel})
    return Reading("tv.watch", {"title": title}) if title else head


def second_of(head: Reading, utterance: Utterance, start: int, end: int, language: Language) -> Reading | None:
    """The same of a second thing, which stands from `start`: "delete the Vera recording and the Lewis one"."""
    if head.name not in _OF_ONE or not isinstance(head.slots.get("title"), str):
        return None
    name = language.several.second(utterance, start, end)
    if name.islower() and head.name in _FOR_LATER - {"reminder.cancel"}:
        return None  # "nimm Tatort auf und dann aus"
    return Reading(head.name, {**head.slots, "title": name}, open=True, joined=True) if name else None


def comes_back(reading: Reading) -> bool:
    """Whether it is about what was named before: "when is Taggart on and set a reminder for it"."""
    return str(reading.slots.get("title", "")).casefold() in _IT


def may_be_a_title(head: Reading) -> bool:
    """Whether the words after "and" may still belong to what the first request names."""
    named = head.name in ("ui.search", "reminder.set", "tv.record", "ask.when")
    return head.open and (named or (head.name == "tv.watch" and "title" in head.slots))


def begins_with_amount(utterance: Utterance, start: int, language: Language) -> bool:
    """Whether a span of time stands from `start`, with nothing before it that makes a request of it."""
    return re.match(language.types["dur"].pattern, utterance.norm(start)) is not None


def is_amount(utterance: Utterance, language: Language) -> bool:
    """Whether the words are a span of time and nothing else."""
    return re.fullmatch(language.types["dur"].pattern, utterance.norm()) is not None
