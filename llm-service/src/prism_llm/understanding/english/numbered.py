"""Which season and episode, wherever they are said: "the second series, episode three", "s02e04", "series 3 ep 4"."""

import re

from prism_llm.understanding import numbers
from prism_llm.understanding.english.lexicon import ORDINALS
from prism_llm.understanding.grammar import SlotValues

CODE = re.compile(r"\bs(\d{1,2})[\s,]?e(?:p)?(\d{1,3})\b", re.I)
_NUMBER = r"(?:\d+|[a-z]+(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?)"
_NTH = (
    "("
    + "|".join(sorted((word for word, value in ORDINALS.items() if value > 0 and word != "top"), reverse=True))
    + ")"
)
_HEARD_FOR = {"for": 4, "fore": 4, "to": 2, "too": 2, "won": 1, "ate": 8, "tree": 3}
_LED = (
    r"[\s,]*(?:\b(?:(?:starting |beginning )?(?:from|with|in|of|at)|the one (?:from|in)|on there)\s+)?"
    r"(?:\bthe\s+)?(?:\bvery\s+)?"
)
_END = r"(?:\s+(?:of|from|in))?(?=$|[\s,.!?])"
_PATTERNS = {
    "season": (
        re.compile(rf"{_LED}\b(?:season|series)\s+(?:number\s+|no\.?\s+)?({_NUMBER}){_END}", re.I),
        re.compile(rf"{_LED}\b{_NTH}\s+(?:season|series){_END}", re.I),
    ),
    "episode": (
        re.compile(rf"{_LED}\b(?:episode|ep\.?|eps\.?)\s+(?:number\s+|no\.?\s+)?({_NUMBER}){_END}", re.I),
        re.compile(rf"{_LED}\b{_NTH}\s+(?:episode|ep){_END}", re.I),
    ),
}


_TOLD_ALONE = re.compile(rf",\s*({_NUMBER})\s*,?\s*$", re.I)
"""A season without its word, between a title and the episode: "Succession, three, episode nine"."""


def numbered(text: str, found: SlotValues) -> str:
    """Put the season and the episode into `found`, and give the words that are left."""
    code = CODE.search(text)
    if not code and not any(word in text.casefold() for word in ("season", "series", "ep")):
        return text.strip(" ,")
    if code:
        found["season"], found["episode"] = int(code.group(1)), int(code.group(2))
        text = CODE.sub("", text)
    before = text
    for slot in ("episode", "season"):
        for pattern in _PATTERNS[slot]:
            text = _taken(text, pattern, slot, found)
    if "episode" in found and "season" not in found:
        text = _taken(text, _TOLD_ALONE, "season", found)
    if text == before and not code:
        return text.strip(" ,")
    left = re.sub(r"\s+on(?: there| here)?$", "", re.sub(r"\s+", " ", text).strip(" ,"))
    return re.sub(r"^(?:of|from)\s+|\s+(?:of|from)$", "", left, flags=re.I)


def _taken(text: str, pattern: re.Pattern[str], slot: str, found: SlotValues) -> str:
    for match in pattern.finditer(text):
        value = _number(match.group(1).casefold().replace("-", " "), text[match.end() :].strip(" ,"))
        if value is not None and slot not in found:
            found[slot] = int(value)
            return f"{text[: match.start()]} {text[match.end() :]}"
    return text


def _number(text: str, after: str) -> float | None:
    """A number, or the word that is heard for it where no name follows: "season for episode too"."""
    if text in _HEARD_FOR and (not after or after.casefold().startswith("ep")):
        return _HEARD_FOR[text]
    return ORDINALS.get(text) or numbers.parse(text)
