"""What can be said of the database without SQLAlchemy, for processes that begin often and should be small."""

from __future__ import annotations

import json

SQLITE_SCHEME = "sqlite+aiosqlite:///"

dump_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""How JSON is stored: letters as they are, so that full text finds `Żużel` in a list of categories."""


def is_sqlite(url: str) -> bool:
    """Whether `url` is that of a SQLite file."""
    return url.startswith(SQLITE_SCHEME)


def sqlite_path(url: str) -> str:
    """The file of a SQLite address."""
    return url.removeprefix(SQLITE_SCHEME)
