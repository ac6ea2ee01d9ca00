"""What viewers tell of themselves in passing ("I love westerns"), kept as if they had asked for it. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from prism_llm.responder.matching import topics

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
_SORRY = re.compile(rf"^(?:{'|'.join(_SORRY_VERBS)}) (?P<what>.+)$", re.I)
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
_PASSING = (
    r"(?!(?:just |still |already |so |too |very |really |not |now |gerade |schon |noch |sehr |nicht |ya |todavía |muy |"
    r"déjà |encore |très |già |ancora |molto )*(?:\w+ing|asleep|awake|here|home|at|in|on|out|away|back|gone|ready|"
    r"tired|ill|sick|hungry|bored|upset|angry|sad|late|busy|now|da|hier|weg|müde|krank|wach|eingeschlafen|wütend|"
    r"traurig|hungrig|gleich|aquí|ahí|en|cansad[oa]|enferm[oa]|dormid[oa]|là|ici|malade|fatiguée?|rentrée?|parti\w*|"
    r"endormie?|qui|qua|stanc[oa]|malat[oa]|tornat[oa]|uscit[oa])\b)"
)
"""How somebody is for a while: that is no lasting fact."""
_FAMILY = (
    r"(?:son|daughter|wife|husband|partner|mum|mom|mother|dad|father|dog|cat|brother|sister|grandson|granddaughter)"
)
_HELD = (
    r"(?:dogs?|cats?|pets?|kids?|child(?:ren)?|sons?|daughters?|brothers?|sisters?|grandchild(?:ren)?|twins|horses?|"
    r"rabbits?|hund|hunde|katzen?|kinder|kind|söhne?|töchter|tochter|geschwister|brüder|bruder|schwestern?|enkel|"
    r"perr[oa]s?|gat[oa]s?|hij[oa]s?|herman[oa]s?|niet[oa]s|chiens?|chats?|enfants?|fils|filles?|frères?|sœurs?|can[ei]|"
    r"gatt[oi]|figli[oae]?|fratell[oi]|sorell[ae]|nipot[ei])"
)
_LASTING = re.compile(
    rf"^my {_FAMILY} \w+(?: is|'s) {_PASSING}.{{2,60}}$"
    rf"|^my {_FAMILY}(?: \w+)? (?:likes|loves|hates|can't stand|doesn't like|lives in|works (?:in|as|at)) "
    r"(?!(?:you|it|this|that)\b).{2,60}$"
    r"|^(?:(?:i|we)(?:'ve got| have got| have)|ich habe|wir haben|(?:yo )?tengo|tenemos|j['’ ]?ai|nous avons|"
    r"(?:io )?ho|abbiamo) "
    r"(?:an?|one|two|three|four|five|no|\d+|eine?n?|keine?n?|zwei|drei|vier|fünf|una?|dos|tres|cuatro|cinco|une|deux|"
    r"trois|quatre|cinq|due|tre|quattro|cinque) "
    rf"(?:\w+ )?{_HELD}\b.{{0,60}}$"
    r"|^i work (?:as|for|in|at|nights).{0,60}$|^ich arbeite (?:als|bei|in|nachts).{0,60}$"
    r"|^trabajo (?:de|como|en) .{2,60}$"
    r"|^je travaille (?:comme|chez|à|de nuit).{0,60}$|^lavoro (?:come|in|per|di notte).{0,60}$",
    re.I,
)
_FACT = re.compile(
    r"^(?:i(?:'?m| am) (?:allergic|vegetarian|vegan|colou?r.?blind|deaf|hard of hearing|learning)|"
    rf"my {_FAMILY}(?:'s name is|(?: is|'s)(?= {_PASSING}))|"
    r"ich bin (?:allergisch|schwerhörig|farbenblind)|mein\w* (?:sohn|tochter|frau|mann|mutter|vater|hund|katze|"
    r"bruder|schwester) "
    rf"(?:heißt|ist(?= {_PASSING}))|"
    r"soy (?:alérgic[oa]|daltónic[oa])|mi (?:hij[oa]|mujer|marido|madre|padre|perr[oa]|gat[oa]|"
    rf"herman[oa]) (?:se llama|es(?= {_PASSING}))|"
    r"je suis (?:allergique|daltonien\w*)|m(?:on|a) (?:fils|fille|femme|mari|mère|père|chien|chat|frère|"
    rf"sœur) (?:s['’ ]?appelle|est(?= {_PASSING}))|"
    r"sono (?:allergic[oa]|daltonic[oa])|(?:mio|mia|il mio|la mia) (?:figli[oa]|moglie|marito|madre|padre|cane|"
    r"gatto|fratello|sorella) "
    rf"(?:si chiama|è(?= {_PASSING}))) .{{2,60}}$"
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

_AND = re.compile(
    r"(?:,? (?:and|und|y|et|e)|[;.!])(?: also)? "
    r"(?=(?:i|i'm|i've|we|my|ich|wir|mein\w*|yo|me|mi|soy|tengo|vivo|je|j['’]\w+|j|mon|ma|nous|io|mio|mia|"
    r"il mio|la mia|sono|ho)\b)",
    re.I,
)
_AGAIN = re.compile(
    r"\s+(?:again|now|after all|too|as well|a lot|very much|wieder|jetzt|doch|auch|otra vez|de nuevo|ahora|también|"
    r"à nouveau|maintenant|aussi|di nuovo|ora|anche)$",
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
    if not (_FACT.match(text) or _LASTING.match(text)):
        return None
    named = _NAMES_ONE.match(text) if _CORRECTS.match(said.strip()) else None
    return Learnt(text, "fact", stem=named["stem"] if named else "")


def every_learnt(said: str) -> Sequence[Learnt]:
    """What the viewer told in each part of a sentence: "my name is Zora and I have a dog"."""
    return [told for part in _AND.split(said.strip()) if (told := learnt(part))]


def opinion(text: str) -> frozenset[str]:
    """What a memory says that the viewer likes or does not like, by its words; empty for other memories."""
    plain = text.strip().rstrip(".!").replace("’", "'")
    found = next(filter(None, (pattern.match(plain) for pattern in (*_NO_MORE, _LIKED))), None)
    return frozenset(topics(_AGAIN.sub("", found["what"]))) if found else frozenset()


def liked(memories: Sequence[str]) -> set[str]:
    """The words of what the viewer said that they like."""
    return _words_of_what(_GLAD, memories)


def disliked(memories: Sequence[str]) -> set[str]:
    """The words of what the viewer said that they do not like, or no more."""
    return set().union(*(_words_of_what(pattern, memories) for pattern in (_SORRY, *_NO_MORE)))


def _words_of_what(pattern: re.Pattern[str], memories: Sequence[str]) -> set[str]:
    found = (pattern.match(text) for text in memories)
    return set().union(*(topics(said["what"]) for said in found if said))
