"""`/api/channels`: lists, search by name and number, and the order of zapping."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Query

from prism_core.errors import BadInput, NotFound
from prism_media.catalogue.health import HealthStore
from prism_media.catalogue.model import Channel, ChannelDetails, ChannelPage, Group, Groups, Kind, Match, Matches
from prism_media.catalogue.rows import channel_of, details_of, split_groups
from prism_media.catalogue.store import CatalogueStore, ChannelFilter
from prism_media.cursors import cursor_of, place_of
from prism_media.viewers.current import CurrentViewer

Limit = Annotated[int, Query(ge=1, le=1000, description="Most channels in the answer.")]


def channels_router(store: CatalogueStore, health: HealthStore) -> APIRouter:
    """The routes of the catalogue."""
    router = APIRouter(prefix="/api/channels", tags=["channels"])

    @router.get("")
    async def list_channels(
        viewer: CurrentViewer,
        q: Annotated[str | None, Query(max_length=200, description="Words of the name or group, or a number.")] = None,
        group: Annotated[str | None, Query(max_length=500, description="A group's name.")] = None,
        kind: Annotated[Kind | None, Query(description="Without it, television and radio.")] = None,
        favourite: Annotated[bool | None, Query(description="Only favourites, or only others.")] = None,
        playlist: Annotated[str | None, Query(max_length=100, description="A source's id.")] = None,
        cursor: Annotated[str | None, Query(max_length=200)] = None,
        limit: Limit = 100,
    ) -> ChannelPage:
        """Channels in order, filtered, a page at a time; what is searched for comes best name first.

        Duplicates are one channel, except among favourites and within one `playlist`.
        """
        after = place_of(cursor, 2) if cursor else None
        wanted = ChannelFilter(
            query=q,
            group=group,
            kind=kind,
            favourite=favourite,
            profile=viewer.profile,
            playlist=playlist,
            adult=viewer.sees_adult,
        )
        rows, total = await store.page(wanted, (after[0], after[1]) if after else None, limit)
        more = cursor_of(rows[-1]["fit"], rows[-1]["rank"]) if len(rows) == limit else None
        return ChannelPage(channels=[channel_of(row) for row in rows], next_cursor=more, total=total)

    @router.get("/groups")
    async def list_groups(
        viewer: CurrentViewer,
        kind: Annotated[Kind | None, Query(description="Without it, television and radio.")] = None,
    ) -> Groups:
        """Every group with the number of its channels, largest first."""
        counts: Counter[str] = Counter()
        for joined, count in await store.group_texts(kind, adult=viewer.sees_adult):
            for name in split_groups(joined):
                counts[name] += count
        ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        return Groups(groups=[Group(name=name, count=count) for name, count in ordered])

    @router.get("/resolve")
    async def resolve(
        viewer: CurrentViewer,
        name: Annotated[str | None, Query(max_length=200, description="A name as people say it.")] = None,
        number: Annotated[int | None, Query(description="A channel number.")] = None,
        limit: Annotated[int, Query(ge=1, le=50)] = 5,
    ) -> Matches:
        """The channels that may be meant, best first, each with a score. Empty where nothing comes near."""
        if name is None and number is None:
            raise BadInput("say which channel: give name or number")
        best = (await store.names(adult=viewer.sees_adult)).best(name=name, number=number, limit=limit)
        rows = {row["id"]: row for row in await store.by_ids([channel for channel, _ in best], viewer.profile)}
        return Matches(
            matches=[
                Match(channel=channel_of(rows[channel]), score=round(score, 3))
                for channel, score in best
                if channel in rows
            ]
        )

    @router.get("/{channel_id}")
    async def one_channel(channel_id: str, viewer: CurrentViewer) -> ChannelDetails:
        """One channel with everything its playlist said, and the other sources it can be played from."""
        row = await store.channel(channel_id, viewer.profile)
        if row is None or not viewer.may_watch(row):
            raise NotFound(f"no channel {channel_id!r}")
        return details_of(row, await health.sources(channel_id))

    @router.get("/{channel_id}/step")
    async def step(
        channel_id: str,
        viewer: CurrentViewer,
        by: Annotated[int, Query(ge=-100_000, le=100_000, description="Places further; negative is back.")] = 1,
    ) -> Channel:
        """The channel that many places further in order, around the end of the list."""
        row = await store.stepped(channel_id, by, viewer.profile, adult=viewer.sees_adult)
        if row is None:
            raise NotFound(f"no channel {channel_id!r}")
        return channel_of(row)

    return router
