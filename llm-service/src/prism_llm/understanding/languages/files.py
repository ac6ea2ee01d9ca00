"""The files of the languages, which tell by themselves what they must have and lack."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from prism_llm.understanding.utterance import plain

_FOLDER = Path(__file__).parent


class Table(dict[str, Any]):
    """A table of a file. Asked with `[…]` for what it lacks, it says so; `get` is for what a language may do without.

    Raises:
        ValueError: there is no such key; the message names the file, the table and the key.
    """

    def __init__(self, file: str, name: str, values: Mapping[str, Any]) -> None:
        within = f"{name}." if name else ""
        super().__init__(
            (key, Table(file, f"{within}{key}", value) if isinstance(value, dict) else value)
            for key, value in values.items()
        )
        self.file, self.name = file, name

    def __missing__(self, key: str) -> Any:
        where = f"[{self.name}] of {self.file}" if self.name else self.file
        raise ValueError(f"{where} has no '{key}', which every language needs")

    def table(self, name: str) -> "Table":
        """A table of this one, empty where it has none."""
        found = self.get(name)
        return found if isinstance(found, Table) else Table(self.file, name, {})

    def words(self, name: str) -> frozenset[str]:
        """The words of a list, parted by spaces; none where it is not there."""
        return frozenset(self.get(name, "").split())


def installed() -> tuple[str, ...]:
    """Codes of the languages that have a file."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


@cache
def file_of(code: str) -> Table:
    """A language's file as words are compared: in small letters, without accents.

    Raises:
        FileNotFoundError: no such file; `installed` lists them.
        ValueError: it is no TOML; the message names it.
    """
    return _read(code, plain(_text(code).casefold()))


@cache
def spoken_file_of(code: str) -> Table:
    """The same as it is written, for what is said with it."""
    return _read(code, _text(code))


def tables(name: str) -> Iterator[Table]:
    """The table of that name in each file that has one."""
    return (file.table(name) for file in map(file_of, installed()) if name in file)


def words_of_all(table: str, name: str) -> frozenset[str]:
    """The words of a list in all files."""
    return frozenset[str]().union(*(one.words(name) for one in tables(table)))


def elided(*words: str | None) -> re.Pattern[str]:
    """What is written onto a name with an apostrophe ("l'Atalanta"), of words that a language may not have."""
    said = "|".join(word for word in words if word)
    return re.compile(rf"^(?:{said})['’](?=\w)" if said else "(?!)", re.I)


def _text(code: str) -> str:
    return (_FOLDER / f"{code}.toml").read_text(encoding="utf-8")


def _read(code: str, text: str) -> Table:
    try:
        return Table(f"understanding/languages/{code}.toml", "", tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"understanding/languages/{code}.toml is no TOML: {error}") from error


OF_ELIDED = elided(*words_of_all("names", "of"))
"""What leads to whose or which a thing is before a vowel, in all languages: "le profil d'Anna"."""
