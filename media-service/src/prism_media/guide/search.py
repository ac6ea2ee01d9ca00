"""Search over programmes: titles first, then the rest of what is told; in each, what runs and comes next first."""

from __future__ import annotations

from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, literal_column, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from prism_media.database.dialect import is_postgresql
from prism_media.database.tables import guides, programmes
from prism_media.database.text import matching, words_of
from prism_media.guide.reading import COLUMNS, Row, showing, told
from prism_media.guide.text import ID_BITS, fts_query, text_key, text_table

SHORTEST = 3
"""Letters. Words shorter than this are looked for among what is on now and next: in a guide of a million programmes
every tenth has a word with a given first letter."""
_AT_ONCE = 64
_MOST_READ = 4000
"""Hits that are looked at before a search gives up on finding more on channels of ours."""


async def found_by(connection: AsyncConnection, typed: str, at: int, limit: int, age_limit: int | None) -> list[Row]:
    """Programmes that are not over at `at` and have these words; those for older viewers are not found."""
    if is_postgresql(connection):
        return await _in_columns(connection, typed, words_of(typed), at, limit, age_limit)
    return await _in_tables(connection, list(await connection.scalars(_imports())), typed, at, limit, age_limit)


def _imports() -> Any:
    return select(guides.c.current_import).where(guides.c.enabled, guides.c.current_import.is_not(None))


async def _in_tables(
    connection: AsyncConnection, imports: list[int], typed: str, at: int, limit: int, age_limit: int | None
) -> list[Row]:
    found: list[Row] = []
    names = [text_table(import_id) for import_id in imports]
    existing: Any = await connection.scalars(
        select(literal_column("name")).select_from(text("sqlite_master")).where(literal_column("name").in_(names))
    )
    tables: list[str] = list(existing)
    for title_only in (True, False):
        tier: list[Row] = []
        for table in tables:
            query = fts_query(typed, title_only=title_only)
            tier += await _in_table(connection, table, query, at, limit, age_limit)
        known = {(row["id"], row["channel_row"]) for row in found}
        tier.sort(key=lambda row: (row["start"], row["rank"]))
        found += [row for row in tier if (row["id"], row["channel_row"]) not in known][: limit - len(found)]
        if len(found) >= limit:
            break
    return found


async def _in_table(
    connection: AsyncConnection, table: str, query: str, at: int, limit: int, age_limit: int | None
) -> list[Row]:
    """Read hits in the order of the table until there are enough on channels of ours."""
    hits = text(
        f"SELECT rowid FROM {table} WHERE {table} MATCH :query AND rowid > :place ORDER BY rowid LIMIT {_AT_ONCE}"
    )
    found: list[Row] = []
    place, read = text_key(at, 0), 0
    while len(found) < limit and read < _MOST_READ:
        keys = list(await connection.scalars(hits, {"query": query, "place": place}))
        ids = [key & ((1 << ID_BITS) - 1) for key in keys]
        found += await _on_channels(connection, programmes.c.id.in_(ids), at, limit, age_limit)
        read += len(keys)
        if len(keys) < _AT_ONCE:
            break
        place = keys[-1]
    return found[:limit]


async def _in_columns(
    connection: AsyncConnection, typed: str, words: list[str], at: int, limit: int, age_limit: int | None
) -> list[Row]:
    fits = matching(programmes.c.id, "programmes_text", typed)
    rows = await _on_channels(connection, fits, at, _MOST_READ, age_limit)
    rows.sort(key=lambda row: not _has_words(row["title"], words))
    return rows[:limit]


def _has_words(title: str, words: list[str]) -> bool:
    theirs = words_of(title)
    return all(any(own.startswith(word) for own in theirs) for word in words)


async def _on_channels(
    connection: AsyncConnection, condition: ColumnElement[bool], at: int, limit: int, age_limit: int | None
) -> list[Row]:
    """The programmes that fit on each channel of ours that shows them, soonest over first."""
    query = select(*COLUMNS).where(condition)
    if age_limit is not None:
        query = query.where((programmes.c.age.is_(None)) | (programmes.c.age <= age_limit))
    records = (await connection.execute(query)).all()
    shows = await showing(connection, {record.guide_channel for record in records}, age_limit)
    pairs = [
        (record.stop + place.shift, place.rank, record, place)
        for record in records
        for place in shows.get(record.guide_channel, ())
        if record.stop + place.shift > at
    ]
    pairs.sort(key=itemgetter(0, 1))
    return [told(record, place) for _, _, record, place in pairs[:limit]]
