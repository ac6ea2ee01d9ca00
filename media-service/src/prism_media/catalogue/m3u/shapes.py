"""Reads entries that all look alike a block at a time: one expression for each shape, made when it is first seen.

A list has a handful of shapes: the same attributes in the same order, then the name, then the address. Splitting a
block by a shape's expression gives the values of all its entries as columns, and what lies between as gaps. What
is asked of every value is then asked of a whole column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate, repeat
from typing import NamedTuple

from prism_media.catalogue.m3u.address import irregular
from prism_media.catalogue.m3u.attributes import clean, has_typographic_quotes
from prism_media.catalogue.m3u.model import NOTHING, Entry

MOST_SHAPES = 8
"""Learnt at most; entries of others are read one by one."""
OPTIONS = r"((?:\n#(?:EXTVLCOPT|KODIPROP|EXTGRP):[^\n]*+)*+)"
"""Lines between a name and its address. Possessive like the rest: what does not fit is left after one look."""
# Long as a logo may be, but not as a picture in itself is.
_LOGO = r'(?:https?://[^"]{0,32000}+)?+'
_CONTROLS = bytes([*range(32), 127])


class Columns(NamedTuple):
    """Entries of one shape as columns, and the texts around them: one more than there are entries."""

    gaps: Sequence[str]
    values: Sequence[Sequence[str]]
    """A column for each attribute."""
    names: Sequence[str]
    options: Sequence[str]
    urls: Sequence[str]
    odd: Sequence[int]
    """Which addresses ask for a closer look."""


class Shape:
    """Entries with these attributes, `keys` as they are written before each value: ` tvg-id=`."""

    def __init__(self, keys: Sequence[str], names: Sequence[str], *, special: bool) -> None:
        self.names = tuple(names)
        self.special = special
        """Whether an attribute says more than itself."""
        self._logo = self.names.index("tvg-logo") if "tvg-logo" in self.names else None
        self._group = self.names.index("group-title") if "group-title" in self.names else None
        # One letter is told apart in half the time of a class: what else may not be there is asked of columns.
        values = (_LOGO if name == "tvg-logo" else '[^"]*+' for name in names)
        said = "".join(f'{re.escape(key)}"({value})"' for key, value in zip(keys, values, strict=True))
        self._pattern = re.compile(rf'\n#EXTINF:-?\d++(?:\.\d++)?+{said},[ ]*+([^"\n]++){OPTIONS}\n(https?://[^\n]++)')

    def columns(self, text: str) -> Columns | None:
        """The entries of this shape in `text`, whose lines each begin with a line feed.

        `None` where there is none, or something about one of them asks for a closer look at all.
        """
        parts = self._pattern.split(text)
        if len(parts) == 1:
            return None
        width = len(self.names) + 4
        gaps, *columns, options, urls = (parts[place::width] for place in range(width))
        columns = [_cleaned(column) for column in columns]
        names = columns.pop()
        if not all(columns) or not names or "" in names:
            return None
        return Columns(gaps, columns, names, options, urls, irregular(urls))

    def entries(self, columns: Columns, number: int) -> list[Entry]:
        """The entries of columns that say nothing more than themselves; `number` is the line before the first."""
        nothing = repeat("")
        values = columns.values
        return list(
            map(
                tuple.__new__,
                repeat(Entry),
                zip(
                    numbers(columns, number),
                    columns.names,
                    columns.urls,
                    _dicts(self.names, values),
                    nothing if self._group is None else values[self._group],
                    nothing if self._logo is None else values[self._logo],
                    repeat(None),
                    repeat(False),
                    repeat(NOTHING),
                    repeat(NOTHING),
                    repeat(NOTHING),
                    repeat(None),
                ),
            )
        )


def numbers(columns: Columns, number: int) -> Sequence[int]:
    """The line of each address."""
    if any(columns.options) or any(columns.gaps[:-1]):
        between = zip(columns.gaps, columns.options, strict=False)
        heights = [2 + gap.count("\n") + option.count("\n") if gap or option else 2 for gap, option in between]
        return list(accumulate(heights, initial=number))[1:]
    return range(number + 2, number + 2 + 2 * len(columns.urls), 2)


def _dicts(names: Sequence[str], values: Sequence[Sequence[str]]) -> Iterable[dict[str, str]]:
    """The attributes of each entry. Those of most lists are three or four, written out in half the time."""
    if not names:
        return repeat({})
    if len(names) == 3:
        first, second, third = names
        return [{first: a, second: b, third: c} for a, b, c in zip(*values, strict=True)]
    if len(names) == 4:
        first, second, third, fourth = names
        return [{first: a, second: b, third: c, fourth: d} for a, b, c, d in zip(*values, strict=True)]
    return map(dict, map(zip, repeat(names), zip(*values)))  # noqa: B905  (of one length)


def _cleaned(column: list[str]) -> list[str]:
    """The values as they are meant; none at all where one is not the value it seems."""
    text = '"'.join(column)
    # `a="x b='y'"`: the closing quote of x is missing
    if "='" in text or "\n" in text or has_typographic_quotes(text):
        return []
    if not _is_printable(text):
        return [clean(value) for value in column]
    cleaned = list(map(str.strip, column))
    for place in [place for place, value in enumerate(cleaned) if "&" in value] if "&" in text else ():
        cleaned[place] = clean(cleaned[place])
    return cleaned


def _is_printable(text: str) -> bool:
    """Whether a value shows as it is; for ASCII, which most are, in a fifth of the time that Python takes."""
    if not text.isascii():
        return text.isprintable()
    return len(text.encode().translate(None, _CONTROLS)) == len(text)
