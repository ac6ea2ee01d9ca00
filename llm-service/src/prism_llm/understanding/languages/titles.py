"""Titles of films and programmes that viewers ask for, of all languages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from prism_llm.understanding.utterance import read

TITLES_FILE = Path(__file__).parent / "titles.txt"
"""One a line; those behind the line of capitals are told from plain words by their capital letters alone."""
STANDS_FOR = ("Tatort", "Titanic", "Sherlock")
"""What all models have learnt to be titles, and any may be read as."""
CAPITALS = "== in capital letters"
MOST_WORDS = 9
"""Words of the longest title that is looked for."""


@dataclass(frozen=True, slots=True)
class KnownTitle:
    """How a title is written.

    Attributes:
        capitals: of each word, whether it begins with a capital letter or a figure.
        plain: whether nobody says its words who does not mean it, so that it may be written without.
    """

    capitals: Sequence[bool]
    plain: bool


def key_of(title: str) -> str:
    """A title as it is compared: its words without accents and signs."""
    return read(title).norm().strip()


def capitals_of(text: str) -> Sequence[bool]:
    """Of each word, whether it begins with a capital letter or a figure."""
    return tuple(text[word.start].isupper() or text[word.start].isdigit() for word in read(text).words)


def written(titles: Iterable[str], *, plain: bool) -> Mapping[str, KnownTitle]:
    """Each by its key."""
    return {key_of(title): KnownTitle(capitals_of(title), plain) for title in titles}


@lru_cache(maxsize=1)
def known_titles() -> Mapping[str, KnownTitle]:
    """What everybody knows."""
    plain, _, capital = TITLES_FILE.read_text(encoding="utf-8").partition(f"{CAPITALS}\n")
    return {**written(capital.splitlines(), plain=False), **written(plain.splitlines(), plain=True)}


def is_plain_title(said: str) -> bool:
    """Whether words are a title that nobody says who does not mean it, or that stands for such."""
    return said in STANDS_FOR or ((title := known_titles().get(key_of(said))) is not None and title.plain)
