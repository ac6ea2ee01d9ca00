"""Channel and programme names in the words that people say."""

import re
import unicodedata

_QUALITY = re.compile(r"\b(?:hd|fhd|uhd|sd|4k|8k|hevc|1080p|720p|576p|480p)\b", re.IGNORECASE)
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_PIECE = re.compile(r"[A-Z]{2,}(?![a-z])|[^\W\d_]+(?:'[^\W\d_]+)*|\d+|&|\+")

DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
LONGEST_NAME_WORDS = 8


def spoken_words(name: str, most: int = LONGEST_NAME_WORDS) -> tuple[tuple[str, str], ...]:
    """Words of `name` as (word in lower case, the same as written), numbers spelled out.

    Picture qualities ("HD") and asides in brackets are not said, so they are left out. Empty for a name that has
    nothing to say, is in another script, or has more than `most` words.
    """
    plain = unicodedata.normalize("NFKD", _ASIDE.sub(" ", name).replace("’", "'"))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words: list[tuple[str, str]] = []
    for piece in _PIECE.findall(_QUALITY.sub(" ", plain)):
        if not piece.isascii():
            return ()
        if piece.isdigit():
            words += [(word, word) for word in number_words(piece)]
        elif piece in "&+":
            word = "and" if piece == "&" else "plus"
            words.append((word, word))
        else:
            words.append((piece.lower(), piece))
    return tuple(words) if len(words) <= most else ()


def number_words(digits: str) -> list[str]:
    """`digits` as they are read in a name: up to 99 as a number, longer ones in pairs or digit by digit."""
    if len(digits) == 1:
        return [DIGITS[int(digits)]]
    if len(digits) == 2 and digits[0] != "0":
        value = int(digits)
        if value < 20:
            return [TEENS[value - 10]]
        return [TENS[value // 10]] + ([DIGITS[value % 10]] if value % 10 else [])
    if len(digits) == 4 and "0" not in (digits[0], digits[2]):
        return number_words(digits[:2]) + number_words(digits[2:])
    return [DIGITS[int(digit)] for digit in digits]
