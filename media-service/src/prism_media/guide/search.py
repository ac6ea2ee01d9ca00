"""Search over programmes: titles first, then the rest of what is told; in each, what runs and comes next first."""

from __future__ import annotations

from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, literal_column, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from prism_media.database.dialect import is_postgresql
from prism_media.database.tables import guides, programmes
from prism_media.database.text import matching, words_of
from prism_media.guide.reading import COLUMNS, Row, among, showing, told
from prism_media.guide.text import ID_BITS, fts_query, text_key, text_table, tokens_of, word_table

SHORTEST = 3
"""Letters. Words shorter than this are looked for among what is on now and next: in a guide of a million programmes
every tenth has a word with a given first letter."""
_ENDINGS = 40
"""Words with a beginning that are looked for at once, those first that most programmes have; 50 take 10 ms. What more
there is counts only where these do not fill the answer."""
_TIERS = 4
_AT_ONCE = 64
_MOST_READ = 4000
"""Hits that are looked at before a search gives up on finding more on channels of ours."""


async def found_by(connection: AsyncConnection, typed: str, at: int, limit: int, age_limit: int | None) -> list[Row]:
    """Programmes that are not over at `at` and have these words; those for older viewers are not found."""
    if is_postgresql(connection):
        return await _in_columns(connection, typed, words_of(typed), at, limit, age_limit)
    tokens = tokens_of(typed)
    return await _in_tables(connection, tokens, at, limit, age_limit) if tokens else []


async def _in_tables(
    connection: AsyncConnection, tokens: list[str], at: int, limit: int, age_limit: int | None
) -> list[Row]:
    found: list[Row] = []
    queries = {table: await _queries(connection, words, tokens) for table, words in await _tables(connection)}
    for tier in range(_TIERS):
        tellers = [(table, asked[tier]) for table, asked in queries.items() if asked[tier]]
        rows = [
            row for table, query in tellers for row in await _in_table(connection, table, query, at, limit, age_limit)
        ]
        known = {(row["id"], row["channel_row"]) for row in found}
        rows.sort(key=lambda row: (row["start"], row["rank"]))
        found += [row for row in rows if (row["id"], row["channel_row"]) not in known][: limit - len(found)]
        if len(found) >= limit:
            break
    return found


async def _tables(connection: AsyncConnection) -> list[tuple[str, str | None]]:
    """The full-text tables of the guides that are shown, each with its table of words once that is there."""
    imports = select(guides.c.current_import).where(guides.c.enabled, guides.c.current_import.is_not(None))
    numbers = list(await connection.scalars(imports))
    names = [table(number) for number in numbers for table in (text_table, word_table)]
    there: Any = (
        select(literal_column("name")).select_from(text("sqlite_master")).where(literal_column("name").in_(names))
    )
    existing = set(await connection.scalars(there))
    return [
        (text_table(number), word_table(number) if word_table(number) in existing else None)
        for number in numbers
        if text_table(number) in existing
    ]


async def _queries(connection: AsyncConnection, words: str | None, tokens: list[str]) -> list[str]:
    """The query of each tier: titles, the rest of them, everything, the rest of it; empty where nothing is left."""
    whole = [fts_query(tokens, None, title_only=True), fts_query(tokens, None, title_only=False)]
    if words is None:
        return [whole[0], "", whole[1], ""]
    asked: list[str] = []
    for title_only, everything in ((True, whole[0]), (False, whole[1])):
        counted = "in_titles" if title_only else "everywhere"
        ending = text(
            f"SELECT word FROM {words} WHERE word BETWEEN :first AND :last AND {counted} > 0 "
            f"ORDER BY {counted} DESC LIMIT {_ENDINGS + 1}"
        )
        span = {"first": tokens[-1], "last": tokens[-1] + chr(0x10FFFF)}
        endings = list(await connection.scalars(ending, span))
        asked.append(fts_query(tokens, endings[:_ENDINGS], title_only=title_only) if endings else "")
        asked.append(everything if len(endings) > _ENDINGS else "")
    return asked


async def _in_table(
    connection: AsyncConnection, table: str, query: str, at: int, limit: int, age_limit: int | None
) -> list[Row]:
    """Read hits in the order of the table until there are enough on channels of ours."""
    hits = text(
        f"SELECT rowid FROM {table} WHERE {table} MATCH :query AND rowid > :place ORDER BY rowid LIMIT {_AT_ONCE}"
    )
    found: list[Row] = []
    # Not what ends within this minute: at every full hour hundreds would be read in vain.
    place, read = text_key(at + 60, 0), 0
    while len(found) < limit and read < _MOST_READ:
        keys = list(await connection.scalars(hits, {"query": query, "place": place}))
        ids = [key & ((1 << ID_BITS) - 1) for key in keys]
        found += await _on_channels(connection, among(programmes.c.id, ids), at, limit, age_limit)
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
