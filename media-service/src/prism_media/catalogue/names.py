"""Channel names as they are matched: case, accents, punctuation and quality words do not matter."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

_WORD = re.compile(r"[^\W_]+|\+")
_BRACKETS = re.compile(r"\[[^\]]*\]|\((?:\d{3,4}[pi]|[^)]*not 24/7[^)]*)\)", re.IGNORECASE)
_PREFIX = re.compile(r"^\s*(?:[A-Z]{2,3}|4K)\s*[:|]\s*")
_DIGIT = re.compile(r"\d")
_BETWEEN = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_QUALITY = frozenset({"hd", "sd", "fhd", "uhd", "4k", "8k", "hevc", "h265", "1080p", "720p", "576p", "480p", "360p"})
_NUMERALS = {
    "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12",
}  # fmt: skip


def normalise(name: str) -> str:
    """Return the words that tell a channel, joined by spaces: `PL: TVP 1 HD` and `tvp1` give `tvp 1`.

    Numbers said as words become digits, so that "BBC One", "bbc 1" and "BBC ONE HD" are the same.
    """
    if "[" in name or "(" in name:
        name = _BRACKETS.sub(" ", name)
    if ":" in name or "|" in name:
        name = _PREFIX.sub("", name)
    folded = (name if name.isascii() else _without_accents(name)).casefold()
    if "&" in folded:
        folded = folded.replace("&", " and ")
    words = _WORD.findall(folded)
    if _DIGIT.search(folded):
        words = _rejoin_quality(_WORD.findall(_BETWEEN.sub(" ", folded)))
    kept = [_NUMERALS.get(word, word) for word in words if word not in _QUALITY]
    return " ".join(kept or words)


def _without_accents(name: str) -> str:
    apart = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _rejoin_quality(words: list[str]) -> list[str]:
    """Put `4 k` and `720 p` together again, which splitting letters from digits took apart."""
    joined: list[str] = []
    for word in words:
        if joined and joined[-1] + word in _QUALITY:
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def similarity(said: str, name: str) -> float:
    """How well a normalised name fits what was said (normalised too), 0 to 1.

    1.0 is the same; 0.9 and above the same but for extra words after it ("bbc 1" for "bbc 1 london"); below that
    it counts letters in common, so that a misheard word still finds its channel.
    """
    if not said or not name:
        return 0.0
    if said == name or said.replace(" ", "") == name.replace(" ", ""):
        return 1.0
    extra = len(name) - len(said)
    if name.startswith(said + " "):
        return 0.95 - min(0.05, extra / 1000)
    if f" {said} " in f" {name} ":
        return 0.9 - min(0.05, extra / 1000)
    words, theirs = set(said.split()), set(name.split())
    if words <= theirs:
        return 0.85 - min(0.05, extra / 1000)
    return 0.85 * SequenceMatcher(None, said, name, autojunk=False).ratio()
