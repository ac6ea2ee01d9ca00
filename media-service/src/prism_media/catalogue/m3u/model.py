"""What a playlist says: its header, its entries, and the lines that could not be used."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

NOTHING: Mapping[str, str] = MappingProxyType({})


class Catchup(NamedTuple):
    """How past programmes of a channel are asked for, in the words of the `catchup` attributes."""

    kind: str = ""
    """`default`, `append`, `shift`, `flussonic`, `xc`, `vod` or empty where only days were given."""
    days: float | None = None
    source: str = ""
    correction: float | None = None
    """Hours that the provider's times are ahead, taken off the times asked for: Kodi's `catchup-correction`."""


class Header(NamedTuple):
    """The attributes of the `#EXTM3U` line; `guide_urls` are the guides it points to."""

    attributes: Mapping[str, str]
    guide_urls: tuple[str, ...] = ()


FIELDS = (
    "line", "name", "url", "attributes", "group", "logo", "number", "radio", "headers", "options", "properties",
    "catchup",
)  # fmt: skip
"""What an entry has, in the order in which it is given."""


class Entry:
    """One channel: the address and everything that the lines before it said about it.

    Not changed once it is made. Those of a list are `entry.Unread`: what they say is read when somebody asks.
    """

    __slots__ = FIELDS

    def __init__(
        self,
        line: int,
        name: str,
        url: str,
        attributes: Mapping[str, str] = NOTHING,
        group: str = "",
        logo: str = "",
        number: int | None = None,
        radio: bool = False,
        headers: Mapping[str, str] = NOTHING,
        options: Mapping[str, str] = NOTHING,
        properties: Mapping[str, str] = NOTHING,
        catchup: Catchup | None = None,
    ) -> None:
        self.line = line
        """1-based line of the address."""
        self.name = name
        self.url = url
        self.attributes = attributes
        """Attributes of `#EXTINF`, names in lower case, with the header's `tvg-shift` inherited."""
        self.group = group
        self.logo = logo
        self.number = number
        self.radio = radio
        self.headers = headers
        """HTTP headers to send upstream, whatever dialect they were written in."""
        self.options = options
        """`#EXTVLCOPT` settings that are not headers."""
        self.properties = properties
        """`#KODIPROP` settings."""
        self.catchup = catchup

    @property
    def tvg_id(self) -> str:
        """The guide's id for the channel, empty where none was given."""
        return self.attributes.get("tvg-id", "")

    def _values(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in FIELDS)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Entry) and self._values() == other._values()

    __hash__ = None  # type: ignore[assignment]  # as of other objects that are compared by what is in them

    def __repr__(self) -> str:
        said = zip(FIELDS, self._values(), strict=True)
        return f"Entry({', '.join(f'{name}={value!r}' for name, value in said)})"


class Skipped(NamedTuple):
    """A line that gave no channel, and why."""

    line: int
    reason: str


Item = Header | Entry | Skipped
