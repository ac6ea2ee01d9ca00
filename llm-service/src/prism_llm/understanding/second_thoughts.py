"""A second thought in one breath: "volume thirty, no, twenty" asks for twenty."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from prism_llm.understanding.passes import Found
from prism_llm.understanding.utterance import Utterance

_TURNS: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(
        r"(?:(?:oh|er|um|uh|wait) )*(?:no|nope|sorry|i mean|or rather|scratch that) "
        r"(?:(?:no|wait|sorry|rather|actually|hang on|hold on|i mean|i meant|make it|make that) )*"
    ),
    "de": re.compile(
        r"(?:ah |ahm |ach )*(?:nein|nee|ne|quatsch) (?:(?:nein|nee|doch|lieber|warte|quatsch|ich mein) )*"
    ),
    "es": re.compile(r"(?:eh |ay )*(?:no|perdon|digo|mejor) (?:(?:no|perdon|mejor|espera|digo|dicho) )*"),
    "fr": re.compile(r"(?:euh |ah )*(?:non|pardon|plutot) (?:(?:non|plutot|pardon|attends) )*"),
    "it": re.compile(r"(?:eh |ah )*(?:no|anzi|scusa) (?:(?:no|anzi|scusa|meglio|aspetta) )*"),
}
"""How it begins, in each language; after a pause, or with more than one word."""
_MOST_INSTEAD = 5
"""Words that stand in the place of others."""


def second_thought(utterance: Utterance, code: str, parts: Callable[[Utterance], Sequence[Found]]) -> Sequence[Found]:
    """The request with its last words replaced by those after the turn; none where it is not the same request.

    Both have to be closed phrases for the same command, so that an answer or a title is not taken for a correction.
    """
    for start, end in _turns(utterance, code):
        first = parts(_of(utterance, 0, start))
        if len(first) != 1 or first[0].open:
            continue
        for kept in _kept(start, len(utterance.words) - end):
            words = utterance.words[:kept] + utterance.words[end:]
            found = parts(replace(utterance, words=words, breaks=frozenset()))
            if len(found) == 1 and not found[0].open and found[0].command.name == first[0].command.name:
                return found
    return ()


def _turns(utterance: Utterance, code: str) -> Iterator[tuple[int, int]]:
    """Where the turn begins and where what is meant instead does."""
    count = len(utterance.words)
    for start in range(1, count):
        turn = _TURNS[code].match(utterance.norm(start, count)) if code in _TURNS else None
        end = start + turn.group().count(" ") if turn else start
        if turn and (start in utterance.breaks or end - start > 1) and 0 < count - end <= _MOST_INSTEAD:
            yield start, end


def _kept(start: int, instead: int) -> list[int]:
    """How many words of the first thought stay: at best as many are replaced as come instead."""
    return sorted(range(max(0, start - _MOST_INSTEAD), start), key=lambda kept: abs(start - kept - instead))


def _of(utterance: Utterance, start: int, end: int) -> Utterance:
    breaks = frozenset(at - start for at in utterance.breaks if start < at < end)
    return replace(utterance, words=utterance.words[start:end], breaks=breaks)
