"""What viewers tell of themselves in passing ("I love westerns"), kept as if they had asked for it. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from prism_llm.responder.matching import words_of

_LIKING = r"(?:love|like|hate|enjoy|prefer|adore|support|can'?t stand|am a fan of|'m a fan of|am into|'m into)"
_LIKED = re.compile(
    rf"^(?:i|we) ?(?:really |absolutely |also |just )*{_LIKING} (?!it\b|this\b|that\b|you\b|to\b|these\b|those\b)"
    r"(?P<what>.{2,60})$",
    re.I,
)
_GLAD = re.compile(
    r"^(?:i|we) ?(?:really |absolutely |also |just )*(?:love|like|enjoy|prefer|adore|support|am a fan of|'m a fan of|"
    r"am into|'m into) (?P<what>.+)$",
    re.I,
)
_FACT = re.compile(
    r"^(?:my name is|my favou?rite [a-z ]{2,20} (?:is|are)|"
    r"i(?:'?m| am) (?:allergic|vegetarian|vegan|colou?r.?blind|deaf|hard of hearing|from|learning)|"
    r"my (?:son|daughter|wife|husband|partner|mum|mother|dad|father|dog|cat|brother|sister)(?:'s name)? is) .{2,60}$"
    r"|^i(?:'?m| am) (?:vegetarian|vegan|deaf)$",
    re.I,
)
_NO_MORE = re.compile(
    r"^(?:i|we) (?:no longer|don'?t|do not) (?:really )?(?:love|like|enjoy|prefer|support) (?P<what>.{2,60}?)"
    r"(?: any ?more)?$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Learnt:
    """What to keep, and what it takes the place of: memories with the words of `instead_of`."""

    text: str
    kind: str
    instead_of: str = ""


def learnt(said: str) -> Learnt | None:
    """What the viewer told of themselves; none where they told nothing that lasts."""
    text = said.strip().rstrip(".!").replace("’", "'")
    if "?" in text:
        return None
    if changed := _NO_MORE.match(text):
        return Learnt(text, "preference", changed["what"])
    if _LIKED.match(text):
        return Learnt(text, "preference")
    return Learnt(text, "fact") if _FACT.match(text) else None


def liked(memories: Sequence[str]) -> set[str]:
    """The words of what the viewer said that they like."""
    found = (_GLAD.match(text) for text in memories)
    return set().union(*(words_of(like["what"]) for like in found if like))
