"""Deletions of all but some, and wishes for anything but something, as viewers say them. Pure."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, TypeVar

from prism_llm.responder.asked_times import window
from prism_llm.responder.matching import words_of
from prism_llm.telling import asked_any, asked_for
from prism_llm.understanding import numbers
from prism_llm.understanding.english import ENGLISH
from prism_llm.understanding.excepting import Excepting, LeftOut
from prism_llm.understanding.grammar import Language
from prism_llm.understanding.languages import installed, load
from prism_llm.understanding.utterance import plain, read

_Thing = TypeVar("_Thing")
_NOUNS: Final = {kind: asked_for(f"{kind}_nouns") for kind in ("recording", "reminder", "playlist", "memory")}
_EVERY: Final = (asked_for("all"), asked_for("the_rest"))
_LINKS: Final = re.compile(rf"\s*(?:,|(?<!\w)(?:{asked_any('list_links')})(?!\w))\s*", re.I)
_POINTING: Final = re.compile(rf"(?<!\w)(?:{asked_any('pointing')})(?:['’]|(?!\w))", re.I)
_LATEST: Final = asked_for("latest")
_OLDEST: Final = asked_for("oldest")
_EXACT: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Spared:
    """A deletion of which something is excepted.

    Attributes:
        kinds: what it may be of; all that can be deleted where no kind was named.
        every: whether all but that is to go.
        kept: what is to stay, as it was said.
    """

    kinds: Sequence[str]
    every: bool
    kept: str


def sparing(text: str) -> Spared | None:
    """What a deletion in `text` is to spare; none where nothing is to be deleted, or nothing spared."""
    utterance = read(text)
    if not (left := _first(lambda said: said.spared(utterance))):
        return None
    named = [kind for kind, nouns in _NOUNS.items() if nouns.search(text)]
    kinds = named or [kind for kind in _NOUNS if kind != "memory"]
    return Spared(kinds, any(words.search(text) for words in _EVERY), left.kept)


def not_wanted(text: str) -> LeftOut | None:
    """What is not to be put on or recorded where anything else may be."""
    utterance = read(text)
    return _first(lambda said: said.not_wanted(utterance))


def not_recorded(text: str) -> bool:
    """Whether everything but something is to be recorded."""
    utterance = read(text)
    left = _first(lambda said: said.not_wanted(utterance), records=True)
    return left is not None


def kept_of(
    said: str, things: Sequence[_Thing], told: Callable[[_Thing], str], now: datetime, *, latest_first: bool
) -> list[_Thing]:
    """What `said` names of `things` by what is `told` of each; none unless all of it is found.

    Of those that are in order, the latest and the first are told by that, too.
    """
    places = things if latest_first else ()
    if whole := _named(said, things, told, now, places):
        return whole
    found = [_named(part, things, told, now, places) for part in _LINKS.split(said) if part.strip()]
    return [thing for thing in things if any(thing in some for some in found)] if all(found) else []


def _named(
    said: str, things: Sequence[_Thing], told: Callable[[_Thing], str], now: datetime, places: Sequence[_Thing]
) -> list[_Thing]:
    bare = _POINTING.sub(" ", said)
    wanted = words_of(bare)
    found = [thing for thing in things if wanted and wanted <= words_of(told(thing).replace("'", " "))]
    for words, ordered in ((_LATEST, places), (_OLDEST, places[::-1])):
        if words.search(bare):
            some = ordered[: _count(words.sub(" ", bare).strip(" ,.!?"))]
            found += [thing for thing in some if thing not in found]
    if found:
        return found
    span = window(said, now)
    if span is None or span[1] - span[0] > _EXACT:
        return []
    clock = f"{span[0].hour}:{span[0].minute:02}"
    return [thing for thing in things if re.search(rf"(?<![\d:]){clock}(?![\d:])", told(thing))]


def _count(said: str) -> int:
    """How many are meant by "last" and this: one where nothing is said, none where that is no number."""
    if not said:
        return 1
    figures = {word: figure for code in installed() for word, figure in load(code).figures.items()}
    number = numbers.parse(figures.get(plain(said.casefold()), said))
    return int(number) if number else 0


def _first(find: Callable[[Excepting], LeftOut | None], *, records: bool = False) -> LeftOut | None:
    for language in _languages():
        left = find(language.excepting)
        if left and (not records or language.excepting.records.search(left.before)):
            return left
    return None


def _languages() -> Iterator[Language]:
    return iter((ENGLISH, *map(load, installed())))
