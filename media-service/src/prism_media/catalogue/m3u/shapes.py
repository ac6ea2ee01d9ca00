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

from prism_media.catalogue.m3u.attributes import clean
from prism_media.catalogue.m3u.model import NOTHING, Entry

MOST_SHAPES = 8
"""Learnt at most; entries of others are read one by one."""
OPTIONS = r"((?:\n#(?:EXTVLCOPT|KODIPROP|EXTGRP):[^\n]*+)*+)"
"""Lines between a name and its address. Possessive like the rest: what does not fit is left after one look."""
HOST = r"https?://[A-Za-z0-9.-]++(?::(?:[1-5]\d{4}|\d{1,4})(?=[/\n]))?+"
# Neither quotes nor controls in a value, nor a space in a logo, which may be long but not as a picture in itself is.
_VALUE = r'[^"\x00-\x1f\x7f]'
_LOGO = r'(?:https?://[^"\x00-\x20\x7f]{0,32000}+)?+'
# Without what means something else in a list, must be escaped, or begins another address.
_REST = r"[!#-%'-9;=?-{}~]*+(?:(?::(?!//)|&(?!amp;))[!#-%'-9;=?-{}~]*+)*+"


class Columns(NamedTuple):
    """Entries of one shape as columns, and the texts around them: one more than there are entries."""

    gaps: Sequence[str]
    values: Sequence[Sequence[str]]
    """A column for each attribute."""
    names: Sequence[str]
    options: Sequence[str]
    urls: Sequence[str]


class Shape:
    """Entries with these attributes, `keys` as they are written before each value: ` tvg-id=`."""

    def __init__(self, keys: Sequence[str], names: Sequence[str], *, special: bool) -> None:
        self.names = tuple(names)
        self.special = special
        """Whether an attribute says more than itself."""
        self._logo = self.names.index("tvg-logo") if "tvg-logo" in self.names else None
        self._group = self.names.index("group-title") if "group-title" in self.names else None
        values = (_LOGO if name == "tvg-logo" else f"{_VALUE}*+" for name in names)
        said = "".join(f'{re.escape(key)}"({value})"' for key, value in zip(keys, values, strict=True))
        self._pattern = re.compile(
            rf"\n#EXTINF:-?\d++(?:\.\d++)?+{said},[ ]*+({_VALUE}++){OPTIONS}\n({HOST}(?:/{_REST})?+)(?=\n)"
        )

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
        return Columns(gaps, columns, names, options, urls) if all(columns) and names and "" not in names else None

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
    if "='" in text:
        return []
    if (
        '" ' in text
        or ' "' in text
        or text[:1] == " "
        or text[-1:] == " "
        or not (text.isascii() or text.isprintable())
    ):
        return [clean(value) for value in column]
    return [clean(value) if "&" in value else value for value in column] if "&" in text else column
