"""Reads the file and refuses what is none, naming the place, before anything is changed."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import JSON, Boolean, Column, Float, Integer, Text

from prism_core.errors import BadInput
from prism_media.backup.sections import CHANNELS, SECTIONS, SERIES, VERSION, Section
from prism_media.catalogue.m3u.address import SCHEMES, usable_logo
from prism_media.moment import LATEST
from prism_media.sources.source import SHORTEST_REFRESH_SECONDS

Row = dict[str, Any]
_AROUND = frozenset({"prism_export", "exported_at", "credentials", "left_out"})
_NOTHING = "; nothing was changed"


def _web(value: str) -> bool:
    return urlsplit(value).scheme in {"http", "https"}


def _stream(value: str) -> bool:
    return not value or is_file(value) or urlsplit(value).scheme.lower() in SCHEMES


def is_file(address: str) -> bool:
    """Whether a channel is a file of the machine that wrote the export."""
    return urlsplit(address).scheme == "file"


_LIMITS: Mapping[tuple[str, str], tuple[Callable[[Any], bool], str]] = {
    ("profiles", "id"): (lambda value: bool(re.fullmatch(r"[a-z0-9]{1,40}", value)), "must be lower-case letters"),
    ("profiles", "name"): (lambda value: 0 < len(value.strip()) <= 60, "must have 1 to 60 letters"),
    ("profiles", "age_limit"): (lambda value: 0 <= value <= 18, "must be 0 to 18"),
    ("profiles", "colour"): (lambda value: bool(re.fullmatch(r"(#[0-9a-fA-F]{6})?", value)), "must be #rrggbb"),
    ("profiles", "pin_hash"): (lambda value: bool(re.fullmatch(r"[0-9a-f]{32}:[0-9a-f]{64}", value)), "is no hash"),
    ("playlists", "kind"): (
        lambda value: value in {"m3u", "xtream", "folder", "radio", "podcast"},
        "must be m3u, xtream, folder, radio or podcast",
    ),
    ("channels", "url"): (_stream, "has a scheme that no channel may have"),
    ("channels", "logo"): (lambda value: usable_logo(value) == value, "is no address of a picture"),
    ("series", "logo"): (lambda value: usable_logo(value) == value, "is no address of a picture"),
    ("channels", "headers"): (
        lambda value: isinstance(value, dict) and all(isinstance(one, str) for one in value.values()),
        "must be an object of texts",
    ),
    ("channels", "details"): (lambda value: isinstance(value, dict), "must be an object"),
    ("guides", "url"): (_web, "must be an http or https address"),
}

_AFTER_ALL = int(LATEST.timestamp())
_BY_NAME: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "refresh_seconds": (lambda value: value >= SHORTEST_REFRESH_SECONDS, f"must be {SHORTEST_REFRESH_SECONDS} or more"),
    "timeout_seconds": (lambda value: 0 < value <= 3600, "must be more than 0, and 3600 at most"),
    "lead_seconds": (lambda value: 0 <= value <= 7 * 86400, "must be 0 to 604800"),
    "keep": (lambda value: 1 <= value <= 1000, "must be 1 to 1000"),
}
"""What holds for a column wherever it stands, besides times (`…_at`)."""


def read_document(raw: bytes) -> dict[str, list[Row]]:
    """The rows of the file by section, each with every column that travels.

    Raises:
        BadInput: it is no export, or one of another version, or some value in it cannot be right.
    """
    try:
        document = json.loads(raw)
    except (ValueError, RecursionError):
        raise BadInput(f"the file is no export of Prism: it is not JSON{_NOTHING}") from None
    if not isinstance(document, dict) or "prism_export" not in document:
        raise BadInput(f"the file is no export of Prism: it has no prism_export{_NOTHING}")
    if document["prism_export"] != VERSION:
        raise BadInput(f"the export has version {document['prism_export']!r}; this Prism reads {VERSION}{_NOTHING}")
    unknown = sorted(set(document) - _AROUND - {section.name for section in SECTIONS})
    if unknown:
        raise BadInput(f"the export has a part {unknown[0]!r} that this Prism does not know{_NOTHING}")
    return {section.name: _rows(section, document.get(section.name, [])) for section in SECTIONS}


def _rows(section: Section, given: Any) -> list[Row]:
    if not isinstance(given, list):
        raise BadInput(f"{section.name} must be a list{_NOTHING}")
    columns = {column.name: column for column in section.columns}
    return [_row(section, columns, f"{section.name}[{place}]", row) for place, row in enumerate(given)]


def _row(section: Section, columns: dict[str, Column[object]], where: str, given: Any) -> Row:
    if not isinstance(given, dict):
        raise BadInput(f"{where} must be an object{_NOTHING}")
    unknown = sorted(set(given) - set(columns))
    if unknown:
        raise BadInput(f"{where} has no {unknown[0]!r}; it has {', '.join(columns)}{_NOTHING}")
    row: Row = {}
    for name, column in columns.items():
        value = given.get(name)
        if value is None and not column.nullable:
            if name in given or column.server_default is None:
                raise BadInput(f"{where}.{name} is missing{_NOTHING}")
            value = _default(column)
        fault = _fault(section, column, value)
        if fault:
            raise BadInput(f"{where}.{name} {fault}{_NOTHING}")
        row[name] = value
    return row


def _default(column: Column[object]) -> object:
    """What the database would put there: all rows of an insert must have the same columns."""
    written = str(getattr(column.server_default, "arg", ""))
    if isinstance(column.type, Text):
        return written
    return json.loads({"": "null"}.get(written, written))


def _fault(section: Section, column: Column[object], value: Any) -> str:
    if value is None:
        return ""
    fault = _type_fault(column, value)
    if fault:
        return fault
    # Of films and series it is what their provider says, and only compared.
    said_here = section not in (CHANNELS, SERIES)
    if said_here and column.name.endswith("_at") and not 0 <= value <= _AFTER_ALL:
        return f"must be Unix seconds up to the year {LATEST.year}"
    fits, otherwise = _LIMITS.get((section.name, column.name)) or _BY_NAME.get(column.name, (lambda _: True, ""))
    return "" if fits(value) else otherwise


def _type_fault(column: Column[object], value: Any) -> str:
    match column.type:
        case Boolean():
            return "" if isinstance(value, bool) else "must be true or false"
        case Integer():
            whole = isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63
            return "" if whole else "must be a whole number"
        case Float():
            number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
            return "" if number else "must be a number"
        case JSON():
            return _unstorable(json.dumps(value, ensure_ascii=False))
        case _:
            return _unstorable(value) if isinstance(value, str) else "must be text"


def _unstorable(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        return "has half a letter"
    # PostgreSQL keeps no such character in text.
    return "has a zero character" if "\0" in text or "\\u0000" in text else ""
