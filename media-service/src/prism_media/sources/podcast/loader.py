"""Reads podcasts: one series each, its episodes newest last."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

from prism_core.errors import BadInput
from prism_media.catalogue.keys import short_id
from prism_media.catalogue.rows import RANK_STEP
from prism_media.sources.content import Content
from prism_media.sources.podcast.feed import Episode, NotAFeed, Show, Skipped, parse
from prism_media.sources.report import Report
from prism_media.sources.rows import episode_row, series_row
from prism_media.sources.source import Source
from prism_media.upstream.client import Upstream, host_of
from prism_media.upstream.download import Downloaded, downloaded

FEED_LIMIT = 64 << 20
GROUP = "Podcasts"

Row = dict[str, Any]


class PodcastLoader:
    """Reads sources of the kind `podcast`."""

    def __init__(self, upstream: Upstream) -> None:
        self._upstream = upstream

    @asynccontextmanager
    async def load(self, source: Source) -> AsyncIterator[Content | None]:
        """The podcast and its episodes; none where the feed has not changed."""
        url = source.url or ""
        async with downloaded(
            self._upstream, url, FEED_LIMIT, source.conditional_headers, stall_seconds=source.stall_seconds
        ) as file:
            if file.unchanged:
                yield None
                return
            show, episodes, report = await asyncio.to_thread(_read, file, host_of(url))
            series = _series(source, show)
            yield Content(
                channels=_rows(series, episodes, source),
                kinds=frozenset({"episode"}),
                series=iter([series]),
                report=report,
                etag=file.etag,
                last_modified=file.last_modified,
                name=show.title or host_of(url),
            )


def _read(file: Downloaded, host: str) -> tuple[Show, list[Episode], Report]:
    """The whole feed: 2,000 episodes are a few MB, and the podcast's own fields may follow them."""
    show, report = Show(), Report()
    episodes: dict[str, Episode] = {}
    try:
        for item in parse(file.chunks(), file.url, show):
            if isinstance(item, Skipped):
                report.skip(item.place, item.reason)
            else:
                episodes.setdefault(item.key, item)
    except NotAFeed as error:
        raise BadInput(f"{host}: {error}") from None
    if not episodes:
        why = f"; {report.skipped[0]['reason']}" if report.skipped else ""
        raise BadInput(f"{host}: the feed has no episode that can be played{why}")
    return show, list(episodes.values()), report


def _series(source: Source, show: Show) -> Row:
    return series_row(
        id=short_id(source.id, "podcast"),
        playlist_id=source.id,
        rank=source.position * RANK_STEP,
        name=source.name or show.title or host_of(source.url or ""),
        provider_id=source.url or "",
        group=GROUP,
        logo=show.image,
        adult=False,
        details={
            "kind": "podcast",
            "plot": show.description,
            "author": show.author,
            "genre": ", ".join(dict.fromkeys(filter(None, show.categories))),
            "explicit": show.explicit,
        },
        listed_at=source.imported_at or 1,
    )


def _rows(series: Row, episodes: list[Episode], source: Source) -> Iterator[Row]:
    """Numbered by age where the feed does not number them, since lists are ordered by season and episode."""
    oldest_first = sorted(reversed(episodes), key=lambda episode: episode.published_at or 0)
    ranks = itertools.count(source.position * RANK_STEP + 1)
    numbered = all(episode.number is not None for episode in episodes)
    for place, episode in enumerate(oldest_first, 1):
        yield episode_row(
            series,
            key=f"episode:{episode.key}",
            rank=next(ranks),
            name=episode.title or f"{series['name']} {place}",
            url=episode.url,
            season=episode.season if numbered else 1,
            episode=episode.number if numbered else place,
            logo=episode.image,
            plot=episode.plot[:4000],
            seconds=episode.seconds,
            added_at=episode.published_at,
            extra={"media_type": episode.media_type, "explicit": episode.explicit},
        )
