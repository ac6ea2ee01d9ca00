"""Wishes to forget and to delete in words that no command has, and to forget what was talked about. Pure."""

import re
from collections.abc import Sequence

from prism_core.commands import Command
from prism_llm.responder.matching import LONGEST_WORDS

_FORGET = re.compile(
    r"^(?:(?:bitte|lumen|kannst du|por favor|puedes|s['’]il te plaît|peux-tu|per favore|puoi|please|can you|"
    r"could you)[, ]+)*(?:"
    r"(?:vergiss|olvida|oublie|dimentica)(?: bitte)?,? ?(?:dass|que|qu['’]|che)? ?(?P<what>.+?)"
    r"|forget (?:(?:what i (?:told you|said) )?about |that (?=(?:i|i['’]m|we|my|our)\b)|(?=(?:i|i['’]m|we|my|our)\b))"
    r"(?P<english>.+?)(?:,? please)?)[.!]*$",
    re.I,
)
_EVERYTHING = re.compile(
    r"^(?:alles|todo|tout|tutto)(?:,? (?:was|lo que|ce que|quello che) .+| (?:über|von|sobre|de|su|di) (?:mich|mir|"
    r"mí|moi|me))?$",
    re.I,
)
_NEVER_MIND = frozenset(
    {"es", "das", "eso", "esto", "ça", "cela", "lo", "questo", "tutto questo", "it", "this", "that", "all that"}
)
"""With which the words mean that nothing need be done."""
_DELETING = r"(?:lösch\w*|streiche?|borra|elimina|quita|efface|supprime|annule|cancella|rimuovi)"
_KINDS = {
    "reminder": re.compile(
        rf"\b{_DELETING}\b.*\b(?:erinnerung(?:en)?|recordatorios?|rappels?|promemoria)\b"
        r"|\berinnerung(?:en)? löschen\b",
        re.I,
    ),
    "recording": re.compile(
        rf"\b{_DELETING}\b.*\b(?:aufnahmen?|grabaci(?:ón|ones)|enregistrements?|registrazion[ei])\b"
        r"|\baufnahmen? löschen\b",
        re.I,
    ),
}
_TALK = re.compile(
    r"\bforget (?:(?:all|everything) (?:of )?)?(?:what we(?:'ve| have)?(?: just)? (?:talked|said|spoke\w*|discussed)|"
    r"(?:this|our|the) (?:conversation|chat|talk)|what i(?:'ve| have)?(?: just)? said)\b"
    r"|\bvergiss(?: bitte)?,? (?:alles,? )?(?:was wir (?:geredet|gesagt|gesprochen|besprochen) haben|"
    r"worüber wir (?:geredet|gesprochen) "
    r"haben|unser gespräch|dieses gespräch|diese unterhaltung|was ich gesagt habe)"
    r"|\bolvida (?:todo )?(?:lo que (?:hemos hablado|hablamos|he dicho)|(?:esta|nuestra) conversación|"
    r"de qué hemos hablado)"
    r"|\boublie (?:tout )?(?:ce (?:que j['’]ai dit|dont (?:on a|nous avons) parlé|qu['’]on a dit)|(?:cette|"
    r"notre) conversation)"
    r"|\bdimentica (?:tutto )?(?:(?:quello che|di cosa|ciò che) (?:abbiamo (?:detto|parlato)|ho detto)|(?:questa|"
    r"la nostra) conversazione)",
    re.I,
)


def forgets_the_talk(text: str) -> bool:
    """Whether the viewer wants what was talked about forgotten, rather than a memory."""
    return bool(_TALK.search(text))


def forgetting(text: str) -> Sequence[Command]:
    """The deletion that `text` asks for in words that no command has; none for other words."""
    for kind, pattern in _KINDS.items():
        if pattern.search(text):
            return (Command.of("delete", kind=kind),)
    found = _FORGET.match(text.strip())
    if found is None or forgets_the_talk(text):
        return ()
    what = found["what"] or found["english"]
    if what.casefold() in _NEVER_MIND or len(what) > LONGEST_WORDS:
        return ()
    if _EVERYTHING.match(what):
        return (Command.of("delete", kind="memory"),)
    return (Command.of("delete", kind="memory", title=what),)
