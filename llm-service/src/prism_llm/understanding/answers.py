"""Whether an answer to a question is a yes: what is asked first cannot be taken back, so a doubt is none."""

import re
from collections.abc import Callable
from dataclasses import replace

from prism_core.commands import Command
from prism_core.requests import Understanding
from prism_llm.understanding.passes import BESIDE, CLOSED
from prism_llm.understanding.utterance import Utterance

_NO = frozenset("no nope nah nein nee ne non never nobody noone nie niemals keiner niemand jamais mai nunca".split())
"""What an answer begins with that is none of a yes, whatever follows."""
_DENYING = frozenset(
    "not dont didnt nicht kein niemals annulla annule annuler cancela anula anulalo anulala olvidalo vergiss "
    "abbrechen lascia laisse dejalo".split()
)
"""Words that leave no yes in an answer."""
_CALLS_OFF = frozenset("annulla annule annuler cancela anula anulalo anulala abbrechen cancel".split())
_IRONY = re.compile(
    r"(?:yeah|yes|yep|sure|oh|si|oui|ja|ouais) (?:yeah |yes |sure |ja )?"
    r"(?:right|come no|cest ca|claro y que mas|von wegen) |ma (?:va|vai|dai|figurati) (?:la )?"
)
"""What sounds like a yes, and is said for a no."""
_NO_MATTER = frozenset("problem worries bother doubt question hay prob problema problemo probleme souci biggie".split())
_BUT_NOT = re.compile(r"(?<!\S)(?:but|aber|pero|mais|ma) (?:not|nicht|kein|no|pas|non) ")
_WHY_NOT = re.compile(r"(?:.* )?(?:como|come|por que|porque|perche|why|warum|wieso|pourquoi) (?:no|not|nicht|pas) ")
"""A yes that ends with a no: "come no", "¿por qué no?"."""
_LONGEST_YES = 4


def is_denial(utterance: Utterance) -> bool:
    """Whether an answer begins or ends with a no, or calls it off: "no, assolutamente", "claro que no"."""
    norms = [word.norm for word in utterance.words]
    if _IRONY.fullmatch(utterance.norm()) or _BUT_NOT.search(utterance.norm()):
        return True
    if _WHY_NOT.fullmatch(utterance.norm()):
        return False
    if not _DENYING.isdisjoint(norms) and not _NO_MATTER & set(norms):
        return True
    return (norms[0] in _NO and not _NO_MATTER & set(norms)) or norms[-1] in _NO


def answered(found: Understanding, utterance: Utterance, says_yes: Callable[[Utterance], bool]) -> Understanding:
    """`found` in an answer to a question, with a yes only where one was said for certain.

    `says_yes` tells whether all words are a yes.
    """
    if is_denial(utterance):
        return _denied(found, utterance)
    names = [command.name for command in found.commands]
    if "confirm" in names and found.confidence < CLOSED and _ends_with_yes(utterance, says_yes):
        rest = tuple(command for command in found.commands if command.name != "confirm")
        return found.model_copy(update={"commands": rest, **({} if rest else {"tier": "none"})})
    first = min((at for at in utterance.breaks if 0 < at < len(utterance.words)), default=None)
    why_not = _WHY_NOT.fullmatch(utterance.norm()) is not None
    if why_not or (not names and first and says_yes(_cut(utterance, 0, first))):
        yes = (Command.of("confirm"),)
        return found.model_copy(update={"commands": yes, "tier": "grammar", "confidence": BESIDE})
    return found


def _denied(found: Understanding, utterance: Utterance) -> Understanding:
    """A no where a yes was read, and where something is called off, that."""
    off = not _CALLS_OFF.isdisjoint(word.norm for word in utterance.words)
    no = Command.of("cancel") if off else Command.of("deny")
    meant = [no if one.name == "confirm" or (off and one.name == "undo") else one for one in found.commands]
    once = tuple(one for at, one in enumerate(meant) if one not in meant[:at])
    return found.model_copy(update={"commands": once})


def _ends_with_yes(utterance: Utterance, says_yes: Callable[[Utterance], bool]) -> bool:
    """Whether a yes stands at the end alone, and is told of: "nobody said yes"."""
    count = len(utterance.words)
    if says_yes(utterance) or any(says_yes(_cut(utterance, 0, end)) for end in range(1, min(_LONGEST_YES, count) + 1)):
        return False
    starts = range(max(1, count - _LONGEST_YES), count)
    return any(at not in utterance.breaks and says_yes(_cut(utterance, at, count)) for at in starts)


def _cut(utterance: Utterance, start: int, end: int) -> Utterance:
    return replace(utterance, words=utterance.words[start:end], breaks=frozenset())
