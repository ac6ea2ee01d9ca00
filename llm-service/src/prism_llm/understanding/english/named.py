"""English: what capital letters tell, where nothing else does: a title or a channel that is only named."""

import re

from prism_llm.understanding.english.described import described
from prism_llm.understanding.english.homes import NAMES
from prism_llm.understanding.english.lexicon import PEOPLES
from prism_llm.understanding.english.people import is_known, is_unheard_of
from prism_llm.understanding.grammar import Rule, SlotValues, built
from prism_llm.understanding.titles import is_written_as_name

_TONGUES = "|".join(people.capitalize() for people in PEOPLES)
_CALLED = re.compile(
    r"(?:The )?(?:(?!The )[A-Z0-9][\w'’&]* ){1,3}"
    r"(?:TV|Television|Channel|Movies|News|Network|Cinema|Sports?|FM|Radio)"
    r"(?: HD| \d{1,2}| One| Two| Three)?|"
    r"Zee [A-Z]\w+(?: [A-Z]\w+)?|Sony (?:SAB|Sab|Pal|Max|Liv|Wah|Pix|Aath|Yay)|"
    r"Sky (?:Cinema|Sports) [A-Z]\w+(?: [A-Z]\w+)?|"
    r"Star (?:Plus|Bharat|Vijay|Jalsha|Pravah|Maa|Gold|Utsav|World|Suvarna)|"
    r"Fox (?:Footy|League|Cricket|Classics|Crime|Sport)|"
    r"Sky (?:Arts|Atlantic|Crime|Comedy|Documentaries|Max|Mix)|"
    rf"(?:Zee|Sony|Star|Colors|Sun|Jaya|Raj|News18|TV9|Republic|Asianet|ETV|Gemini|Shemaroo)(?: TV)? (?:{_TONGUES})"
)
"""How channels are called, wherever they are."""
_ARTICLED = re.compile(r"The [A-Z][\w'’]+")
_NO_CHANNEL = frozenset(
    "breaking evening morning local world good bad apple google fire samsung lg android smart live cable digital "
    "free satellite reality social my our your no more "
    "put watch play show switch turn go open find get give".split()
)
"""What stands before "TV" and makes no channel of it."""
_PUT = "[(do|put on|play|watch|start|try|stick on|lets (watch|see|have)|i want|give (me|us)|how about|what about)]"
_BEGINS_AN_ORDER = frozenset(
    "open select choose pick take then maybe try which see want need load bring grab rather only just actually "
    "that's that’s it's it’s this".split()
)
"""What stands in capital letters at the beginning, before what is chosen: "Open the Tom Hanks one"."""
_OLD = re.compile(r"^(?:old|original|early|first|later|new) (?=[A-Z])")
_NO_TITLE = frozenset(
    "i we he she they you it who what where when how why did do does please may play put watch start stop show "
    "turn switch stream resume continue pause mute record tape remind find search skip go delete add get let lets "
    "give merry happy thanks thank hello hi hey oh yes yeah no ok okay not dear uncle aunt auntie nana nan mum mom "
    "dad mr mrs ms miss dr sir good very well so and but love too more less volume channel next last "
    "kids lumen prism weather traffic directions".split()
)
"""How words in capital letters begin that are said to somebody."""
_ADDRESSED = re.compile(
    r"(?:talk|speak|chat|sing|listen) (?:to|with) |"
    rf"(?:ask|tell|call|ring|phone|text|message|wish|help|thank) (?:{'|'.join(sorted(NAMES))})\b",
    re.I,
)
"""How words begin that tell what to do with somebody: "Talk to Nani in Punjabi"."""
_SMALL = frozenset("In On At The A An For From To With Of By".split())
_SAID_BEHIND = tuple([word] for word in "season series episode in with full original from channel please".split())
"""What begins something else behind a title."""
_WITHIN = frozenset("the a an of and or in on at to for from with by is".split())
"""What stands in names in small letters."""
_WHERE = frozenset("for in at on near from".split())
"""What stands behind a thing that is asked about, and for which place or time."""
_FOR_KIN = re.compile(r" for (?:Mum|Mummy|Mom|Mommy|Dad|Daddy|Nana?|Gran|Granny|Grandma|Grandad|Grandpa)$")
"""Whom something is for, which is of no title."""
_ALONE, _LONG = 2, 4
"""Words of a title that nothing asks for: at least, and so many that hardly anything else is written so."""


