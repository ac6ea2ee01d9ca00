"""Full-text search: what a viewer types, as an FTS5 query that cannot fail."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Column, Select, column, select, table, text
from sqlalchemy.sql import ColumnElement

_WORD = re.compile(r"\w+")


def fts_query(typed: str) -> str:
    """Every word must be there, the last may still be unfinished; quoted, so that no word is an operator.

    Empty where nothing can be searched for.
    """
    words = _WORD.findall(typed)[:12]
    return " ".join(f'"{word}"*' for word in words)


def matching(key: Column[int], index: str, typed: str) -> ColumnElement[bool]:
    """The condition that a row's `key` is found by `typed` in the full-text table `index`."""
    query = fts_query(typed)
    if not query:
        return text("0 = 1")  # type: ignore[return-value]
    found: Select[Any] = select(column("rowid")).select_from(table(index))
    return key.in_(found.where(text(f"{index} MATCH :typed").bindparams(typed=query)))
