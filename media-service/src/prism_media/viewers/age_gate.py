"""Keeps a channel from viewers who are too young for what it shows now, or showed at the time they ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from fastapi import APIRouter, Depends, Request

from prism_media.catalogue.store import CatalogueStore
from prism_media.guide.queries import GuideQueries
from prism_media.guide.times import began
from prism_media.viewers.current import AgeRestricted, CurrentViewer


def age_gated(
    routers: Iterable[APIRouter], catalogue: CatalogueStore, guide: GuideQueries, now: Callable[[], float]
) -> APIRouter:
    """The routes of `routers`, whose `{channel_id}/index.m3u8` says `age-restricted` to who is too young.

    What follows an index needs no look at the guide: its addresses are sealed and expire.
    """

    async def gate(request: Request, viewer: CurrentViewer) -> None:
        channel_id = request.path_params.get("channel_id")
        if viewer.age_limit is None or channel_id is None or not request.url.path.endswith("/index.m3u8"):
            return
        channel = await catalogue.channel(channel_id)
        if channel is not None and not viewer.may_watch(channel):
            raise AgeRestricted("this channel is for adults; switch to the profile of one to watch it")
        at = _asked_for(request.query_params) or now()
        on, _ = (await guide.now_and_next((channel_id,), int(at), 1)).get(channel_id, (None, None))
        if on is not None and not viewer.may_see(on["age"]):
            raise AgeRestricted(f"this programme is for ages {on['age']} and over; choose another one")

    router = APIRouter(dependencies=[Depends(gate)])
    for one in routers:
        router.include_router(one)
    return router


def _asked_for(query: Mapping[str, str]) -> float | None:
    """The moment of the archive that is asked for; what is no time is refused where it is used."""
    if (at := began(query.get("programme_id", ""))) is not None:
        return at.timestamp()
    start = query.get("start")
    try:
        return datetime.fromisoformat(start).timestamp() if start else None
    except ValueError:
        return None
