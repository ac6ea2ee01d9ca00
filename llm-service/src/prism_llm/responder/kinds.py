"""Kinds of programmes, as viewers name them and as guides do, in five languages. Pure."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from prism_llm.media import Programme
from prism_llm.responder.asked_times import window

_KINDS: Final[Mapping[str, str]] = {
    r"films?|movies?|(?:spiel|fernseh)?filme?n?|películas?|pelis?": r"film|movie|pel[ií]cula|cin[eé]ma?\b",
    r"football|soccer|fu(?:ß|ss)ball|f[úu]tbol|foot|calcio": r"football|soccer|fu(?:ß|ss)ball|f[úu]tbol|calcio",
    r"sports?|sportsendungen|deportes?": r"sport|deporte|football|soccer|fu(?:ß|ss)ball|f[úu]tbol|calcio|tennis",
    r"news|nachrichten|noticias|infos|informations|notizie|telegiornale": r"news|nachricht|notici|informat|notizi",
    r"documentar(?:y|ies)|dokus?|dokumentation(?:en)?|documental(?:es)?|documentaires?|documentar[io]+":
        r"document|dok[ui]",
    r"krimis?|crime|crime (?:show|serie)s?|policíacas?|policiers?|gialli?|giallo":
        r"krimi|crime|detective|polic[ií]|giallo",
    r"comed(?:y|ies)|sitcoms?|komödien?|comedias?|comédies?|commedi[ae]": r"comed|com[ée]d|komödie|sitcom|commedi",
    r"cartoons?|zeichentrick(?:filme?)?|dibujos(?: animados)?|dessins? animés?|cartoni(?: animati)?":
        r"cartoon|animat|zeichentrick|dibujos|children|kids|kinder|infantil|enfant|bambini",
    r"horror(?: ?(?:films?|filme|movies?))?|películas? de terror|films? d['’]horreur": r"horror|terror|horreur",
    r"music|musik|música|musique|musica|concerts?|konzerte?": r"musi|músi|concert|konzert",
    r"quiz(?:zes)?|quiz ?shows?|quizsendungen": r"quiz|game show",
}  # fmt: skip
"""What is said, and what stands in titles and categories of guides."""
_SAID: Final = [(re.compile(rf"\b(?:{said})\b", re.I), re.compile(written, re.I)) for said, written in _KINDS.items()]
_ARTICLE: Final = re.compile(
    r"^(?:the|an?|my|der|die|das|den|eine?n?|el|la|los|las|una?|les?|une|il|lo|gli|i|un) (?=\S)|^l['’](?=\S)", re.I
)
_OPENS: Final = (
    r"(?:is|are) there|any|gibt es|läuft|kommen?|hay|dan|ponen|y a-t-il|est-ce qu['’]il y a|il y a|c['’]è|ci sono|"
    r"danno|was läuft .*für|when(?:['’]s| is) the next|wann kommen?"
)
_SMALL: Final = (
    r"an?|any|some|good|heute|noch|ein\w*|alguna?s?|una?|des?|une|d['’]|qualche|die|der|das|las?|los|les?|nächste\w*"
)
_ASKS: Final = re.compile(
    rf"^\W*(?:{_OPENS})(?: (?:{_SMALL}))* (?:{'|'.join(_KINDS)})"
    r"(?: (?:on|showing|im fernsehen|en la tele|à la télé|in tv))*(?: (?P<when>.+?))?\W*$",
    re.I,
)


def bare(title: str) -> str:
    """A title without the article that is said before it."""
    return _ARTICLE.sub("", title)


def kind_in(text: str) -> re.Pattern[str] | None:
    """What guides write of the kind of programme that `text` names; none where it names none."""
    return next((written for said, written in _SAID if said.search(text)), None)


def is_of(kind: re.Pattern[str], programme: Programme) -> bool:
    """Whether the guide says that a programme is of a kind."""
    return bool(kind.search(" ".join((programme.title, *programme.categories))))


def asked_for(text: str, now: datetime) -> str | None:
    """When something of a kind is asked for, in the viewer's words, empty for the next hours; none for other words."""
    found = _ASKS.match(text)
    if found is None:
        return None
    when = found["when"] or ""
    return when if not when or window(when, now) else None
