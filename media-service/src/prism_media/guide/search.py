"""Search over programmes: titles first, then the rest of what is told; in each, what runs and comes next first."""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from prism_media.database.dialect import is_postgresql
from prism_media.database.fetching import fetched, numbers
from prism_media.database.tables import programmes
from prism_media.database.text import matching, words_of
from prism_media.guide.places import Places
from prism_media.guide.reading import GUIDE_CHANNEL, PROGRAMMES, STOP, Row, told
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
_SHOWN = """
SELECT current_import, EXISTS(SELECT 1 FROM sqlite_master WHERE name = 'programmes_text_' || current_import),
    EXISTS(SELECT 1 FROM sqlite_master WHERE name = 'programmes_words_' || current_import)
FROM guides WHERE enabled AND current_import IS NOT NULL
"""


class Sought(NamedTuple):
    """What is looked for: programmes that are not over at `at`, on these channels, for a viewer of this age."""

    places: Places
    at: int
    limit: int
    age_limit: int | None


async def found_by(connection: AsyncConnection, typed: str, sought: Sought) -> list[Row]:
    """Programmes that have the words typed; those for older viewers are not found."""
    if is_postgresql(connection):
        return await _in_columns(connection, typed, sought)
    tokens = tokens_of(typed)
    return await _in_tables(connection, tokens, sought) if tokens else []


async def _in_tables(connection: AsyncConnection, tokens: list[str], sought: Sought) -> list[Row]:
    found: list[Row] = []
    queries = {table: await _queries(connection, words, tokens) for table, words in await _tables(connection)}
    for tier in range(_TIERS):
        tellers = [(table, asked[tier]) for table, asked in queries.items() if asked[tier]]
        rows = [row for table, query in tellers for row in await _in_table(connection, table, query, sought)]
        known = {(row["id"], row["channel_row"]) for row in found}
        rows.sort(key=lambda row: (row["start"], row["rank"]))
        new = [row for row in rows if (row["id"], row["channel_row"]) not in known]
        found += new[: sought.limit - len(found)]
        if len(found) >= sought.limit:
            break
    return found


async def _tables(connection: AsyncConnection) -> list[tuple[str, str | None]]:
    """The full-text tables of the guides that are shown, each with its table of words once that is there."""
    return [
        (text_table(number), word_table(number) if listed else None)
        for number, indexed, listed in await fetched(connection, _SHOWN)
        if indexed
    ]


async def _queries(connection: AsyncConnection, words: str | None, tokens: list[str]) -> list[str]:
    """The query of each tier: titles, the rest of them, everything, the rest of it; empty where nothing is left."""
    whole = [fts_query(tokens, None, title_only=True), fts_query(tokens, None, title_only=False)]
    if words is None:
        return [whole[0], "", whole[1], ""]
    asked: list[str] = []
    for title_only, everything in ((True, whole[0]), (False, whole[1])):
        counted = "in_titles" if title_only else "everywhere"
        ending = (
            f"SELECT word FROM {words} WHERE word BETWEEN :first AND :last AND {counted} > 0 "
            f"ORDER BY {counted} DESC LIMIT {_ENDINGS + 1}"
        )
        rows = await fetched(connection, ending, first=tokens[-1], last=tokens[-1] + chr(0x10FFFF))
        endings = [row[0] for row in rows]
        asked.append(fts_query(tokens, endings[:_ENDINGS], title_only=title_only) if endings else "")
        asked.append(everything if len(endings) > _ENDINGS else "")
    return asked


async def _in_table(connection: AsyncConnection, table: str, query: str, sought: Sought) -> list[Row]:
    """Read hits in the order of the table until there are enough on channels of ours."""
    hits = f"SELECT rowid FROM {table} WHERE {table} MATCH :query AND rowid > :place ORDER BY rowid LIMIT {_AT_ONCE}"
    found: list[Row] = []
    # Not what ends within this minute: at every full hour hundreds would be read in vain.
    place, read = text_key(sought.at + 60, 0), 0
    while len(found) < sought.limit and read < _MOST_READ:
        keys = [row[0] for row in await fetched(connection, hits, query=query, place=place)]
        found += await _on_channels(connection, [key & ((1 << ID_BITS) - 1) for key in keys], sought)
        read += len(keys)
        if len(keys) < _AT_ONCE:
            break
        place = keys[-1]
    return found[: sought.limit]


async def _in_columns(connection: AsyncConnection, typed: str, sought: Sought) -> list[Row]:
    words = words_of(typed)
    fits = select(programmes.c.id).where(matching(programmes.c.id, "programmes_text", typed))
    to_come = fits.where(programmes.c.stop > sought.at - sought.places.longest_shift)
    ids = (await connection.scalars(to_come.order_by(programmes.c.stop).limit(_MOST_READ))).all()
    rows = await _on_channels(connection, ids, sought._replace(limit=_MOST_READ))
    rows.sort(key=lambda row: not _has_words(row["title"], words))
    return rows[: sought.limit]


def _has_words(title: str, words: list[str]) -> bool:
    theirs = words_of(title)
    return all(any(own.startswith(word) for own in theirs) for word in words)


async def _on_channels(connection: AsyncConnection, ids: Iterable[int], sought: Sought) -> list[Row]:
    """These programmes on each channel of ours that shows them, soonest over first."""
    of_age = "" if sought.age_limit is None else f" AND (age IS NULL OR age <= {sought.age_limit})"
    records = await fetched(connection, f"{PROGRAMMES} WHERE id IN {numbers(ids)}{of_age}")
    pairs = [
        (record[STOP] + place.shift, place.rank, record, place)
        for record in records
        for place in sought.places.showing(record[GUIDE_CHANNEL], sought.age_limit)
        if record[STOP] + place.shift > sought.at
    ]
    pairs.sort(key=itemgetter(0, 1))
    return [told(record, place) for _, _, record, place in pairs[: sought.limit]]
