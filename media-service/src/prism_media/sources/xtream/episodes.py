"""The episodes of a series: asked from the provider when somebody opens it, and again after a day."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable

from prism_core.errors import PrismError
from prism_media.sources.source import DAY_SECONDS
from prism_media.sources.store import SourceStore
from prism_media.sources.xtream.loader import XtreamLoader


class Episodes:
    """Brings a series' episodes into the catalogue, once for all who open it at a time."""

    def __init__(self, store: SourceStore, xtream: XtreamLoader, now: Callable[[], float]) -> None:
        self._store = store
        self._xtream = xtream
        self._now = now
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def ensure(self, series_id: str) -> None:
        """Have the series' episodes in the catalogue; sources that bring them themselves are left alone.

        Raises:
            PrismError: the provider does not give them, and none are there from an earlier time.
        """
        async with self._locks[series_id]:
            await self._ask(series_id)
        self._locks.pop(series_id, None)

    async def _ask(self, series_id: str) -> None:
        series = await self._store.one_series(series_id)
        source = await self._store.source(series["playlist_id"]) if series else None
        if series is None or source is None or source.kind != "xtream":
            return
        now = int(self._now())
        if series["listed_at"] is not None and now - series["listed_at"] < DAY_SECONDS:
            return
        try:
            rows = await self._xtream.episodes(source, series, await self._store.next_episode_rank(source))
        except PrismError:
            if series["listed_at"] is None:
                raise
            return
        if rows or series["listed_at"] is None:
            await self._store.replace_episodes(series_id, rows, now)
