"""Cursors: where a list goes on, opaque to whoever passes them back."""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode

from prism_core.errors import BadInput

_PLACE = re.compile(r"\[(0|-?[1-9][0-9]{0,14})(, (0|-?[1-9][0-9]{0,14}))*\]", re.ASCII)
"""What `cursor_of` writes, of numbers that a database takes."""


def cursor_of(*place: int) -> str:
    """A cursor for the place after which the next page starts."""
    return urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def place_of(cursor: str, length: int) -> tuple[int, ...]:
    """The place in a cursor that `cursor_of` made from `length` numbers.

    Raises:
        BadInput: it is no such cursor.
    """
    try:
        written = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except ValueError:
        written = ""
    place = tuple(json.loads(written)) if _PLACE.fullmatch(written) else ()
    if len(place) != length:
        raise BadInput("cursor is not one that this list gave; leave it out to start from the beginning")
    return place
