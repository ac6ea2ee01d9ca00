"""How words sound, roughly, and how far two words are apart: for names that were half heard.

A sound code keeps the consonants, those that are confused made one (d and t, b and p, f and v), and the first vowel,
in the manner of Metaphone (Philips, Computer Language 7(12), 1990).
"""

import re
from collections.abc import Mapping

_SPOKEN_LETTERS: Mapping[str, str] = {
    "ay": "a", "bee": "b", "be": "b", "see": "c", "sea": "c", "dee": "d", "ee": "e", "eff": "f", "gee": "g",
    "aitch": "h", "eye": "i", "jay": "j", "kay": "k", "el": "l", "ell": "l", "em": "m", "en": "n", "oh": "o",
    "pee": "p", "cue": "q", "queue": "q", "are": "r", "ess": "s", "tee": "t", "tea": "t", "tv": "tv", "you": "u",
    "vee": "v", "we": "v", "why": "y", "zed": "z", "zee": "z", "i": "i", "a": "a", "to": "2", "too": "2", "for": "4",
    "won": "1", "ate": "8",
}  # fmt: skip
_RULES = tuple(
    (re.compile(pattern), becomes)
    for pattern, becomes in (
        (r"ph", "f"), (r"^kn", "n"), (r"^wr", "r"), (r"gh(?=t|$)", ""), (r"(?:tch|ch|sch|sh)", "x"), (r"th", "t"),
        (r"ck|q", "k"), (r"c(?=[eiy])", "s"), (r"c", "k"), (r"z", "s"), (r"x(?!$)", "ks"), (r"wh", "w"),
        (r"dg|j", "x"), (r"v", "f"), (r"d", "t"), (r"b", "p"), (r"g", "k"), (r"y(?=.)", "i"),
    )
)  # fmt: skip

_SPELLINGS = (
    *((re.compile(pattern), becomes) for pattern, becomes in ((r"ie", "i"), (r"dt", "t"), (r"gn", "n"))),
    *_RULES,
    *((re.compile(pattern), becomes) for pattern, becomes in ((r"(?<!^)h|y$", ""), (r"w", "f"), (r"(.)\1+", r"\1"))),
)
"""The same with the vowels."""


def sound(text: str) -> str:
    """The sound code of a phrase; digits stay as they are."""
    return "".join(_word(word) for word in text.split())


def spelling(word: str) -> str:
    """A word as one may write it who only hears it: "Volke" and "Folge" are one."""
    for pattern, becomes in _SPELLINGS:
        word = pattern.sub(becomes, word)
    return word


def _word(word: str) -> str:
    for pattern, becomes in _RULES:
        word = pattern.sub(becomes, word)
    word = re.sub(r"(.)\1+", r"\1", word)
    first = "a" if word[:1] in "aeiou" else word[:1]
    return first + re.sub(r"[aeiouhwy]", "", word[1:])


def spelled_out(text: str) -> str:
    """Letters that were written as words put together: "bee bee see two" is "bbc two"."""
    words = text.split()
    letters = [_SPOKEN_LETTERS.get(word, word) for word in words]
    short = [len(letter) == 1 and letter.isalpha() for letter in letters]
    if sum(short) < 2:
        return text
    out = ""
    for index, letter in enumerate(letters):
        joined = index > 0 and short[index] and short[index - 1]
        out += letter if joined else f" {letter if short[index] or len(letter) == 1 else words[index]}"
    return out.strip()


def distance(first: str, second: str) -> int:
    """Edits from one to the other (Levenshtein)."""
    row = list(range(len(second) + 1))
    for i, a in enumerate(first, 1):
        above, row[0] = row[0], i
        for j, b in enumerate(second, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (a != b))
    return row[-1]
