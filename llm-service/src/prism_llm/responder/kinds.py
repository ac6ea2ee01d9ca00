"""Kinds of programmes, as viewers name them and as guides do, in any language. Pure."""

import re
from datetime import datetime
from typing import Final

from prism_llm.media import Programme
from prism_llm.responder.asked_times import window
from prism_llm.telling import asked_any
from prism_llm.telling import asked_for as words_for

_KINDS: Final = tuple("film football sport news documentary crime comedy cartoon horror music quiz".split())
"""Each has in the languages' files what is said, and what stands in titles and categories of guides."""
_SAID: Final = [(words_for(kind), words_for(f"{kind}_in_guides", "{}")) for kind in _KINDS]
_ARTICLE: Final = words_for("before_title", r"^(?:{})(?: |(?<=['’]))(?=\S)")
_ASKS: Final = re.compile(
    rf"^\W*(?:{asked_any('of_kind_opens')})(?: (?:{asked_any('of_kind_small')}))* (?:{asked_any(*_KINDS)})"
    rf"(?: (?:{asked_any('on_television')}))*(?: (?P<when>.+?))?\W*$",
    re.I,
)


def bare(title: str) -> str:
    """A title without the article that is said before it."""
    return _ARTICLE.sub("", title)


def kind_in(text: str) -> re.Pattern[str] | None:
    """What guides write of the kind of programme that `text` names; none where it names none."""
    return next((written for said, written in _SAID if said.search(text)), None)


def is_of(kind: re.Pattern[str], programme: Programme) -> bool:
    """Whether the guide says that a programme is of a kind."""
    return bool(kind.search(" ".join((programme.title, *programme.categories))))


def asked_for(text: str, now: datetime) -> str | None:
    """When something of a kind is asked for, in the viewer's words, empty for the next hours; none for other words."""
    found = _ASKS.match(text)
    if found is None:
        return None
    when = found["when"] or ""
    return when if not when or window(when, now) else None
