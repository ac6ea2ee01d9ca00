"""What the words of a language are in English: `words/de.txt`, a word and its English a line, parted by a tab.

Layers that know English read other languages word by word: what they know of "louder" they know of "lauter", which no
sentence that they learnt has to hold. After Minixhofer, Paischer and Rekabsaz, "WECHSEL: Effective initialization of
subword embeddings for cross-lingual transfer of monolingual language models", NAACL 2022, where a dictionary aligns the
vectors of words; here it stands for them, and nothing is added to the network for a language.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "words"


@cache
def english(code: str) -> Mapping[str, str]:
    """The English of each word, as `Word.norm` writes it, in its most frequent sense before a television.

    Names are left out, and a language without a file has none.
    """
    path = _FOLDER / f"{code}.txt"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return dict(line.split("\t") for line in lines)
