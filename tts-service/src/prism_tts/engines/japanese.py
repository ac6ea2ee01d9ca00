"""Japanese as it is read, in katakana: espeak-ng takes every Chinese character for "Chinese letter".

Readings are IPADIC's, by Janome's morphological analysis; its dictionary is mapped from disk, and opened when the first
Japanese is spoken.
"""

import functools
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from janome.tokenizer import Token, Tokenizer

_MONTH = re.compile(r"(?<=\d)月")
_GROUPS = re.compile(r"(?<=\d),(?=\d{3})")
_LEANS = ("助詞", "助動詞", "記号", "名詞,接尾")
"""Parts of speech that are said in one breath with what is in front of them."""
_UNREAD = "*"
_LATIN_END = re.compile(r"[A-Za-z]$")


def in_kana(text: str) -> str:
    """`text` in katakana as it sounds (`は` the particle is `ワ`), with spaces where words begin.

    What the dictionary cannot read, such as Latin letters, stays and stands apart.
    """
    tokens: list[Token] = list(_tokenizer().tokenize(_GROUPS.sub("", _MONTH.sub("ガツ", text))))
    said = ""
    for token in tokens:
        read = token.surface if token.phonetic == _UNREAD else token.phonetic
        leans = token.part_of_speech.startswith(_LEANS) and not _LATIN_END.search(said)
        said += read if leans else f" {read}"
    return " ".join(said.split())


@functools.cache
def _tokenizer() -> "Tokenizer":
    # Imported here: its tables take 0.3 s and memory that most will never need.
    from janome.tokenizer import Tokenizer

    return Tokenizer(mmap=True)
