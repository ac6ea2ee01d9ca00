"""Roman numerals where they are ones: "RTL II", "Rocky IV", "Louis XIV", but neither "I" nor "XL"."""

import re

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
_SHAPE = r"(?:X{1,3}(?:IX|IV|V?I{0,3})|(?:IX|IV|VI{0,3}|I{1,3})|L(?:IX|IV|V?I{0,3}|X{1,3}(?:IX|IV|V?I{0,3})))"
NUMERAL = re.compile(rf"(?<=[\w,] )(?P<numeral>(?=[IVXL]{{2}}){_SHAPE})(?P<ordinal>e|ème)?\b(?!['’.]\w)")
"""Two letters or more behind a word; a single one may be anything."""


def value_of(numeral: str) -> int:
    """Number that a well-formed numeral up to 89 stands for."""
    values = [_VALUES[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def in_figures(text: str) -> str:
    """`text` with its numerals as figures; an ordinal keeps its ending."""
    return NUMERAL.sub(lambda found: f"{value_of(found['numeral'])}{found['ordinal'] or ''}", text)
