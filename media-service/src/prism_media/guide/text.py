"""Full-text search over programmes.

SQLite: each import has an FTS5 table of its own, `programmes_text_<import>`, which goes with it at once, where taking a
million rows out of a shared one would take as long as putting them in. Its rowids begin with the minute in which the
programme is over: what a search reads first is what runs and comes next, and it stops where it has enough.
PostgreSQL: a generated column of `programmes`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from prism_media.database.text import words_of

ID_BITS = 36
"""Bits of a rowid that hold the programme's id; the 27 above them count minutes since 1970, until 2225."""
_ID, _STOP, _TITLE, _CATEGORIES, _PEOPLE = 0, 4, 5, 8, 9


def text_table(import_id: int) -> str:
    """The name of an import's full-text table."""
    return f"programmes_text_{import_id}"


def text_key(stop: int, programme_id: int) -> int:
    """The rowid of a programme that is over at `stop`."""
    return (stop // 60 << ID_BITS) | programme_id


def create_text(connection: sqlite3.Connection, import_id: int) -> None:
    """Make an import's table. It keeps which column a word is in, but not where: nobody asks for phrases."""
    name = text_table(import_id)
    connection.execute(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {name} USING fts5(title, more, content='', detail=column, "
        "columnsize=0, tokenize='unicode61 remove_diacritics 2')"
    )
    connection.execute(f"INSERT INTO {name}({name}, rank) VALUES ('hashsize', {16 << 20})")


def fill_text(connection: sqlite3.Connection, import_id: int, programmes: Sequence[tuple[Any, ...]]) -> None:
    """Index rows with the columns of `rows.PROGRAMME_COLUMNS`. In order of rowid, which saves FTS5 a flush at each."""
    rows = [
        (text_key(row[_STOP], row[_ID]), row[_TITLE], f"{row[6]} {row[7]} {row[_CATEGORIES]} {row[_PEOPLE]}")
        for row in programmes
    ]
    rows.sort()
    connection.executemany(f"INSERT INTO {text_table(import_id)}(rowid, title, more) VALUES (?, ?, ?)", rows)


def fts_query(typed: str, *, title_only: bool) -> str:
    """FTS5's query: every word must be there, the last may be unfinished. Empty where nothing can be looked for."""
    words = words_of(typed)
    if not words:
        return ""
    finished = "".join(f'"{word}" ' for word in words[:-1])
    return f'{"title : " if title_only else ""}({finished}"{words[-1]}"*)'
