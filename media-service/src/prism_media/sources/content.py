"""What a source brings when it is read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Any, Protocol

from prism_media.sources.report import Report
from prism_media.sources.source import Source

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Content:
    """Rows to put in the place of a source's own; made as they are read, in one thread, within the loader's context.

    Attributes:
        channels: rows of `channels`, of the kinds in `kinds` only: other kinds stay as they are.
        series: rows of `series`; none where the series stay as they are.
        report: filled while the rows are read.
        name: what the source calls itself; used where nobody gave it a name.
    """

    channels: Iterator[Row]
    kinds: frozenset[str]
    series: Iterator[Row] | None = None
    report: Report = field(default_factory=Report)
    account: dict[str, Any] | None = None
    guide_urls: tuple[str, ...] = ()
    etag: str | None = None
    last_modified: str | None = None
    name: str | None = None


class Loader(Protocol):
    """Reads the sources of one kind."""

    def load(self, source: Source) -> AbstractAsyncContextManager[Content | None]:
        """What the source has now; none where it has not changed since the last time.

        Raises:
            PrismError: why it cannot be read, without address or credentials.
        """
        ...
