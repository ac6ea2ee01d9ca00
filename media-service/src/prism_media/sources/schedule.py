"""When sources and guides are read again. Pure: what is due follows from their rows and the time."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

FIRST_RETRY_SECONDS = 300
"""Long enough for a provider's restart, short enough for nobody to notice an hour-long gap."""
LONGEST_RETRY_SECONDS = 6 * 3600
SPREAD = 0.1
"""Part of the period by which each comes later than the others, so that they are not all asked in one second."""


@dataclass(frozen=True, slots=True)
class Refreshable:
    """A source or guide as the schedule sees it; `failures` counts in a row."""

    id: str
    of: Literal["playlist", "guide"]
    refresh_seconds: int | None
    checked_at: int | None
    enabled: bool = True
    failures: int = 0

    @property
    def next_at(self) -> float | None:
        """When it is to be read again (Unix seconds); none where that is done by hand, 0 where it never was."""
        if not self.enabled or self.refresh_seconds is None:
            return None
        if self.checked_at is None:
            return 0
        return self.checked_at + self._wait() * (1 + SPREAD * _share(self.id))

    def _wait(self) -> float:
        if not self.failures:
            return self.refresh_seconds or 0
        retry = min(FIRST_RETRY_SECONDS * 2.0 ** min(self.failures - 1, 20), LONGEST_RETRY_SECONDS)
        # A source that is read more often than that anyway is not read more often for failing.
        return max(retry, min(self.refresh_seconds or 0, FIRST_RETRY_SECONDS))


def due(sources: Iterable[Refreshable], now: float) -> list[Refreshable]:
    """Those whose time has come, the longest waiting first."""
    waiting = [(at, source) for source in sources if (at := source.next_at) is not None and at <= now]
    return [source for _, source in sorted(waiting, key=lambda pair: pair[0])]


def _share(name: str) -> float:
    """A number from 0 to 1 that is always the same for a name."""
    return zlib.crc32(name.encode()) / 0xFFFFFFFF
