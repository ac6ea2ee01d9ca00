"""What viewers tell of themselves in passing ("I love westerns"), kept as if they had asked for it. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from prism_llm.responder.matching import words_of

_GLAD_VERBS = (
    r"(?:i|we) ?(?:really |absolutely |also |just )*"
    r"(?:love|like|enjoy|prefer|adore|support|"
    r"(?:am|'m) (?:really |so |very |totally )*(?:into|fond of|(?:a (?:big |huge |great )?)fan of))",
    r"ich (?:liebe|mag|bin (?:ein )?(?:großer )?fan von|stehe auf|bevorzuge)(?: (?:sehr|total|wirklich|auch))?",
    r"(?:a m[ií] )?me (?:encantan?|gustan?(?: mucho)?|chiflan?|fascinan?)|(?:yo )?(?:adoro|prefiero)|soy (?:fan|"
    r"aficionad[oa]) (?:de|al)",
    r"j['’ ]?(?:adore|aime(?: bien| beaucoup)?)|je (?:préfère|suis fan de|suis fan du)",
    r"(?:a me )?mi piac(?:e|ciono)(?: molto| tanto)?|(?:io )?(?:adoro|amo|preferisco)|sono (?:un |una )?(?:fan|"
    r"tifos[oa]) (?:di|del|della)",
)
_SORRY_VERBS = (
    r"(?:i|we) ?(?:really |absolutely |just )*(?:hate|can'?t stand)",
    r"ich (?:hasse|kann .{2,40} nicht leiden)",
    r"(?:yo )?(?:odio|detesto)",
    r"je (?:déteste|hais)",
    r"(?:io )?(?:odio|detesto)",
)
_POINTING = (
    r"(?!(?:it|this|that|you|to|these|those|es|das|dich|dir|diese\w*|esto|eso|este|esta|te|ça|cela|ce|cette|toi|"
    r"questo|questa|ciò|te)"
    r"\b)"
)
"""What is pointed at is gone tomorrow: "I love this"."""
_LIKED = re.compile(rf"^(?:{'|'.join((*_GLAD_VERBS, *_SORRY_VERBS))}) {_POINTING}(?P<what>.{{2,60}})$", re.I)
_GLAD = re.compile(rf"^(?:{'|'.join(_GLAD_VERBS)}) (?P<what>.+)$", re.I)
_ONE_VALUE = (
    r"(?:my name is|call me|my favou?rite [a-z ]{2,20} (?:is|are)|my birthday is|i(?:'?m| am) from|i live in)",
    r"(?:ich heiße|mein name ist|nenn mich|mein\w* lieblings\w+ (?:ist|sind)|mein geburtstag ist|"
    r"ich komme aus|ich wohne in)",
    r"(?:me llamo|mi nombre es|llámame|mi \w+ favorit[oa] es|mi cumpleaños es|soy de|vivo en)",
    r"(?:je m['’ ]?appelle|mon nom est|appelle-moi|m(?:on|a) \w+ préférée? (?:est|c['’ ]?est)|"
    r"mon anniversaire (?:est|c['’ ]?est)|je viens d[eu']|"
    r"j['’ ]?habite(?: à| en)?)",
    r"(?:mi chiamo|il mio nome è|chiamami|(?:il mio|la mia) \w+ preferit[oa] è|il mio compleanno è|vengo da|vivo a)",
)
"""What one has one of: another takes its place."""
_SINGLE = re.compile(rf"^(?P<stem>{'|'.join(_ONE_VALUE)}) .{{2,60}}$", re.I)
_FACT = re.compile(
    r"^(?:i(?:'?m| am) (?:allergic|vegetarian|vegan|colou?r.?blind|deaf|hard of hearing|learning)|"
    r"my (?:son|daughter|wife|husband|partner|mum|mother|dad|father|dog|cat|brother|sister)(?:(?:'s name)? is|'s)|"
    r"ich bin (?:allergisch|schwerhörig|farbenblind)|mein\w* (?:sohn|tochter|frau|mann|mutter|vater|hund|katze|"
    r"bruder|schwester) "
    r"(?:heißt|ist)|"
    r"soy (?:alérgic[oa]|daltónic[oa])|mi (?:hij[oa]|mujer|marido|madre|padre|perr[oa]|gat[oa]|"
    r"herman[oa]) (?:se llama|es)|"
    r"je suis (?:allergique|daltonien\w*)|m(?:on|a) (?:fils|fille|femme|mari|mère|père|chien|chat|frère|"
    r"sœur) (?:s['’ ]?appelle|est)|"
    r"sono (?:allergic[oa]|daltonic[oa])|(?:mio|mia|il mio|la mia) (?:figli[oa]|moglie|marito|madre|padre|cane|"
    r"gatto|fratello|sorella) "
    r"(?:si chiama|è)) .{2,60}$"
    r"|^(?:i(?:'?m| am) (?:vegetarian|vegan|deaf)|ich bin (?:vegetarier\w*|veganer\w*|taub)|soy (?:vegetarian[oa]|"
    r"vegan[oa]|sord[oa])|"
    r"je suis (?:végétarienn?e?|végane?|sourde?)|sono (?:vegetarian[oa]|vegan[oa]|sord[oa]))$",
    re.I,
)
_NO_MORE = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"^(?:actually,? )?(?:i|we) (?:no longer|don'?t|do not) (?:really )?(?:love|like|enjoy|prefer|"
        r"support) (?P<what>.{2,60}?)"
        r"(?: any ?more)?$",
        r"^ich mag (?:keine?n? )?(?P<what>.{2,60}?) (?:nicht )?mehr(?: nicht)?$",
        r"^ich mag kein\w* (?P<what>.{2,60}?)(?: mehr)?$",
        r"^(?:ya )?no me gustan? (?:ya |más )*(?P<what>.{2,60}?)(?: ya| más)?$",
        r"^je n['’ ]?aime (?:plus|pas) (?P<what>.{2,60})$",
        r"^non mi piac(?:e|ciono) (?:più )?(?P<what>.{2,60}?)(?: più)?$",
    )
)
_CORRECTS = re.compile(r"^(?:no|nein|non|actually|eigentlich|en realidad|en fait|in realtà)\b", re.I)
_NAMES_ONE = re.compile(
    r"^(?P<stem>(?:my|mein\w*|mi|mon|ma|mio|mia|il mio|la mia) \w+"
    r"(?:['’]s name is| is called| is named| heißt| se llama| s['’ ]?appelle| si chiama)) .{2,60}$",
    re.I,
)
"""How somebody is called: another name takes the place of the last where that is said to be wrong."""
_ARTICLES = re.compile(r"^(?:der|die|das|den|el|la|los|las|le|les|l['’]|il|lo|gli|i|the)[ '’]?\b ?", re.I)
_OPENING = re.compile(
    r"^(?:no|nein|non|actually|eigentlich|en realidad|en fait|in realtà|well|also|pues|by the way|übrigens|"
    r"por cierto)\b[,:]? "
    r"(?=\w+ \w+)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Learnt:
    """What to keep, and what it takes the place of.

    Attributes:
        text: as it was said.
        kind: `preference` or `fact`.
        instead_of: memories with these words are wrong now.
        stem: memories that begin so are wrong now ("my name is").
    """

    text: str
    kind: str
    instead_of: str = ""
    stem: str = ""


def learnt(said: str) -> Learnt | None:
    """What the viewer told of themselves; none where they told nothing that lasts."""
    text = said.strip().rstrip(".!").replace("’", "'")
    if "?" in text or text.startswith("¿"):
        return None
    changed = next(filter(None, (pattern.match(text) for pattern in _NO_MORE)), None)
    if changed:
        return Learnt(text, "preference", instead_of=_ARTICLES.sub("", changed["what"]))
    text = _OPENING.sub("", text)
    if _LIKED.match(text):
        return Learnt(text, "preference")
    if single := _SINGLE.match(text):
        return Learnt(text, "fact", stem=single["stem"])
    if not _FACT.match(text):
        return None
    named = _NAMES_ONE.match(text) if _CORRECTS.match(said.strip()) else None
    return Learnt(text, "fact", stem=named["stem"] if named else "")


def liked(memories: Sequence[str]) -> set[str]:
    """The words of what the viewer said that they like."""
    found = (_GLAD.match(text) for text in memories)
    return set().union(*(words_of(like["what"]) for like in found if like))
