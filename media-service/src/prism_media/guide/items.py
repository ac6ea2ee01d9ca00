"""What a guide's feed says, item by item."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class NotAGuide(ValueError):
    """The bytes are no XMLTV; the message says what they seem to be."""


@dataclass(frozen=True, slots=True)
class GuideChannel:
    """A channel of the guide: its id there and every name it goes by."""

    xml_id: str
    names: tuple[str, ...]
    icon: str = ""


class GuideProgramme(NamedTuple):
    """A programme; times are Unix seconds, `stop` is `None` where the feed has none.

    A tuple, since a million of them are made in a few seconds.
    """

    xml_id: str
    start: int
    stop: int | None
    title: str
    subtitle: str = ""
    description: str = ""
    categories: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    season: int | None = None
    episode: int | None = None
    age: int | None = None
    """Youngest age that it is for, in years."""
    icon: str = ""
    is_new: bool = False
    catchup_id: str | None = None


@dataclass(frozen=True, slots=True)
class Unusable:
    """A programme without a channel, a title or a start."""


@dataclass(frozen=True, slots=True)
class Truncated:
    """The feed ended inside a block, or inside its compression: the last item."""


Item = GuideChannel | GuideProgramme | Unusable | Truncated
