"""Finds the channel that somebody named, as people say names: "bbc one", "channel 4", a misheard word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

import numpy as np
from numpy.typing import NDArray

from prism_media.catalogue.names import normalise, similarity

GUESS_FLOOR = 0.5
"""Below this a match is noise: two names of the same length share about half of their letters by chance."""
_SURE = 0.85
_BY_LETTERS = 0.85
"""The most that letters alone can score."""
_NEARLY = 1.15
"""A name that holds what was said, but not as words, is as good only where it is hardly longer."""
_COUNTED = 64
"""Letters are counted by their code modulo this, which counts too many in common but never too few."""

Candidate = tuple[str, str, int | None]
"""(id, normalised name, number)"""


class Names:
    """The names of all channels, prepared once so that each question is answered in a few milliseconds."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self._candidates = list(candidates)
        self._norms = [norm for _, norm, _ in self._candidates]
        self._squeezed: defaultdict[str, list[int]] = defaultdict(list)
        self._words: defaultdict[str, set[int]] = defaultdict(set)
        for place, norm in enumerate(self._norms):
            self._squeezed[norm.replace(" ", "")].append(place)
            for word in norm.split():
                self._words[word].add(place)
        self._letters = _letters(self._norms)
        self._lengths = self._letters.sum(axis=1)

    def best(self, *, name: str | None, number: int | None, limit: int) -> list[tuple[str, float]]:
        """Return (channel id, score) best first; equal scores keep the order of the candidates.

        A number fits the channel that has it; where no channel does, one called "channel 4" or "4" may be meant.
        """
        scored: list[tuple[str, float]] = []
        if number is not None:
            scored = [(channel, 1.0) for channel, _, its in self._candidates if its == number]
            if not scored and name is None:
                spellings = {f"channel {number}", str(number)}
                scored = [(channel, 0.9) for channel, norm, _ in self._candidates if norm in spellings]
        if name is not None and (said := normalise(name)):
            scored += self._by_name(said, limit)
        best: dict[str, float] = {}
        for channel, score in scored:
            best[channel] = max(score, best.get(channel, 0.0))
        return sorted(best.items(), key=lambda pair: -pair[1])[:limit]

    def _by_name(self, said: str, limit: int) -> list[tuple[str, float]]:
        longest = len(said) * _NEARLY
        places = {place for place, norm in enumerate(self._norms) if len(norm) <= longest and said in norm}
        places.update(self._squeezed.get(said.replace(" ", ""), ()))
        places |= set.intersection(*(self._words.get(word, set()) for word in said.split()))
        scores = ((place, similarity(said, self._norms[place])) for place in sorted(places))
        found = [(self._candidates[place][0], score) for place, score in scores if score >= 0.8]
        if any(score >= _SURE for _, score in found):
            return found
        return found + self._by_letters(said, limit)

    def _by_letters(self, said: str, limit: int) -> list[tuple[str, float]]:
        """Those that share most letters in order; only names are compared that may still be among the best."""
        shared = np.minimum(self._letters, _letters([said])[0]).sum(axis=1)
        at_most = _BY_LETTERS * 2 * shared / np.maximum(self._lengths + len(said), 1)
        likely = np.flatnonzero(at_most >= GUESS_FLOOR)
        matcher = SequenceMatcher(None, "", said, autojunk=False)
        found: dict[int, float] = {}
        best: dict[str, float] = {}
        for place in likely[np.argsort(-at_most[likely], kind="stable")].tolist():
            if len(best) >= limit and at_most[place] < sorted(best.values())[-limit]:
                break
            matcher.set_seq1(self._norms[place])
            if (score := _BY_LETTERS * matcher.ratio()) >= GUESS_FLOOR:
                found[place] = score
                channel = self._candidates[place][0]
                best[channel] = max(score, best.get(channel, 0.0))
        return [(self._candidates[place][0], found[place]) for place in sorted(found)]


def _letters(names: Sequence[str]) -> NDArray[np.int16]:
    """How often each name has each letter; a row for each name."""
    codes = np.frombuffer("".join(names).encode("utf-32-le"), dtype=np.uint32) % _COUNTED
    owners = np.repeat(np.arange(len(names)), [len(name) for name in names])
    counted = np.bincount(owners * _COUNTED + codes, minlength=len(names) * _COUNTED)
    return counted.reshape(len(names), _COUNTED).astype(np.int16)
