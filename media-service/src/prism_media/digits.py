"""Whole numbers as others write them.

`int` takes more than digits do (signs, spaces, other scripts), fails on `²` although `str.isdigit` says yes,
and refuses thousands of digits; a database refuses more than 64 bits. What is read here is none of these.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import Path

MOST_DIGITS = 15
"""A double in a browser, a column and a sum of two of them hold so many."""

RowId = Annotated[int, Path(ge=1, lt=10**MOST_DIGITS)]
"""The number of a row, in a path."""


def whole_number(text: str) -> int | None:
    """The number that ASCII digits write; `None` for anything else, and for more than `MOST_DIGITS` digits."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None
