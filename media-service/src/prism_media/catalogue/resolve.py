"""Finds the channel that somebody named, as people say names: "bbc one", "channel 4", a misheard word."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from prism_media.catalogue.names import normalise, similarity

GUESS_FLOOR = 0.5
"""Below this a match is noise: two names of the same length share about half of their letters by chance."""
_SURE = 0.85

Candidate = tuple[str, str, int | None]
"""(id, normalised name, number)"""


def best_matches(
    candidates: Iterable[Candidate], *, name: str | None, number: int | None, limit: int
) -> list[tuple[str, float]]:
    """Return (channel id, score) best first; equal scores keep the order of `candidates`.

    A number fits the channel that has it; where no channel does, one that is called "channel 4" or "4" may be meant.
    """
    candidates = list(candidates)
    scored: list[tuple[str, float]] = []
    if number is not None:
        scored = [(channel, 1.0) for channel, _, its in candidates if its == number]
        if not scored and name is None:
            spellings = {f"channel {number}", str(number)}
            scored = [(channel, 0.9) for channel, norm, _ in candidates if norm in spellings]
    if name is not None:
        scored += _by_name(candidates, normalise(name))
    best: dict[str, float] = {}
    for channel, score in scored:
        best[channel] = max(score, best.get(channel, 0.0))
    return sorted(best.items(), key=lambda pair: -pair[1])[:limit]


def _by_name(candidates: list[Candidate], said: str) -> list[tuple[str, float]]:
    if not said:
        return []
    scored = [(channel, _by_words(said, norm)) for channel, norm, _ in candidates]
    found = [(channel, score) for channel, score in scored if score >= 0.8]
    if any(score >= _SURE for _, score in found):
        return found
    return found + _by_letters(candidates, said)


def _by_words(said: str, norm: str) -> float:
    """The cheap part of `similarity`: 0 where only letters could tell."""
    if said == norm or said in norm or said.replace(" ", "") == norm.replace(" ", ""):
        return similarity(said, norm)
    return similarity(said, norm) if set(said.split()) <= set(norm.split()) else 0.0


def _by_letters(candidates: list[Candidate], said: str) -> list[tuple[str, float]]:
    matcher = SequenceMatcher(None, "", said, autojunk=False)
    found: list[tuple[str, float]] = []
    for channel, norm, _ in candidates:
        matcher.set_seq1(norm)
        # Both bounds are cheap and never below the ratio: most names go no further.
        if matcher.real_quick_ratio() < 0.6 or matcher.quick_ratio() < 0.6:
            continue
        if (score := 0.85 * matcher.ratio()) >= GUESS_FLOOR:
            found.append((channel, score))
    return found
