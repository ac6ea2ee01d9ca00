"""`/api/search`: one question to channels, programmes, films and series."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from prism_core.model import Model
from prism_media.catalogue.model import Channel
from prism_media.catalogue.rows import channel_of
from prism_media.catalogue.store import CatalogueStore, ChannelFilter
from prism_media.guide.model import Programme
from prism_media.guide.queries import GuideQueries
from prism_media.guide.shown import Asked, programme_of
from prism_media.sources.series import SeriesStore
from prism_media.sources.series_api import Series, series_of
from prism_media.viewers.current import CurrentViewer


class Found(Model):
    """What a search found."""

    channels: list[Channel] = Field(description="Television and radio, best name first.")
    programmes: list[Programme] = Field(description="Running or to come; those whose title fits first, soonest first.")
    movies: list[Channel] = Field(description="Films, best name first.")
    series: list[Series] = Field(description="Series and podcasts.")


def search_router(
    catalogue: CatalogueStore, guide: GuideQueries, series: SeriesStore, now: Callable[[], float]
) -> APIRouter:
    """The route of the search."""
    router = APIRouter(prefix="/api/search", tags=["search"])

    @router.get("")
    async def search(
        viewer: CurrentViewer,
        q: Annotated[str, Query(min_length=1, max_length=200, description="Words; the last may be unfinished.")],
        limit: Annotated[int, Query(ge=1, le=200, description="Most results of each kind.")] = 20,
    ) -> Found:
        """Channels and films by name and group, series by name, programmes by all that is told of them.

        Accents and case do not matter. What a limited profile may not see is not found.
        """

        async def named(kind: str | None) -> list[Channel]:
            wanted = ChannelFilter(query=q, kind=kind, profile=viewer.profile, adult=viewer.sees_adult)
            return [channel_of(row) for row in await catalogue.first(wanted, limit)]

        asked = Asked(int(now()), viewer.age_limit)
        told = await guide.search(q, asked.now, limit, viewer.age_limit)
        return Found(
            channels=await named(None),
            programmes=[programme_of(row, asked) for row in told],
            movies=await named("movie"),
            series=[series_of(row) for row in await series.first(q, limit, adult=viewer.sees_adult)],
        )

    return router
