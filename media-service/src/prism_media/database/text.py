"""Full-text search: what a viewer types, as a condition that cannot fail, on either database.

SQLite keeps words in FTS5 tables beside the rows, which the stores fill in bulk (`rebuild_text`, `add_text`,
`remove_text`). PostgreSQL keeps them in a generated column, `words`, by itself, and there these do nothing.
Case and accents do not matter; every word must be there, the last may be unfinished.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any, Self

from sqlalchemy import Boolean, Column, column, insert, literal, literal_column, select, table, text
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql import ColumnElement
from sqlalchemy.sql.functions import FunctionElement

from prism_media.database.dialect import is_postgresql
from prism_media.database.tables import channels, programmes

MOST_WORDS = 12
"""More words than this are not looked for: nobody types them, and each costs a look into the index."""

_INDEXED: dict[str, tuple[Column[int], list[Column[Any]]]] = {
    "channels_text": (channels.c.row, [channels.c[name] for name in ("name", "norm", "groups")]),
    "programmes_text": (
        programmes.c.id,
        [programmes.c[name] for name in ("title", "subtitle", "description", "categories", "people")],
    ),
}
# Spaces and punctuation as `prism_words` in the migrations removes them; whatever else there is makes words.
_BETWEEN_WORDS = re.compile(r"[\x00-/:-@\[-`{-\xbf\u2000-\u206f\u3000-\u303f\s]+")
_ACCENTS = re.compile(r"[\u0300-\u036f]")


def words_of(typed: str) -> list[str]:
    """The words that are looked for."""
    folded = _ACCENTS.sub("", unicodedata.normalize("NFKD", typed)).lower()
    return [word for word in _BETWEEN_WORDS.split(folded) if word][:MOST_WORDS]


class matching(FunctionElement[bool]):  # reads as the condition it becomes
    """The condition that a row's `key` is found by `typed` in the full-text index `index`; nothing fits no words."""

    type = Boolean()
    inherit_cache = True
    name = "matching"

    def __init__(self, key: Column[int], index: str, typed: str) -> None:
        words = words_of(typed)
        # Quoted, so that no word is an operator of either database's language.
        of_sqlite = literal(" ".join(f'"{word}"*' for word in words) or '""')
        of_postgresql = literal(" & ".join(f"'{word}':*" for word in words))
        super().__init__(key, literal_column(index), of_sqlite, of_postgresql)

    def self_group(self, against: Any = None) -> Self:
        """As it is: SQLAlchemy would add `= 1`, with which SQLite looks at every row instead of those found."""
        return self


@compiles(matching)
def _matching(element: matching, compiler: Any, **options: Any) -> str:
    key, index, query, _ = element.clauses
    found = f"SELECT rowid FROM {index} WHERE {index} MATCH {compiler.process(query, **options)}"
    return f"{compiler.process(key, **options)} IN ({found})"


@compiles(matching, "postgresql")
def _matching_postgresql(element: matching, compiler: Any, **options: Any) -> str:
    key, index, _, query = element.clauses
    source, _ = _INDEXED[str(index)]
    query_text = compiler.process(query, **options)
    found = f"SELECT {source.name} FROM {source.table.name} WHERE words @@ to_tsquery('simple', {query_text})"
    return f"{compiler.process(key, **options)} IN ({found})"


async def rebuild_text(connection: AsyncConnection, index: str) -> None:
    """Index every row anew, after many changed: 15,000 names take 0.2 s, less than removing the old ones singly."""
    if not is_postgresql(connection):
        await connection.execute(text(f"INSERT INTO {index}({index}) VALUES ('rebuild')"))


async def add_text(connection: AsyncConnection, index: str, *conditions: ColumnElement[bool]) -> None:
    """Index the rows that fit, which must not be indexed yet."""
    if not is_postgresql(connection):
        key, columns = _INDEXED[index]
        target = table(index, *(column(name) for name in ("rowid", *(source.name for source in columns))))
        rows = select(key, *columns).where(*conditions)
        await connection.execute(insert(target).from_select(list(target.c), rows))


async def remove_text(connection: AsyncConnection, index: str, *conditions: ColumnElement[bool]) -> None:
    """Take the rows that fit out of the index; before they are deleted or changed, since FTS5 asks what they said."""
    if not is_postgresql(connection):
        key, columns = _INDEXED[index]
        names = (index, "rowid", *(source.name for source in columns))
        target = table(index, *(column(name) for name in names))
        rows = select(literal("delete"), key, *columns).where(*conditions)
        await connection.execute(insert(target).from_select(list(target.c), rows))
