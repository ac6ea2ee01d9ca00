"""A second thought in one breath: "volume thirty, no, twenty" asks for twenty."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from prism_core.commands import Command
from prism_llm.understanding.grammar import Language
from prism_llm.understanding.passes import Found
from prism_llm.understanding.utterance import Utterance, Word, read

Parts = Callable[[Utterance, Command | None], Sequence[Found]]
"""Reads words, after a command that was said before them."""
_MOST_INSTEAD = 5
"""Words that stand in the place of others."""
_MOST_NAME = 3
"""Words of a name that stands in the place of another."""
_TALK = frozenset("i im ive id ill it its thats that you youre we were they theyre he hes she shes thanks".split())
"""Words of a remark after a request, which is no other name."""


def second_thought(utterance: Utterance, language: Language, parts: Parts) -> Sequence[Found]:
    """The requests with some words replaced by those after the turn; none where they are not the same requests.

    Where they have free words only a short name is replaced, so that an answer is not taken for a correction.
    """
    for start, end, stop in _turns(utterance, language):
        first = parts(_of(utterance, 0, start), None)
        instead = utterance.words[end:stop]
        free = any(part.open for part in first) and (language.code != "en" or not _names(instead))
        if not first or free or _denies(utterance, start, end, stop, parts):
            continue
        for kept in _kept(start, stop - end):
            words = utterance.words[:kept] + utterance.words[end:]
            found = parts(replace(utterance, words=words, breaks=frozenset()), None)
            if _alike(first, found, instead, goes_on=stop < len(utterance.words)):
                return found
        if len(first) == 1 and not first[0].open and language.turns.another.match(utterance.norm(start, end)):
            found = parts(_of(utterance, end, len(utterance.words)), first[0].command)
            if found and not any(part.open for part in found):
                return found
    return ()


def _denies(utterance: Utterance, start: int, end: int, stop: int, parts: Parts) -> bool:
    """Whether the word that may turn belongs to what follows, which says the opposite with it: "no captions"."""
    if end in utterance.breaks:
        return False
    whole = parts(_of(utterance, start, stop), None)
    return bool(whole) and not any(part.open for part in whole) and whole != parts(_of(utterance, end, stop), None)


def _names(instead: Sequence[Word]) -> bool:
    return len(instead) <= _MOST_NAME and not any(word.norm in _TALK for word in instead)


def _alike(first: Sequence[Found], found: Sequence[Found], instead: Sequence[Word], *, goes_on: bool) -> bool:
    """Whether `found` is `first` with another value, and free words are what was said instead alone.

    Where the sentence `goes_on` after it, there may be more of them than there were.
    """
    if [part.command.name for part in first] != [part.command.name for part in found] or first == found:
        return False
    said = [word.norm for word in instead]
    return all(
        (goes_on or before.open == part.open) and (not part.open or _fills(part, said))
        for before, part in zip(first, found, strict=True)
    )


def _fills(part: Found, said: Sequence[str]) -> bool:
    """Whether the words that were said instead are a whole slot, or stand beside it."""
    values = [[word.norm for word in read(str(value)).words] for value in part.command.slots.values()]
    return said in values or not any(set(said) & set(value) for value in values)


def _turns(utterance: Utterance, language: Language) -> Iterator[tuple[int, int, int]]:
    """Where the turn begins, where what is meant instead does, and where that ends."""
    count = len(utterance.words)
    for start in range(1, count):
        turn = language.turns.begins.match(utterance.norm(start, count))
        end = start + turn.group().count(" ") if turn else start
        if turn and (start in utterance.breaks or end - start > 1):
            for stop in sorted({count, *(at for at in utterance.breaks if end < at < count)}):
                if stop - end <= _MOST_INSTEAD:
                    yield start, end, stop


def _kept(start: int, instead: int) -> list[int]:
    """How many words of the first thought stay: at best as many are replaced as come instead."""
    return sorted(range(max(0, start - _MOST_INSTEAD), start), key=lambda kept: abs(start - kept - instead))


def _of(utterance: Utterance, start: int, end: int) -> Utterance:
    breaks = frozenset(at - start for at in utterance.breaks if start < at < end)
    return replace(utterance, words=utterance.words[start:end], breaks=breaks)
