"""Cursors: where a list goes on, opaque to whoever passes them back."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode

from prism_core.errors import BadInput


def cursor_of(*place: int) -> str:
    """A cursor for the place after which the next page starts."""
    return urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def place_of(cursor: str, length: int) -> tuple[int, ...]:
    """The place in a cursor that `cursor_of` made from `length` numbers.

    Raises:
        BadInput: it is no such cursor.
    """
    try:
        place = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except ValueError:
        place = None
    if not isinstance(place, list) or len(place) != length or not all(type(n) is int for n in place):
        raise BadInput("cursor is not one that this list gave; leave it out to start from the beginning")
    return tuple(place)
