"""What viewers tell of themselves in passing ("I love westerns"), kept as if they had asked for it. Pure.

The words are those of the languages' files (`telling/`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from prism_llm.responder.matching import topics
from prism_llm.telling import own_words


def _any(*names: str) -> str:
    return "|".join(pattern for name in names for pattern in own_words(name))


_POINTING = rf"(?!(?:{_any('pointing')})\b)"
"""What is pointed at is gone tomorrow: "I love this"."""
_LIKED = re.compile(rf"^(?:{_any('glad', 'sorry')}) {_POINTING}(?P<what>.{{2,60}})$", re.I)
_SORRY = re.compile(rf"^(?:{_any('sorry')}) (?P<what>.+)$", re.I)
_GLAD = re.compile(rf"^(?:{_any('glad')}) (?P<what>.+)$", re.I)
_SINGLE = re.compile(rf"^(?P<stem>{_any('single')}) .{{2,60}}$", re.I)
"""What one has one of: another takes its place."""
_PASSING = rf"(?!(?:(?:{_any('still')}) )*(?:{_any('passing')})\b)"
"""How somebody is for a while: that is no lasting fact."""
_HOLDS = rf"(?:{_any('having')}) (?:{_any('number')}) (?:\w+ )?(?:{_any('held')})\b.{{0,60}}"
_LASTING = re.compile(rf"^(?:{_HOLDS}|{_any('lasting')}|{_any('fact')})$".replace("<passing>", _PASSING), re.I)
_NO_MORE = tuple(re.compile(rf"^{pattern}$", re.I) for pattern in own_words("no_more"))
_CORRECTS = re.compile(rf"^(?:{_any('correcting')})\b", re.I)
_NAMES_ONE = re.compile(rf"^(?P<stem>{_any('naming')}) .{{2,60}}$", re.I)
"""How somebody is called: another name takes the place of the last where that is said to be wrong."""
_ARTICLES = re.compile(rf"^(?:{_any('articles')})[ '’]?\b ?", re.I)
_OPENING = re.compile(rf"^(?:{_any('correcting', 'opening')})\b[,:]? (?=\w+ \w+)", re.I)
_AND = re.compile(
    rf"(?:,? (?:{_any('joining')})|[;.!])(?:,? (?:{_any('opening')}),?)? (?=(?:{_any('subjects')})\b)", re.I
)
_AGAIN = re.compile(rf"\s+(?:{_any('again')})$", re.I)


@dataclass(frozen=True, slots=True)
class Learnt:
    """What to keep, and what it takes the place of.

    Attributes:
        text: as it was said.
        kind: `preference` or `fact`.
        instead_of: memories with these words are wrong now.
        stem: memories that begin so are wrong now ("my name is").
    """

    text: str
    kind: str
    instead_of: str = ""
    stem: str = ""


def learnt(said: str) -> Learnt | None:
    """What the viewer told of themselves; none where they told nothing that lasts."""
    text = said.strip().rstrip(".!").replace("’", "'")
    if "?" in text or text.startswith("¿"):
        return None
    changed = next(filter(None, (pattern.match(text) for pattern in _NO_MORE)), None)
    if changed:
        return Learnt(text, "preference", instead_of=_ARTICLES.sub("", changed["what"]))
    text = _OPENING.sub("", text)
    if _LIKED.match(text):
        return Learnt(text, "preference")
    if single := _SINGLE.match(text):
        return Learnt(text, "fact", stem=single["stem"])
    if not _LASTING.match(text):
        return None
    named = _NAMES_ONE.match(text) if _CORRECTS.match(said.strip()) else None
    return Learnt(text, "fact", stem=named["stem"] if named else "")


def every_learnt(said: str) -> Sequence[Learnt]:
    """What the viewer told in each part of a sentence: "my name is Zora and I have a dog"."""
    return [told for part in _AND.split(said.strip()) if (told := learnt(part))]


def opinion(text: str) -> frozenset[str]:
    """What a memory says that the viewer likes or does not like, by its words; empty for other memories."""
    plain = text.strip().rstrip(".!").replace("’", "'")
    found = next(filter(None, (pattern.match(plain) for pattern in (*_NO_MORE, _LIKED))), None)
    return frozenset(topics(_AGAIN.sub("", found["what"]))) if found else frozenset()


def liked(memories: Sequence[str]) -> set[str]:
    """The words of what the viewer said that they like."""
    return _words_of_what(_GLAD, memories)


def disliked(memories: Sequence[str]) -> set[str]:
    """The words of what the viewer said that they do not like, or no more."""
    return set().union(*(_words_of_what(pattern, memories) for pattern in (_SORRY, *_NO_MORE)))


def _words_of_what(pattern: re.Pattern[str], memories: Sequence[str]) -> set[str]:
    found = (pattern.match(text) for text in memories)
    return set().union(*(topics(said["what"]) for said in found if said))
