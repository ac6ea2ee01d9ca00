"""`/api/channels`: lists, search by name and number, and the order of zapping."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Annotated, Literal

from fastapi import APIRouter, Query

from prism_core.errors import BadInput, NotFound
from prism_media.catalogue.model import Channel, ChannelDetails, ChannelPage, Group, Groups, Match, Matches
from prism_media.catalogue.resolve import best_matches
from prism_media.catalogue.rows import channel_of, details_of, split_groups
from prism_media.catalogue.store import CatalogueStore, ChannelFilter
from prism_media.cursors import cursor_of, place_of

Limit = Annotated[int, Query(ge=1, le=1000, description="Most channels in the answer.")]


def channels_router(store: CatalogueStore) -> APIRouter:
    """The routes of the catalogue."""
    router = APIRouter(prefix="/api/channels", tags=["channels"])

    @router.get("")
    async def list_channels(
        q: Annotated[str | None, Query(max_length=200, description="Words of the name or group.")] = None,
        group: Annotated[str | None, Query(max_length=500, description="A group's name.")] = None,
        kind: Annotated[Literal["tv", "radio"] | None, Query()] = None,
        favourite: Annotated[bool | None, Query(description="Only favourites, or only others.")] = None,
        cursor: Annotated[str | None, Query(max_length=200)] = None,
        limit: Limit = 100,
    ) -> ChannelPage:
        """Channels in order, filtered, a page at a time."""
        after = place_of(cursor, 1)[0] if cursor else None
        wanted = ChannelFilter(query=q, group=group, kind=kind, favourite=favourite)
        rows, total = await store.page(wanted, after, limit)
        more = cursor_of(rows[-1]["rank"]) if len(rows) == limit else None
        return ChannelPage(channels=[channel_of(row) for row in rows], next_cursor=more, total=total)

    @router.get("/groups")
    async def list_groups() -> Groups:
        """Every group with the number of its channels, largest first."""
        counts: Counter[str] = Counter()
        for joined, count in await store.group_texts():
            for name in split_groups(joined):
                counts[name] += count
        ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        return Groups(groups=[Group(name=name, count=count) for name, count in ordered])

    @router.get("/resolve")
    async def resolve(
        name: Annotated[str | None, Query(max_length=200, description="A name as people say it.")] = None,
        number: Annotated[int | None, Query(description="A channel number.")] = None,
        limit: Annotated[int, Query(ge=1, le=50)] = 5,
    ) -> Matches:
        """The channels that may be meant, best first, each with a score. Empty where nothing comes near."""
        if name is None and number is None:
            raise BadInput("say which channel: give name or number")
        candidates = await store.names()
        best = await asyncio.to_thread(best_matches, candidates, name=name, number=number, limit=limit)
        rows = {row["id"]: row for row in await store.by_ids([channel for channel, _ in best])}
        return Matches(
            matches=[
                Match(channel=channel_of(rows[channel]), score=round(score, 3))
                for channel, score in best
                if channel in rows
            ]
        )

    @router.get("/{channel_id}")
    async def one_channel(channel_id: str) -> ChannelDetails:
        """One channel with everything its playlist said."""
        row = await store.channel(channel_id)
        if row is None:
            raise NotFound(f"no channel {channel_id!r}")
        return details_of(row)

    @router.get("/{channel_id}/step")
    async def step(
        channel_id: str,
        by: Annotated[int, Query(ge=-100_000, le=100_000, description="Places further; negative is back.")] = 1,
    ) -> Channel:
        """The channel that many places further in order, around the end of the list."""
        row = await store.stepped(channel_id, by)
        if row is None:
            raise NotFound(f"no channel {channel_id!r}")
        return channel_of(row)

    return router
