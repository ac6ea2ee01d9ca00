"""Reads an account at an Xtream Codes provider: the account itself, live channels, films and the list of series."""

from __future__ import annotations

import itertools
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

from prism_core.errors import PrismError
from prism_media.catalogue.rows import RANK_STEP
from prism_media.sources.content import Content
from prism_media.sources.json_stream import NotJson, document, items
from prism_media.sources.report import Report
from prism_media.sources.source import Source
from prism_media.sources.xtream.account import Account, account_of
from prism_media.sources.xtream.address import XtreamAddress
from prism_media.sources.xtream.rows import (
    Provider,
    categories_of,
    episode_rows,
    live_rows,
    movie_rows,
    series_rows,
)
from prism_media.upstream.client import Upstream, host_of
from prism_media.upstream.download import Downloaded, downloaded
from prism_media.upstream.errors import UpstreamNotVideo

LIST_LIMIT = 1 << 30
ACCOUNT_LIMIT = 4 << 20

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Part:
    """One of the three lists: which action gives it, its categories, and the rows that come of it."""

    action: str
    categories: str
    kinds: frozenset[str]
    rows: Callable[[Iterator[object], dict[str, str], Provider, Report], Iterator[Row]]


_LIVE = _Part("get_live_streams", "get_live_categories", frozenset({"tv", "radio"}), live_rows)
_MOVIES = _Part("get_vod_streams", "get_vod_categories", frozenset({"movie"}), movie_rows)
_SERIES = _Part("get_series", "get_series_categories", frozenset(), series_rows)


class XtreamLoader:
    """Reads sources of the kind `xtream`."""

    def __init__(self, upstream: Upstream, now: Callable[[], float] = time.time) -> None:
        self._upstream = upstream
        self._now = now

    @asynccontextmanager
    async def load(self, source: Source) -> AsyncIterator[Content | None]:
        """What the account may watch. A list that the provider does not give leaves its rows as they are."""
        address = address_of(source)
        account = await self.account(source)
        report = Report()
        provider = Provider(source.id, address, account.live_extension, itertools.count(source.position * RANK_STEP))
        async with AsyncExitStack() as files:
            got = {part.action: await self._part(files, source, part, report) for part in (_LIVE, _MOVIES, _SERIES)}
            given = [part for part in (_LIVE, _MOVIES) if got[part.action] is not None]
            series = got[_SERIES.action]
            if not given and series is None:
                raise UpstreamNotVideo(f"{host_of(address.base)} gives neither channels nor films: {_last(report)}")
            yield Content(
                channels=itertools.chain.from_iterable(
                    _named(part.rows(items(file.chunks()), groups, provider, report), address, part)
                    for part in given
                    for file, groups in [got[part.action] or (None, {})]
                    if file is not None
                ),
                kinds=frozenset().union(*(part.kinds for part in given)),
                series=_named(series_rows(items(series[0].chunks()), series[1], provider, report), address, _SERIES)
                if series
                else None,
                report=report,
                account=account.stored(),
                guide_urls=(address.guide,),
            )

    async def account(self, source: Source) -> Account:
        """The account as it is now.

        Raises:
            UpstreamRefused: it may not watch, and why.
        """
        address = address_of(source)
        answer = await self._document(source, address.api())
        return account_of(answer, host_of(address.base), self._now())

    async def episodes(self, source: Source, series: Row, first_rank: int) -> list[Row]:
        """The episodes of a series, as rows of the catalogue."""
        address = address_of(source)
        provider = Provider(source.id, address, "ts", itertools.count(first_rank))
        answer = await self._document(source, address.api("get_series_info", series_id=series["provider_id"]))
        return episode_rows(answer, series, provider)

    async def _part(
        self, files: AsyncExitStack, source: Source, part: _Part, report: Report
    ) -> tuple[Downloaded, dict[str, str]] | None:
        address = address_of(source)
        try:
            groups = await self._categories(source, address.api(part.categories))
            fetching = downloaded(
                self._upstream, address.api(part.action), LIST_LIMIT, source.headers, stall_seconds=source.stall_seconds
            )
            return await files.enter_async_context(fetching), groups
        except PrismError as error:
            report.skip(0, f"{part.action}: {error.message}")
            return None

    async def _categories(self, source: Source, url: str) -> dict[str, str]:
        """Categories by number; a provider that has none still has streams."""
        try:
            given = await self._document(source, url)
        except UpstreamNotVideo:
            return {}
        listed = given.values() if isinstance(given, dict) else given if isinstance(given, list) else ()
        return categories_of(iter(listed))

    async def _document(self, source: Source, url: str) -> object:
        async with downloaded(
            self._upstream, url, ACCOUNT_LIMIT, source.headers, stall_seconds=source.stall_seconds
        ) as file:
            try:
                return document(file.chunks())
            except NotJson as error:
                raise UpstreamNotVideo(
                    f"{host_of(url)} does not answer as an Xtream Codes server does: {error}"
                ) from None


def address_of(source: Source) -> XtreamAddress:
    """Where and as whom the provider is asked."""
    said = source.credentials or {}
    return XtreamAddress(source.url or "", said.get("username", ""), said.get("password", ""))


def _named(rows: Iterator[Row], address: XtreamAddress, part: _Part) -> Iterator[Row]:
    """`rows`, with a broken list told as the provider's error."""
    try:
        yield from rows
    except NotJson as error:
        raise UpstreamNotVideo(f"{host_of(address.base)}, {part.action}: {error}") from None


def _last(report: Report) -> str:
    return str(report.skipped[-1]["reason"]) if report.skipped else "no list came"
