"""What the trained model looks at: hashed words, their neighbours and their letters.

The hashing trick: Weinberger et al., ICML 2009. Numbers are all one word, so that "volume to forty" is seen as often
as all levels together.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from prism_llm.understanding import numbers

SENTENCE_BUCKETS = 1 << 16
_NUMBER = "#"
_NUMBER_WORDS = frozenset(numbers.ENGLISH.values) - {"oh", "one"} | frozenset(numbers.ENGLISH.scales)
_EDGE = "<>"


def seen(words: Sequence[str]) -> list[str]:
    """The words as the model sees them."""
    return [_NUMBER if word[0].isdigit() or word in _NUMBER_WORDS else word for word in words]


@dataclass(frozen=True, slots=True)
class Heard:
    """A sentence as the model sees it.

    Attributes:
        words: as `seen` gives them.
        pauses: places of words before which there is a comma or the end of a sentence, as far as that was heard.
    """

    words: tuple[str, ...]
    pauses: frozenset[int] = frozenset()

    def with_pauses(self) -> list[str]:
        """The words, with a comma behind each that a pause follows."""
        return [f"{word}," if at + 1 in self.pauses else word for at, word in enumerate(self.words)]


def of_sentence(words: Sequence[str]) -> list[int]:
    """Buckets of a sentence, each once: words, runs of two and three, pairs over a gap, pieces of words."""
    edged = [_EDGE, *words, _EDGE]
    found = {f"1{word}" for word in words}
    found |= {f"2{a} {b}" for a, b in pairwise(edged)}
    found |= {f"3{a} {b} {c}" for a, b, c in zip(edged, edged[1:], edged[2:], strict=False)}
    found |= {f"_{a} {c}" for a, c in zip(edged, edged[2:], strict=False)}
    for word in words:
        rim = f"<{word}>"
        found |= {f"c{rim[start : start + 4]}" for start in range(max(1, len(rim) - 3))}
    found.add(f"n{min(len(words), 12)}")
    return [zlib.crc32(feature.encode()) % SENTENCE_BUCKETS for feature in found]


def of_loose_sentence(words: Sequence[str]) -> list[int]:
    """Hashes of what sentences share, each once: words, pairs beside each other and over a gap, and pieces of words."""
    edged = [_EDGE, *words, _EDGE]
    found = {f"1{word}" for word in words}
    found |= {f"2{a} {b}" for a, b in pairwise(edged)}
    found |= {f"_{a} {c}" for a, c in zip(edged, edged[2:], strict=False)}
    for word in words:
        rim = f"<{word}>"
        for length in (3, 4, 5):
            found |= {f"c{rim[start : start + length]}" for start in range(max(1, len(rim) - length + 1))}
    found.add(f"n{min(len(words), 12)}")
    return [zlib.crc32(feature.encode()) for feature in found]
