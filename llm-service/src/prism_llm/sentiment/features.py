"""What the emotion model looks at in a text: hashed words and pairs of words."""

import re
import zlib
from collections.abc import Sequence
from itertools import pairwise

BUCKETS = 1 << 16
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|[!?]+|[\U0001F300-\U0001FAFF\u2600-\u27BF]")
_MOST = 60
"""Words that are looked at; longer texts are cut."""


def features(text: str) -> Sequence[int]:
    """Buckets of the words and pairs in `text`, each once (the hashing trick: Weinberger et al., ICML 2009)."""
    words = [_plain(word) for word in _TOKEN.findall(text)[:_MOST]]
    edged = ["<", *words, ">"]
    pairs = [f"{first} {second}" for first, second in pairwise(edged)]
    return sorted({zlib.crc32(gram.encode()) % BUCKETS for gram in (*words, *pairs)})


def _plain(word: str) -> str:
    if word[0] in "!?":
        return word[0]
    return word.casefold().replace("’", "'")
