"""What providers send in the place of a text, a number or a list: read without ever failing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

Record = Mapping[str, Any]

_YEAR = re.compile(r"(?<!\d)(?:18|19|20)\d\d(?!\d)")
_EPOCH_LIMIT = 1 << 33
"""Seconds, in the year 2242: larger numbers are milliseconds."""
_TRUE = frozenset({"1", "true", "yes", "on"})


def words(value: object) -> str:
    """A text on one line; empty for what is none."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = str(value).replace("\0", "")
    # JSON can hold half an emoji, where a provider cut a name short; no database takes one.
    return " ".join((text if text.isascii() else text.encode("utf-8", "ignore").decode()).split())


def first(record: Record, *names: str) -> str:
    """The first of these fields that says something."""
    return next((text for name in names if (text := words(record.get(name)))), "")


def whole(value: object) -> int | None:
    """A whole number: `7`, `"7"`, `7.0` and `"7.0"`; none for anything else."""
    number = decimal(value)
    return int(number) if number is not None else None


def decimal(value: object) -> float | None:
    """A number, also with a comma; none for anything else, infinities included."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        number = float(str(value).strip().replace(",", "."))
    except ValueError:
        return None
    return number if abs(number) < 1e15 else None


def flag(value: object) -> bool:
    """A yes: `true`, `1`, `"1"`, `"yes"`."""
    return value is True or words(value).lower() in _TRUE


def epoch(value: object) -> int | None:
    """Unix seconds from seconds, milliseconds, or a date such as `2024-05-01 12:00:00` (taken as UTC)."""
    number = whole(value)
    if number is not None:
        seconds = number // 1000 if number > _EPOCH_LIMIT else number
        return seconds if seconds > 0 else None
    try:
        moment = datetime.fromisoformat(words(value))
    except ValueError:
        return None
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())


def year(*values: object) -> int | None:
    """The first year that one of these texts names."""
    for value in values:
        if found := _YEAR.search(words(value)):
            return int(found[0])
    return None


def records(value: object) -> list[Record]:
    """Objects from a list of them, from an object that holds them under keys, or from lists within a list."""
    if isinstance(value, Mapping):
        inner: Iterable[object] = value.values()
    elif isinstance(value, list):
        inner = value
    else:
        return []
    found: list[Record] = []
    for item in inner:
        if isinstance(item, Mapping):
            found.append(item)
        elif isinstance(item, list):
            found.extend(records(item))
    return found


def record(value: object) -> Record:
    """An object; an empty one for what is none, such as the empty list that PHP sends for it."""
    return value if isinstance(value, Mapping) else {}


def clock_seconds(value: object) -> int | None:
    """A duration in seconds: `3723`, `1:02:03`, `62:03`, `1h 2m 3s`; none where it says none."""
    text = words(value).lower()
    if ":" in text:
        parts = [decimal(part) for part in text.split(":")]
        if len(parts) > 3 or any(part is None or part < 0 for part in parts):
            return None
        total = 0.0
        for part in parts:
            total = total * 60 + (part or 0)
        return int(total) or None
    if units := re.findall(r"(\d+)\s*(h|m|s)", text):
        return sum(int(number) * {"h": 3600, "m": 60, "s": 1}[unit] for number, unit in units) or None
    number = whole(text)
    return number if number is not None and number > 0 else None
