"""`/api/series`: series and podcasts, and their episodes by season."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Awaitable, Callable, Mapping
from itertools import groupby
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query

from prism_core.errors import BadInput, NotFound
from prism_core.model import Model
from prism_media.catalogue.model import Channel
from prism_media.catalogue.rows import channel_of, split_groups
from prism_media.sources.series import SeriesStore
from prism_media.viewers.current import CurrentViewer


class Series(Model):
    """A series or podcast in a list."""

    id: str
    name: str
    year: int | None
    logo: str | None
    group: str | None
    kind: Literal["series", "podcast"]


class SeriesPage(Model):
    """One page of series, in the order of their sources."""

    series: list[Series]
    next_cursor: str | None
    total: int


class Episode(Channel):
    """An episode: a channel that can be played, kept as a favourite and resumed."""

    season: int | None
    episode: int | None
    plot: str | None
    seconds: int | None


class Season(Model):
    """The episodes of a season; 0 for specials."""

    number: int
    episodes: list[Episode]


class SeriesDetails(Series):
    """A series with its episodes."""

    plot: str | None
    seasons: list[Season]


def series_router(store: SeriesStore, ensure: Callable[[str], Awaitable[None]]) -> APIRouter:
    """The routes of series; `ensure` has a series' episodes asked from where they come from."""
    router = APIRouter(prefix="/api/series", tags=["series"])

    @router.get("")
    async def list_series(
        viewer: CurrentViewer,
        q: Annotated[str, Query(max_length=200, description="Words of the name.")] = "",
        group: Annotated[str, Query(max_length=500, description="A group's name.")] = "",
        cursor: Annotated[str | None, Query(max_length=300)] = None,
        limit: Annotated[int, Query(ge=1, le=1000)] = 100,
    ) -> SeriesPage:
        """Series and podcasts, a page at a time."""
        after = _place(cursor) if cursor else None
        rows, total = await store.page(q, group, after, limit, adult=viewer.sees_adult)
        more = _cursor(rows[-1]) if len(rows) == limit else None
        return SeriesPage(series=[series_of(row) for row in rows], next_cursor=more, total=total)

    @router.get("/{series_id}")
    async def one_series(series_id: str, viewer: CurrentViewer) -> SeriesDetails:
        """One series with its episodes; they are asked from the provider when it is opened, at most once a day."""
        row = await store.one(series_id, adult=viewer.sees_adult)
        if row is None:
            raise NotFound(f"no series {series_id!r}")
        await ensure(series_id)
        episodes = await store.episodes(series_id, viewer.profile)
        seasons = [
            Season(number=number, episodes=[_episode(one) for one in listed])
            for number, listed in groupby(episodes, key=lambda one: one["season"] or 0)
        ]
        return SeriesDetails(**_fields(row), plot=row["details"].get("plot") or None, seasons=seasons)

    return router


def series_of(row: Mapping[str, Any]) -> Series:
    """A series as lists show it."""
    return Series(**_fields(row))


def _fields(row: Mapping[str, Any]) -> dict[str, Any]:
    groups = split_groups(row["groups"])
    return {
        "id": row["id"],
        "name": row["name"],
        "year": row["year"],
        "logo": row["logo"] or None,
        "group": groups[0] if groups else None,
        "kind": "podcast" if row["details"].get("kind") == "podcast" else "series",
    }


def _episode(row: Mapping[str, Any]) -> Episode:
    said = row["details"]
    return Episode(
        **channel_of(row).model_dump(),
        season=row["season"],
        episode=row["episode"],
        plot=said.get("plot") or None,
        seconds=said.get("seconds"),
    )


def _cursor(row: Mapping[str, Any]) -> str:
    return urlsafe_b64encode(json.dumps([row["rank"], row["id"]]).encode()).decode().rstrip("=")


def _place(cursor: str) -> tuple[int, str]:
    try:
        rank, name = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, TypeError):
        rank, name = None, None
    if type(rank) is not int or not isinstance(name, str):
        raise BadInput("cursor is not one that this list gave; leave it out to start from the beginning")
    return rank, name
