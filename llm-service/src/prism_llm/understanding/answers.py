"""Whether an answer to a question is a yes: what is asked first cannot be taken back, so a doubt is none."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import reduce
from operator import or_

from prism_core.commands import Command
from prism_core.requests import Understanding
from prism_llm.understanding.passes import BESIDE, CLOSED
from prism_llm.understanding.replies import Replies
from prism_llm.understanding.utterance import Utterance

_LONGEST_YES = 4
"""Words."""


class Answers:
    """Tells a yes from all else, by the words of every language, since a yes may be said in any. Immutable."""

    def __init__(self, replies: Iterable[Replies]) -> None:
        self._said = said = reduce(or_, replies, Replies())
        assents, nots = _either(said.assents), _either(said.nots)
        mocks = f"{_either(said.mocks, escape=False)} "
        self._irony = re.compile(f"(?:{assents} )+{_either(said.ironies, escape=False)} |{mocks}")
        self._but_not = re.compile(rf"(?<!\S){_either(said.buts)} {nots} ")
        self._why_not = re.compile(f"(?:.* )?{_either(said.whys)} {nots} ")
        self._deletes = re.compile(rf"(?<!\S){_either(said.deletes)}")
        self._reason = re.compile(f"{_either(said.reasons, escape=False)} ")

    def read(self, found: Understanding, utterance: Utterance, says_yes: Callable[[Utterance], bool]) -> Understanding:
        """`found` in an answer to a question, with a yes only where one was said for certain.

        `says_yes` tells whether all words are a yes.
        """
        if self._is_denial(utterance):
            return self._denied(found, utterance)
        why_not = self._why_not.fullmatch(utterance.norm()) is not None
        names = [command.name for command in found.commands]
        asks_back = utterance.text.rstrip().endswith("?") and not why_not
        told = "confirm" in names and found.confidence < CLOSED and _ends_with_yes(utterance, says_yes)
        adds = "confirm" in names and found.confidence < CLOSED and self._adds(utterance, says_yes)
        if asks_back or told or adds:
            rest = tuple(command for command in found.commands if command.name != "confirm")
            return found.model_copy(update={"commands": rest, **({} if rest else {"tier": "none"})})
        first = _first_break(utterance)
        unsaid = not names or names == ["deny"] or (names[0] == "confirm" and found.tier == "trained")
        reason = first > 0 and self._negates(utterance) and self._reason.match(utterance.norm(first)) is not None
        if why_not or (unsaid and reason and says_yes(_cut(utterance, 0, first))):
            yes = (Command.of("confirm"),)
            return found.model_copy(update={"commands": yes, "tier": "grammar", "confidence": BESIDE})
        return found

    def _is_denial(self, utterance: Utterance) -> bool:
        """Whether an answer begins or ends with a no, or calls it off: "no, assolutamente", "claro que no"."""
        said, text, norms = self._said, utterance.norm(), [word.norm for word in utterance.words]
        if self._irony.fullmatch(text) or self._but_not.search(text):
            return True
        if self._why_not.fullmatch(text):
            return False
        if not said.holds.isdisjoint(norms) or (not said.nots.isdisjoint(norms) and self._deletes.search(text)):
            return True
        matters = said.no_matter.isdisjoint(norms)
        if not said.denies.isdisjoint(norms) and matters and not self._gives_reason(utterance):
            return True
        return (norms[0] in said.no and matters) or norms[-1] in said.no

    def _gives_reason(self, utterance: Utterance) -> bool:
        """Whether what is denied stands behind a comma and only tells why: "yes, we don't need it"."""
        at = _first_break(utterance)
        words = [word.norm for word in utterance.words]
        if not at or not self._reason.match(utterance.norm(at)) or not self._said.amends.isdisjoint(words[at + 1 :]):
            return False
        return self._said.denies.isdisjoint(words[:at]) and words[0] not in self._said.no

    def _adds(self, utterance: Utterance, says_yes: Callable[[Utterance], bool]) -> bool:
        """Whether words behind a yes may change what is meant: "yes, the Winter one", not "yes, we never do"."""
        count = len(utterance.words)
        ends = [*sorted(at for at in utterance.breaks if 0 < at < count), count]
        if all(says_yes(_cut(utterance, at, end)) for at, end in zip([0, *ends], ends, strict=False)):
            return False
        if says_yes(utterance) or not any(
            says_yes(_cut(utterance, 0, end)) for end in range(1, min(_LONGEST_YES, count))
        ):
            return False
        return not self._negates(utterance)

    def _negates(self, utterance: Utterance) -> bool:
        """Whether a word of a no stands anywhere, as in a reason to delete something."""
        negative = self._said.no | self._said.nots | self._said.denies
        return not negative.isdisjoint(word.norm for word in utterance.words)

    def _denied(self, found: Understanding, utterance: Utterance) -> Understanding:
        """A no where a yes was read, and where something is called off, that."""
        off = not self._said.calls_off.isdisjoint(word.norm for word in utterance.words)
        no = Command.of("cancel") if off else Command.of("deny")
        meant = [no if one.name == "confirm" or (off and one.name == "undo") else one for one in found.commands]
        once = tuple(one for at, one in enumerate(meant) if one not in meant[:at])
        return found.model_copy(update={"commands": once})


def _first_break(utterance: Utterance) -> int:
    """The place of the first word behind a comma; 0 where there is none."""
    return min((at for at in utterance.breaks if 0 < at < len(utterance.words)), default=0)


def _either(said: Iterable[str], *, escape: bool = True) -> str:
    words = sorted(said)
    return f"(?:{'|'.join(map(re.escape, words) if escape else words)})" if words else "(?!)"


def _ends_with_yes(utterance: Utterance, says_yes: Callable[[Utterance], bool]) -> bool:
    """Whether a yes stands at the end alone, and is told of: "nobody said yes"."""
    count = len(utterance.words)
    if says_yes(utterance) or any(says_yes(_cut(utterance, 0, end)) for end in range(1, min(_LONGEST_YES, count) + 1)):
        return False
    starts = range(max(1, count - _LONGEST_YES), count)
    return any(at not in utterance.breaks and says_yes(_cut(utterance, at, count)) for at in starts)


def _cut(utterance: Utterance, start: int, end: int) -> Utterance:
    return replace(utterance, words=utterance.words[start:end], breaks=frozenset())
