"""Clauses behind what is wished for, which are part of no title: "pon flamenco mientras plancho"."""

import re

from prism_llm.understanding.utterance import Utterance


def clause_behind(utterance: Utterance, behind: re.Pattern[str], first: int) -> int | None:
    """Where such a clause begins, at the word `first` or later; a capital letter makes its first word a name's."""
    norm = utterance.norm()
    for found in behind.finditer(norm):
        cut = norm.count(" ", 0, found.start() + 1)
        if first <= cut < len(utterance.words) and not utterance.said(cut, cut + 1)[0].isupper():
            return cut
    return None
