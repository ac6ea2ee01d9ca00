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


class Entry(NamedTuple):
    """One channel: the address and everything that the lines before it said about it.

    A named tuple: lists have 100,000 of them, and a frozen dataclass takes four times as long to make.
    """

    line: int
    """1-based line of the address."""
    name: str
    url: str
    attributes: Mapping[str, str] = NOTHING
    """Attributes of `#EXTINF`, names in lower case, with the header's `tvg-shift` inherited."""
    group: str = ""
    logo: str = ""
    number: int | None = None
    radio: bool = False
    headers: Mapping[str, str] = NOTHING
    """HTTP headers to send upstream, whatever dialect they were written in."""
    options: Mapping[str, str] = NOTHING
    """`#EXTVLCOPT` settings that are not headers."""
    properties: Mapping[str, str] = NOTHING
    """`#KODIPROP` settings."""
    catchup: Catchup | None = None

    @property
    def tvg_id(self) -> str:
        """The guide's id for the channel, empty where none was given."""
        return self.attributes.get("tvg-id", "")


class Skipped(NamedTuple):
    """A line that gave no channel, and why."""

    line: int
    reason: str


Item = Header | Entry | Skipped
