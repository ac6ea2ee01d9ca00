"""Wishes to forget in languages whose commands have none, and wishes to forget what was talked about. Pure."""

import re
from collections.abc import Sequence

from prism_core.commands import Command

_FORGET = re.compile(
    r"^(?:(?:bitte|lumen|kannst du|por favor|puedes|s['’]il te plaît|peux-tu|per favore|puoi)[, ]+)*"
    r"(?:vergiss|olvida|oublie|dimentica)(?: bitte)?,? ?(?:dass|que|qu['’]|che)? ?(?P<what>.+?)[.!]*$",
    re.I,
)
_EVERYTHING = re.compile(
    r"^(?:alles|todo|tout|tutto)(?:,? (?:was|lo que|ce que|quello che) .+| (?:über|von|sobre|de|su|di) (?:mich|mir|"
    r"mí|moi|me))?$",
    re.I,
)
_NEVER_MIND = frozenset({"es", "das", "eso", "esto", "ça", "cela", "lo", "questo", "tutto questo"})
"""With which the words mean that nothing need be done."""
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
    """The deletion of memories that `text` asks for in a language without that command; none for other words."""
    found = _FORGET.match(text.strip())
    if found is None or forgets_the_talk(text) or found["what"].casefold() in _NEVER_MIND:
        return ()
    if _EVERYTHING.match(found["what"]):
        return (Command.of("delete", kind="memory"),)
    return (Command.of("delete", kind="memory", title=found["what"]),)
