"""The full-text index of programmes.

SQLite: each import has an FTS5 table of its own, `programmes_text_<import>`, which goes with it at once, where taking a
million rows out of a shared one would take as long as putting them in. It is filled once the import is shown, today's
programmes first, in short transactions; meanwhile what is in it is found. Its rowids begin with the minute in which the
programme is over: what a search reads first is what runs and comes next, and it stops where it has enough. A beginning
would keep it from stopping: FTS5 first merges whatever begins so. So the words of a whole index are listed beside it,
and those are looked for that have the beginning; lists of beginnings would be larger than the index itself.
PostgreSQL: a generated column of `programmes`.
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from prism_media.database.text import words_of
from prism_media.guide.times import LONGEST_SECONDS

ID_BITS = 36
"""Bits of a rowid that hold the programme's id; the 27 above them count minutes since 1970, until 2225."""
BUSY_SECONDS = 60
_DAY_SECONDS = 86_400
_DAYS = 8
"""Days before and after now that are indexed one by one; guides rarely have more."""
_AT_ONCE = 400
"""Channels in a transaction, about 14,000 programmes of a day in 0.2 s: whoever saves a favourite waits for it."""
_FILL = """
INSERT INTO {table}(rowid, title, more)
SELECT (p.stop / 60 << {bits}) | p.id, p.title,
    p.subtitle || ' ' || p.description || ' ' || p.categories || ' ' || p.people
FROM guide_channels g CROSS JOIN programmes p ON p.guide_channel = g.id
WHERE g.import_id = :import AND g.id BETWEEN :first AND :last
    AND p.start > :since - :longest AND p.start < :until AND p.stop > :since AND p.stop <= :until
ORDER BY 1
"""
_LIST = (
    "CREATE TABLE {words}(word TEXT PRIMARY KEY, in_titles INTEGER, everywhere INTEGER) WITHOUT ROWID",
    "INSERT INTO {words} SELECT * FROM temp.listed",
)
_TOKEN = re.compile(r"[^\W_]+")


def text_table(import_id: int) -> str:
    """The name of an import's full-text table."""
    return f"programmes_text_{import_id}"


def word_table(import_id: int) -> str:
    """The name of the table of an import's words; it is there once all are indexed."""
    return f"programmes_words_{import_id}"


def text_key(stop: int, programme_id: int) -> int:
    """The rowid of a programme that is over at `stop`."""
    return (stop // 60 << ID_BITS) | programme_id


def build_text(path: str, import_id: int, now: int, closing: Callable[[], bool]) -> bool:
    """Index an import anew, with a connection of its own; says whether it is whole: neither gone nor left off."""
    table = text_table(import_id)
    with contextlib.closing(sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)) as connection:
        channels = connection.execute("SELECT id FROM guide_channels WHERE import_id = ? ORDER BY id", (import_id,))
        ids = [row[0] for row in channels]
        connection.execute(f"DROP TABLE IF EXISTS {word_table(import_id)}")
        _create(connection, table)
        for since, until in _days(now):
            for place in range(0, len(ids), _AT_ONCE):
                if closing():
                    return False
                some = ids[place : place + _AT_ONCE]
                asked = {"import": import_id, "first": some[0], "last": some[-1], "since": since, "until": until}
                try:
                    # In the order of rowids: a smaller one than the last makes FTS5 write what it holds.
                    connection.execute(_FILL.format(table=table, bits=ID_BITS), {**asked, "longest": LONGEST_SECONDS})
                except sqlite3.OperationalError:
                    if _exists(connection, table):
                        raise
                    return False
        return not closing() and _list_words(connection, import_id)


def _create(connection: sqlite3.Connection, table: str) -> None:
    """Make an empty table. It keeps which column a word is in, but not where: nobody asks for phrases."""
    connection.execute(f"DROP TABLE IF EXISTS {table}")
    connection.execute(
        f"CREATE VIRTUAL TABLE {table} USING fts5(title, more, content='', detail=column, columnsize=0, "
        "tokenize='unicode61 remove_diacritics 2')"
    )
    connection.execute(f"INSERT INTO {table}({table}, rank) VALUES ('hashsize', {16 << 20})")


def _list_words(connection: sqlite3.Connection, import_id: int) -> bool:
    """List an index's words and in how many programmes each is; says whether the index is still there."""
    table, words = text_table(import_id), word_table(import_id)
    if not _exists(connection, table):
        return False
    connection.execute(f"CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, {table}, 'col')")
    # Aside first: the reading takes a second, in which nobody else could write.
    connection.execute(
        "CREATE TEMP TABLE listed AS SELECT term, sum(doc * (col = 'title')), sum(doc) FROM vocabulary GROUP BY term"
    )
    connection.execute("BEGIN IMMEDIATE")
    there = _exists(connection, table)
    for statement in _LIST if there else ():
        connection.execute(statement.format(words=words))
    connection.execute("COMMIT")
    return there


def _exists(connection: sqlite3.Connection, table: str) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone() is not None


def _days(now: int) -> Iterator[tuple[int, int]]:
    """Spans of time that have every programme's stop in one of them, those first that are looked for most."""
    later, earlier = now + _DAYS * _DAY_SECONDS, now - _DAYS * _DAY_SECONDS
    yield from ((day, day + _DAY_SECONDS) for day in range(now, later, _DAY_SECONDS))
    yield later, 1 << 40
    yield from ((day - _DAY_SECONDS, day) for day in range(now, earlier, -_DAY_SECONDS))
    yield 0, earlier


def tokens_of(typed: str) -> list[str]:
    """What is typed, cut as the index cuts: at whatever is neither letter nor digit, Indic vowel signs among it."""
    return _TOKEN.findall(unicodedata.normalize("NFC", " ".join(words_of(typed))))


def fts_query(tokens: Sequence[str], endings: Sequence[str] | None, *, title_only: bool) -> str:
    """FTS5's query for all `tokens`, in the last one's place any of `endings`; `None`: whatever begins with it."""
    *finished, last = tokens
    any_of = f'"{last}"*' if endings is None else f"({' OR '.join(_quoted(endings))})"
    return f"{'title : ' if title_only else ''}({' AND '.join([*_quoted(finished), any_of])})"


def _quoted(words: Sequence[str]) -> list[str]:
    return [f'"{word}"' for word in words]
