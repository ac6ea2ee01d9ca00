"""English names by their capital letters: "In the Night Garden", where the model heard "Night Garden"."""

import re

from prism_llm.understanding.utterance import Utterance

Span = tuple[int, int]
"""First word, and the one after the last."""
_SMALL = frozenset(
    "the a an of and or in on at to for with from by my your his her our no not is are be vs de la le les el du des di "
    "von der und".split()
)
"""What stands within names."""
_MOST_SMALL = 2
_NO_NAMES = frozenset(
    "i im ive ill id lumen prism tv ok okay mum mom mam mummy mommy dad daddy nan nana gran granny grandma grandpa "
    "grandad monday tuesday wednesday thursday friday saturday sunday january february march april june july august "
    "september october november december christmas easter english".split()
)
"""Words with capital letters that begin no name by themselves."""
_SENTENCE = re.compile(r"[.!?:;]")
_LOWERED = 0.2
"""The share of words without a capital letter that a text must have for capital letters to tell anything."""


def whole(utterance: Utterance, span: Span) -> Span:
    """The span with all of the names that it holds a part of, and without what follows a comma behind a name."""
    words = utterance.words
    if sum(not _has_capital(utterance, at) for at in range(len(words))) < _LOWERED * len(words):
        return span
    start, end = span
    for name in _names(utterance):
        if name[0] < end and start < name[1]:
            start, end = min(start, name[0]), max(end, name[1])
    for cut in sorted(at for at in utterance.breaks if start < at < end):
        if _is_cased(utterance, cut - 1) and not _has_capital(utterance, cut):
            return start, cut
    return start, end


def _names(utterance: Utterance) -> list[Span]:
    """Runs of words with capital letters, with small ones between them."""
    found: list[Span] = []
    at, count = 0, len(utterance.words)
    while at < count:
        if not _begins(utterance, at):
            at += 1
            continue
        end = at + 1
        while (after := _next(utterance, end)) is not None:
            end = after
        cased = [utterance.words[place].norm for place in range(at, end) if _is_cased(utterance, place)]
        if not _NO_NAMES.issuperset(cased):
            found.append((at, end))
        at = end
    return found


def _next(utterance: Utterance, end: int) -> int | None:
    """The end of the run with the next word that has a capital letter."""
    for between in range(_MOST_SMALL + 1):
        at = end + between
        if at >= len(utterance.words) or any(place in utterance.breaks for place in range(end, at + 1)):
            return None
        if _is_cased(utterance, at):
            return at + 1
        if utterance.words[at].norm not in _SMALL:
            return None
    return None


def _begins(utterance: Utterance, at: int) -> bool:
    """Whether a name begins there; at the sentence's start a small word does only before one that has a capital."""
    if _is_cased(utterance, at):
        return True
    small = utterance.words[at].norm in _SMALL and _has_capital(utterance, at)
    return small and _next(utterance, at + 1) is not None


def _is_cased(utterance: Utterance, at: int) -> bool:
    """Whether a word has a capital letter, and not only because a sentence begins with it."""
    if not _has_capital(utterance, at):
        return False
    before = utterance.text[utterance.words[at - 1].end : utterance.words[at].start] if at else "."
    return not _SENTENCE.search(before)


def _has_capital(utterance: Utterance, at: int) -> bool:
    word = utterance.words[at]
    return utterance.text[word.start].isupper() and word.norm not in ("i", "im", "ive", "ill", "id")
