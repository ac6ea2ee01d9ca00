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
_HOLDS = frozenset(
    "wait hold later other keep leave stop instead warte gleich spater andere anderen behalt behalte otra otro "
    "luego espera deja dejala conserva conservala autre attends tard garde gardela conserve conservela laissela "
    "altra altro dopo aspetta tardi lautre laltra laltro lotro lasciala lascialo tieni tienila dreams reves "
    "suenos sogni".split()
)
"""Words that ask to wait, for another or to keep it, behind whatever yes."""
_NOT = frozenset("not dont no nicht kein keine ne pas non".split())
_DELETES = re.compile(r"(?<!\S)(?:delet|eras|remov|losch|entfern|borr|elimin|supprim|effac|cancell|togli|quita)")
_REASON = re.compile(
    r"(?:(?:i|we|its?|they|that|nobody|noone|ich|wir|es|die|keiner|niemand|brauche?|on|jen?|je|personne|ca|nadie|"
    r"nessuno) |(?:no|non) (?:la|lo|las|los|le|li|l|mi|me|ci|nos|hace) )"
)
"""How a reason behind a yes begins: "we don't need it", "no la quiero", but not "no esa"."""
_AMENDS = frozenset("sure to right that sicher richtig seguro sicuro".split())
"""With these it is no reason: "yes, I'm not sure"."""
_CALLS_OFF = frozenset("annulla annule annuler cancela anula anulalo anulala abbrechen cancel".split())
_IRONY = re.compile(
    r"(?:(?:yeah|yes|yep|sure|oh|si|oui|ja|ouais|mais|ma|klar|bien|doch) )+"
    r"(?:right|figurati|als ob|nie im leben|hombre|come no|cest ca|claro y que mas|von wegen) "
    r"|ma (?:va|vai|dai|figurati) (?:la )?"
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
    if not _HOLDS.isdisjoint(norms) or (not _NOT.isdisjoint(norms) and _DELETES.search(utterance.norm())):
        return True
    if not _DENYING.isdisjoint(norms) and not _NO_MATTER & set(norms) and not _gives_reason(utterance):
        return True
    return (norms[0] in _NO and not _NO_MATTER & set(norms)) or norms[-1] in _NO


def answered(found: Understanding, utterance: Utterance, says_yes: Callable[[Utterance], bool]) -> Understanding:
    """`found` in an answer to a question, with a yes only where one was said for certain.

    `says_yes` tells whether all words are a yes.
    """
    if is_denial(utterance):
        return _denied(found, utterance)
    asks_back = utterance.text.rstrip().endswith("?") and _WHY_NOT.fullmatch(utterance.norm()) is None
    if asks_back:
        rest = tuple(command for command in found.commands if command.name != "confirm")
        return found.model_copy(update={"commands": rest, **({} if rest else {"tier": "none"})})
    names = [command.name for command in found.commands]
    if "confirm" in names and found.confidence < CLOSED and _ends_with_yes(utterance, says_yes):
        rest = tuple(command for command in found.commands if command.name != "confirm")
        return found.model_copy(update={"commands": rest, **({} if rest else {"tier": "none"})})
    first = min((at for at in utterance.breaks if 0 < at < len(utterance.words)), default=0)
    why_not = _WHY_NOT.fullmatch(utterance.norm()) is not None
    unsaid = not names or names == ["deny"] or (names[0] == "confirm" and found.tier == "trained")
    reason = first > 0 and _REASON.match(utterance.norm(first)) is not None
    if why_not or (unsaid and reason and says_yes(_cut(utterance, 0, first))):
        yes = (Command.of("confirm"),)
        return found.model_copy(update={"commands": yes, "tier": "grammar", "confidence": BESIDE})
    return found


def _gives_reason(utterance: Utterance) -> bool:
    """Whether what is denied stands behind a comma and only tells why: "yes, we don't need it"."""
    at = min((at for at in utterance.breaks if 0 < at < len(utterance.words)), default=0)
    words = [word.norm for word in utterance.words]
    if not at or not _REASON.match(utterance.norm(at)) or not _AMENDS.isdisjoint(words[at + 1 :]):
        return False
    return _DENYING.isdisjoint(words[:at]) and words[0] not in _NO


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
