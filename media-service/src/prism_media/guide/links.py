"""Links the channels of the catalogue to those of the guides, and keeps what viewers chose by hand."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from prism_media.catalogue.names import normalise
from prism_media.catalogue.rows import split_groups
from prism_media.catalogue.versions import count_change
from prism_media.database.dialect import json_text, upsert
from prism_media.database.tables import channels, guide_channels, guide_overrides, guides, playlists
from prism_media.guide.matching import GuideCandidate, Matched, OurChannel, Override, candidates, match

_LONGEST_SHIFT_HOURS = 24.0

Link = tuple[int | None, str | None, float | None, int]
"""(guide channel, method, score, shift in seconds) of a channel."""


class GuideLinks:
    """What viewers choose for single channels."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def choose(self, channel_id: str, values: dict[str, Any]) -> bool:
        """Set a channel's guide, shift or both by hand; says whether there is such a channel."""
        async with self._engine.begin() as connection:
            known = await connection.scalar(select(channels.c.row).where(channels.c.id == channel_id))
            if known is None:
                return False
            statement = upsert(guide_overrides).values(channel_id=channel_id, **values)
            await connection.execute(statement.on_conflict_do_update(index_elements=["channel_id"], set_=values))
            await relink(connection)
        return True

    async def unchoose(self, channel_id: str) -> bool:
        """Let a channel's guide be found again; says whether there is such a channel."""
        async with self._engine.begin() as connection:
            known = await connection.scalar(select(channels.c.row).where(channels.c.id == channel_id))
            await connection.execute(delete(guide_overrides).where(guide_overrides.c.channel_id == channel_id))
            await relink(connection)
        return known is not None

    async def candidates(self, channel_id: str, typed: str, limit: int) -> list[tuple[GuideCandidate, Matched]] | None:
        """Guide channels for a channel, best first, or for what was typed; `None` where there is no such channel."""
        async with self._engine.connect() as connection:
            ours = await _our_channels(connection, channel_id)
            known, _ = await _candidates(connection)
        if not ours:
            return None
        channel = ours[0]
        if typed:
            channel = OurChannel(channel.id, typed, "", normalise(typed), typed, channel.country, channel.group)
        return await asyncio.to_thread(candidates, channel, known, limit)


async def relink(connection: AsyncConnection) -> dict[str, int]:
    """Match every channel; returns how many each guide tells. Only links that change are written."""
    known, owner = await _candidates(connection)
    ours = await _our_channels(connection)
    chosen = [dict(row) for row in (await connection.execute(select(guide_overrides))).mappings()]
    overrides = {row["channel_id"]: Override(row["xml_id"], row["guide_id"]) for row in chosen}
    found = await asyncio.to_thread(match, ours, known, overrides)
    wanted = await _wanted_links(connection, found, owner, {row["channel_id"]: row["shift_seconds"] for row in chosen})
    await _write_links(connection, wanted)
    counts = Counter(owner[matched.guide_channel] for matched in found)
    for guide_id, matched_count in (await connection.execute(select(guides.c.id, guides.c.matched_count))).all():
        if matched_count != counts[guide_id]:
            values = {"matched_count": counts[guide_id]}
            await connection.execute(update(guides).where(guides.c.id == guide_id).values(values))
    return dict(counts)


async def _our_channels(connection: AsyncConnection, only: str | None = None) -> list[OurChannel]:
    said = (
        func.coalesce(json_text(channels.c.details, "attributes", name), "") for name in ("tvg-name", "tvg-country")
    )
    tvg_name, tvg_country = said
    query = select(
        channels.c.id, channels.c.tvg_id, tvg_name, channels.c.norm, channels.c.name, tvg_country, channels.c.groups
    ).where(channels.c.kind.in_(("tv", "radio")))
    if only is not None:
        query = query.where(channels.c.id == only)
    rows = await connection.execute(query)
    return [
        OurChannel(row[0], row[1], row[2], row[3], row[4], row[5], next(iter(split_groups(row[6])), "")) for row in rows
    ]


async def _candidates(connection: AsyncConnection) -> tuple[list[GuideCandidate], dict[int, str]]:
    query = (
        select(guide_channels.c.id, guide_channels.c.xml_id, guide_channels.c.names, guides.c.id)
        .join(guides, guides.c.current_import == guide_channels.c.import_id)
        .where(guides.c.enabled)
        .order_by(guides.c.priority.desc(), guides.c.imported_at, guide_channels.c.id)
    )
    rows = (await connection.execute(query)).all()
    known = [GuideCandidate(row[0], row[1], tuple(row[2]), row[3]) for row in rows]
    return known, {row[0]: row[3] for row in rows}


async def _wanted_links(
    connection: AsyncConnection, found: Iterable[Matched], owner: dict[int, str], chosen_shift: dict[str, int | None]
) -> dict[str, Link]:
    of_guide = {row[0]: row[1] for row in await connection.execute(select(guides.c.id, guides.c.shift_seconds))}
    own_shift = json_text(channels.c.details, "attributes", "tvg-shift")
    list_shift = json_text(playlists.c.attributes, "tvg-shift")
    query = select(channels.c.id, func.coalesce(own_shift, list_shift)).join(
        playlists, playlists.c.id == channels.c.playlist_id
    )
    said_shift = {row[0]: shift_of(row[1]) for row in await connection.execute(query.where(
        (own_shift.is_not(None)) | (list_shift.is_not(None))
    ))}  # fmt: skip
    wanted: dict[str, Link] = {}
    for matched in found:
        chosen = chosen_shift.get(matched.channel_id)
        shift = chosen if chosen is not None else said_shift.get(matched.channel_id, 0)
        shift += of_guide[owner[matched.guide_channel]]
        wanted[matched.channel_id] = matched.guide_channel, matched.method, matched.score, shift
    return wanted


async def _write_links(connection: AsyncConnection, wanted: dict[str, Link]) -> None:
    columns = channels.c.id, channels.c.guide_channel, channels.c.guide_match, channels.c.guide_score
    none: Link = (None, None, None, 0)
    changed = []
    for row in await connection.execute(select(*columns, channels.c.shift_seconds)):
        link = wanted.get(row[0], none)
        if tuple(row[1:]) != link:
            changed.append(dict(zip(("key", "found", "method", "score", "shift"), (row[0], *link), strict=True)))
    if changed:
        statement = update(channels).where(channels.c.id == bindparam("key"))
        values: dict[str, Any] = {
            "guide_channel": bindparam("found"),
            "guide_match": bindparam("method"),
            "guide_score": bindparam("score"),
            "shift_seconds": bindparam("shift"),
        }
        await connection.execute(statement.values(values), changed)
        await count_change(connection)


def shift_of(written: str | None) -> int:
    """Seconds of a `tvg-shift`, which is hours such as `+2` or `-1.5`; 0 for what is none."""
    try:
        hours = float((written or "0").replace(",", "."))
    except ValueError:
        return 0
    return round(hours * 3600) if abs(hours) <= _LONGEST_SHIFT_HOURS else 0
