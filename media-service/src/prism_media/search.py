"""`/api/search`: one question to channels and programmes."""

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
from prism_media.viewers.current import CurrentViewer


class Found(Model):
    """What a search found."""

    channels: list[Channel] = Field(description="In the order of the list.")
    programmes: list[Programme] = Field(description="Running or to come; those whose title fits first, soonest first.")


def search_router(catalogue: CatalogueStore, guide: GuideQueries, now: Callable[[], float]) -> APIRouter:
    """The route of the search."""
    router = APIRouter(prefix="/api/search", tags=["search"])

    @router.get("")
    async def search(
        viewer: CurrentViewer,
        q: Annotated[str, Query(min_length=1, max_length=200, description="Words; the last may be unfinished.")],
        limit: Annotated[int, Query(ge=1, le=200, description="Most results of each kind.")] = 20,
    ) -> Found:
        """Channels by name and group, programmes by title and description; accents and case do not matter."""
        wanted = ChannelFilter(query=q, profile=viewer.profile, adult=viewer.sees_adult)
        channels, _ = await catalogue.page(wanted, None, limit)
        asked = Asked(int(now()), viewer.age_limit)
        programmes = await guide.search(q, asked.now, limit, viewer.age_limit)
        return Found(
            channels=[channel_of(row) for row in channels],
            programmes=[programme_of(row, asked) for row in programmes],
        )

    return router
