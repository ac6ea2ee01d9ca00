"""What the trained model looks at: hashed words, their neighbours and their letters.

The hashing trick: Weinberger et al., ICML 2009. Numbers are all one word, so that "volume to forty" is seen as often
as all levels together.
"""

import zlib
from collections.abc import Sequence
from itertools import pairwise

from prism_llm.understanding import numbers

SENTENCE_BUCKETS = 1 << 16
WORD_BUCKETS = 1 << 15
_NUMBER = "#"
_NUMBER_WORDS = frozenset(numbers.ENGLISH.values) - {"oh", "one"} | frozenset(numbers.ENGLISH.scales)
_EDGE = "<>"
_NEAR_EDGE = 4


def seen(words: Sequence[str]) -> list[str]:
    """The words as the model sees them."""
    return [_NUMBER if word[0].isdigit() or word in _NUMBER_WORDS else word for word in words]


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


def of_word(words: Sequence[str], index: int, command: str) -> list[int]:
    """Buckets of one word: itself, its neighbours, how near it is to an end; each also for this command alone."""
    edged = [_EDGE, _EDGE, *words, _EDGE, _EDGE]
    before2, before, own, after, after2 = edged[index : index + 5]
    first, last = min(index, _NEAR_EDGE), min(len(words) - 1 - index, _NEAR_EDGE)
    plain = (
        f"0{own}", f"-{before}", f"+{after}", f"={before2} {before}", f"*{after} {after2}", f"a{before} {own}",
        f"b{own} {after}", f"f{first}", f"l{last}", f"v{before} {after}", f"p{first} {before}", f"e{own[-3:]}",
    )  # fmt: skip
    both = (*plain, *(f"{command} {feature}" for feature in plain))
    return [zlib.crc32(feature.encode()) % WORD_BUCKETS for feature in both]
