"""The words by which an answer to a question is a yes, a no, or neither."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Replies:
    """One language's words, or those of several; `ironies`, `mocks`, `reasons`, `settles` and `doubts` are expressions.

    `deletes` are stems.

    Attributes:
        no: what an answer begins with that is no yes, whatever follows.
        denies: words that leave no yes in an answer.
        holds: words that ask to wait, for another or to keep it, behind whatever yes.
        nots: words that turn what follows around.
        deletes: how verbs of deleting begin.
        loses: how verbs begin that Lumen asks with whether something is to be deleted or forgotten.
        reasons: a reason beside a yes, or how it begins: "we don't need it", "no la quiero", but not "no esa".
        settles: a whole reason that needs no no: "we have seen it".
        amends: words with which it is no reason: "yes, I'm not sure".
        keeps: a whole answer that tells to keep what the question asks whether it is to be deleted, or why.
        orders: a whole answer that tells to delete what the question is about: "sure, bin it".
        doubts: a whole answer, or the end of one, that is no yes to whether something is to be deleted: "I guess".
        polite: words beside a yes that change nothing: "okay, thanks".
        asks: expressions for how a question back begins: "do I need it".
        told: the same of what somebody else says or wants, so that a yes behind it may be theirs.
        calls_off: words that call off what is asked about.
        assents: words of a yes that may be meant for a no.
        ironies: what makes a no of them: "yeah, right".
        mocks: a no that sounds like a yes: "ma va".
        no_matter: what is not there where a no means a yes: "no problem".
        buts: what stands before a no behind a yes.
        whys: what stands before a no that is a yes: "why not", "come no".
    """

    no: frozenset[str] = frozenset()
    denies: frozenset[str] = frozenset()
    holds: frozenset[str] = frozenset()
    nots: frozenset[str] = frozenset()
    keeps: frozenset[str] = frozenset()
    orders: frozenset[str] = frozenset()
    doubts: frozenset[str] = frozenset()
    polite: frozenset[str] = frozenset()
    asks: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    deletes: frozenset[str] = frozenset()
    loses: frozenset[str] = frozenset()
    reasons: frozenset[str] = frozenset()
    settles: frozenset[str] = frozenset()
    amends: frozenset[str] = frozenset()
    calls_off: frozenset[str] = frozenset()
    assents: frozenset[str] = frozenset()
    ironies: frozenset[str] = frozenset()
    mocks: frozenset[str] = frozenset()
    no_matter: frozenset[str] = frozenset()
    buts: frozenset[str] = frozenset()
    whys: frozenset[str] = frozenset()

    @classmethod
    def of(cls, table: Mapping[str, str | Iterable[str]]) -> "Replies":
        """From a table of words; a list where they are expressions, or of several words."""
        every = {part.name: table.get(part.name, "") for part in fields(cls)}
        return cls(**{name: frozenset(said.split() if isinstance(said, str) else said) for name, said in every.items()})

    def __or__(self, other: "Replies") -> "Replies":
        return Replies(**{part.name: getattr(self, part.name) | getattr(other, part.name) for part in fields(self)})
