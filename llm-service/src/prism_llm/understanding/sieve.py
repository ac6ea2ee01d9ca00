"""Which templates may match a sentence at all: told by its words, before any expression is tried.

A set of templates is a number with a bit for each, so that a few `or` and `and` of whole numbers leave some twenty of
thousands to be tried.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from prism_llm.understanding.template import Template

_MOST_NEEDS = 2
"""Of what a template needs; more leave hardly fewer templates."""


class Sieve:
    """Immutable after construction, so any thread may use it."""

    def __init__(self, templates: Sequence[Template]) -> None:
        self._begins, self._begins_with_any = _by_word(template.starts for template in templates)
        needs = [sorted(template.needs, key=len) for template in templates]
        self._layers = [
            _by_word(words[layer] if layer < len(words) else None for words in needs) for layer in range(_MOST_NEEDS)
        ]

    def passed(self, words: Sequence[str]) -> Iterator[int]:
        """Places of the templates that may match `words`, in order."""
        left = self._begins.get(words[0] if words else "", 0) | self._begins_with_any
        for having, without in self._layers:
            reached = without
            for word in words:
                reached |= having.get(word, 0)
            left &= reached
        while left:
            first = left & -left
            yield first.bit_length() - 1
            left ^= first


def _by_word(wanted: Iterable[frozenset[str] | None]) -> tuple[Mapping[str, int], int]:
    """For each word the templates that want it, or another one in its place; and those that want none."""
    having: dict[str, int] = defaultdict(int)
    without = 0
    for place, words in enumerate(wanted):
        for word in words or ():
            having[word] |= 1 << place
        without |= 0 if words else 1 << place
    return dict(having), without
