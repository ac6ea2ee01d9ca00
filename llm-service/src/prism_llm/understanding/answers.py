"""Whether an answer to a question is a yes: what is asked first cannot be taken back, so a doubt is none."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import reduce
from itertools import pairwise
from operator import or_

from prism_core.commands import Command
from prism_core.requests import Understanding
from prism_llm.understanding.passes import BESIDE, CLOSED
from prism_llm.understanding.replies import Replies
from prism_llm.understanding.utterance import Utterance, read

_HINTS = frozenset({"tv.volume", "tv.stop"})
"""What a reason may be read as: "sí, ya no la oímos"."""
_LONGEST_WAIT = 4
_LONGEST_YES = 4
"""Words."""
_NOES = frozenset({"deny", "cancel"})
_OF_THE_QUESTION = frozenset({"delete", "reminder.cancel", "undo", "tv.record"})
"""What may be about the same thing as the question, and is no other wish."""


class Answers:
    """Tells a yes from all else, by the words of every language, since a yes may be said in any. Immutable."""

    def __init__(self, replies: Iterable[Replies]) -> None:
        each = tuple(replies)
        self._said = said = reduce(or_, each, Replies())
        assents, nots = _either(said.assents), _either(said.nots)
        mocks = f"{_either(said.mocks, escape=False)} "
        self._irony = re.compile(f"(?:{assents} )+{_either(said.ironies, escape=False)} |{mocks}")
        self._but_not = re.compile(rf"(?<!\S){_either(said.buts)} {nots} ")
        self._why_not = re.compile(f"(?:.* )?{_either(said.whys)} {nots} ")
        self._whys = re.compile(rf"(?<!\S){_either(said.whys)} {nots} ")
        self._deletes = re.compile(rf"(?<!\S){_either(said.deletes)}")
        self._settled = re.compile(f"{_either(said.settles, escape=False)} ")
        self._loses = re.compile(rf"(?<!\S){_either(said.loses)}")
        self._orders = re.compile(f"{_either(said.orders, escape=False)} ")
        self._keeps = re.compile(f"{_either(said.keeps, escape=False)} ")
        self._asks = re.compile(f"{_either(said.asks, escape=False)} ")
        self._told = re.compile(rf"(?<!\S){_either(said.told, escape=False)} ")
        self._doubts = {one: re.compile(f"{_either(one.doubts, escape=False)} ") for one in each}
        self._reasons = [(re.compile(f"{_either(one.reasons, escape=False)} "), one) for one in each]

    def read(self, found: Understanding, utterance: Utterance, says_yes: Callable[[Utterance], bool]) -> Understanding:
        """`found` in an answer to a question, with a yes only where one was said for certain.

        `says_yes` tells whether all words are a yes.
        """
        names = [command.name for command in found.commands]
        if names == ["tv.pause"] and len(utterance.words) <= _LONGEST_WAIT and not self._pauses(utterance):
            return found.model_copy(update={"commands": (Command.of("deny"),)})  # who says "wait" has not said yes
        if self._holds_back(utterance) or ("confirm" in names and not _NOES.isdisjoint(names)):
            return self._denied(found, utterance)
        unsaid = names in ([], ["deny"], ["confirm"]) or (names[0] == "confirm" and found.tier == "trained")
        unsaid = unsaid or _HINTS.issuperset(names)
        why_not = self._why_not.fullmatch(utterance.norm()) is not None
        asks_back = not why_not and (
            utterance.text.rstrip().endswith("?")
            or any(self._asks.match(piece.norm()) for piece in _pieces(utterance))
            or self._told.search(utterance.norm()) is not None
        )
        if (unsaid or names == ["delete"]) and not asks_back and self._says_but_yes(utterance, says_yes):
            return _confirmed(found)
        if unsaid and not asks_back and self._gives_reason(utterance, says_yes):
            return _confirmed(found)
        if self._is_denial(utterance):
            return self._denied(found, utterance)
        doubtful = "confirm" in names and (found.confidence < CLOSED or found.tier == "trained")
        told = doubtful and _ends_with_yes(utterance, says_yes)
        adds = doubtful and self._adds(utterance, says_yes)
        if asks_back or told or adds:
            rest = tuple(command for command in found.commands if command.name != "confirm")
            return found.model_copy(update={"commands": rest, **({} if rest else {"tier": "none"})})
        return _confirmed(found) if why_not else found

    def doubts(self, utterance: Utterance, question: str, said: Replies) -> bool:
        """Whether nothing is to be deleted yet though `question` asks whether: "I guess", "yes, I heard you"."""
        doubts = self._doubts[said]
        *_, last = _pieces(utterance)
        return self._asks_to_lose(question) and any(doubts.fullmatch(words.norm()) for words in (utterance, last))

    def orders(self, utterance: Utterance, question: str) -> bool:
        """Whether all words tell to delete what `question` asks whether it is to be deleted."""
        return self._asks_to_lose(question) and self._orders.fullmatch(utterance.norm()) is not None

    def keeps(self, utterance: Utterance, question: str) -> bool:
        """Whether all words tell to keep what `question` asks whether it is to be deleted: "no no, that one stays"."""
        return self._asks_to_lose(question) and self._keeps.fullmatch(utterance.norm()) is not None

    def names_another(self, found: Understanding, utterance: Utterance, question: str) -> bool:
        """Whether a no names what `question` does not ask about, and asks for nothing plain: "no, the Tatort one"."""
        guessed = found.tier == "trained" and {command.name for command in found.commands} == {"tv.watch"}
        count = len(utterance.words)
        first = min((at for at in utterance.breaks if 0 < at < count), default=0)  # "no no, that's Leo's"
        says_no = first > 0 and all(word.norm in self._said.no for word in utterance.words[:first])
        return says_no and (guessed or not found.commands) and self._asks_to_lose(question)

    def _asks_to_lose(self, question: str) -> bool:
        return self._loses.search(read(question).norm()) is not None

    def _pauses(self, utterance: Utterance) -> bool:
        """Whether a pause was asked for by that word."""
        return any(word.norm.startswith("paus") for word in utterance.words)

    def _holds_back(self, utterance: Utterance) -> bool:
        """Whether an answer is no yes, whatever it is made of: "yeah, right", "yes, wait", "yes, don't delete it"."""
        said, text, norms = self._said, utterance.norm(), {word.norm for word in utterance.words}
        if self._irony.fullmatch(text) or self._but_not.search(text):
            return True
        if self._why_not.fullmatch(text):
            return False
        nots = said.nots.intersection(self._whys.sub("", text).split())  # "why not, delete it" deletes
        negates = bool(nots) and not said.no_matter & norms
        return bool(said.holds & norms) or (negates and self._deletes.search(text) is not None)

    def _is_denial(self, utterance: Utterance) -> bool:
        """Whether an answer begins or ends with a no, or calls it off: "no, assolutamente", "claro que no"."""
        said, norms = self._said, [word.norm for word in utterance.words]
        if self._why_not.fullmatch(utterance.norm()):
            return False
        matters = said.no_matter.isdisjoint(norms)
        if not said.denies.isdisjoint(norms) and matters:
            return True
        return (norms[0] in said.no and matters) or norms[-1] in said.no

    def _says_but_yes(self, utterance: Utterance, says_yes: Callable[[Utterance], bool]) -> bool:
        """Whether every piece is a yes, or polite beside one: "why not, yes", "okay, thanks"."""
        polite = [self._said.polite.issuperset(word.norm for word in piece.words) for piece in _pieces(utterance)]
        rest = [piece for piece, kind in zip(_pieces(utterance), polite, strict=True) if not kind]
        return bool(rest) and all(
            self._why_not.fullmatch(piece.norm()) or (_says_twice(piece, says_yes) and not self._is_denial(piece))
            for piece in rest
        )

    def _gives_reason(self, utterance: Utterance, says_yes: Callable[[Utterance], bool]) -> bool:
        """Whether what stands beside a yes only tells why: "yes, we don't need it"."""
        pieces = list(_pieces(utterance))
        yes = [_says_twice(piece, says_yes) for piece in pieces]
        rest = [piece for piece, said in zip(pieces, yes, strict=True) if not said]
        cut = [self._behind_yes(piece, says_yes) for piece in rest]
        told = [self._is_reason(piece.norm(end)) for piece, end in zip(rest, cut, strict=True)]
        return any(yes + list(map(bool, cut))) and any(told) and all(told)

    def _behind_yes(self, utterance: Utterance, says_yes: Callable[[Utterance], bool]) -> int:
        """Where a reason begins that no comma parts from its yes: "yeah we never listen to it"."""
        ends = range(1, min(_LONGEST_YES + 1, len(utterance.words)))
        reasons = (end for end in ends if self._is_reason(utterance.norm(end)))
        return next((end for end in reasons if says_yes(_cut(utterance, 0, end))), 0)

    def _is_reason(self, text: str) -> bool:
        """Whether words tell why, and with a no of their language: one may be an article of another ("nen Moment")."""
        if self._settled.fullmatch(text):
            return True
        words = set(text.split())
        for reason, said in self._reasons:
            negates = words & (said.no | said.nots | said.denies)
            if reason.match(text) and negates and not (words & said.denies and words & said.amends):
                return True
        return False

    def _adds(self, utterance: Utterance, says_yes: Callable[[Utterance], bool]) -> bool:
        """Whether words behind a yes may change what is meant: "yes, the Winter one", not "yes, we never do"."""
        if all(_says_twice(piece, says_yes) for piece in _pieces(utterance)):
            return False
        ends = range(1, min(_LONGEST_YES, len(utterance.words)))
        return any(says_yes(_cut(utterance, 0, end)) for end in ends)

    def _denied(self, found: Understanding, utterance: Utterance) -> Understanding:
        """A no where a yes was read, and where something is called off, that."""
        off = not self._said.calls_off.isdisjoint(word.norm for word in utterance.words)
        no = Command.of("cancel") if off else Command.of("deny")
        meant = [no if one.name == "confirm" or (off and one.name == "undo") else one for one in found.commands]
        names = {one.name for one in meant}
        if meant and names.isdisjoint(_NOES | _OF_THE_QUESTION) and self._deletes.search(utterance.norm()):
            meant = [no, *meant]  # "no, don't delete it, show me all of them"
        once = tuple(one for at, one in enumerate(meant) if one not in meant[:at])
        return found.model_copy(update={"commands": once})


def _confirmed(found: Understanding) -> Understanding:
    yes = (Command.of("confirm"),)
    return found.model_copy(update={"commands": yes, "tier": "grammar", "confidence": BESIDE})


def _says_twice(utterance: Utterance, says_yes: Callable[[Utterance], bool]) -> bool:
    """Whether all words are a yes, or two: "yeah go on"."""
    count = len(utterance.words)
    cuts = ((_cut(utterance, 0, at), _cut(utterance, at, count)) for at in range(1, count))
    return says_yes(utterance) or any(says_yes(first) and says_yes(rest) for first, rest in cuts)


def _pieces(utterance: Utterance) -> Iterator[Utterance]:
    """What stands between the commas."""
    count = len(utterance.words)
    cuts = sorted({0, count, *(at for at in utterance.breaks if 0 < at < count)})
    return (_cut(utterance, start, end) for start, end in pairwise(cuts))


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
