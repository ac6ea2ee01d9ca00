"""Cuts a text into word pieces, as BERT reads it (Schuster and Nakajima, ICASSP 2012; Devlin et al., NAACL 2019)."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

FIRST, LAST, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
MOST_PIECES = 64
"""Pieces that are looked at; longer texts are cut."""
_LONGEST_WORD = 40
"""Letters."""
_WORD = re.compile(r"\w+|[^\w\s]")


def numbered(vocabulary: Iterable[str]) -> Mapping[str, int]:
    """Pieces and their numbers: their places."""
    return {piece: number for number, piece in enumerate(vocabulary)}


def pieces(text: str, vocabulary: Mapping[str, int]) -> Sequence[int]:
    """Numbers of the pieces in `text` between the marks of its ends: lower case, without accents."""
    return _between_marks(_inside(text, vocabulary), vocabulary)


def of_words(words: Sequence[str], vocabulary: Mapping[str, int]) -> tuple[Sequence[int], Sequence[int]]:
    """Numbers of the pieces in the words, and for each word the place of its first piece; the last one if it is cut."""
    found = [_inside(word, vocabulary) for word in words]
    numbers = _between_marks([number for word in found for number in word], vocabulary)
    starts = accumulate((len(word) for word in found[:-1]), initial=1)
    return numbers, [min(start, len(numbers) - 1) for start in starts]


def _between_marks(found: list[int], vocabulary: Mapping[str, int]) -> Sequence[int]:
    return [vocabulary[FIRST], *found[: MOST_PIECES - 2], vocabulary[LAST]]


def _inside(text: str, vocabulary: Mapping[str, int]) -> list[int]:
    found: list[int] = []
    for word in _WORD.findall(plain(text)):
        found += _cut(word, vocabulary)
        if len(found) >= MOST_PIECES - 2:
            break
    return found


def plain(text: str) -> str:
    """Lower case, without accents."""
    if text.isascii():
        return text.lower().replace("_", " ")
    spread = unicodedata.normalize("NFD", text.lower().replace("’", "'").replace("_", " "))
    return "".join(letter for letter in spread if unicodedata.category(letter) != "Mn")


def _cut(word: str, vocabulary: Mapping[str, int]) -> list[int]:
    """The longest known piece first, then the longest of what is left."""
    found: list[int] = []
    start = 0
    while start < len(word) <= _LONGEST_WORD:
        for end in range(len(word), start, -1):
            number = vocabulary.get(word[start:end] if start == 0 else f"##{word[start:end]}")
            if number is not None:
                found.append(number)
                start = end
                break
        else:
            break
    return found if found and start == len(word) else [vocabulary[UNKNOWN]]