def _channel(slots: SlotValues) -> SlotValues | None:
    """A channel by how it is called; "Horror Movies" are a sort."""
    name = str(slots["name"])
    first = name.casefold().removeprefix("the ").split()[0]
    if not _CALLED.fullmatch(name) or first in _NO_CHANNEL or name.isupper():
        return None
    return {"name": name} if described(name.casefold()) is None else None


def _title(slots: SlotValues) -> SlotValues | None:
    """A title of many words; "Weather for Faroe Islands" may be one, and is hardly."""
    title = _FOR_KIN.sub("", str(slots["title"]))
    if title != slots["title"]:
        return {"title": title} if is_title(title) else None
    said = title.split()
    long = len(said) >= _LONG and (said[0] in _SMALL or said[1] not in _WHERE)
    return {"title": title} if long and is_title(title) else None


def _by_whom(slots: SlotValues) -> SlotValues | None:
    """A title of which somebody's is meant: "Her, the Spike Jonze one"."""
    title, person = str(slots["title"]), _OLD.sub("", str(slots["person"]))
    if not is_called(title) or title.casefold() in _BEGINS_AN_ORDER or not (is_known(person) or is_unheard_of(person)):
        return None
    return {"title": title, "person": person, **({"kind": slots["kind"]} if slots["kind"] else {})}


def is_title(words: str) -> bool:
    """Whether words that stand alone are written as a title is."""
    said = words.split()
    first = said[0].casefold().replace("’", "'").split("'")[0]
    plain = len(said) >= _ALONE and first not in _NO_TITLE and not is_known(words) and not set(",;!?") & set(words)
    plain = plain and not _ADDRESSED.match(words)
    return plain and said[-1][0].isupper() and (is_written_as_name(words) or _ARTICLED.fullmatch(words) is not None)


def is_one_name(words: str) -> bool:
    """Whether a comma stands within one name: "Paris, Texas", but not "Bluey, Mum"."""
    before, comma, after = words.partition(",")
    behind = after.strip(" ,").casefold()
    if not comma or not before or behind in NAMES or behind.split()[:1] in _SAID_BEHIND or behind in _NO_TITLE:
        return False
    return is_called(after.strip()) and is_written_as_name(f"{before} {after.strip()}")


def is_called(words: str) -> bool:
    """Whether words are written as a name of one word or more, whatever stands around them."""
    said = words.split()
    if not said:
        return False
    first = said[0].casefold().replace("’", "'").split("'")[0]
    told = [word for word in said if word.casefold() not in _WITHIN]
    plain = first not in _NO_TITLE and not set(",;!?") & set(words) and not words.isupper()
    return (
        plain and bool(told) and said[0][0].isupper() and all(word[0].isupper() or word[0].isdigit() for word in told)
    )


RULES: tuple[Rule, ...] = (
    built(
        "tv.channel",
        _channel,
        "<written:name>",
        "(put|stick|switch|turn|change|flick|flip|go|get|have) [(me|us)] [(over|back|it|it over|the tv|the telly)] "
        "[(on|to|on to|onto)] <written:name> [on]",
        "(watch|play|show|show (me|us)|give (me|us)|i want|we want|see|open|select|find) [to] [(watch|see)] "
        "<written:name> [on]",
    ),
)
TITLES: tuple[Rule, ...] = (
    built(
        "tv.watch",
        _by_whom,
        f"{_PUT} <written:title> the <written:person> <made:kind>",
        f"{_PUT} <written:title> the <made:kind> (with|by|starring|featuring|from|directed by|made by) "
        "<written:person> [in it]",
    ),
    built("tv.watch", _title, "<written:title>"),
)
"""Tried last: a title may have any words."""
