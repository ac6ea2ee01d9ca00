"""A source with its settings, and how it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

PATIENCE_SECONDS = 120.0
"""How long nothing may arrive from a source that sets no time of its own: providers of 100,000 channels take minutes
to begin with an answer."""
DAY_SECONDS = 86_400
SHORTEST_REFRESH_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Source:
    """A row of `playlists`; address and credentials are never shown or logged."""

    id: str
    name: str
    kind: str
    position: int
    imported_at: int
    url: str | None = field(default=None, repr=False)
    credentials: Mapping[str, str] | None = field(default=None, repr=False)
    enabled: bool = True
    refresh_seconds: int | None = None
    timeout_seconds: float | None = None
    user_agent: str | None = None
    groups_off: tuple[str, ...] = ()
    account: Mapping[str, Any] | None = None
    checked_at: int | None = None
    failure: str | None = None
    etag: str | None = None
    last_modified: str | None = None

    @property
    def refreshable(self) -> bool:
        """Whether there is something to read it from again."""
        return self.url is not None and self.kind in {"m3u", "xtream", "folder", "podcast"}

    @property
    def headers(self) -> dict[str, str]:
        """What is sent with each request for it."""
        return {"User-Agent": self.user_agent} if self.user_agent else {}

    @property
    def conditional_headers(self) -> dict[str, str]:
        """`headers` with the question whether it changed since it was last read."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return self.headers | {name: value for name, value in asked.items() if value}

    @property
    def stall_seconds(self) -> float:
        """How long nothing may arrive before it counts as dead."""
        return self.timeout_seconds or PATIENCE_SECONDS


COLUMNS = tuple(attribute.name for attribute in fields(Source))


def source_of(row: Mapping[str, Any]) -> Source:
    """The source of a `playlists` row."""
    values = {name: row[name] for name in COLUMNS}
    return Source(**{**values, "groups_off": tuple(row["groups_off"] or ())})
